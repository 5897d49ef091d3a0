"""Letters about a mediation: filled from its records, and what nobody but the right reader finds in them."""

from __future__ import annotations

from datetime import date

import pytest

from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import open_case
from abductdesk.actions.lettercalendar import save_invitation
from abductdesk.actions.letterchoices import Choices
from abductdesk.actions.letters import (
    draft_letter,
    issue_letter,
    issued_letter,
    letter_kinds,
    open_letter,
    record_print,
    save_letter,
)
from abductdesk.actions.office import Office
from abductdesk.actions.people import NewPerson, add_person
from abductdesk.faults import NotAllowed, Refused
from abductdesk.models import Agreement, MediationSession, SafetyOverride, Staff
from abductdesk.terms import ContactKind, RiskLevel, Role, Safety, SessionForm, SessionState, StaffRole, Unit
from tests.actions.aboutletters import Mediated, change, enter_bureau, issue, one, read, to
from tests.actions.conftest import NOW, TODAY, removal

HIDDEN = ("12 rue de l’Exemple", "Lille", "Voorbeeldstraat 1", "470 12 34 56")


@pytest.fixture
def ready(office: Office) -> Office:
    """The bureau's own address and the caseworker's phone are entered."""
    enter_bureau(office)
    return office


@pytest.fixture
def foundation(ready: Office) -> Office:
    """A caseworker of the rest of the foundation."""
    with ready.vault.writing() as session:
        roles = [StaffRole.CASEWORKER.value]
        session.add(Staff(id=9, name="Fien Stichting", roles=roles, unit=Unit.FOUNDATION))
    return Office(ready.vault, 9, clock=lambda: NOW)


@pytest.fixture
def other_case(office: Office) -> int:
    return int(office.do(open_case, removal()).result)


def test_a_mediator_gets_the_minimum(ready: Office, case_id: int) -> None:
    made = Mediated(ready, case_id)
    mediator = to(ready, case_id, "mediator_appointment", Role.MEDIATOR)
    said = read(ready, case_id, "mediator_appointment", mediator, made.pair)
    for known in ("Tom Voorbeeld and Inès Exemple", "Dutch and French", "Age: 7", "€115.00", "Jan Tweede"):
        assert known in said
    assert "Separate arrival" in said and "screened" not in said
    assert not [found for found in (*HIDDEN, "Lina", "the flat") if found in said]
    made.screen(RiskLevel.LOW)
    assert "screened" in read(ready, case_id, "mediator_appointment", mediator, made.pair)
    letter = ready.ask(issued_letter, issue(ready, case_id, "mediator_appointment", mediator, made.pair))
    assert (letter.entry_id, letter.recipient_role) == (mediator.entry_id, Role.MEDIATOR)


def test_an_invitation_tells_no_parent_where_the_other_one_is(ready: Office, case_id: int) -> None:
    made = Mediated(ready, case_id)
    for role in (Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT):
        said = read(
            ready, case_id, "session_convocation", to(ready, case_id, "session_convocation", role),
            made.session,
        )  # fmt: skip
        assert "8 December 2026, from 09:30 to 12:30" in said and "Huis van de bemiddeling" in said
        assert "Kim Eerste and Jan Tweede" in said and "Kim Tolk" in said and "separate rooms" in said
        other = {"Inès", "Lille"} if role is Role.LEFT_BEHIND_PARENT else {"Tom", "Voorbeeldstraat"}
        assert not [word for word in (*other, "Separate arrival") if word in said]


def test_who_helps_reads_the_measures_and_who_takes_part(ready: Office, case_id: int) -> None:
    made = Mediated(ready, case_id)
    interpreter = to(ready, case_id, "session_convocation", Role.INTERPRETER)
    said = read(ready, case_id, "session_convocation", interpreter, made.session)
    assert "Separate arrival" in said and "Tom Voorbeeld and Inès Exemple" in said
    assert not [word for word in (*HIDDEN, "Lina") if word in said]


def test_the_place_of_a_session_must_not_give_a_parent_away(ready: Office, case_id: int) -> None:
    made = Mediated(ready, case_id)
    change(ready, MediationSession, made.session, place="12 rue de l'Exemple, Lille")
    left = to(ready, case_id, "session_convocation", Role.LEFT_BEHIND_PARENT)
    with pytest.raises(Refused, match="give away"):
        read(ready, case_id, "session_convocation", left, made.session)


def test_only_the_parent_of_a_caucus_is_invited(ready: Office, case_id: int) -> None:
    made = Mediated(ready, case_id, SessionForm.CAUCUS)
    taking = to(ready, case_id, "session_convocation", Role.TAKING_PARENT)
    assert "with you alone" in read(ready, case_id, "session_convocation", taking, made.session)
    left = to(ready, case_id, "mediation_information", Role.LEFT_BEHIND_PARENT)
    with pytest.raises(Refused, match="does not get this letter"):
        read(ready, case_id, "session_convocation", left, made.session)
    mediator = to(ready, case_id, "session_convocation", Role.MEDIATOR)
    said = read(ready, case_id, "session_convocation", mediator, made.session)
    assert "Inès Exemple" in said and "Tom Voorbeeld" not in said


