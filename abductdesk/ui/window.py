"""The main window: navigation, search, status, toasts. Built from the list of screens; knows none of them.

window = Window(desk, discover(), person=("Sanne Visser", L("Caseworker")))
window.provider = lambda text, deliver: desk.ask(search, text, then=..., latest="search")
window.lock_wanted.connect(...); window.language_wanted.connect(...); window.look_wanted.connect(...)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QWidget

from abductdesk.actions.office import ShutOut
from abductdesk.actions.unfinished import Unfinished
from abductdesk.faults import Refused
from abductdesk.i18n import N_, OFFICE_LANGUAGES, L, Language, Tongue
from abductdesk.ui.bars import StatusBar, TopBar
from abductdesk.ui.desk import Desk
from abductdesk.ui.draftstrip import DraftStrip, known
from abductdesk.ui.feedback import Banner, Notice, Toast
from abductdesk.ui.icons import icon
from abductdesk.ui.keys import Keys
from abductdesk.ui.palette import Palette
from abductdesk.ui.shell import Command, Provider, Screen, TakeUp
from abductdesk.ui.sidebar import Sidebar
from abductdesk.ui.texts import Text, speak, term, tongue, voice, words
from abductdesk.ui.theme import SCALES, SCHEMES, look
from abductdesk.ui.widgets import column, mnemonics, row

HISTORY = 50
Place = tuple[str, tuple[object, ...]]


class Window(QMainWindow):
    """Implements `Shell` for the screens."""

    lock_wanted = Signal()
    language_wanted = Signal(str)
    """The person chose a language; the window speaks it already, app.py remembers it."""
    look_wanted = Signal(str, int)
    """The person chose a scheme and a text size; they are applied already."""
    closing = Signal()
    shut_out = Signal(object)
    """Whoever is at work may go on no more: the sentence for the lock."""
    going = Signal()
    """Another screen, or another case, comes into sight: what is left there may be gone."""
    resume_wanted = Signal(object)
    discard_wanted = Signal(object)
    """A draft to go on with, or to throw away."""

    def __init__(
        self, desk: Desk, screens: Sequence[type[Screen]], person: tuple[str, Text] = ("", "")
    ) -> None:
        super().__init__()
        self.setWindowTitle("AbductDesk")
        self.resize(1440, 900)
        self.setMinimumSize(860, 560)
        self.desk, self._person = desk, person
        self.provider: Provider | None = None
        self._classes = {screen.key: screen for screen in screens}
        self._menu_keys = [screen.key for screen in screens if screen.menu]
        self._built: dict[str, Screen] = {}
        self._stale: set[str] = set()
        self._past: list[tuple[str, tuple[object, ...]]] = []
        self._here: tuple[str, tuple[object, ...]] | None = None
        self._undo: Callable[[], object] | None = None
        self._put_off = False
        self.drafts = DraftStrip(lambda draft: self.resume_wanted.emit(draft),
                                 lambda draft: self.discard_wanted.emit(draft))  # fmt: skip
        self.drafts.later.connect(self._later)
        self._drafts = QWidget()
        self._drafts.setLayout(column(self.drafts, margins=(28, 12, 28, 8)))
        self._drafts.hide()
        self.sidebar, self.top, self.status = Sidebar(screens), TopBar(), StatusBar()
        self._pages = QStackedWidget()
        right = QWidget()
        self.alarm = Banner("danger", "", L("See the vault"), lambda: self.go("safe"))
        self.alarm_place = QWidget()
        self.alarm_place.setLayout(column(self.alarm, margins=(28, 12, 28, 0)))
        self.alarm_place.hide()
        right.setLayout(column(self.top, self.alarm_place, self._drafts, self._pages, spacing=0))
        right.layout().setStretch(2, 1)  # type: ignore[union-attr]
        above = QWidget()
        above.setLayout(row(self.sidebar, right, spacing=0))
        middle = QWidget()
        middle.setLayout(column(above, self.status, spacing=0))
        middle.layout().setStretch(0, 1)  # type: ignore[union-attr]
        self.setCentralWidget(middle)
        self._toast = Toast(right)
        self.commands: list[Command] = []
        for screen in screens:
            self.commands += screen.commands(desk, self)
        self.commands += self._own_commands()
        self._shortcuts()
        self._connect()

    def _connect(self) -> None:
        self.sidebar.chosen.connect(lambda key: self.go(key))
        self.sidebar.person.connect(self.show_person_menu)
        self.top.search.clicked.connect(self.open_palette)
        self.status.warned.clicked.connect(lambda: self.go("today"))
        self.top.lock.clicked.connect(self.lock_wanted)
        self.top.language_chosen.connect(self.choose_language)
        self.desk.touched.connect(self._touched)
        self.desk.refused.connect(self.say_refused)
        self.desk.busy.connect(self._busy)
        self.desk.progress.connect(self._progress)
        voice.changed.connect(self._speak)
        main = next((command for command in self.commands if command.key == "new_case"), None)
        if main is not None:
            self.top.show_main(main)
            self.top.main.clicked.connect(lambda: main.run())
        self._speak()

    # what screens use

    def go(self, key: str, *what: object) -> None:
        """Go to a screen, building it at the first visit."""
        if self._here is not None and self._here != (key, what):
            self._past = [*self._past[-HISTORY:], self._here]
        self._show(key, what)

    def open_case(self, case_id: int, tab: str = "") -> None:
        self.go("case", case_id, tab)

    def back(self) -> None:
        if self._past:
            self._show(*self._past.pop())

    def toast(self, message: Text, undo: Callable[[], object] | None = None) -> None:
        self._undo = undo
        self._toast.say(message, self.undo if undo is not None else None)

    def say_alarm(self, sentence: Text) -> None:
        """Something is wrong with the vault: it stands over every screen until the program is left."""
        self.alarm.say(sentence)
        self.alarm_place.show()

    def badge(self, key: str, count: int) -> None:
        self.sidebar.badge(key, count)

    def run(self, key: str) -> None:
        next(command for command in self.commands if command.key == key).run()

    def widget(self) -> QWidget:
        return self

    def undo(self) -> None:
        """Undo what the last toast offered, once."""
        run, self._undo = self._undo, None
        if run is not None:
            self._toast.hide()
            run()

    def current(self) -> Screen | None:
        """The screen in sight."""
        return self._built.get(self._here[0]) if self._here else None

    def _build(self, key: str) -> Screen:
        screen = self._built.get(key)
        if screen is None:
            screen = self._built[key] = self._classes[key](self.desk, self)
            self._pages.addWidget(screen)
        return screen

    def _show(self, key: str, what: tuple[object, ...]) -> None:
        self.going.emit()
        screen = self._built.get(key)
        fresh = screen is None
        if screen is None:
            screen = self._build(key)
        self._here = (key, what)
        self._pages.setCurrentWidget(screen)
        kind = self._classes[key]
        self.sidebar.show_current(key if kind.menu else kind.under)
        if what:
            screen.open(*what)
        elif fresh or key in self._stale:
            screen.refresh()
        self._stale.discard(key)

        self._fit_drafts()

    def place(self) -> Place | None:
        """Where one is, for coming back after a lock: screen, and what it shows."""
        current = self.current()
        return (current.key, current.place()) if current is not None else None

    def return_to(self, place: Place) -> None:
        """Go where one was, where that still is."""
        if place[0] in self._classes:
            self.go(place[0], *place[1])

    # drafts

    def show_drafts(self, drafts: Sequence[Unfinished]) -> None:
        """Offer to go on with what was not finished; a screen that is not there cannot open it."""
        mine = [draft for draft in drafts if draft.form.split(".")[0] in self._classes and known(draft)]
        if {draft.id for draft in mine} - {draft.id for draft in self.drafts.drafts}:
            self._put_off = False
        self.drafts.show_drafts(mine, self.desk.office.clock())
        self._fit_drafts()

    def resume(self, draft: Unfinished, take_up: TakeUp) -> None:
        """Open the form of a draft on its screen."""
        key = draft.form.split(".")[0]
        if key != "case":  # which goes to its case by itself
            self.go(key)
        screen = self._build(key)
        screen.resume(draft, take_up)

    def _later(self) -> None:
        self._put_off = True
        self._fit_drafts()

    def _fit_drafts(self) -> None:
        today = self._here is not None and self._here[0] == "today"
        self._drafts.setVisible(bool(self.drafts.drafts) and (today or not self._put_off))

    def _touched(self, touched: object) -> None:
        kinds = {kind for kind, _ in getattr(touched, "records", ())}
        current = self.current()
        for key, screen in self._built.items():
            if kinds & screen.watches:
                if screen is current:
                    screen.refresh()
                else:
                    self._stale.add(key)

    def refresh_all(self) -> None:
        """A new day, or another window wrote: everything in sight asks again, the rest when visited."""
        self._stale = set(self._built)
        current = self.current()
        if current is not None:
            self._stale.discard(current.key)
            current.refresh()

    def say_refused(self, refused: Refused) -> None:
        """A refusal nobody else shows; one that ends all work leads to the lock."""
        if isinstance(refused, ShutOut):
            self.shut_out.emit(refused)
        else:
            Notice(self, refused).open()

    def _busy(self, writing: bool) -> None:
        self.status.saved(L("Saving…") if writing else L("All changes saved"))

    def _progress(self, done: int, total: int) -> None:
        self.status.progress(L("{done} of {total}", done=done, total=total) if total else "")

    # keyboard, commands, menus

    def _own_commands(self) -> list[Command]:
        made: list[Command] = []
        for at, key in enumerate(self._menu_keys):
            screen = self._classes[key]
            title = L("Go to {screen}", screen=term(screen.title))
            keys = f"Ctrl+{at + 1}" if at < 9 else ""
            made.append(Command(f"go_{key}", title, screen.icon, partial(self.go, key), keys))
        made.append(Command("lock", L("Lock now"), "lock", self.lock_wanted.emit, "Ctrl+Shift+L"))
        made.append(Command("dark", L("Light or dark"), "dark", self.toggle_dark, "Ctrl+Shift+D"))
        for language in OFFICE_LANGUAGES:
            own = Tongue(language).value(Language(language))  # who needs it reads no other
            spoken = L("Speak {language}", language=own)
            run = partial(self.choose_language, language)
            made.append(Command(f"speak_{language}", spoken, "language", run))
        for scale in SCALES:
            size = L("Text size {percent} %", percent=scale)
            made.append(Command(f"size_{scale}", size, "text_size", partial(self.choose_look, "", scale)))
        made.append(Command("keys", L("Keyboard"), "keyboard", self.open_keys, "F1"))
        return made

    def _shortcuts(self) -> None:
        bound = {"Ctrl+K": self.open_palette, "Alt+Left": self.back, "Esc": self._escape, "Ctrl+Z": self.undo}
        for keys, run in bound.items():
            QShortcut(QKeySequence(keys), self).activated.connect(run)
        for command in self.commands:
            if command.shortcut:
                QShortcut(QKeySequence(command.shortcut), self).activated.connect(command.run)

    def _escape(self) -> None:
        if self._toast.isVisible():
            self._toast.hide()
        elif self._here is not None and not self._classes[self._here[0]].menu:
            self.back()

    def open_palette(self) -> None:
        Palette(self, self.commands, self.provider).open_at(self)

    def open_keys(self) -> None:
        Keys(self, self.commands).open()

    def choose_language(self, language: str) -> None:
        speak(language)
        self.language_wanted.emit(language)

    def choose_look(self, scheme: str, scale: int) -> None:
        look.choose(scheme or None, scale or None)
        self.look_wanted.emit(look.scheme, look.scale)

    def toggle_dark(self) -> None:
        self.choose_look("light" if look.tokens.dark else "dark", 0)

    def show_person_menu(self) -> None:
        """Appearance, text size, lock: the person's own things."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for scheme, name in SCHEMES.items():
            action = QAction(words(term(name)), menu, checkable=True, checked=scheme == look.scheme)
            action.triggered.connect(lambda _=False, scheme=scheme: self.choose_look(scheme, 0))
            menu.addAction(action)
        menu.addSeparator()
        for scale in SCALES:
            text = words(L("Text size {percent} %", percent=scale))
            action = QAction(text, menu, checkable=True, checked=scale == look.scale)
            action.triggered.connect(lambda _=False, scale=scale: self.choose_look("", scale))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(icon("keyboard"), words(L("Keyboard")), self.open_keys)
        menu.addAction(icon("lock"), words(L("Lock now")), self.lock_wanted.emit)
        corner = self.sidebar.mapToGlobal(self.sidebar.rect().bottomLeft())
        menu.popup(corner + QPoint(look.px(16), -menu.sizeHint().height() - look.px(64)))

    def _speak(self) -> None:
        name, role = self._person
        self.sidebar.show_person(name, words(role))
        self.setWindowTitle(f"AbductDesk — {tongue().text(N_('Pre-Mediation Bureau'))}")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        mnemonics(self, event.key() == Qt.Key.Key_Alt)
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        mnemonics(self, False)
        super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self.closing.emit()
        super().closeEvent(event)
