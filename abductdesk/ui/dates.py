"""Dates and times as people type them: 3/2/26, 3.2.2026, 2026-02-03, 3 feb, today, +14; 14:20, 14h20, 9.

parse_date("3/2/26", today) == date(2026, 2, 3)      # always day before month
parse_date("31-11-2026", today)                      # Refused: "November has 30 days. Use day-month-year, …"
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, time, timedelta

from babel.dates import get_month_names

from abductdesk.faults import Refused
from abductdesk.i18n import N_, Tongue

_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})(?:[-/. ]+(\d{4}|\d{2}))?[.]?")
_PACKED = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})[. ]*(?:de |d')?([^\W\d_]{3,})[. ]*(?:de )?(\d{4}|\d{2})?")
_SHIFT = re.compile(r"([+-]\d{1,4})")
_TIME = re.compile(r"(\d{1,2})(?:[:.hu ]\s*(\d{2})?|(\d{2}))?\s*(?:h|u|uhr)?")
# Years written with two digits up to this many years ahead belong to this century.
_AHEAD = 10


def parse_date(text: str, today: date, tongue: Tongue | None = None) -> date:
    """The day that was typed. Raises `Refused` saying what is wrong and how to write it."""
    spoken = tongue or Tongue("en")
    typed = _plain(text)
    for offset, word in ((0, N_("today")), (-1, N_("yesterday")), (1, N_("tomorrow"))):
        if typed in (word, _plain(spoken.text(word))):
            return today + timedelta(days=offset)
    if found := _SHIFT.fullmatch(typed):
        return today + timedelta(days=int(found[1]))
    if found := _YEAR_FIRST.fullmatch(typed):
        return _day(int(found[1]), int(found[2]), int(found[3]), spoken, today)
    if found := _DAY_FIRST.fullmatch(typed) or _PACKED.fullmatch(typed):
        return _day(_year(found[3], today), int(found[2]), int(found[1]), spoken, today)
    if found := _NAMED.fullmatch(typed):
        return _day(_year(found[3], today), _month(found[2], spoken, today), int(found[1]), spoken, today)
    raise Refused("This is not a date. Use day-month-year, for example {example}.", example=_example(today))


def parse_time(text: str) -> time:
    """The time that was typed. Raises `Refused`."""
    found = _TIME.fullmatch(text.strip().lower())
    if found:
        hour, minute = int(found[1]), int(found[2] or found[3] or 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise Refused("This is not a time of day. Use hours and minutes, for example {example}.", example="14:30")


def typed_date(day: date) -> str:
    """A day as the field shows it for editing."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def typed_time(moment: time) -> str:
    """A time as the field shows it for editing."""
    return f"{moment.hour:02}:{moment.minute:02}"


def _plain(text: str) -> str:
    """Small letters without accents, single spaces."""
    flat = unicodedata.normalize("NFKD", " ".join(text.split()).casefold())
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


def _year(written: str | None, today: date) -> int:
    if written is None:
        return today.year
    if len(written) == 4:
        return int(written)
    near = today.year // 100 * 100 + int(written)
    return near if near <= today.year + _AHEAD else near - 100


def _month(word: str, tongue: Tongue, today: date) -> int:
    fitting: set[int] = set()
    for locale in {str(tongue.locale), "en_GB"}:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=locale).items():
                plain = _plain(str(name)).rstrip(".")
                if plain == word:
                    return int(number)
                if plain.startswith(word):
                    fitting.add(int(number))
    if len(fitting) == 1:
        return fitting.pop()
    raise Refused(
        "This month is not known. Use day-month-year, for example {example}.", example=_example(today)
    )


def _day(year: int, month: int, day: int, tongue: Tongue, today: date) -> date:
    if not 1900 <= year <= 2199:
        raise Refused("The year must lie between 1900 and 2199. Check the year.")
    if not 1 <= month <= 12:
        raise Refused(
            "There is no month {month}. Use day-month-year, for example {example}.",
            month=str(month),
            example=_example(today),
        )
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = get_month_names("wide", context="stand-alone", locale=tongue.locale)[month]
        raise Refused(
            "{month} has {days} days. Use day-month-year, for example {example}.",
            month=name[:1].upper() + name[1:],
            days=last,
            example=typed_date(date(year, month, last)),
        )
    return date(year, month, day)


def _example(today: date) -> str:
    return typed_date(today)
