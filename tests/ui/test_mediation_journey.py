"""From the first call to the homologation, through the window alone."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from abductdesk.actions.casefile import case_file
from abductdesk.actions.office import Office
from abductdesk.terms import (
    Agreed,
    AgreementKind,
    CaseKind,
    EventKind,
    MediationStep,
    SessionForm,
    SessionState,
    StepAnswer,
)
from abductdesk.ui.calldialog import CallDialog
from abductdesk.ui.desk import Desk
from abductdesk.ui.newcase import NewCaseDialog
from abductdesk.ui.screens.case.mediation.pairs import PairsDialog
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.window import Window
from tests.actions import mediationroom as room
from tests.actions.mediationroom import LEFT, TAKING
from tests.ui import caseroom
from tests.ui import office as at_the_office
from tests.ui.caseroom import fill, submit
from tests.ui.conftest import TODAY
from tests.ui.office import dialog, open_window, press
from tests.ui.test_case_mediation import Open, choose_form, inside

YESTERDAY = TODAY - timedelta(days=1)
PARENTS = {"left": ("Tom", "Voorbeeld", "0470 12 34 56"), "taking": ("Ines", "Exemple", "+33 6 12 34 56 78")}


def call_becomes_a_case(window: Window, qtbot: QtBot) -> int:
    """A parent rings: the child is in France since February."""
    window.run("log_call")
    call = dialog(CallDialog)
    QTest.keyClicks(call.form.rows["question"].editor.main, "She stays in Lille with our daughter")
    press(call, "Save and open a case")
    qtbot.waitUntil(lambda: bool(window.findChildren(NewCaseDialog)))
    new = dialog(NewCaseDialog)
    kind = new.form.case.rows["kind"].editor
    kind.set_value(CaseKind.REMOVAL)
    kind.changed.emit()
    new.form.case.rows["habitual_residence_state"].editor.set_value("BE")
    new.form.case.rows["requested_state"].editor.set_value("FR")
    QTest.keyClicks(new.form.case.rows["on"].editor.main, "3/2/26")
    child = new.form.family[0].form.rows
    typed = [(child[name].editor.main, text) for name, text in
             (("given_names", "Lina"), ("family_names", "Voorbeeld"), ("born", "4/5/2019"))]  # fmt: skip
    for side, words in PARENTS.items():
        rows = new.form.parents[side].rows
        names = ("given_names", "family_names", "phone")
        typed += [(rows[name].editor.main, text) for name, text in zip(names, words, strict=True)]
    for main, text in typed:
        QTest.keyClicks(main, text)
    press(new, "Create case")
    qtbot.waitUntil(lambda: isinstance(window.current(), CaseScreen))
    assert window._here is not None
    case_id = window._here[1][0]
    assert isinstance(case_id, int)
    return case_id


def prepare(here: Open) -> None:
    """Both are screened, consent and sign; the pair is chosen and accepts."""
    here.press("Open a mediation")
    for parent in ("Left-behind parent", "Taking parent"):
        here.press(f"Screen… · Screening · {parent}")
        form = here.form()
        for key, answer in room.SAFE.items():
            form.form.rows[key].editor.set_value({"yes": True, "no": False}[answer])
        fill(form, on=YESTERDAY)
        submit(form, here.qtbot)
        for step in ("Consent", "Agreement to mediate signed"):
            here.press(f"Record · {step} · {parent}")
            form = here.form()
            given = {"answer": StepAnswer.YES} if "answer" in form.form.rows else {}
            fill(form, **given, done_on=YESTERDAY)
            submit(form, here.qtbot)
    here.says("Joint sessions are possible")
    here.press("Propose…")
    pairs = at_the_office.dialog(PairsDialog)
    here.qtbot.waitUntil(lambda: bool(pairs.list.rows()))
    pairs.list.rows()[0].unfold()
    caseroom.press(pairs, "Choose these two", here.qtbot)
    for mediator in ("Anna Nowak", "Bert Maes"):
        here.press(f"Ask · {mediator}")
        here.press(f"Answer · {mediator}")
        form = here.form()
        fill(form, answer="accepted")
        submit(form, here.qtbot)


def meet(here: Open) -> None:
    """One joint session, yesterday."""
    here.press("Plan a session")
    form = here.form()
    fill(form, on=YESTERDAY, at=time(9, 30), place="Huis van de Bemiddeling 3, Brussel")
    choose_form(form, SessionForm.JOINT)
    submit(form, here.qtbot)
    here.says("Was it held?")
    here.press("Held… · 22 November 2026, 09:30 · Joint")
    form = here.form()
    fill(form, minutes_held=150)
    submit(form, here.qtbot)


def agree(here: Open) -> None:
    """What was agreed, signed, and through the court; each step on its form."""
    here.press("What was agreed")
    form = here.form()
    fill(form, kind=AgreementKind.FULL, drafted_on=TODAY, point_return=Agreed.AGREED)
    submit(form, here.qtbot)
    change(here, sent_to_lawyers_on=TODAY, left_behind_reviewed_on=TODAY, taking_reviewed_on=TODAY,
           enforceable_checked_on=TODAY, signed_on=TODAY)  # fmt: skip
    here.press("Papers and court")
    form = here.form()
    papers = {name: TODAY for name in form.form.rows if name.startswith("paper_")}
    fill(form, **papers, court="Familierechtbank Brussel", lodged_on=TODAY, homologated_on=TODAY)
    submit(form, here.qtbot)


def change(here: Open, **days: date) -> None:
    """The days of the review and the signature."""
    here.press("Change · Review and signature")
    form = here.form()
    fill(form, **days)
    submit(form, here.qtbot)


@pytest.mark.journey
def test_from_the_call_to_the_homologation(office: Office, desk: Desk, qtbot: QtBot) -> None:
    room.mediators(office)
    window = open_window(desk, qtbot, "calls")
    case_id = call_becomes_a_case(window, qtbot)
    here = inside(window, office, desk, qtbot, case_id)
    prepare(here)
    meet(here)
    agree(here)
    here.says("Familierechtbank Brussel")
    found = room.seen(office, case_id)
    assert found.steps[LEFT, MediationStep.CONSENT].answer is StepAnswer.YES
    assert found.steps[TAKING, MediationStep.AGREEMENT_TO_MEDIATE].done_on == YESTERDAY
    assert [(each.state, each.minutes_held) for each in found.sessions] == [(SessionState.HELD, 150)]
    assert found.agreement is not None
    assert found.agreement.homologated_on == TODAY and all(line.there for line in found.papers)
    events = {event.kind for event in office.ask(case_file, case_id).events}
    assert {EventKind.CONSENT_GIVEN, EventKind.SESSION_HELD, EventKind.AGREEMENT_SIGNED,
            EventKind.HOMOLOGATION_LODGED} <= events  # fmt: skip
