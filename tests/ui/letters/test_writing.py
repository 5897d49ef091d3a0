"""Writing and issuing letters as a caseworker does, on a real vault."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from abductdesk.actions.casefile import case_file
from abductdesk.actions.entries import add_entry
from abductdesk.actions.office import Office
from abductdesk.actions.people import change_contact
from abductdesk.documents.known import FACTS
from abductdesk.terms import Safety, ServiceKind
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Question
from abductdesk.ui.letterleft import PLACES
from tests.ui.helpers import assert_accessible, assert_speaks
from tests.ui.letters.room import Window, issue, letters, newest, said, type_agreed


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
