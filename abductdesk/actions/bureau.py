"""The bureau's dated settings, its staff, and each person's own preferences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from abductdesk.actions.office import EVERYBODY, Look, Office, Work, action, query
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Bureau, Staff
from abductdesk.store import journal
from abductdesk.store.vault import Vault
from abductdesk.terms import StaffRole

SETTINGS_STAFF = frozenset({StaffRole.MANAGER, StaffRole.ADMINISTRATOR})
FIRST_ROLES = (StaffRole.ADMINISTRATOR, StaffRole.MANAGER, StaffRole.CASEWORKER)


def found_bureau(
    vault: Vault, *, bureau: str, person: str, today: date, staff_id: int = 1, at: datetime | None = None
) -> Office:
    """Write the first records of a new vault: the bureau and its first person; returns the office."""
    with vault.writing() as session:
        first = Staff(id=staff_id, name=person.strip(), roles=[role.value for role in FIRST_ROLES])
        settings = Bureau(valid_from=today, name=bureau.strip())
        session.add_all([first, settings])
        session.flush()
        journal.append(
            session,
            staff_id=staff_id,
            action="found_bureau",
            record_kind=Staff.__tablename__,
            record_id=staff_id,
            detail=None,
            subjects=[],
            at=at,
        )
    return Office(vault, staff_id)


def settings_on(look: Look, day: date) -> Bureau:
    """The settings that hold on a day: the newest that has begun by then, else the oldest."""
    newest = select(Bureau).order_by(Bureau.valid_from.desc(), Bureau.id.desc())
    found = look.session.scalars(newest).all()
    begun = [settings for settings in found if settings.valid_from <= day]
    return begun[0] if begun else found[-1]


def bureau_now(look: Look) -> Bureau:
    """The settings that hold today."""
    return settings_on(look, look.today)


def targets_now(look: Look) -> dict[str, tuple[tuple[date, int], ...]]:
    """The office targets that are settled today: each value with the day from which it holds."""
    begun = select(Bureau).where(Bureau.valid_from <= look.today).order_by(Bureau.valid_from, Bureau.id)
    found: dict[str, list[tuple[date, int]]] = {name: [] for name in bureau_now(look).targets}
    for settings in look.session.scalars(begun):
        for name, values in found.items():
            value = settings.targets.get(name)
            if value is not None and (not values or values[-1][1] != value):
                values.append((settings.valid_from, value))
    return {name: tuple(values) for name, values in found.items() if values}


def closed_days(look: Look) -> tuple[date, ...]:
    """Days on which the bureau is closed besides public holidays."""
    return tuple(date.fromisoformat(day) for day in bureau_now(look).closed_days)


@query(EVERYBODY)
def settings(look: Look) -> Bureau:
    """The bureau's settings that hold today."""
    return bureau_now(look)


@action(SETTINGS_STAFF)
def change_settings(
    work: Work, *, seen: int, changes: Mapping[str, Any], valid_from: date | None = None
) -> None:
    """Change the bureau's settings, from today or a later day; what held before is kept, and what is planned
    for later days takes the change over where it planned nothing else."""
    begins = valid_from or work.today
    if begins < work.today:
        raise Invalid("valid_from", "Settings cannot change in the past. Choose today or a later day.")
    base = settings_on(work, begins)
    held = {name: getattr(base, name) for name in _SETTINGS}
    if base.valid_from == begins:
        work.change(base, seen if base.valid_from <= work.today else base.version, changes)
    else:
        base = work.add(Bureau(), **{**held, **changes, "valid_from": begins})
    for name in changes:
        _carry(work, begins, name, held[name], getattr(base, name))


_SETTINGS = tuple(
    attribute.key
    for attribute in Bureau.__mapper__.column_attrs
    if attribute.key not in {"id", "version", "valid_from"}
)


def _carry(work: Work, begins: date, name: str, before: Any, now: Any) -> None:
    """Give a changed value to settings that begin later and had only copied the old one."""
    entries = isinstance(before, dict)  # the targets are planned one by one
    left = {key for key in {*before, *now} if before.get(key) != now.get(key)} if entries else {name}
    later = select(Bureau).where(Bureau.valid_from > begins).order_by(Bureau.valid_from, Bureau.id)
    for settings in list(work.session.scalars(later)):
        kept = getattr(settings, name)
        if entries:
            left = {key for key in left if kept.get(key) == before.get(key)}
            carried: Any = {key: now.get(key) if key in left else kept.get(key) for key in {*kept, *left}}
            carried = {key: value for key, value in carried.items() if value is not None}
        else:
            left, carried = (left, now) if kept == before else (set(), kept)
        if not left:
            return
        work.assign(settings, **{name: carried})


@action(SETTINGS_STAFF)
def drop_planned_settings(work: Work, bureau_id: int) -> None:
    """Take back settings that have not begun yet."""
    planned = work.get(Bureau, bureau_id)
    if planned.valid_from <= work.today:
        raise Refused("These settings hold already. Change them instead.")
    work.remove(planned)


@query(EVERYBODY)
def newest_entry(look: Look) -> int:
    """The number of the journal's last entry: it grows when anybody, in any window, did something."""
    return journal.head(look.session.connection())[0]


@query(EVERYBODY)
def staff_list(look: Look) -> list[Staff]:
    """Everybody who works here, by name."""
    return list(look.session.scalars(select(Staff).order_by(Staff.name)))


@query(EVERYBODY)
def preferences(look: Look) -> dict[str, Any]:
    """One's own preferences."""
    return dict(look.staff.preferences)


@action(EVERYBODY)
def prefer(work: Work, wishes: Mapping[str, Any]) -> None:
    """Keep one's own preferences: language, theme, size of text."""
    me = work.get(Staff, work.staff.id)
    work.assign(me, preferences={**me.preferences, **wishes})


@action(EVERYBODY)
def change_own_details(work: Work, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change one's own name, phone or e-mail as letters state them."""
    allowed = {name: value for name, value in changes.items() if name in {"name", "phone", "email"}}
    work.change(work.get(Staff, work.staff.id), seen, allowed)
