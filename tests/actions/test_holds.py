"""Restricted data may be read and nothing else, unless a manager allowed a use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from abductdesk.actions.attachments import add_attachment, save_attachment
from abductdesk.actions.casefile import case_file
from abductdesk.actions.deadlinelist import ListWish, export_deadlines
from abductdesk.actions.deadlines import due
from abductdesk.actions.entries import add_entry
from abductdesk.actions.exports import export_draft
from abductdesk.actions.holds import allow_use, end_use, lift_restriction, restrict, restrictions
from abductdesk.actions.letterfacts import Addressee, Choices
from abductdesk.actions.letters import draft_letter, issue_letter, may_leave, open_letter, save_letter
from abductdesk.actions.office import Office
from abductdesk.actions.people import (
    NewPerson,
    add_contact,
    add_person,
    change_child,
    change_person,
    change_role,
    remove_contact,
)
from abductdesk.actions.registers import record_request
from abductdesk.actions.undo import last_change, undo_last
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import Tongue
from abductdesk.models import Bureau, CaseRole, Child, ContactPoint, FollowUp, ProcessingHold
from abductdesk.store import journal
from abductdesk.terms import ContactKind, HoldException, HoldKind, RequestKind, Role
from tests.actions.conftest import TODAY

SAID = Tongue("en")
WHY = {"kind": HoldKind.ACCURACY, "reason": "Says the birth date is wrong"}
PHONE = {"kind": ContactKind.PHONE, "value": "+33 6 12 34 56 78"}
TAKING, CHILD = "taking", "child"


@pytest.fixture
def people(office: Office, case_id: int) -> dict[str, int]:
    """The taking parent and the child as persons; the bureau has an address."""
    with office.vault.writing() as session:
        for bureau in session.scalars(select(Bureau)):
            bureau.street, bureau.postcode, bureau.city = "Houtstraat 1", "1000", "Brussel"
            bureau.phone, bureau.email = "02 512 34 56", "info@example.org"
    office.do(add_entry, case_id, FollowUp.__tablename__, {"what": "Call", "due": TODAY})
    with office.vault.reading() as session:
        role = select(CaseRole.person_id).where(CaseRole.role == Role.TAKING_PARENT)
        return {TAKING: session.scalar(role) or 0, CHILD: session.scalar(select(Child.person_id)) or 0}


def to_taking(people: dict[str, int]) -> Addressee:
    return Addressee(Role.TAKING_PARENT, "Inès Exemple", "fr", person_id=people[TAKING])


def issued(office: Office, case_id: int, people: dict[str, int]) -> int:
    return int(
        office.do(
            issue_letter, case_id, "mediation_invitation", to_taking(people), "fr", Choices()
        ).result
    )  # fmt: skip


def acts(office: Office, case_id: int, people: dict[str, int], who: str) -> dict[str, Callable[[], object]]:
    """Everything that changes the data of one of the two, or lets them leave the bureau."""
    letter = issued(office, case_id, people)
    paper = office.do(add_attachment, case_id, name="order.pdf", content=b"%PDF-").result
    point = office.do(add_contact, people[who], PHONE).result
    with office.vault.reading() as session:
        role = session.scalar(select(CaseRole.id).where(CaseRole.role == Role.TAKING_PARENT)) or 0
        child = session.scalar(select(Child.id)) or 0
    found: dict[str, Callable[[], object]] = {
        "change": lambda: office.do(change_person, people[who], seen=1, changes={"interpreter_needed": True}),
        "add contact": lambda: office.do(add_contact, people[who], PHONE),
        "remove contact": lambda: office.do(remove_contact, point),
        "add to case": lambda: office.do(
            add_person, case_id, NewPerson(Role.RELATIVE, person_id=people[who])
        ),
        "issue": lambda: issued(office, case_id, people),
        "preview": lambda: office.ask(
            draft_letter, case_id, "mediation_invitation", to_taking(people), "fr", Choices()
        ),
        "print": lambda: office.ask(may_leave, letter),
        "save": lambda: office.do(save_letter, letter),
        "export draft": lambda: office.do(
            export_draft, "PMB-2026-0001", "mediation_invitation", "fr", role=Role.TAKING_PARENT
        ),
        "save document": lambda: office.do(save_attachment, paper),
    }  # fmt: skip
    if who == CHILD:
        found["change child"] = lambda: office.do(change_child, child, seen=1, changes={"school": "Other"})
        found["named list"] = lambda: office.do(export_deadlines, ListWish("en", days=30, named=True))
    else:
        found["role"] = lambda: office.do(change_role, role, seen=1, changes={"note": "aunt"})
    return found


@pytest.mark.parametrize("who", [TAKING, CHILD])
def test_restricted_data_are_neither_changed_nor_passed_on(
    office: Office, case_id: int, people: dict[str, int], who: str
) -> None:
    wanted = acts(office, case_id, people, who)
    office.do(restrict, people[who], WHY)
    for name, act in wanted.items():
        with pytest.raises(Refused) as told:
            act()
        said = SAID.say(told.value)
        assert "restricted since 23 November 2026: Accuracy contested" in said, name
        assert "Art. 18(2)" in said
    hold = office.ask(restrictions)[0]
    office.do(
        allow_use, hold.id, seen=1, exception=HoldException.PROTECTION, until=TODAY,
        reason="The child returns tomorrow",
    )  # fmt: skip
    for name, act in wanted.items():
        if name != "remove contact" or who == TAKING:
            act()
    with office.vault.reading() as session:
        told_of = journal.entries_for(session, "processing_hold", hold.id)
    used = {str((entry.detail or {}).get("used")) for entry in told_of}
    assert {"change_person", "add_contact", "issue_letter", "save_letter", "save_attachment"} <= used


def test_reading_goes_on_and_limits_run(office: Office, case_id: int, people: dict[str, int]) -> None:
    letter = issued(office, case_id, people)
    before = office.ask(due)
    office.do(restrict, people[CHILD], WHY)
    file = office.ask(case_file, case_id)
    assert [hold.person_id for hold in file.holds] == [people[CHILD]]
    assert [line.id for line in office.ask(due)] == [line.id for line in before]
    assert office.do(open_letter, letter).result.startswith(b"%PDF")
    office.do(export_deadlines, ListWish("en", days=30))  # by reference: it names nobody


def test_what_was_allowed_runs_out_and_can_be_ended(office: Office, people: dict[str, int]) -> None:
    number = office.do(restrict, people[TAKING], WHY).result
    with pytest.raises(Invalid) as told:
        office.do(
            allow_use, number, seen=1, exception=HoldException.CONSENT, reason=" ", until=TODAY
        )  # fmt: skip
    assert told.value.field == "exception_reason"
    with pytest.raises(Invalid):
        yesterday = TODAY - timedelta(days=1)
        office.do(
            allow_use, number, seen=1, exception=HoldException.CONSENT, reason="Agreed", until=yesterday
        )
    office.do(allow_use, number, seen=1, exception=HoldException.CONSENT, reason="Agreed", until=TODAY)
    office.do(add_contact, people[TAKING], PHONE)
    tomorrow = Office(office.vault, 1, clock=lambda: office.clock() + timedelta(days=1))
    with pytest.raises(Refused):
        tomorrow.do(add_contact, people[TAKING], PHONE)
    office.do(end_use, number, seen=2)
    with pytest.raises(Refused):
        office.do(add_contact, people[TAKING], PHONE)


def test_the_person_is_told_before_it_is_lifted(office: Office, people: dict[str, int]) -> None:
    number = office.do(restrict, people[TAKING], WHY).result
    for told_on in (None, date(2026, 11, 22), date(2026, 11, 24)):
        with pytest.raises(Invalid) as told:
            office.do(lift_restriction, number, seen=1, told_on=told_on)
        assert told.value.field == "told_on"
    office.do(lift_restriction, number, seen=1, told_on=TODAY)
    office.do(add_contact, people[TAKING], PHONE)
    assert office.ask(restrictions)[0].entry.until == TODAY
    with pytest.raises(Refused):
        office.do(lift_restriction, number, seen=2, told_on=TODAY)


def test_managers_set_it_lift_it_and_allow_a_use(
    office: Office, colleague: Office, clerk: Office, people: dict[str, int]
) -> None:
    number = office.do(restrict, people[TAKING], WHY).result
    for who in (colleague, clerk):
        with pytest.raises(Refused):
            who.do(restrict, people[CHILD], WHY)
        with pytest.raises(Refused):
            who.do(lift_restriction, number, seen=1, told_on=TODAY)
        with pytest.raises(Refused):
            who.do(allow_use, number, seen=1, exception=HoldException.CLAIMS, reason="A claim", until=TODAY)
    with pytest.raises(Refused):
        office.do(restrict, people[TAKING], WHY)
    assert colleague.ask(restrictions)[0].person == "Inès Exemple"
    with pytest.raises(Refused):
        clerk.ask(restrictions)


def test_it_may_follow_from_a_request_of_the_same_person(office: Office, people: dict[str, int]) -> None:
    asked = {"kind": RequestKind.RESTRICTION, "received_on": TODAY}
    number = office.do(record_request, asked, people[TAKING]).result
    with pytest.raises(Refused):
        office.do(restrict, people[CHILD], WHY, number)
    made = office.do(restrict, people[TAKING], WHY, number)
    with office.vault.reading() as session:
        hold = session.get(ProcessingHold, made.result)
    assert hold is not None and hold.request_id == number


def test_undo_does_not_pass_by_it(office: Office, colleague: Office, people: dict[str, int]) -> None:
    colleague.do(add_contact, people[TAKING], PHONE)
    last = colleague.ask(last_change)
    assert last is not None
    office.do(restrict, people[TAKING], WHY)
    with pytest.raises(Refused):
        colleague.do(undo_last, number=last.work)
    with office.vault.reading() as session:
        assert session.scalar(select(ContactPoint.id).where(ContactPoint.value == PHONE["value"]))
