"""Overview of a case: key facts, what is due next, which law applies and why, people, the latest note."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from abductdesk.actions.casefile import CaseFile, ChildOnCase, LinkedCase, PersonOnCase
from abductdesk.actions.cases import unlink_cases
from abductdesk.actions.deadlines import due_on
from abductdesk.i18n import Country, L
from abductdesk.models import FollowUp
from abductdesk.terms import CaseKind, ContactKind, Instrument, Outcome, Safety
from abductdesk.ui.cards import Card, KeyValues, divided, scrolled
from abductdesk.ui.feedback import Banner
from abductdesk.ui.lines import source_of
from abductdesk.ui.screens.case import commands, privacy
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.chain import key_of
from abductdesk.ui.screens.case.entries import add_entry_form
from abductdesk.ui.screens.case.room import Room, Tab, quiet, tool
from abductdesk.ui.screens.case.rows import Beside, Line
from abductdesk.ui.texts import Text, apart, term
from abductdesk.ui.theme import look
from abductdesk.ui.urgency import Deadline, days_away, due_text, monitored, urgency_of
from abductdesk.ui.verifying import ask_state
from abductdesk.ui.widgets import Avatar, Button, IconTile, Pill, column, label, row

NEXT = 5
_EDGE = (0, 2, 0, 2)


class OverviewTab(Tab):
    """See the top of the file."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        edit = quiet(L("Edit"), "edit", partial(commands.edit_case, room))
        self.facts = Card(L("Key facts"), actions=[edit])
        self.values = KeyValues(columns=3)
        self.summary = label("", wrap=True, selectable=True)
        self.facts.add(self.values, self.summary)
        every = Button(L("All deadlines"), look="link")
        every.clicked.connect(lambda: room.tab_wanted.emit("deadlines", None))
        self.next = Card(L("What is due next"), actions=[every])
        self.note = Card(L("Latest note"))
        self.law = Card(L("Which law applies"))
        self.children_card = Card(L("Children"))
        self.people = Card(L("People"))
        self.services = Card(L("Services"))
        self.links = Card(L("Linked cases"))
        left = column(self.facts, self.next, self.note, None, spacing=16)
        right = column(self.law, self.children_card, self.people, self.services, self.links, None, spacing=16)
        self.setLayout(column(scrolled(Beside(left, right)), spacing=0))

    def show_file(self, file: CaseFile) -> None:
        self.values.show_pairs(_facts(file))
        self.summary.setText(file.case.summary or "")
        self.summary.setVisible(bool(file.case.summary))
        for card, fill in (
            (self.next, self._fill_next), (self.note, self._fill_note), (self.law, self._fill_law),
            (self.children_card, self._fill_children), (self.people, self._fill_people),
            (self.services, self._fill_services), (self.links, self._fill_links),
        ):  # fmt: skip
            card.clear()
            fill(file, card.body)

    def _fill_next(self, file: CaseFile, body: QVBoxLayout) -> None:
        steps = next_steps(file)
        if not steps:
            nothing = L("Nothing is due. Deadlines follow from events; add a follow-up for your own.")
            body.addWidget(label(nothing, "second", wrap=True))
        body.addWidget(divided(*(self._step(file, day, step) for day, step in steps)))
        add = Button(L("Add follow-up"), look="link", icon="add")
        add.clicked.connect(lambda: add_entry_form(self.room, "follow_up"))
        body.addLayout(row(add, None))

    def _step(self, file: CaseFile, day: date, step: Deadline | FollowUp) -> QWidget:
        if isinstance(step, FollowUp):
            said = days_away(day, file.today)
            who = self.room.staff_name(step.who_id)
            name: Text = apart(step.what)
            caption = say.joined(L("Follow-up of the bureau"), apart(who), due_text(day))
            show = partial(self.room.tab_wanted.emit, "services", None)
        else:
            said = urgency_of(step, file.today)
            name, caption = step.name, say.joined(due_text(step.lead, weekday=True), source_of(step))
            show = partial(self.room.tab_wanted.emit, "deadlines", key_of(step))
        held = QWidget()
        held.setLayout(row(Pill(said.text, said.tone, icon=said.icon), None))
        held.setFixedWidth(look.px(140))
        go = tool(L("Show it"), "next", show)
        return Line(name, caption, lead=held, buttons=(go,), margins=_EDGE)

    def _fill_note(self, file: CaseFile, body: QVBoxLayout) -> None:
        if file.notes:
            note = file.notes[0]
            when = L("{name}, {at}", name=self.room.staff_name(note.staff_id), at=say.brussels(note.at))
            body.addWidget(label(when, "caption"))
            text = label(_shortened(note.text), "second", wrap=True, selectable=True)
            body.addWidget(text)
        else:
            body.addWidget(label(L("No notes yet."), "second"))
        go = Button(L("All notes") if file.notes else L("Write a note"), look="link")
        go.clicked.connect(lambda: self.room.tab_wanted.emit("notes", "write"))
        body.addLayout(row(go, None))

    def _fill_law(self, file: CaseFile, body: QVBoxLayout) -> None:
        law = file.assessed.framework
        unknown = law.instrument is Instrument.UNKNOWN
        icon, tone = ("question", "warn") if unknown else ("law", "accent")
        head = row(IconTile(icon, tone, size=18, tile=36), spacing=12)
        head.addWidget(label(term(law.instrument.label), "strong", wrap=True), 1)
        body.addLayout(head)
        if law.recorded:
            body.addLayout(row(Pill(L("Recorded by a person"), "accent", icon="person"), None))
        for reason in law.reasons:
            body.addWidget(label(reason, "second", wrap=True, selectable=True))
        if law.check is not None:
            body.addWidget(Banner("warn", law.check, title=L("To check")))
        if law.state is not None:
            verify = Button(L("Record the status of {state}", state=Country(law.state)), icon="law")
            verify.clicked.connect(partial(self._verify, law.state))
            body.addLayout(row(verify, None))
        words = L("Correct what was recorded") if law.recorded else L("Record verified framework")
        record = Button(words, look="link")
        record.clicked.connect(lambda: commands.edit_framework(self.room))
        body.addLayout(row(record, None))

    def _verify(self, state: str) -> None:
        said = L("The status of {state} counts for every case now.", state=Country(state))
        values = {"state": state, "in_force": True, "verified_on": self.room.file.today}
        ask_state(self.room.window, self.room.desk, values, lambda: self.room.tell(said))

    def _fill_children(self, file: CaseFile, body: QVBoxLayout) -> None:
        if not file.children:
            self._fill_empty(body, L("No child is recorded yet."), L("Add a child"), "add_child")
        body.addWidget(divided(*(_child_line(file, entry) for entry in file.children)))

    def _fill_people(self, file: CaseFile, body: QVBoxLayout) -> None:
        if not file.people:
            self._fill_empty(body, L("Nobody is recorded yet."), L("Add a person"), "add_person")
        made = []
        for entry in file.people:
            caption = say.joined(say.role_words(entry), reach(entry))
            lead = Avatar(entry.person.name or "?", 34)
            made.append(Line(say.person_name(entry), caption, lead=lead, margins=_EDGE))
        body.addWidget(divided(*made))
        if (told := privacy.informing_line(self.room)) is not None:
            body.addWidget(told)

    def _fill_services(self, file: CaseFile, body: QVBoxLayout) -> None:
        current = [entry for entry in file.services if entry.until is None or entry.until >= file.today]
        self.services.setVisible(bool(current))
        for entry in current:
            caption = say.joined(term(entry.kind.label), apart(entry.reference or ""))
            body.addWidget(Line(apart(entry.organisation), caption, icon="service", margins=_EDGE))

    def _fill_links(self, file: CaseFile, body: QVBoxLayout) -> None:
        self.links.setVisible(bool(file.links))
        for linked in file.links:
            go = tool(L("Open {reference}", reference=linked.reference), "next",
                      partial(self.room.shell.open_case, linked.case_id))  # fmt: skip
            off = tool(L("Remove the link to {reference}", reference=linked.reference), "close",
                       partial(self._unlink, linked))  # fmt: skip
            caption = say.joined(term(linked.link.kind.label), apart(linked.link.note or ""))
            body.addWidget(
                Line(apart(linked.reference), caption, icon="link", buttons=(go, off), margins=_EDGE)
            )

    def _unlink(self, linked: LinkedCase) -> None:
        commands.unlink_question(
            self.room,
            linked.reference,
            lambda: self.room.do(unlink_cases, linked.link.id, said=L("The link is removed.")),
        )

    def _fill_empty(self, body: QVBoxLayout, said: Text, action: Text, point: str) -> None:
        add = Button(action, look="link", icon="add")
        add.clicked.connect(lambda: self.room.tab_wanted.emit("people", point))
        body.addWidget(label(said, "second"))
        body.addLayout(row(add, None))


