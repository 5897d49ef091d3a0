"""The calendar: what stands on each day over all open cases, by month, by week or as a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from abductdesk.actions.agenda import Agenda, Entry, agenda
from abductdesk.actions.bureau import prefer
from abductdesk.actions.calendarfile import FILE_NAME, CalendarFile, export_calendar, said_of
from abductdesk.faults import Refused
from abductdesk.i18n import LN, N_, L
from abductdesk.ui.calendargrid import CalendarGrid, monday_of, shift_month
from abductdesk.ui.calendarwords import LEGEND, columns, day_title, month_title, span_title
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.cells import Group
from abductdesk.ui.daylist import DayList
from abductdesk.ui.desk import Desk
from abductdesk.ui.editors import Choice, Combo
from abductdesk.ui.feedback import Notice, ask
from abductdesk.ui.flow import flow
from abductdesk.ui.saving import choose_file, write_whole
from abductdesk.ui.shell import Screen, Shell
from abductdesk.ui.tables import Table
from abductdesk.ui.texts import Text, bind, term, tongue
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, IconTile, Segments, label, row

MONTH, WEEK, LIST = "month", "week", "list"
_VIEWS = {MONTH: L("Month"), WEEK: L("Week"), LIST: L("Agenda")}
DAY = timedelta(days=1)
LIST_DAYS = 30
SEEN = "calendar"  # the preference: which view, and whose cases


class Calendar(Screen):
    """Limits, follow-ups and hearings by day; the views are around the chosen `day`."""

    key, title, icon, order = "calendar", N_("Calendar"), "calendar", 28
    watches = frozenset(
        {
            "case_file",
            "follow_up",
            "person",
            "staff",
            "bureau",
            "verified_state",
            "holiday_change",
            "return_plan",
        }
    )

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        me = desk.office.staff
        seen = me.preferences.get(SEEN, {})
        self._view, self._who = seen.get("view", MONTH), seen.get("who", me.id)
        self.day = self._month = desk.office.today
        self._found: Agenda | None = None
        self.views = Segments(list(_VIEWS.items()), self._view)
        self.views.chosen.connect(self.show_view)
        export = Button(L("Calendar file"), icon="export", tip=L("Save these dates for another calendar"))
        export.clicked.connect(self.ask_to_export)
        self.page = Page(L("Calendar"), L("Reading the cases…"), actions=[self.views, export], scroll=False)
        self.page.add(self._bar())
        self.grid = CalendarGrid(L("Days of the calendar"))
        self.grid.moved.connect(self.go)
        self.grid.pointed.connect(self._point)
        self.grid.opened.connect(self.open_day)
        self.grid.picked.connect(self.open_entry)
        self.stack = QStackedWidget()
        for widget in (_framed(self.grid), _framed(self._table()), self._nothing_yet()):
            self.stack.addWidget(widget)
        self.page.add(self.stack, stretch=1)
        self.legend = flow(*(_sign(icon, term(name)) for icon, name in LEGEND), spacing=20)
        self.page.add(self.legend)
        self.fill(self.page)

    def _bar(self) -> QWidget:
        now = Button(L("&Today"))
        now.clicked.connect(lambda: self.go(self.desk.office.today))
        back, ahead = (
            Button(L("Earlier"), look="icon", icon="left"),
            Button(L("Later"), look="icon", icon="next"),
        )
        back.clicked.connect(lambda: self.step(-1))
        ahead.clicked.connect(lambda: self.step(1))
        self.heading = label("", "dialog")
        self.who = Combo(L("Whose cases"))
        self.who.setMinimumWidth(look.px(190))
        self._offer(())
        self.who.currentIndexChanged.connect(lambda _at: self._choose_who())
        made = QWidget()
        made.setLayout(row(now, back, ahead, 6, self.heading, None, self.who, spacing=6))
        return made

    def _table(self) -> Table:
        empty = EmptyState(
            "calendar", L("Nothing stands here"), L("No limit, follow-up or hearing in these thirty days.")
        )
        self.table = Table(columns(self._shown), name=L("Agenda"), empty=empty)
        self.table.opened.connect(self.open_entry)
        return self.table

    def _nothing_yet(self) -> QWidget:
        first = Button(L("New case"), look="primary", icon="add")
        first.clicked.connect(lambda: self.shell.run("new_case"))
        sentence = L("What is due in them will stand here: limits, follow-ups and hearings.")
        return EmptyState("cases", L("No open cases"), sentence, first)

    def _shown(self) -> Agenda:
        assert self._found is not None
        return self._found

    # what is shown

    def _span(self) -> tuple[date, date]:
        """The first and last day in sight."""
        if self._view == LIST:
            return self.day, self.day + DAY * LIST_DAYS
        if self._view == WEEK:
            return monday_of(self.day), monday_of(self.day) + DAY * 6
        first = self._month.replace(day=1)
        return monday_of(first), monday_of(shift_month(first, 1) - DAY) + DAY * 6

    def refresh(self) -> None:
        self.desk.ask(agenda, *self._span(), self._who, then=self.show_agenda, latest="agenda")

    def show_agenda(self, found: Agenda) -> None:
        """Show what stands on these days."""
        first = self._found is None
        self._found = found
        self._offer(found.staff)
        count = len(found.entries)
        self.page.subtitle(LN("{n} entry on these days", "{n} entries on these days", count))
        bind(self.heading, "setText", self._heading(found))
        if self._view == LIST:
            self.table.show_groups(_by_day(found))
        else:
            weeks = ((found.last - found.first).days + 1) // 7
            month = self._month.month if self._view == MONTH else 0
            self.grid.show_days(found.first, weeks, found.entries, found.free, found.today, month)
            self.grid.choose(self.day)
        self._fit()
        self.stack.setCurrentIndex(2 if found.nothing else 1 if self._view == LIST else 0)
        if first and self.isVisible():
            self._focus()

    def _heading(self, found: Agenda) -> Text:
        if self._view == MONTH:
            return month_title(self._month)
        days = span_title(found.first, found.last)
        if self._view == LIST:
            return days
        week = str(found.first.isocalendar().week)
        return lambda spoken: spoken.say(L("Week {week} · {days}", week=week, days=days(spoken)))

    def _offer(self, staff: Sequence[tuple[int, str]]) -> None:
        me = self.desk.office.staff.id
        colleagues: list[Choice] = [(id_, name) for id_, name in staff if id_ != me]
        self.who.offer([(me, L("Mine")), (None, L("Everybody")), *colleagues])
        self.who.choose(self._who)

    # moving

    def go(self, day: date) -> None:
        """Choose a day and bring it into sight."""
        self.day = self._month = day
        if self._found is None or self._span() != (self._found.first, self._found.last):
            self.refresh()
        else:
            self.grid.choose(day)

    def step(self, way: int) -> None:
        """One month, week or list of days back (-1) or ahead (1)."""
        if self._view == MONTH:
            self.go(shift_month(self._month, way))
        else:
            self.go(self.day + DAY * way * (7 if self._view == WEEK else LIST_DAYS))

    def _point(self, day: date) -> None:
        self.day = day  # the mouse stays where it is: the month in sight does not change under it

    def show_view(self, view: str) -> None:
        """Show the month, the week or the list around the chosen day."""
        self._view, self._month = view, self.day
        self._remember()

    def _choose_who(self) -> None:
        self._who = self.who.chosen()
        self._remember()

    def _remember(self) -> None:
        self.desk.do(prefer, {SEEN: {"view": self._view, "who": self._who}})
        self.refresh()

    # opening

    def open_entry(self, entry: Entry) -> None:
        """Open the case of an entry."""
        tab = "deadlines" if entry.deadline else "overview"
        if entry.session is not None or entry.departure is not None:
            tab = "mediation" if entry.session is not None else "return"
        self.shell.open_case(entry.case_id, tab)

    def open_day(self, day: date) -> None:
        """The list of all that stands on a day."""
        DayList(self, day, self._shown(), then=self.open_entry).open()

    def _fit(self) -> None:
        """The legend goes where there is no room for it."""
        wanted = self._found is not None and not self._found.nothing and self._view != LIST
        self.legend.setVisible(wanted and self.height() >= look.px(520))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _focus(self) -> None:
        (self.table if self._view == LIST else self.grid).setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self._found is not None:
            self._focus()

    # the calendar file

    def ask_to_export(self) -> None:
        """Say what leaves the vault, then ask where to."""
        ask(
            self,
            L("Save a calendar file outside the vault?"),
            L(
                "It holds the dates of the cases chosen here ({whose}) by reference, and no names. It is not "
                "encrypted, and a calendar kept by a provider leaves this computer. That you saved it is "
                "written in the history of each case.",
                whose=self.who.currentText(),
            ),
            L("Choose a folder"),
            then=lambda: choose_file(self, L("Save the calendar file"), FILE_NAME, then=self.export_to),
        )

    def export_to(self, path: Path) -> None:
        """Write the file."""
        self.desk.do(
            export_calendar,
            tongue().language,
            self._who,
            then=lambda touched: self._write(path, touched.result),
            refused=self._refuse,
            owner=self,
        )

    def _write(self, path: Path, made: CalendarFile) -> None:
        def saved(_path: Any) -> None:
            self.shell.toast(said_of(made))

        self.desk.work(partial(write_whole, path, made.content), then=saved, refused=self._refuse, owner=self)

    def _refuse(self, refused: Refused) -> None:
        Notice(self, refused).open()


def _by_day(found: Agenda) -> list[Group]:
    days: dict[date, list[Entry]] = defaultdict(list)
    for entry in found.entries:
        days[entry.on].append(entry)
    return [
        Group(day_title(day, found.free), "calendar", "accent" if day == found.today else "neutral", lines)
        for day, lines in days.items()
    ]


def _framed(inside: QWidget) -> Card:
    card = Card(flush=True)
    card.body.setContentsMargins(1, 1, 1, 1)
    card.add(inside)
    return card


def _sign(icon: str, words: Text) -> QWidget:
    made = QWidget()
    made.setLayout(row(IconTile(icon, "text2", size=14), label(words, "caption"), spacing=6))
    return made


SCREEN = Calendar
