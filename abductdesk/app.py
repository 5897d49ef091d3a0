"""The wiring: vault, desk, window, lock, error hooks. The only place that knows everyone.

Imports inside functions are for the start: the unlock window is painted in a third of the time when the
database, the rules and the screens (0.5 s together) are loaded while the person types.
"""

from __future__ import annotations

import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from abductdesk.faults import Refused
from abductdesk.i18n import OFFICE_LANGUAGES, L, Message
from abductdesk.ui import workstation
from abductdesk.ui.faults import Guard
from abductdesk.ui.feedback import Notice, ask
from abductdesk.ui.screens.unlock import Unlock
from abductdesk.ui.texts import speak, tongue
from abductdesk.ui.theme import look

if TYPE_CHECKING:
    from abductdesk.actions.office import Office
    from abductdesk.store.vault import Vault
    from abductdesk.ui.session import Session
    from abductdesk.ui.window import Place

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


class Desktop(QObject):
    """From start to end: first start or unlock, the window, the lock, and back."""

    def __init__(self, application: QApplication, vault: Path | None) -> None:
        super().__init__()
        self.application = application
        self.memory = workstation.remembered()
        look.dress(self.memory.theme, self.memory.scale)
        speak(self.memory.language or _system_language())
        self.guard = Guard(workstation.folder() / LOG, self.parent_of_dialogs)
        self.guard.install()
        self._given = vault
        self.front: QWidget | None = None
        self.session: Session | None = None
        self._leaving: Session | None = None
        self._place: tuple[Path, int, Place] | None = None
        self._closed = threading.Event()
        self._closed.set()
        application.aboutToQuit.connect(self._finish_leaving)

    def parent_of_dialogs(self) -> QWidget | None:
        return self.session.window if self.session is not None else self.front

    @property
    def folder(self) -> Path:
        """The vault's folder: the one given, the last one, else the default."""
        if self._given is not None:
            return self._given
        if self.memory.vault:
            return Path(self.memory.vault)
        from abductdesk.store import places

        return places.default_folder()

    def begin(self) -> None:
        """First start where there is no vault yet, else unlock (at once on a trusted computer)."""
        from abductdesk.store import header, process

        process.no_core_dumps()
        if not any((self.folder / name).exists() for name in ("vault.db", header.FILE)):
            self.first_start()
        else:
            self.unlock(locked=False)

    def first_start(self) -> None:
        """The assistant that makes the bureau's vault."""
        from abductdesk.actions import moving, safe
        from abductdesk.ui.printing import print_pdf
        from abductdesk.ui.screens.first_start import FirstStart, Wish

        made: list[Office] = []

        def create(wish: Wish) -> tuple[Office, str]:
            office, code = safe.found(
                wish.folder, bureau=wish.bureau, person=wish.person, passphrase=wish.passphrase
            )
            made.append(office)
            return office, code

        def sheet(code: str) -> None:
            print_pdf(first, safe.recovery_sheet(made[-1], code, tongue().language))

        first = FirstStart(
            create=create,
            strength=safe.strength,
            folder=self.folder,
            check=safe.check_place,
            print_code=sheet,
            bring=lambda chosen: moving.bring(chosen, self.folder),
        )
        first.brought.connect(self.open_brought)
        first.created.connect(lambda office, wish: self.enter(office, wish.folder))
        self._show_front(first)

    def open_brought(self, part: Path) -> None:
        """A vault was copied here from a stick or backup: its passphrase opens and checks the copy, which
        then takes its place."""
        from abductdesk.actions import moving, safe

        folder = self.folder

        def back() -> None:
            moving.forget_brought(part)
            self.first_start()

        unlock = Unlock(
            [(who.name, who.name) for who in safe.people(part)],
            unlock=lambda name, phrase: moving.open_brought(part, folder, name or None, phrase),
            recover=lambda code: moving.open_brought_by_code(part, folder, code),
            sentence=L(
                "The copy is opened and checked, then takes its place on this computer. What you chose stays "
                "as it is."
            ),
            back=back,
        )
        self._connect(unlock, folder)

    def _connect(self, unlock: Unlock, folder: Path) -> None:
        unlock.opened.connect(lambda office, trust: self.enter(office, folder, trust=trust))
        unlock.recovered.connect(self._recovered)
        self._show_front(unlock)

    def unlock(self, *, locked: bool, why: Refused | None = None) -> None:
        """Ask for the passphrase; painted first, everything else loads meanwhile. `why`: what ended the
        work that went before."""
        from abductdesk.store import header

        folder = self.folder
        try:
            slots = header.read(folder).slots
        except Refused as refused:
            self._cannot_read_keys(refused)
            return
        trusted = not locked and any(slot.kind == "workstation" for slot in slots)
        unlock = Unlock(
            [(slot.name, slot.name) for slot in slots if slot.kind == "person"],
            unlock=lambda name, phrase: self._sign_in(folder, name, phrase),
            recover=lambda code: self._open_by_code(folder, code),
            locked=locked,
        )
        if why is not None:
            unlock.tell(why)
        if locked and self._place is not None:
            mine = (slot.name for slot in slots if (slot.kind, slot.staff_id) == ("person", self._place[1]))
            unlock.who.choose(next(mine, ""))
        self._connect(unlock, folder)
        if trusted:
            self._open_if_trusted(unlock, folder)
        else:
            # the first paint must not share the processor with it
            QTimer.singleShot(100, threading.Thread(target=_load, name="load", daemon=True).start)

    def _sign_in(self, folder: Path, name: str, phrase: str) -> Office:
        """In a thread: what was going on at the lock is finished first."""
        self._closed.wait()
        office: Office = _actions().sign_in(folder, name or None, phrase)
        return office

    def _open_by_code(self, folder: Path, code: str) -> Vault:
        self._closed.wait()
        vault: Vault = _actions().open_by_code(folder, code)
        return vault

    def _open_if_trusted(self, unlock: Unlock, folder: Path) -> None:
        from abductdesk.ui.background import Background

        def opened(answer: tuple[Office | None, Message | None, bool]) -> None:
            office, why_asked, again = answer
            if office is not None and self.session is None:
                self.enter(office, folder)
            elif why_asked is not None:
                unlock.tell(why_asked, offer_trust=again)

        waiting = Background(unlock)
        waiting.run(lambda: _actions().start_trusted(folder), then=opened, refused=unlock.tell)

    def _cannot_read_keys(self, refused: Refused) -> None:
        from abductdesk.store import header

        blank = QWidget()
        self._show_front(blank)
        if header.has_copy(self.folder):
            ask(
                blank, L("The key file is damaged"), refused, L("Use the copy"),
                then=self._use_copy,
            )  # fmt: skip
        else:
            notice = Notice(blank, refused)
            notice.finished.connect(self.application.quit)
            notice.open()

    def _use_copy(self) -> None:
        from abductdesk.store import header

        header.use_copy(self.folder)
        self.unlock(locked=False)

    def _recovered(self, opened: Vault) -> None:
        from abductdesk.ui.passphrase import NewPassphrase

        safe, people = _actions(), opened.people()
        dialog = NewPassphrase(
            self.front, L("Choose a new passphrase"), L("The recovery code opened the vault."),
            strength=safe.strength, people=[(who, who.name) for who in people],
            change=lambda who, _old, new: safe.recover(opened, who, new),
            then=lambda office: self.enter(office, opened.folder),
        )  # fmt: skip
        dialog.rejected.connect(opened.close)
        dialog.open()

    def _show_front(self, front: QWidget) -> None:
        old, self.front = self.front, front
        if isinstance(front, Unlock) or hasattr(front, "left"):
            front.left.connect(self.application.quit)
            front.language_wanted.connect(self._remember_language)  # type: ignore[attr-defined]
        front.show()
        if old is not None:
            old.deleteLater()

    def _remember_language(self, language: str) -> None:
        self.memory.language = language
        self.memory.save()

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

    def _ask_own_passphrase(self, office: Office, folder: Path, trust: bool) -> None:
        from abductdesk.ui.passphrase import NewPassphrase

        safe = _actions()
        dialog = NewPassphrase(
            self.front, L("Choose your own passphrase"),
            L("The one that you were given was for this first time. Choose one that nobody else knows."),
            strength=safe.strength, change=lambda _who, _old, new: safe.choose_passphrase(office, new),
            then=lambda _: self.enter(office, folder, trust=trust),
        )  # fmt: skip
        dialog.rejected.connect(office.vault.close)
        dialog.open()

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
        """The window was closed: what was being written is finished first."""
        session = self.session
        if session is not None:
            self._let_go(session)
            session.end()
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


def _actions() -> Any:
    """The safe's actions; the first call loads the database, the rules and the records."""
    from abductdesk.actions import safe

    return safe


def _load() -> None:
    """Import while the person types what the window will need."""
    import_module("abductdesk.ui.session")
    import_module("abductdesk.ui.screens").discover()


def _system_language() -> str:
    """The system's language where the program speaks it, else English."""
    spoken = QLocale.system().name().split("_")[0]
    return spoken if spoken in OFFICE_LANGUAGES else "en"
