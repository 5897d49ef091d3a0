"""What data protection offers on a person's card: a copy of their data, a request, a restriction, erasing."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from abductdesk.i18n import L
from abductdesk.models import Person
from abductdesk.terms import StaffRole
from abductdesk.ui.accessdialog import DataDialog
from abductdesk.ui.erasedialog import ask_erase
from abductdesk.ui.icons import icon
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.privacy import add_offers
from abductdesk.ui.screens.case.room import Room
from abductdesk.ui.texts import Text, words
from abductdesk.ui.widgets import Button


class PersonMenu(Button):
    """Hidden for somebody who was erased."""

    def __init__(self, room: Room, person: Person, name: Text) -> None:
        super().__init__(say.joined(L("Data protection"), name), look="icon", icon="more")
        self._room, self._person = room, person
        self.clicked.connect(lambda: self.show_menu())
        if person.erased_on is not None:
            self.hide()

    def menu(self) -> QMenu:
        """What can be done."""
        room, person_id = self._room, self._person.id
        made = QMenu(self)
        data = made.addAction(icon("export"), words(L("Data of this person…")))
        data.triggered.connect(lambda: DataDialog(room.desk, room.shell, person_id).open())
        add_offers(made, room, self._person)
        if StaffRole.MANAGER in map(StaffRole, room.desk.office.staff.roles):
            erase = made.addAction(icon("anonymise"), words(L("Erase…")))
            erase.triggered.connect(lambda: ask_erase(room.desk, room.shell, person_id))
        return made

    def show_menu(self) -> None:
        """Show it below the button."""
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height())))
