"""What a screen is, and what the window gives it.

A screen is one file in `ui/screens/` that ends with `SCREEN = TheClass`:

    class Cases(Screen):
        key, title, icon, order = "cases", N_("Cases"), "cases", 20
        watches = frozenset({"case", "event"})           # record kinds (table names): refresh() when touched

        def __init__(self, desk: Desk, shell: Shell) -> None:   # built at the first visit
            super().__init__(desk, shell)
            self.page = Page(L("Cases"), scroll=False); self.fill(self.page)

        def refresh(self) -> None:                        # after building, and when something watched changed
            self.desk.ask(list_cases, then=self.show_rows)

        def open(self, *what) -> None: ...                # only for screens reached by shell.go(key, *what)

        @classmethod
        def commands(cls, desk, shell) -> list[Command]:  # for Ctrl+K; "new_case" is also the main button
            return [Command("new_case", L("New case"), "new_case", lambda: ..., "Ctrl+N")]

`roles` says who sees it (caseworkers and managers unless said otherwise).
`menu = False` keeps it out of the sidebar (`under` names the entry to highlight); `foot = True`: below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtWidgets import QWidget

from abductdesk.terms import StaffRole
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.texts import Text
from abductdesk.ui.typed import WritingBox
from abductdesk.ui.widgets import column

if TYPE_CHECKING:
    from abductdesk.actions.unfinished import Unfinished  # only its type: it loads SQLAlchemy


@dataclass(frozen=True, slots=True)
class Command:
    """Something Ctrl+K can do; `shortcut` is shown and works everywhere in the window."""

    key: str
    title: Text
    icon: str
    run: Callable[[], object]
    shortcut: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A record Ctrl+K found."""

    title: Text
    caption: Text
    icon: str
    run: Callable[[], object]


Deliver = Callable[[list[Found]], None]
TakeUp = Callable[[Dialog | WritingBox], object]
Provider = Callable[[str, Deliver], None]


class Shell(Protocol):
    """The window as screens see it."""

    def go(self, key: str, *what: object) -> None:
        """Go to a screen; with `what` its `open(*what)` is called."""

    def open_case(self, case_id: int, tab: str = "") -> None:
        """Open a case, on one of its tabs if named."""

    def back(self) -> None:
        """Where one came from."""

    def current(self) -> Screen | None:
        """The screen in sight."""

    def toast(self, message: Text, undo: Callable[[], object] | None = None) -> None:
        """Say something at the foot of the window, with Undo where there is one."""

    def badge(self, key: str, count: int) -> None:
        """The figure beside a screen's name in the sidebar; 0 hides it."""

    def run(self, key: str) -> None:
        """Run a command by its key."""

    def widget(self) -> QWidget:
        """The window, as parent of dialogs."""


class Screen(QWidget):
    """Base of all screens."""

    key: ClassVar[str]
    title: ClassVar[str]
    icon: ClassVar[str]
    order: ClassVar[int] = 50
    watches: ClassVar[frozenset[str]] = frozenset()
    menu: ClassVar[bool] = True
    foot: ClassVar[bool] = False
    under: ClassVar[str] = ""
    roles: ClassVar[frozenset[StaffRole]] = frozenset({StaffRole.CASEWORKER, StaffRole.MANAGER})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self.desk, self.shell = desk, shell

    def fill(self, page: QWidget) -> None:
        """Let one widget be the whole screen."""
        self.setLayout(column(page, spacing=0))

    def refresh(self) -> None:
        """Ask again for what is shown."""

    def open(self, *what: object) -> None:
        """Show this (for screens that show one thing at a time)."""

    def place(self) -> tuple[object, ...]:
        """What `open` needs to come back here after a lock."""
        return ()

    def resume(self, draft: Unfinished, take_up: TakeUp) -> None:
        """Open the form of a draft whose name begins with this screen's key, and hand it to `take_up`."""
        raise LookupError(draft.form)

    @classmethod
    def commands(cls, desk: Desk, shell: Shell) -> list[Command]:
        """Commands for Ctrl+K, known before the screen is built."""
        return []
