"""The case screen: header, tabs built when first seen, the case read anew when something of it changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QWidget

from abductdesk.actions.casefile import CaseFile, case_file
from abductdesk.actions.cases import record_view
from abductdesk.actions.sight import may_see
from abductdesk.actions.unfinished import Unfinished
from abductdesk.i18n import N_, L
from abductdesk.models import Case, Person
from abductdesk.ui.cards import EmptyState
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Banner
from abductdesk.ui.icons import icon
from abductdesk.ui.letterdialog import write_letter
from abductdesk.ui.screens.case import commands
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.deadlines import DeadlinesTab
from abductdesk.ui.screens.case.eventform import record_event
from abductdesk.ui.screens.case.goingon import NOTE, open_again, tab_of
from abductdesk.ui.screens.case.header import CaseHeader
from abductdesk.ui.screens.case.history import HistoryTab
from abductdesk.ui.screens.case.letters import LettersTab
from abductdesk.ui.screens.case.mediation.tab import MediationTab
from abductdesk.ui.screens.case.moves import MovesPanel, moves
from abductdesk.ui.screens.case.notes import NotesTab
from abductdesk.ui.screens.case.overview import OverviewTab
from abductdesk.ui.screens.case.people import PeopleTab
from abductdesk.ui.screens.case.returning.tab import ReturnTab
from abductdesk.ui.screens.case.room import Room, Tab
from abductdesk.ui.screens.case.services import ServicesTab
from abductdesk.ui.screens.case.staleletters import ask_about_letters
from abductdesk.ui.screens.case.support.tab import SupportTab
from abductdesk.ui.screens.case.whatif import open_what_if
from abductdesk.ui.shell import Command, Screen, Shell, TakeUp
from abductdesk.ui.texts import Text, term, words
from abductdesk.ui.widgets import Button, Segments, column, line

TABS: dict[str, tuple[str, type[Tab]]] = {
    "overview": (N_("Overview"), OverviewTab),
    "people": (N_("People"), PeopleTab),
    "deadlines": (N_("Events and deadlines"), DeadlinesTab),
    "mediation": (N_("Mediation"), MediationTab),
    "return": (N_("Return and aftercare"), ReturnTab),
    "letters": (N_("Letters"), LettersTab),
    "services": (N_("Services"), ServicesTab),
    "support": (N_("Support"), SupportTab),
    "notes": (N_("Notes"), NotesTab),
    "history": (N_("History"), HistoryTab),
}
PAGE = (28, 16, 28, 0)


# records that change what every case says
FOR_EVERY_CASE = frozenset({"staff", "bureau", "verified_state", "holiday_change"})


class CaseScreen(Screen):
    """One case. It listens to the desk itself, since only what concerns this case matters to it."""

    key, title, icon = "case", N_("Case"), "cases"
    menu, under = False, "cases"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.room = Room(desk, shell)
        self._case_id = 0
        self._point: object = None
        self._going_on: tuple[Unfinished, TakeUp] | None = None
        self._left, self._arriving, self._own = True, False, False
        self._built: dict[str, Tab] = {}
        self._stale: set[str] = set()
        self._lay_out()
        self._bind_keys()
        self.room.tab_wanted.connect(self.show_tab)
        desk.touched.connect(self._touched)

    def _lay_out(self) -> None:
        self.letter = Button(
            L("Write letter"), icon="write_letter", tip=_with_keys(L("Write letter"), "Ctrl+L")
        )
        self.event_button = Button(
            L("Record event"), look="primary", icon="add", tip=_with_keys(L("Record event"), "Ctrl+E")
        )
        self.more = Button(L("More"), look="icon", icon="more", tip=_with_keys(L("More"), "Ctrl+M"))
        self.header = CaseHeader(self.room, (self.letter, self.event_button, self.more))
        staff = self.desk.office.staff
        self._offered = {key: name for key, (name, tab) in TABS.items() if may_see(staff, tab.seen)}
        self.tabs = Segments([(key, term(name)) for key, name in self._offered.items()], kind="tab")
        self.banner, self.moved = Banner("neutral", ""), MovesPanel()
        self._pages = QStackedWidget()
        head = QWidget()
        head.setProperty("ground", "page")
        layout = column(self.header, self.tabs, spacing=12, margins=PAGE)
        head.setLayout(layout)
        self._notice = QWidget()
        self._notice.setLayout(column(self.banner, margins=(28, 12, 28, 0)))
        self._notice.hide()
        self._body = QWidget()
        body = column(head, line(), self._notice, self.moved, spacing=0)
        body.addWidget(self._pages, 1)
        self._body.setLayout(body)
        self._gone = EmptyState("cases", L("No case is open"), L("Choose a case in the list or with Ctrl+K."))
        self._either = QStackedWidget()
        self._either.addWidget(self._body)
        self._either.addWidget(self._gone)
        self.fill(self._either)
        self._body.setEnabled(False)  # until the first answer
        self.letter.clicked.connect(self.write)
        self.event_button.clicked.connect(self.record)
        self.more.clicked.connect(self.show_more)
        self.tabs.chosen.connect(lambda key: self.show_tab(key))

    def _bind_keys(self) -> None:
        bound = {"Ctrl+E": self.record, "Ctrl+L": self.write, "Ctrl+M": self.show_more, "F2": self.edit}
        for keys, run in bound.items():
            QShortcut(QKeySequence(keys), self).activated.connect(run)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._step, step))

    @classmethod
    def commands(cls, desk: Desk, shell: Shell) -> list[Command]:
        def run() -> None:
            screen = shell.current()
            if isinstance(screen, CaseScreen):
                screen.what_if()
            else:
                shell.toast(L("Open a case first."))

        return [Command("what_if", L("What if… (on the open case)"), "what_if", run)]

    # opening and refreshing

    def open(self, *what: object) -> None:
        """Open a case by id, on a tab if named; what was seen before is journalled as a view once."""
        case_id, tab = int(str(what[0])), str(what[1]) if len(what) > 1 else ""
        fresh = case_id != self._case_id
        if fresh or self._left:
            self.desk.do(record_view, case_id)
        if fresh:
            self._case_id = case_id
            self._forget()
        self._left = False
        if tab in self._offered or fresh:
            self._choose(tab if tab in self._offered else "overview")
        self.refresh()
        self._hold_tabs()

    def _hold_tabs(self) -> None:
        """The keyboard goes to the tabs, so that the arrows go from tab to tab at once."""
        self._arriving = not self._body.isEnabled()  # what waits for its answer cannot take the keyboard
        self.tabs.hold()

    def _forget(self) -> None:
        """Another case: nothing of the last one stays on the screen."""
        for tab in self._built.values():
            self._pages.removeWidget(tab)
            tab.deleteLater()
        self._built.clear()
        self.moved.hide()
        self._body.setEnabled(False)

    def refresh(self) -> None:
        if self._case_id:
            self.desk.ask(case_file, self._case_id, then=self._show, refused=self._refused, latest="case")
        else:
            self._either.setCurrentWidget(self._gone)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        self._left = True
        super().hideEvent(event)

    def _touched(self, touched: object) -> None:
        records: frozenset[tuple[str, int]] = getattr(touched, "records", frozenset())
        if not self._case_id or not self._body.isEnabled():
            return
        file = self.room.file
        mine = {(Case.__tablename__, self._case_id)}
        mine |= {(Person.__tablename__, person.id) for person in say.everybody(file)}
        mine |= {(Case.__tablename__, link.case_id) for link in file.links}
        if mine & records or FOR_EVERY_CASE & {kind for kind, _ in records}:
            self._own = self._own or bool(mine & records)
            self.refresh()

    def _refused(self, refused: object) -> None:
        self._going_on = None
        self._either.setCurrentWidget(self._gone)
        self.desk.refused.emit(refused)

    def _show(self, file: CaseFile) -> None:
        same = self._body.isEnabled() and self.room.file.case.id == file.case.id
        before = self.room.file if same else None
        self.room.file = file
        self._either.setCurrentWidget(self._body)
        self._body.setEnabled(True)
        self.header.show_file(file)
        self._show_banner(file)
        if before is not None and before.today == file.today and before.assessed is not file.assessed:
            self.moved.show_moves(moves(before.assessed.deadlines, file.assessed.deadlines))
            self._ask_about_letters(before, file)
        self._own = False
        self._stale = set(self._built)
        self._choose(self.tabs.current)
        if self._arriving:
            self._hold_tabs()
        going_on, self._going_on = self._going_on, None
        if going_on is not None and going_on[0].case_id == file.case.id:
            self._go_on(*going_on)

    def place(self) -> tuple[object, ...]:
        return (self._case_id, self.tabs.current) if self._case_id else ()

    def resume(self, draft: Unfinished, take_up: TakeUp) -> None:
        """Open the case on the tab of the form, then the form, once the case is read."""
        self._going_on = (draft, take_up)
        self.shell.open_case(draft.case_id or 0, tab_of(draft.form))

    def _go_on(self, draft: Unfinished, take_up: TakeUp) -> None:
        if draft.form == NOTE:
            notes = self._built["notes"]
            assert isinstance(notes, NotesTab)
            take_up(notes.text)
            notes.point_at(None)
            return
        form = open_again(self.room, draft, take_up)
        if form is not None:
            take_up(form)

    def _ask_about_letters(self, before: CaseFile, file: CaseFile) -> None:
        """Whoever moved a date is asked about the letters that stated the old one."""
        fresh = [each for each in file.stale if each not in before.stale]
        if fresh and self._own and file.case.voided_on is None:
            ask_about_letters(self.room, fresh)

    def _show_banner(self, file: CaseFile) -> None:
        case = file.case
        sealed = case.anonymised_on is not None
        self.letter.setEnabled(case.voided_on is None and not case.study and not sealed)
        for button in (self.event_button, self.more):
            button.setEnabled(not sealed)
        if case.voided_on is not None:
            self.banner.say(L("Void: {reason}", reason=case.void_reason or ""), "danger")
        elif case.closed_on is not None:
            why = L("Closed on {day}: {reason}.", day=case.closed_on, reason=case.closure_reason)
            self.banner.say(why, "neutral")
        elif case.study:
            self.banner.say(
                L("From a published judgment: a study case, out of Today and out of figures."),
                "accent",
            )
        self._notice.setVisible(not case.open or case.study)

    # tabs

    def show_tab(self, key: str, point: object = None) -> None:
        """Go to a tab and, where given, to one thing on it."""
        if key not in self._offered:
            return
        self._point = point
        self._choose(key)

    def _choose(self, key: str) -> None:
        self.tabs.choose(key)
        if not self._body.isEnabled():
            return
        tab = self._built.get(key)
        if tab is None:
            tab = self._built[key] = TABS[key][1](self.room)
            self._pages.addWidget(tab)
            self._stale.add(key)
        if key in self._stale:
            self._stale.discard(key)
            held = QApplication.focusWidget()
            name = held.accessibleName() if held is not None and tab.isAncestorOf(held) else ""
            tab.show_file(self.room.file)
            if name:
                QTimer.singleShot(0, tab, partial(self._hold_focus, tab, name))
        self._pages.setCurrentWidget(tab)
        if self._point is not None:
            tab.point_at(self._point)
            self._point = None

    def _hold_focus(self, tab: Tab, name: str) -> None:
        """The list was made anew: the keyboard goes back to the button of the same name."""
        held = QApplication.focusWidget()
        if held is not None and tab.isAncestorOf(held):
            return
        shown = (each for each in tab.findChildren(QWidget) if each.isVisibleTo(tab))  # the old ones go
        named = (each for each in shown if each.accessibleName() == name)
        again = next((each for each in named if each.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        if again is not None:
            again.setFocus(Qt.FocusReason.TabFocusReason)

    def _step(self, by: int) -> None:
        keys = list(self._offered)
        self.show_tab(keys[(keys.index(self.tabs.current) + by) % len(keys)])

    # what can be done

    def record(self) -> None:
        """The main thing on a case: something happened."""
        if self._body.isEnabled():
            record_event(self.room)

    def write(self) -> None:
        if self._body.isEnabled() and self.letter.isEnabled():
            write_letter(self.desk, self.shell, self._case_id, self.shell.widget())

    def what_if(self) -> None:
        if self._body.isEnabled():
            open_what_if(self.room)

    def edit(self) -> None:
        if self._body.isEnabled():
            commands.edit_case(self.room)

    def show_more(self) -> None:
        """Everything else, as a menu."""
        if not self._body.isEnabled():
            return
        menu = QMenu(self)
        for entry in commands.offered(self.room):
            if entry is None:
                menu.addSeparator()
                continue
            action = QAction(icon(entry.icon), words(entry.title), menu)
            action.setShortcut(QKeySequence(entry.shortcut))
            action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(lambda _=False, run=entry.run: run())
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self.more.mapToGlobal(QPoint(self.more.width(), self.more.height() + 4))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))


def _with_keys(text: Text, keys: str) -> Text:
    """What a button does and its key, for the tooltip."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return lambda _tongue: f"{words(text)} ({native})"
