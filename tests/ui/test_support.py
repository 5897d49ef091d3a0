"""Support through the window: from a request to the last cent, and what a person may not do is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from abductdesk.actions.office import Office
from abductdesk.actions.supportflow import advise, approve
from abductdesk.actions.supportmoney import commit_support
from abductdesk.actions.supportview import STEPS as GATES
from abductdesk.actions.unfinished import Unfinished
from abductdesk.terms import Role
from abductdesk.terms import SupportKind as K
from abductdesk.terms import SupportState as S
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.draftstrip import name_of
from abductdesk.ui.feedback import Question
from abductdesk.ui.screens.case.goingon import open_again
from abductdesk.ui.screens.case.support.forms import FUNDING, ITEM, REQUEST
from abductdesk.ui.screens.case.support.tab import SupportTab
from abductdesk.ui.screens.support.budgets import BudgetsTab
from abductdesk.ui.screens.support.criteria import CriteriaForm, CriteriaTab
from abductdesk.ui.screens.support.requests import RequestsTab
from abductdesk.ui.supportwords import STEPS
from abductdesk.ui.tabbed import TabbedScreen
from abductdesk.ui.widgets import Button, Pill
from tests.actions.conftest import NOW, TODAY, case_id, managers
from tests.actions.support_room import FUNDER, as_tested, asked, granted, parent, state
from tests.ui.caseroom import fill, opened, press, submit, tab, text_of
from tests.ui.helpers import assert_accessible
from tests.ui.office import dialog, open_window, said

__all__ = ["case_id", "managers"]
WORDS = [{"kind": K.INTERPRETER, "asked_cents": 60_000}]


def support(desk: Desk, case: int, qtbot: QtBot) -> SupportTab:
    window = open_window(desk, qtbot, "today")
    made = tab(opened(window, case, qtbot, "support"), "support")
    assert isinstance(made, SupportTab)
    qtbot.waitUntil(lambda: made.found is not None and desk.idle)
    return made


def step(made: SupportTab, name: str, desk: Desk, qtbot: QtBot) -> None:
    """Press the button of a step and wait until the tab shows what follows."""
    press(made, name, qtbot)
    qtbot.waitUntil(lambda: desk.idle)


def shows(made: SupportTab, words: str, qtbot: QtBot) -> None:
    """Wait until the tab says this."""
    qtbot.waitUntil(lambda: words in text_of(made))


def filled(desk: Desk, qtbot: QtBot, **values: object) -> None:
    form = dialog(FormDialog)
    fill(form, **values)
    submit(form, qtbot)
    qtbot.waitUntil(lambda: desk.idle)


@pytest.mark.journey
def test_from_the_request_to_the_last_cent(
    desk: Desk, office: Office, managers: list[Office], case_id: int, qtbot: QtBot
) -> None:
    made = support(desk, case_id, qtbot)
    qtbot.waitUntil(lambda: "Either parent can ask" in text_of(made))
    press(made, "New request for support", qtbot)
    who = parent(office, case_id, Role.LEFT_BEHIND_PARENT)
    filled(
        desk, qtbot, person_id=who, route="mediation", income_cents=150_000, with_family=False, dependants=0,
        income_evidence="tax sheet",
    )  # fmt: skip
    step(made, "Add an item", desk, qtbot)
    filled(desk, qtbot, kind=K.INTERPRETER, asked_cents=80_000, quote="offer")
    for name in ("Submit", "Complete", "Test by the criteria"):
        step(made, name, desk, qtbot)
    shows(made, "The ceiling is €750.00.", qtbot)
    shows(made, "Income €1,500.00 is at most €1,612.00: full support.", qtbot)
    shows(made, "get the same support", qtbot)
    step(made, "Give advice…", desk, qtbot)
    filled(desk, qtbot, advice="Fits the criteria.")
    shows(made, "Approve: Whoever proposes does not approve. Ask another manager.", qtbot)
    assert made.found is not None
    request = made.found.requests[0].request.id
    managers[0].do(approve, request)
    made.show_file(made.room.file)
    qtbot.waitUntil(lambda: "answer due by" in text_of(made))
    step(made, "Record the answer…", desk, qtbot)
    filled(desk, qtbot, answer="agrees")
    assert state(office, request) is S.CO_DECISION

    desk.office = managers[1]  # another manager sits down
    made.show_file(made.room.file)
    qtbot.waitUntil(lambda: desk.idle)
    step(made, "Decide…", desk, qtbot)
    filled(desk, qtbot, reason="As advised.")
    step(made, "Commit…", desk, qtbot)
    filled(desk, qtbot, funder=FUNDER)
    step(made, "Record payment…", desk, qtbot)
    filled(desk, qtbot, reference="bank 1")
    assert state(office, request) is S.PAID
    step(made, "Add receipt…", desk, qtbot)
    filled(desk, qtbot, minor="600,00", currency="GBP", rate="1.25", rate_source="ECB", rate_on=TODAY)
    qtbot.waitUntil(lambda: "£600.00" in text_of(made))
    shows(made, "€750.00", qtbot)
    press(made, "Accept · Receipt · Interpreter", qtbot)
    qtbot.waitUntil(lambda: desk.idle)
    step(made, "Receipts are checked", desk, qtbot)
    assert state(office, request) is S.SETTLED
    assert_accessible(made)


def test_what_cannot_be_done_is_off_and_says_why(
    desk: Desk, office: Office, managers: list[Office], case_id: int, qtbot: QtBot
) -> None:
    office.do(advise, as_tested(office, case_id, WORDS), "Fits.")
    made = support(desk, case_id, qtbot)
    (button,) = [each for each in made.findChildren(Button) if each.accessibleName() == "Approve…"]
    assert not button.isEnabled()
    assert "does not approve" in button.toolTip()
    assert "does not approve" in button.accessibleDescription()


def test_every_step_has_words_and_a_gate() -> None:
    assert set(STEPS) == set(GATES)


@pytest.mark.parametrize(
    ("name", "then"), [("Withdraw", S.WITHDRAWN), ("Something is missing…", S.INCOMPLETE)]
)  # fmt: skip
def test_questions_and_reasons(
    desk: Desk, office: Office, managers: list[Office], case_id: int, qtbot: QtBot, name: str, then: S
) -> None:
    request = asked(office, case_id, WORDS)
    made = support(desk, case_id, qtbot)
    step(made, name, desk, qtbot)
    if name == "Withdraw":
        dialog(Question).yes.click()
    else:
        filled(desk, qtbot, missing="The tax sheet of 2025.")
        shows(made, "The tax sheet of 2025.", qtbot)
    qtbot.waitUntil(lambda: desk.idle)
    assert state(office, request) is then


def test_the_screen_shows_what_waits_and_leads_there(
    desk: Desk, office: Office, managers: list[Office], case_id: int, qtbot: QtBot
) -> None:
    office.do(advise, as_tested(office, case_id, WORDS), "Fits.")
    desk.office = managers[0]
    window = open_window(desk, qtbot, "support")
    screen = window.current()
    assert isinstance(screen, TabbedScreen)
    made = screen.tab
    assert isinstance(made, RequestsTab)
    qtbot.waitUntil(lambda: bool(said(made.table)))
    assert (
        said(made.table) == {"Advice of the bureau given": ["Tom Voorbeeld"]} or made.table.model.rowCount()
    )
    assert made.cards["approve"].accessibleName() == "Wait for your approval: 1"
    made.show_only("silent")
    assert made.table.model.rowCount() == 0
    made.show_only("approve")
    made.table.opened.emit(made.table.current())
    qtbot.waitUntil(lambda: window.current() is not screen and desk.idle)
    assert window.current().place() == (case_id, "support")  # type: ignore[union-attr]


def test_budgets_say_in_words_what_the_bar_shows_and_the_ledger_is_saved(
    desk: Desk, office: Office, managers: list[Office], case_id: int, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.office = managers[0]
    window = open_window(desk, qtbot, "support")
    window.go("support", "budgets")
    made = window.current().tab  # type: ignore[union-attr]
    assert isinstance(made, BudgetsTab)
    qtbot.waitUntil(lambda: desk.idle)
    made.enter(None)
    filled(desk, qtbot, funder="Fund B", cents=70_000)
    request = granted(office, managers, case_id, WORDS)
    managers[0].do(commit_support, request, "Fund B")
    made.refresh()
    qtbot.waitUntil(lambda: "85 % is committed" in " ".join(pill_words(made)))
    assert "€600.00 of €700.00 committed, €0.00 of it paid, €100.00 left" in text_of(made)
    qtbot.waitUntil(lambda: "Total of 1 line: €600.00 committed, €0.00 paid" in text_of(made))
    for kind in ("csv", "xlsx"):
        path = tmp_path / f"ledger.{kind}"
        made.save_to(path)
        qtbot.waitUntil(path.exists)
        assert path.read_bytes()
    qtbot.waitUntil(lambda: desk.idle)
    assert_accessible(made)


def pill_words(widget: BudgetsTab) -> list[str]:
    return [each.accessibleName() for each in widget.findChildren(Pill) if each.isVisibleTo(widget)]


def test_criteria_are_changed_from_a_day_with_what_would_change(
    desk: Desk, office: Office, managers: list[Office], case_id: int, qtbot: QtBot
) -> None:
    granted(office, managers, case_id, WORDS)
    asked(office, case_id, [{"kind": K.TRANSLATION, "asked_cents": 50_000}])
    desk.office = managers[0]
    window = open_window(desk, qtbot, "support")
    window.go("support", "criteria")
    made = window.current().tab  # type: ignore[union-attr]
    assert isinstance(made, CriteriaTab)
    qtbot.waitUntil(lambda: bool(made.sets))
    assert made.rise.isHidden() and made.old.isHidden()
    form = made.edit()
    assert isinstance(form, CriteriaForm)
    fill(form, translation=10_000, note="less money")
    form.ask_preview()
    qtbot.waitUntil(lambda: form.found.isVisible())
    assert "€500.00 → €100.00" in form.found.text()
    form.accept_button.click()
    qtbot.waitUntil(lambda: desk.idle)
    assert "taken under these criteria" in text_of(form), "a set that a decision used is locked"
    fill(form, valid_from=TODAY.replace(month=TODAY.month + 1))
    submit(form, qtbot)
    qtbot.waitUntil(lambda: len(made.sets) == 3 and desk.idle)
    assert_accessible(made)


def test_without_the_rise_per_dependant_the_screen_says_that_no_test_runs(
    desk: Desk, office: Office, qtbot: QtBot
) -> None:
    window = open_window(desk, qtbot, "support")
    window.go("support", "criteria")
    made = window.current().tab  # type: ignore[union-attr]
    assert isinstance(made, CriteriaTab)
    qtbot.waitUntil(lambda: bool(made.sets))
    assert "no test can run" in made.rise.text() and not made.rise.isHidden()
    assert "out of date" in made.old.text() and not made.old.isHidden()


@pytest.mark.parametrize("form", [REQUEST, ITEM, FUNDING])
def test_unfinished_forms_come_back(
    desk: Desk, office: Office, managers: list[Office], case_id: int, qtbot: QtBot, form: str
) -> None:
    request = asked(office, case_id, WORDS)
    made = support(desk, case_id, qtbot)
    draft = Unfinished(0, form, case_id, "", "", None, {"request": request, "typed": {}}, NOW)
    found: list[FormDialog] = []
    open_again(made.room, draft, found.append)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(found))
    assert found[0].about is not None and found[0].about.form == form
    assert name_of(draft)
    found[0].done(0)


def test_today_knows_what_is_due(
    desk: Desk, office: Office, managers: list[Office], case_id: int, qtbot: QtBot
) -> None:
    request = as_tested(office, case_id, WORDS, urgency="emergency")
    office.do(advise, request, "Fits.")
    window = open_window(desk, qtbot, "today")
    table = window.current().table  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: "Decision on support" in str(said(table)))
    assert "Due today" in str(said(table))
