"""The criteria: which hold, since when and from where; changed from a day on, with what that would change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from abductdesk.actions.criteria import CriteriaSet, criteria_sets, drop_criteria, set_criteria
from abductdesk.actions.support import Difference
from abductdesk.actions.supportboard import criteria_preview
from abductdesk.faults import Invalid
from abductdesk.i18n import LN, N_, Country, L, Listing, Message, Money
from abductdesk.models.base import Field
from abductdesk.terms import StaffRole
from abductdesk.ui.cards import Card, KeyValues, Page, clear, divided
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import Banner, ask
from abductdesk.ui.forms import FieldGroup
from abductdesk.ui.historydialog import history_button
from abductdesk.ui.shell import Shell
from abductdesk.ui.supportwords import euro
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.texts import Text, apart, term
from abductdesk.ui.theme import look
from abductdesk.ui.undoing import say_done
from abductdesk.ui.widgets import Button, Pill, column, label, row


def _cents(name: str, title: str, help: str = "") -> Field:
    return Field(name, title, help, "cents", True, None, None)


def _number(name: str, title: str, help: str = "") -> Field:
    return Field(name, title, help, "number", True, None, None)


_RISE = Field(
    "per_dependant", N_("Rise of the limits per dependant"),
    N_("20 % of the living wage. Empty: no test can run."), "cents", False, None, None,
)  # fmt: skip
# heading: its fields, in the order of the form and of the card
PARTS: tuple[tuple[Message, tuple[Field, ...]], ...] = (
    (
        L("Income a month"),
        (
            _cents("full_single", N_("Full support, single")),
            _cents("full_family", N_("Full support, with family")),
            _cents("part_single", N_("Partial support, single")),
            _cents("part_family", N_("Partial support, with family")),
            _number("part_percent", N_("Share of partial support in %")),
            _RISE,
        ),
    ),
    (
        L("Ceilings"),
        (
            _cents("travel_europe", N_("A journey in Europe")),
            _cents("travel_elsewhere", N_("A journey elsewhere")),
            _cents("stay_night", N_("A night")),
            _number("stay_nights", N_("Nights at most")),
            _cents("travel_mediation", N_("Journeys to mediation, each parent")),
            _cents("mediation_fees", N_("Fees of the mediators, each parent")),
            _cents("interpreter", N_("Interpreter")),
            _cents("translation", N_("Translation")),
            _cents("psychologist_session", N_("A session with a psychologist")),
            _number("psychologist_sessions", N_("Sessions for each child"), N_("Renewable once.")),
            _cents("file", N_("The whole file")),
            _cents("advance", N_("Emergency advance")),
        ),
    ),
    (
        L("Decisions and terms"),
        (
            _cents("two_approvals", N_("Two approvals above")),
            _number("normal_days", N_("Working days, normal")),
            _number("urgent_days", N_("Working days, urgent")),
            _number("answer_days", N_("Working days for an authority to answer")),
            _number("receipt_days", N_("Days for the receipts")),
            _number("warn_percent", N_("Warn from so many % of a budget")),
            Field("incoming", N_("Also for children brought to Belgium"), "", "yes_no", True, None, None),
        ),
    ),
)
_EUROPE = Field(
    "europe", N_("Europe: member states of the Council of Europe"),
    N_("Proposed from general knowledge: check it."), "countries", True, None, None,
)  # fmt: skip
_BEGINS = Field("valid_from", N_("Holds from"), N_("Today or later."), "date", True, None, None)
_NOTE = Field("note", N_("Source and reason"), "", "text", True, 500, None)


class CriteriaTab(TabPage):
    """See the top of the file."""

    key, title = "criteria", N_("Criteria")
    roles = frozenset({StaffRole.CASEWORKER, StaffRole.MANAGER})
    watches = frozenset({"criteria", "support_request"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.sets: list[CriteriaSet] = []
        self.change = Button(L("Change from a day…"), look="primary", icon="edit")
        self.change.clicked.connect(lambda: self.edit())
        self.change.setVisible(StaffRole.MANAGER in desk.office.staff.roles)
        self.rise, self.old = Banner("warn", ""), Banner("warn", "")
        history = history_button(desk, shell, L("History of the criteria"), ("criteria",))
        self.card = Card(L("Criteria"), actions=[history, self.change])
        self.others = Card(L("All sets"))
        page = Page("")
        page.add(self.rise, self.old, self.card, self.others)
        page.body.addStretch(1)
        self.fill(page)

    def refresh(self) -> None:
        self.desk.ask(criteria_sets, then=self.show_sets, latest="criteria")

    def show_sets(self, found: Sequence[CriteriaSet]) -> None:
        """Show the set that holds today, and all of them."""
        self.sets = list(found)
        today = self.desk.office.today
        now = self._now()
        self.rise.say(
            L("It is not entered how much the limits rise per dependant: no test can run until it is.")
        )
        self.rise.setVisible(now.amounts.per_dependant is None)
        self.old.say(
            L(
                "The income limits are indexed each 1 September. This set of {day} is out of date.",
                day=now.valid_from,
            )
        )
        self.old.setVisible(now.outdated(today))
        clear(self.card.body)
        self.card.add(label(L("They hold from {day}.", day=now.valid_from), "second", wrap=True))
        if now.id is None:
            self.card.add(
                label(L("This is what the program proposes, not a decision of the bureau."), "second")
            )
        for heading, fields in PARTS:
            pairs: list[tuple[Text, Text | QWidget]] = [
                (term(field.label), _value(field, getattr(now.amounts, field.name))) for field in fields
            ]
            self.card.add(label(heading, "card"), KeyValues(pairs, columns=4))
        states = Listing(tuple(Country(code) for code in now.amounts.europe))
        self.card.add(label(term(_EUROPE.label), "card"), label(L("{states}", states=states), wrap=True))
        clear(self.others.body)
        self.others.add(divided(*(self._set(each, now) for each in reversed(self.sets))))

    def _now(self) -> CriteriaSet:
        today = self.desk.office.today
        return next((each for each in reversed(self.sets) if each.valid_from <= today), self.sets[0])

    def _set(self, each: CriteriaSet, now: CriteriaSet) -> QWidget:
        planned = each.valid_from > self.desk.office.today
        state = Pill(L("Holds"), "ok", icon="ok") if each is now else None
        if planned:
            state = Pill(L("Planned"), "accent", icon="calendar")
        head = row(label(L("From {day}", day=each.valid_from), "strong"))
        if state is not None:
            head.addWidget(state)
        if each.used:
            head.addWidget(Pill(L("Used by decisions: locked"), "neutral", icon="lock"))
        head.addStretch(1)
        if planned and each.id is not None and self.change.isVisibleTo(self):
            drop = Button(
                L("Take the planned set of {day} back", day=each.valid_from), look="icon", icon="delete"
            )
            drop.clicked.connect(partial(self._ask_drop, each))
            head.addWidget(drop)
        made = QWidget()
        layout = column(spacing=2)
        layout.addLayout(head)
        note: Text = apart(each.note) if each.note else L("Proposed by the program")
        layout.addWidget(label(note, "caption", wrap=True))
        made.setLayout(layout)
        return made

    def _ask_drop(self, each: CriteriaSet, _checked: bool = False) -> None:
        said = L("The planned set is taken back.")
        ask(
            self, L("Take this planned set back?"), L("The set before it holds on."), L("Take back"),
            then=lambda: self.desk.do(
                drop_criteria, each.id or 0, owner=self,
                then=lambda _done: say_done(self.desk, self.shell, said),
            ),
        )  # fmt: skip

    def edit(self) -> CriteriaForm:
        """Change the criteria from a day on."""
        dialog = CriteriaForm(self.desk, self.shell, self._now(), self.desk.office.today)
        said = L("The criteria are changed.")
        dialog.saved.connect(lambda _touched: say_done(self.desk, self.shell, said))
        dialog.open()
        return dialog


def _value(field: Field, value: Any) -> Text:
    if field.kind == "cents":
        return euro(value) if value is not None else L("not entered")
    if field.kind == "yes_no":
        return L("Yes") if value else L("No")
    return str(value)


class CriteriaForm(FormDialog):
    """All amounts, from which day, and why; before it is saved, which open requests come out differently."""

    def __init__(self, desk: Desk, shell: Shell, now: CriteriaSet, today: date) -> None:
        self.desk = desk
        groups = [
            FieldGroup("", [_BEGINS, _NOTE]),
            *(FieldGroup(heading, fields) for heading, fields in PARTS),
            FieldGroup("", [_EUROPE]),
        ]
        values = {field.name: getattr(now.amounts, field.name) for _, fields in PARTS for field in fields}
        super().__init__(
            shell.widget(), L("Change the criteria from a day"),
            L("What was decided before keeps its set, and a request the set of the day it was submitted."),
            groups, run=lambda _dialog, entered: self._save(entered), scroll=True, width=640,
            defaults={**values, "europe": list(now.amounts.europe), "valid_from": today},
        )  # fmt: skip
        self.found = Banner("neutral", "")
        self.found.hide()
        self.body.insertWidget(0, self.found)
        self.preview = Button(L("What would change?"), icon="what_if")
        self.preview.clicked.connect(self.ask_preview)
        self.foot.insertWidget(1, self.preview)
        self.resize(self.width(), min(int(shell.widget().height() * 0.9), look.px(760)))

    def _amounts(self) -> dict[str, Any]:
        """The whole set as it stands in the form."""
        values = self.form.values()
        names = [field.name for _, fields in PARTS for field in fields]
        return {**{name: values[name] for name in names}, "europe": tuple(values["europe"] or ())}

    def _save(self, entered: dict[str, Any]) -> None:
        self.desk.do(set_criteria, entered["valid_from"], self._amounts(), entered["note"], **self.reply)

    def ask_preview(self) -> None:
        """Which open requests would come out differently."""
        try:
            entered = self.form.entered()
            changes = self._amounts()
        except Invalid as refused:
            self.form.refuse(refused)
            return
        day = entered.get("valid_from") or self.desk.office.today
        self.desk.ask(
            criteria_preview, day, changes, then=self.show_preview, refused=self.form.refuse, latest="preview"
        )

    def show_preview(self, found: Sequence[Difference]) -> None:
        """Say it above the form."""
        if not found:
            self.found.say(L("No open request would come out differently."))
        else:
            lines = tuple(
                L("{number}: {now} → {then}", number=each.number, now=Money(each.now), then=Money(each.then))
                for each in found
            )
            self.found.say(
                LN("{n} open request would come out differently: {lines}",
                   "{n} open requests would come out differently: {lines}", len(found), lines=Listing(lines))
            )  # fmt: skip
        self.found.show()
