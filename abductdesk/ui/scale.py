"""The scale of a timeline: which days it spans, where a day stands on it, and its ticks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date, format_skeleton

from abductdesk.i18n import Tongue

# Days before and after today.
SPANS = {"quarter": (28, 63), "year": (120, 260)}


@dataclass(frozen=True, slots=True)
class Scale:
    """From the first to the last day shown."""

    first: date
    last: date

    @classmethod
    def around(cls, span: str, today: date, starts: Sequence[date], ends: Sequence[date]) -> Scale:
        """The days of a span around today; "all" takes every start and end with some air."""
        if span in SPANS:
            before, after = SPANS[span]
            return cls(today - timedelta(days=before), today + timedelta(days=after))
        first, last = min([today, *starts]), max([today, *ends])
        air = timedelta(days=max((last - first).days // 20, 7))
        return cls(first - air, last + air)

    def place(self, day: date) -> float:
        """Where a day stands, 0 at the first and 1 at the last."""
        return (day - self.first).days / max((self.last - self.first).days, 1)


def ticks(scale: Scale, tongue: Tongue, most: int) -> list[tuple[date, str]]:
    """Weeks, months or years with their words, no more than there is room for."""
    days = (scale.last - scale.first).days
    most = max(most, 2)
    if days <= 7 * most and days <= 120:
        monday = scale.first + timedelta(days=-scale.first.weekday() % 7)
        weeks = [monday + timedelta(days=7 * at) for at in range(days // 7 + 1)]
        return [
            (day, format_skeleton("MMMd", day, locale=tongue.locale)) for day in weeks if day <= scale.last
        ]
    months = _months(scale)
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if len(months) / step <= most), 120)
    shown = [day for day in months if (day.year * 12 + day.month - 1) % step == 0]
    if step >= 12:
        return [(day, str(day.year)) for day in shown]
    pattern = "MMM" if days < 400 else "MMM yy"
    return [
        (day, str(day.year) if pattern == "MMM" and day.month == 1 else _month(day, pattern, tongue))
        for day in shown
    ]


def _month(day: date, pattern: str, tongue: Tongue) -> str:
    return format_date(day, pattern, locale=tongue.locale)


def _months(scale: Scale) -> list[date]:
    found, day = list[date](), scale.first.replace(day=1)
    while day <= scale.last:
        if day >= scale.first:
            found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found
