"""Events and deadlines of a case: timeline, deadlines by state, events."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from abductdesk.actions.casefile import CaseFile
from abductdesk.actions.deadlines import as_day
from abductdesk.i18n import LN, N_, L, Listing
from abductdesk.models import CaseEvent
from abductdesk.terms import Confidence, Nature, Severity, Status
from abductdesk.ui.cards import Card, EmptyState, clear, scrolled
from abductdesk.ui.lines import source_of
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.chain import key_of, rows_of
from abductdesk.ui.screens.case.deciding import decision_buttons
from abductdesk.ui.screens.case.detail import detail, waits_for
from abductdesk.ui.screens.case.eventform import correct_event, record_event, take_out_event
from abductdesk.ui.screens.case.room import Room, Tab, tool
from abductdesk.ui.screens.case.rows import Fold, Folds, Line, heading
from abductdesk.ui.screens.case.whatif import open_what_if
from abductdesk.ui.texts import Text, apart, term
from abductdesk.ui.timeline import Timeline
from abductdesk.ui.urgency import Deadline, due_text, monitored, urgency_of
from abductdesk.ui.widgets import Button, Pill, Segments, column, line

# key: (heading, icon, tone), in the order of the list
GROUPS: dict[str, tuple[str, str, str]] = {
    "missed": (N_("Missed"), "late", "danger"),
    "open": (N_("Open"), "deadline", "accent"),
    "blocked": (N_("Blocked: check which law applies"), "blocked", "warn"),
    "over": (N_("Others are over their time: may be chased"), "monitor", "warn"),
    "flags": (N_("Notes without a date"), "info", "neutral"),
    "waiting": (N_("Waiting for something to happen"), "waiting", "neutral"),
    "met": (N_("Met"), "ok", "ok"),
    "proposed": (N_("Office targets that the bureau has not settled"), "info", "neutral"),
    "rest": (N_("No longer running"), "hide", "neutral"),
}
_CONFIDENCE = {Confidence.STATED: L("stated by a person"), Confidence.RECALLED: L("recalled, not read again")}


def group_of(deadline: Deadline) -> str:
    """Below which heading a deadline stands."""
    if deadline.proposed:
        return "proposed"
    match deadline.status:
        case Status.MISSED if deadline.recourse:
            return "rest"
        case Status.MISSED:
            return "over" if monitored(deadline) else "missed"
        case Status.OPEN | Status.EXTENDED:
            return "flags" if deadline.lead is None else "open"
        case Status.BLOCKED:
            return "blocked"
        case Status.WAITING:
            return "flags" if deadline.nature is Nature.FLAG and not deadline.waits_for else "waiting"
        case Status.MET:
            return "met"
        case _:
            return "rest"


class DeadlinesTab(Tab):
    """See the top of the file."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.timeline = Timeline(L("Timeline of events and deadlines"))
        self.spans = Segments([("quarter", L("3 months")), ("year", L("1 year")), ("all", L("All"))], "year")
        self.spans.chosen.connect(self.timeline.show_span)
        self.timeline.chosen.connect(self.point_at)
        self.timeline.stopped.connect(self._follow)
        self.what_if = Button(L("What if…"), look="quiet", icon="what_if")
        self.what_if.clicked.connect(lambda: open_what_if(room))
        self.waiting = Button(look="link", icon="waiting")
        self.waiting.clicked.connect(self._show_waiting)
        self._all_waiting = False
        self._along = Card(L("Timeline"), actions=[self.what_if, self.spans])
        self._along.add(self.timeline)
        self._along.body.addWidget(self.waiting, 0, Qt.AlignmentFlag.AlignLeft)
        self.folds = Folds()
        limits = Card(L("Deadlines"), flush=True)
        limits.add(self.folds)
        add = Button(L("Record event"), look="quiet", icon="event")
        add.clicked.connect(lambda: record_event(room))
        happened = Card(L("Events"), actions=[add], flush=True)
        self._events = column(spacing=0)
        happened.body.addLayout(self._events)
        self._inside = inside = QWidget()
        inside.setLayout(column(self._along, limits, happened, None, spacing=16, margins=(28, 16, 28, 20)))
        self._area: QScrollArea = scrolled(inside)
        self.setLayout(column(self._area, spacing=0))
        self._by_key: dict[object, Fold] = {}

    def show_file(self, file: CaseFile) -> None:
        self._show_chain(file)
        self._show_deadlines(file)
        self._show_events(file)

    def _show_chain(self, file: CaseFile) -> None:
        rows, left = rows_of(file, all_waiting=self._all_waiting)
        self._along.setVisible(bool(rows.bars or rows.marks))
        self.timeline.show_rows(rows, file.today)
        self.waiting.say(LN("Show one more that waits", "Show {n} more that wait", left))
        self.waiting.setVisible(left > 0)

    def _show_waiting(self) -> None:
        self._all_waiting = True
        self._show_chain(self.room.file)
        self.timeline.setFocus()

    def _follow(self, top: int, high: int) -> None:
        """Keep the row in sight on which the keyboard stands."""
        at = self.timeline.mapTo(self._inside, QPoint(0, top))
        self._area.ensureVisible(0, at.y() + high, 0, 40)
        self._area.ensureVisible(0, at.y(), 0, 40)

    def _show_deadlines(self, file: CaseFile) -> None:
        was_open = {key for key, fold in self._by_key.items() if fold.open}
        sorted_: dict[str, list[Deadline]] = {key: [] for key in GROUPS}
        for deadline in file.assessed.deadlines:
            sorted_[group_of(deadline)].append(deadline)
        groups = []
        self._by_key = {}
        for key, (title, icon, tone) in GROUPS.items():
            folds = []
            for deadline in sorted_[key]:
                fold = self._fold(deadline, file)
                self._by_key[key_of(deadline)] = fold
                if key_of(deadline) in was_open:
                    fold.unfold()
                folds.append(fold)
            if folds:
                groups.append((heading(term(title), icon, tone, len(folds)), folds))
        if not groups:
            nothing = EmptyState(
                "deadline", L("No deadlines yet"),
                L("Record what happened and both states: the deadlines follow by themselves."),
            )  # fmt: skip
            groups = [(nothing, [])]
        self.folds.show_groups(groups)

    def _fold(self, deadline: Deadline, file: CaseFile) -> Fold:
        said = urgency_of(deadline, file.today)
        light = monitored(deadline) or deadline.status not in (Status.OPEN, Status.EXTENDED, Status.MISSED)
        return Fold(
            deadline.name,
            caption_of(deadline, file),
            Pill(said.text, said.tone, icon=said.icon),
            due_text(_shown_day(deadline), weekday=False),
            _under(deadline),
            quiet=light,
            icon="monitor" if monitored(deadline) else "deadline",
            more=partial(_more, self.room, deadline, concerned(deadline, file)),
        )

    def _show_events(self, file: CaseFile) -> None:
        clear(self._events)
        if not file.events:
            record = Button(L("Record event"), icon="event")
            record.clicked.connect(lambda: record_event(self.room))
            self._events.addWidget(
                EmptyState(
                    "event", L("No events yet"),
                    L("Deadlines start from events: the removal, the court seised, a decision."), record,
                )
            )  # fmt: skip
        for at, event in enumerate(reversed(file.events)):
            if at:
                self._events.addWidget(line())
            name = say.event_name(event)
            correct, remove = L("Correct {event}", event=name), L("Remove {event}", event=name)
            buttons = (
                tool(correct, "edit", partial(correct_event, self.room, event)),
                tool(remove, "delete", partial(take_out_event, self.room, event)),
            )
            caption = event_caption(event, file)
            self._events.addWidget(
                Line(name, caption, icon="milestone", beside=say.day_of(event), buttons=buttons)
            )

    def point_at(self, what: object) -> None:
        """Open a deadline and bring it into sight."""
        fold = self._by_key.get(what)
        if fold is None:
            return
        fold.unfold()
        self.folds.enter(fold)
        QTimer.singleShot(0, fold, lambda: self._area.ensureWidgetVisible(fold, 0, 60))


