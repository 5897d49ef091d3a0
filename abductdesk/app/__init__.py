"""The wiring: vault, desk, window, lock, error hooks. The only place that knows everyone.

Imports inside functions are for the start, as in `doors`, which paints a window in 0.3 s less.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLocale, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from abductdesk.app.doors import Doors
from abductdesk.faults import Refused
from abductdesk.i18n import OFFICE_LANGUAGES
from abductdesk.ui import workstation
from abductdesk.ui.faults import Guard
from abductdesk.ui.texts import speak, tongue
from abductdesk.ui.theme import look

if TYPE_CHECKING:
    from abductdesk.actions.office import Office
    from abductdesk.ui.session import Session

LOG = "abductdesk.log"


def run(vault: Path | None = None) -> int:
    """Open the window, on this vault if given; returns the exit code of the program."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("AbductDesk")
    application.setQuitOnLastWindowClosed(False)
    desktop = Desktop(application, vault)
    QTimer.singleShot(0, desktop.begin)
    return application.exec()


class Desktop(Doors):
    """From start to end: first start or unlock, the window, the lock, and back."""

    def __init__(self, application: QApplication, vault: Path | None) -> None:
        super().__init__(application, workstation.remembered(), vault)
        look.dress(self.memory.theme, self.memory.scale)
        speak(self.memory.language or _system_language())
        self.guard = Guard(workstation.folder() / LOG, self.parent_of_dialogs)
        self.guard.install()
        self._leaving: Session | None = None
        application.aboutToQuit.connect(self._finish_leaving)

    def parent_of_dialogs(self) -> QWidget | None:
        return self.session.window if self.session is not None else self.front

    def begin(self) -> None:
        """First start where there is no vault yet, else unlock (at once on a trusted computer)."""
        from abductdesk.store import header, process

        process.no_core_dumps()
        if not any((self.folder / name).exists() for name in ("vault.db", header.FILE)):
            self.first_start()
        else:
            self.unlock(locked=False)

    def enter(self, office: Office, folder: Path, *, trust: bool = False) -> None:
        """Somebody signed in: the window opens, once they have a passphrase of their own. `trust`: this
        computer shall be trusted."""
        if office.staff.must_change:
            self._ask_own_passphrase(office, folder, trust)
            return
        self.memory.vault = str(folder)
        preferred = str(office.staff.preferences.get("language") or self.memory.language)
        if preferred in OFFICE_LANGUAGES and preferred != tongue().language:
            speak(preferred)
        from abductdesk.ui.session import Session

        place = self._place
        same = place is not None and place[:2] == (folder, office.staff.id)
        self._place, self._leaving = None, None
        self.session = Session(office, self.guard, place[2] if place is not None and same else None)
        window = self.session.window
        window.language_wanted.connect(self._language_chosen)
        window.look_wanted.connect(self._look_chosen)
        window.closing.connect(self.leave)
        window.shut_out.connect(self.lock)
        self.session.lock_wanted.connect(lambda: self.lock())
        if self.memory.window:
            window.restoreGeometry(QByteArray.fromBase64(self.memory.window.encode()))
        window.show()
        if self.front is not None:
            self.front.hide()
            self.front.deleteLater()
            self.front = None
        self.memory.save()
        if trust:
            self.session.trust_this_computer()

    def _language_chosen(self, language: str) -> None:
        self._remember_language(language)
        if self.session is not None:
            self.session.prefer({"language": language})

    def _look_chosen(self, scheme: str, scale: int) -> None:
        self.memory.theme, self.memory.scale = scheme, scale
        self.memory.save()

    def lock(self, why: Refused | None = None) -> None:
        """Leave nothing on the screen, close the vault, and ask for the passphrase; `why` is said there. What
        is being done is finished first, out of sight; nobody gets in before."""
        session = self.session
        if session is None:
            return
        where = session.place
        self._place = (self.folder, session.office.staff.id, where) if where is not None else None
        self._let_go(session)
        self._closed.clear()
        session.end_when_done(self._closed.set)
        self.unlock(locked=True, why=why)

    def leave(self) -> None:
        """The window was closed: what was being written is finished first, a backup made if one is due."""
        session = self.session
        try:
            if session is not None:
                self._let_go(session)
                session.end(closing=True)
        finally:
            self.application.quit()

    def _finish_leaving(self) -> None:
        """The program ends while the lock still waits for what was being done."""
        if self._leaving is not None and not self._closed.is_set():
            self._leaving.end()
            self._closed.set()

    def _let_go(self, session: Session) -> None:
        self.session, self._leaving = None, session
        self.memory.theme, self.memory.scale = look.scheme, look.scale
        self.memory.window = bytes(session.window.saveGeometry().toBase64().data()).decode()
        self.memory.save()


def _system_language() -> str:
    """The system's language where the program speaks it, else English."""
    spoken = QLocale.system().name().split("_")[0]
    return spoken if spoken in OFFICE_LANGUAGES else "en"
