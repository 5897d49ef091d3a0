"""What the tabs of one open case share: desk, shell, the case as last read, how things are done and said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from abductdesk.actions.casefile import CaseFile
from abductdesk.i18n import L
from abductdesk.models.base import Record, Seen, fields_of
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.editors import Choice
from abductdesk.ui.forms import FieldGroup
from abductdesk.ui.letterdialog import write_letter
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, apart
from abductdesk.ui.typed import About
from abductdesk.ui.undoing import say_done
from abductdesk.ui.widgets import Button


class Room(QObject):
    """One case on the screen. `file` is set before any tab is shown."""

    tab_wanted = Signal(str, object)
    """Go to a tab; the second value says what to show there."""

    file: CaseFile

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self.desk, self.shell = desk, shell

    @property
    def case_id(self) -> int:
        return self.file.case.id

    @property
    def window(self) -> QWidget:
        """The parent of dialogs."""
        return self.shell.widget()

    def about(self, form: str, record: Record | None = None) -> About:
        """What a form of this case is about, so that a draft of it can be opened again."""
        if record is None:
            return About(f"case.{form}", self.case_id)
        return About(f"case.{form}", self.case_id, record.__tablename__, record.id)

    def tell(self, said: Text) -> None:
        """Say what was done, with Undo where it can be taken back."""
        say_done(self.desk, self.shell, said)

    def do(self, action: Callable[..., Any], *args: Any, said: Text, **kwargs: Any) -> None:
        """Do something at once and say so; a refusal is said by the window."""
        self.desk.do(action, *args, then=lambda _done: self.tell(said), owner=self, **kwargs)

    def write(self, letter: str, about: int) -> None:
        """Write this letter about this record."""
        write_letter(self.desk, self.shell, self.case_id, self.window, letter, about=about)

    def form(
        self,
        title: Text,
        groups: Sequence[FieldGroup],
        run: Callable[[FormDialog, dict[str, Any]], object],
        *,
        said: Text,
        sentence: Text = "",
        values: Mapping[str, Any] | None = None,
        defaults: Mapping[str, Any] | None = None,
        seen: int = 0,
        choices: Mapping[str, Sequence[Choice]] | None = None,
        accept: Text = "",
        scroll: bool = False,
        above: QWidget | None = None,
        about: About | None = None,
    ) -> FormDialog:
        """A form over the case; says what was done once it is done. `above` stands over the fields."""
        dialog = FormDialog(
            self.window, title, sentence, groups, run=run, accept=accept, values=values,
            defaults={**starting(groups), **(defaults or {})}, seen=seen, choices=choices, scroll=scroll,
            width=600, about=about,
        )  # fmt: skip
        dialog.saved.connect(lambda _touched: self.tell(said))
        if above is not None:
            dialog.body.insertWidget(0, above)
        if scroll:
            dialog.resize(dialog.width(), min(int(self.window.height() * 0.86), 760))
        dialog.open()
        return dialog

    def staff_choices(self) -> list[Choice]:
        """Staff to choose from, those who left marked by their absence."""
        people = sorted(self.file.staff.values(), key=lambda person: person.name)
        return [(person.id, apart(person.name)) for person in people if person.active]

    def staff_name(self, staff_id: int | None) -> str:
        found = self.file.staff.get(staff_id or 0)
        return found.name if found is not None else ""

    def child_choices(self) -> list[Choice]:
        """The children of the case to choose from, eldest first."""
        return [
            (entry.child.id, apart(entry.person.name) or L("Child {number}", number=at + 1))
            for at, entry in enumerate(self.file.children)
        ]


class Tab(QWidget):
    """A tab of the case: built when it is first seen, told whenever the case was read anew. `seen` says for
    whom it is there at all."""

    seen: ClassVar[Seen] = Seen.CASE_STAFF

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room

    def show_file(self, file: CaseFile) -> None:
        """Show the case as it is now."""
        raise NotImplementedError

    def point_at(self, what: object) -> None:
        """Bring one thing of the tab into sight."""


def starting(groups: Sequence[FieldGroup]) -> dict[str, Any]:
    """What a new record starts with, by its fields."""
    fields = [described for group in groups for described in group.fields]
    return {described.name: described.default for described in fields if described.default is not None}


def values_of(record: Record) -> dict[str, Any]:
    """The described fields of a record with their values, for a form."""
    return {name: getattr(record, name) for name in fields_of(type(record))}


def tool(text: Text, icon: str, run: Callable[[], object]) -> Button:
    """A button that is only an icon; its words are name and tooltip."""
    made = Button(text, look="icon", icon=icon)
    made.clicked.connect(lambda: run())
    return made


def quiet(text: Text, icon: str, run: Callable[[], object]) -> Button:
    """A button at the head of a card."""
    made = Button(text, look="quiet", icon=icon)
    made.clicked.connect(lambda: run())
    return made
