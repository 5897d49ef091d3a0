"""Who works with a vault, on the command line."""

from __future__ import annotations

import json

from abductdesk.actions.office import Office
from abductdesk.actions.staff import admit
from abductdesk.terms import StaffRole
from tests.conftest import PASSPHRASE, PERSON
from tests.test_cli_vault import Run, office, run

__all__ = ["office", "run"]


def test_people_by_name_and_for_an_administrator_their_state(office: Office, run: Run) -> None:
    admit(office, {"name": "Chris Clerk", "roles": [StaffRole.CLERK]}, PASSPHRASE)
    code, said, _ = run("people", "--as", PERSON)
    assert code == 0
    assert [line.split("\t")[:3] for line in said.splitlines()] == [
        [PERSON, "Administrator, Manager and Caseworker", "Active"],
        ["Chris Clerk", "Printing clerk", "Temporary passphrase"],
    ]
    code, said, _ = run("people", "--as", PERSON, "--json")
    assert json.loads(said)[1]["temporary_passphrase"] is True
    code, said, told = run("people", "--as", "Chris Clerk")
    assert (code, said) == (1, "") and "one of your own first" in told
