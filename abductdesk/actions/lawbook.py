"""What the bureau settled for all cases: states it verified, public holidays it corrected, office targets,
the ladder of warnings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions.bureau import (
    SETTINGS_STAFF,
    bureau_now,
    change_settings,
    settings_on,
    targets_now,
)
from abductdesk.actions.facts import office_facts
from abductdesk.actions.office import CASE_STAFF, EVERYBODY, Look, Work, action, query
from abductdesk.faults import Changed, Invalid, Refused
from abductdesk.i18n import Country, Message
from abductdesk.models import Bureau, HolidayChange, Staff, VerifiedState
from abductdesk.models.base import fields_of
from abductdesk.rules import calendars
from abductdesk.rules.calendars import Calendar
from abductdesk.rules.periods import Period
from abductdesk.rules.registry import RULES
from abductdesk.rules.rule import Rule
from abductdesk.terms import Nature

LONGEST_TARGET = 250
LONGEST_WARNING = 365


@dataclass(frozen=True)
class Target:
    """An office target: what the program proposes, and what the bureau settled since when (None: not yet)."""

    id: str
    name: Message
    proposed: Period
    settled: Period | None
    since: date | None


@dataclass(frozen=True)
class Planned:
    """Settings that begin on a later day, with the targets that they change."""

    bureau_id: int
    begins: date
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class Lawbook:
    """Everything settled for all cases, with the settings it is kept in; `staff`: names by id."""

    bureau: Bureau
    verified: tuple[VerifiedState, ...]
    holidays: tuple[HolidayChange, ...]
    targets: tuple[Target, ...]
    planned: tuple[Planned, ...]
    staff: Mapping[int, str]


@query(EVERYBODY)
def lawbook(look: Look) -> Lawbook:
    """What holds today, and what is planned."""
    bureau, since = bureau_now(look), {name: values[-1][0] for name, values in targets_now(look).items()}
    return Lawbook(
        bureau=bureau,
        verified=tuple(look.session.scalars(select(VerifiedState).order_by(VerifiedState.state))),
        holidays=tuple(
            look.session.scalars(select(HolidayChange).order_by(HolidayChange.state, HolidayChange.day))
        ),
        targets=tuple(_target(rule, bureau, since.get(rule.id)) for rule in _targets()),
        planned=_planned(look, bureau),
        staff={row.id: row.name for row in look.session.execute(select(Staff.id, Staff.name))},
    )


def _targets() -> list[Rule]:
    return [rule for rule in RULES if rule.nature is Nature.TARGET and rule.period is not None]


def target_names() -> dict[str, Message]:
    """What the office targets are called, by the id of their limit."""
    return {rule.id: rule.name for rule in _targets()}


def _target(rule: Rule, bureau: Bureau, since: date | None) -> Target:
    assert rule.period is not None
    number = bureau.targets.get(rule.id)
    settled = Period(number, rule.period.unit) if number is not None else None
    return Target(rule.id, rule.name, rule.period, settled, since)


def _planned(look: Look, before: Bureau) -> tuple[Planned, ...]:
    found: list[Planned] = []
    later = select(Bureau).where(Bureau.valid_from > look.today).order_by(Bureau.valid_from, Bureau.id)
    for bureau in look.session.scalars(later):
        old, new = before.targets, bureau.targets
        changed = [rule for rule in _targets() if old.get(rule.id) != new.get(rule.id)]
        targets = tuple(_target(rule, bureau, bureau.valid_from) for rule in changed)
        found.append(Planned(bureau.id, bureau.valid_from, targets))
        before = bureau
    return tuple(found)


@query(EVERYBODY)
def holidays_of(look: Look, state: str, year: int) -> list[tuple[date, Message]]:
    """The public holidays of a state in a year, as the rules count with them."""
    calendars.require(state)
    calendar = office_facts(look).calendar(state) or Calendar(state)
    days = {*calendars.year_of(state, year), *(day for day, _ in calendar.added if day.year == year)}
    return [(day, calendar.holiday_name(day)) for day in sorted(days) if calendar.is_holiday(day)]


@action(CASE_STAFF)
def verify_state(work: Work, values: Mapping[str, Any], *, seen: int = 0) -> int:
    """Record what the official status table says of a state and Belgium; one record a state, corrected later.

    From then on it counts for every case with that state. `seen` is the version that is corrected, 0 for a
    state of which nothing is recorded yet.
    """
    day = values.get("verified_on")
    if isinstance(day, date) and day > work.today:
        raise Invalid("verified_on", "{day} lies in the future.", day=day)
    if values.get("state") == "BE":
        raise Invalid("state", "Choose the other state: the table is read for it and Belgium.")
    known = work.session.scalar(select(VerifiedState).where(VerifiedState.state == values.get("state")))
    if known is None and seen:
        raise Refused("This record is no longer there. Refresh the screen.")
    if known is None:
        return work.add(VerifiedState(staff_id=work.staff.id), **values).id
    if not seen:
        raise Invalid("state", "This state is recorded already. Correct it in the list of states.")
    work.change(known, seen, values)
    work.assign(known, staff_id=work.staff.id)
    return known.id


@action(CASE_STAFF)
def forget_state(work: Work, verified_id: int) -> None:
    """Take back what was recorded of a state: the table of the program counts again."""
    work.remove(work.get(VerifiedState, verified_id))


@action(CASE_STAFF)
def add_holiday(work: Work, values: Mapping[str, Any]) -> int:
    """Add a public holiday that the calendar of a state lacks, or strike out one that it has wrongly."""
    _check_holiday(work, None, values)
    return work.add(HolidayChange(), **values).id


@action(CASE_STAFF)
def change_holiday(work: Work, change_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Correct an entry of the list."""
    change = work.get(HolidayChange, change_id)
    held = {name: getattr(change, name) for name in fields_of(HolidayChange)}
    _check_holiday(work, change_id, {**held, **changes})
    work.change(change, seen, changes)


