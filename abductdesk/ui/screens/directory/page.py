"""One entry of the directory: its fields in groups, and beside them all that hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from abductdesk.actions.directory import (
    fields_for,
    leave_directory,
    return_to_directory,
    verify_entry,
)
from abductdesk.actions.directorymerge import unmerge_entry
from abductdesk.actions.directorypage import EntryPage, entry_page
from abductdesk.i18n import L
from abductdesk.models import DirectoryEntry
from abductdesk.ui.cards import Card, KeyValues, Page, clear
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Banner, ask
from abductdesk.ui.icons import icon
from abductdesk.ui.screens.directory import beside
from abductdesk.ui.screens.directory import words as say
from abductdesk.ui.screens.directory.forms import GROUPS, EntryDialog, ask_to_merge
from abductdesk.ui.screens.directory.history import HistoryDialog
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, apart, isolate, term, words
from abductdesk.ui.undoing import say_done
from abductdesk.ui.widgets import Button, Pill, column, row

_LONG = frozenset({"note", "courts", "source"})


class EntryView(QWidget):
    """The page of an entry. Escape goes back to the list, F2 changes the entry."""

    def __init__(self, desk: Desk, shell: Shell, *, back: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self.shell, self._back = desk, shell, back
        self._entry_id = 0
        self._shown: EntryPage | None = None
        self.verify = Button(L("Mark as verified"), look="primary", icon="verified")
        self.edit = Button(L("Change"), icon="edit", tip=L("Change (F2)"))
        self.more = Button(L("More"), look="icon", icon="more")
        self.verify.clicked.connect(self.mark_verified)
        self.edit.clicked.connect(self.change)
        self.more.clicked.connect(self.show_more)
        self.page = Page(L("Entry"), actions=[self.verify, self.edit, self.more])
        self.to_list = Button(L("Directory"), look="link", icon="back")
        self.to_list.clicked.connect(lambda: self._back())
        self.page.header.trail.addWidget(self.to_list)
        self.page.header.trail.addStretch(1)
        self._notices = column(spacing=8)
        self.page.body.addLayout(self._notices)
        self._left, self._right = column(spacing=16), column(spacing=16)
        sides = row(spacing=16)
        sides.addLayout(self._left, 3)
        sides.addLayout(self._right, 2)
        self.page.body.addLayout(sides)
        self.page.body.addStretch(1)
        self.setLayout(column(self.page, spacing=0))
        self.page.setEnabled(False)
        QShortcut(QKeySequence("F2"), self).activated.connect(self.change)
        QShortcut(QKeySequence("Ctrl+M"), self).activated.connect(self.show_more)

    def show_entry(self, entry_id: int) -> None:
        """Open an entry."""
        if entry_id != self._entry_id:
            self.page.setEnabled(False)
        self._entry_id = entry_id
        self.refresh()

    def refresh(self) -> None:
        """Read the entry anew."""
        if self._entry_id:
            self.desk.ask(entry_page, self._entry_id, then=self.show_page, refused=self._gone, latest="entry")

    def _gone(self, _refused: object) -> None:
        self._entry_id = 0
        self._back()

    def show_page(self, found: EntryPage) -> None:
        """Show the entry with all that hangs on it."""
        first = self._shown is None or self._shown.entry.id != found.entry.id
        held = self._held()
        self._shown, entry = found, found.entry
        self.page.title(apart(entry.name))
        firm = entry.organisation if entry.organisation != entry.name else ""
        self.page.subtitle(say.joined(term(entry.kind.label), apart(firm), apart(entry.city)))
        self._pills(found)
        self._show_notices(found)
        merged = found.root is not None
        self.verify.setVisible(found.standing.current)
        self.edit.setVisible(not merged)
        clear(self._left)
        clear(self._right)
        for card in _field_cards(entry):
            self._left.addWidget(card)
        for card in beside.cards(self.desk, self.shell, found):
            self._right.addWidget(card)
        for side in (self._left, self._right):
            side.addStretch(1)
        self.page.setEnabled(True)
        if first and self.isVisible():
            self.edit.setFocus() if not merged else self.to_list.setFocus()
        elif held:
            QTimer.singleShot(0, self, partial(self._hold, held))  # new widgets are shown from the event loop

    def _held(self) -> str:
        now = QApplication.focusWidget()
        return now.accessibleName() if now is not None and self.isAncestorOf(now) else ""

    def _hold(self, name: str) -> None:
        """The page was made anew: the keyboard goes back to the button of the same name."""
        again = (each for each in self.findChildren(QWidget) if each.accessibleName() == name)
        next((each for each in again if each.isVisibleTo(self)), self.edit).setFocus()

    def _pills(self, found: EntryPage) -> None:
        clear(self.page.header.pills)
        said, tone, sign = say.standing_words(found.standing)
        pills = [Pill(said, tone, icon=sign)]
        ends = say.ending(found.entry.kind, found.entry.accredited_until, found.today)
        if ends is not None and found.standing.current:
            pills.append(Pill(ends[0], ends[1], icon=ends[2]))
        for pill in pills:
            self.page.header.pills.addWidget(pill)

    def _show_notices(self, found: EntryPage) -> None:
        clear(self._notices)
        entry = found.entry
        if found.root is not None:
            root = found.root
            text = L("This entry was merged into {name}.", name=isolate(root.name))
            show = partial(self.show_entry, root.id)
            self._notices.addWidget(Banner("neutral", text, L("Show that entry"), show))
        elif entry.left_on is not None:
            text = L("Left the directory on {day}: the entry is on no list.", day=entry.left_on)
            self._notices.addWidget(Banner("neutral", text, L("Bring back"), self.bring_back))
        for gone in found.merged:
            text = L("Has taken over {name}.", name=isolate(gone.name))
            undo = partial(self.unmerge, gone)
            self._notices.addWidget(Banner("neutral", text, L("Undo the merge"), undo))

    # what can be done

    def _do(self, said: Text, action: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        self.desk.do(
            action, *args, then=lambda _done: say_done(self.desk, self.shell, said), owner=self, **kwargs
        )

    def mark_verified(self) -> None:
        """Somebody checked the entry with whom it is about."""
        if self._shown is not None:
            entry = self._shown.entry
            self._do(L("Verified today."), verify_entry, entry.id, seen=entry.version)

    def change(self) -> None:
        if self._shown is not None and self._shown.root is None and self.isVisible():
            entry = self._shown.entry
            EntryDialog(self.desk, self.shell, entry.kind, entry).open()

    def leave(self) -> None:
        """Ask, then take the entry out."""
        if self._shown is not None:
            entry = self._shown.entry
            ask(
                self.shell.widget(),
                L("Take {name} out of the directory?", name=isolate(entry.name)),
                L("The entry stays, with what was given, and can be brought back. It will be on no list."),
                L("Take out"),
                then=lambda: self._do(
                    L("The entry has left the directory."), leave_directory, entry.id, seen=entry.version
                ),
            )

    def bring_back(self) -> None:
        if self._shown is not None:
            entry = self._shown.entry
            self._do(L("The entry is back."), return_to_directory, entry.id, seen=entry.version)

    def unmerge(self, gone: DirectoryEntry) -> None:
        self._do(L("The entries stand apart again."), unmerge_entry, gone.id, seen=gone.version)

    def show_more(self) -> None:
        """History, merging, leaving."""
        if self._shown is None or not self.isVisible():
            return
        found, menu = self._shown, QMenu(self)
        offers: list[tuple[Text, str, Callable[[], object]]] = [
            (L("History…"), "history", lambda: HistoryDialog(self.desk, self.shell, found.entry).open())
        ]
        if found.root is None:
            merge = partial(ask_to_merge, self.desk, self.shell, found.entry)
            offers.append((L("Merge with another entry…"), "merge", merge))
            if found.entry.left_on is None:
                offers.append((L("Take out of the directory…"), "deleted", self.leave))
        for title, sign, run in offers:
            action = menu.addAction(icon(sign), words(title))
            action.triggered.connect(lambda _=False, run=run: run())
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self.more.mapToGlobal(QPoint(self.more.width(), self.more.height() + 4))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def event(self, event: QEvent) -> bool:
        """Escape is the page's own: without this the window would take it first."""
        override = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if override and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)


def _field_cards(entry: DirectoryEntry) -> list[Card]:
    """The fields in their groups; a group that says nothing is left out."""
    fields = fields_for(entry.kind)
    made = []
    for title, names in GROUPS:
        own = [fields[name] for name in names if name in fields]
        told = [(each, say.value_of(each, getattr(entry, each.name))) for each in own]
        if not any(value for _, value in told):
            continue
        card = Card(title)
        short = [(term(each.label), value) for each, value in told if each.name not in _LONG]
        long = [(term(each.label), value) for each, value in told if each.name in _LONG and value]
        if short:
            card.add(KeyValues(short, columns=2))
        if long:
            card.add(KeyValues(long, columns=1))
        made.append(card)
    return made
