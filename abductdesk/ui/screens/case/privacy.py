"""Data protection on a case: who is restricted, who is to be informed, and a request from somebody's card."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from abductdesk.actions.casefile import CaseFile
from abductdesk.i18n import LN, L
from abductdesk.models import Person
from abductdesk.ui.feedback import Banner
from abductdesk.ui.holddialog import ask_lifting, ask_restriction, ask_use, reminder, said_of
from abductdesk.ui.icons import icon
from abductdesk.ui.requestdialog import manages, new_request
from abductdesk.ui.screens.case.room import Room
from abductdesk.ui.texts import words
from abductdesk.ui.urgency import due_text
from abductdesk.ui.widgets import Button, IconTile, label, row


def add_offers(menu: QMenu, room: Room, person: Person) -> None:
    """A request; for managers, a restriction of this person's data and what can be done with one."""
    desk, shell = room.desk, room.shell
    menu.addAction(
        icon("privacy"), words(L("Data-subject request…")),
        partial(new_request, desk, shell, person.id, person.name),
    )  # fmt: skip
    if manages(desk):
        hold = next((hold for hold in room.file.holds if hold.person_id == person.id), None)
        if hold is None:
            run = partial(ask_restriction, desk, shell, person.id, person.name)
            menu.addAction(icon("no_entry"), words(L("Restrict the use of their data…")), run)
        else:
            allow = partial(ask_use, desk, shell, hold, person.name)
            menu.addAction(icon("decision"), words(L("Allow a use…")), allow)
            menu.addAction(
                icon("ok"), words(L("Lift…")), partial(ask_lifting, desk, shell, hold, person.name)
            )


def hold_banners(file: CaseFile, person: Person) -> list[Banner]:
    """The restriction on somebody, as it stands on their card."""
    return [
        Banner("warn", reminder(hold), title=said_of(hold))
        for hold in file.holds
        if hold.person_id == person.id
    ]


def informing_line(room: Room) -> QWidget | None:
    """One quiet line: how many people are not informed yet, and until when; None where all are."""
    waiting = [duty for duty in room.file.duties if duty.open]
    if not waiting or not room.file.case.open:
        return None
    first = min(duty.due for duty in waiting)
    said = LN("{n} person not informed yet (Art. 14)", "{n} people not informed yet (Art. 14)", len(waiting))
    late = first < room.file.today
    go = Button(L("Show"), look="link")
    go.clicked.connect(lambda: room.shell.go("privacy", "informing"))
    line = row(IconTile("late" if late else "privacy", "warn_text" if late else "text3", size=15), spacing=8)
    line.addWidget(label(lambda tongue: f"{tongue.say(said)} · {words(due_text(first))}", "caption"))
    line.addWidget(go)
    line.addStretch(1)
    made = QWidget()
    made.setLayout(line)
    return made
