"""Where the vault is, how it is backed up, and whether it is whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from abductdesk.actions import backups, safe
from abductdesk.actions.backups import Attempt, BackupState, Kept
from abductdesk.actions.bureau import SETTINGS_STAFF
from abductdesk.actions.safe import Verified
from abductdesk.faults import Refused
from abductdesk.i18n import LN, N_, L, Message
from abductdesk.ui.background import Background
from abductdesk.ui.backupform import BackupForm
from abductdesk.ui.backupwords import age, folder_words, size, wall, wanting, why
from abductdesk.ui.cards import Card, EmptyState, KeyValues, Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Banner, ask
from abductdesk.ui.restoring import RestoreDialog
from abductdesk.ui.shell import Shell
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Cell, Column, Table
from abductdesk.ui.texts import Text, bind, words
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, label, row


class BackupsTab(TabPage):
    """The vault and its backups; managers and administrators act, everybody sees how things stand."""

    key, title = "backups", N_("Backups")
    watches = frozenset({"bureau"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._state: BackupState | None = None
        self._mine = bool(SETTINGS_STAFF & set(desk.office.staff.roles))
        self.table: Table
        self._background, self._reading = Background(self), Background(self)
        self._busy = False
        self.notice, self.answer = Banner("warn", ""), Banner("neutral", "")
        self.aside = Banner("neutral", "", L("Delete them…"), self.ask_discard)
        for banner in (self.notice, self.answer, self.aside):
            banner.hide()
        self.page = Page("", scroll=False)  # the table has the rest of the height, and scrolls by itself
        self.page.add(self.notice, self.answer, self._state_card())
        self.page.add(self._list_card(), stretch=1)
        self.page.add(self.aside)
        self.fill(self.page)
        desk.noticed.connect(self._noticed)

    def _state_card(self) -> Card:
        self.values = KeyValues(columns=3)
        self.backup = Button(L("&Back up now"), look="primary", icon="backup")
        self.check = Button(L("Check the &vault"), icon="encrypted")
        self.setup = Button(L("Settin&gs…"), look="quiet", icon="settings")
        self.backup.clicked.connect(lambda: self.back_up())
        self.check.clicked.connect(lambda: self.verify())
        self.setup.clicked.connect(lambda: self.set_up())
        self.rule = label("", "caption", wrap=True)
        buttons = QWidget()
        buttons.setLayout(row(self.backup, self.check, None))
        card = Card(L("Vault and backups"), actions=[self.setup])
        card.add(self.values, self.rule, buttons)
        self.backup.setVisible(self._mine)
        self.setup.setVisible(self._mine)
        return card

    def _list_card(self) -> Card:
        self.verify_one = Button(L("V&erify"), icon="ok")
        self.restore_one = Button(L("&Restore…"), icon="history")
        self.elsewhere = Button(L("From a &folder…"), look="quiet", icon="import")
        self.verify_one.clicked.connect(lambda: self.verify_backup(self.table.current()))
        self.restore_one.clicked.connect(lambda: self.restore(self.table.current()))
        self.elsewhere.clicked.connect(lambda: self.choose_folder())
        self.table = Table(
            [
                Column("made", L("Made"), self._made_cell, width=230, stretch=3),
                Column("size", L("Size"), lambda kept: Cell(size(kept.size), second=True), width=90, drop=3),
                Column("entries", L("Journal entries"), _entries_cell, width=130, drop=2),
                Column("verified", L("Verified by opening"), _verified_cell, width=190, stretch=1),
                Column("place", L("Where"), _place_cell, width=200, stretch=1, drop=1),
            ],
            name=L("Backups"),
            empty=EmptyState(
                "backup",
                L("No backup yet"),
                L("One is made by itself while a window is open, and when it closes."),
            ),
            menu=self._menu if self._mine else None,
        )
        self.table.setMinimumHeight(look.px(150))
        self.table.opened.connect(lambda kept: self.restore(kept) if self._mine else None)
        self.table.selected.connect(lambda _kept: self._say_buttons())
        card = Card(L("Backups"), actions=[self.elsewhere, self.verify_one, self.restore_one], flush=True)
        card.add(self.table)
        for button in (self.elsewhere, self.verify_one, self.restore_one):
            button.setVisible(self._mine)
        return card

    # showing

    def refresh(self) -> None:
        run = partial(backups.backup_state, self.desk.office)
        self._reading.run(run, then=self.show_state, refused=lambda refused: self._answer(refused, "danger"))

    @Slot(object)
    def _noticed(self, found: Any) -> None:
        self.show_state(found.state)

    def show_state(self, found: BackupState) -> None:
        """Show how things stand."""
        self._state = found
        said = wanting(found)
        self.notice.say(said)
        self.notice.setVisible(bool(said))
        now = self.desk.office.clock()
        last: Text = (
            L("{at}, {age}", at=wall(found.last), age=age(found.last, now)) if found.last else L("never")
        )
        self.values.show_pairs(
            [
                (L("Where the vault is"), folder_words(found.folder)),
                (L("Last backup"), last),
                (L("Next one due"), L("{at}", at=wall(found.due))),
                (L("Second place"), _second_place(found)),
                (L("How often"), LN("every hour", "every {n} hours", found.hours)),
                (L("Journal"), L("up to entry {number}", number=found.last_entry)),
                (L("Encryption"), L("The whole vault, and every backup")),
            ]
        )
        bind(self.rule, "setText", _joined(_rule(found)))
        self.table.show_rows(found.backups)
        if found.backups and self.table.current() is None:
            self.table.select(0)
        self.aside.say(
            LN(
                "Damaged files that a restore kept lie in {folder}. They may hold what was erased since: "
                "delete them once nobody needs them.",
                "Damaged files that {n} restores kept lie in {folder}. They may hold what was erased since: "
                "delete them once nobody needs them.",
                len(found.aside),
                folder=folder_words(found.aside[0].parent),
            )
            if found.aside
            else ""
        )
        self.aside.setVisible(bool(found.aside) and self._mine)
        self._say_buttons()

    def _made_cell(self, kept: Kept) -> Cell:
        at = wall(kept.made_at)
        return Cell(L("{at}", at=at), why(kept.reason), strong=True, icon="backup")

    def _say_buttons(self) -> None:
        chosen = self.table.current() is not None and not self._busy
        self.verify_one.setEnabled(chosen)
        self.restore_one.setEnabled(chosen)

    def _menu(self, kept: Kept) -> Sequence[QAction]:
        made = []
        for name, run in ((L("Verify"), self.verify_backup), (L("Restore…"), self.restore)):
            action = QAction(words(name), self)
            action.triggered.connect(partial(_call, run, kept))
            made.append(action)
        return made

    # doing

    def _run(self, run: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """In a thread of its own: a slow stick must not keep the screens waiting. One thing at a time."""
        if self._busy:
            return
        self._set_busy(True)
        self._background.run(run, then=partial(self._done, then), refused=self._refused)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for button in (self.backup, self.check, self.setup, self.elsewhere):
            button.setEnabled(not busy)
        self._say_buttons()

    def _done(self, then: Callable[[Any], object], answer: Any) -> None:
        self._set_busy(False)
        then(answer)

    def _refused(self, refused: Refused) -> None:
        self._set_busy(False)
        self._answer(refused, "danger")

    def _answer(self, said: Text, tone: str) -> None:
        self.answer.say(said, tone)
        self.answer.show()

    def back_up(self) -> None:
        """A backup at once."""
        self._answer(L("Backing up…"), "neutral")
        self._run(partial(backups.back_up_now, self.desk.office), self._backed_up)

    def _backed_up(self, attempt: Attempt) -> None:
        if attempt.place_fault is not None:
            self._answer(attempt.place_fault, "warn")
        else:
            self.answer.hide()
            self.shell.toast(L("Backed up, and the backup opens"))
        self.refresh()

    def verify(self) -> None:
        """Check all of the vault."""
        self._answer(L("Checking every page…"), "neutral")
        self._run(partial(safe.verify, self.desk.office), self._verified)

    def _verified(self, found: Verified) -> None:
        self._answer(_joined(found.sentences), "ok" if found.whole else "danger")

    def verify_backup(self, kept: Kept | None) -> None:
        """Check all of a backup."""
        if kept is not None:
            self._answer(L("Checking every page…"), "neutral")
            self._run(partial(backups.verify_backup, self.desk.office, kept.folder), self._backup_verified)

    def _backup_verified(self, found: backups.Verified) -> None:
        self._answer(found.said, "ok" if found.whole else "danger")
        self.refresh()

    def restore(self, kept: Kept | None) -> None:
        """Show what restoring it would take back, and ask."""
        if kept is not None:
            self.restore_folder(kept.folder)

    def choose_folder(self) -> None:
        """A backup that lies somewhere else."""
        found = QFileDialog.getExistingDirectory(self, words(L("Folder of the backup")), str(Path.home()))
        if found:
            self.restore_folder(Path(found))

    def restore_folder(self, folder: Path) -> None:
        """Show what restoring this folder would take back, and ask. Afterwards everybody signs in again."""
        RestoreDialog(self, self.desk, folder, then=lambda: self.shell.run("lock")).open()

    def set_up(self) -> None:
        """How often, how many, where to."""
        if self._state is not None:
            BackupForm(self, self.desk, self._state, then=self.refresh).open()

    def ask_discard(self) -> None:
        """Damaged files go for good."""
        found = self._state
        if found is not None and found.aside:
            ask(
                self,
                L("Delete the damaged files?"),
                L("They cannot be brought back. The vault and its backups stay."),
                L("Delete"),
                then=lambda: self._run(partial(self._discard, found.aside), lambda _none: self.refresh()),
                look="danger",
            )

    def _discard(self, folders: Sequence[Path]) -> None:
        for folder in folders:
            backups.discard_aside(self.desk.office, folder)


def _joined(sentences: Sequence[Message]) -> Text:
    return lambda tongue: " ".join(tongue.say(sentence) for sentence in sentences)


def _call(run: Callable[[Kept | None], None], kept: Kept) -> None:
    run(kept)


def _entries_cell(kept: Kept) -> Cell:
    entries = kept.entries
    return Cell("—" if entries is None else lambda tongue: tongue.value(entries), second=True)


def _verified_cell(kept: Kept) -> Cell:
    return Cell(L("{at}", at=wall(kept.verified_at)), icon="ok", tone="ok")


def _place_cell(kept: Kept) -> Cell:
    if kept.away:
        return Cell(L("Second place only"), second=True)
    return Cell(L("Vault and second place") if kept.copied else L("Beside the vault"), second=True)


def _second_place(found: BackupState) -> Text:
    if found.place is None:
        return L("none: a fault of this disk would take the vault and its backups")
    place = folder_words(found.place)
    if found.place_fault is not None:
        return L("{folder}: not there", folder=place)
    if found.same_disk:
        return L("{folder}: on the same disk as the vault, so no help when it fails", folder=place)
    if found.place_last is None:
        return L("{folder}: no copy yet", folder=place)
    return L("{folder}: last copy {at}", folder=place, at=wall(found.place_last))


def _rule(found: BackupState) -> list[Message]:
    said = [
        L(
            "The newest {kept} backups stay; besides them one of each of the last five weeks and six months, "
            "and what was made before an update or a restore for thirty days.",
            kept=found.kept,
        )
    ]
    if found.goes_on is not None:
        said.append(
            L(
                "The oldest goes on {day} at the latest: what was erased is gone from the backups then.",
                day=found.goes_on,
            )
        )
    return said
