"""Writes docs/roles.md: who may do what, out of the declarations in `abductdesk/actions`.

`python -m scripts.roles` after an action was added or its roles changed; a test compares.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

import abductdesk.actions
from abductdesk.actions.verbs import VERBS, Verb
from abductdesk.terms import StaffRole

PAGE = Path(__file__).parent.parent / "docs" / "roles.md"
HEAD = """\
# Who may do what

Written by `python -m scripts.roles` from the declarations beside each action; a test compares, and tries
every line with every set of roles. A person may hold several roles: what one of them allows is allowed.
Nobody who is suspended, has left, or still has a temporary passphrase may do anything but what is marked *.
Below all this stands a second wall: every record says who may see it (`abductdesk/actions/sight.py`), so that
a printing clerk or an administrator sees no case content whatever a line here says.

"""


def every_verb() -> list[Verb]:
    """Everything that is declared, by name."""
    for module in pkgutil.iter_modules(abductdesk.actions.__path__):
        import_module(f"abductdesk.actions.{module.name}")
    ours = (verb for verb in VERBS.values() if verb.module.startswith(abductdesk.actions.__name__))
    return sorted(ours, key=lambda verb: verb.name)


def page() -> str:
    """The page as it should be."""
    verbs = every_verb()
    tables = [
        ("What changes something", [verb for verb in verbs if verb.changes]),
        ("What only shows something", [verb for verb in verbs if not verb.changes]),
    ]
    return HEAD + "\n".join(f"## {title}\n\n{_table(rows)}" for title, rows in tables)


def _table(verbs: list[Verb]) -> str:
    titles = [role.label for role in StaffRole]
    lines = [f"| what | {' | '.join(titles)} | name |", "|---|" + ":-:|" * len(titles) + "---|"]
    for verb in verbs:
        ticks = ["✓" if role in verb.roles else "" for role in StaffRole]
        mark = " *" if verb.newcomer else ""
        lines.append(f"| {verb.says.replace('|', '/')}{mark} | {' | '.join(ticks)} | `{verb.name}` |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
