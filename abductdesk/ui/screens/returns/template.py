"""The steps that a plan begins with, by framework: what ships, or the bureau's own list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QKeySequence, QShowEvent

from abductdesk.actions.returnsteps import (
    WORDS,
    Step,
    edit_template,
    retire_step,
    return_template,
    ship_again,
)
from abductdesk.actions.unfinished import Unfinished
from abductdesk.i18n import LN, N_, L
from abductdesk.models import StepTemplate
from abductdesk.models.base import fields_of
from abductdesk.terms import ReturnFrame, StaffRole
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.cells import Cell, Column
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import ask
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.historydialog import history_button
from abductdesk.ui.shell import Shell, TakeUp
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Table
from abductdesk.ui.texts import Text, isolate, term, words
from abductdesk.ui.typed import About
from abductdesk.ui.undoing import say_done
from abductdesk.ui.widgets import Button, Segments, label

STEP_FORM = "returns.step"
_FIELDS = pick(fields_of(StepTemplate), "what", "owner", "days_before", "blocking")


class TemplateTab(TabPage):
    """Managers edit; plans that exist keep their steps."""

    key, title = "template", N_("Steps by framework")
    roles = frozenset({StaffRole.MANAGER})
    watches = frozenset({StepTemplate.__tablename__})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.rows: list[Step] = []
        self.frames = Segments([(frame.value, term(frame.label)) for frame in ReturnFrame])
        self.frames.chosen.connect(lambda _key: self.refresh())
        add = Button(L("Add a step"), icon="add")
        add.clicked.connect(lambda: self.edit(None))
        self.back = Button(L("Back to what ships…"), look="quiet", icon="undo")
        self.back.clicked.connect(self._ask_back)
        history = history_button(desk, shell, L("History of the steps"), (StepTemplate.__tablename__,))
        self.table = Table(
            [
                Column("what", L("Step"), lambda step: Cell(said(step)), width=240, stretch=5),
                Column("who", L("Who"), lambda step: Cell(term(step.owner.label)), width=150, stretch=2),
                Column("days", L("When"), _when, width=170, stretch=2),
                Column("blocks", L("Blocks travel"), _blocks, width=140, drop=1),
            ],
            name=L("Steps by framework"),
            empty=EmptyState("todo", L("No steps"), L("Plans of this framework begin empty.")),
            menu=self._menu,
            tight=True,
        )
        self.table.opened.connect(self.edit)
        self.card = Card(L("Steps"), actions=[history, self.back, add], flush=True)
        self.card.add(self.table)
        page = Page("", scroll=False)
        page.add(label(L("What ships are proposals of good practice, no rule of law. Plans that exist keep "
                         "their steps."), "second", wrap=True))  # fmt: skip
        page.add(self.frames)
        page.add(self.card, stretch=1)
        self.fill(page)

    @property
    def frame(self) -> ReturnFrame:
        """The framework in sight."""
        return ReturnFrame(self.frames.current)

    def refresh(self) -> None:
        self.desk.ask(return_template, self.frame, then=self.show_rows, latest="return_template")

    def show_rows(self, found: list[Step]) -> None:
        """Show the steps, the earliest first."""
        self.rows = found
        own = any(step.id is not None for step in found) or not found
        title = LN("{n} step, your own list", "{n} steps, your own list", len(found)) if own else LN(
            "{n} step, as it ships", "{n} steps, as they ship", len(found)
        )  # fmt: skip
        self.card.title(title)
        self.back.setVisible(own)
        self.table.show_rows(found)
        if self.table.current() is None:
            self.table.select(0)

    def edit(self, step: Step | None) -> FormDialog:
        """Change a step, or add one."""
        frame = self.frame

        def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
            at, code = (step.id, step.code) if step is not None else (None, "")
            self.desk.do(edit_template, frame, code, at, entered, seen=dialog.seen, **dialog.reply)

        values = None if step is None else {
            "what": words(said(step)), "owner": step.owner, "days_before": step.days_before,
            "blocking": step.blocking,
        }  # fmt: skip
        record = step.id if step is not None else None
        dialog = FormDialog(
            self, L("Add a step") if step is None else L("Change a step"), term(frame.label),
            [FieldGroup("", _FIELDS, wide=frozenset({"what"}))], run=run, values=values,
            seen=step.version if step is not None else 0,
            about=About(STEP_FORM, kind=StepTemplate.__tablename__ if record else "", record=record),
        )  # fmt: skip
        dialog.beside = {"frame": frame.value, "code": step.code if step is not None else ""}
        dialog.saved.connect(lambda _touched: say_done(self.desk, self.shell, L("The steps are changed.")))
        dialog.open()
        return dialog

    def resume(self, draft: Unfinished, take_up: TakeUp) -> None:
        """Open the form of a draft on its framework."""
        self.frames.choose(draft.values.get("frame", ReturnFrame.EU.value))
        code = draft.values.get("code", "")

        def opened(found: list[Step]) -> None:
            self.show_rows(found)
            same = (step for step in found if (draft.record and step.id == draft.record) or
                    (not draft.record and code and step.code == code))  # fmt: skip
            take_up(self.edit(next(same, None)))

        self.desk.ask(return_template, self.frame, then=opened, owner=self)

    def _menu(self, step: Step) -> Sequence[QAction]:
        change = QAction(words(L("Change…")), self)
        change.setShortcut(QKeySequence("Return"))
        change.triggered.connect(lambda: self.edit(step))
        out = QAction(words(L("Take out…")), self)
        out.triggered.connect(partial(self._ask_out, step))
        return [change, out]

    def _ask_out(self, step: Step, _checked: bool = False) -> None:
        ask(
            self, L("Take this step out?"), said(step), L("Take out"), look="danger",
            then=lambda: self.desk.do(
                retire_step, self.frame, step.code, step.id, owner=self,
                then=lambda _done: say_done(self.desk, self.shell, L("The steps are changed.")),
            ),
        )  # fmt: skip

    def _ask_back(self) -> None:
        ask(
            self, L("Go back to what ships?"), L("Your own list of this framework is given up."),
            L("Go back"), look="danger",
            then=lambda: self.desk.do(
                ship_again, self.frame, owner=self,
                then=lambda _done: say_done(self.desk, self.shell, L("The steps are changed.")),
            ),
        )  # fmt: skip

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.table.setFocus()


def said(step: Step) -> Text:
    """What a step says: in everybody's language where it is one of the program's own."""
    return term(step.what) if step.what == WORDS.get(step.code) else isolate(step.what)


def _when(step: Step) -> Cell:
    if not step.days_before:
        return Cell(L("on the day of departure"))
    return Cell(LN("{n} day before departure", "{n} days before departure", step.days_before))


def _blocks(step: Step) -> Cell:
    return (
        Cell(L("Blocks travel"), icon="blocked", tone="danger") if step.blocking else Cell("—", second=True)
    )
