"""Who may do what: the page of it, and every line of it tried with every set of roles."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

import abductdesk.actions
from abductdesk.actions.office import Look, Office, ShutOut, Work
from abductdesk.actions.verbs import ADMINISTRATORS, CASE_STAFF, KEEPERS, Verb
from abductdesk.faults import Refused
from abductdesk.models import BY_KIND, Case, Letter, Person, Staff
from abductdesk.models.journal import Entry
from abductdesk.store.vault import Vault
from abductdesk.terms import StaffRole, Unit
from scripts.roles import PAGE, every_verb, page

ROOM = Path(abductdesk.actions.__path__[0])
EVERY = every_verb()
SOMEBODY = 9
SUBSETS = [frozenset(some) for n in range(len(StaffRole) + 1) for some in combinations(StaffRole, n)]
SHUT_OUT: dict[str, dict[str, Any]] = {
    "suspended": {"suspended_on": date(2026, 1, 5)},
    "left": {"active": False},
    "new": {"must_change": True},
}


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted(ROOM.glob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                yield path.stem, node


def function_of(verb: Verb) -> Callable[..., Any]:
    module = next(module for module, node in functions() if node.name == verb.name)
    return getattr(getattr(abductdesk.actions, module), verb.name)  # type: ignore[no-any-return]


FUNCTIONS = {verb.name: function_of(verb) for verb in EVERY}


def is_plain(name: str) -> bool:
    """Whether it runs through `Office.do` or `Office.ask`, and is not guarded by itself."""
    return not hasattr(FUNCTIONS[name], "__wrapped__")


def attempt(office: Office, verb: Verb) -> None:
    """Try it with an argument that nobody has: past the gate it is a TypeError, and nothing has happened."""
    function = FUNCTIONS[verb.name]
    if not is_plain(verb.name):
        function(office, not_an_argument=True)
    elif verb.changes:
        office.do(function, not_an_argument=True)
    else:
        office.ask(function, not_an_argument=True)


def become(vault: Vault, roles: frozenset[StaffRole], unit: Unit, **state: Any) -> None:
    """Let the one person of these tests have these roles, in this unit, and this state."""
    usual = {"active": True, "suspended_on": None, "must_change": False}
    with vault.writing() as session:
        person = session.get(Staff, SOMEBODY) or Staff(id=SOMEBODY, name="Somebody")
        for name, value in {**usual, **state, "roles": sorted(roles), "unit": unit}.items():
            setattr(person, name, value)
        session.add(person)


def refusals(vault: Vault) -> list[str]:
    with vault.reading() as session:
        found = select(Entry.action).where(Entry.record_kind == "refused", Entry.staff_id == SOMEBODY)
        return list(session.scalars(found.order_by(Entry.sequence)))


def try_everything(vault: Vault, roles: frozenset[StaffRole], unit: Unit, **state: Any) -> None:
    become(vault, roles, unit, **state)
    office, before = Office(vault, SOMEBODY), len(refusals(vault))
    expected = []
    for verb in EVERY:
        shut = bool(state) and not (verb.newcomer and "must_change" in state)
        if shut or not verb.roles & roles:
            expected.append(verb.name)
            with pytest.raises(ShutOut if shut else Refused):
                attempt(office, verb)
        else:
            with pytest.raises(TypeError, match="not_an_argument"):
                attempt(office, verb)
    assert refusals(vault)[before:] == expected, "each refusal is journalled, and nothing else is"


def test_the_page_is_as_the_declarations_are() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `python -m scripts.roles`, and read what changed"


@pytest.mark.parametrize("roles", SUBSETS, ids=lambda roles: "+".join(sorted(roles)) or "none")
def test_every_set_of_roles_may_what_the_page_says(vault: Vault, roles: frozenset[StaffRole]) -> None:
    try_everything(vault, roles, Unit.FOUNDATION if len(roles) % 2 else Unit.BUREAU)


@pytest.mark.parametrize("state", SHUT_OUT)
def test_whoever_is_shut_out_may_nothing(vault: Vault, state: str) -> None:
    try_everything(vault, SUBSETS[-1], Unit.BUREAU, **SHUT_OUT[state])


@pytest.mark.prove
@pytest.mark.parametrize("state", [None, *SHUT_OUT])
@pytest.mark.parametrize("unit", list(Unit))
def test_every_set_of_roles_in_every_unit_and_state(vault: Vault, unit: Unit, state: str | None) -> None:
    for roles in SUBSETS:
        try_everything(vault, roles, unit, **(SHUT_OUT[state] if state else {}))


def test_nothing_that_takes_an_office_passes_by_the_gate() -> None:
    """A function on keys or files that is not registered would be outside the page and these tests."""
    declared = {verb.name for verb in EVERY}
    taking = {
        f"{module}.{node.name}"
        for module, node in functions()
        if node.args.args and ast.unparse(node.args.args[0].annotation or ast.Constant("")) == "Office"
        and node.name not in declared and not node.name.startswith("_")
    }  # fmt: skip
    by_the_program = {
        "signing.administers", "signing.keep_in_step", "erasedagain.pending", "erasedagain.replay",
        "backups.back_up_if_due", "backups.clock_behind",
    }  # fmt: skip
    assert taking == by_the_program, "these decide nothing for a person"


def test_only_administrators_handle_people_and_keys() -> None:
    named = {
        "admit", "add_staff", "change_staff", "suspend_staff", "lift_suspension", "reset_passphrase",
        "passphrase_reset", "revoke", "finish_revoking", "end_access", "colleagues", "renew_recovery_code",
    }  # fmt: skip
    assert {verb.name: verb.roles for verb in EVERY if verb.name in named} == dict.fromkeys(
        named, ADMINISTRATORS
    )
    keeping = {"back_up", "verify", "copy_for_move"}
    assert {verb.name for verb in EVERY if verb.name in keeping and verb.roles == KEEPERS} == keeping


def reads_cases(node: ast.FunctionDef) -> bool:
    """Whether a function names a record of case content, by its class."""
    walled = {
        model.__name__ for model in BY_KIND.values() if model.holds.seen.value in ("case_staff", "bureau")
    }
    assert {Case.__name__, Person.__name__, Letter.__name__} <= walled
    return any(isinstance(each, ast.Name) and each.id in walled for each in ast.walk(node))


def test_nothing_that_reads_cases_is_open_to_clerks_and_administrators() -> None:
    roles = {verb.name: verb.roles for verb in EVERY}
    wide = {
        node.name
        for _, node in functions()
        if node.name in roles and not roles[node.name] <= CASE_STAFF and reads_cases(node)
    }
    # a count, without any case; a history that looks at the wall of each record by itself
    assert wide == {"open_cases_with", "record_history"}


def test_a_role_that_was_taken_is_taken_in_the_middle_of_work(vault: Vault) -> None:
    become(vault, frozenset({StaffRole.CASEWORKER}), Unit.BUREAU)
    office = Office(vault, SOMEBODY)
    asked: Callable[[Look], Any] = FUNCTIONS["last_change"]
    office.ask(asked)
    become(vault, frozenset({StaffRole.CLERK}), Unit.BUREAU)
    with pytest.raises(Refused):
        office.ask(asked)


def test_refusals_are_not_changes(vault: Vault) -> None:
    become(vault, frozenset(), Unit.BUREAU)
    nothing: Callable[[Work], None] = FUNCTIONS["undo_last"]
    with pytest.raises(Refused):
        Office(vault, SOMEBODY).do(nothing)
    with vault.reading() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 0
