"""Letters about the directory, a return, support and the time after: filled, and walled off by reader."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from abductdesk.actions.aftercare import aftercare_of
from abductdesk.actions.casefile import case_file
from abductdesk.actions.departing import confirm_arrival, confirm_departure
from abductdesk.actions.entries import add_entry
from abductdesk.actions.holds import restrict
from abductdesk.actions.letterchoices import Choices
from abductdesk.actions.letters import (
    draft_letter,
    issue_letter,
    issued_letter,
    letter_kinds,
    letter_offer,
    open_letter,
    save_letter,
)
from abductdesk.actions.office import Office
from abductdesk.actions.planning import add_return_part, open_plan
from abductdesk.actions.psychologists import offer_psychologist
from abductdesk.actions.returning import return_plans
from abductdesk.actions.supportflow import advise, approve
from abductdesk.faults import Refused
from abductdesk.models import (
    Aftercare,
    CoDecision,
    Conflict,
    GivenList,
    GivenName,
    RoundEntry,
    VerificationRound,
)
from abductdesk.terms import (
    ConflictKind,
    EntryKind,
    HoldKind,
    ReturnBasis,
    Role,
    ServiceKind,
    SupportKind,
    Visibility,
)
from tests.actions.aboutletters import enter_bureau, entry, issue, keep, one, read, to
from tests.actions.conftest import TODAY
from tests.actions.support_room import as_tested, asked, granted, parent

LEAVES = TODAY + timedelta(days=20)
LEFT, TAKING = Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT
FEES = [{"kind": SupportKind.INTERPRETER, "asked_cents": 80_000}]


@pytest.fixture
def ready(office: Office) -> Office:
    enter_bureau(office)
    return office


# the list of lawyers


def given(office: Office, case_id: int, role: Role) -> tuple[int, list[int]]:
    """A list of three lawyers for this parent."""
    names = [
        entry(name, EntryKind.LAWYER, phone="+32 2 555 00 0" + str(at), languages=["nl:good", "fr:basic"],
              legal_aid=at == 0 or None)
        for at, name in enumerate(("Aerts", "Bogaerts", "Claes"))
    ]  # fmt: skip
    ids = keep(office, *names)
    person = parent(office, case_id, role)
    made = GivenList(case_id=case_id, person_id=person, kind=EntryKind.LAWYER, given_on=TODAY, staff_id=1)
    (list_id,) = keep(office, made)
    keep(office, *(GivenName(list_id=list_id, entry_id=each, place=at) for at, each in enumerate(ids)))
    return list_id, ids


def test_a_list_goes_to_the_parent_who_got_it_and_knows_its_letter(ready: Office, case_id: int) -> None:
    list_id, ids = given(ready, case_id, TAKING)
    who = to(ready, case_id, "lawyer_list", TAKING)
    said = read(ready, case_id, "lawyer_list", who, list_id)
    assert "Kim Aerts – Aertsstraat 8, 1000 Brussel · +32 2 555 00 00 – Dutch and French" in said
    assert said.index("Aerts") < said.index("Bogaerts") < said.index("Claes")
    assert "prosecutor" not in said, "the prosecutor acts for who asks for the return"
    left = to(ready, case_id, "mediation_information", LEFT)
    with pytest.raises(Refused, match="does not get this letter"):
        read(ready, case_id, "lawyer_list", left, list_id)
    letter = issue(ready, case_id, "lawyer_list", who, list_id)
    assert one(ready, GivenList, list_id).letter_id == letter
    other = parent(ready, case_id, LEFT)
    keep(ready, Conflict(entry_id=ids[1], person_id=other, kind=ConflictKind.ACTED_FOR))
    draft = ready.ask(draft_letter, case_id, "lawyer_list", who, "en", Choices(about=list_id))
    assert [warning.values["name"] for warning in draft.warnings] == ["Kim Bogaerts"]


# is the entry still right?


def test_an_entry_is_asked_without_a_case(ready: Office, case_id: int, clerk: Office) -> None:
    known = entry("Aerts", EntryKind.LAWYER, bar="Brussel", fee_cents=15_000, note="Rings back late",
                  acts_for="both")  # fmt: skip
    (entry_id,) = keep(ready, known)
    (round_id,) = keep(
        ready, VerificationRound(begun_on=TODAY, answer_by=TODAY + timedelta(days=30), staff_id=1)
    )
    (line,) = keep(ready, RoundEntry(round_id=round_id, entry_id=entry_id))
    assert "directory_verification" not in {kind.id for kind in ready.ask(letter_kinds, case_id)}
    offer = ready.ask(letter_offer, None)
    assert [kind.id for kind in offer.kinds] == ["directory_verification"]
    who = to(ready, None, "directory_verification", Role.OTHER)
    said = read(ready, None, "directory_verification", who, line)
    for shown in ("Dear Ms Aerts", "Bar: Brussel", "Fee for an hour: €150.00", "by 23 December 2026",
                  "Acts for: Parents of either side", "Address: Aertsstraat 8"):  # fmt: skip
        assert shown in said
    assert "Rings back" not in said and "typed by the bureau" not in said
    letter = ready.ask(issued_letter, issue(ready, None, "directory_verification", who, line))
    assert (letter.case_id, letter.entry_id, letter.number) == (None, entry_id, "PMB-L-2026-0001")
    assert (one(ready, RoundEntry, line).letter_id, one(ready, RoundEntry, line).asked_on) == (
        letter.id,
        TODAY,
    )
    assert ready.do(open_letter, letter.id).result == ready.do(save_letter, letter.id).result
    taking = to(ready, case_id, "mediation_invitation", TAKING)
    ready.do(issue_letter, case_id, "mediation_invitation", taking, "fr", Choices())
    assert ready.ask(case_file, case_id).letters[0].number == "PMB-L-2026-0002", "numbers are shared"
    with pytest.raises(Refused):
        ready.do(issue_letter, case_id, "directory_verification", who, "en", Choices(about=line))


# the return


def plan(office: Office, case_id: int, escort: str) -> int:
    values: dict[str, Any] = {
        "basis": ReturnBasis.AGREEMENT, "leaves_on": LEAVES, "escort": escort, "lodging": "Shelter Rosa",
        "school": "School De Vlinder", "health": "Inhaler", "handover_place": "Brussels South station",
        "handover_people": "Ann, 0499 99 88 77", "first_contact": "Sunday by video",
        "protection": "No contact order",
    }  # fmt: skip
    made = int(office.do(open_plan, case_id, values).result)
    office.do(
        add_return_part, made, "leg",
        {"from_place": "Lille Europe", "to_place": "Bruxelles-Midi", "carrier": "Eurostar", "ticket": "QX12"},
    )  # fmt: skip
    for name, seen in (("Ours", Visibility.OWNER_SIDE), ("All", Visibility.EVERYONE),
                       ("Nobody", Visibility.BUREAU), ("Public", Visibility.AUTHORITIES)):  # fmt: skip
        contact = {"name": name, "phone": f"+32 400 {len(name)}1 22 33", "visible_to": seen}
        contact |= {"side": Role.TAKING_PARENT} if seen is Visibility.OWNER_SIDE else {}
        office.do(add_return_part, made, "emergency_contact", contact)
    child = office.ask(case_file, case_id).children[0].person.id
    office.do(
        add_return_part, made, "travel_paper", {"person_id": child, "what": "Passport", "number": "EX1"}
    )
    return made


PRIVATE = ("Shelter Rosa", "De Vlinder", "Inhaler", "Lille Europe", "QX12", "EX1", "Ours", "Nobody")


def test_who_travels_has_the_whole_sheet(ready: Office, case_id: int) -> None:
    made = plan(ready, case_id, "Inès Exemple (0470 11 22 33)")
    said = read(ready, case_id, "return_plan", to(ready, case_id, "return_plan", TAKING), made)
    for mine in ("Shelter Rosa", "De Vlinder", "Inhaler", "Lille Europe", "QX12", "Ours: +32 400", "All: ",
                 "Passport (Lina Voorbeeld)", "No contact order", "The child is told and prepared",
                 "Bureau Test: +32 2"):  # fmt: skip
        assert mine in said
    assert "EX1" not in said and "Nobody" not in said and "Public" not in said


def test_the_other_side_learns_neither_where_nor_how(ready: Office, case_id: int) -> None:
    made = plan(ready, case_id, "Inès Exemple (0470 11 22 33)")
    said = read(ready, case_id, "return_plan", to(ready, case_id, "return_plan", LEFT), made)
    for known in ("Brussels South station", "Inès Exemple", "Sunday by video", "All: ",
                  "School is informed"):  # fmt: skip
        assert known in said
    hidden = (*PRIVATE, "0470 11 22 33", "0499", "Public", "No contact order", "Passport")
    assert not [word for word in hidden if word in said]


def test_while_no_parent_is_named_no_parent_is_told(ready: Office, case_id: int) -> None:
    made = plan(ready, case_id, "her grandmother")
    for role in (LEFT, TAKING):
        who = to(ready, case_id, "return_plan", role)
        said = read(ready, case_id, "return_plan", who, made)
        assert not [word for word in PRIVATE if word in said and (word != "Ours" or role is LEFT)]
        draft = ready.ask(draft_letter, case_id, "return_plan", who, "en", Choices(about=made))
        assert any("names no parent" in warning.text for warning in draft.warnings)


def test_an_authority_reads_the_journey_and_not_the_home(ready: Office, case_id: int) -> None:
    body(ready, case_id, ServiceKind.FPS_JUSTICE)
    made = plan(ready, case_id, "Inès Exemple")
    said = read(ready, case_id, "return_plan", to(ready, case_id, "return_plan", Role.AUTHORITY), made)
    assert "Lille Europe" in said and "Public: " in said and "No contact order" in said
    assert "Central Authorities of both states know the date" in said
    assert not [word for word in ("Shelter Rosa", "De Vlinder", "Inhaler", "QX12", "Ours") if word in said]


def body(office: Office, case_id: int, kind: ServiceKind) -> None:
    office.do(
        add_entry, case_id, "service",
        {"kind": kind, "organisation": f"Body {kind.value}", "street": "Plein 1", "city": "Brussel",
         "reference": "6/2026"},
    )  # fmt: skip


# support


def test_only_the_applicant_is_told_of_a_request(ready: Office, managers: list[Office], case_id: int) -> None:
    made = asked(ready, case_id, FEES)
    left = to(ready, case_id, "support_receipt", LEFT)
    said = read(ready, case_id, "support_receipt", left, made)
    assert "Interpreter: €800.00" in said and "SU-2026-0001" in said and "7 December 2026" in said
    kinds = {kind.id: kind for kind in ready.ask(letter_kinds, case_id)}
    assert [each.role for each in kinds["support_receipt"].addressees] == [LEFT]
    taking = to(ready, case_id, "mediation_invitation", TAKING)
    with pytest.raises(Refused, match="does not get this letter"):
        read(ready, case_id, "support_receipt", taking, made)


def test_authorities_decide_without_reading_of_an_income(
    ready: Office, managers: list[Office], case_id: int
) -> None:
    body(ready, case_id, ServiceKind.FPS_JUSTICE)
    body(ready, case_id, ServiceKind.FPS_FOREIGN_AFFAIRS)
    made = as_tested(ready, case_id, FEES)
    ready.do(advise, made, "Fits the criteria.")
    managers[0].do(approve, made)
    kinds = {kind.id: kind for kind in ready.ask(letter_kinds, case_id)}
    assert [each.name for each in kinds["support_decision"].addressees] == ["Body fps_justice"]
    justice = kinds["support_decision"].addressees[0]
    said = read(ready, case_id, "support_decision", justice, made)
    assert "We propose to grant €750.00" in said and "Tom Voorbeeld" in said and "share of 100 %" in said
    assert "1,500" not in said and "1,612" not in said and "dependants" not in said
    with ready.vault.writing() as session:
        question = session.scalars(select(CoDecision)).one()
        question.asked_on, number = TODAY - timedelta(days=3), question.id
    letter = issue(ready, case_id, "support_decision", justice, made)
    kept = one(ready, CoDecision, number)
    assert (kept.letter_id, kept.asked_on) == (letter, TODAY)


def test_the_applicant_reads_the_whole_calculation(
    ready: Office, managers: list[Office], case_id: int
) -> None:
    body(ready, case_id, ServiceKind.FPS_JUSTICE)
    made = granted(ready, managers, case_id, FEES)
    left = to(ready, case_id, "support_decision", LEFT)
    said = read(ready, case_id, "support_decision", left, made)
    assert "part of the support that was asked for was granted: €750.00" in said
    assert "Income €1,500.00" in said and "within 60 days" in said and "As advised." in said
    justice = to(ready, case_id, "support_decision", Role.AUTHORITY)
    theirs = read(ready, case_id, "support_decision", justice, made)
    assert "€750.00" in theirs and "1,500" not in theirs and "receipts" not in theirs.casefold()


def test_what_is_restricted_does_not_go_out_to_an_authority(
    ready: Office, managers: list[Office], case_id: int
) -> None:
    body(ready, case_id, ServiceKind.FPS_JUSTICE)
    made = granted(ready, managers, case_id, FEES)
    justice = to(ready, case_id, "support_decision", Role.AUTHORITY)
    letter = issue(ready, case_id, "support_decision", justice, made)
    ready.do(restrict, parent(ready, case_id, LEFT), {"kind": next(iter(HoldKind)), "reason": "asked"})
    with pytest.raises(Refused, match="restricted"):
        read(ready, case_id, "support_decision", justice, made)
    with pytest.raises(Refused, match="restricted"):
        ready.do(save_letter, letter)


# after the return


def returned(office: Office, case_id: int, escort: str) -> int:
    """The child came home; its aftercare has a psychologist."""
    made = plan(office, case_id, escort)
    office.do(confirm_departure, made, TODAY, despite="The court ordered it.")
    office.do(confirm_arrival, made, TODAY)
    assert office.ask(return_plans, case_id)[0].plan.arrived_on == TODAY
    (found,) = office.ask(aftercare_of, case_id)
    (psychologist,) = keep(office, entry("Zorg", EntryKind.PSYCHOLOGIST, waiting_weeks=3))
    office.do(offer_psychologist, found.aftercare.id, psychologist)
    with office.vault.writing() as session:
        session.get_one(Aftercare, found.aftercare.id).offered_on = None
    return found.aftercare.id


def test_the_psychologist_is_named_where_the_child_is(ready: Office, case_id: int) -> None:
    made = returned(ready, case_id, "Inès Exemple")
    taking, left = (to(ready, case_id, "aftercare_offer", role) for role in (TAKING, LEFT))
    said = read(ready, case_id, "aftercare_offer", taking, made)
    assert "Kim Zorg" in said and "Zorgstraat 8" in said and "about 3 weeks" in said
    assert "30 November 2026" in said, "one week after the return"
    for letter in ("aftercare_offer", "aftercare_child"):
        others = read(ready, case_id, letter, left, made)
        assert "Zorg" not in others and "Lina" in others
    child = read(ready, case_id, "aftercare_child", taking, made)
    assert "Dear Lina," in child and "Kim Zorg" in child and "Dear Ms" not in child
    issue(ready, case_id, "aftercare_child", taking, made)
    assert one(ready, Aftercare, made).offered_on is None
    issue(ready, case_id, "aftercare_offer", taking, made)
    assert one(ready, Aftercare, made).offered_on == TODAY


def test_where_nobody_knows_with_whom_the_child_is_nobody_is_told(ready: Office, case_id: int) -> None:
    made = returned(ready, case_id, "her grandmother")
    for role in (TAKING, LEFT):
        said = read(ready, case_id, "aftercare_offer", to(ready, case_id, "aftercare_offer", role), made)
        assert "Zorg" not in said
