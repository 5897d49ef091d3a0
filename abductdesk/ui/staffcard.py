"""Who works here, and letting a colleague in: name and roles first, then a passphrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from abductdesk.actions import safe
from abductdesk.actions.staff import admit
from abductdesk.i18n import L
from abductdesk.models import Staff
from abductdesk.models.base import fields_of
from abductdesk.terms import StaffRole
from abductdesk.ui.cards import Card, KeyValues
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.forms import pick
from abductdesk.ui.passphrase import NewPassphrase
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text
from abductdesk.ui.typed import About
from abductdesk.ui.widgets import Button


class StaffCard(Card):
    """Everybody with their roles; an administrator adds people. `done` runs after somebody was added."""

    def __init__(self, desk: Desk, shell: Shell, done: Callable[[], object]) -> None:
        super().__init__(L("Who works here"))
        self._desk, self._shell, self._done = desk, shell, done
        self._people = KeyValues()
        self.add_person = Button(L("Add a person…"), look="quiet", icon="add")
        self.add_person.clicked.connect(lambda: self.ask_name())
        self.add_action(self.add_person)
        self.add(self._people)
        if StaffRole.ADMINISTRATOR not in desk.office.staff.roles:
            self.add_person.hide()

    def show_people(self, staff: Sequence[Staff]) -> None:
        """One line a person."""
        self._people.show_pairs([(_roles(person), person.name) for person in staff])

    def ask_name(self) -> FormDialog:
        """Name and roles of the new colleague."""
        dialog = FormDialog(
            self,
            L("Add a colleague"),
            L("They sign in under this name; it can be read on this computer without a passphrase."),
            pick(fields_of(Staff), "name", "roles", "phone", "email"),
            run=self._ask_passphrase,
            accept=L("&Next"),
            about=About("safe.colleague"),
        )
        dialog.open()
        return dialog

    def _ask_passphrase(self, asked: FormDialog, values: dict[str, Any]) -> None:
        asked.done_well(None)
        name, office = str(values.get("name", "")), self._desk.office
        NewPassphrase(
            self,
            L("A passphrase for {name}", name=name),
            L("Let {name} type it, and change it under Settings at the first use.", name=name),
            strength=safe.strength,
            change=lambda _who, _old, new: admit(office, values, new),
            then=lambda _id: self._added(name),
        ).open()

    def _added(self, name: str) -> None:
        self._shell.toast(L("{name} can sign in now", name=name))
        self._done()


def _roles(person: Staff) -> Text:
    roles = [StaffRole(role) for role in person.roles]
    return (lambda tongue: tongue.listing(roles)) if person.active else L("no longer works here")
