"""Vaults with thousands of cases, filled below the actions because only reading them is measured."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from abductdesk.actions.bureau import found_bureau
from abductdesk.actions.office import Office
from abductdesk.folding import fold
from abductdesk.models import Base, Case, CaseEvent, CaseRole, Child, Person, Record
from abductdesk.models.search import SearchEntry
from abductdesk.store.vault import Vault
from abductdesk.terms import CaseKind, EventKind, Role

PASSPHRASE = "orchid tunnel harbour violin"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
_STATES = ("FR", "NL", "DE", "PL", "RO", "ES", "IT", "PT", "GB", "UA", "TR", "MA", "TN", "US")
_GIVEN = ("Lina", "Noor", "Adam", "Eva", "Milan", "Yara", "Tomasz", "Inès", "Emre", "Sofia", "Jonas", "Élise")
_FAMILY = (
    "Peeters",
    "Janssens",
    "Dubois",
    "Kowalski",
    "Yılmaz",
    "Ionescu",
    "Martin",
    "Müller",
    "Rossi",
    "García",
)


def office_with(folder: Path, cases: int, seed: int = 1) -> Office:
    """A new vault with so many open cases (two parents, one to three children, two to five events each),
    the same for the same seed."""
    vault, _ = Vault.create(folder, bureau="Bureau", person="Ann Peeters", passphrase=PASSPHRASE)
    found_bureau(vault, bureau="Bureau", person="Ann Peeters", today=date(2026, 1, 5))
    with vault.writing() as session:
        _fill(session, Random(seed), cases)
    return Office(vault, 1, clock=lambda: NOW)


def again(office: Office) -> Office:
    """The same office as if the program had just started: nothing remembered."""
    return Office(office.vault, office.staff.id, clock=office.clock)


def _fill(session: Session, chance: Random, cases: int) -> None:
    tables: dict[type[Base], list[dict[str, Any]]] = {
        model: [] for model in (Person, Case, CaseRole, Child, CaseEvent, SearchEntry)
    }

    def add(model: type[Record], **values: Any) -> int:
        number = len(tables[model]) + 1
        tables[model].append({"id": number, "version": 1, **values})
        return number

    def person(family: str, born: date) -> int:
        given = chance.choice(_GIVEN)
        folded = fold(f"{given} {family}")
        return add(Person, given_names=given, family_names=family, born=born, folded=folded)

    for number in range(1, cases + 1):
        case = add(Case, **_case(chance, number))
        family = chance.choice(_FAMILY)
        for role in (Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT):
            add(CaseRole, case_id=case, person_id=person(family, _day(chance, 1980, 20)), role=role)
        for _ in range(chance.randint(1, 3)):
            add(Child, case_id=case, person_id=person(family, _day(chance, 2012, 14)))
        for kind, day in _story(chance):
            add(CaseEvent, case_id=case, kind=kind, date=day)
        words = f"PMB-{number:06d} {fold(family)}"
        tables[SearchEntry].append({"kind": "case_file", "record": case, "case_id": case, "text": words})
    link = session.connection()
    for model, rows in tables.items():
        link.execute(insert(model.__table__), rows)  # type: ignore[arg-type]


def _case(chance: Random, number: int) -> dict[str, Any]:
    away = chance.choice(_STATES)
    residence, requested = ("BE", away) if chance.random() < 0.65 else (away, "BE")
    return {
        "reference": f"PMB-{number:06d}",
        "year": 2026,
        "sequence": number,
        "kind": chance.choice((CaseKind.REMOVAL, CaseKind.RETENTION)),
        "habitual_residence_state": residence,
        "requested_state": requested,
        "caseworker_id": 1,
        "opened_on": TODAY - timedelta(days=chance.randint(0, 600)),
    }


def _day(chance: Random, year: int, years: int) -> date:
    return date(year, 1, 1) + timedelta(days=chance.randint(0, 365 * years - 1))


def _story(chance: Random) -> list[tuple[EventKind, date]]:
    """A removal and what followed it, as far as it has come by today."""
    removed = TODAY - timedelta(days=chance.randint(5, 500))
    steps = (
        (EventKind.REMOVAL, 0),
        (EventKind.APPLICATION_RECEIVED, 30),
        (EventKind.COURT_SEISED, 60),
        (EventKind.DECISION_RETURN, 110),
        (EventKind.APPEAL_LODGED, 125),
    )
    reached = chance.randint(2, len(steps))
    days = [(kind, removed + timedelta(days=after + chance.randint(0, 9))) for kind, after in steps[:reached]]
    return [(kind, day) for kind, day in days if day <= TODAY]
