"""A session at work, and small ways to see what it keeps of what is being typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from abductdesk.actions.cases import open_case
from abductdesk.actions.office import Office
from abductdesk.actions.unfinished import Unfinished, unfinished
from abductdesk.terms import CaseKind
from abductdesk.ui.dialogs import Dialog, FormDialog
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.session import Session
from tests.actions.conftest import removal


@pytest.fixture
def session(office: Office, qtbot: QtBot) -> Iterator[Session]:
    made = Session(office)
    made.window.show()
    qtbot.waitUntil(lambda: made.desk.idle)
    yield made
    if made._away is None:
        made.end()


@pytest.fixture
def prevention(office: Office) -> int:
    new = removal(kind=CaseKind.PREVENTION)
    return int(office.do(open_case, new).result)


def at(session: Session, case_id: int, qtbot: QtBot, tab: str = "") -> CaseScreen:
    """The case, open and read."""
    session.window.open_case(case_id, tab)
    screen = session.window.current()
    assert isinstance(screen, CaseScreen)
    qtbot.waitUntil(lambda: screen._body.isEnabled() and session.desk.idle)
    return screen


def drafter(session: Session) -> Any:
    assert session.drafter is not None
    return session.drafter


def kept(session: Session, qtbot: QtBot) -> list[Unfinished]:
    """What the next round keeps."""
    drafter(session).keep()
    qtbot.waitUntil(lambda: session.desk.idle)
    return session.office.ask(unfinished)


def opened(session: Session) -> list[Dialog]:
    return [each for each in session.window.findChildren(Dialog) if not each.kept.over and each.isVisible()]


def open_forms(session: Session) -> list[FormDialog]:
    return [
        each for each in session.window.findChildren(FormDialog) if not each.kept.over and each.isVisible()
    ]
