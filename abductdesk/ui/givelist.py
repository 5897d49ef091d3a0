"""A list of names for a parent: who is next in the rotation, who is left out and why, one replaced.

GiveList(desk, shell, case_id, parents).open()              # parents: (person id, what they are called)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from abductdesk.actions.givenlists import (
    GIVEN_KINDS,
    LEAST,
    Candidate,
    LeftOut,
    ListWish,
    Proposal,
    few_words,
    give_list,
    propose_list,
)
from abductdesk.faults import Refused
from abductdesk.i18n import LN, L, Language, Listing, Message
from abductdesk.terms import EntryKind, LanguageLevel, StaffRole
from abductdesk.ui.cards import Card, TwoLines, divided
from abductdesk.ui.checks import Check
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.editors import Choice, Combo, TextEditor
from abductdesk.ui.feedback import Banner
from abductdesk.ui.flow import flow
from abductdesk.ui.kinds import languages
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, apart, term, words
from abductdesk.ui.theme import look
from abductdesk.ui.undoing import say_done
from abductdesk.ui.widgets import Button, IconTile, column, label, row

MOST_LEFT_OUT = 40
_MANY: dict[EntryKind, Message] = {
    EntryKind.LAWYER: L("Lawyers"),
    EntryKind.PSYCHOLOGIST: L("Psychologists"),
    EntryKind.INTERPRETER: L("Interpreters"),
    EntryKind.MEDIATOR: L("Mediators"),
}


class GiveList(Dialog):
    """Names in the order of the rotation; each can be replaced by the next. Nothing is recorded before the
    last button."""

    def __init__(self, desk: Desk, shell: Shell, case_id: int, parents: Sequence[Choice]) -> None:
        super().__init__(
            shell.widget(),
            L("Give a list of names"),
            L("At least three, in rotation. Whoever acts for the other parent is never named."),
            width=760,
            scroll=True,
        )
        self.desk, self.shell, self._case_id = desk, shell, case_id
        self._manager = StaffRole.MANAGER in desk.office.staff.roles
        self._names: list[Candidate] = []
        self._reserve: list[Candidate] = []
        self.parent_choice, self.kind = Combo(L("For whom")), Combo(L("Kind of entry"))
        self.language, self.level = Combo(L("Who speaks")), Combo(L("How well"))
        self.place, self.legal_aid = TextEditor(100), Check(L("Takes legal aid"))
        self.lapsed = Check(L("Also entries whose verification has lapsed"))
        self.parent_choice.offer(list(parents))
        self.kind.offer([(kind, _MANY[kind]) for kind in GIVEN_KINDS])
        self.language.offer([(None, L("Any language")), *languages()])
        levels = (LanguageLevel.GOOD, LanguageLevel.NATIVE)
        self.level.offer([(None, L("However well")), *((each, term(each.label)) for each in levels)])
        self.level.choose(LanguageLevel.GOOD)
        self.place.call(L("Town or region"))
        self.few = Banner("warn", "")
        self.few.hide()
        self.refusal = Banner("danger", "")
        self.refusal.hide()
        self.names_card, self.out_card = Card(L("Names")), Card("")
        self.reason = TextEditor(300)
        self.reason.call(L("Why fewer than three names"))
        self._reason_box = QWidget()
        why = label(L("Why fewer than three names"), "strong")
        self._reason_box.setLayout(column(why, self.reason, spacing=3))
        self._build()
        self.resize(look.px(800), min(look.px(760), int(shell.widget().height() * 0.92)))
        self._ask()

    def _build(self) -> None:
        chosen: tuple[tuple[Text, QWidget], ...] = (
            (L("For whom"), self.parent_choice), (L("Kind of entry"), self.kind),
            (L("Who speaks"), self.language), (L("How well"), self.level), (L("Town or region"), self.place),
        )  # fmt: skip
        boxes = []
        for text, widget in chosen:
            box = QWidget()
            box.setLayout(column(label(text, "caption"), widget, spacing=4))
            box.setFixedWidth(look.px(172 if widget is not self.parent_choice else 344))
            boxes.append(box)
        for widget in (
            flow(*boxes, spacing=12, between=8), flow(self.legal_aid, self.lapsed, spacing=16), self.refusal,
            self.few, self.names_card, self._reason_box, self.out_card,
        ):  # fmt: skip
            self.body.addWidget(widget)
        self.body.addStretch(1)
        for combo in (self.parent_choice, self.kind, self.language, self.level):
            combo.currentIndexChanged.connect(lambda _at: self._ask())
        for check in (self.legal_aid, self.lapsed):
            check.toggled.connect(lambda _on: self._ask())
        self.place.edit.editingFinished.connect(self._ask)
        self.cancel, self.give = (
            Button(L("Cancel")),
            Button(L("Record this list"), look="primary", icon="rotation"),
        )
        self.give.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.give.clicked.connect(self.record)
        self.foot.addWidget(label(L("The day and who gave it are recorded with the list."), "caption"))
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.give)

    @property
    def wish(self) -> ListWish:
        """What the parent wishes."""
        language = self.language.chosen()
        return ListWish(
            languages=(language,) if language else (),
            level=self.level.chosen() if language else None,
            place=self.place.value() or "",
            legal_aid=self.legal_aid.isChecked(),
            with_lapsed=self.lapsed.isChecked(),
        )

    def _ask(self) -> None:
        self.level.setEnabled(self.language.chosen() is not None)
        self.legal_aid.setVisible(self.kind.chosen() is EntryKind.LAWYER)
        self.give.setEnabled(False)
        self.desk.ask(
            propose_list, self._case_id, self.parent_choice.chosen(), self.kind.chosen(), self.wish,
            then=self.show_proposal, refused=self._refuse, latest="proposal",
        )  # fmt: skip

    def show_proposal(self, found: Proposal) -> None:
        """Show who is next, and who is left out."""
        self.refusal.hide()
        self._names, self._reserve = list(found.names), list(found.reserve)
        self._show_names()
        self._show_left_out(found.left_out)

    def _show_names(self) -> None:
        held = self.focusWidget()
        hold = held.accessibleName() if held is not None and self.names_card.isAncestorOf(held) else ""
        self.names_card.clear()
        if self._names:
            self.names_card.add(divided(*(self._row(at, each) for at, each in enumerate(self._names))))
        else:
            self.names_card.add(
                label(L("Nobody fits. Widen the wishes, or see below why."), "second", wrap=True)
            )
        waiting = LN("{n} more in reserve", "{n} more in reserve", len(self._reserve))
        if self._reserve:
            self.names_card.add(label(waiting, "caption"))
        few = len(self._names) < LEAST
        self.few.setVisible(few)
        if few:
            advice: Message = L("Widen the wishes, or give fewer with the reason.")
            if not self._manager:
                advice = L("Widen the wishes, or ask a manager, who may give fewer with the reason.")
            self.few.say(L("{few} {advice}", few=few_words(len(self._names)), advice=advice))
        self._reason_box.setVisible(few and self._manager and bool(self._names))
        self.give.setEnabled(bool(self._names) and (not few or self._manager))
        if hold:
            QTimer.singleShot(0, self, partial(self._hold, hold))  # new widgets are shown from the event loop

    def _hold(self, name: str) -> None:
        """The names were made anew: the keyboard goes back to the button of the same name."""
        for button in self.names_card.findChildren(Button):
            if button.accessibleName() == name and button.isVisibleTo(self):
                button.setFocus()

    def _row(self, at: int, each: Candidate) -> QWidget:
        entry = each.entry
        firm = entry.organisation if entry.organisation != entry.name else ""
        spoken = Listing(tuple(Language(code.split(":")[0]) for code in entry.languages))
        said: list[Text] = [apart(firm), apart(entry.city)]
        if entry.languages:
            said.append(lambda tongue: tongue.value(spoken))
        if each.last is not None:
            said.append(
                LN("last given {day}, {n} time", "last given {day}, {n} times", each.times, day=each.last)
            )
        else:
            said.append(L("never given yet"))
        replace = Button(L("Replace {place}", place=at + 1), look="quiet", icon="refresh")
        replace.setEnabled(bool(self._reserve))
        replace.clicked.connect(partial(self.replace, at))
        made = QWidget()
        layout = column(spacing=2)
        lead = label(str(at + 1), "strong")
        layout.addWidget(TwoLines(apart(entry.name), _dots(said), lead=lead, buttons=[replace]))
        for remark in each.remarks:
            layout.addLayout(
                row(20, IconTile("warning", "warn", size=15), label(remark, "caption"), None, spacing=6)
            )
        made.setLayout(layout)
        return made

    def replace(self, at: int, _checked: bool = False) -> None:
        """Put the next of the reserve in this place; who was there goes to the end of the reserve."""
        if self._reserve:
            gone, self._names[at] = self._names[at], self._reserve.pop(0)
            self._reserve.append(gone)
            self._show_names()

    def _show_left_out(self, found: Sequence[LeftOut]) -> None:
        self.out_card.setVisible(bool(found))
        self.out_card.clear()
        self.out_card.title(LN("{n} left out", "{n} left out", len(found)))
        rows = [_left_out(each) for each in sorted(found, key=lambda each: each.wish)[:MOST_LEFT_OUT]]
        if rows:
            self.out_card.add(divided(*rows))
        if len(found) > MOST_LEFT_OUT:
            more = len(found) - MOST_LEFT_OUT
            self.out_card.add(label(LN("and {n} more", "and {n} more", more), "caption"))

    def names(self) -> list[str]:
        """The names on the list, for tests and readers."""
        return [each.entry.name for each in self._names]

    def record(self) -> None:
        """Record that the parent got these names."""
        self.give.setEnabled(False)
        self.desk.do(
            give_list, self._case_id, self.parent_choice.chosen(), self.kind.chosen(),
            [each.entry.id for each in self._names], wish=self.wish, reason=self.reason.value() or "",
            then=self._given, refused=self._refuse, owner=self,
        )  # fmt: skip

    def _given(self, _touched: Any) -> None:
        desk, shell = self.desk, self.shell
        self.accept()
        say_done(desk, shell, L("The list is recorded."))

    def _refuse(self, refused: Refused) -> None:
        self.give.setEnabled(bool(self._names))
        self.refusal.say(refused)
        self.refusal.show()


def _left_out(each: LeftOut) -> QWidget:
    reasons = each.why
    name, sign = apart(each.entry.name), ("filter", "text3") if each.wish else ("blocked", "danger")
    why: Text = lambda _tongue: " ".join(words(one) for one in reasons)  # noqa: E731
    return TwoLines(name, why, lead=IconTile(*sign, size=16), strong=False)


def _dots(parts: Sequence[Text]) -> Text:
    return lambda _tongue: " · ".join(filter(None, map(words, parts)))
