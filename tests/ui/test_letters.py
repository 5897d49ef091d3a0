"""Writing, issuing, printing and saving letters as a caseworker does, on a real vault."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from abductdesk.actions.bureau import change_own_details, change_settings, settings, staff_list
from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import open_case
from abductdesk.actions.entries import add_entry
from abductdesk.actions.letters import open_letter
from abductdesk.actions.office import Office
from abductdesk.actions.people import change_contact
from abductdesk.documents.known import FACTS
from abductdesk.faults import Refused
from abductdesk.models import Letter
from abductdesk.terms import LetterState, Safety, ServiceKind
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Notice, Question
from abductdesk.ui.issuedletter import IssuedLetter
from abductdesk.ui.letterdialog import WriteLetter, open_letter_dialog, write_letter
from abductdesk.ui.letterleft import PLACES
from abductdesk.ui.saving import write_whole
from abductdesk.ui.texts import FSI, PDI, Text, words
from tests.actions.conftest import removal
from tests.ui.helpers import assert_accessible, assert_speaks


def bare(text: str) -> str:
    """Without the marks that keep a name apart from the direction around it."""
    return text.replace(FSI, "").replace(PDI, "")


class Window(QWidget):
    """A window that remembers where it was sent and what it said."""

    def __init__(self) -> None:
        super().__init__()
        self.went: list[tuple[object, ...]] = []
        self.said: list[str] = []

    def go(self, key: str, *what: object) -> None:
        self.went.append((key, *what))

    def open_case(self, case_id: int, tab: str = "") -> None:
        self.went.append(("case", case_id, tab))

    def toast(self, message: Text, undo: object = None) -> None:
        self.said.append(bare(words(message)))

    def back(self) -> None: ...

    def badge(self, key: str, count: int) -> None: ...

    def run(self, key: str) -> None: ...

    def widget(self) -> QWidget:
        return self


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    made = Window()
    made.resize(1440, 900)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def case_id(office: Office) -> int:
    return int(office.do(open_case, removal()).result)


@pytest.fixture
def ready(office: Office) -> Office:
    """The bureau's address and the caseworker's phone and e-mail are entered."""
    bureau = {"street": "Voorbeeldlaan 10", "postcode": "1000", "city": "Brussel"}
    office.do(change_settings, seen=office.ask(settings).version, changes=bureau)
    mine = {"phone": "+32 2 000 00 01", "email": "an@example.org"}
    office.do(change_own_details, seen=office.ask(staff_list)[0].version, changes=mine)
    return office


@pytest.fixture
def write(desk: Desk, window: Window, case_id: int, qtbot: QtBot) -> Any:
    """Opens the dialog and waits for its first answer."""

    def begin(letter: str = "", **more: Any) -> WriteLetter:
        dialog = write_letter(desk, window, case_id, window, letter, **more)
        assert isinstance(dialog, WriteLetter)
        settle(qtbot, desk, dialog)
        return dialog

    return begin


def settle(qtbot: QtBot, desk: Desk, dialog: WriteLetter) -> None:
    """Until the preview shows what is chosen."""
    qtbot.waitUntil(lambda: desk.idle and dialog.form is not None and not dialog._timer.isActive())
    QApplication.processEvents()  # what was added to a layout is shown by the event loop


def newest(widget: QWidget, kind: type[Any]) -> Any:
    """The dialog of this kind that is open over a widget."""
    return [each for each in widget.findChildren(kind) if each.isVisible()][-1]


def said(widget: QWidget) -> str:
    return bare("\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)))


def type_agreed(dialog: WriteLetter, text: str) -> None:
    assert dialog.form is not None
    dialog.form.rows["agreed"].editor.main.setPlainText(text)  # type: ignore[attr-defined]


def issue(qtbot: QtBot, desk: Desk, window: Window, dialog: WriteLetter) -> IssuedLetter:
    """Issue as a person does, and wait for the issued letter."""
    before = set(window.findChildren(IssuedLetter))
    dialog.issue.click()
    newest(dialog, Question).yes.click()
    qtbot.waitUntil(lambda: bool(set(window.findChildren(IssuedLetter)) - before))
    issued = (set(window.findChildren(IssuedLetter)) - before).pop()
    qtbot.waitUntil(issued.print.isEnabled)
    return issued


def letters(office: Office, case_id: int) -> tuple[Letter, ...]:
    return tuple(office.ask(case_file, case_id).letters)


def test_the_invitation_is_previewed_issued_and_shown(
    ready: Office, desk: Desk, window: Window, case_id: int, write: Any, qtbot: QtBot
) -> None:
    dialog = write("mediation_invitation")
    assert "Inès Exemple" in dialog.form.to.combo.currentText()
    assert dialog.form.language.combo.currentText() == "French"
    assert "Exemple" in dialog.preview.pages.area.accessibleDescription()
    assert letters(ready, case_id) == ()
    issued = issue(qtbot, desk, window, dialog)
    (letter,) = letters(ready, case_id)
    assert "PMB-L-2026-0001" in issued.heading.text()
    assert window.said[-1] == "Letter PMB-L-2026-0001 issued"
    assert "PMB-L-2026-0001" in issued.pages.area.accessibleDescription()
    assert letter.language == "fr"


def test_before_issuing_it_is_said_what_cannot_be_undone_and_that_the_wording_is_a_draft(
    ready: Office, case_id: int, write: Any
) -> None:
    dialog = write("mediation_invitation")
    dialog.issue.click()
    question = newest(dialog, Question)
    assert "This wording is a draft that nobody has reviewed. Issue it all the same?" in said(question)
    assert "cannot be undone" in said(question)
    question.no.click()
    assert letters(ready, case_id) == ()
    assert dialog.isVisible() and dialog.issue.isEnabled()


def test_what_is_missing_is_listed_and_leads_to_where_it_is_entered(
    office: Office, desk: Desk, window: Window, case_id: int, write: Any, qtbot: QtBot
) -> None:
    dialog = write("contact_confirmation")
    assert not dialog.issue.isEnabled()
    assert "Address of the bureau" in said(dialog.preview)
    type_agreed(dialog, "A first point")
    qtbot.waitUntil(lambda: not dialog._timer.isActive() and desk.idle and bool(dialog.preview.links))
    dialog.preview.links[0].click()
    assert window.went == [("settings",)]
    again = write()
    assert again.form.kind.id == "contact_confirmation"
    assert again.form.values()["agreed"] == "A first point"


def test_every_place_where_something_is_entered_is_known() -> None:
    assert {where for _, where in FACTS.values()} - {"Letter"} == set(PLACES)


def test_a_letter_that_would_break_the_wall_shows_why_and_cannot_be_issued(
    ready: Office, desk: Desk, write: Any, qtbot: QtBot
) -> None:
    dialog = write("contact_confirmation")
    type_agreed(dialog, "She now lives at 12 rue de l’Exemple")
    qtbot.waitUntil(lambda: "give away" in said(dialog.preview))
    assert not dialog.issue.isEnabled()
    type_agreed(dialog, "Three lawyers are named")
    qtbot.waitUntil(dialog.issue.isEnabled)
    assert "Three lawyers are named" in dialog.preview.pages.area.accessibleDescription()


def test_an_address_nobody_asked_about_warns_beside_the_preview_and_before_issuing(
    ready: Office, case_id: int, write: Any
) -> None:
    point = ready.ask(case_file, case_id).people[1].contacts[0]
    ready.do(change_contact, point.id, seen=point.version, changes={"safe": []})
    dialog = write("mediation_invitation")
    assert "Nobody has asked" in said(dialog.preview)
    dialog.issue.click()
    assert "Nobody has asked" in said(newest(dialog, Question))


def test_an_address_marked_never_is_refused(ready: Office, case_id: int, write: Any) -> None:
    point = ready.ask(case_file, case_id).people[1].contacts[0]
    ready.do(change_contact, point.id, seen=point.version, changes={"safe": [Safety.NEVER]})
    dialog = write("mediation_invitation")
    assert "marked never to be used" in said(dialog.preview)
    assert not dialog.issue.isEnabled()


def test_a_letter_nobody_can_get_says_for_whom_it_is(
    ready: Office, window: Window, case_id: int, write: Any
) -> None:
    dialog = write("central_authority_notice")
    assert "Nobody on this case can get this letter" in said(dialog.preview)
    assert not dialog.issue.isEnabled()
    dialog.preview.links[0].click()
    assert window.went == [("case", case_id, "services")]


def test_a_service_is_named_only_when_ticked(
    ready: Office, desk: Desk, case_id: int, write: Any, qtbot: QtBot
) -> None:
    shelter = {"kind": ServiceKind.WELFARE, "organisation": "Vluchthuis Rijsel"}
    ready.do(add_entry, case_id, "service", shelter)
    dialog = write("contact_confirmation")
    dialog.preview.pages.go(1)
    pages = dialog.preview.pages
    assert "Vluchthuis" not in "".join(pages._pages.text(at) for at in range(len(pages._pages)))
    ticks = dialog.form.rows["services"].editor.list
    ticks.item(0).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: not dialog.issue.isEnabled())
    qtbot.waitUntil(dialog.issue.isEnabled)
    assert "Vluchthuis" in "".join(pages._pages.text(at) for at in range(len(pages._pages)))
    assert pages.page == 1  # the page in sight stays


def test_a_day_that_has_passed_is_refused_under_its_field(ready: Office, write: Any, qtbot: QtBot) -> None:
    dialog = write("mediation_invitation")
    field = dialog.form.rows["reply_by"]

    def type_date(text: str) -> None:
        field.editor.edit.selectAll()
        qtbot.keyClicks(field.editor.edit, text)

    type_date("1-11-2026")
    qtbot.waitUntil(lambda: field.error.text() == "This day has passed. Choose a later one.")
    assert not dialog.issue.isEnabled()
    type_date("31-11-2026")
    qtbot.waitUntil(lambda: "30 days" in said(dialog.preview))
    type_date("11-12-2026")
    qtbot.waitUntil(dialog.issue.isEnabled)
    assert field.error.text() == ""


def test_escape_asks_when_something_typed_would_be_lost(ready: Office, write: Any, qtbot: QtBot) -> None:
    dialog = write("contact_confirmation")
    type_agreed(dialog, "A point")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    question = newest(dialog, Question)
    question.no.click()
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    newest(dialog, Question).yes.click()
    assert not dialog.isVisible()


def test_page_down_scrolls_and_then_turns_the_page(ready: Office, write: Any, qtbot: QtBot) -> None:
    pages = write("contact_confirmation").preview.pages
    bar = pages.area.verticalScrollBar()
    assert (pages.page, bar.value()) == (0, 0)
    qtbot.keyClick(pages.area, Qt.Key.Key_PageDown)
    assert pages.page == 0 and bar.value() > 0
    bar.setValue(bar.maximum())
    qtbot.keyClick(pages.area, Qt.Key.Key_PageDown)
    assert (pages.page, bar.value()) == (1, 0)
    qtbot.keyClick(pages.area, Qt.Key.Key_PageUp)
    assert (pages.page, bar.value()) == (0, bar.maximum())


def test_nothing_typed_leaves_at_once(ready: Office, write: Any, qtbot: QtBot) -> None:
    dialog = write("contact_confirmation")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_correction_begins_from_the_letter_and_takes_its_place(
    ready: Office, desk: Desk, window: Window, case_id: int, write: Any, qtbot: QtBot
) -> None:
    dialog = write("contact_confirmation")
    type_agreed(dialog, "Three lawyers are namde")
    qtbot.waitUntil(dialog.issue.isEnabled)
    issued = issue(qtbot, desk, window, dialog)
    issued.correct.click()
    again = newest(window, WriteLetter)
    settle(qtbot, desk, again)
    assert again.form.values()["agreed"] == "Three lawyers are namde"
    assert "Takes the place of PMB-L-2026-0001" in said(again)
    type_agreed(again, "Three lawyers are named")
    qtbot.waitUntil(again.issue.isEnabled)
    issue(qtbot, desk, window, again)
    second, first = letters(ready, case_id)
    assert (second.supersedes_id, first.state) == (first.id, LetterState.SUPERSEDED)
    old = open_letter_dialog(desk, window, first, window)
    assert "A later letter has taken the place" in said(old)


def files_below(*folders: Path) -> set[Path]:
    return {path for folder in folders for path in folder.rglob("*")}


@pytest.fixture
def guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A home and a folder for temporary files of this test's own."""
    home, scratch = tmp_path / "home", tmp_path / "scratch"
    for folder, names in ((home, ("HOME", "XDG_RUNTIME_DIR")), (scratch, ("TMPDIR", "TMP", "TEMP"))):
        folder.mkdir()
        for name in names:
            monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.chdir(home)
    return home, scratch