def _check_holiday(work: Work, change_id: int | None, values: Mapping[str, Any]) -> None:
    state, day, works = values.get("state"), values.get("day"), bool(values.get("works"))
    if isinstance(state, str) and isinstance(day, date):
        calendars.require(state)
        same = HolidayChange.state == state, HolidayChange.day == day
        if work.session.scalar(select(HolidayChange.id).where(*same)) not in (None, change_id):
            raise Invalid("day", "This day of {state} is already in the list.", state=Country(state))
        holiday = Calendar(state).is_holiday(day)
        if works and not holiday:
            raise Invalid("works", "The calendar has no holiday on that day.")
        if holiday and not works:
            raise Invalid("day", "The calendar has that holiday already.")
    if not works and not values.get("name"):
        raise Invalid("name", "Say what the holiday is called.")


@action(CASE_STAFF)
def drop_holiday(work: Work, change_id: int) -> None:
    """Take a correction of a calendar back."""
    work.remove(work.get(HolidayChange, change_id))


@action(SETTINGS_STAFF)
def settle_targets(
    work: Work, *, seen: int, targets: Mapping[str, int | None], valid_from: date | None = None
) -> None:
    """Settle office targets, from today or a later day; None leaves one as a proposal that warns nobody, and
    what is not named stays as it is on that day."""
    known = {rule.id for rule in _targets()}
    for name, value in targets.items():
        if name not in known:
            raise Refused("There is no such target.")
        if value is not None and not 0 <= value <= LONGEST_TARGET:
            raise Invalid(name, "Write a whole number from 0 to {most}.", most=LONGEST_TARGET)
    held = settings_on(work, valid_from or work.today).targets
    settled = {name: value for name, value in {**held, **targets}.items() if value is not None}
    if settled == held:
        raise Refused("No target would change. Enter a number, or leave one empty, first.")
    try:
        change_settings(work, seen=seen, changes={"targets": settled}, valid_from=valid_from)
    except Changed:
        raise Refused("Somebody else changed the targets meanwhile. Open this form again.") from None


@action(SETTINGS_STAFF)
def set_ladder(work: Work, *, seen: int, days: Sequence[int]) -> None:
    """Set the days before a deadline at which people are warned, from today on."""
    ladder = sorted(set(days), reverse=True)
    if not ladder or ladder[-1] < 1 or ladder[0] > LONGEST_WARNING:
        raise Invalid("days", "Write days between 1 and {most}, for example 60, 30, 14, 7, 3, 1.",
                      most=LONGEST_WARNING)  # fmt: skip
    change_settings(work, seen=seen, changes={"alert_days": ladder})
