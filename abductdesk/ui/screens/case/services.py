"""Services and proceedings side by side, follow-ups of the bureau, prevention measures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from abductdesk.actions.casefile import CaseFile
from abductdesk.actions.entries import Entry, tick_follow_up
from abductdesk.i18n import L, Message
from abductdesk.models import FollowUp, Proceeding, Service
from abductdesk.terms import CaseKind, Representation
from abductdesk.ui.cards import Card, EmptyState, KeyValues, scrolled
from abductdesk.ui.checks import Check
from abductdesk.ui.feedback import Banner
from abductdesk.ui.screens.case import commands
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.entries import add_entry_form, change_entry_form, remove_entry_question
from abductdesk.ui.screens.case.room import Room, Tab, quiet, tool
from abductdesk.ui.screens.case.rows import Beside, Line
from abductdesk.ui.texts import Text, apart, bind, isolate, term
from abductdesk.ui.urgency import days_away, due_text
from abductdesk.ui.widgets import Button, Pill, column, label, line, row

_EDGE = (0, 4, 0, 4)
# The article: see `be-1322quinquies-public-prosecutor` in the rules.
_DOUBLE_ROLE = L(
    "The prosecutor has a double role: acting for the parent whose application came through the Central"
    " Authority (Judicial Code, art. 1322quinquies), and watching over the public interest. The parent may"
    " have own counsel as well: offer a list of lawyers."
)


class ServicesTab(Tab):
    """See the top of the file."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.proceedings = self._card(L("Proceedings"), L("Add proceedings"), "proceeding")
        self.services = self._card(L("Services involved"), L("Add service"), "service")
        self.follow_ups = self._card(L("Follow-ups"), L("Add follow-up"), "follow_up")
        self.fear = Card(
            L("Fear of an abduction"), actions=[quiet(L("Edit"), "edit", partial(commands.edit_case, room))]
        )
        self.measures = self._card(L("Measures taken to prevent it"), L("Add measure"), "measure")
        left = column(self.fear, self.measures, self.proceedings, self.services, None, spacing=16)
        right = column(self.follow_ups, None, spacing=16)
        self.setLayout(column(scrolled(Beside(left, right)), spacing=0))

    def _card(self, title: Text, add: Text, kind: str) -> Card:
        return Card(title, actions=[quiet(add, "add", partial(add_entry_form, self.room, kind))])

    def show_file(self, file: CaseFile) -> None:
        prevention = file.case.kind is CaseKind.PREVENTION or file.case.converted_on is not None
        self.fear.setVisible(prevention)
        self.measures.setVisible(prevention or bool(file.measures))
        fills: tuple[tuple[Card, Callable[[CaseFile, QVBoxLayout], None]], ...] = (
            (self.fear, _fill_fear), (self.measures, self._fill_measures),
            (self.proceedings, self._fill_proceedings), (self.services, self._fill_services),
            (self.follow_ups, self._fill_follow_ups),
        )  # fmt: skip
        for card, fill in fills:
            card.clear()
            fill(file, card.body)

    def _fill_proceedings(self, file: CaseFile, body: QVBoxLayout) -> None:
        if not file.proceedings:
            body.addWidget(
                EmptyState(
                    "proceeding", L("No proceedings"),
                    L("Return, custody and criminal proceedings may run side by side, each in its court."),
                )
            )  # fmt: skip
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(20)
        for at, entry in enumerate(file.proceedings):
            grid.addWidget(self._proceeding(entry), at // 2, at % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        body.addLayout(grid)

    def _proceeding(self, entry: Proceeding) -> QWidget:
        state = (
            Pill(L("Ended"), "neutral", icon="ok")
            if entry.ended_on
            else Pill(L("Running"), "accent", icon="running")
        )
        head = row(
            label(term(entry.kind.label), "strong"), state, None, *self._tools(entry, term(entry.kind.label))
        )
        pairs: list[tuple[Text, Text | QWidget]] = [
            (L("State"), say.country(entry.state)),
            (L("Court or authority"), apart(entry.court or "")),
            (L("Docket number"), apart(entry.docket or "")),
            (L("Begun on"), due_text(entry.begun_on) if entry.begun_on else ""),
            (L("Left-behind parent"), term(entry.left_behind_represented.label)),
            (L("Taking parent"), term(entry.taking_represented.label)),
        ]
        if entry.ended_on:
            pairs.append((L("Ended on"), due_text(entry.ended_on)))
        if entry.result:
            pairs.append((L("Result"), apart(entry.result)))
        layout = column(spacing=8)
        layout.addLayout(head)
        layout.addWidget(KeyValues(pairs, columns=2))
        if entry.left_behind_represented is Representation.PROSECUTOR:
            layout.addWidget(Banner("neutral", _DOUBLE_ROLE))
        layout.addStretch(1)
        made = QWidget()
        made.setLayout(layout)
        return made

    def _fill_services(self, file: CaseFile, body: QVBoxLayout) -> None:
        if not file.services:
            body.addWidget(
                EmptyState(
                    "service", L("No services"),
                    L("Most cases involve five: justice, foreign affairs, police, prosecutor, welfare."),
                )
            )  # fmt: skip
        for at, entry in enumerate(file.services):
            if at:
                body.addWidget(line())
            body.addWidget(self._service(entry))

    def _service(self, entry: Service) -> QWidget:
        ended = L("until {day}", day=entry.until) if entry.until else ""
        since = L("since {day}", day=entry.since) if entry.since else ""
        what = say.joined(term(entry.kind.label), apart(entry.does or ""), since, ended)
        reach = say.joined(
            L("reference {reference}", reference=isolate(entry.reference)) if entry.reference else "",
            apart(entry.contact or ""),
            apart(entry.phone or ""),
            apart(entry.email or ""),
        )
        made = QWidget()
        texts = column(
            label(apart(entry.organisation), "strong", wrap=True),
            label(what, "caption", wrap=True),
            spacing=1,
        )
        if reach:
            texts.addWidget(label(reach, "second", wrap=True, selectable=True))
        layout = row(margins=_EDGE)
        layout.addLayout(texts, 1)
        for button in self._tools(entry, apart(entry.organisation)):
            layout.addWidget(button)
        made.setLayout(layout)
        return made

    def _fill_follow_ups(self, file: CaseFile, body: QVBoxLayout) -> None:
        if not file.follow_ups:
            text = L("What the bureau itself wants to do by a day. Legal time limits follow from events.")
            body.addWidget(label(text, "second", wrap=True))
        waiting = [entry for entry in file.follow_ups if entry.done_on is None]
        done = [entry for entry in file.follow_ups if entry.done_on is not None]
        for at, entry in enumerate((*waiting, *reversed(done))):
            if at:
                body.addWidget(line())
            body.addWidget(self._follow_up(entry, file))

    def _follow_up(self, entry: FollowUp, file: CaseFile) -> QWidget:
        tick = Check()
        tick.setChecked(entry.done_on is not None)
        bind(tick, "setAccessibleName", L("Done: {what}", what=entry.what))
        tick.toggled.connect(partial(self._tick, entry))
        name = label(apart(entry.what), "second" if entry.done_on else "strong", wrap=True)
        who = apart(self.room.staff_name(entry.who_id))
        made = QWidget()
        texts = column(name, spacing=4)
        if entry.done_on is not None:
            texts.addWidget(label(say.joined(L("done {day}", day=entry.done_on), who), "caption", wrap=True))
        else:
            said = days_away(entry.due, file.today)
            texts.addWidget(label(say.joined(due_text(entry.due), who), "caption", wrap=True))
            texts.addLayout(row(Pill(said.text, said.tone, icon=said.icon), None))
        layout = row(tick, spacing=10, margins=_EDGE)
        layout.addLayout(texts, 1)
        for button in self._tools(entry, apart(entry.what)):
            layout.addWidget(button)
        made.setLayout(layout)
        return made

    def _tick(self, entry: FollowUp, done: bool) -> None:
        said: Message = L("The follow-up is done.") if done else L("The follow-up is open again.")
        self.room.do(tick_follow_up, entry.id, seen=entry.version, done=done, said=said)

    def _fill_measures(self, file: CaseFile, body: QVBoxLayout) -> None:
        if not file.measures:
            none = L("No measure is recorded yet: passport withheld, travel ban, SIS alert, school told.")
            body.addWidget(label(none, "second", wrap=True))
        for at, entry in enumerate(file.measures):
            if at:
                body.addWidget(line())
            ends = L("until {day}", day=entry.ends_on) if entry.ends_on else ""
            caption = say.joined(
                due_text(entry.taken_on) if entry.taken_on else L("not taken yet"), ends,
                apart(entry.by_whom or ""), apart(entry.note or ""),
            )  # fmt: skip
            name = term(entry.kind.label)
            icon = "measure" if entry.taken_on else "waiting"
            body.addWidget(Line(name, caption, icon=icon, buttons=self._tools(entry, name), margins=_EDGE))

    def _tools(self, entry: Entry, name: Text) -> tuple[Button, Button]:
        return (
            tool(_about(L("Change"), name), "edit", partial(change_entry_form, self.room, entry)),
            tool(_about(L("Remove"), name), "delete", partial(remove_entry_question, self.room, entry, name)),
        )


def _about(verb: Message, name: Text) -> Text:
    """What a button does and with what, for those who cannot see where it stands."""
    return say.joined(verb, name)


def _fill_fear(file: CaseFile, body: QVBoxLayout) -> None:
    case = file.case
    pairs: list[tuple[Text, Text | QWidget]] = [
        (L("Reasons for the fear"), case.fear_reasons or ""),
        (L("Earlier threats"), case.earlier_threats or ""),
        (
            L("Passport office notified on"),
            due_text(case.passport_office_notified) if case.passport_office_notified else "",
        ),
    ]
    for entry in file.children:
        name = say.child_name(file, entry)
        held = say.joined(apart(entry.child.passports or ""), apart(entry.child.passport_holder or ""))
        pairs.append((say.joined(L("Passports"), name), held))
    body.addWidget(KeyValues(pairs, columns=2))
