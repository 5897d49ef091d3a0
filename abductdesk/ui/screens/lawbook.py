"""Law and deadlines: what the bureau settled for all cases. States, public holidays, targets, warnings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from abductdesk.actions.bureau import drop_planned_settings
from abductdesk.actions.lawbook import (
    Lawbook,
    Planned,
    add_holiday,
    change_holiday,
    drop_holiday,
    forget_state,
    holidays_of,
    lawbook,
    set_ladder,
    settle_targets,
)  # fmt: skip
from abductdesk.actions.unfinished import Unfinished
from abductdesk.faults import Refused
from abductdesk.i18n import N_, Country, L, Message
from abductdesk.models import Bureau, HolidayChange, VerifiedState
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import StaffRole
from abductdesk.ui.cards import Card, KeyValues, Page, TwoLines, clear, section
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.editors import Combo
from abductdesk.ui.feedback import ask
from abductdesk.ui.forms import FieldGroup
from abductdesk.ui.historydialog import show_history
from abductdesk.ui.kinds import countries
from abductdesk.ui.lawwords import fill, numbers, said, tool, value
from abductdesk.ui.shell import Command, Screen, Shell, TakeUp
from abductdesk.ui.texts import Text, tongue, voice
from abductdesk.ui.theme import look
from abductdesk.ui.typed import About
from abductdesk.ui.undoing import say_done
from abductdesk.ui.verifying import ask_state
from abductdesk.ui.widgets import Button, column, label, row

NARROW = 700
"""Below this width, in px at 100 %, the holidays stand below the states and warnings."""
_MANAGERS = {StaffRole.MANAGER, StaffRole.ADMINISTRATOR}


class LawAndDeadlines(Screen):
    """Four cards, each changed by its own dialog."""

    key, title, icon, order, foot = "lawbook", N_("Law and deadlines"), "law", 80, True
    watches = frozenset({"bureau", "verified_state", "holiday_change", "staff"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._book: Lawbook | None = None
        self.history = Button(L("History…"), icon="history")
        self.history.clicked.connect(self.show_history)
        about = L("What the bureau settled for all cases, with its source.")
        self.page = Page(L("Law and deadlines"), about, actions=[self.history])
        self._manages = manages = bool(_MANAGERS & {StaffRole(role) for role in desk.office.staff.roles})
        self.states, self._states = self._card(L("States verified"), L("Record a state…"), self.record_state)
        self.holidays, self._holidays = self._card(
            L("Public holidays"), L("Correct a calendar…"), self.add_day
        )
        self._year = self._preview()
        self.targets, self._targets = self._card(
            L("Office targets"), L("Settle…") if manages else "", self.edit_targets
        )
        self.ladder, self._ladder = self._card(L("Warnings"), L("Edit") if manages else "", self.edit_ladder)
        left = QWidget()
        left.setLayout(column(self.states, self.ladder, None, spacing=16))
        self._both = self.page.add_row(left, self.holidays)
        self.page.add(self.targets)
        self.page.body.addStretch(1)
        self.fill(self.page)

    def _card(self, title: Text, action: Text, run: Callable[[], object]) -> tuple[Card, Any]:
        card, body = Card(title), column(spacing=6)
        if action:
            button = Button(action, look="quiet", icon="edit")
            button.clicked.connect(lambda: run())
            card.add_action(button)
        card.body.addLayout(body)
        return card, body

    def _preview(self) -> Any:
        """A year of a state, as the rules count with it."""
        self.state, self.year, said = Combo(L("State")), Combo(L("Year")), column(spacing=2)
        this = date.today().year  # noqa: DTZ011 - only where the list begins
        voice.changed.connect(self._offer)
        self._offer()
        self.year.offer([(year, str(year)) for year in range(this - 1, this + 4)])
        self.year.choose(this)
        for combo in (self.state, self.year):
            combo.currentIndexChanged.connect(lambda _at: self.show_year())
        self.holidays.body.addWidget(label(L("A year as it is counted"), "strong"))
        self.holidays.body.addLayout(row(self.state, self.year, None))
        self.holidays.body.addLayout(said)
        self.holidays.body.addStretch(1)
        return said

    def _offer(self) -> None:
        """The states by their names in the language spoken."""
        self.state.offer(countries())

    def refresh(self) -> None:
        self.desk.ask(lawbook, then=self.show_book, latest="lawbook")
        self.show_year()

    def show_year(self) -> None:
        self.desk.ask(
            holidays_of, self.state.chosen(), self.year.chosen(), then=self._show_days,
            refused=self._show_refused, latest="year",
        )  # fmt: skip

    def _show_refused(self, refused: Refused) -> None:
        """A method: a lambda would keep the screen alive in the reader's thread."""
        self._show_days([], refused)

    def _show_days(self, days: Sequence[tuple[date, Message]], refused: Any = None) -> None:
        clear(self._year)
        if refused is not None:
            self._year.addWidget(label(L("{sentence}", sentence=refused), "second", wrap=True))
        for day, name in days:
            self._year.addWidget(label(L("{day}: {name}", day=day, name=name), "second"))

    def show_book(self, book: Lawbook) -> None:
        self._book = book
        fill(self._states, [self._state_line(found) for found in book.verified],
              L("None yet: where the program does not know a state, it says what to look up."))  # fmt: skip
        fill(self._holidays, [self._day_line(found) for found in book.holidays],
              L("No corrections: the calendars of the program count."))  # fmt: skip
        clear(self._targets)
        kept = L("Until a target is settled it is only proposed and warns nobody. What began before a change"
                 " keeps the value that held then.")  # fmt: skip
        self._targets.addWidget(label(kept, "second", wrap=True))
        self._targets.addSpacing(8)
        pairs: list[tuple[Text, Text | QWidget]] = [(target.name, said(target)) for target in book.targets]
        self._targets.addWidget(KeyValues(pairs, columns=3))
        for planned in book.planned:
            self._targets.addSpacing(8)
            self._targets.addWidget(self._planned_part(planned))
        clear(self._ladder)
        days = L("People are warned {days} days before a deadline by which a right is lost.",
                 days=", ".join(map(str, book.bureau.alert_days)))  # fmt: skip
        self._ladder.addWidget(label(days, "second", wrap=True))

    def _state_line(self, found: VerifiedState) -> TwoLines:
        assert self._book is not None
        known = {"who": self._book.staff.get(found.staff_id, "?"), "day": found.verified_on}
        if not found.in_force:
            said = L("not in force with Belgium")
        elif found.since is not None:
            said = L("in force with Belgium since {since}", since=found.since)
        else:
            said = L("in force with Belgium")
        caption = L("{said} · {source} · {who}, {day}", said=said, source=found.source, **known)
        name = L("{state}", state=Country(found.state))
        return TwoLines(
            name, caption, buttons=(
                tool(L("Correct {name}", name=name), "edit", partial(self._correct, found)),
                tool(L("Remove {name}", name=name), "delete", partial(self._forget, found)),
            )
        )  # fmt: skip

    def _day_line(self, found: HolidayChange) -> TwoLines:
        name = L("{state}, {day}", state=Country(found.state), day=found.day)
        what: Message | str = L("a working day after all") if found.works else (found.name or "")
        caption = L("{what} · {source}", what=what, source=found.source)
        correct = tool(L("Correct {name}", name=name), "edit", partial(self.add_day, found))
        remove = tool(L("Remove {name}", name=name), "delete", partial(self._drop, found))
        return TwoLines(name, caption, buttons=(correct, remove))

    def _planned_part(self, found: Planned) -> QWidget:
        """What holds from a later day, and a way to call it off."""
        remove = tool(L("Remove what is planned from {day}", day=found.begins), "delete",
                       partial(self._unplan, found))  # fmt: skip
        title = L("Planned from {day}", day=found.begins)
        pairs: list[tuple[Text, Text | QWidget]] = [(each.name, value(each)) for each in found.targets]
        part = QWidget()
        inside = column(section(title, *((remove,) if self._manages else ())), spacing=6)
        inside.addWidget(KeyValues(pairs, columns=3) if pairs else label(L("Other settings"), "second"))
        part.setLayout(inside)
        return part

    def _unplan(self, found: Planned) -> None:
        said = L("What was planned is removed.")
        self._ask_removal(lambda then: self.desk.do(drop_planned_settings, found.bureau_id, then=then), said)

    def show_history(self) -> None:
        """Who settled or corrected what, when, and what it was before."""
        kinds = (VerifiedState.__tablename__, HolidayChange.__tablename__, Bureau.__tablename__)
        show_history(self.desk, self.shell, L("History of law and deadlines"), kinds)

    def resume(self, draft: Unfinished, take_up: TakeUp) -> None:
        self.desk.ask(lawbook, then=lambda book: self._go_on(book, draft, take_up), owner=self)

    def _go_on(self, book: Lawbook, draft: Unfinished, take_up: TakeUp) -> None:
        self._book = book
        given = draft.values.get("given", {})
        state = next((found for found in book.verified if found.id == draft.record), None)
        day = next((found for found in book.holidays if found.id == draft.record), None)
        form = {
            "lawbook.state": lambda: self._correct(state) if state else self.record_state(**given),
            "lawbook.day": lambda: self.add_day(day),
            "lawbook.targets": self.edit_targets, "lawbook.ladder": self.edit_ladder,
        }[draft.form]()  # fmt: skip
        if form is not None:
            take_up(form)

    def record_state(self, **given: Any) -> FormDialog:
        values = {"in_force": True, **given}
        return ask_state(self, self.desk, values, self._done(L("The status is recorded.")))

    def _correct(self, found: VerifiedState) -> FormDialog:
        values = {name: getattr(found, name) for name in fields_of(VerifiedState)}
        done = self._done(L("The status is corrected."))
        return ask_state(self, self.desk, values, done, found.version, found.id)

    def _forget(self, found: VerifiedState) -> None:
        said = L("The table of the program counts again.")
        self._ask_removal(lambda then: self.desk.do(forget_state, found.id, then=then), said)

    def _drop(self, found: HolidayChange) -> None:
        said = L("The calendar of the program counts again.")
        self._ask_removal(lambda then: self.desk.do(drop_holiday, found.id, then=then), said)

    def _ask_removal(self, remove: Callable[[Callable[[object], object]], object], said: Message) -> None:
        ask(
            self, L("Remove this entry?"), L("Every deadline that hangs on it is computed anew."),
            L("Remove"), then=lambda: remove(lambda _touched: self._done(said)()),
        )  # fmt: skip

    def add_day(self, found: HolidayChange | None = None) -> FormDialog:
        """A holiday that is missing, or one that is wrong; `found` is an entry that is corrected."""
        groups = [FieldGroup("", list(fields_of(HolidayChange).values()), wide=frozenset({"source"}))]
        new: dict[str, Any] = {"works": False}
        shown = new if found is None else {name: getattr(found, name) for name in fields_of(HolidayChange)}

        def run(dialog: FormDialog, values: dict[str, Any]) -> None:
            if found is None:
                self.desk.do(add_holiday, {**new, **values}, **dialog.reply)
            else:
                self.desk.do(change_holiday, found.id, seen=dialog.seen, changes=values, **dialog.reply)

        return self._form(
            L("Correct a calendar"), L("It counts for every case with this state from now on."), groups, run,
            L("The calendar is corrected."), shown, found.version if found is not None else 0,
            About("lawbook.day", kind=HolidayChange.__tablename__, record=found.id if found else None),
        )  # fmt: skip

    def edit_targets(self) -> FormDialog | None:
        """One number a target, and the day from which they hold."""
        book = self._book
        if book is None:
            return None
        fields = [
            Field(each.id, each.name.text, tongue().say(L("Proposed: {period}", period=each.proposed.said)),
                  "number", False, None, None)
            for each in book.targets
        ]  # fmt: skip
        day = Field("valid_from", N_("Holds from"), N_("Empty: from today."), "date", False, None, None)
        settled = {target.id: target.settled.n if target.settled else None for target in book.targets}

        def run(dialog: FormDialog, changes: dict[str, Any]) -> None:
            valid_from = changes.pop("valid_from", None)
            self.desk.do(settle_targets, seen=dialog.seen, targets=changes, valid_from=valid_from,
                         **dialog.reply)  # fmt: skip

        return self._form(
            L("Office targets"), L("Leave a target empty to keep it as a proposal that warns nobody."),
            [FieldGroup("", [day], columns=1), FieldGroup("", fields)], run, L("The targets are settled."),
            settled, book.bureau.version, About("lawbook.targets"),
        )  # fmt: skip

    def edit_ladder(self) -> FormDialog | None:
        """The days before a deadline, as a list of numbers."""
        book = self._book
        if book is None:
            return None
        days = Field(
            "days", N_("Days before"), N_("For example 60, 30, 14, 7, 3, 1."), "text", True, 200, None
        )
        shown = {"days": ", ".join(map(str, book.bureau.alert_days))}

        def run(dialog: FormDialog, changes: dict[str, Any]) -> None:
            days = numbers(str(changes.get("days", shown["days"])))
            self.desk.do(set_ladder, seen=dialog.seen, days=days, **dialog.reply)

        return self._form(
            L("Warnings"), L("How many days before a deadline people are warned."),
            [FieldGroup("", [days], columns=1)], run, L("The warnings are changed."), shown,
            book.bureau.version, About("lawbook.ladder"),
        )  # fmt: skip

    def _form(
        self, title: Message, sentence: Message, groups: list[FieldGroup], run: Callable[..., object],
        said: Message, values: dict[str, Any], seen: int, about: About,
    ) -> FormDialog:  # fmt: skip
        long = sum(len(group.fields) for group in groups) > 8
        dialog = FormDialog(self, title, sentence, groups, run=run, values=values, seen=seen, scroll=long,
                            width=640, about=about)  # fmt: skip
        if long:
            dialog.resize(dialog.width(), min(int(self.window().height() * 0.86), 760))
        dialog.saved.connect(lambda _touched: self._done(said)())
        dialog.open()
        return dialog

    def _done(self, said: Message) -> Callable[[], object]:
        return lambda: say_done(self.desk, self.shell, said)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        narrow = self.width() < look.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._both.direction() is not way:
            self._both.setDirection(way)

    @classmethod
    def commands(cls, desk: Desk, shell: Shell) -> list[Command]:
        return [Command("lawbook", L("Law and deadlines"), "law", lambda: shell.go("lawbook"))]


SCREEN = LawAndDeadlines
