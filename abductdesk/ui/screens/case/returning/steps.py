"""The steps of a return as a checklist: Space ticks, Up and Down go from step to step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from abductdesk.actions.planning import tick_step
from abductdesk.actions.returning import RUNNING, PlanView, said_step
from abductdesk.i18n import LN, L, Message
from abductdesk.models import ReturnStep
from abductdesk.ui.cards import clear
from abductdesk.ui.checks import Check
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.returning.forms import change_part, remove_part
from abductdesk.ui.screens.case.room import Room, tool
from abductdesk.ui.texts import Text, apart, bind, term, words
from abductdesk.ui.urgency import days_away, due_text
from abductdesk.ui.widgets import Pill, column, label, line, row


class StepCheck(Check):
    """The box of one step; the arrows go to its neighbours."""

    step = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if by is not None:
            self.step.emit(by)
        else:
            super().keyPressEvent(event)


class Checklist(QWidget):
    """The steps by their days; what is done stays in its place, quieter."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.checks: list[StepCheck] = []
        self._body: QVBoxLayout = column(spacing=4)
        self.setLayout(self._body)

    def show_plan(self, view: PlanView) -> None:
        """Show the steps of this plan."""
        clear(self._body)
        self.checks = []
        steps = sorted(view.steps, key=lambda step: (step.done_on is None and view.due(step) is None,
                                                     view.due(step) or self.room.file.today))  # fmt: skip
        for at, step in enumerate(steps):
            if at:
                self._body.addWidget(line())
            self._body.addWidget(self._row(view, step))
        if not steps:
            nothing = L("No steps. Add what must be done before they leave.")
            self._body.addWidget(label(nothing, "second", wrap=True))

    def _row(self, view: PlanView, step: ReturnStep) -> QWidget:
        running = view.plan.state in RUNNING
        done, what = step.done_on is not None, said_step(step)
        tick = StepCheck()
        tick.setChecked(done)
        tick.setEnabled(running)
        bind(tick, "setAccessibleName", L("Done: {what}", what=what))
        tick.toggled.connect(partial(self._tick, step))
        tick.step.connect(partial(self._step, tick))
        self.checks.append(tick)
        texts = column(label(what, "second" if done else "strong", wrap=True), spacing=3)
        texts.addWidget(label(self._caption(view, step), "caption", wrap=True))
        if not done:
            texts.addLayout(row(*self._pills(view, step), None, spacing=6))
        inside = row(tick, spacing=10, margins=(0, 4, 0, 4))
        inside.addLayout(texts, 1)
        if running:
            inside.addWidget(tool(_about(L("Change"), what), "edit", partial(change_part, self.room, step)))
            inside.addWidget(
                tool(_about(L("Remove"), what), "delete", partial(remove_part, self.room, step, what))
            )
        made = QWidget()
        made.setLayout(inside)
        return made

    def _pills(self, view: PlanView, step: ReturnStep) -> Sequence[QWidget]:
        due = view.due(step)
        pills: list[QWidget] = []
        if due is not None:
            said = days_away(due, self.room.file.today)
            pills.append(Pill(said.text, said.tone, icon=said.icon))
        if step.blocking:
            pills.append(Pill(L("Blocks travel"), "neutral", icon="blocked"))
        return pills

    def _caption(self, view: PlanView, step: ReturnStep) -> Text:
        who = say.joined(term(step.owner.label), apart(self.room.staff_name(step.staff_id)))
        if step.done_on is not None:
            by = apart(self.room.staff_name(step.done_by))
            return say.joined(who, L("done {day}", day=step.done_on), by)
        due = view.due(step)
        if step.own_day is not None:
            counted: Message = L("on a day of its own")
        elif step.days_before:
            counted = LN("{n} day before departure", "{n} days before departure", step.days_before)
        else:
            counted = L("on the day of departure")
        return say.joined(who, due_text(due) if due is not None else "", counted)

    def _tick(self, step: ReturnStep, done: bool) -> None:
        said = L("The step is done.") if done else L("The step is open again.")
        self.room.do(tick_step, step.id, done=done, said=said)

    def _step(self, tick: StepCheck, by: int) -> None:
        at = self.checks.index(tick) + by
        if 0 <= at < len(self.checks):
            self.checks[at].setFocus(Qt.FocusReason.TabFocusReason)


def _about(verb: Message, name: Text) -> Text:
    """What a button does and with what, for those who cannot see where it stands."""
    return lambda _tongue: f"{words(verb)}: {words(name)}"
