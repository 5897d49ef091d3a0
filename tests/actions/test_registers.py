"""Requests and breaches: their numbers, their limits to the day and hour, and who may do what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from abductdesk.actions.breaches import (
    breaches,
    report_breach,
)
from abductdesk.actions.cases import open_case
from abductdesk.actions.deadlinelist import ListWish, deadline_list
from abductdesk.actions.letterfacts import Addressee, Choices
from abductdesk.actions.letters import issue_letter
from abductdesk.actions.office import Office
from abductdesk.actions.overview import overview
from abductdesk.actions.registers import (
    Request,
    answer_request,
    change_request,
    extend_request,
    recipients,
    record_request,
    reopen_request,
    requests,
)
from abductdesk.actions.today import Scope, board
from abductdesk.actions.undo import last_change
from abductdesk.actions.warnings import warnings
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import Tongue
from abductdesk.models import Bureau, CaseRole, DataRequest, Staff
from abductdesk.store.vault import Vault
from abductdesk.terms import RequestKind, RequestOutcome, Role, StaffRole, Status
from tests.actions.conftest import NOW, TODAY, removal

SAID = Tongue("en")
ASKED = {"name": "Inès Exemple", "kind": RequestKind.ACCESS, "received_on": TODAY}


def on(office: Office, day: date) -> Office:
    """The same person at the same vault, on another day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Office(office.vault, office.staff.id, clock=lambda: noon)


def request(office: Office) -> Request:
    return office.ask(requests)[0]


# numbers


def test_numbers_follow_without_gaps_and_begin_anew_each_year(office: Office) -> None:
    for _ in range(2):
        office.do(record_request, ASKED)
    with pytest.raises(Invalid):
        office.do(record_request, {**ASKED, "received_on": date(2026, 11, 24)})
    office.do(record_request, ASKED)
    office.do(report_breach, {"what": "A letter went to an old address."}, NOW)
    later = on(office, date(2027, 1, 4))
    later.do(record_request, {**ASKED, "received_on": date(2027, 1, 4)})
    found = [each.entry.number for each in office.ask(requests)]
    assert found == ["DR-2027-0001", "DR-2026-0003", "DR-2026-0002", "DR-2026-0001"]
    assert office.ask(breaches)[0].entry.number == "BR-2026-0001"


def test_what_has_a_number_is_not_taken_back(office: Office) -> None:
    """Undo would leave a gap in the register."""
    office.do(record_request, ASKED)
    assert office.ask(last_change) is None
    office.do(report_breach, {"what": "A stick was lost."}, NOW)
    assert office.ask(last_change) is None


# requests


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 9, 3), date(2026, 10, 5)),  # 3 October is a Saturday
        (date(2026, 11, 23), date(2026, 12, 23)),
        (date(2027, 1, 31), date(2027, 3, 1)),  # example E9: no 31 February, then a Sunday
        (date(2028, 1, 31), date(2028, 2, 29)),  # example E10: a leap year
        (date(2026, 12, 31), date(2027, 2, 1)),
        (date(2026, 10, 11), date(2026, 11, 12)),  # 11 November is a public holiday
    ],
)
def test_a_request_is_due_as_in_the_worked_examples(office: Office, received: date, due: date) -> None:
    office = on(office, received)
    office.do(record_request, {**ASKED, "received_on": received})
    limit = request(office).limit
    assert (limit.id, limit.due, limit.status) == ("gdpr-art12-3-answer", due, Status.OPEN)
    assert limit.article == "Art. 12(3)"
    assert "plus one month" in SAID.say(limit.explanation[0])


def test_both_periods_of_an_extension_run_from_the_receipt(office: Office) -> None:
    office = on(office, date(2027, 1, 31))
    number = office.do(record_request, {**ASKED, "received_on": date(2027, 1, 31)}).result
    office = on(office, date(2027, 3, 1))
    with pytest.raises(Invalid) as told:
        office.do(extend_request, number, seen=1, on=date(2027, 3, 1), reason=" ")
    assert told.value.field == "extension_reason"
    office.do(extend_request, number, seen=1, on=date(2027, 3, 1), reason="Three hundred pages")
    limit = request(office).limit
    assert (limit.id, limit.due, limit.status) == (
        "gdpr-art12-3-extend", date(2027, 4, 30), Status.OPEN
    )  # fmt: skip


def test_an_extension_told_after_the_first_month_is_refused_in_the_words_of_the_rule(office: Office) -> None:
    number = on(office, TODAY).do(record_request, ASKED).result
    office = on(office, date(2027, 1, 4))
    with pytest.raises(Invalid) as told:
        office.do(extend_request, number, seen=1, on=date(2026, 12, 24), reason="Three hundred pages")
    assert told.value.field == "extended_on"
    said = SAID.say(told.value)
    assert said == "The extension was told after the first month: it is not valid. Answer the request now."
    assert request(office).entry.extended_on is None
    assert request(office).limit.status is Status.MISSED
    office.do(extend_request, number, seen=1, on=date(2026, 12, 23), reason="Told on the last day")
    assert request(office).limit.due == date(2027, 2, 23)


def test_a_day_corrected_later_can_make_the_extension_invalid_and_the_register_says_so(
    office: Office,
) -> None:
    number = office.do(record_request, {**ASKED, "received_on": date(2026, 10, 22)}).result
    office.do(extend_request, number, seen=1, on=date(2026, 11, 23), reason="Many files")
    office.do(change_request, number, seen=2, changes={"received_on": date(2026, 10, 20)})
    found = request(office)
    assert found.limit.id == "gdpr-art12-3-answer"
    assert found.limits[1].status is Status.NOT_APPLICABLE


