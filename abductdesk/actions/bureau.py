"""The bureau's dated settings, its staff, and each person's own preferences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions.office import EVERYBODY, Look, Office, Work, action, query
from abductdesk.faults import Invalid
from abductdesk.models import Bureau, Staff
from abductdesk.store import journal
from abductdesk.store.vault import Vault
from abductdesk.terms import StaffRole

SETTINGS_STAFF = frozenset({StaffRole.MANAGER, StaffRole.ADMINISTRATOR})
FIRST_ROLES = (StaffRole.ADMINISTRATOR, StaffRole.MANAGER, StaffRole.CASEWORKER)


def found_bureau(vault: Vault, *, bureau: str, person: str, today: date, staff_id: int = 1) -> Office:
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
        )
    return Office(vault, staff_id)


def bureau_now(look: Look) -> Bureau:
    """The settings that hold today: the newest that has begun, else the oldest."""
    newest = select(Bureau).order_by(Bureau.valid_from.desc(), Bureau.id.desc())
    found = look.session.scalars(newest).all()
    begun = [settings for settings in found if settings.valid_from <= look.today]
    return begun[0] if begun else found[-1]


def bureau_version(look: Look) -> tuple[int, int]:
    """Changes whenever the settings in force change."""
    settings = bureau_now(look)
    return settings.id, settings.version


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
    """Change the bureau's settings, from today or a later day; what held before is kept.

    Settings planned for a day after that take the change over, but for what they themselves change.
    """
    current = bureau_now(work)
    begins = valid_from or work.today
    if begins < work.today:
        raise Invalid("valid_from", "Settings cannot change in the past. Choose today or a later day.")
    planned = list(work.session.scalars(_planned(work, current)))
    base = next((each for each in reversed(planned) if each.valid_from <= begins), current)
    held = {name: getattr(base, name) for name in changes}
    if base.valid_from == begins:
        work.change(base, seen if base is current else base.version, changes)
    else:
        kept = {
            attribute.key: getattr(base, attribute.key)
            for attribute in Bureau.__mapper__.column_attrs
            if attribute.key not in {"id", "version", "valid_from"}
        }
        work.add(Bureau(), **{**kept, **changes, "valid_from": begins})
    for later in (each for each in planned if each.valid_from > begins):
        untouched = {name: value for name, value in changes.items() if getattr(later, name) == held[name]}
        if untouched:
            work.change(later, later.version, untouched)


def _planned(look: Look, current: Bureau) -> Any:
    """The settings that begin after those in force, the earliest first."""
    after = select(Bureau).where(Bureau.valid_from > look.today, Bureau.id != current.id)
    return after.order_by(Bureau.valid_from, Bureau.id)


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