def test_no_invitation_to_a_joint_session_that_must_not_be(ready: Office, case_id: int) -> None:
    made = Mediated(ready, case_id, SessionForm.JOINT)
    left = to(ready, case_id, "session_convocation", Role.LEFT_BEHIND_PARENT)
    with pytest.raises(Refused, match="No joint session"):
        issue(ready, case_id, "session_convocation", left, made.session)
    made.screen(RiskLevel.HIGH)
    with pytest.raises(Refused, match="No joint session"):
        read(ready, case_id, "session_convocation", left, made.session)
    screened = made.screened()
    made.keep(SafetyOverride, on=TODAY, reason="Both asked for it", covers=screened, staff_id=1)
    said = read(ready, case_id, "session_convocation", left, made.session)
    assert "in one room with the other parent" in said


def test_no_invitation_to_a_session_that_is_over(ready: Office, case_id: int) -> None:
    made = Mediated(ready, case_id)
    left = to(ready, case_id, "session_convocation", Role.LEFT_BEHIND_PARENT)
    change(ready, MediationSession, made.session, state=SessionState.CANCELLED)
    with pytest.raises(Refused, match="no longer"):
        read(ready, case_id, "session_convocation", left, made.session)


def test_the_calendar_file_says_when_and_where_and_names_nobody(ready: Office, case_id: int) -> None:
    made = Mediated(ready, case_id)
    left = to(ready, case_id, "session_convocation", Role.LEFT_BEHIND_PARENT)
    letter = issue(ready, case_id, "session_convocation", left, made.session)
    change(
        ready, MediationSession, made.session, place="Elsewhere"
    )  # the session moves: the letter and its file do not
    file = ready.do(save_invitation, letter).result.decode().replace("\r\n ", "")
    assert "DTSTART:20261208T083000Z" in file and "DTEND:20261208T113000Z" in file
    assert "SUMMARY:Session of mediation" in file and "LOCATION:Huis van de bemiddeling" in file
    assert ready.ask(case_file, case_id).case.reference in file
    assert not [name for name in ("Tom", "Inès", "Exemple", "Eerste", "Tweede", "Lina") if name in file]
    plain = to(ready, case_id, "mediation_invitation", Role.TAKING_PARENT)
    other = ready.do(issue_letter, case_id, "mediation_invitation", plain, "fr", Choices()).result
    with pytest.raises(Refused, match="Only an invitation"):
        ready.do(save_invitation, other)


def lawyer(office: Office, case_id: int, role: Role, name: str) -> None:
    home = {"kind": ContactKind.ADDRESS, "value": f"{name}laan 4", "city": "Brussel", "safe": [Safety.WRITE]}
    office.do(add_person, case_id, NewPerson(role, {"family_names": name}, [home]))


def test_both_lawyers_get_the_topics_and_then_it_was_sent(ready: Office, case_id: int) -> None:
    made = Mediated(ready, case_id)
    lawyer(ready, case_id, Role.LAWYER_LEFT_BEHIND, "Links")
    lawyer(ready, case_id, Role.LAWYER_TAKING, "Rechts")
    for role in (Role.LAWYER_LEFT_BEHIND, Role.LAWYER_TAKING):
        assert one(ready, Agreement, made.agreement).sent_to_lawyers_on is None
        who = to(ready, case_id, "agreement_review", role)
        said = read(ready, case_id, "agreement_review", who, made.agreement, reply_by=date(2026, 12, 11))
        assert "Full agreement for review" in said and "Return" in said and "Maintenance" in said
        assert (
            "by 11 December 2026" in said and "Protocol of the mediation" in said and "the flat" not in said
        )
        issue(ready, case_id, "agreement_review", who, made.agreement)
    assert one(ready, Agreement, made.agreement).sent_to_lawyers_on == TODAY


def test_without_a_record_it_is_the_record_that_is_missing(ready: Office, case_id: int) -> None:
    Mediated(ready, case_id)
    left = to(ready, case_id, "session_convocation", Role.LEFT_BEHIND_PARENT)
    draft = ready.ask(draft_letter, case_id, "session_convocation", left, "en", Choices())
    assert [(line.what.text, line.choice) for line in draft.missing] == [("Session", "about")]
    with pytest.raises(Refused, match="cannot be made yet"):
        ready.do(issue_letter, case_id, "session_convocation", left, "en", Choices())


def test_a_letter_is_never_about_a_record_of_another_case(
    ready: Office, case_id: int, other_case: int
) -> None:
    made = Mediated(ready, case_id)
    Mediated(ready, other_case)
    left = to(ready, other_case, "session_convocation", Role.LEFT_BEHIND_PARENT)
    with pytest.raises(Refused, match="no longer"):
        read(ready, other_case, "session_convocation", left, made.session)


def test_letters_of_a_mediation_are_the_bureaus_alone(
    ready: Office, foundation: Office, case_id: int
) -> None:
    made = Mediated(ready, case_id)
    left = to(ready, case_id, "session_convocation", Role.LEFT_BEHIND_PARENT)
    letter = issue(ready, case_id, "session_convocation", left, made.session)
    ours = {"mediator_appointment", "session_convocation", "agreement_review"}
    assert not ours & {kind.id for kind in foundation.ask(letter_kinds, case_id)}
    assert foundation.ask(case_file, case_id).letters == ()
    choices = Choices(about=made.session)
    with pytest.raises(NotAllowed):
        foundation.ask(draft_letter, case_id, "session_convocation", left, "en", choices)
    with pytest.raises(NotAllowed):
        foundation.do(issue_letter, case_id, "session_convocation", left, "en", choices)
    with pytest.raises(NotAllowed):
        foundation.ask(issued_letter, letter)
    for door in (open_letter, save_letter, record_print, save_invitation):
        with pytest.raises(NotAllowed):
            foundation.do(door, letter)
    assert ready.do(open_letter, letter).result.startswith(b"%PDF")
