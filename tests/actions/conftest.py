"""An office at work on a real encrypted vault, on a day of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from abductdesk.actions.budgets import set_budget
from abductdesk.actions.bureau import found_bureau
from abductdesk.actions.cases import NewCase, open_case
from abductdesk.actions.criteria import set_criteria
from abductdesk.actions.office import Office
from abductdesk.actions.people import NewChild, NewPerson
from abductdesk.models import Staff
from abductdesk.store.vault import Vault
from abductdesk.terms import CaseKind, ContactKind, EventKind, Role, Safety, Salutation, StaffRole
from tests.conftest import Template, open_at_once

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def founded(vault_template: Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with a bureau and its first person, made once."""
    folder = Path(shutil.copytree(vault_template.folder, tmp_path_factory.mktemp("founded") / "vault"))
    vault = open_at_once(folder, vault_template)
    opened = date(2026, 1, 5)
    at = datetime(2026, 1, 5, 9, tzinfo=UTC)  # the clock of these tests is behind the real one
    found_bureau(vault, bureau="Bureau Test", person="An Peeters", today=opened, at=at)
    vault.close()
    return folder


@pytest.fixture
def vault(founded: Path, vault_template: Template, tmp_path: Path) -> Iterator[Vault]:
    opened = open_at_once(Path(shutil.copytree(founded, tmp_path / "vault")), vault_template)
    yield opened
    opened.close()


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office(vault, 1, clock=lambda: NOW)


@pytest.fixture
def colleague(vault: Vault, office: Office) -> Office:
    """A second caseworker at the same vault."""
    with vault.writing() as session:
        session.add(Staff(id=2, name="Bram Wouters", roles=[StaffRole.CASEWORKER.value]))
    return Office(vault, 2, clock=lambda: NOW)


@pytest.fixture
def clerk(vault: Vault, office: Office) -> Office:
    with vault.writing() as session:
        session.add(Staff(id=3, name="Chris Clerk", roles=[StaffRole.CLERK.value]))
    return Office(vault, 3, clock=lambda: NOW)


def removal(**values: object) -> NewCase:
    """A removal from Belgium to France on 3 February 2026, with both parents and one child."""
    return NewCase(
        values={
            "kind": CaseKind.REMOVAL, "habitual_residence_state": "BE", "requested_state": "FR", **values
        },
        children=[NewChild({"given_names": "Lina", "family_names": "Voorbeeld", "born": date(2019, 5, 4)})],
        people=[
            NewPerson(
                Role.LEFT_BEHIND_PARENT,
                {
                    "given_names": "Tom", "family_names": "Voorbeeld", "salutation": Salutation.SIR,
                    "letter_language": "nl",
                },
                [
                    {
                        "kind": ContactKind.ADDRESS, "value": "Voorbeeldstraat 1", "postcode": "1000",
                        "city": "Brussel", "country": "BE", "safe": [Safety.WRITE],
                    },
                    {"kind": ContactKind.PHONE, "value": "+32 470 12 34 56", "safe": [Safety.CALL]},
                ],
            ),
            NewPerson(
                Role.TAKING_PARENT,
                {
                    "given_names": "Inès", "family_names": "Exemple", "salutation": Salutation.MADAM,
                    "letter_language": "fr",
                },
                [
                    {
                        "kind": ContactKind.ADDRESS, "value": "12 rue de l’Exemple", "postcode": "59000",
                        "city": "Lille", "country": "FR", "safe": [Safety.WRITE],
                    }
                ],
            ),
        ],
        events=[{"kind": EventKind.REMOVAL, "date": date(2026, 2, 3)}],
    )  # fmt: skip


@pytest.fixture
def case_id(office: Office) -> int:
    return int(office.do(open_case, removal()).result)


@pytest.fixture
def managers(vault: Vault, office: Office) -> list[Office]:
    """Three managers beside the first person, who enters the requests."""
    with vault.writing() as session:
        for number in (11, 12, 13):
            session.add(Staff(id=number, name=f"Manager {number}", roles=[StaffRole.MANAGER.value]))
    made = [Office(vault, number, clock=lambda: NOW) for number in (11, 12, 13)]
    made[0].do(set_criteria, TODAY, {"per_dependant": 30_000}, "living wage of 1 October 2026")
    made[0].do(set_budget, "Fund A", TODAY.year, 1_000_000)
    return made
