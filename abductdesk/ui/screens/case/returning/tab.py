"""The Return tab: what blocks travel on top, the steps, the journey, the facts; and the aftercare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QGridLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from abductdesk.actions.aftercare import AftercareView, aftercare_of
from abductdesk.actions.casefile import CaseFile
from abductdesk.actions.psychologists import PsychologistSupport, psychologist_support
from abductdesk.actions.returning import RUNNING, PlanView, frame_for, return_plans
from abductdesk.i18n import LN, L, Message
from abductdesk.models import ReturnPlan
from abductdesk.terms import ReturnState
from abductdesk.ui.cards import Card, EmptyState, clear, scrolled
from abductdesk.ui.feedback import Banner
from abductdesk.ui.flow import flow
from abductdesk.ui.historydialog import show_history
from abductdesk.ui.icons import icon
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.returning import travel
from abductdesk.ui.screens.case.returning.care import care_cards
from abductdesk.ui.screens.case.returning.forms import add_part, change_day, edit_plan, new_plan
from abductdesk.ui.screens.case.returning.journey import fill_contacts, fill_facts, fill_legs, fill_papers
from abductdesk.ui.screens.case.returning.steps import Checklist
from abductdesk.ui.screens.case.returning.words import blocked_line, state_pill
from abductdesk.ui.screens.case.room import Room, Tab, quiet
from abductdesk.ui.screens.case.rows import Beside
from abductdesk.ui.texts import Text, apart, words
from abductdesk.ui.urgency import days_away, due_text
from abductdesk.ui.widgets import Button, IconTile, Pill, Segments, column, label, row

CARE = "care"
MOST_BLOCKS = 6


class ReturnTab(Tab):
    """See the top of the file. It asks for plans and aftercare itself: the case is read by others too."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.plans: list[PlanView] = []
        self.care: list[AftercareView] = []
        self.support: list[PsychologistSupport] = []
        self._chosen, self._wanted, self._shown = "", "", False
        self._choice = column(spacing=0)
        self._head, self._blocks = column(spacing=10), column(spacing=4)
        self.checklist = Checklist(room)
        self.steps = self._card(L("Steps"), L("Add a step"), "return_step")
        self.steps.add(self.checklist)
        self.legs = self._card(L("The journey"), L("Add a leg"), "leg")
        self.papers = self._card(L("Papers and visas"), L("Add a paper"), "travel_paper")
        self.contacts = self._card(L("Emergency contacts"), L("Add a contact"), "emergency_contact")
        self.facts = Card(L("The plan"), actions=[quiet(L("Edit"), "edit", partial(self._with, edit_plan))])
        left = column(self.steps, self.facts, None, spacing=16)
        right = column(self.legs, self.papers, self.contacts, None, spacing=16)
        self._plan, self._care = QWidget(), QWidget()
        above = column(spacing=12, margins=(28, 16, 28, 0))
        above.addLayout(self._head)
        above.addLayout(self._blocks)
        plan = column(spacing=0)
        plan.addLayout(above)
        plan.addWidget(Beside(left, right))
        self._plan.setLayout(plan)
        self._care_body: QVBoxLayout = column(spacing=16, margins=(28, 16, 28, 20))
        self._care.setLayout(self._care_body)
        self.setLayout(column(self._pages(), spacing=0))

    def _pages(self) -> QWidget:
        self._which = QWidget()
        self._which.setLayout(self._choice)
        self._choice.setContentsMargins(28, 16, 28, 12)
        page = QWidget()
        page.setLayout(column(self._which, self._plan, self._care, None, spacing=0))
        self._begin = Button(L("Plan a return"), look="primary", icon="travel")
        self._begin.clicked.connect(self.begin)
        nothing = EmptyState(
            "travel", L("No return yet"),
            L("A plan says who travels when, what must be done before, and what blocks travel. Aftercare "
              "begins by itself with the return."), self._begin,
        )  # fmt: skip
        self._either = QStackedWidget()
        for widget in (QWidget(), scrolled(page), nothing):
            self._either.addWidget(widget)
        return self._either

    def _card(self, title: Text, verb: Text, kind: str) -> Card:
        add = partial(self._with, lambda room, view: add_part(room, view, kind))
        return Card(title, actions=[quiet(verb, "add", add)])

    def _with(self, run: Callable[[Room, PlanView], object]) -> None:
        view = self.view
        if view is not None and view.plan.state in RUNNING:
            run(self.room, view)

    @property
    def view(self) -> PlanView | None:
        """The plan in sight."""
        return next((each for each in self.plans if str(each.id) == self._chosen), None)

    def begin(self) -> None:
        """Plan a return, with the framework that fits the law."""
        self.room.desk.ask(
            frame_for, self.room.case_id, then=lambda frame: new_plan(self.room, frame), owner=self
        )

    # reading

    def show_file(self, file: CaseFile) -> None:
        ask = self.room.desk.ask
        ask(aftercare_of, file.case.id, then=self._take_care, latest="aftercare", owner=self)
        ask(psychologist_support, file.case.id, then=self._take_support, latest="care_support", owner=self)
        ask(return_plans, file.case.id, then=self.show_plans, latest="return_plans", owner=self)

    def _take_care(self, found: list[AftercareView]) -> None:
        self.care = found  # the plans come after it, and are shown with it

    def _take_support(self, found: list[PsychologistSupport]) -> None:
        self.support = found

    def show_plans(self, found: list[PlanView]) -> None:
        """Show the plans as they are now; the keyboard stays where it was."""
        fresh = {str(view.id) for view in found} - {str(view.id) for view in self.plans}
        if self._shown and len(fresh) == 1:
            self._chosen = next(iter(fresh))  # the one just begun
        self.plans, self._shown = found, True
        self._show()

    def point_at(self, what: object) -> None:
        self._wanted = str(what)
        if self._shown:
            self._show()

    def _show(self) -> None:
        if self._wanted in self._keys():
            self._chosen, self._wanted = self._wanted, ""
        if self._chosen not in self._keys():
            self._chosen = self._first()
        case = self.room.file.case
        self._begin.setEnabled(case.open and not case.study)
        if not self._chosen:
            self._either.setCurrentIndex(2)
            return
        held = QApplication.focusWidget()
        name = held.accessibleName() if held is not None and self.isAncestorOf(held) else ""
        self._show_choice()
        view = self.view
        self._plan.setVisible(view is not None)
        self._care.setVisible(view is None)
        if view is not None:
            self._show_plan(view)
        else:
            clear(self._care_body)
            for card in care_cards(self.room, self.care, self.support):
                self._care_body.addWidget(card)
        self._either.setCurrentIndex(1)
        if name:
            QTimer.singleShot(0, self, partial(self._hold, name))  # once what was just made is shown

    def _keys(self) -> list[str]:
        care = [CARE] if self.care or any(v.plan.state is ReturnState.ARRIVED for v in self.plans) else []
        return [*(str(view.id) for view in self.plans), *care]

    def _first(self) -> str:
        """What is under way before what is over: a running plan, aftercare, the newest plan."""
        running = [str(view.id) for view in self.plans if view.plan.state in RUNNING]
        return next(iter([*running, *(key for key in self._keys() if key == CARE), *self._keys()]), "")

    def _hold(self, name: str) -> None:
        """The lists were made anew: the keyboard goes back to what has the same name."""
        for each in self.findChildren(QWidget):
            named = each.accessibleName() == name and each.focusPolicy() & Qt.FocusPolicy.TabFocus
            if named and each.isVisibleTo(self) and each.isEnabled():
                each.setFocus(Qt.FocusReason.TabFocusReason)
                return

    # showing

    def _show_choice(self) -> None:
        clear(self._choice)
        choices: list[tuple[str, Text]] = [(str(view.id), _called(view)) for view in self.plans]
        if CARE in self._keys():
            choices.append((CARE, L("Aftercare")))
        self._which.setVisible(len(choices) > 1)  # one plan alone needs no choice
        self._choice.setContentsMargins(28, 16, 28, 0)
        if len(choices) > 1:
            switch = Segments(choices, self._chosen)
            switch.chosen.connect(self._choose)
            self._choice.addWidget(flow(switch, spacing=12))

    def _choose(self, key: str) -> None:
        self._chosen = key
        self._show()

    def _show_plan(self, view: PlanView) -> None:
        running = view.plan.state in RUNNING
        clear(self._head)
        clear(self._blocks)
        self._head.addWidget(self._headline(view))
        if view.plan.state is ReturnState.PLANNED:
            tone = "danger" if view.blocks else "ok"
            self._blocks.addWidget(Banner(tone, blocked_line(view.blocks)))
            if len(view.blocks) > 1:
                self._blocks.addWidget(_listed(view))
        for card, fill in (
            (self.legs, fill_legs), (self.papers, fill_papers), (self.contacts, fill_contacts),
            (self.facts, fill_facts),
        ):  # fmt: skip
            card.clear()
            fill(self.room, view, card.body)
        self.checklist.show_plan(view)
        done = sum(step.done_on is not None for step in view.steps)
        self.steps.title(L("Steps: {done} of {all} done", done=done, all=len(view.steps)))
        for card in (self.steps, self.legs, self.papers, self.contacts, self.facts):
            for button in card.findChildren(Button):
                if button.property("look") == "quiet":
                    button.setVisible(running)

    def _headline(self, view: PlanView) -> QWidget:
        today = self.room.file.today
        plan = view.plan
        parts: list[QWidget] = [state_pill(view)]
        if plan.state is ReturnState.PLANNED and plan.leaves_on is not None:
            said = days_away(plan.leaves_on, today)
            parts.append(label(due_text(plan.leaves_on, weekday=True), "strong"))
            parts.append(Pill(said.text, said.tone, icon=said.icon))
        elif plan.arrived_on is not None:
            parts.append(label(L("Arrived on {day}", day=plan.arrived_on), "strong"))
        elif plan.departed_on is not None:
            parts.append(label(L("Left on {day}", day=plan.departed_on), "strong"))
        late = len(view.late(today)) if plan.state is ReturnState.PLANNED else 0
        if late:
            parts.append(Pill(LN("{n} step late", "{n} steps late", late), "danger", icon="late"))
        made = QWidget()
        inside = row(spacing=12)
        inside.addWidget(flow(*parts, spacing=10, between=6), 1)
        for button in self._buttons(view):
            inside.addWidget(button)
        made.setLayout(inside)
        return made

    def _buttons(self, view: PlanView) -> Sequence[QWidget]:
        made: list[QWidget] = []
        if view.plan.state is ReturnState.PLANNED:
            made = [
                _button(L("Change the day…"), "calendar", partial(change_day, self.room, view)),
                _button(L("Confirm departure…"), "travel", partial(travel.ask_departure, self.room, view)),
            ]
        elif view.plan.state is ReturnState.DEPARTED:
            made = [_button(L("Confirm arrival…"), "ok", partial(travel.ask_arrival, self.room, view))]
        more = Button(L("More about this return"), look="icon", icon="more")
        more.clicked.connect(lambda: self._show_menu(view, more))
        return [*made, more]

    def _show_menu(self, view: PlanView, at: QWidget) -> None:
        room = self.room
        menu = QMenu(self)
        offers: list[tuple[Message, str, Callable[[], object]]] = [
            (L("Write a travel sheet…"), "write_letter", partial(travel.write_sheet, room, view)),
            (L("Emergency card…"), "phone", partial(travel.show_card, room, view)),
            (L("Calendar file of the journey…"), "calendar", partial(travel.ask_calendar, room, view)),
        ]
        if view.plan.state in RUNNING:
            offers.append((L("Change the plan…"), "edit", partial(edit_plan, room, view)))
        if view.plan.state is ReturnState.DEPARTED:
            offers.append(
                (L("They have not left after all…"), "undo", partial(travel.ask_not_left, room, view))
            )
        if view.plan.state in RUNNING:
            offers.append((L("Call off…"), "close", partial(travel.ask_call_off, room, view)))
        if room.file.case.open:
            offers.append((L("Plan another return…"), "add", self.begin))
        history = partial(
            show_history, room.desk, room.shell, L("History of this return"),
            (ReturnPlan.__tablename__,), view.plan.id,
        )  # fmt: skip
        for title, sign, run in (*offers, (L("History"), "history", history)):
            action = QAction(icon(sign), words(title), menu)
            action.triggered.connect(lambda _=False, run=run: run())
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        corner = at.mapToGlobal(QPoint(at.width(), at.height() + 4))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))