def _child_line(file: CaseFile, entry: ChildOnCase) -> Line:
    child = entry.child
    tone, icon = say.outcome_tone(child.outcome)
    caption = say.joined(
        term(child.sex.label) if child.sex else "",
        say.age(entry.age) if entry.age is not None else L("birth date not known"),
        L("outcome pending") if child.outcome is Outcome.PENDING else "",
    )
    settled = (
        Pill(term(child.outcome.label), tone, icon=icon) if child.outcome is not Outcome.PENDING else None
    )
    return Line(say.child_name(file, entry), caption, icon="child", pill=settled, margins=_EDGE)


def next_steps(file: CaseFile) -> list[tuple[date, Deadline | FollowUp]]:
    """What is unsettled and dated, follow-ups too, the earliest first."""
    steps: list[tuple[date, Deadline | FollowUp]] = [
        (entry.due, entry) for entry in file.follow_ups if entry.done_on is None
    ]
    for deadline in file.assessed.deadlines:
        day = due_on(deadline)
        if day is not None:
            steps.append((day, deadline))
    steps.sort(key=lambda step: (_worked_on(step, file.today), step[0]))
    return steps[:NEXT] if file.case.open else []


def _worked_on(step: tuple[date, Deadline | FollowUp], today: date) -> date:
    """One's own overdue work comes before what somebody else should have done."""
    day, what = step
    return day if isinstance(what, FollowUp) or not monitored(what) else max(day, today)


