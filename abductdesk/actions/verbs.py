"""What staff can do and ask, by name: filled by `@action` and `@query`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from abductdesk.terms import Act, StaffRole


@dataclass(frozen=True, slots=True)
class Verb:
    """One action or query and who may use it. `act` says how the journal counts it; `shows` names the
    argument of a query that says which case it shows: that is journalled as a view of the file."""

    name: str
    roles: frozenset[StaffRole]
    changes: bool
    act: Act
    shows: str = ""


VERBS: dict[str, Verb] = {}


@cache
def every() -> dict[str, Verb]:
    """The whole registry, also of actions that nobody has needed yet."""
    package = import_module("abductdesk.actions")
    for module in iter_modules(package.__path__):
        import_module(f"abductdesk.actions.{module.name}")
    return VERBS
