"""A real window over a real vault with a few cases, and small ways to wait for what it shows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar

from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from abductdesk.actions.cases import NewCase, open_case
from abductdesk.actions.entries import add_entry
from abductdesk.actions.office import Office
from abductdesk.actions.people import NewChild, NewPerson
from abductdesk.i18n import L
from abductdesk.models import FollowUp
from abductdesk.terms import CaseKind, ContactKind, EventKind, Role
from abductdesk.ui.desk import Desk
from abductdesk.ui.rows import Model
from abductdesk.ui.screens import discover
from abductdesk.ui.tables import Table
from abductdesk.ui.window import Window
from tests.ui.conftest import TODAY

D = TypeVar("D", bound=QDialog)


def open_window(desk: Desk, qtbot: QtBot, key: str) -> Window:
    """The program's own window on this screen, in front."""
    made = Window(desk, discover(), ("An Peeters", L("Caseworker")))
    qtbot.addWidget(made)
    made.go(key)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def abduction(office: Office, given: str = "Lina", family: str = "Voorbeeld", **values: Any) -> int:
    """A removal from Belgium to France ten months ago; `seised` days ago a court was seised."""
    seised = values.pop("seised", None)
    events: list[dict[str, Any]] = [{"kind": EventKind.REMOVAL, "date": TODAY - timedelta(days=300)}]
    if seised is not None:
        events.append({"kind": EventKind.COURT_SEISED, "date": TODAY - timedelta(days=seised)})
    new = NewCase(
        values={
            "kind": CaseKind.REMOVAL,
            "habitual_residence_state": "BE",
            "requested_state": "FR",
            **values,
        },
        children=[NewChild({"given_names": given, "family_names": family, "born": date(2019, 5, 4)})],
        people=[
            NewPerson(
                Role.LEFT_BEHIND_PARENT,
                {"given_names": "Tom", "family_names": family},
                [{"kind": ContactKind.PHONE, "value": "+32 470 12 34 56"}],
            )
        ],
        events=events,
    )
    return int(office.do(open_case, new).result)


def follow_up(office: Office, case_id: int, what: str, days: int) -> int:
    """A follow-up so many days from today."""
    values = {"what": what, "due": TODAY + timedelta(days=days)}
    return int(office.do(add_entry, case_id, FollowUp.__tablename__, values).result)


def said(table: Table) -> dict[str, list[str]]:
    """What stands below each heading of a grouped table, first column; all of it under "" without groups."""
    model: Model = table.model
    found: dict[str, list[str]] = {}
    heading = ""
    for at in range(model.rowCount()):
        text = str(model.index(at, 0).data())
        if model.group_at(at) is not None:
            heading = text
            found[heading] = []
        else:
            found.setdefault(heading, []).append(text)
    return found


def cell(table: Table, at: int, key: str) -> str:
    """What a cell says."""
    columns = [table.key_of(each) for each in range(table.model.columnCount())]
    return str(table.model.index(at, columns.index(key)).data())


def dialog(kind: type[D]) -> D:
    """The dialog of this kind that is open."""
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
    assert len(found) == 1, f"{len(found)} dialogs of this kind are open"
    return found[0]


def press(inside: QWidget, name: str) -> None:
    """Press the visible button of this name."""
    found = [
        each
        for each in inside.findChildren(QAbstractButton)
        if each.accessibleName() == name and each.isVisibleTo(inside) and each.isEnabled()
    ]
    assert len(found) == 1, f"{len(found)} buttons “{name}”"
    found[0].click()
