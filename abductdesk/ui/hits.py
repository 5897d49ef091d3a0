"""What Ctrl+K found, as the palette shows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from abductdesk.actions.search import CASE, ENTRY, Hit
from abductdesk.i18n import L
from abductdesk.ui.shell import Found, Shell
from abductdesk.ui.texts import isolate


def as_found(hit: Hit, shell: Shell) -> Found:
    """A case or person; Enter leads to the case. Or an entry of the directory."""
    if hit.kind == ENTRY:
        show = partial(shell.go, "directory", "entries", hit.record_id)
        return Found(isolate(hit.title), isolate(hit.caption), "directory", show)
    case_id = hit.case_id
    run: Callable[[], object] = partial(shell.toast, L("This person is on no case."))
    if case_id is not None:
        run = partial(shell.open_case, case_id)
    tab = "cases" if hit.kind == CASE else "person"
    return Found(isolate(hit.title), isolate(hit.caption), tab, run)
