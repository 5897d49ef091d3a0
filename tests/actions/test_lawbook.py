"""What the bureau settles counts for every case at once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from abductdesk.actions.bureau import drop_planned_settings, settings
from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import open_case
from abductdesk.actions.deadlines import due
from abductdesk.actions.events import add_event
from abductdesk.actions.lawbook import (
    add_holiday,
    change_holiday,
    drop_holiday,
    forget_state,
    holidays_of,
    lawbook,
    set_ladder,
    settle_targets,
    verify_state,
)
from abductdesk.actions.office import Office
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import Tongue
from abductdesk.rules.deadline import Deadline
from abductdesk.store.vault import Vault
from abductdesk.terms import EventKind, Instrument, Status
from tests.actions.conftest import removal

YEAR = "hague80-art12-one-year"
ALBANIA: dict[str, Any] = {
    "state": "AL",
    "in_force": True,
    "since": date(2020, 3, 1),
    "source": "status table of the Hague Conference",
    "verified_on": date(2026, 11, 20),
}


def limit(office: Office, case_id: int, rule: str) -> Deadline:
    return next(line for line in office.ask(case_file, case_id).assessed.deadlines if line.id == rule)


def to(office: Office, state: str) -> int:
    return int(office.do(open_case, removal(requested_state=state)).result)


def test_a_verified_state_counts_for_every_case_with_it(office: Office) -> None:
    one, other = to(office, "AL"), to(office, "AL")
    before = office.ask(case_file, one).assessed
    assert before.framework.state == "AL" and before.framework.check is not None
    assert limit(office, one, YEAR).status is Status.BLOCKED
    found = office.do(verify_state, ALBANIA).result
    for case_id in (one, other):
        law = office.ask(case_file, case_id).assessed.framework
        assert (law.instrument, law.check, law.state) == (Instrument.HAGUE_1980, None, None)
        assert "verified on 20 November 2026" in Tongue("en").say(law.reasons[0])
        assert limit(office, case_id, YEAR).due == date(2027, 2, 2)
    office.do(forget_state, found)
    assert limit(office, other, YEAR).status is Status.BLOCKED


def test_a_status_that_began_after_the_removal_leaves_no_treaty(office: Office) -> None:
    case_id = to(office, "AL")
    office.do(verify_state, {**ALBANIA, "since": date(2026, 5, 1)})
    assert office.ask(case_file, case_id).assessed.framework.instrument is Instrument.NONE


def test_a_state_has_one_record_that_is_corrected(office: Office, colleague: Office) -> None:
    office.do(verify_state, ALBANIA)
    with pytest.raises(Invalid) as refused:
        colleague.do(verify_state, {**ALBANIA, "in_force": False})
    assert refused.value.field == "state"
    seen = colleague.ask(lawbook).verified[0].version
    colleague.do(verify_state, {**ALBANIA, "in_force": False, "since": None}, seen=seen)
    (found,) = office.ask(lawbook).verified
    assert (found.in_force, found.staff_id) == (False, 2)
    with pytest.raises(Invalid) as refused:
        office.do(verify_state, {**ALBANIA, "state": "AD", "source": ""})
    assert refused.value.field == "source"
    with pytest.raises(Invalid) as refused:
        office.do(verify_state, {**ALBANIA, "verified_on": date(2026, 12, 1)})
    assert refused.value.field == "verified_on"
    office.do(forget_state, found.id)
    with pytest.raises(Refused, match="no longer there"):
        colleague.do(verify_state, ALBANIA, seen=found.version)


def test_a_new_record_under_the_number_of_a_removed_one_counts_at_once(office: Office, case_id: int) -> None:
    office.do(add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 11, 5)})
    weeks, other = "b2b-art24-first-instance", to(office, "AL")
    day = {"state": "FR", "day": date(2026, 12, 17), "name": "Feast", "source": "Journal", "works": False}
    added, found = office.do(add_holiday, day).result, office.do(verify_state, ALBANIA).result
    assert limit(office, case_id, weeks).legal_end == date(2026, 12, 18)
    assert limit(office, other, YEAR).status is Status.OPEN
    office.do(drop_holiday, added)
    office.do(forget_state, found)
    assert office.do(add_holiday, {**day, "day": date(2026, 12, 16)}).result == added
    assert office.do(verify_state, {**ALBANIA, "in_force": False, "since": None}).result == found
    assert limit(office, case_id, weeks).legal_end == date(2026, 12, 17)
    assert office.ask(case_file, other).assessed.framework.instrument is Instrument.NONE


def test_a_corrected_calendar_moves_dates_of_cases_already_computed(office: Office, case_id: int) -> None:
    office.do(add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 11, 5)})
    weeks = "b2b-art24-first-instance"
    assert limit(office, case_id, weeks).legal_end == date(2026, 12, 17)
    day = {"state": "FR", "day": date(2026, 12, 17), "name": "Day of the Official Journal"}
    added = office.do(add_holiday, {**day, "source": "Official Journal", "works": False}).result
    assert limit(office, case_id, weeks).legal_end == date(2026, 12, 18)
    assert date(2026, 12, 17) in dict(office.ask(holidays_of, "FR", 2026))
    office.do(drop_holiday, added)
    assert limit(office, case_id, weeks).legal_end == date(2026, 12, 17)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"day": date(2026, 12, 25), "name": "Christmas"}, "day"),
        ({"day": date(2026, 12, 22), "works": True}, "works"),
        ({"day": date(2026, 12, 22), "name": None}, "name"),
        ({"day": date(2026, 12, 22), "name": "Feast", "source": ""}, "source"),
    ],
)
def test_a_correction_that_corrects_nothing_is_refused(
    office: Office, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        office.do(add_holiday, {"state": "FR", "works": False, "source": "Official Journal", **values})
    assert refused.value.field == field


def test_a_holiday_struck_out_is_a_working_day(office: Office) -> None:
    values = {"state": "FR", "day": date(2026, 12, 25), "works": True, "source": "Official Journal"}
    office.do(add_holiday, values)
    assert date(2026, 12, 25) not in dict(office.ask(holidays_of, "FR", 2026))


def test_a_target_warns_only_once_it_is_settled(office: Office, case_id: int) -> None:
    contact = limit(office, case_id, "int-first-contact")
    assert contact.proposed and contact.due == date(2026, 11, 24)
    assert "int-first-contact" not in {line.deadline.id for line in office.ask(due) if line.deadline}
    office.do(settle_targets, seen=office.ask(settings).version, targets={"int-first-contact": 2})
    settled = limit(office, case_id, "int-first-contact")
    assert not settled.proposed and settled.due == date(2026, 11, 25)
    assert "int-first-contact" in {line.deadline.id for line in office.ask(due) if line.deadline}
    found = {target.id: target.settled for target in office.ask(lawbook).targets}
    assert found["int-first-contact"] is not None and found["int-first-contact"].n == 2
    assert found["int-urgent-check"] is None


def test_targets_may_hold_from_a_later_day(office: Office, case_id: int) -> None:
    seen = office.ask(settings).version
    office.do(settle_targets, seen=seen, targets={"int-first-contact": 2}, valid_from=date(2026, 12, 1))
    assert limit(office, case_id, "int-first-contact").proposed
    with pytest.raises(Invalid):
        office.do(settle_targets, seen=office.ask(settings).version, targets={"int-first-contact": -1})
    with pytest.raises(Refused):
        office.do(settle_targets, seen=office.ask(settings).version, targets={"int-other": 1})


def test_a_correction_is_itself_corrected(office: Office, case_id: int) -> None:
    office.do(add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 11, 5)})
    day = {"state": "FR", "day": date(2026, 12, 16), "name": "Feast", "source": "Journal", "works": False}
    added = office.do(add_holiday, day).result
    office.do(add_holiday, {**day, "day": date(2026, 12, 22)})
    assert limit(office, case_id, "b2b-art24-first-instance").legal_end == date(2026, 12, 17)
    office.do(change_holiday, added, seen=1, changes={"day": date(2026, 12, 17)})
    assert limit(office, case_id, "b2b-art24-first-instance").legal_end == date(2026, 12, 18)
    for changes, field in (
        ({"day": date(2026, 12, 22)}, "day"), ({"day": date(2026, 12, 25)}, "day"),
        ({"works": True}, "works"), ({"name": None}, "name"), ({"source": " "}, "source"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            office.do(change_holiday, added, seen=2, changes=changes)
        assert refused.value.field == field


def on(vault: Vault, day: date) -> Office:
    """The office on another day."""
    return Office(vault, 1, clock=lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def settle(office: Office, valid_from: date | None = None, **targets: int | None) -> None:
    named = {name.replace("_", "-"): value for name, value in targets.items()}
    office.do(settle_targets, seen=office.ask(settings).version, targets=named, valid_from=valid_from)


def test_what_began_before_a_target_changed_keeps_what_held(
    office: Office, case_id: int, vault: Vault
) -> None:
    settle(office, int_first_contact=2)
    settle(office, date(2026, 12, 1), int_first_contact=4)
    later = on(vault, date(2026, 12, 1))
    assert limit(later, case_id, "int-first-contact").due == date(2026, 11, 25)
    assert limit(later, to(later, "FR"), "int-first-contact").due == date(2026, 12, 7)
    target = next(each for each in later.ask(lawbook).targets if each.id == "int-first-contact")
    assert target.settled is not None and (target.settled.n, target.since) == (4, date(2026, 12, 1))


def test_a_target_settled_first_counts_for_what_runs_already(
    office: Office, case_id: int, vault: Vault
) -> None:
    later = on(vault, date(2026, 12, 1))
    settle(later, int_first_contact=9)
    assert limit(later, case_id, "int-first-contact").due == date(2026, 12, 4)
    settle(later, int_first_contact=None)
    assert limit(later, case_id, "int-first-contact").proposed


def test_what_changes_today_is_not_lost_where_something_is_planned(office: Office, vault: Vault) -> None:
    settle(office, date(2026, 12, 1), int_first_contact=2)
    office.do(set_ladder, seen=office.ask(settings).version, days=[9])
    settle(office, int_first_contact=3, int_urgent_check=1)
    settle(office, date(2026, 12, 1), int_mediator_pair=6)
    (planned,) = office.ask(lawbook).planned
    assert [target.id for target in planned.targets] == ["int-first-contact", "int-mediator-pair"]
    later = on(vault, date(2026, 12, 2)).ask(settings)
    assert later.alert_days == [9]
    assert later.targets == {"int-first-contact": 2, "int-urgent-check": 1, "int-mediator-pair": 6}


def test_what_is_planned_can_be_removed(office: Office, vault: Vault) -> None:
    settle(office, date(2026, 12, 1), int_first_contact=2)
    (planned,) = office.ask(lawbook).planned
    office.do(drop_planned_settings, planned.bureau_id)
    assert on(vault, date(2026, 12, 2)).ask(settings).targets == {}
    with pytest.raises(Refused, match="hold already"):
        office.do(drop_planned_settings, office.ask(settings).id)
    with pytest.raises(Refused, match="No target would change"):
        settle(office, int_first_contact=None)


def test_two_managers_who_settle_targets_are_told(office: Office) -> None:
    settle(office, int_first_contact=2)
    seen = office.ask(settings).version
    settle(office, int_urgent_check=1)
    with pytest.raises(Refused, match="meanwhile"):
        office.do(settle_targets, seen=seen, targets={"int-mediator-pair": 3})


def test_what_is_planned_keeps_what_is_changed_meanwhile(office: Office) -> None:
    """Neither a second target from the same day nor a change today is lost when the day comes."""
    later = date(2026, 12, 1)
    office.do(settle_targets, seen=office.ask(settings).version, targets={"int-first-contact": 2},
              valid_from=later)  # fmt: skip
    office.do(set_ladder, seen=office.ask(settings).version, days=[45, 10, 1])
    office.do(set_ladder, seen=office.ask(settings).version, days=[50, 10, 1])
    assert office.ask(settings).targets == {}
    then = Office(office.vault, 1, clock=lambda: datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert then.ask(settings).alert_days == [50, 10, 1]
    assert then.ask(settings).targets == {"int-first-contact": 2}


def test_what_is_planned_itself_is_not_overruled_by_a_change_before(office: Office) -> None:
    office.do(settle_targets, seen=office.ask(settings).version, targets={"int-first-contact": 2},
              valid_from=date(2026, 12, 1))  # fmt: skip
    office.do(settle_targets, seen=office.ask(settings).version, targets={"int-first-contact": 5})
    then = Office(office.vault, 1, clock=lambda: datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert office.ask(settings).targets == {"int-first-contact": 5}
    assert then.ask(settings).targets == {"int-first-contact": 2}


def test_the_ladder_of_warnings(office: Office) -> None:
    assert office.ask(settings).alert_days == [60, 30, 14, 7, 3, 1]
    office.do(set_ladder, seen=office.ask(settings).version, days=[1, 45, 10, 10])
    assert office.ask(settings).alert_days == [45, 10, 1]
    for wrong in ([], [0, 3], [400]):
        with pytest.raises(Invalid):
            office.do(set_ladder, seen=office.ask(settings).version, days=wrong)
