"""Deciding about one limit of a case: met, extended, waived, not applicable; and taking it back."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from abductdesk.actions.casefile import CaseFile
from abductdesk.actions.decisions import WITH_A_DAY, change_decision, decide, kinds_for, take_back_decision
from abductdesk.i18n import L
from abductdesk.models import LimitDecision
from abductdesk.models.base import fields_of
from abductdesk.terms import DecisionKind
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.editors import Choice
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.screens.case.room import Room, values_of
from abductdesk.ui.texts import term
from abductdesk.ui.urgency import Deadline
from abductdesk.ui.widgets import Button, row


def decision_on(deadline: Deadline, file: CaseFile) -> LimitDecision | None:
    """The latest decision about a limit, as the rules read it."""
    ids = {file.children[at].child.id for at in deadline.children if at < len(file.children)}
    about = [
        decision
        for decision in file.decisions
        if decision.rule == deadline.id
        and decision.event_id in (None, deadline.event)
        and (not decision.child_ids or set(decision.child_ids) == ids)
    ]
    return about[-1] if about else None


def decision_buttons(room: Room, deadline: Deadline) -> QWidget:
    """Below what is said of a limit: decide, correct the decision, or take it back."""
    made = QWidget()
    decided = decision_on(deadline, room.file)
    words = L("Decide again…") if decided is not None else L("Decide about this deadline…")
    again = Button(words, icon="decision")
    again.clicked.connect(lambda: ask_decision(room, deadline))
    buttons = [again]
    if decided is not None:
        correct = Button(L("Correct the decision…"), look="quiet", icon="edit")
        correct.clicked.connect(lambda: ask_decision(room, deadline, decided))
        back = Button(L("Take the decision back"), look="quiet", icon="undo")
        back.clicked.connect(partial(_take_back, room, decided))
        buttons += [correct, back]
    made.setLayout(row(*buttons, None))
    return made


def ask_decision(room: Room, deadline: Deadline, decided: LimitDecision | None = None) -> FormDialog:
    """What was decided, on which day, and why; `decided` is the decision that is corrected."""
    fields = pick(fields_of(LimitDecision), "kind", "day", "reason")
    kinds: list[Choice] = [(kind, term(kind.label)) for kind in kinds_for(deadline)]

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        if decided is not None:
            room.desk.do(change_decision, decided.id, seen=dialog.seen, changes=entered, **dialog.reply)
            return
        room.desk.do(
            decide, room.case_id, rule=deadline.id, event=deadline.event, children=deadline.children,
            **{"kind": DecisionKind.MET, **entered}, **dialog.reply,
        )  # fmt: skip

    dialog = room.form(
        L("Decide about a deadline") if decided is None else L("Correct a decision"),
        [FieldGroup("", fields, wide=frozenset({"reason"}))],
        run,
        sentence=deadline.name,
        said=L("The decision is recorded, with your name."),
        values=values_of(decided) if decided is not None else None,
        seen=decided.version if decided is not None else 0,
        defaults={"kind": DecisionKind.MET, "day": room.file.today},
        accept=L("Record decision"),
        choices={"kind": kinds},
        about=room.about("decision", decided),
    )
    dialog.beside = {"rule": deadline.id, "event": deadline.event, "children": list(deadline.children)}
    kind, day = dialog.form.rows["kind"], dialog.form.rows["day"]

    def fit() -> None:
        day.setVisible(kind.editor.value() in WITH_A_DAY)

    kind.editor.changed.connect(fit)
    fit()
    return dialog


def _take_back(room: Room, decision: LimitDecision) -> None:
    room.do(take_back_decision, decision.id, said=L("The decision is taken back."))
