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
from abductdesk.i18n import OFFICE_LANGUAGES, L
from abductdesk.ui import workstation
from abductdesk.ui.faults import Guard
from abductdesk.ui.feedback import Notice, ask
from abductdesk.ui.screens.unlock import Unlock
from abductdesk.ui.texts import speak, tongue
from abductdesk.ui.theme import look

if TYPE_CHECKING:
    from abductdesk.actions.office import Office
    from abductdesk.actions.restore import Rescue
    from abductdesk.store.vault import Vault
    from abductdesk.ui.mending import MendDialog
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
        from abductdesk.actions import safe
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
            from_backup=self._from_backup,
        )
        first.created.connect(lambda office, wish: self.enter(office, wish.folder))
        self._show_front(first)

    def unlock(self, *, locked: bool) -> None:
        """Ask for the passphrase; painted first, everything else loads meanwhile."""
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
            unlock=lambda name, phrase: _actions().sign_in(folder, name or None, phrase),
            recover=lambda code: _actions().open_by_code(folder, code),
            locked=locked,
            mend=self._mend,
        )
        unlock.opened.connect(lambda office, _trust: self.enter(office, folder))
        unlock.recovered.connect(self._recovered)
        self._show_front(unlock)
        if trusted:
            self._open_if_trusted(unlock, folder)
        else:
            # the first paint must not share the processor with it
            QTimer.singleShot(100, threading.Thread(target=_load, name="load", daemon=True).start)

    def _open_if_trusted(self, unlock: Unlock, folder: Path) -> None:
        from abductdesk.ui.background import Background

        def opened(office: Office | None) -> None:
            if office is not None and self.session is None:
                self.enter(office, folder)

        waiting = Background(unlock)
        waiting.run(lambda: _actions().sign_in_trusted(folder), then=opened, refused=unlock.refuse)

    def _cannot_read_keys(self, refused: Refused) -> None:
        from abductdesk.store import header

        blank = QWidget()
        self._show_front(blank)
        if header.has_copy(self.folder):
            ask(
                blank, L("The key file is damaged"), refused, L("Use the copy"),
                then=self._use_copy,
            )  # fmt: skip
        elif isinstance(refused, header.HeaderMissing):
            self._restore(_rescue(self.folder), refused).rejected.connect(self.application.quit)
        else:
            notice = Notice(blank, refused)
            notice.finished.connect(self.application.quit)
            notice.open()

    def _mend(self, refused: Refused, name: str, secret: str, by_code: bool) -> None:
        """The vault did not open: where it is damaged, its backups are offered; where it is older than it
        was, a person decides."""
        safe, rescue = _actions(), _rescue(self.folder, name or None, secret, by_code)
        if isinstance(refused, safe.RolledBack):
            from abductdesk.ui.mending import OlderVault

            OlderVault(
                self.front, refused,
                open_it=lambda: self._sign_in(rescue, accept_older=True),
                restore_it=lambda: self._restore(rescue, refused),
            ).open()  # fmt: skip
        elif isinstance(refused, safe.Damaged | safe.HeaderMissing):
            self._restore(rescue, refused)

    def _restore(self, rescue: Rescue, refused: Refused | None) -> MendDialog:
        from abductdesk.ui.mending import MendDialog

        dialog = MendDialog(self.front, rescue, refused, then=self._sign_in)
        dialog.open()
        return dialog

    def _from_backup(self, folder: Path) -> None:
        safe = _actions()
        try:
            safe.check_place(folder)
        except Refused as refused:
            Notice(self.front, refused).open()
            return
        if safe.has_vault(folder):
            Notice(
                self.front, Refused("This folder already holds a vault. Open it, or choose another folder.")
            ).open()
            return
        self._given = folder
        self._restore(_rescue(folder), None)

    def _sign_in(self, rescue: Rescue, accept_older: bool = False) -> None:
        """Sign in with what was typed before the vault was mended."""
        from abductdesk.ui.background import Background

        safe, folder = _actions(), rescue.folder
        waiting = Background(self.front or self)

        def failed(refused: Refused) -> None:
            Notice(self.front, refused).open()

        if rescue.by_code:
            waiting.run(
                lambda: safe.open_by_code(folder, rescue.secret, accept_older=accept_older),
                then=self._recovered, refused=failed,
            )  # fmt: skip
        else:
            waiting.run(
                lambda: safe.sign_in(folder, rescue.name, rescue.secret, accept_older=accept_older),
                then=lambda office: self.enter(office, folder), refused=failed,
            )  # fmt: skip

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

    def enter(self, office: Office, folder: Path) -> None:
        """Somebody signed in: the window opens."""
        self.memory.vault = str(folder)
        preferred = str(office.staff.preferences.get("language") or self.memory.language)
        if preferred in OFFICE_LANGUAGES and preferred != tongue().language:
            speak(preferred)
        from abductdesk.ui.session import Session

        self.session = Session(office, self.guard)
        window = self.session.window
        window.language_wanted.connect(self._language_chosen)
        window.look_wanted.connect(self._look_chosen)
        window.lock_wanted.connect(self.lock)
        window.closing.connect(self.leave)
        self.session.idle.locked.connect(self.lock)
        if self.memory.window:
            window.restoreGeometry(QByteArray.fromBase64(self.memory.window.encode()))
        window.show()
        if self.front is not None:
            self.front.hide()
            self.front.deleteLater()
            self.front = None
        self.memory.save()

    def _language_chosen(self, language: str) -> None:
        self._remember_language(language)
        if self.session is not None:
            self.session.prefer({"language": language})

    def _look_chosen(self, scheme: str, scale: int) -> None:
        self.memory.theme, self.memory.scale = scheme, scale
        self.memory.save()

    def lock(self) -> None:
        """Leave nothing on the screen, close the vault, and ask for the passphrase."""
        if self.session is not None:
            self._end_session()
            self.unlock(locked=True)

    def leave(self) -> None:
        """The window was closed: what was being written is finished first, a backup made if one is due."""
        try:
            if self.session is not None:
                self._end_session(closing=True)
        finally:
            self.application.quit()

    def _end_session(self, closing: bool = False) -> None:
        session, self.session = self.session, None
        assert session is not None
        self.memory.theme, self.memory.scale = look.scheme, look.scale
        self.memory.window = bytes(session.window.saveGeometry().toBase64().data()).decode()
        self.memory.save()
        session.end(closing)


def _actions() -> Any:
    """The safe's actions; the first call loads the database, the rules and the records."""
    from abductdesk.actions import safe

    return safe


def _rescue(folder: Path, name: str | None = None, secret: str = "", by_code: bool = False) -> Rescue:
    from abductdesk.actions.restore import Rescue

    return Rescue(folder, name, secret, by_code)


def _load() -> None:
    """Import while the person types what the window will need."""
    import_module("abductdesk.ui.session")
    import_module("abductdesk.ui.screens").discover()


def _system_language() -> str:
    """The system's language where the program speaks it, else English."""
    spoken = QLocale.system().name().split("_")[0]
    return spoken if spoken in OFFICE_LANGUAGES else "en"
