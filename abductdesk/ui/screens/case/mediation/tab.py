"""The mediation tab: safety on top, both parents side by side, the limits that go on running beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from abductdesk.actions.casefile import CaseFile
from abductdesk.actions.deadlines import as_day
from abductdesk.actions.mediation import change_mediation, end_mediation, open_mediation, reopen_mediation
from abductdesk.actions.mediationfile import MediationFile, mediation_file
from abductdesk.i18n import LN, L
from abductdesk.models import Mediation
from abductdesk.models.base import Seen, fields_of
from abductdesk.terms import MediationResult, Status
from abductdesk.ui.cards import Card, EmptyState, clear, scrolled
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import Banner
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.lines import source_of
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.mediation.agreement import ask_agreement, fill_agreement
from abductdesk.ui.screens.case.mediation.mediators import fill_mediators
from abductdesk.ui.screens.case.mediation.pairs import PairsDialog
from abductdesk.ui.screens.case.mediation.parents import Parents
from abductdesk.ui.screens.case.mediation.safety import fill_safety
from abductdesk.ui.screens.case.mediation.sessions import ask_session, fill_sessions
from abductdesk.ui.screens.case.mediation.voices import fill_voices
from abductdesk.ui.screens.case.room import Room, Tab, quiet, values_of
from abductdesk.ui.screens.case.rows import Beside
from abductdesk.ui.texts import apart, term
from abductdesk.ui.urgency import Deadline, due_text, urgency_of
from abductdesk.ui.widgets import Button, Pill, column, label, line, row

RUNNING = (Status.OPEN, Status.EXTENDED, Status.MISSED)
MOST = 6


class MediationTab(Tab):
    """See the top of the file. It asks for the mediation itself: the case is read by others too."""

    seen = Seen.BUREAU

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.found: MediationFile | None = None
        self._top = column(spacing=12)
        self.parents = Parents(room)
        self.mediators = self._card(L("Mediators"), L("Propose…"), "people", self._propose)
        self.sessions = self._card(
            L("Sessions"), L("Plan a session"), "event", partial(self._with, ask_session)
        )
        self.agreement = self._card(
            L("Agreement"), L("What was agreed"), "edit", partial(self._with, ask_agreement)
        )
        self.limits = self._card(L("Time limits beside it"), L("All deadlines"), "deadline", self._all_limits)
        self.voices = Card(L("Voices of the children"))
        self.frame = self._card(
            L("Suitability and end"), L("Change"), "edit", partial(self._with, _ask_suitability)
        )
        left = column(self.mediators, self.sessions, self.agreement, None, spacing=16)
        right = column(self.limits, self.voices, self.frame, None, spacing=16)
        above = QWidget()
        inside = column(spacing=16, margins=(28, 16, 28, 0))
        inside.addLayout(self._top)
        inside.addWidget(self.parents)
        above.setLayout(inside)
        page = QWidget()
        page.setLayout(column(above, Beside(left, right, narrow=700), None, spacing=0))
        begin = self._begin = Button(L("Open a mediation"), look="primary", icon="mediation")
        begin.clicked.connect(lambda: room.do(open_mediation, room.case_id, said=L("The mediation is open.")))
        self._nothing = EmptyState(
            "mediation",
            L("No mediation yet"),
            L("Information talks, separate screenings, consent: the steps of both parents stand here side by"
              " side. Every time limit goes on running."),
            begin,
        )  # fmt: skip
        self._either = QStackedWidget()
        for widget in (QWidget(), scrolled(page), self._nothing):
            self._either.addWidget(widget)
        self.setLayout(column(self._either, spacing=0))

    def _card(self, title: Any, verb: Any, icon: str, run: Callable[[], object]) -> Card:
        return Card(title, actions=[quiet(verb, icon, run)])

    def _with(self, ask: Callable[[Room, MediationFile], object]) -> None:
        if self.found is not None and self.found.mediation is not None:
            ask(self.room, self.found)

    def _propose(self) -> None:
        self._with(lambda room, found: PairsDialog(room, found).open())

    def _all_limits(self) -> None:
        self.room.tab_wanted.emit("deadlines", None)

    def show_file(self, file: CaseFile) -> None:
        self.room.desk.ask(mediation_file, file.case.id, then=self.show_found, latest="mediation")

    def show_found(self, found: MediationFile) -> None:
        """Show the mediation as it is now; the keyboard stays on the button it was on."""
        self.found = found
        if found.mediation is None:
            case = self.room.file.case
            self._begin.setEnabled(case.open and not case.study)
            self._either.setCurrentIndex(2)
            return
        held = QApplication.focusWidget()
        name = held.accessibleName() if held is not None and self.isAncestorOf(held) else ""
        clear(self._top)
        fill_safety(self.room, found, self._top)
        self._top.addWidget(_before_hearing(found))
        self.parents.show_found(found)
        fills: tuple[tuple[Card, Callable[[Room, MediationFile, QVBoxLayout], None]], ...] = (
            (self.mediators, fill_mediators), (self.sessions, fill_sessions),
            (self.agreement, fill_agreement), (self.limits, _fill_limits),
            (self.voices, fill_voices), (self.frame, _fill_frame),
        )  # fmt: skip
        for card, fill in fills:
            card.clear()
            fill(self.room, found, card.body)
        self._either.setCurrentIndex(1)
        if name:
            self._hold(name)

    def _hold(self, name: str) -> None:
        held = QApplication.focusWidget()
        if held is not None and held.isVisible() and self.isAncestorOf(held):
            return
        named = (each for each in self.findChildren(Button) if each.accessibleName() == name)
        again = next((each for each in named if each.isVisibleTo(self)), None)
        if again is not None:
            again.setFocus(Qt.FocusReason.TabFocusReason)


def _before_hearing(found: MediationFile) -> Banner:
    """How much time is left for a mediation of the usual length."""
    before = found.before
    if before is None:
        said = L("No hearing is ahead. A mediation takes 10 to 15 hours over two or three days; no limit is"
                 " suspended by it.")  # fmt: skip
        return Banner("neutral", said)
    left = LN(
        "10 to 15 hours over two or three days before the hearing on {day}: {n} working day left.",
        "10 to 15 hours over two or three days before the hearing on {day}: {n} working days left.",
        before.working_days,
        day=before.hearing.date,
    )
    return Banner("warn" if before.tight else "neutral", left)


def _fill_limits(room: Room, found: MediationFile, body: QVBoxLayout) -> None:
    """The limits that run, the nearest first: mediation suspends none of them."""
    running = [
        (as_day(each.lead), each)
        for each in room.file.assessed.deadlines
        if each.status in RUNNING and each.warns and each.lead is not None
    ]
    dated = sorted(((day, each) for day, each in running if day is not None), key=lambda pair: pair[0])
    body.addWidget(label(L("Nothing is suspended by the mediation."), "second", wrap=True))
    for _, each in dated[:MOST]:
        body.addWidget(line())
        body.addWidget(_limit(each, found))
    if not dated:
        body.addWidget(label(L("No limit with a date is running."), "caption", wrap=True))
    elif len(dated) > MOST:
        body.addWidget(label(LN("{n} more", "{n} more", len(dated) - MOST), "caption"))


def _limit(deadline: Deadline, found: MediationFile) -> QWidget:
    urgency = urgency_of(deadline, found.today)
    made = QWidget()
    texts = column(
        label(deadline.name, "strong", wrap=True),
        label(say.joined(due_text(deadline.lead), source_of(deadline)), "caption", wrap=True),
        spacing=3,
    )
    texts.addLayout(row(Pill(urgency.text, urgency.tone, icon=urgency.icon), None))
    made.setLayout(texts)
    return made


def _fill_frame(room: Room, found: MediationFile, body: QVBoxLayout) -> None:
    mediation = found.mediation
    assert mediation is not None
    suitability = (
        term(mediation.suitability.label) if mediation.suitability is not None else L("Not judged yet")
    )
    body.addWidget(label(suitability, "strong", wrap=True))
    if mediation.measures:
        body.addWidget(label(apart(mediation.measures), wrap=True, selectable=True))
    if mediation.ended_on is None:
        body.addWidget(label(L("Open since {day}", day=mediation.opened_on), "caption"))
        end = Button(L("End the mediation…"), icon="closed_case")
        end.clicked.connect(partial(_ask_end, room, found))
        body.addLayout(row(end, None))
    else:
        said = L("Ended on {day}: {result}", day=mediation.ended_on, result=mediation.result)
        body.addWidget(label(said, wrap=True))
        again = Button(L("Open it again"), icon="undo")
        again.clicked.connect(
            lambda: room.do(reopen_mediation, mediation.id, seen=mediation.version,
                            said=L("The mediation is open again."))
        )  # fmt: skip
        new = Button(L("Open another mediation"), icon="mediation")
        new.clicked.connect(lambda: room.do(open_mediation, room.case_id, said=L("The mediation is open.")))
        body.addLayout(row(again, new, None))
    if found.earlier:
        body.addWidget(label(LN("{n} earlier mediation", "{n} earlier mediations", found.earlier), "caption"))


def _ask_suitability(room: Room, found: MediationFile) -> FormDialog:
    mediation = found.mediation
    assert mediation is not None

    def run(dialog: FormDialog, changes: dict[str, Any]) -> None:
        room.desk.do(change_mediation, mediation.id, seen=dialog.seen, changes=changes, **dialog.reply)

    return room.form(
        L("Suitability"),
        [FieldGroup("", pick(fields_of(Mediation), "suitability", "measures"), columns=1)],
        run,
        sentence=L("“Suitable” includes joint sessions: both screenings must allow it."),
        said=L("The suitability is recorded."),
        values=values_of(mediation),
        seen=mediation.version,
    )


def _ask_end(room: Room, found: MediationFile) -> FormDialog:
    mediation = found.mediation
    assert mediation is not None
    results = [(each, term(each.label)) for each in MediationResult if each is not MediationResult.ONGOING]
    fields = pick(fields_of(Mediation), "ended_on", "result")

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        ended, result = entered.get("ended_on", found.today), entered.get("result", results[0][0])
        room.desk.do(end_mediation, mediation.id, seen=mediation.version, ended_on=ended, result=result,
                     **dialog.reply)  # fmt: skip

    return room.form(
        L("End of the mediation"), [FieldGroup("", fields)], run, said=L("The mediation has ended."),
        defaults={"ended_on": found.today, "result": MediationResult.NO_AGREEMENT},
        choices={"result": results}, accept=L("End the mediation"),
    )  # fmt: skip
