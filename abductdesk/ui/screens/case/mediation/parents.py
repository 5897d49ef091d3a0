"""Both parents side by side: who, what the screening says, and each step on the way to the mediation."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from abductdesk.actions.mediation import record_step
from abductdesk.actions.mediationfile import MediationFile
from abductdesk.i18n import LN, L
from abductdesk.models import ParentStep
from abductdesk.models.base import fields_of
from abductdesk.terms import MediationStep, Party, RiskLevel, StepAnswer
from abductdesk.ui.cards import Card, divided
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.elided import Elided
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.mediation.fields import PARENTS, TONES, newest, parent_name, party_name
from abductdesk.ui.screens.case.mediation.screening import ScreeningResult, screen_parent
from abductdesk.ui.screens.case.room import Room, tool, values_of
from abductdesk.ui.screens.case.rows import Line
from abductdesk.ui.texts import Text, apart, bind, term
from abductdesk.ui.theme import look
from abductdesk.ui.urgency import due_text
from abductdesk.ui.widgets import Button, Pill, column, label, row

NARROW = 620
_EDGE = (0, 0, 0, 0)
_ANSWERED = {
    StepAnswer.YES: ("ok", "ok_text"), StepAnswer.NO: ("no_entry", "danger_text"),
    StepAnswer.THINKING: ("running", "warn_text"),
}  # fmt: skip


class Parents(QWidget):
    """The two cards; below each other only where there is no room at all."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.cards = {party: Card() for party in PARENTS}
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(16)
        self._both.setContentsMargins(0, 0, 0, 0)
        for card in self.cards.values():
            self._both.addWidget(card, 1)
        self.setLayout(self._both)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        narrow = self.width() < look.px(NARROW)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._both.direction() is not wanted:
            self._both.setDirection(wanted)

    def show_found(self, found: MediationFile) -> None:
        """Show the steps as they are now."""
        for party, card in self.cards.items():
            card.clear()
            steps = [self._step(found, party, step) for step in MediationStep]
            card.add(divided(self._head(found, party), *steps))
            card.body.addStretch(1)

    def _head(self, found: MediationFile, party: Party) -> QWidget:
        screening = newest(found, party)
        level = screening.risk if screening is not None else RiskLevel.NOT_DONE
        tone, icon = TONES[level]
        name = parent_name(self._room, party)
        made = QWidget()
        layout = column(
            label(party_name(party), "card"),
            Elided(apart(name) or L("Nobody is recorded as this parent yet"), "body" if name else "second"),
            spacing=4,
            margins=(0, 8, 0, 4),
        )
        layout.addLayout(row(Pill(term(level.label), tone, icon=icon), None))
        made.setLayout(layout)
        return made

    def _step(self, found: MediationFile, party: Party, step: MediationStep) -> QWidget:
        if step is MediationStep.SCREENING:
            return self._screening(found, party)
        recorded = found.steps.get((party, step))
        icon, tone, caption = _standing(recorded)
        verb = L("Record") if recorded is None or recorded.done_on is None else L("Change")
        button = Button(verb, look="quiet", icon="edit")
        button.clicked.connect(partial(ask_step, self._room, found, party, step))
        _name(button, verb, step, party)
        return Line(term(step.label), caption, icon=icon, tone=tone, buttons=[button], margins=_EDGE)

    def _screening(self, found: MediationFile, party: Party) -> QWidget:
        done = [each for each in found.screenings if each.party is party]
        planned = found.steps.get((party, MediationStep.SCREENING))
        screen = Button(L("Screen…") if not done else L("Again…"), look="quiet", icon="facts")
        screen.clicked.connect(partial(screen_parent, self._room, found, party))
        _name(screen, L("Screen…") if not done else L("Again…"), MediationStep.SCREENING, party)
        buttons: list[QWidget] = [screen]
        if done:
            shown: Text = say.joined(L("Show what the screening found"), party_name(party))
            buttons.insert(0, tool(shown, "show", lambda: ScreeningResult(self._room, found, party).open()))
            caption: Text = say.joined(
                due_text(done[0].on),
                LN("{n} screening", "{n} screenings", len(done)) if len(done) > 1 else "",
            )
        else:
            plan: Text = say.joined(L("Plan"), term(MediationStep.SCREENING.label), party_name(party))
            buttons.insert(
                0, tool(plan, "event", partial(ask_step, self._room, found, party, MediationStep.SCREENING))
            )
            caption = _planned(planned) or L("Separate, before any joint session")
        icon, tone = ("ok", "ok_text") if done else ("waiting", "text3")
        name = term(MediationStep.SCREENING.label)
        return Line(name, caption, icon=icon, tone=tone, buttons=buttons, margins=_EDGE)


def _name(button: Button, verb: Text, step: MediationStep, party: Party) -> None:
    """A name that says which step of whom, for those who cannot see where it stands."""
    bind(button, "setAccessibleName", say.joined(verb, term(step.label), party_name(party)))


def _planned(step: ParentStep | None) -> Text:
    if step is None or step.planned_on is None:
        return ""
    return say.joined(L("planned {day}", day=step.planned_on), apart(step.how or ""))


def _standing(step: ParentStep | None) -> tuple[str, str, Text]:
    """Icon, tone and words of a step."""
    if step is None or step.done_on is None:
        return "waiting", "text3", _planned(step) or L("Not yet")
    icon, tone = _ANSWERED[step.answer] if step.answer is not None else ("ok", "ok_text")
    answer = term(step.answer.label) if step.answer is not None else ""
    return icon, tone, say.joined(due_text(step.done_on), answer, apart(step.how or ""))


def ask_step(room: Room, found: MediationFile, party: Party, step: MediationStep) -> FormDialog:
    """Plan or record one step of a parent."""
    assert found.mediation is not None
    mediation_id = found.mediation.id
    recorded = found.steps.get((party, step))
    fields = fields_of(ParentStep)
    names = ["planned_on", "how"] if step is MediationStep.SCREENING else ["planned_on", "done_on", "how"]
    if step is MediationStep.CONSENT:
        names.insert(2, "answer")

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        room.desk.do(
            record_step, mediation_id, party, step, seen=dialog.seen, changes=entered, **dialog.reply
        )

    return room.form(
        term(step.label),
        [FieldGroup("", pick(fields, *names), wide=frozenset({"how"}))],
        run,
        sentence=say.joined(party_name(party), apart(parent_name(room, party))),
        said=L("The step is recorded."),
        values=values_of(recorded) if recorded is not None else None,
        seen=recorded.version if recorded is not None else 0,
    )
