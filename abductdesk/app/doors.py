"""The doors of the program: first start, unlocking, what is offered where a vault does not open.

Imports inside functions are for the start: the unlock window is painted in a third of the time when the
database, the rules and the screens (0.5 s together) are loaded while the person types.
"""

from __future__ import annotations

import threading
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from abductdesk.faults import Refused
from abductdesk.i18n import L, Message
from abductdesk.ui.feedback import Notice, ask
from abductdesk.ui.front import Front
from abductdesk.ui.screens.unlock import Unlock
from abductdesk.ui.texts import tongue
from abductdesk.ui.workstation import Workstation

if TYPE_CHECKING:
    from abductdesk.actions.office import Office
    from abductdesk.actions.restore import Rescue
    from abductdesk.store.vault import Vault
    from abductdesk.ui.mending import MendDialog
    from abductdesk.ui.session import Session
    from abductdesk.ui.window import Place


class Doors(QObject):
    """Every way into a vault. Whoever is let in goes on with `enter`."""

    def __init__(self, application: QApplication, memory: Workstation, vault: Path | None) -> None:
        super().__init__()
        self.application, self.memory = application, memory
        self._given = vault
        self.front: QWidget | None = None
        self.session: Session | None = None
        self._place: tuple[Path, int, Place] | None = None
        self._closed = threading.Event()
        self._closed.set()

    def enter(self, office: Office, folder: Path, *, trust: bool = False) -> None:
        """Somebody signed in: the window opens."""
        raise NotImplementedError

    @property
    def folder(self) -> Path:
        """The vault's folder: the one given, the last one, else the default."""
        if self._given is not None:
            return self._given
        if self.memory.vault:
            return Path(self.memory.vault)
        from abductdesk.store import places

        return places.default_folder()

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
            mend=self._mend,
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
                open_it=lambda: self._sign_in_mended(rescue, accept_older=True),
                restore_it=lambda: self._restore(rescue, refused),
            ).open()  # fmt: skip
        elif isinstance(refused, safe.Damaged | safe.HeaderMissing):
            self._restore(rescue, refused)

    def _restore(self, rescue: Rescue, refused: Refused | None) -> MendDialog:
        from abductdesk.ui.mending import MendDialog

        dialog = MendDialog(self.front, rescue, refused, then=self._sign_in_mended)
        dialog.open()
        return dialog

    def _sign_in_mended(self, rescue: Rescue, accept_older: bool = False) -> None:
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

    def _show_front(self, front: QWidget) -> None:
        old, self.front = self.front, front
        if isinstance(front, Front):
            front.left.connect(self.application.quit)
            front.language_wanted.connect(self._remember_language)
        front.show()
        if old is not None:
            old.deleteLater()

    def _remember_language(self, language: str) -> None:
        self.memory.language = language
        self.memory.save()


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
