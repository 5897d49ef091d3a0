"""How fresh an entry of the directory is on a day: verified, soon to be verified again, lapsed; what ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.office import Look, query
from abductdesk.models import DirectoryEntry
from abductdesk.rules.periods import months_later
from abductdesk.terms import EntryKind, StaffRole

SOON = 60
"""Days before a verification or an accreditation ends from which people are told."""
PRESSING = 30
_DATED = select(
    DirectoryEntry.verified_on,
    DirectoryEntry.accredited_until,
    DirectoryEntry.left_on,
    DirectoryEntry.merged_into_id,
)
LISTED_ALWAYS = frozenset({EntryKind.AUTHORITY})  # public bodies: nobody's consent is needed to name them


class Standing(StrEnum):
    """Where an entry stands. Only verified ones, and those soon to be verified again, are given out."""

    VERIFIED = "verified"
    SOON = "soon"
    LAPSED = "lapsed"
    NEVER = "never"
    LEFT = "left"
    MERGED = "merged"

    @property
    def fresh(self) -> bool:
        return self in (Standing.VERIFIED, Standing.SOON)

    @property
    def current(self) -> bool:
        """Whether the entry still belongs to the directory."""
        return self not in (Standing.LEFT, Standing.MERGED)


def lapses_on(verified_on: date, months: int) -> date:
    """The last day on which a verification of that day holds, `months` later."""
    return months_later(verified_on, months)


def standing_of(entry: Any, today: date, months: int) -> Standing:
    """Where an entry (a record, or a row of its dates) stands today, verifications holding so many months."""
    if entry.merged_into_id is not None:
        return Standing.MERGED
    if entry.left_on is not None:
        return Standing.LEFT
    if entry.verified_on is None:
        return Standing.NEVER
    ends = lapses_on(entry.verified_on, months)
    if ends < today:
        return Standing.LAPSED
    return Standing.SOON if ends <= today + timedelta(days=SOON) else Standing.VERIFIED


def months_now(look: Look) -> int:
    """How many months a verification holds, as the bureau settled it."""
    return bureau_now(look).verify_months


@dataclass(frozen=True)
class Reminders:
    """What the directory asks of a manager today: entries whose verification has lapsed or never was
    (`overdue`) or lapses soon (`soon`); accreditations that ended, end within 30, within 60 days."""

    overdue: int
    soon: int
    ended: int
    within_30: int
    within_60: int

    @property
    def any(self) -> bool:
        return any((self.overdue, self.soon, self.ended, self.within_30, self.within_60))


@query()
def directory_reminders(look: Look) -> Reminders | None:
    """What is to be done about the directory; None for who is no manager."""
    if StaffRole.MANAGER not in look.staff.roles:
        return None
    months, entries = months_now(look), look.session.execute(_DATED).all()
    found = [standing_of(entry, look.today, months) for entry in entries]
    ends = [
        (entry.accredited_until - look.today).days
        for entry, standing in zip(entries, found, strict=True)
        if entry.accredited_until is not None and standing.current
    ]
    return Reminders(
        overdue=sum(each in (Standing.LAPSED, Standing.NEVER) for each in found),
        soon=found.count(Standing.SOON),
        ended=sum(days < 0 for days in ends),
        within_30=sum(0 <= days <= PRESSING for days in ends),
        within_60=sum(PRESSING < days <= SOON for days in ends),
    )


def roots(merged: Mapping[int, int]) -> dict[int, int]:
    """For each entry that was merged, the entry that stands for it now."""
    found = {}
    for gone in merged:
        root = gone
        while root in merged:
            root = merged[root]
        found[gone] = root
    return found
