"""The directory of 5,000 entries: ids in order, then the first page, as the screen asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from abductdesk.actions.directorylist import EntryFilter, directory_list, directory_rows
from abductdesk.actions.directorymerge import similar_entries
from abductdesk.actions.directorywords import words_of
from abductdesk.actions.office import Office
from abductdesk.folding import fold
from abductdesk.models import DirectoryEntry
from abductdesk.models.search import SearchEntry
from abductdesk.terms import EntryKind, LanguageLevel
from benchmarks.bulk import TODAY, again, office_with
from benchmarks.measure import Row, interleaved, seconds

ENTRIES, PAGE, RUNS = 5_000, 200, 7
FLOOR = "SELECT of the same columns of all entries and of one page"
_ALL = text(
    "SELECT id, kind, folded, languages, cultures, specialisms, city, region, country, verified_on, "
    "accredited_until, left_on, merged_into_id FROM directory_entry"
)
_PAGE = text("SELECT * FROM directory_entry WHERE id BETWEEN 1 AND 200")
_GIVEN = ("Alix", "Bilal", "Cédric", "Dounia", "Emre", "Fien", "Goran", "Inès")
_FAMILY = ("Fictief", "Verzonnen", "Denkbeeldig", "Imaginaire", "Exemple", "Beispiel", "Muster", "Łudzony")
_SPOKEN = ("nl", "fr", "en", "de", "ar", "tr", "es", "pl")
_TOWNS = ("Gent", "Brussel", "Liège", "Namur", "Antwerpen", "Eupen")


def rows() -> Iterator[Row]:
    """All of them, by words, by language, and who may be the same as somebody just typed."""
    with TemporaryDirectory() as scratch:
        office = office_with(Path(scratch) / "vault", 1)
        with office.vault.writing() as session:
            _fill(session, Random(1))
        spoken = EntryFilter(kind=EntryKind.LAWYER, language="ar", level=LanguageLevel.GOOD)
        typed = {"given_names": "Alix", "family_names": "Fictief", "email": "x@example.org", "phone": ""}
        found = interleaved(
            RUNS,
            {
                "floor": lambda: seconds(lambda: _select(office)),
                "by name": lambda: _first_page(office, EntryFilter()),
                "by name, just started": lambda: _first_page(again(office), EntryFilter()),
                "by words": lambda: _first_page(office, EntryFilter(words="arab ludz")),
                "by language": lambda: _first_page(office, spoken),
                "same as": lambda: seconds(lambda: office.ask(similar_entries, typed)),
            },
        )
        office.vault.close()
    floor = found.pop("floor")
    for name, took in found.items():
        what = "who may be the same" if name == "same as" else f"{name}, first page"
        yield Row(f"Directory of 5,000 entries {what}", FLOOR, took / floor)


def _first_page(office: Office, wanted: EntryFilter) -> float:
    def work() -> None:
        office.ask(directory_rows, office.ask(directory_list, wanted).ids[:PAGE])

    return seconds(work)


def _select(office: Office) -> None:
    with office.vault.reading() as session:
        for statement in (_ALL, _PAGE):
            session.connection().execute(statement).all()


def _fill(session: Session, chance: Random) -> None:
    """Below the actions, since only reading is measured."""
    entries: list[dict[str, Any]] = []
    index: list[dict[str, Any]] = []
    for number in range(1, ENTRIES + 1):
        given, family = chance.choice(_GIVEN), chance.choice(_FAMILY)
        values: dict[str, Any] = {
            "id": number, "kind": chance.choice(list(EntryKind)[:4]), "given_names": given,
            "family_names": f"{family} {number}", "city": chance.choice(_TOWNS), "country": "BE",
            "languages": [f"{code}:good" for code in chance.sample(_SPOKEN, 3)], "cultures": ["BE"],
            "specialisms": [], "travel_zone": [], "source": "Invented", "email": f"{number}@example.org",
            "phone": f"+32 400 {number:06}", "verified_on": TODAY - timedelta(days=chance.randint(0, 500)),
        }  # fmt: skip
        words = " ".join(filter(None, words_of(DirectoryEntry(**values))))
        index.append({"kind": "directory_entry", "record": number, "case_id": None, "text": fold(words)})
        entries.append({**values, "version": 1, "folded": fold(f"{family} {number} {given}")})
    link = session.connection()
    link.execute(insert(DirectoryEntry.__table__), entries)  # type: ignore[arg-type]
    link.execute(insert(SearchEntry.__table__), index)  # type: ignore[arg-type]