def test_a_refusal_needs_its_reason_and_a_late_answer_stays_late(office: Office) -> None:
    number = office.do(record_request, ASKED).result
    office = on(office, date(2026, 12, 28))
    for outcome in (RequestOutcome.REFUSED, RequestOutcome.PARTLY):
        with pytest.raises(Invalid) as told:
            office.do(answer_request, number, seen=1, outcome=outcome, on=date(2026, 12, 28))
        assert told.value.field == "reason"
    office.do(
        answer_request, number, seen=1, outcome=RequestOutcome.REFUSED, on=date(2026, 12, 28),
        reason="Manifestly excessive; complaint to the Data Protection Authority",
    )  # fmt: skip
    limit = request(office).limit
    assert (limit.id, limit.status, limit.days_over) == ("gdpr-art12-4-refuse", Status.MISSED, 5)
    assert SAID.say(limit.explanation[1]).startswith("Met 5 days late")
    assert not [line for line in office.ask(board, Scope.ALL).lines if line.register]
    with pytest.raises(Refused):
        office.do(extend_request, number, seen=2, on=date(2026, 12, 20), reason="Too late")
    office.do(reopen_request, number, seen=2)
    assert request(office).entry.answered_on is None


def test_nothing_lies_in_the_future_or_before_the_request(office: Office) -> None:
    number = office.do(record_request, ASKED).result
    for day in (date(2026, 11, 24), date(2026, 11, 22)):
        with pytest.raises(Invalid):
            office.do(answer_request, number, seen=1, outcome=RequestOutcome.GRANTED, on=day)
        with pytest.raises(Invalid):
            office.do(extend_request, number, seen=1, on=day, reason="Many files")


def test_who_asks_is_shown_as_unchecked_until_somebody_checked(office: Office) -> None:
    number = office.do(record_request, ASKED).result
    assert request(office).unidentified
    office.do(change_request, number, seen=1, changes={"identity_checked_on": TODAY, "identity_how": "card"})
    assert not request(office).unidentified


def test_a_request_of_a_known_person_leads_to_the_case_and_to_whom_data_went(
    office: Office, case_id: int
) -> None:
    taking, left = (_person(office, case_id, role) for role in (Role.TAKING_PARENT, Role.LEFT_BEHIND_PARENT))
    office.do(record_request, {"kind": RequestKind.RECTIFICATION, "received_on": TODAY}, taking)
    assert (request(office).entry.name, request(office).case_id) == ("Inès Exemple", case_id)
    for who, role, name in (
        (left, Role.LEFT_BEHIND_PARENT, "Tom Voorbeeld"), (taking, Role.TAKING_PARENT, "Inès Exemple")
    ):  # fmt: skip
        to = Addressee(role, name, "nl", person_id=who)
        _settle(office)
        office.do(issue_letter, case_id, "contact_confirmation", to, "nl", Choices(contacted_on=TODAY))
    told = office.ask(recipients, taking)
    assert [(each.to, SAID.say(each.what)) for each in told] == [("Tom Voorbeeld", "Letter PMB-L-2026-0001")]


def _person(office: Office, case_id: int, role: Role) -> int:
    with office.vault.reading() as session:
        found = session.scalar(
            select(CaseRole.person_id).where(CaseRole.case_id == case_id, CaseRole.role == role)
        )
    assert found is not None
    return found


def _settle(office: Office) -> None:
    """Give the bureau the address that letters need."""
    from_here = {"street": "Houtstraat 1", "postcode": "1000", "city": "Brussel", "phone": "02 512 34 56",
                 "email": "info@example.org"}  # fmt: skip
    with office.vault.writing() as session:
        for bureau in session.scalars(select(Bureau)):
            for name, value in from_here.items():
                setattr(bureau, name, value)


# where they appear


def test_limits_reach_managers_and_whoever_recorded_them(
    office: Office, colleague: Office, vault: Vault
) -> None:
    with vault.writing() as session:
        session.add(Staff(id=5, name="Eva", roles=[StaffRole.CASEWORKER.value]))
    other = Office(vault, 5, clock=lambda: NOW)
    colleague.do(record_request, ASKED)

    def seen(who: Office, ask: Callable[..., Any], *more: Any) -> list[str]:
        found = who.ask(ask, *more)
        lines = getattr(found, "lines", found)
        return [line.reference for line in lines if line.register == ("requests", 1)]

    for who, expected in ((office, ["DR-2026-0001"]), (colleague, ["DR-2026-0001"]), (other, [])):
        assert seen(who, board, Scope.MINE) == seen(who, board, Scope.ALL) == expected
        assert seen(who, board, Scope.TEAM) == []
        assert seen(who, overview) == expected
        assert seen(who, warnings, Scope.MINE) == expected
    assert len(other.ask(requests)) == 1  # the register itself is open to every caseworker


def test_the_list_on_paper_names_the_entry_and_nobody(office: Office) -> None:
    office.do(open_case, removal())
    office.do(record_request, {**ASKED, "received_on": date(2026, 10, 26)})
    made = office.ask(deadline_list, ListWish("en", days=30))
    assert made.pages >= 1


def test_a_colleague_changed_it_meanwhile(office: Office, colleague: Office) -> None:
    number = office.do(record_request, ASKED).result
    colleague.do(change_request, number, seen=1, changes={"how": "By phone"})
    with pytest.raises(Refused):
        office.do(change_request, number, seen=1, changes={"how": "By letter"})
    with office.vault.reading() as session:
        found = session.get(DataRequest, number)
    assert found is not None and found.how == "By phone"
