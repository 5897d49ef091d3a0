"""What an entry of the directory is found by: its names, places, languages and specialisms, said in the four
languages of the office, so that "arabe gand" and "Arabisch Gent" find the same people."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from abductdesk.actions.office import Work
from abductdesk.actions.search import numbers
from abductdesk.i18n import OFFICE_LANGUAGES, Country, Language, Tongue
from abductdesk.models import DirectoryEntry
from abductdesk.store import search as store
from abductdesk.terms import EntryKind, Specialism

ENTRY = DirectoryEntry.__tablename__


@cache
def _tongues() -> tuple[Tongue, ...]:
    return tuple(Tongue(language) for language in OFFICE_LANGUAGES)


@cache
def _everywhere(value: object) -> tuple[str, ...]:
    return tuple(tongue.value(value) for tongue in _tongues())


@cache
def _language(code: str) -> tuple[str, ...]:
    return _everywhere(Language(code))


@cache
def _country(code: str) -> tuple[str, ...]:
    return _everywhere(Country(code))


@cache
def _term(value: EntryKind | Specialism) -> tuple[str, ...]:
    return _everywhere(value)


def index_entry(work: Work, entry_id: int) -> None:
    """Bring the entry's row up to date at the end of the transaction."""
    work.later[ENTRY, entry_id] = partial(_index, work, entry_id)


def drop_entry(work: Work, entry_id: int) -> None:
    """Take an entry that is no longer there out of the index."""
    work.later.pop((ENTRY, entry_id), None)
    store.drop(work.session, ENTRY, entry_id)


def _index(work: Work, entry_id: int) -> None:
    entry = work.get(DirectoryEntry, entry_id)
    store.put(work.session, ENTRY, entry_id, None, " ".join(filter(None, words_of(entry))))


def words_of(entry: DirectoryEntry) -> Iterator[str | None]:
    """All words that should find the entry."""
    yield from (
        entry.given_names, entry.family_names, entry.organisation, entry.street, entry.postcode, entry.city,
        entry.region, entry.email, entry.website, entry.accreditation, entry.bar, entry.courts, entry.note,
    )  # fmt: skip
    if entry.phone:
        yield from numbers(entry.phone)
    yield from _term(entry.kind)
    for spoken in entry.languages:
        yield from _language(spoken.split(":")[0])
    for code in (*entry.cultures, *filter(None, (entry.country,))):
        yield from _country(code)
    for each in entry.specialisms:
        yield from _term(Specialism(each))
