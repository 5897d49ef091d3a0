"""Art. 14: who must be told follows from the people on the case; only decisions are stored."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from abductdesk.actions.calls import log_call
from abductdesk.actions.cases import close_case, open_case
from abductdesk.actions.informing import (
    Duty,
    informing,
    record_exception,
    record_informed,
    take_back_informed,
)
from abductdesk.actions.letterfacts import Addressee, Choices
from abductdesk.actions.letters import issue_letter
from abductdesk.actions.office import Office
from abductdesk.actions.people import NewChild, NewPerson, add_child, add_person, change_person
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import Tongue
from abductdesk.models import Bureau, Call, DutyToInform
from abductdesk.terms import (
    CallerRelation,
    ClosureReason,
    InformException,
    ReferralSource,
    Role,
    SourceTag,
    Status,
    TakingPerson,
)
from tests.actions.conftest import TODAY, removal

SAID = Tongue("en")
MONTH = date(2026, 12, 23)  # one month after TODAY


def found(office: Office) -> dict[str, Duty]:
    return {duty.name: duty for duty in office.ask(informing)}


def on(office: Office, day: date) -> Office:
    return Office(office.vault, 1, clock=lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def stored(office: Office) -> int:
    with office.vault.reading() as session:
        return session.scalar(select(func.count()).select_from(DutyToInform)) or 0


def test_everybody_but_the_parent_who_came_is_to_be_told_within_a_month(office: Office, case_id: int) -> None:
    duties = found(office)
    assert set(duties) == {"Inès Exemple", "Lina Voorbeeld"}
    taking, child = duties["Inès Exemple"], duties["Lina Voorbeeld"]
    assert (taking.due, taking.limit.status, taking.role) == (MONTH, Status.OPEN, Role.TAKING_PARENT)
    assert (child.due, child.role) == (MONTH, None)
    assert taking.early_harm and not child.early_harm
    assert taking.limit.source is SourceTag.KNOW
    assert stored(office) == 0


@pytest.mark.parametrize(
    ("values", "relation", "names"),
    [
        ({"referral_source": ReferralSource.POLICE}, None, {"Tom", "Inès", "Lina"}),
        ({"referral_source": ReferralSource.LAWYER}, None, {"Inès", "Lina"}),
        ({"taking_person": TakingPerson.MOTHER}, CallerRelation.FATHER, {"Inès", "Lina"}),
        ({"taking_person": TakingPerson.MOTHER}, CallerRelation.MOTHER, {"Tom", "Lina"}),
        ({"taking_person": TakingPerson.MOTHER}, CallerRelation.RELATIVE, {"Tom", "Inès", "Lina"}),
        ({"referral_source": ReferralSource.POLICE}, CallerRelation.MOTHER, {"Inès", "Lina"}),
    ],
)
def test_who_came_themself_is_told_by_the_first_call_or_the_referral(
    office: Office, values: dict[str, Any], relation: CallerRelation | None, names: set[str]
) -> None:
    new = removal(**values)
    if relation is not None:
        call = office.do(log_call, {"relation": relation}).result
        assert isinstance(Call.__tablename__, str)
        new = type(new)(**{**vars(new), "call_id": call})
    office.do(open_case, new)
    assert {name.split()[0] for name in found(office)} == names


def test_lawyers_authorities_callers_and_the_dead_are_left_out(office: Office, case_id: int) -> None:
    for role in Role:
        office.do(add_person, case_id, NewPerson(role, {"given_names": role.value}))
    names = set(found(office)) - {"Inès Exemple", "Lina Voorbeeld"}
    assert names == {"taking_parent", "relative", "other"}
    duty = found(office)["relative"]
    office.do(change_person, duty.person_id, seen=1, changes={"deceased": True})
    assert "relative" not in found(office)


def test_a_person_added_later_is_told_a_month_after_that(office: Office, case_id: int) -> None:
    later = on(office, date(2027, 1, 31))
    later.do(add_person, case_id, NewPerson(Role.RELATIVE, {"given_names": "Oma"}, since=date(2020, 1, 1)))
    later.do(add_child, case_id, NewChild({"given_names": "Sam"}))
    duties = found(later)
    assert duties["Oma"].obtained_on == duties["Sam"].obtained_on == date(2027, 1, 31)
    assert duties["Oma"].due == date(2027, 3, 1)  # example E9
    assert duties["Inès Exemple"].due == MONTH


def test_a_letter_to_them_is_the_first_contact(office: Office, case_id: int) -> None:
    with office.vault.writing() as session:
        for bureau in session.scalars(select(Bureau)):
            bureau.street, bureau.postcode, bureau.city = "Houtstraat 1", "1000", "Brussel"
            bureau.phone, bureau.email = "02 512 34 56", "info@example.org"
    taking = found(office)["Inès Exemple"].person_id
    to = Addressee(Role.TAKING_PARENT, "Inès Exemple", "fr", person_id=taking)
    day = date(2026, 11, 30)
    on(office, day).do(issue_letter, case_id, "mediation_information", to, "fr", Choices())
    duty = found(on(office, day))["Inès Exemple"]
    assert (duty.due, duty.limit.status, duty.letter) == (day, Status.OPEN, ("PMB-L-2026-0001", day))
    assert SAID.say(duty.limit.explanation[0]).startswith("Letter PMB-L-2026-0001 of 30 November 2026")
    assert found(on(office, date(2026, 12, 1)))["Inès Exemple"].limit.status is Status.MISSED
    on(office, day).do(record_informed, case_id, taking, on=day)
    assert found(on(office, date(2026, 12, 1)))["Inès Exemple"].limit.status is Status.MET


def test_told_late_is_shown_and_an_exception_needs_its_reason(office: Office, case_id: int) -> None:
    duties = found(office)
    late = on(office, date(2026, 12, 28))
    late.do(record_informed, case_id, duties["Lina Voorbeeld"].person_id, on=date(2026, 12, 28))
    with pytest.raises(Invalid) as told:
        late.do(
            record_exception, case_id, duties["Inès Exemple"].person_id,
            exception=InformException.IMPOSSIBLE, reason="",
        )  # fmt: skip
    assert told.value.field == "reason"
    late.do(
        record_exception, case_id, duties["Inès Exemple"].person_id,
        exception=InformException.IMPOSSIBLE, reason="Would hide the child again",
    )  # fmt: skip
    now = found(late)
    assert now["Lina Voorbeeld"].limit.days_over == 5
    assert now["Inès Exemple"].limit.status is Status.NOT_APPLICABLE
    assert "hide the child" in SAID.say(now["Inès Exemple"].limit.explanation[0])
    assert not any(duty.open for duty in now.values())
    assert stored(late) == 2
    decision = now["Inès Exemple"].decision
    assert decision is not None
    late.do(record_informed, case_id, decision.person_id, on=date(2026, 12, 28))
    assert stored(late) == 2  # decided anew, not twice
    late.do(take_back_informed, decision.id)
    assert found(late)["Inès Exemple"].open


def test_closed_and_void_cases_ask_nothing_and_clerks_see_nothing(
    office: Office, clerk: Office, case_id: int
) -> None:
    with pytest.raises(Refused):
        clerk.ask(informing)
    with pytest.raises(Invalid):
        office.do(record_informed, case_id, 99, on=TODAY)
    with pytest.raises(Invalid):
        office.do(record_informed, case_id, found(office)["Lina Voorbeeld"].person_id, on=date(2027, 1, 1))
    office.do(close_case, case_id, seen=1, reason=ClosureReason.OTHER, despite_open_points=True)
    assert found(office) == {}
