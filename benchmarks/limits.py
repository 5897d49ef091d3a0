"""Every limit of 10,000 open cases: computed from cold, and after one change, which costs one case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from abductdesk.actions.deadlines import assess
from abductdesk.actions.events import add_event
from abductdesk.actions.office import Look, Office, query
from abductdesk.models import Case
from abductdesk.rules.registry import RULES
from abductdesk.terms import EventKind
from benchmarks.bulk import TODAY, again, office_with
from benchmarks.measure import Row, interleaved, seconds
from benchmarks.today import select_all

CASES, RUNS = 10_000, 3
FLOOR = "SELECT of the same cases, children and events"


@query()
def _everything(look: Look) -> int:
    return len(assess(look, list(look.session.scalars(select(Case.id)))))


def rows() -> Iterator[Row]:
    """Just after the start, and after one event on one case."""
    with TemporaryDirectory() as scratch:
        office = office_with(Path(scratch) / "vault", CASES)
        warm = again(office)

        def after_one_change() -> float:
            warm.do(add_event, 1, {"kind": EventKind.LAST_CONTACT, "date": TODAY})
            return _ask(warm)

        timed = {
            "floor": lambda: seconds(lambda: select_all(office)),
            "from cold": lambda: _ask(again(office)),
            "after one change": after_one_change,
        }
        found = interleaved(RUNS, timed)
        office.vault.close()
    floor = found.pop("floor")
    for name, took in found.items():
        yield Row(f"10,000 cases × {len(RULES)} rules, {name}", FLOOR, took / floor)


def _ask(office: Office) -> float:
    return seconds(lambda: office.ask(_everything))