def reach(entry: PersonOnCase) -> Text:
    """A phone that may be used, or that none may."""
    phones = [point for point in entry.contacts if point.kind is ContactKind.PHONE and point.until is None]
    for point in phones:
        if Safety.CALL in point.safe and Safety.NEVER not in point.safe:
            return apart(f"{point.value} ({point.hours})" if point.hours else point.value)
    return L("never call") if phones and all(Safety.NEVER in point.safe for point in phones) else ""


def _facts(file: CaseFile) -> list[tuple[Text, Text | QWidget]]:
    case, event = file.case, say.happened(file)
    pairs: list[tuple[Text, Text | QWidget]] = [
        (L("Kind of case"), say.joined(term(case.kind.label), term(case.certainty.label))),
        (
            say.event_name(event) if event else L("Removal or retention"),
            say.day_of(event, short=False) if event else "",
        ),
        (L("Direction"), term(case.direction.label)),
        (L("Habitual residence"), say.country(case.habitual_residence_state)),
        (L("Where the child is"), say.country(case.requested_state)),
        (L("Who took or kept the child"), term(case.taking_person.label) if case.taking_person else ""),
        (L("Custody decision"), _known(case.custody_decision)),
        (L("Referred by"), term(case.referral_source.label) if case.referral_source else ""),
        (L("Mediation"), term(case.mediation_result.label) if case.mediation_result else ""),
        (L("Caseworker"), apart(file.staff[case.caseworker_id].name) if case.caseworker_id else ""),
        (L("Deputy"), apart(file.staff[case.deputy_id].name) if case.deputy_id else ""),
        (L("Opened on"), lambda tongue: tongue.date(case.opened_on)),
    ]
    if case.kind is CaseKind.PREVENTION or case.converted_on:
        pairs.append((L("Reasons for the fear"), case.fear_reasons or ""))
    if case.converted_on is not None:
        day = case.converted_on
        pairs.append((L("Prevention case until"), lambda tongue: tongue.date(day)))
    if case.source:
        pairs.append((L("Source"), case.source))
    return pairs


def _known(value: bool | None) -> Text:
    if value is None:
        return L("Unknown")
    return L("Yes") if value else L("No")


def _shortened(text: str, most: int = 400) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