def _called(view: PlanView) -> Text:
    """A plan among others: its day, and who travels."""
    day = view.plan.departed_on or view.plan.leaves_on
    return say.joined(due_text(day) if day is not None else L("no day yet"), apart(view.names))


def _button(text: Text, sign: str, run: Callable[[], object]) -> Button:
    made = Button(text, icon=sign)
    made.clicked.connect(lambda: run())
    return made


def _listed(view: PlanView) -> QWidget:
    """All that blocks, below the line that names the first, in two columns."""
    made = QWidget()
    grid = QGridLayout()
    grid.setContentsMargins(14, 2, 0, 4)
    grid.setHorizontalSpacing(24)
    for at, block in enumerate(view.blocks[:MOST_BLOCKS]):
        said = row(IconTile("blocked", "danger_text"), spacing=8)
        said.addWidget(label(block.what, wrap=True), 1)
        grid.addLayout(said, at // 2, at % 2)
    more = len(view.blocks) - MOST_BLOCKS
    if more > 0:
        rest = LN("and {n} more, marked in the list below", "and {n} more, marked in the list below", more)
        grid.addWidget(label(rest, "caption"), MOST_BLOCKS // 2, 0, 1, 2)
    for at in (0, 1):
        grid.setColumnStretch(at, 1)
    made.setLayout(grid)
    return made
