"""`people`: who works with a vault, by the queries of the window."""

from __future__ import annotations

import argparse
from typing import Any

from abductdesk.actions.bureau import staff_list
from abductdesk.actions.signing import administers
from abductdesk.actions.staff import Colleague, colleagues
from abductdesk.cli.command import OK, Command, iso, print_json
from abductdesk.cli.vaults import at_work, vault_arguments
from abductdesk.i18n import N_, Tongue
from abductdesk.models import Staff
from abductdesk.terms import StaffRole


def _arguments(parser: argparse.ArgumentParser) -> None:
    vault_arguments(parser)
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _people(asked: argparse.Namespace, tongue: Tongue) -> int:
    """Names and roles; an administrator sees the state of each one's access too."""
    with at_work(asked, tongue) as office:
        known = colleagues(office) if administers(office) else []
        everybody: list[Colleague] | list[Staff] = known or [
            one for one in office.ask(staff_list) if one.active
        ]
    if asked.json:
        print_json([_fields(one) for one in everybody])
        return OK
    for one in everybody:
        said = [one.name, tongue.listing([StaffRole(role) for role in one.roles])]
        if isinstance(one, Colleague):
            last = tongue.value(one.last.at) if one.last is not None else ""
            said += [tongue.text(_state(one)), last]
        print("\t".join(said).rstrip())
    return OK


def _state(person: Colleague) -> str:
    if not person.active:
        return N_("Has left, key still there") if person.key else N_("Has left")
    if person.suspended_on is not None:
        return N_("Suspended")
    if not person.key:
        return N_("No key yet")
    return N_("Temporary passphrase") if person.must_change else N_("Active")


def _fields(person: Colleague | Staff) -> dict[str, Any]:
    shown: dict[str, Any] = {"name": person.name, "roles": [StaffRole(role).value for role in person.roles]}
    if isinstance(person, Colleague):
        shown |= {
            "unit": person.unit.value, "active": person.active, "suspended_on": iso(person.suspended_on),
            "temporary_passphrase": person.must_change, "key": person.key, "computers": person.computers,
            "last_sign_in": iso(person.last.at) if person.last is not None else None,
        }  # fmt: skip
    return shown


COMMANDS: tuple[Command, ...] = (Command("people", "who works with a vault", _arguments, _people),)
