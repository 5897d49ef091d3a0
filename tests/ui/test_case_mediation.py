"""The mediation tab as the bureau uses it; nobody else has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import open_case
from abductdesk.actions.events import add_event
from abductdesk.actions.office import Office
from abductdesk.terms import (
    Agreed,
    AgreementKind,
    EventKind,
    MediationStep,
    SessionForm,
    SessionState,
    Stage,
    StepAnswer,
)
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import Question
from abductdesk.ui.screens.case.mediation.pairs import PairsDialog
from abductdesk.ui.screens.case.mediation.screening import ScreeningResult
from abductdesk.ui.screens.case.mediation.tab import MediationTab
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.widgets import Pill
from abductdesk.ui.window import Window
from tests.actions import mediationroom as room
from tests.actions.conftest import removal
from tests.actions.mediationroom import LEFT, TAKING
from tests.ui import office as at_the_office
from tests.ui.caseroom import fill, opened, press, submit, text_of
from tests.ui.conftest import TODAY
from tests.ui.helpers import assert_accessible
from tests.ui.office import open_window
from tests.ui.test_case_decisions import form_over


@dataclass
class Open:
    """A case in the window, on its mediation tab."""

    office: Office
    desk: Desk
    case_id: int
    screen: CaseScreen
    tab: MediationTab
    window: Window
    qtbot: QtBot

    def said(self) -> str:
        """All labels and pills."""
        pills = [pill.text() for pill in self.tab.findChildren(Pill) if pill.isVisibleTo(self.tab)]
        return "\n".join([text_of(self.tab), *pills])

    def says(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.said())

    def says_no_more(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words not in self.said())

    def press(self, name: str) -> None:
        press(self.tab, name, self.qtbot)

    def form(self) -> FormDialog:
        return form_over(self.screen, self.qtbot)


def show(office: Office, desk: Desk, qtbot: QtBot, case_id: int) -> Open:
    return inside(open_window(desk, qtbot, "cases"), office, desk, qtbot, case_id)


def inside(window: Window, office: Office, desk: Desk, qtbot: QtBot, case_id: int) -> Open:
    screen = opened(window, case_id, qtbot, "mediation")
    qtbot.waitUntil(lambda: "mediation" in screen._built)
    tab = screen._built["mediation"]
    assert isinstance(tab, MediationTab)
    qtbot.waitUntil(lambda: tab.found is not None)
    QApplication.processEvents()
    return Open(office, desk, case_id, screen, tab, window, qtbot)


@pytest.fixture
def case_id(office: Office) -> int:
    return int(office.do(open_case, removal()).result)


def choose_form(dialog: FormDialog, form: SessionForm) -> None:
    editor = dialog.form.rows["form"].editor
    editor.set_value(form)
    editor.changed.emit()


def test_a_mediation_is_opened_and_a_consent_recorded(
    office: Office, desk: Desk, qtbot: QtBot, case_id: int
) -> None:
    here = show(office, desk, qtbot, case_id)
    here.says("No mediation yet")
    here.press("Open a mediation")
    here.says("No joint sessions")
    here.says("Not screened yet")
    here.says("Nothing is suspended by the mediation.")
    assert "Tom Voorbeeld" in text_of(here.tab) and "Inès Exemple" in text_of(here.tab)
    here.press("Record · Consent · Left-behind parent")
    form = here.form()
    fill(form, answer=StepAnswer.YES)
    form.accept_button.click()
    qtbot.waitUntil(lambda: "which day the parent answered" in text_of(form))
    fill(form, done_on=TODAY)
    submit(form, qtbot)
    here.says("23 Nov 2026 · Yes")
    assert room.seen(office, case_id).steps[LEFT, MediationStep.CONSENT].answer is StepAnswer.YES
    assert_accessible(here.tab)


def test_screening_says_what_follows_while_it_is_filled_in(
    office: Office, desk: Desk, qtbot: QtBot, case_id: int
) -> None:
    room.opened(office, case_id)
    here = show(office, desk, qtbot, case_id)
    here.press("Screen… · Screening · Taking parent")
    form = here.form()
    assert "So far: High risk. Not known: 20" in text_of(form)
    for key, answer in room.SAFE.items():
        form.form.rows[key].editor.set_value({"yes": True, "no": False}[answer])
    fill(form, watches=True)
    assert "So far: Medium risk. Not known: 0" in text_of(form)
    fill(form, measures="Separate arrival")
    submit(form, qtbot)
    here.says("Medium risk")
    (screening,) = room.seen(office, case_id).screenings
    assert (screening.party, screening.answers["watches"], screening.answers["hurt"]) == (TAKING, "yes", "no")
    here.press("Show what the screening found · Taking parent")
    shown = at_the_office.dialog(ScreeningResult)
    assert "Medium risk: surveillance" in text_of(shown) and "Separate arrival" in text_of(shown)
    shown.done(0)


def test_high_risk_is_said_above_all_and_a_joint_session_is_refused(
    office: Office, desk: Desk, qtbot: QtBot, case_id: int
) -> None:
    mediation_id = room.opened(office, case_id)
    room.screened(office, mediation_id, LEFT)
    room.screened(office, mediation_id, TAKING, room.HIGH)
    here = show(office, desk, qtbot, case_id)
    here.says("Taking parent: high risk, screened on 23 November 2026.")
    here.press("Plan a session")
    form = here.form()
    fill(form, on=date(2026, 12, 7), at=time(9), place="Huis 3, Brussel")
    choose_form(form, SessionForm.JOINT)
    form.accept_button.click()
    qtbot.waitUntil(lambda: "No joint session" in text_of(form))
    assert not room.seen(office, case_id).sessions
    choose_form(form, SessionForm.SHUTTLE)
    submit(form, qtbot)
    here.says("Shuttle: parents in separate rooms")


def test_a_manager_overrides_and_withdraws(office: Office, desk: Desk, qtbot: QtBot, case_id: int) -> None:
    mediation_id = room.opened(office, case_id)
    room.both_screened(office, mediation_id)
    room.planned(office, mediation_id)
    here = show(office, desk, qtbot, case_id)
    here.says("Joint sessions are possible")
    room.screened(office, mediation_id, TAKING, room.HIGH)
    here.screen.refresh()
    here.says("1 planned joint session may not be held")
    here.says("May not be held: change it")
    here.press("Override…")
    form = here.form()
    fill(form, reason="Both lawyers are present")
    submit(form, qtbot)
    here.says("Both lawyers are present")
    here.says("1 planned joint session may not be held")  # it has no measures yet
    here.press("Change · 7 December 2026, 09:30 · Joint")
    form = here.form()
    assert not form.form.rows["party"].isVisibleTo(form)
    fill(form, measures="Guard at the door")
    submit(form, qtbot)
    here.says_no_more("may not be held")
    here.press("Withdraw…")
    at_the_office.press(at_the_office.dialog(Question), "Withdraw")
    here.says("No joint sessions")


def test_a_pair_is_proposed_with_reasons_chosen_asked_and_answered(
    office: Office, desk: Desk, qtbot: QtBot, case_id: int
) -> None:
    mediation_id = room.opened(office, case_id)
    first, second = room.mediators(office)
    here = show(office, desk, qtbot, case_id)
    here.press("Propose…")
    dialog = at_the_office.dialog(PairsDialog)
    qtbot.waitUntil(lambda: bool(dialog.list.rows()))
    (row,) = dialog.list.rows()
    assert (
        "✗ Cultures" in text_of(row)
        and "✓ Languages" in text_of(row)
        and "3 of 4 met" in row.button.accessibleName()
    )
    row.unfold()
    assert "Left-behind parent: no nationality is recorded" in text_of(row)
    assert "€2,452.00 – €3,678.00" in text_of(row)
    assert_accessible(dialog)
    dialog.reason.set_value("They know each other")
    press(dialog, "Choose these two", qtbot)
    here.says("no. 1 of 1 pairs")
    here.says("They know each other")
    here.press("Ask · Anna Nowak")
    here.says("No answer yet")
    offers = room.seen(office, case_id).offers
    assert [offer.entry_id for offer in offers] == [first] and mediation_id
    here.press("Answer · Anna Nowak")
    form = here.form()
    fill(form, answer="accepted")
    submit(form, qtbot)
    here.says_no_more("No answer yet")
    room.entry(office, given_names="Cas", family_names="Peeters")
    here.press("Replace… · Bert Maes")
    dialog = at_the_office.dialog(PairsDialog)
    qtbot.waitUntil(lambda: len(dialog.list.rows()) == 2)
    assert "Anna Nowak stays" in dialog.sentence.text() and second
    dialog.reject()


def test_nothing_to_propose_is_said(office: Office, desk: Desk, qtbot: QtBot, case_id: int) -> None:
    room.opened(office, case_id)
    here = show(office, desk, qtbot, case_id)
    here.press("Propose…")
    dialog = at_the_office.dialog(PairsDialog)
    qtbot.waitUntil(lambda: "No two mediators" in text_of(dialog))
    dialog.last.set_value(TODAY)
    press(dialog, "Propose", qtbot)
    qtbot.waitUntil(lambda: "The end lies before the beginning." in text_of(dialog))
    dialog.reject()


def test_a_session_is_held_and_the_stage_is_proposed(
    office: Office, desk: Desk, qtbot: QtBot, case_id: int
) -> None:
    mediation_id = room.opened(office, case_id)
    room.planned(
        office, mediation_id, SessionForm.CAUCUS, on=TODAY - timedelta(days=1), party=TAKING, online=True
    )
    here = show(office, desk, qtbot, case_id)
    here.says("Was it held?")
    here.press("Held… · 22 November 2026, 09:30 · With one parent · Taking parent")
    form = here.form()
    assert set(form.form.rows) == {"minutes_held", "taking"}
    fill(form, minutes_held=80)
    submit(form, qtbot)
    here.says("Taking parent: Present")
    (session,) = room.seen(office, case_id).sessions
    assert (session.state, session.minutes_held) == (SessionState.HELD, 80)
    here.says("Stage: Mediating (A session was held.)")
    here.press("Take over")
    here.says_no_more("The case could say now")
    assert office.ask(case_file, case_id).case.stage is Stage.MEDIATING


def test_the_agreement_grows_to_its_homologation(
    office: Office, desk: Desk, qtbot: QtBot, case_id: int
) -> None:
    room.opened(office, case_id)
    here = show(office, desk, qtbot, case_id)
    here.press("What was agreed")
    form = here.form()
    fill(form, kind=AgreementKind.FULL, drafted_on=TODAY, point_return=Agreed.AGREED)
    submit(form, qtbot)
    here.says("7 papers missing")
    here.says("to be verified")
    here.press("Papers and court")
    form = here.form()
    fill(form, paper_protocol=TODAY, homologated_on=TODAY)
    form.accept_button.click()
    qtbot.waitUntil(lambda: "Record the step before" in text_of(form))
    fill(form, homologated_on=None)
    submit(form, qtbot)
    here.says("6 papers missing")
    assert room.seen(office, case_id).agreement is not None
    agreement = room.seen(office, case_id).agreement
    assert agreement is not None
    assert (agreement.points, agreement.papers) == ({"return": "agreed"}, {"protocol": "2026-11-23"})


def test_the_voice_of_a_child_and_the_end(office: Office, desk: Desk, qtbot: QtBot, case_id: int) -> None:
    room.opened(office, case_id)
    here = show(office, desk, qtbot, case_id)
    here.says("Not offered yet")
    here.press("Record the voice of the child · Lina")
    form = here.form()
    fill(form, offered_on=TODAY, answer=StepAnswer.THINKING)
    submit(form, qtbot)
    here.says("offered 23 November 2026 · Thinks it over")
    here.press("End the mediation…")
    submit(here.form(), qtbot)
    here.says("Ended on 23 November 2026: No agreement")
    here.press("Open it again")
    here.says("Open since 23 November 2026")


def test_the_time_before_the_hearing_and_the_limits_beside(
    office: Office, desk: Desk, qtbot: QtBot, case_id: int
) -> None:
    room.opened(office, case_id)
    office.do(add_event, case_id, {"kind": EventKind.ADJOURNED_HEARING, "date": date(2026, 11, 26)})
    here = show(office, desk, qtbot, case_id)
    here.says("before the hearing on 26 November 2026: 2 working days left.")
    here.press("All deadlines")
    assert here.screen.tabs.current == "deadlines"
