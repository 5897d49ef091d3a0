"""Public holidays, weekends and clocks of each state, from the pinned `holidays` library.

Only its public category counts, nationwide. Where the Official Journal lists other days, the bureau records
them with their source, and they come with the facts of each case (`Calendar`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version
from zoneinfo import ZoneInfo

import holidays
from babel.core import get_global
from holidays.registry import COUNTRIES

from abductdesk.faults import Refused
from abductdesk.i18n import N_, Country, L, Message

LIBRARY_VERSION = version("holidays")
DAY = timedelta(days=1)
SATURDAY = 5
SUNDAY = 6
_CAPITALS = {"CY": "Asia/Nicosia", "DE": "Europe/Berlin", "ES": "Europe/Madrid", "PT": "Europe/Lisbon"}
_NAMES = {
    "New Year's Day": N_("New Year's Day"),
    "Epiphany": N_("Epiphany"),
    "Good Friday": N_("Good Friday"),
    "Easter": N_("Easter Sunday"),
    "Easter Sunday": N_("Easter Sunday"),
    "Easter Monday": N_("Easter Monday"),
    "Labor Day": N_("Labour Day"),
    "May Day": N_("Labour Day"),
    "Ascension Day": N_("Ascension Day"),
    "Pentecost": N_("Whit Sunday"),
    "Pentecost Monday": N_("Whit Monday"),
    "Corpus Christi": N_("Corpus Christi"),
    "National Day": N_("National Day"),
    "Independence Day": N_("Independence Day"),
    "Assumption Day": N_("Assumption Day"),
    "German Unity Day": N_("German Unity Day"),
    "All Saints' Day": N_("All Saints' Day"),
    "Armistice Day": N_("Armistice Day"),
    "Immaculate Conception": N_("Immaculate Conception"),
    "Christmas Eve": N_("Christmas Eve"),
    "Christmas Day": N_("Christmas Day"),
    "Second Day of Christmas": N_("Second Day of Christmas"),
    "Saint Stephen's Day": N_("Saint Stephen's Day"),
}


# from the registry: the library's own list loads the calendars of all 250 states
_SUPPORTED = frozenset(names[1] for names in COUNTRIES.values())


def known(state: str) -> bool:
    """Whether the library has a calendar for this state."""
    return state in _SUPPORTED


def require(state: str) -> None:
    """Refuse a state whose public holidays are not known."""
    if not known(state):
        raise Refused(
            "The public holidays of {state} are not known to this program. Count by hand.",
            state=Country(state),
        )


@cache
def _weekend(state: str) -> frozenset[int]:
    return frozenset(holidays.country_holidays(state).weekend)


@cache
def year_of(state: str, year: int) -> dict[date, str]:
    """The public holidays of one state in one year with their names in the library's English."""
    languages = holidays.country_holidays(state).supported_languages
    english = next((language for language in ("en_US", "en_GB") if language in languages), None)
    return dict(holidays.country_holidays(state, years=year, expand=False, language=english).items())


@dataclass(frozen=True, slots=True)
class Calendar:
    """The public holidays of one state, with what the bureau added or struck out against an official list.

    `added` are holidays that the library lacks, with their names; `removed` days that it has wrongly.
    """

    state: str
    added: tuple[tuple[date, str], ...] = ()
    removed: frozenset[date] = frozenset()

    def is_holiday(self, day: date) -> bool:
        """Whether the day is a public holiday there."""
        if self.added or self.removed:
            if day in self.removed:
                return False
            if any(day == other for other, _ in self.added):
                return True
        return day in year_of(self.state, day.year)

    def holiday_name(self, day: date) -> Message:
        """What the holiday is called, in words to be translated where they are common ones."""
        own = next((name for other, name in self.added if other == day), None)
        name = own if own is not None else year_of(self.state, day.year)[day]
        return L(_NAMES[name]) if name in _NAMES else L("{name} (public holiday)", name=name)

    def is_working_day(self, day: date, *, saturdays: bool = False) -> bool:
        """Not a Saturday, a Sunday or a public holiday (Regulation 1182/71, Art. 2(2); Judicial Code,
        art. 53); with `saturdays` a Saturday counts as one."""
        return day.weekday() < (SUNDAY if saturdays else SATURDAY) and not self.is_holiday(day)

    def working_day_from(self, day: date) -> date:
        """The first working day on or after `day`."""
        while not self.is_working_day(day):
            day += DAY
        return day

    def filing_day(self, day: date) -> date:
        """The last day on or before `day` on which a court of the state is open (its own weekend)."""
        while day.weekday() in _weekend(self.state) or self.is_holiday(day):
            day -= DAY
        return day


BELGIAN = Calendar("BE")


@cache
def zone(state: str) -> ZoneInfo:
    """The clock of the state; refuses states with several clocks, where the place would matter."""
    zones = get_global("territory_zones").get(state, [])
    name = _CAPITALS.get(state) or (zones[0] if len(zones) == 1 else None)
    if name is None:
        raise Refused("{state} has several clocks or none: count hours by hand.", state=Country(state))
    return ZoneInfo(name)
