"""What can be done here and by whom: every action, query and guarded function, registered where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from importlib import import_module
from inspect import getdoc
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from abductdesk.actions import sight
from abductdesk.terms import Act, StaffRole

if TYPE_CHECKING:
    from abductdesk.actions.office import Look, Office, Work

CASE_STAFF = sight.CASE_STAFF
KEEPERS = sight.KEEPERS
ADMINISTRATORS = frozenset({StaffRole.ADMINISTRATOR})
EVERYBODY = frozenset(StaffRole)

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Verb:
    """Something registered and who may use it.

    `act` says how the journal counts it; `says` is the first sentence of its own description; a `newcomer`
    may do it before they have chosen a passphrase of their own; `shows` names the argument of a query that
    says which case it shows: that is journalled as a view of the file.
    """

    name: str
    roles: frozenset[StaffRole]
    changes: bool
    act: Act
    says: str
    newcomer: bool = False
    shows: str = ""
    module: str = ""


VERBS: dict[str, Verb] = {}


def name_of(function: Callable[..., Any]) -> str:
    """Under which name a function is registered and journalled."""
    return str(getattr(function, "__name__", function))


@cache
def every() -> dict[str, Verb]:
    """The whole registry, also of actions that nobody has needed yet."""
    package = import_module("abductdesk.actions")
    for module in iter_modules(package.__path__):
        import_module(f"abductdesk.actions.{module.name}")
    return VERBS


def _register(function: Callable[..., Any], roles: frozenset[StaffRole], **kind: Any) -> Verb:
    said = " ".join((getdoc(function) or "").split("\n\n")[0].split())
    says = said.partition(". ")[0].partition("; ")[0].rstrip(".")
    verb = Verb(name_of(function), roles, says=says, module=function.__module__, **kind)
    VERBS[verb.name] = verb
    return verb


def action(
    roles: frozenset[StaffRole] = CASE_STAFF, act: Act = Act.CHANGE, *, newcomer: bool = False
) -> Callable[[Callable[Concatenate[Work, P], T]], Callable[Concatenate[Work, P], T]]:
    """Register a function as an action that staff with one of `roles` may do. One that lets something leave
    the vault, on paper or in a file, says `Act.EXPORT`."""

    def register(function: Callable[Concatenate[Work, P], T]) -> Callable[Concatenate[Work, P], T]:
        _register(function, roles, changes=True, act=act, newcomer=newcomer)
        return function

    return register


def query(
    roles: frozenset[StaffRole] = CASE_STAFF, shows: str = ""
) -> Callable[[Callable[Concatenate[Look, P], T]], Callable[Concatenate[Look, P], T]]:
    """Register a function as a query that staff with one of `roles` may ask. One that shows the content of a
    case names its argument with the case's id in `shows`."""

    def register(function: Callable[Concatenate[Look, P], T]) -> Callable[Concatenate[Look, P], T]:
        _register(function, roles, changes=False, act=Act.VIEW, shows=shows)
        return function

    return register


def guarded(
    roles: frozenset[StaffRole], act: Act = Act.KEYS, *, changes: bool = True, newcomer: bool = False
) -> Callable[[Callable[Concatenate[Office, P], T]], Callable[Concatenate[Office, P], T]]:
    """Register a function on keys or files, and let nobody else through; it journals by `Office.do`. What it
    refuses is journalled too."""

    def register(function: Callable[Concatenate[Office, P], T]) -> Callable[Concatenate[Office, P], T]:
        verb = _register(function, roles, changes=changes, act=act, newcomer=newcomer)

        @wraps(function)
        def run(office: Office, /, *args: P.args, **kwargs: P.kwargs) -> T:
            with office.attempt(verb.name):
                office.pass_gate(verb)
                return function(office, *args, **kwargs)

        return run

    return register
