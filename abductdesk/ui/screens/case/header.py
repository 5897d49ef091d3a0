"""The head of a case: whose it is, where it stands, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from abductdesk.actions.alarms import Alarm, Kind, alarms
from abductdesk.actions.casefile import CaseFile
from abductdesk.actions.sixweeks import six_weeks
from abductdesk.i18n import LN, L, Message
from abductdesk.terms import CaseKind, Priority, Stage
from abductdesk.ui.cards import clear
from abductdesk.ui.elided import Elided
from abductdesk.ui.feedback import Banner
from abductdesk.ui.flow import Flow, flow
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.chain import key_of
from abductdesk.ui.screens.case.room import Room
from abductdesk.ui.texts import Text, apart, bind, isolate, term
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, IconTile, Pill, column, label, row

NARROW = 640
"""Below this width, in px at 100 %, the buttons stand below the title."""
_LAST_STAGES = frozenset({Stage.RETURNED, Stage.AFTERCARE})


class Fact(QWidget):
    """One icon and its words, in the line of facts."""

    def __init__(self, icon: str, text: Text, tone: str = "text2") -> None:
        super().__init__()
        self.setLayout(row(IconTile(icon, tone, size=15), label(text, "second"), 8, spacing=6))


class CaseHeader(QWidget):
    """Trail, title with pills, line of facts, buttons."""

    def __init__(self, room: Room, buttons: Sequence[QWidget]) -> None:
        super().__init__()
        self._room = room
        self.cases = Button(L("Cases"), look="link")
        self.cases.clicked.connect(lambda: room.shell.go("cases"))
        self._reference = label("", "caption", selectable=True)
        self.heading = Elided(type="page", least=160)
        self._titled = flow(self.heading, spacing=8)
        self._facts = flow(spacing=8)
        trail = row(self.cases, label("/", "caption"), self._reference, None, spacing=4)
        self._head = row(self._titled, flow(*buttons, spacing=10), spacing=10)
        self._head.setStretch(0, 1)
        layout = column(spacing=6)
        layout.addLayout(trail)
        layout.addLayout(self._head)
        layout.addWidget(self._facts)
        self.alarms = column(spacing=6, margins=(0, 4, 0, 0))
        layout.addLayout(self.alarms)
        self.setLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        narrow = self.width() < look.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._head.direction() is not way:
            self._head.setDirection(way)

    def show_file(self, file: CaseFile) -> None:
        self.heading.say(say.title(file))
        bind(self._reference, "setText", apart(file.case.reference))
        _refill(self._titled, self._pills(file), keep=1)
        _refill(self._facts, self._fact_line(file))
        self._show_alarms(file)

    def _show_alarms(self, file: CaseFile) -> None:
        """What must not be overlooked stands here, above every tab."""
        clear(self.alarms)
        if not file.case.open or file.case.study:
            return
        for alarm in alarms(file.assessed, file.today):
            lead = partial(self._room.tab_wanted.emit, "deadlines", key_of(alarm.deadline))
            self.alarms.addWidget(Banner("danger", _alarm_words(alarm, file), L("Show"), lead))

    def _pills(self, file: CaseFile) -> list[QWidget]:
        case, made = file.case, list[QWidget]()
        if case.anonymised_on is not None:
            made.append(Pill(L("Anonymised on {day}", day=case.anonymised_on), "neutral", icon="anonymise"))
        if case.voided_on is not None:
            made.append(Pill(L("Void since {day}", day=case.voided_on), "danger", icon="deleted"))
        if case.study:
            made.append(Pill(L("Study case"), "accent", icon="study"))
        if case.kind in (
            CaseKind.PREVENTION,
            CaseKind.ACCESS,
            CaseKind.RELOCATION,
            CaseKind.INFORMATION_ONLY,
        ):
            made.append(Pill(term(case.kind.label), "accent", icon="measure"))
        if file.holds:
            made.append(Pill(L("Use of data restricted"), "warn", icon="no_entry"))
        closed = case.stage is Stage.CLOSED
        tone = "ok" if case.stage in _LAST_STAGES else "neutral"
        if not case.study:
            icon = "closed_case" if closed else "milestone"
            made.append(Pill(term(case.stage.label), tone, icon=icon))
        clock = six_weeks(file.assessed, file.today) if case.open else None
        if clock is not None and clock.day > clock.days:
            over = L("Six weeks over: day {day} of {days}", day=clock.day, days=clock.days)
            made.append(Pill(over, "danger", icon="six_weeks"))
        elif clock is not None and clock.day >= 0:
            running = L("Six weeks: day {day} of {days}", day=clock.day, days=clock.days)
            made.append(Pill(running, "warn", icon="six_weeks"))
        if case.priority is Priority.URGENT:
            made.append(Pill(L("Urgent"), "danger", icon="urgent"))
        elif case.priority is Priority.HIGH:
            made.append(Pill(L("High priority"), "warn", icon="warning"))
        return made

    def _fact_line(self, file: CaseFile) -> list[QWidget]:
        made: list[QWidget] = []
        if ages := say.ages(file):
            made.append(Fact("child", ages))
        if there := say.states(file):
            made.append(Fact("travel", there))
        event = say.happened(file)
        if event is not None:
            made.append(Fact("calendar", say.joined(say.event_name(event), say.day_of(event))))
        worker = file.staff.get(file.case.caseworker_id or 0)
        if worker is not None:
            made.append(Fact("person", apart(worker.name)))
        made.append(Fact("law", term(file.assessed.framework.instrument.label)))
        return made


def _alarm_words(alarm: Alarm, file: CaseFile) -> Text:
    """The alarm as one sentence; below the framework that is not known, with the condition."""
    if alarm.kind is Kind.YEAR:
        days = (alarm.day - file.today).days
        said: Message = LN(
            "Proceedings for return must begin by {day}: {n} day left.",
            "Proceedings for return must begin by {day}: {n} days left.",
            days, day=alarm.day,
        )  # fmt: skip
        if days == 0:
            said = L(
                "Proceedings for return must begin today, {day}: the year of Art. 12 ends.", day=alarm.day
            )
    else:
        at = alarm.child or 0
        named = file.children[at].person.name if at < len(file.children) else ""
        name = isolate(named) if named else L("Child {number}", number=at + 1)
        said = L(
            "{child} turns 16 on {day}: from then on the 1980 Convention no longer applies.",
            child=name, day=alarm.day,
        )  # fmt: skip
        if alarm.uncertain:
            said = L(
                "{child} may turn 16 as early as {day}: ask for the birth date.", child=name, day=alarm.day
            )
    return L("{alarm} (If the Convention is in force.)", alarm=said) if alarm.supposed else said


def _refill(holder: QWidget, widgets: Sequence[QWidget], keep: int = 0) -> None:
    layout = holder.layout()
    assert isinstance(layout, Flow)
    layout.empty(keep)
    for widget in widgets:
        layout.addWidget(widget)
    holder.updateGeometry()
