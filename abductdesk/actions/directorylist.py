"""The list of the directory: searched, filtered and sorted; quick over five thousand entries."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import func, select

from abductdesk.actions import search
from abductdesk.actions.directorymerge import merged_into
from abductdesk.actions.office import Look, query
from abductdesk.actions.standing import SOON, Standing, lapses_on, months_now, standing_of
from abductdesk.folding import fold
from abductdesk.models import DirectoryEntry, GivenList, GivenName
from abductdesk.store import journal
from abductdesk.terms import EntryKind, LanguageLevel, Specialism

STATES = ("current", "to_verify", "ending", "left")
_LEVELS = (LanguageLevel.BASIC, LanguageLevel.GOOD, LanguageLevel.NATIVE)
_COLUMNS = select(
    DirectoryEntry.id,
    DirectoryEntry.kind,
    DirectoryEntry.folded,
    DirectoryEntry.languages,
    DirectoryEntry.cultures,
    DirectoryEntry.specialisms,
    DirectoryEntry.city,
    DirectoryEntry.region,
    DirectoryEntry.country,
    DirectoryEntry.verified_on,
    DirectoryEntry.accredited_until,
    DirectoryEntry.left_on,
    DirectoryEntry.merged_into_id,
)


@dataclass(frozen=True)
class EntryFilter:
    """What is looked for. `level` is the least a language must be spoken; `state` one of `STATES`: all that
    belong to the directory, those to verify, those whose accreditation ends, those who left."""

    kind: EntryKind | None = None
    words: str = ""
    language: str | None = None
    level: LanguageLevel | None = None
    place: str | None = None
    specialism: Specialism | None = None
    culture: str | None = None
    state: str = "current"


@dataclass(frozen=True)
class EntryRow:
    """One line of the list. `ends_on` is the day on which the accreditation ends."""

    entry_id: int
    kind: EntryKind
    name: str
    organisation: str
    languages: tuple[str, ...]
    city: str
    country: str | None
    standing: Standing
    verified_on: date | None
    lapses_on: date | None
    ends_on: date | None
    left_on: date | None
    last_given: date | None


@dataclass(frozen=True)
class Directory:
    """A snapshot: ids in order, how many there are of each kind and of each state (within the kind), the
    places, and the day."""

    ids: array[int]
    kinds: Mapping[EntryKind | None, int]
    states: Mapping[str, int]
    places: tuple[str, ...]
    today: date


@query()
def directory_list(
    look: Look, wanted: EntryFilter, order: str = "name", descending: bool = False
) -> Directory:
    """What the screen needs before it asks for the rows of a page."""
    states = _standings(look)
    rows = [(row, states(row)) for row in _narrow(look)]
    found_by = set(search.matching(look, search.ENTRY, wanted.words)) if wanted.words.strip() else None
    fitting = [row for row, found in rows if _fits(row, wanted, found, found_by)]
    if order != "name":
        months = months_now(look)
        fitting.sort(key=lambda row: _key(row, order, months))
    if descending:
        fitting.reverse()
    within = [pair for pair in rows if wanted.kind in (None, pair[0].kind)]
    kinds: Counter[EntryKind | None] = Counter(row.kind for row, found in rows if "current" in found)
    kinds[None] = kinds.total()
    counted = Counter(state for _, found in within for state in found)
    places = {place for row, found in within if "current" in found for place in (row.city, row.region)}
    return Directory(
        array("q", (row.id for row in fitting)),
        kinds,
        {state: counted[state] for state in STATES},
        tuple(sorted(filter(None, places), key=fold)),
        look.today,
    )


def _narrow(look: Look) -> Sequence[Any]:
    """What entries are filtered and sorted by, in the order of their names; remembered until the journal
    tells of a change of any entry."""
    number = journal.last_about(look.session, {DirectoryEntry.__tablename__})
    known = look.memory.get(_narrow)
    if known is None or known[0] != number:
        ordered = _COLUMNS.order_by(DirectoryEntry.folded, DirectoryEntry.id)
        known = look.memory[_narrow] = (number, look.session.execute(ordered).all())
    return cast("Sequence[Any]", known[1])


def _standings(look: Look) -> Callable[[Any], tuple[str, ...]]:
    """Says in which of `STATES` a row stands; many rows share their days."""
    months, today = months_now(look), look.today
    seen: dict[tuple[date | None, ...], tuple[str, ...]] = {}

    def states(row: Any) -> tuple[str, ...]:
        days = (row.verified_on, row.accredited_until, row.left_on, row.merged_into_id)
        found = seen.get(days)
        if found is None:
            found = seen[days] = _states(row, today, months)
        return found

    return states


def _states(row: Any, today: date, months: int) -> tuple[str, ...]:
    """In which of `STATES` an entry stands."""
    match standing_of(row, today, months):
        case Standing.MERGED:
            return ()
        case Standing.LEFT:
            return ("left",)
        case standing:
            found = ["current"]
            if standing is not Standing.VERIFIED:
                found.append("to_verify")
            if row.accredited_until is not None and (row.accredited_until - today).days <= SOON:
                found.append("ending")
            return tuple(found)


def _fits(row: Any, wanted: EntryFilter, states: Collection[str], found_by: Collection[int] | None) -> bool:
    return (
        wanted.state in states
        and wanted.kind in (None, row.kind)
        and (found_by is None or row.id in found_by)
        and (wanted.language is None or speaks(row.languages, wanted.language, wanted.level))
        and (wanted.specialism is None or wanted.specialism.value in row.specialisms)
        and (wanted.culture is None or wanted.culture in row.cultures)
        and (wanted.place is None or in_place(row, wanted.place))
    )


def speaks(spoken: Sequence[str], language: str, level: LanguageLevel | None = None) -> bool:
    """Whether a language is among those spoken ("fr:good"), at least so well."""
    for each in spoken:
        code, _, known = each.partition(":")
        if code == language:
            reached = _LEVELS.index(LanguageLevel(known or LanguageLevel.GOOD))
            return level is None or reached >= _LEVELS.index(level)
    return False


def in_place(entry: Any, place: str) -> bool:
    """Whether an entry is in a town or region of this name, however it is written."""
    return fold(place) in {fold(entry.city or ""), fold(entry.region or "")}


def _key(row: Any, order: str, months: int) -> tuple[Any, ...]:
    match order:
        case "kind":
            return list(EntryKind).index(row.kind), row.folded, row.id
        case "place":
            return not row.city, row.country or "", fold(row.city or ""), row.folded, row.id
        case _:
            lapses = lapses_on(row.verified_on, months) if row.verified_on else date.min
            return lapses, row.folded, row.id


@query()
def directory_rows(look: Look, ids: Sequence[int]) -> list[EntryRow]:
    """The rows of these entries, in the order of the ids."""
    months = months_now(look)
    given = last_given(look)
    rows = look.session.scalars(select(DirectoryEntry).where(DirectoryEntry.id.in_(ids)))
    found = {
        entry.id: EntryRow(
            entry.id, entry.kind, entry.name, entry.organisation or "", tuple(entry.languages),
            entry.city or entry.region or "", entry.country, standing_of(entry, look.today, months),
            entry.verified_on, lapses_on(entry.verified_on, months) if entry.verified_on else None,
            entry.accredited_until, entry.left_on, given.get(entry.id, (None, 0))[0],
        )
        for entry in rows
    }  # fmt: skip
    return [found[entry_id] for entry_id in ids if entry_id in found]


def last_given(look: Look) -> dict[int, tuple[date, int]]:
    """For each entry that was ever given out: when last, and how often; merged entries count for the entry
    that stands for them."""
    times = (
        select(GivenName.entry_id, func.max(GivenList.given_on), func.count())
        .join(GivenList, GivenList.id == GivenName.list_id)
        .group_by(GivenName.entry_id)
    )
    root = merged_into(look)
    found: dict[int, tuple[date, int]] = {}
    for entry_id, on, count in look.session.execute(times):
        stands = root.get(entry_id, entry_id)
        before = found.get(stands, (date.min, 0))
        found[stands] = max(before[0], on), before[1] + count
    return found


def current_entries(look: Look, kind: EntryKind | None = None) -> Iterator[DirectoryEntry]:
    """Entries that belong to the directory today, of a kind if named, by name."""
    rows = select(DirectoryEntry).where(
        DirectoryEntry.left_on.is_(None), DirectoryEntry.merged_into_id.is_(None)
    )
    if kind is not None:
        rows = rows.where(DirectoryEntry.kind == kind)
    return iter(look.session.scalars(rows.order_by(DirectoryEntry.folded, DirectoryEntry.id)))
