"""The list of 10,000 cases: ids in order, then the first page, as the screen asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text

from abductdesk.actions.caselist import Filter, case_ids, case_rows
from abductdesk.actions.office import Office
from benchmarks.bulk import again, office_with
from benchmarks.measure import Row, interleaved, seconds

CASES, PAGE, RUNS = 10_000, 200, 5
FLOOR = "SELECT of the ids in order and of one page"
_IDS = text("SELECT id FROM case_file WHERE closed_on IS NULL ORDER BY year, sequence, reference")
_PAGE = text("SELECT * FROM case_file WHERE id BETWEEN 1 AND 200")


def rows() -> Iterator[Row]:
    """In the order of references, by words, and by the nearest deadline."""
    with TemporaryDirectory() as scratch:
        office = office_with(Path(scratch) / "vault", CASES)
        warm = again(office)
        everything, words = Filter(), Filter(words="kowal")
        found = interleaved(
            RUNS,
            {
                "floor": lambda: seconds(lambda: _select(office)),
                "by reference": lambda: _first_page(warm, everything, "reference"),
                "by words": lambda: _first_page(warm, words, "reference"),
                "by deadline": lambda: _first_page(warm, everything, "next"),
                "by deadline, just started": lambda: _first_page(again(office), everything, "next"),
            },
        )
        office.vault.close()
    floor = found.pop("floor")
    for name, took in found.items():
        yield Row(f"List of 10,000 cases {name}, first page", FLOOR, took / floor)


def _first_page(office: Office, wanted: Filter, order: str) -> float:
    def work() -> None:
        office.ask(case_rows, office.ask(case_ids, wanted, order)[:PAGE])

    return seconds(work)


def _select(office: Office) -> None:
    with office.vault.reading() as session:
        for statement in (_IDS, _PAGE):
            session.connection().execute(statement).all()
