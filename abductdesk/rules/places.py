"""Where a party lives, as art. 55 of the Belgian Judicial Code sees it: the days of distance.

Source: Judicial Code, art. 55, read on 22 November 2026. What counts as Europe is not defined there: the
Council of Europe's states, Belarus, Russia, the Vatican and Kosovo are taken as such.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel import Locale

_NEIGHBOURS = frozenset({"NL", "DE", "LU", "FR", "GB"})
_EUROPE = frozenset({
    "AD", "AL", "AM", "AT", "AZ", "BA", "BG", "BY", "CH", "CY", "CZ", "DK", "EE", "ES", "FI", "GE",
    "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LV", "MC", "MD", "ME", "MK", "MT", "NO", "PL",
    "PT", "RO", "RS", "RU", "SE", "SI", "SK", "SM", "TR", "UA", "VA", "XK",
})  # fmt: skip
_UNCLEAR_EUROPE = frozenset({"AM", "AZ", "GE", "RU", "TR"})
# overseas territories by the state they belong to: the shorter of the two candidates
_OVERSEAS = {
    **dict.fromkeys(["BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "WF", "YT"], "FR"),
    **dict.fromkeys(["AW", "BQ", "CW", "SX"], "NL"),
    **dict.fromkeys(["AI", "BM", "FK", "GG", "GI", "IM", "IO", "JE", "KY", "MS", "SH", "TC", "VG"], "GB"),
    **dict.fromkeys(["FO", "GL"], "DK"),
    "AX": "FI",
    "SJ": "NO",
}


@cache
def known(code: str) -> bool:
    """Whether this is the ISO 3166 code of a state or territory."""
    return len(code) == 2 and code.isalpha() and code in map(str, Locale.parse("en").territories)


@dataclass(frozen=True, slots=True)
class Distance:
    """Days added for a party without a Belgian address; `unclear` where the text leaves the place open."""

    days: int
    unclear: bool = False


def distance(lives_in: str) -> Distance:
    """The days of art. 55 for a party who lives in this state: 15, 30 or 80, none in Belgium or in a place
    that is no known state."""
    if lives_in == "BE" or not known(lives_in):
        return Distance(0)
    overseas = _OVERSEAS.get(lives_in)
    place = overseas or lives_in
    if place in _NEIGHBOURS:
        return Distance(15, overseas is not None)
    if place in _EUROPE:
        return Distance(30, overseas is not None or place in _UNCLEAR_EUROPE)
    return Distance(80)