def test_preview_issue_and_print_leave_no_file_but_the_one_that_was_chosen(
    guarded: tuple[Path, Path],
    ready: Office,
    desk: Desk,
    window: Window,
    case_id: int,
    write: Any,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    vault = set((tmp_path / "vault").iterdir())
    issued = issue(qtbot, desk, window, write("mediation_invitation"))
    issued.print.click()
    qtbot.waitUntil(lambda: bool(issued.findChildren(Question)))
    assert "out of its power" in said(newest(issued, Question))
    newest(issued, Question).yes.click()
    printer = newest(issued, QPrintDialog)
    printer.findChild(QLineEdit, "filename").setText(str(tmp_path / "paper.pdf"))
    printer.accept()
    qtbot.waitUntil(lambda: letters(ready, case_id)[0].printed_on is not None)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert files_below(*guarded) == set()
    assert set((tmp_path / "vault").iterdir()) == vault
    qtbot.waitUntil(lambda: desk.idle)
    issued.print.click()
    qtbot.waitUntil(lambda: bool(issued.findChildren(QPrintDialog)))  # the word about the spool came once
    newest(issued, QPrintDialog).reject()
    assert len(letters(ready, case_id)) == 1


def test_saving_warns_names_no_person_and_writes_exactly_the_stored_bytes(
    ready: Office, desk: Desk, window: Window, case_id: int, write: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    issued = issue(qtbot, desk, window, write("mediation_invitation"))
    issued.save.click()
    assert "not encrypted" in said(newest(issued, Question))
    newest(issued, Question).yes.click()
    chooser = newest(issued, QFileDialog)
    assert Path(chooser.selectedFiles()[0]).name == "PMB-L-2026-0001_mediation_invitation.pdf"
    chooser.setDirectory(str(tmp_path))
    chooser.selectFile("letter.pdf")
    chooser.accept()
    qtbot.waitUntil(lambda: "saved" in window.said[-1])
    letter = letters(ready, case_id)[0]
    assert (tmp_path / "letter.pdf").read_bytes() == ready.do(open_letter, letter.id).result
    assert (tmp_path / "letter.pdf").stat().st_mode & 0o077 == 0 or os.name == "nt"
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize(
    ("fault", "sentence"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "cannot be written")]
)
def test_a_full_or_closed_disk_keeps_what_stood_there(
    fault: int, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"before")

    def fails(_handle: int) -> None:
        raise OSError(fault, "synthetic")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(Refused, match=sentence):
        write_whole(tmp_path / "letter.pdf", b"after")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.pdf"]
    assert (tmp_path / "letter.pdf").read_bytes() == b"before"


def test_saving_where_nothing_can_be_written_is_said(
    ready: Office, desk: Desk, window: Window, write: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    issued = issue(qtbot, desk, window, write("mediation_invitation"))
    issued._save_to(tmp_path / "gone" / "letter.pdf")
    qtbot.waitUntil(lambda: bool(issued.findChildren(Notice)))
    assert "nothing was saved" in said(newest(issued, Notice))


def test_everything_is_named_and_follows_the_language(
    ready: Office, desk: Desk, window: Window, case_id: int, write: Any, qtbot: QtBot
) -> None:
    dialog = write("contact_confirmation")
    assert_accessible(dialog)
    data = {"Nederlands", "Dutch", "Preview"}
    assert_speaks(dialog, data)
    issued = issue(qtbot, desk, window, dialog)
    assert_accessible(issued)
    assert_speaks(issued)
