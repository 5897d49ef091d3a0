"""Pictures of the real window on a vault: for the demo, the manual and whoever changes a screen."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from abductdesk.actions.casefile import case_file
from abductdesk.actions.caselist import Filter, case_ids
from abductdesk.actions.mediationfile import mediation_file
from abductdesk.actions.office import Office
from abductdesk.actions.returning import returns_board
from abductdesk.actions.supportview import support_file
from abductdesk.ui.session import Session
from abductdesk.ui.texts import speak
from abductdesk.ui.theme import look

SETTLE_SECONDS = 20
NEAREST = 40
CASE_TABS = (
    "overview",
    "people",
    "deadlines",
    "mediation",
    "return",
    "support",
    "services",
    "letters",
    "notes",
    "history",
)


@dataclass(frozen=True)
class Shot:
    """One picture: its name, where to go, in which language and light."""

    name: str
    screen: str
    language: str = "en"
    scheme: str = "light"
    tab: str = ""


SHOTS = (
    Shot("today", "today"),
    Shot("today_dark", "today", "nl", "dark"),
    Shot("today_de", "today", "de"),
    Shot("cases", "cases"),
    Shot("cases_fr", "cases", "fr"),
    Shot("deadlines", "deadlines"),
    Shot("deadlines_de_dark", "deadlines", "de", "dark"),
    Shot("calendar", "calendar"),
    Shot("calendar_nl_dark", "calendar", "nl", "dark"),
    Shot("calls", "calls", "nl"),
    Shot("calculator", "calculator"),
    Shot("directory", "directory"),
    Shot("privacy", "privacy"),
    Shot("vault_people", "safe", tab="people"),
    Shot("vault_backups_nl_dark", "safe", "nl", "dark", "backups"),
    Shot("vault_journal_de", "safe", "de", tab="journal"),
    Shot("returns", "returns"),
    Shot("support", "support"),
    Shot("support_budgets_fr", "support", "fr", tab="budgets"),
    Shot("settings", "settings"),
    *(Shot(f"case_{tab}", "case", tab=tab) for tab in CASE_TABS),
    Shot("case_deadlines_nl_dark", "case", "nl", "dark", "deadlines"),
    Shot("case_overview_fr", "case", "fr", tab="overview"),
    Shot("case_mediation_nl", "case", "nl", tab="mediation"),
)


def take_pictures(office: Office, folder: Path, shots: Sequence[Shot] = SHOTS) -> list[Path]:
    """Write each shot as PNG into the folder; returns the files. Closes the office's vault at the end."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    look.dress("light", 100)
    folder.mkdir(parents=True, exist_ok=True)
    telling = _telling_case(office)
    shown = {"mediation": _mediated_case(office), "return": _returning_case(office),
             "support": _supported_case(office)}  # fmt: skip
    session = Session(office)
    window = session.window
    window.resize(1440, 900)
    window.show()
    taken = []
    for shot in shots:
        speak(shot.language)
        look.choose(shot.scheme, 100)
        if shot.screen == "case":
            window.open_case(shown.get(shot.tab) or telling, shot.tab)
        else:
            window.go(shot.screen, *([shot.tab] if shot.tab else []))
        settle(session)
        path = folder / f"{shot.name}.png"
        window.grab().save(str(path))
        taken.append(path)
    session.end()
    return taken


def settle(session: Session) -> None:
    """Let the window finish what it is asking and painting."""
    end = time.monotonic() + SETTLE_SECONDS
    quiet = 0
    while quiet < 5 and time.monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        quiet = quiet + 1 if session.desk.idle else 0


def _telling_case(office: Office) -> int:
    """A case that shows much: the one with most on it among those with the nearest deadlines."""

    def weight(case_id: int) -> int:
        file = office.ask(case_file, case_id)
        return len(file.events) + 3 * len(file.letters) + 2 * len(file.notes) + len(file.services)

    return max(office.ask(case_ids, Filter())[:NEAREST], key=weight, default=0)


def _mediated_case(office: Office) -> int:
    """A case with a mediation on it, the one with most sessions."""

    def weight(case_id: int) -> int:
        found = office.ask(mediation_file, case_id)
        return 0 if found.mediation is None else 1 + len(found.sessions)

    return max(office.ask(case_ids, Filter()), key=weight, default=0)


def _returning_case(office: Office) -> int:
    """A case with a return that is being prepared."""
    plans = office.ask(returns_board)
    return next((view.plan.case_id for view in plans), 0)


def _supported_case(office: Office) -> int:
    """A case with a request for support, the newest."""
    found = (
        case_id for case_id in office.ask(case_ids, Filter()) if office.ask(support_file, case_id).requests
    )
    return next(found, 0)
