"""The clock of the six weeks in which a court should decide, as the header of a case shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from abductdesk.actions.deadlines import Assessed, as_day
from abductdesk.terms import Status

# The later instance first: once an appeal is ready, its six weeks are the ones that run.
CLOCKS = ("b2b-art24-appeal", "b2b-art24-first-instance", "hague80-art11-six-weeks")


@dataclass(frozen=True)
class SixWeeks:
    """Day `day` of `days`; beyond `days` the court is over its time."""

    day: int
    days: int


def six_weeks(assessed: Assessed, today: date) -> SixWeeks | None:
    """The clock that runs, or None. The day the court was seised is day 0, as in the Regulation."""
    running = {line.id: line for line in assessed.deadlines if line.status in (Status.OPEN, Status.MISSED)}
    for wanted in CLOCKS:
        line = running.get(wanted)
        end = as_day(line.due) if line is not None else None
        if line is not None and line.start is not None and end is not None:
            return SixWeeks((today - line.start).days, (end - line.start).days)
    return None
