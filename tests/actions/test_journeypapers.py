"""What of a journey leaves the vault: moments by reference, and a card behind the wall."""

from __future__ import annotations

from datetime import time

import pytest

from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.departing import call_off_return
from abductdesk.actions.holds import restrict
from abductdesk.actions.journeypapers import (
    card_bearers,
    emergency_card,
    export_emergency_card,
    export_journey,
)
from abductdesk.actions.office import Office
from abductdesk.actions.people import add_contact
from abductdesk.actions.planning import add_return_part
from abductdesk.faults import Refused
from abductdesk.terms import ContactKind, HoldKind, Role, Visibility
from tests.actions.conftest import TODAY
from tests.actions.test_returning import LEAVES, planned
from tests.documents.sample import by_pdfium


def person_of(office: Office, case_id: int, role: Role) -> int:
    people = office.ask(case_file, case_id).people
    return next(entry.person.id for entry in people if entry.role.role is role)


def test_the_calendar_file_names_nobody_and_no_place(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    whole = office.do(export_journey, view.id, "en").result.decode()
    assert "DTSTART;VALUE=DATE:20261223" in whole
    leg = {"from_place": "Lyon", "to_place": "Brussel", "carrier": "SN 3587", "ticket": "ABC",
           "departs_day": LEAVES, "departs_time": time(10, 30)}  # fmt: skip
    office.do(add_return_part, view.id, "leg", leg)
    made = office.do(export_journey, view.id, "nl").result.decode()
    assert "DTSTART:20261223T093000Z" in made
    assert "PMB-2026-0001" in made
    for told in ("Lina", "Voorbeeld", "Lyon", "SN 3587", "ABC"):
        assert told not in made
    office.do(call_off_return, view.id, "Ill.")
    assert "STATUS:CANCELLED" in office.do(export_journey, view.id, "en").result.decode()
    actions = [line.action for line in office.ask(case_history, case_id)]
    assert actions.count("export_journey") == 3


def test_without_a_day_there_is_no_calendar(office: Office, case_id: int) -> None:
    view = planned(office, case_id, leaves_on=None)
    with pytest.raises(Refused, match="not set"):
        office.do(export_journey, view.id, "en")


def test_the_card_has_first_names_and_the_numbers_of_its_bearer(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    for name, seen_by, side in (
        ("Aunt Mia", Visibility.OWNER_SIDE, Role.TAKING_PARENT), ("Consul", Visibility.EVERYONE, None),
        ("Nobody", Visibility.BUREAU, None),
    ):  # fmt: skip
        contact = {"name": name, "phone": "+32 400 11 22 33", "visible_to": seen_by, "side": side}
        office.do(add_return_part, view.id, "emergency_contact", contact)
    bearers = {each.role: each.person_id for each in office.ask(card_bearers, view.id)}
    theirs = by_pdfium(office.ask(emergency_card, view.id, bearers[Role.TAKING_PARENT], "en").bytes)
    ours = by_pdfium(office.ask(emergency_card, view.id, bearers[Role.LEFT_BEHIND_PARENT], "nl").bytes)
    assert "Aunt Mia" in theirs and "Aunt Mia" not in ours
    assert "Consul" in theirs and "Consul" in ours
    assert "Nobody" not in theirs + ours
    assert "Lina" in ours and "Voorbeeld" not in ours
    assert office.do(export_emergency_card, view.id, bearers[Role.TAKING_PARENT], "en").result[:4] == b"%PDF"


def test_a_hidden_number_does_not_leave_as_an_emergency_contact(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    taking = person_of(office, case_id, Role.TAKING_PARENT)
    office.do(add_contact, taking, {"kind": ContactKind.PHONE, "value": "+33 6 12 34 56 78"})
    number = {"name": "Mum", "phone": "0033 612345678", "visible_to": Visibility.EVERYONE}
    office.do(add_return_part, view.id, "emergency_contact", number)
    with pytest.raises(Refused, match="may not have"):
        office.ask(emergency_card, view.id, person_of(office, case_id, Role.LEFT_BEHIND_PARENT), "en")
    assert office.ask(emergency_card, view.id, taking, "en").pages == 1


def test_nothing_goes_out_about_a_child_whose_data_are_restricted(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    office.do(add_return_part, view.id, "emergency_contact", {"name": "Consul", "phone": "+32 400 11 22 33"})
    bearer = office.ask(card_bearers, view.id)[0].person_id
    child = office.ask(case_file, case_id).children[0].person.id
    office.do(restrict, child, {"kind": HoldKind.ACCURACY, "since": TODAY, "reason": "Disputed."}, None)
    with pytest.raises(Refused, match="restricted"):
        office.ask(emergency_card, view.id, bearer, "en")
    with pytest.raises(Refused, match="restricted"):
        office.do(export_journey, view.id, "en")
