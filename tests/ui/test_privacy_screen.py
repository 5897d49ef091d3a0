"""How long files stay and what was erased, on the screen; a copy of somebody's data, read before it goes."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from abductdesk.actions.cases import open_case
from abductdesk.actions.entries import add_entry
from abductdesk.actions.erasure import anonymise_cases, erase_person
from abductdesk.actions.erasures import erasures
from abductdesk.actions.office import Office
from abductdesk.actions.retention import Standing, retention_list, retention_periods
from abductdesk.models import Case, Person
from abductdesk.terms import CaseKind
from abductdesk.ui.accessdialog import DataDialog
from abductdesk.ui.certificatedialog import CertificateDialog
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.erasedialog import EraseDialog, ask_erase
from abductdesk.ui.screens.case.personmenu import PersonMenu
from abductdesk.ui.screens.privacy.erasing import ErasuresTab
from abductdesk.ui.screens.privacy.retention import RetentionTab
from abductdesk.ui.window import Window
from tests.actions.conftest import removal
from tests.actions.vaultful import ANNA, BERT, close, family
from tests.ui.helpers import assert_accessible, assert_speaks
from tests.ui.office import dialog, open_window

D = TypeVar("D", bound=QDialog)
WHY = "The period is over"


@pytest.fixture
def due(office: Office) -> list[int]:
    """Three cases whose period is over, and one that soon will be."""
    made = []
    for day in (date(2015, 1, 1), date(2015, 1, 2), date(2015, 1, 3), date(2017, 1, 1)):
        case_id = int(office.do(open_case, removal()).result)
        close(office, case_id)
        with office.vault.writing() as session:
            session.get_one(Case, case_id).closed_on = day
        made.append(case_id)
    return made


@pytest.fixture
def window(due: list[int], desk: Desk, qtbot: QtBot) -> Window:
    made = open_window(desk, qtbot, "privacy")
    made.go("privacy", "retention")
    qtbot.waitUntil(lambda: desk.idle)
    return made


def retention(window: Window) -> RetentionTab:
    tab = window.current().tab  # type: ignore[union-attr]
    assert isinstance(tab, RetentionTab)
    return tab


def shown(qtbot: QtBot, kind: type[D]) -> D:
    """The dialog of this kind, once it is there."""

    def there() -> bool:
        return any(isinstance(each, kind) and each.isVisible() for each in QApplication.topLevelWidgets())

    qtbot.waitUntil(there, timeout=10_000)
    return dialog(kind)


def confirm(asked: EraseDialog, words: str) -> None:
    asked.reason.setText(WHY)
    assert not asked.erase.isEnabled(), "the words are not typed yet"
    asked.typed.setText(words)
    assert asked.erase.isEnabled()
    asked.submit()


def test_everything_has_a_name_and_follows_the_language(window: Window) -> None:
    for key in ("retention", "erasures"):
        window.go("privacy", key)
        assert_accessible(window.current())  # type: ignore[arg-type]
    assert_speaks(window.current(), data={"An Peeters"})  # type: ignore[arg-type]


def test_what_is_due_stands_there_and_several_are_anonymised_at_once(
    window: Window, office: Office, due: list[int], qtbot: QtBot
) -> None:
    tab = retention(window)
    found = office.ask(retention_list)
    assert [each.id for each in found.of(Standing.DUE)] == due[:3]
    assert [each.id for each in found.of(Standing.SOON)] == due[3:]
    for file in found.of(Standing.DUE)[:2]:
        tab.tick(file)
    assert [each.id for each in tab.chosen()] == due[:2]
    assert not tab.keep.isEnabled(), "kept longer one by one"
    tab.anonymise.click()
    confirm(shown(qtbot, EraseDialog), "2")
    qtbot.waitUntil(lambda: [each.id for each in tab.chosen()] != due[:2], timeout=20_000)
    qtbot.waitUntil(lambda: len(office.ask(retention_list).of(Standing.DUE)) == 1)
    assert len(office.ask(erasures)) == 2


def test_one_case_is_kept_longer(window: Window, office: Office, due: list[int], qtbot: QtBot) -> None:
    tab = retention(window)
    tab.tick(office.ask(retention_list).files[0])
    tab.keep.click()
    asked = shown(qtbot, FormDialog)
    asked.form.rows["until"].editor.set_value(date(2031, 1, 1))
    asked.form.rows["reason"].editor.set_value("An appeal abroad")
    asked.submit()
    qtbot.waitUntil(lambda: len(office.ask(retention_list).of(Standing.DUE)) == 2, timeout=10_000)


def test_the_periods_are_settled(window: Window, office: Office, qtbot: QtBot) -> None:
    tab = retention(window)
    assert tab.proposal.isVisibleTo(tab)
    tab.edit.click()
    asked = shown(qtbot, FormDialog)
    asked.form.rows[CaseKind.REMOVAL.value].editor.set_value(30)
    asked.submit()
    qtbot.waitUntil(lambda: office.ask(retention_periods).settled_on is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not tab.proposal.isVisibleTo(tab))
    assert not office.ask(retention_list).files


def test_today_reminds_the_manager(window: Window, desk: Desk, qtbot: QtBot) -> None:
    window.go("today")
    screen = window.current()
    qtbot.waitUntil(lambda: screen.retention.isVisibleTo(screen), timeout=10_000)  # type: ignore[union-attr]
    assert "3 files" in screen.retention.text()  # type: ignore[union-attr]
    screen.retention.button.click()  # type: ignore[union-attr]
    assert isinstance(retention(window), RetentionTab)


def test_the_register_opens_a_certificate_that_can_be_saved(
    window: Window, office: Office, due: list[int], qtbot: QtBot, tmp_path: Path
) -> None:
    office.do(anonymise_cases, due[:1], reason=WHY)
    window.go("privacy", "erasures")
    tab = window.current().tab  # type: ignore[union-attr]
    assert isinstance(tab, ErasuresTab)
    qtbot.waitUntil(lambda: tab.table.model.rowCount() == 1, timeout=10_000)
    tab.table.select(0)
    tab.certificate.click()
    made = shown(qtbot, CertificateDialog)
    qtbot.waitUntil(made.save.isEnabled, timeout=10_000)
    made.save_to(tmp_path / "ER-2026-0001.pdf")
    qtbot.waitUntil((tmp_path / "ER-2026-0001.pdf").exists, timeout=10_000)
    assert_accessible(made)
    made.done(0)


def test_what_stands_against_an_erasure_must_be_overruled_on_purpose(
    window: Window, desk: Desk, office: Office, qtbot: QtBot
) -> None:
    case_id, anna, _, _ = family(office)
    ask_erase(desk, window, anna)
    refused = shown(qtbot, EraseDialog)
    refused.typed.setText(refused.preview.confirm)
    refused.reason.setText(WHY)
    assert not refused.erase.isEnabled(), "the case is open"
    refused.done(0)
    close(office, case_id)
    qtbot.waitUntil(lambda: desk.idle)
    ask_erase(desk, window, anna)
    asked = shown(qtbot, EraseDialog)
    assert_accessible(asked)
    asked.reason.setText(f"{ANNA[0]} asked for it")
    asked.typed.setText("pmb-2026-0005 ")
    assert not asked.erase.isEnabled(), "the period is not over"
    asked.despite.setChecked(True)
    asked.submit()
    qtbot.waitUntil(lambda: asked.fault.isVisibleTo(asked), timeout=10_000)
    assert "names somebody" in asked.fault.text()
    confirm_again(asked)
    made = shown(qtbot, CertificateDialog)
    made.done(0)
    with office.vault.reading() as session:
        assert session.get_one(Person, anna).erased_on is not None


def confirm_again(asked: EraseDialog) -> None:
    asked.reason.setText(WHY)
    asked.submit()


def test_texts_are_read_before_the_data_go(
    window: Window, desk: Desk, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    case_id, anna, _, _ = family(office)
    office.do(add_entry, case_id, "note", {"text": f"{ANNA[0]} spoke of {BERT[0]}"})
    office.do(add_entry, case_id, "note", {"text": "It is quiet in the shelter"})
    asked = DataDialog(desk, window, anna)
    asked.open()
    qtbot.waitUntil(lambda: asked.preview is not None, timeout=10_000)
    assert_accessible(asked)
    assert not asked.save.isEnabled()
    asked.read.setChecked(True)
    assert asked.save.isEnabled()
    preview = asked.preview
    assert preview is not None
    held = next(piece for piece in preview.pieces if piece.kind == "note" and not piece.given)
    asked.toggle(held)
    qtbot.waitUntil(lambda: held.key in asked.wish.also and desk.idle, timeout=10_000)
    assert not asked.save.isEnabled(), "one more text goes: it must be read as well"
    preview = asked.preview
    assert preview is not None
    asked.toggle(next(piece for piece in preview.pieces if piece.key == held.key))
    qtbot.waitUntil(lambda: not asked.wish.also and desk.idle, timeout=10_000)
    asked.show_view("pages")
    asked.read.setChecked(True)
    target = tmp_path / "data.zip"
    asked.save_to(target)
    qtbot.waitUntil(target.exists, timeout=20_000)
    with zipfile.ZipFile(target) as packed:
        said = json.dumps(json.loads(packed.read("data.json")), ensure_ascii=False)
    assert f"{ANNA[0]} spoke of [another person]" in said
    assert "shelter" not in said


def test_the_card_of_a_person_offers_it(window: Window, desk: Desk, office: Office, qtbot: QtBot) -> None:
    case_id, _, _, _ = family(office)
    window.open_case(case_id, "people")
    qtbot.waitUntil(lambda: desk.idle, timeout=10_000)
    menus = window.current().findChildren(PersonMenu)  # type: ignore[union-attr]
    assert len(menus) == 3
    titles = [action.text() for action in menus[0].menu().actions()]
    assert (titles[0], titles[-1]) == ("Data of this person…", "Erase…")


def test_an_anonymised_case_offers_nothing_to_do(
    window: Window, desk: Desk, office: Office, due: list[int], qtbot: QtBot
) -> None:
    office.do(anonymise_cases, due[:1], reason=WHY)
    window.open_case(due[0])
    qtbot.waitUntil(lambda: desk.idle, timeout=10_000)
    screen = window.current()
    for button in (screen.letter, screen.event_button, screen.more):  # type: ignore[union-attr]
        assert not button.isEnabled()


def test_an_erased_person_is_offered_nothing(
    window: Window, desk: Desk, office: Office, qtbot: QtBot
) -> None:
    case_id, anna, _, _ = family(office)
    close(office, case_id)
    office.do(erase_person, anna, reason=WHY, despite=True)
    window.open_case(case_id, "people")
    qtbot.waitUntil(lambda: desk.idle, timeout=10_000)
    menus = window.current().findChildren(PersonMenu)  # type: ignore[union-attr]
    assert sum(not menu.isHidden() for menu in menus) == 2
