"""Which state is bound to which, since when: `states.csv`, read once, and the answer for a pair."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from abductdesk.i18n import Country, L, Message

BELGIUM = "BE"
LISTED_BY = date(2009, 1, 1)  # these states stand in the list published with the 2008 statistics
# Singapore acceded after that list; Belgium had accepted when the Council decided (EU) 2015/1024
_BOUND_BY = {"SG": date(2015, 6, 15)}
BRUSSELS_IIB_FROM = date(2022, 8, 1)


class PairStatus(StrEnum):
    IN_FORCE = "in_force"
    NOT_IN_FORCE = "not_in_force"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class State:
    """One row of `states.csv`. `convention_since` is the state's own entry into force."""

    code: str
    name: str
    convention_since: date | None
    joined: str
    with_belgium: PairStatus | None
    with_belgium_since: date | None
    brussels_iia_from: date | None
    brussels_iia_to: date | None
    brussels_iib: bool
    hague_1996: bool | None
    luxembourg_1980: bool | None
    translation: str
    confidence: str
    administrative_agreement: bool
    note: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Whether the 1980 Convention is in force between two states on a day, and why."""

    status: PairStatus
    reason: Message
    since: date | None = None


@cache
def states() -> dict[str, State]:
    """All rows by ISO 3166 code."""
    with (Path(__file__).parent / "states.csv").open(encoding="utf-8", newline="") as lines:
        return {row["iso2"]: _state(row) for row in csv.DictReader(lines)}


def _state(row: dict[str, str]) -> State:
    status = row["hague_1980_with_belgium_status"]
    return State(
        code=row["iso2"],
        name=row["name"],
        convention_since=_day(row["hague_1980"]),
        joined=row["joined"],
        with_belgium=None if status == "home state" else PairStatus(status),
        with_belgium_since=_day(row["hague_1980_with_belgium_since"]),
        brussels_iia_from=_day(row["brussels_iia_from"]),
        brussels_iia_to=_day(row["brussels_iia_to"]),
        brussels_iib=row["brussels_iib"] == "true",
        hague_1996=_known(row["hague_1996"]),
        luxembourg_1980=_known(row["luxembourg_1980"]),
        translation=row["art24_languages"],
        confidence=row["confidence"],
        administrative_agreement=row["administrative_agreement_with_belgium"] == "true",
        note=row["note"],
    )


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _known(written: str) -> bool | None:
    return {"true": True, "false": False}.get(written)


def brussels_iib_pair(one: str, other: str) -> bool:
    """Both bound by Regulation 2019/1111 (all member states but Denmark)."""
    rows = states().get(one), states().get(other)
    return one != other and all(row is not None and row.brussels_iib for row in rows)


def brussels_iia_pair(one: str, other: str, on: date) -> bool:
    """Both bound by Regulation 2201/2003 on the day proceedings began."""
    return one != other and all(
        row is not None
        and row.brussels_iia_from is not None
        and row.brussels_iia_to is not None
        and row.brussels_iia_from <= on <= row.brussels_iia_to
        for row in (states().get(one), states().get(other))
    )


def both_bound(one: str | None, other: str | None, treaty: str) -> bool | None:
    """Whether a treaty (a column of the table) binds both states: None where that is not known. Two equal or
    missing states are no pair."""
    if one is None or other is None or one == other:
        return False
    rows = states().get(one), states().get(other)
    bound = [getattr(row, treaty) if row is not None else None for row in rows]
    if False in bound:
        return False
    return None if None in bound else True


@cache
def hague_pair(one: str, other: str, on: date) -> Pair:
    """The 1980 Convention between two states on the day of the removal or retention.

    Sources: `states.csv`; for a blank start date and for pairs without Belgium the rules of its notes
    (both ratified: the later entry into force; an accession on either side: not known).
    """
    rows = [states().get(code) for code in (one, other)]
    for code, row in zip((one, other), rows, strict=True):
        if row is None:
            reason = L("{state} is not in the table of states.", state=Country(code))
            return Pair(PairStatus.UNKNOWN, reason)
        if row.with_belgium is PairStatus.NOT_IN_FORCE:
            reason = L("{state} is not known to be a party to the 1980 Convention.", state=Country(code))
            return Pair(PairStatus.NOT_IN_FORCE, reason)
    first, second = (row for row in rows if row is not None)
    if BELGIUM in (one, other) and (first.with_belgium_since or second.with_belgium_since):
        return _with_belgium(second if one == BELGIUM else first, on)
    for row in (first, second):
        if row.convention_since is not None and on < row.convention_since:
            return _before(row.code, row.convention_since)
    if BELGIUM in (one, other):
        return _with_belgium(second if one == BELGIUM else first, on)
    if first.joined == second.joined == "ratified":
        since = max(filter(None, (first.convention_since, second.convention_since)))
        return _in_force(one, other, since)
    return Pair(
        PairStatus.UNKNOWN,
        L("{pair}: not both ratified; whether an accession was accepted is not known.",
          pair=pair_name(one, other)),
    )  # fmt: skip


def _with_belgium(other: State, on: date) -> Pair:
    pair = pair_name(BELGIUM, other.code)
    if other.with_belgium is not PairStatus.IN_FORCE:
        reason = L("{pair}: whether the 1980 Convention is in force is not known.", pair=pair)
        return Pair(PairStatus.UNKNOWN, reason)
    since = other.with_belgium_since
    if since is not None:
        if on < since:
            reason = L("{pair}: 1980 Convention in force only since {since}.", pair=pair, since=since)
            return Pair(PairStatus.NOT_IN_FORCE, reason, since)
        return _in_force(BELGIUM, other.code, since)
    if on < _BOUND_BY.get(other.code, LISTED_BY):
        reason = L("{pair}: 1980 Convention in force, start date with Belgium not found.", pair=pair)
        return Pair(PairStatus.UNKNOWN, reason)
    reason = L("{pair}: 1980 Convention in force; the exact start was not found.", pair=pair)
    return Pair(PairStatus.IN_FORCE, reason)


def _in_force(one: str, other: str, since: date) -> Pair:
    pair = pair_name(one, other)
    return Pair(
        PairStatus.IN_FORCE,
        L("{pair}: 1980 Convention in force since {since}.", pair=pair, since=since),
        since,
    )


def _before(code: str, since: date) -> Pair:
    reason = L("{state}: 1980 Convention in force only since {since}.", state=Country(code), since=since)
    return Pair(PairStatus.NOT_IN_FORCE, reason, since)


def pair_name(one: str, other: str) -> Message:
    """Two states as a pair, without articles or cases: "Belgium – Morocco"."""
    return L("{one} – {other}", one=Country(one), other=Country(other))
