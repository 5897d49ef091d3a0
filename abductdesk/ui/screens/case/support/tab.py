"""The tab “Support”: the requests of a case, and for each exactly the steps that come next."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from abductdesk.actions.casefile import CaseFile
from abductdesk.actions.support import EDITABLE
from abductdesk.actions.supportview import RequestView, Step, SupportFile, support_file
from abductdesk.faults import Refused
from abductdesk.i18n import L, Message, Money
from abductdesk.terms import SupportState as S
from abductdesk.ui.cards import Card, EmptyState, KeyValues, clear, scrolled
from abductdesk.ui.feedback import Banner
from abductdesk.ui.flow import flow
from abductdesk.ui.historydialog import history_button
from abductdesk.ui.screens.case.room import Room, Tab, tool
from abductdesk.ui.screens.case.support import sections
from abductdesk.ui.screens.case.support.forms import change_request, new_request
from abductdesk.ui.screens.case.support.stepforms import take
from abductdesk.ui.supportwords import STEPS, euro, state_pill
from abductdesk.ui.texts import Text, apart, bind, term, words
from abductdesk.ui.urgency import days_away, due_text
from abductdesk.ui.widgets import Button, Pill, Segments, column, label, row

_KINDS = (
    "support_request", "support_item", "funding_first", "co_decision", "approval", "payment", "receipt",
)  # fmt: skip


class SupportTab(Tab):
    """See the top of the file."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.found: SupportFile | None = None
        self._shown = 0
        self.new = Button(L("New request for support"), icon="support")
        self.new.clicked.connect(self.open_new)
        self._head = QWidget()
        self._choice: Segments | None = None
        self._cards = column(spacing=16)
        inside = QWidget()
        self._top = row(None, self.new)
        layout = column(spacing=16, margins=(28, 16, 28, 20))
        layout.addLayout(self._top)
        layout.addLayout(self._cards)
        layout.addStretch(1)
        inside.setLayout(layout)
        self.setLayout(column(scrolled(inside), spacing=0))

    def show_file(self, file: CaseFile) -> None:
        self.room.desk.ask(support_file, file.case.id, then=self.show_support, latest="support")

    def point_at(self, what: object) -> None:
        """Show this request."""
        self._shown = int(str(what or 0))
        if self.found is not None:
            self.show_support(self.found)

    def show_support(self, found: SupportFile) -> None:
        """Show the requests, the newest first; the one that was in sight stays."""
        self.found = found
        case = self.room.file.case
        self.new.setVisible(bool(found.requests))
        self.new.setEnabled(case.open and not case.study and bool(found.parents))
        ids = [each.request.id for each in found.requests]
        if self._shown not in ids:
            self._shown = ids[0] if ids else 0
        self._offer(found)
        clear(self._cards)
        view = next((each for each in found.requests if each.request.id == self._shown), None)
        for card in self._of(view) if view is not None else [self._nothing(found)]:
            self._cards.addWidget(card)

    def _offer(self, found: SupportFile) -> None:
        if self._choice is not None:
            self._top.removeWidget(self._choice)
            self._choice.hide()
            self._choice.deleteLater()
            self._choice = None
        if len(found.requests) > 1:
            offered: list[tuple[str, Text]] = [
                (str(each.request.id), each.request.number) for each in found.requests
            ]
            self._choice = Segments(offered, str(self._shown), kind="tab")
            self._choice.chosen.connect(self.point_at)
            self._top.insertWidget(0, self._choice, 1)

    def _nothing(self, found: SupportFile) -> QWidget:
        first = Button(L("New request for support"), look="primary", icon="support")
        first.clicked.connect(self.open_new)
        first.setEnabled(self.new.isEnabled())
        text = L("Either parent can ask. Parents who mediate get the same support as those who go to court.")
        if not found.parents:
            text = L("Support is for the parents of the case. Add a parent on the tab “People” first.")
        card = Card()
        card.add(EmptyState("support", L("No request for support"), text, first))
        return card

    def open_new(self) -> None:
        """A new request."""
        if self.found is not None and self.found.parents:
            new_request(self.room, self.found)

    def _of(self, view: RequestView) -> list[QWidget]:
        cards = [
            self._summary(view),
            sections.items_card(self.room, view),
            sections.sum_card(self.room, view),
        ]
        if view.outcome.funding or view.request.state in EDITABLE:
            cards.append(sections.funding_card(self.room, view))
        more = (sections.decision_card(self.room, view), sections.money_card(self.room, view))
        return [*cards, *(card for card in more if card is not None)]

    def _summary(self, view: RequestView) -> Card:
        request = view.request
        room = self.room
        actions: list[QWidget] = []
        if request.state in EDITABLE:
            actions.append(tool(L("Change the request"), "edit", partial(change_request, room, view)))
        if request.state is not S.DRAFT:
            letter = "support_receipt" if request.decided_on is None else "support_decision"
            write = partial(room.write, letter, request.id)
            actions.append(tool(L("Write letter"), "write_letter", write))
        title = L("History of this request")
        actions.append(history_button(room.desk, room.shell, title, _KINDS, request.id))
        card = Card(request.number, actions=actions)
        person = label(apart(view.outcome.person), "strong")
        pills: list[QWidget] = [person, state_pill(request.state)]
        if view.decision_due is not None:
            said = days_away(view.decision_due, room.file.today)
            pills.append(Pill(said.text, said.tone, icon=said.icon))
            pills.append(label(L("decision due by {day}", day=view.decision_due), "caption"))
        card.add(flow(*pills, spacing=8))
        card.add(KeyValues(_figures(view), columns=4))
        for banner in self._banners(view):
            card.add(banner)
        self._add_steps(card, view)
        return card

    def _banners(self, view: RequestView) -> list[Banner]:
        request, found = view.request, list[Banner]()
        if request.missing and request.state in (S.INCOMPLETE, S.COMPLETE):
            found.append(Banner("warn", apart(request.missing), title=L("What is missing")))
        if request.state is S.RECOVERY:
            found.append(Banner("warn", L("To be paid back: {sum}", sum=Money(view.balance.unproven))))
        elif request.state in (S.REFUSED, S.GRANTED, S.PARTLY) and view.balance.left < 0:
            found.append(Banner("warn", L("More was advanced than granted: recover the difference.")))
        if request.appealed_on is not None and request.appeal_decided_on is None:
            found.append(Banner("accent", apart(request.appeal_reason), title=L("The decision is contested")))
        return found

    def _add_steps(self, card: Card, view: RequestView) -> None:
        if not view.steps:
            return
        buttons = [self._button(view, step, first=at == 0) for at, step in enumerate(view.steps)]
        card.add(flow(*buttons, spacing=8))
        for step in view.steps:
            if step.refused is not None:
                card.add(label(_refusal(STEPS[step.key][0], step.refused), "caption", wrap=True))

    def _button(self, view: RequestView, step: Step, *, first: bool) -> Button:
        title, icon, _ = STEPS[step.key]
        primary = first and step.refused is None
        made = Button(title, look="primary" if primary else "secondary", icon=icon, tip=step.refused or "")
        made.setEnabled(step.refused is None)
        if step.refused is not None:
            bind(made, "setAccessibleDescription", step.refused)
        made.clicked.connect(lambda: take(self.room, view, step.key))
        return made


def _refusal(title: Message, refused: Refused) -> Text:
    return lambda _tongue: f"{words(title).rstrip('…')}: {words(refused)}"


def _figures(view: RequestView) -> list[tuple[Text, Text | QWidget]]:
    request, balance = view.request, view.balance
    asked = sum(item.asked_cents for item in view.outcome.items)
    proposed = sum(item.proposed_cents or 0 for item in view.outcome.items) if request.tested else None
    pairs: list[tuple[Text, Text | QWidget]] = [
        (L("Asked"), euro(asked)),
        (L("Proposed"), euro(proposed)),
        (L("Sum granted"), euro(request.granted_cents)),
        (L("Paid"), euro(balance.kept) if view.payments else ""),
        (L("For"), term(request.route.label)),
        (L("Urgency"), term(request.urgency.label)),
        (L("Asked on"), due_text(request.asked_on)),
        (L("Net income a month"), euro(request.income_cents)),
    ]
    if request.funder:
        pairs += [
            (L("Funder"), apart(request.funder)),
            (L("Still to be paid"), euro(max(0, balance.left))),
            (L("Receipts due by"), due_text(view.receipts_due)),
        ]
    return pairs
