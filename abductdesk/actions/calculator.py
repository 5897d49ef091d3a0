"""The date calculator: one period counted by hand, with every step, by the bureau's corrected calendars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from abductdesk.actions.facts import office_facts
from abductdesk.actions.office import Look, query
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import Country
from abductdesk.rules.calendars import BELGIAN
from abductdesk.rules.counting import Count, Recourse, Regime, count
from abductdesk.rules.office_days import office
from abductdesk.rules.periods import LONGEST, Period, Unit
from abductdesk.rules.states import BELGIUM
from abductdesk.terms import Notification

__all__ = ["UNITS", "Asked", "Count", "Recourse", "Regime", "Unit", "calculate"]

UNITS: dict[Regime, tuple[Unit, ...]] = {
    Regime.EU_1182: tuple(Unit),
    Regime.BE_CJ: (Unit.DAY, Unit.WORKING_DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR),
    Regime.CAL: (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR),
    Regime.OFFICE: (Unit.WORKING_DAY,),
}
"""Which units each way of counting knows."""


@dataclass(frozen=True)
class Asked:
    """What is to be counted. `how`, `recourse` and `lives_in` matter to the Belgian count only, `time` to
    hours; `state` is whose public holidays count (the office has its own)."""

    regime: Regime
    start: date | None
    n: int | None
    unit: Unit
    state: str | None = BELGIUM
    time: time | None = None
    how: Notification | None = None
    recourse: Recourse = Recourse.NONE
    lives_in: str | None = None


@query()
def calculate(look: Look, asked: Asked) -> Count:
    """The dates with their sum in words. Raises `Invalid`, naming what is missing or cannot be."""
    start, length = _start(asked), _length(asked)
    facts = office_facts(look)
    try:
        if asked.regime is Regime.OFFICE:
            return office(asked.start or look.today, length, facts.closed, facts.calendar(BELGIUM) or BELGIAN)
        if asked.state is None:
            raise Invalid("state", "Choose the state whose public holidays count.")
        calendar = facts.calendar(asked.state)
        if calendar is None:
            raise Invalid(
                "state",
                "The public holidays of {state} are not known to this program. Count by hand.",
                state=Country(asked.state),
            )
        return count(
            asked.regime, start, length, calendar, how=asked.how, recourse=asked.recourse,
            lives_in=asked.lives_in,
        )  # fmt: skip
    except Invalid:
        raise
    except OverflowError:
        raise Invalid("n", "The end of this period lies outside the calendar.") from None
    except Refused as refused:
        raise Invalid(
            "n" if asked.unit is not Unit.HOUR else "state", refused.text, **refused.values
        ) from None


def _start(asked: Asked) -> date | datetime:
    if asked.start is None:
        raise Invalid("start", "Enter the day the period starts from.")
    if asked.unit is not Unit.HOUR:
        return asked.start
    if asked.time is None:
        raise Invalid("time", "Hours run from a time: enter it too.")
    return datetime.combine(asked.start, asked.time)


def _length(asked: Asked) -> Period:
    if asked.n is None:
        raise Invalid("n", "Enter how long the period is.")
    if asked.n < 1 and not (asked.n == 0 and asked.regime is Regime.OFFICE):
        raise Invalid("n", "A period has at least one unit.")
    if asked.n > LONGEST[asked.unit]:
        raise Invalid(
            "n", "That is longer than this program counts: at most {most}.", most=LONGEST[asked.unit]
        )
    if asked.unit not in UNITS[asked.regime]:
        raise Invalid("unit", "This way of counting does not know that unit. Choose another.")
    return Period(asked.n, asked.unit)
