"""Today, the deadlines in numbers and the calendar over 5,000 open cases, against a plain SELECT of the rows
they are computed from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text

from abductdesk.actions.agenda import agenda
from abductdesk.actions.deadlines import due
from abductdesk.actions.events import add_event
from abductdesk.actions.office import Office
from abductdesk.actions.overview import overview
from abductdesk.terms import EventKind
from benchmarks.bulk import TODAY, again, office_with
from benchmarks.measure import Row, interleaved, seconds

CASES, RUNS = 5000, 5
MONTH = (TODAY - timedelta(days=20), TODAY + timedelta(days=21))
FLOOR = "SELECT of the same cases, children and events"
_OPEN = text(
    "SELECT id, reference, caseworker_id, habitual_residence_state, requested_state, fact_counter "
    "FROM case_file WHERE closed_on IS NULL AND voided_on IS NULL AND NOT study"
)
_CHILDREN = text(
    "SELECT c.case_id, c.id, p.born, p.given_names, p.family_names FROM child c "
    "JOIN person p ON p.id = c.person_id ORDER BY c.case_id, p.born"
)
_EVENTS = text("SELECT case_id, id, kind, date, time, of_id, how, party FROM event ORDER BY case_id, date")


def rows() -> Iterator[Row]:
    """Just after the start, after one change, and unchanged."""
    with TemporaryDirectory() as scratch:
        office = office_with(Path(scratch) / "vault", CASES)
        warm = again(office)

        def after_one_change() -> float:
            warm.do(add_event, 1, {"kind": EventKind.LAST_CONTACT, "date": TODAY})
            return seconds(lambda: warm.ask(due))

        found = interleaved(
            RUNS,
            {
                "floor": lambda: seconds(lambda: select_all(office)),
                "cold": lambda: _ask(again(office)),
                "changed": after_one_change,
                "warm": lambda: _ask(warm),
                "numbers": lambda: seconds(lambda: warm.ask(overview)),
                "month": lambda: seconds(lambda: warm.ask(agenda, *MONTH)),
            },
        )
        office.vault.close()
    for name, what in (
        ("cold", "Today over 5,000 open cases, everything computed"),
        ("changed", "Today over 5,000 open cases, after one change"),
        ("warm", "Today over 5,000 open cases, nothing changed"),
        ("numbers", "Deadlines in numbers over 5,000 open cases, nothing changed"),
        ("month", "A month of the calendar over 5,000 open cases, nothing changed"),
    ):
        yield Row(what, FLOOR, found[name] / found["floor"])


def _ask(office: Office) -> float:
    return seconds(lambda: office.ask(due))


def select_all(office: Office) -> None:
    """What the limits are computed from, as plain rows."""
    with office.vault.reading() as session:
        for statement in (_OPEN, _CHILDREN, _EVENTS):
            session.connection().execute(statement).all()