def _more(room: Room, deadline: Deadline, children: tuple[Text, ...]) -> QWidget:
    """What opens below a limit: everything about it, and what can be decided."""
    made = QWidget()
    made.setLayout(column(detail(deadline, children), decision_buttons(room, deadline), spacing=12))
    return made


def _shown_day(deadline: Deadline) -> date | datetime | None:
    if deadline.lead is None and deadline.status is Status.BLOCKED and deadline.alternatives:
        return min(deadline.alternatives, key=lambda other: as_day(other.date) or other.date).date
    return deadline.lead


def _under(deadline: Deadline) -> Text:
    """The second line of the date."""
    if deadline.status is Status.BLOCKED and deadline.alternatives:
        return L("if the law applies")
    if deadline.status is Status.EXTENDED:
        sooner = deadline.practical not in (None, deadline.due)
        return _short(N_("extended to {day}"), as_day(deadline.due)) if sooner else L("extended")
    if deadline.practical is not None and deadline.due is not None and deadline.practical != deadline.due:
        return _short(N_("last day {day}"), as_day(deadline.due))
    if deadline.from_ is not None and deadline.severity is Severity.SOFT:
        return _short(N_("chase from {day}"), as_day(deadline.from_))
    return ""


def _short(text: str, day: date | None) -> Text:
    """A sentence with a date that fits a narrow column."""
    return lambda tongue: tongue.text(text, day=tongue.short_date(day) if day else "")


def caption_of(deadline: Deadline, file: CaseFile) -> Text:
    """Article, who it is about, and what it waits for."""
    children = concerned(deadline, file)
    some = children if len(children) < len(file.children) or len(file.children) > 1 else ()
    waits = waits_for(deadline) if deadline.status is Status.WAITING and deadline.waits_for else ""
    return say.joined(source_of(deadline), say.listed(some) if some else "", waits)


def concerned(deadline: Deadline, file: CaseFile) -> tuple[Text, ...]:
    """The names of the children a deadline is about."""
    return tuple(
        say.child_name(file, file.children[at]) for at in deadline.children if at < len(file.children)
    )


def event_caption(event: CaseEvent, file: CaseFile) -> Text:
    """What else is known of an event, in one line."""
    names = {entry.child.id: say.child_name(file, entry) for entry in file.children}
    of = next((other for other in file.events if other.id == event.of_id), None)
    parts: list[Text] = [
        L("about: {event}", event=say.event_name(of)) if of else "",
        term(event.how.label) if event.how else "",
        term(event.party.label) if event.party else "",
        term(event.instance.label) if event.instance else "",
        L("grounds: {grounds}", grounds=Listing(say.grounds(event.grounds))) if event.grounds else "",
        say.listed(tuple(names[child] for child in event.child_ids if child in names)),
        L("through the Central Authority") if event.through_central_authority else "",
        _CONFIDENCE.get(event.confidence, ""),
        apart(event.source or ""),
        apart(event.note or ""),
    ]
    return say.joined(*parts)
