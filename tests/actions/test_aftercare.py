"""Aftercare: it follows the return, whoever records it; a psychologist, sessions, an end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from abductdesk.actions.aftercare import (
    aftercare_board,
    aftercare_due,
    aftercare_of,
    begin_aftercare,
    drop_contact,
    end_aftercare,
    plan_contact,
    record_contact,
    reopen_aftercare,
    set_aftercare_weeks,
)
from abductdesk.actions.bureau import settings
from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import close_case
from abductdesk.actions.departing import confirm_arrival, confirm_departure
from abductdesk.actions.events import add_event, change_event, remove_event
from abductdesk.actions.office import Office
from abductdesk.actions.psychologists import (
    change_psychologist_session,
    offer_psychologist,
    psychologist_offers,
    psychologist_support,
    record_psychologist_session,
    remove_psychologist_session,
)
from abductdesk.actions.returning import return_plans
from abductdesk.actions.returnreminders import return_reminders
from abductdesk.actions.scope import Scope
from abductdesk.actions.undo import last_change, undo_last
from abductdesk.faults import Changed, Invalid, Refused
from abductdesk.models import DirectoryEntry, SupportItem
from abductdesk.terms import ClosureReason, EntryKind, EventKind, ReturnState, SupportKind, Wellbeing
from tests.actions.conftest import TODAY
from tests.actions.support_room import asked
from tests.actions.test_returning import planned

BACK = TODAY - timedelta(days=10)


def returned(office: Office, case_id: int, days: int = 10) -> int:
    event = {"kind": EventKind.RETURNED, "date": TODAY - timedelta(days=days)}
    return int(office.do(add_event, case_id, event).result)


def undo(office: Office) -> None:
    last = office.ask(last_change)
    assert last is not None
    office.do(undo_last, number=last.work)


def psychologist(office: Office, **values: object) -> int:
    with office.vault.writing() as session:
        entry = DirectoryEntry(kind=EntryKind.PSYCHOLOGIST, family_names="Dokter", source="phone", **values)
        session.add(entry)
        session.flush()
        return entry.id


def test_a_return_recorded_as_an_event_begins_aftercare(office: Office, case_id: int) -> None:
    returned(office, case_id)
    (care,) = office.ask(aftercare_of, case_id)
    assert care.aftercare.begun_on == BACK
    assert [contact.due for contact in care.contacts][:2] == [
        BACK + timedelta(weeks=1), BACK + timedelta(weeks=4)
    ]  # fmt: skip
    undo(office)
    assert not office.ask(aftercare_of, case_id)


def test_aftercare_moves_with_its_event_and_goes_with_it(office: Office, case_id: int) -> None:
    event_id = returned(office, case_id)
    event = next(e for e in office.ask(case_file, case_id).events if e.id == event_id)
    earlier = BACK - timedelta(days=2)
    office.do(change_event, event_id, seen=event.version, changes={"date": earlier})
    (care,) = office.ask(aftercare_of, case_id)
    assert (care.aftercare.begun_on, care.contacts[0].due) == (earlier, earlier + timedelta(weeks=1))
    office.do(remove_event, event_id)
    assert not office.ask(aftercare_of, case_id)
    undo(office)
    (care,) = office.ask(aftercare_of, case_id)
    assert len(care.contacts) == 5


def test_aftercare_on_which_something_was_done_stays(office: Office, case_id: int) -> None:
    event_id = returned(office, case_id)
    (care,) = office.ask(aftercare_of, case_id)
    office.do(record_contact, care.contacts[0].id, on=TODAY, wellbeing=Wellbeing.WELL)
    office.do(remove_event, event_id)
    (care,) = office.ask(aftercare_of, case_id)
    assert care.contacts[0].done_on == TODAY


def test_a_second_return_counts_what_is_left_anew(office: Office, case_id: int) -> None:
    first = returned(office, case_id, 100)
    (care,) = office.ask(aftercare_of, case_id)
    office.do(record_contact, care.contacts[0].id, on=TODAY - timedelta(days=90), wellbeing=Wellbeing.ILL)
    second = returned(office, case_id, 3)
    (care,) = office.ask(aftercare_of, case_id)
    again = TODAY - timedelta(days=3)
    assert next(c.due for c in care.contacts if c.done_on is None) == again + timedelta(weeks=4)
    office.do(remove_event, second)
    (care,) = office.ask(aftercare_of, case_id)
    assert (care.aftercare.event_id, care.aftercare.begun_on) == (first, TODAY - timedelta(days=100))


def test_a_plan_follows_the_event_of_its_arrival(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    office.do(confirm_departure, view.id, TODAY, despite="At the gate.")
    office.do(confirm_arrival, view.id, TODAY)
    event = next(e for e in office.ask(case_file, case_id).events if e.kind is EventKind.RETURNED)
    office.do(remove_event, event.id)
    plan = office.ask(return_plans, case_id)[0].plan
    assert (plan.state, plan.arrived_on) == (ReturnState.DEPARTED, None)
    assert not office.ask(aftercare_of, case_id)


def test_returns_of_long_ago_ask_for_nothing(office: Office, case_id: int) -> None:
    returned(office, case_id, 400)
    assert not office.ask(aftercare_of, case_id)


def test_new_weeks_hold_for_what_begins_after(office: Office, case_id: int) -> None:
    returned(office, case_id)
    seen = office.ask(settings).version
    for wrong in ([], [0], [300]):
        with pytest.raises(Invalid):
            office.do(set_aftercare_weeks, seen=seen, weeks=wrong)
    office.do(set_aftercare_weeks, seen=seen, weeks=[8, 2, 2])
    assert office.ask(settings).aftercare_weeks == [2, 8]
    assert len(office.ask(aftercare_of, case_id)[0].contacts) == 5
    child = office.ask(case_file, case_id).children[0].child.id
    office.do(end_aftercare, office.ask(aftercare_of, case_id)[0].id, "Over.")
    office.do(begin_aftercare, child, TODAY)
    running = office.ask(aftercare_board)[0]
    assert [contact.week for contact in running.contacts] == [2, 8]


def test_follow_ups_are_recorded_and_planned(office: Office, colleague: Office, case_id: int) -> None:
    returned(office, case_id)
    care = office.ask(aftercare_of, case_id)[0]
    first = care.contacts[0]
    office.do(
        record_contact, first.id, on=TODAY, wellbeing=Wellbeing.NOT_SEEN, seen=first.version,
        again_on=TODAY + timedelta(days=3),
    )  # fmt: skip
    with pytest.raises(Changed):
        colleague.do(record_contact, first.id, on=BACK, wellbeing=Wellbeing.WELL, seen=first.version)
    care = office.ask(aftercare_of, case_id)[0]
    assert len(care.contacts) == 6 and care.next() is not None
    assert care.next().due == TODAY + timedelta(days=3)  # type: ignore[union-attr]
    with pytest.raises(Refused, match="stays"):
        office.do(drop_contact, first.id)
    office.do(drop_contact, care.next().id)  # type: ignore[union-attr]
    with pytest.raises(Invalid):
        office.do(plan_contact, care.id, TODAY - timedelta(days=1))
    office.do(plan_contact, care.id, TODAY)
    assert [due.contact.due for due in office.ask(return_reminders, Scope.ALL).follow_ups] == [TODAY]


def test_an_ended_aftercare_goes_on(office: Office, case_id: int) -> None:
    returned(office, case_id)
    care = office.ask(aftercare_of, case_id)[0]
    with pytest.raises(Refused, match="goes on"):
        office.do(reopen_aftercare, care.id)
    office.do(end_aftercare, care.id, "School goes on.")
    office.do(reopen_aftercare, care.id)
    again = office.ask(aftercare_of, case_id)[0].aftercare
    assert (again.ended_on, again.end_report) == (None, "School goes on.")


def test_closed_cases_ask_for_nothing(office: Office, case_id: int) -> None:
    returned(office, case_id)
    assert office.ask(aftercare_due, 30)
    assert office.ask(aftercare_board)
    case = office.ask(case_file, case_id).case
    office.do(
        close_case, case_id, seen=case.version, reason=ClosureReason.OUTCOME_REACHED, despite_open_points=True
    )
    assert not office.ask(aftercare_due, 30)
    assert not office.ask(aftercare_board)


def test_psychologists_are_proposed_with_their_reasons(office: Office, case_id: int) -> None:
    good = psychologist(
        office, given_names="Ann", languages=["nl:native"], postcode="1030", waiting_weeks=2,
        accredited_until=TODAY + timedelta(days=90), verified_on=TODAY - timedelta(days=30),
    )  # fmt: skip
    late = psychologist(
        office, given_names="Bea", languages=["pl:native"], postcode="9000", waiting_weeks=20,
        accredited_until=TODAY - timedelta(days=1), verified_on=TODAY - timedelta(days=900),
    )  # fmt: skip
    psychologist(office, given_names="Gone", languages=["nl:native"], left_on=TODAY)
    with office.vault.writing() as session:
        session.add(DirectoryEntry(kind=EntryKind.LAWYER, family_names="Advocaat", source="phone"))
    child = office.ask(case_file, case_id).children[0].person
    with office.vault.writing() as session:
        session.merge(child).languages = ["nl:native"]
    returned(office, case_id)
    care = office.ask(aftercare_of, case_id)[0]
    best, worst = office.ask(psychologist_offers, care.id)
    assert (best.entry_id, worst.entry_id) == (good, late)
    assert {reason.text for reason in best.pros} == {
        "Speaks a language of the child: {languages}", "Recognised until {day}", "Verified on {day}",
        "In the region of the family", "Waiting time: {n} week",
    }  # fmt: skip
    assert {"Recognition ended on {day}", "Not in the region of the family"} <= {r.text for r in worst.cons}
    office.do(offer_psychologist, care.id, good)
    assert office.ask(aftercare_of, case_id)[0].psychologist == "Ann Dokter"
    with pytest.raises(Refused):
        office.do(offer_psychologist, care.id, good + 2)


def test_sessions_are_charged_to_support_and_add_up(office: Office, case_id: int) -> None:
    returned(office, case_id)
    care = office.ask(aftercare_of, case_id)[0]
    asked(
        office, case_id,
        [{"kind": "psychologist", "units": 8, "asked_cents": 60_000, "day": TODAY},
         {"kind": "translation", "asked_cents": 10_000, "day": TODAY}],
    )  # fmt: skip
    (paid,) = office.ask(psychologist_support, case_id)
    with office.vault.reading() as session:
        other = session.scalar(select(SupportItem.id).where(SupportItem.kind == SupportKind.TRANSLATION))
    made = int(office.do(
        record_psychologist_session, care.id, {"on": TODAY, "cents": 7_500, "item_id": paid.item_id}
    ).result)  # fmt: skip
    for wrong in ({"item_id": other}, {"cents": -1}, {"on": TODAY + timedelta(days=1)}):
        with pytest.raises(Invalid):
            office.do(record_psychologist_session, care.id, {"on": TODAY, **wrong})
    assert office.ask(psychologist_support, case_id)[0].used_cents == 7_500
    session_ = office.ask(aftercare_of, case_id)[0].sessions[0]
    office.do(end_aftercare, care.id, "Over.")
    office.do(change_psychologist_session, made, seen=session_.version, changes={"cents": 8_000})
    assert office.ask(aftercare_of, case_id)[0].cents == 8_000, "bills come late"
    office.do(remove_psychologist_session, made)
    assert office.ask(aftercare_of, case_id)[0].sessions == ()
