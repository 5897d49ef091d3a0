"""Say that something is done, with Undo where it can be taken back.

desk.do(tick_follow_up, …, then=lambda _: say_done(desk, shell, L("Follow-up done")))
"""

from __future__ import annotations

from abductdesk.actions.undo import Undoable, last_change, undo_last
from abductdesk.i18n import L
from abductdesk.ui.desk import Desk
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text


def say_done(desk: Desk, shell: Shell, text: Text) -> None:
    """Say it at the foot of the window; Undo takes back one's own last change."""

    def say(last: Undoable | None) -> None:
        shell.toast(text, undo=(lambda: _take_back(desk, shell, last)) if last is not None else None)

    desk.ask(last_change, then=say, owner=shell.widget())


def _take_back(desk: Desk, shell: Shell, last: Undoable) -> None:
    desk.do(undo_last, number=last.work, then=lambda _: shell.toast(L("Taken back.")), owner=shell.widget())
