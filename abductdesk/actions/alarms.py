"""What must stand out on every tab of a case: a child near 16, and the year of Art. 12 nearly over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from abductdesk.actions.deadlines import Assessed, as_day, due_on
from abductdesk.rules.deadline import Deadline
from abductdesk.rules.periods import months_later
from abductdesk.terms import Status

AGE, YEAR = "hague80-art4-age-16", "hague80-art12-one-year"
_NEAR_YEAR = timedelta(weeks=8)
_HALF_A_YEAR = 6
_RUNS = (Status.OPEN, Status.EXTENDED, Status.BLOCKED)


class Kind(Enum):
    """Which of the two it is."""

    AGE = auto()
    YEAR = auto()


@dataclass(frozen=True)
class Alarm:
    """`day` is the 16th birthday, or the last day to begin proceedings; `child` the position of the child.

    `supposed`: only if the Convention is in force; `uncertain`: the birth date is not known to the day, and
    this is the earliest it can be.
    """

    kind: Kind
    day: date
    deadline: Deadline
    child: int | None = None
    supposed: bool = False
    uncertain: bool = False


def alarms(assessed: Assessed, today: date) -> tuple[Alarm, ...]:
    """The alarms of a case, the nearest first."""
    found = [*_ages(assessed, today), *_years(assessed, today)]
    return tuple(sorted(found, key=lambda alarm: (alarm.day, alarm.kind.value)))


def _ages(assessed: Assessed, today: date) -> Iterator[Alarm]:
    """Children of 15 and a half or older, while the Convention still counts for them."""
    for line in assessed.deadlines:
        if line.id != AGE or line.status not in (*_RUNS, Status.WAITING):
            continue
        last = as_day(line.due) or min(
            (as_day(other.date) or today for other in line.alternatives), default=None
        )
        if last is None:
            continue
        birthday = last + timedelta(days=1)
        if months_later(birthday, -_HALF_A_YEAR) <= today < birthday:
            blocked = line.status is Status.BLOCKED
            yield Alarm(
                Kind.AGE, birthday, line, next(iter(line.children), None), blocked,
                line.status is Status.WAITING,
            )  # fmt: skip


def _years(assessed: Assessed, today: date) -> Iterator[Alarm]:
    """The last day to begin proceedings for return, where it is nearer than eight weeks."""
    for line in assessed.deadlines:
        if line.id == YEAR and line.status in _RUNS:
            last = due_on(line)
            if last is not None and today <= last < today + _NEAR_YEAR:
                yield Alarm(Kind.YEAR, last, line, None, line.status is Status.BLOCKED)
