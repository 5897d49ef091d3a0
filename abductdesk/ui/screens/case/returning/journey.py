"""What belongs to the journey: its legs, the papers of each person, who can be rung; and the plan's facts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from abductdesk.actions.planning import Part
from abductdesk.actions.returning import RUNNING, PlanView
from abductdesk.i18n import L
from abductdesk.models import EmergencyContact, Leg, TravelPaper
from abductdesk.models.base import fields_of
from abductdesk.terms import Visibility
from abductdesk.ui.cards import KeyValues, section
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.returning.forms import GROUPS, change_part, remove_part
from abductdesk.ui.screens.case.returning.words import at_text, clock_text
from abductdesk.ui.screens.case.room import Room, tool
from abductdesk.ui.texts import Text, apart, term, words
from abductdesk.ui.urgency import due_text
from abductdesk.ui.widgets import IconTile, Pill, column, label, line, row


def fill_legs(room: Room, view: PlanView, body: QVBoxLayout) -> None:
    """The legs in the order of time, in Brussels time."""
    if not view.legs:
        body.addWidget(label(L("No flight, train or drive yet."), "second", wrap=True))
    for at, leg in enumerate(view.legs):
        if at:
            body.addWidget(line())
        way: Text = partial(_way, leg)
        times: Text = partial(_times, leg)
        more = say.joined(
            apart(leg.carrier or ""), L("ticket {ticket}", ticket=leg.ticket) if leg.ticket else ""
        )
        pill = None if leg.ticket else Pill(L("no ticket yet"), "warn", icon="waiting")
        body.addWidget(_entry(room, view, leg, "travel", way, (times, more), pill))
    if view.legs:
        body.addWidget(label(L("Times in Brussels"), "caption"))


def _way(leg: Leg, _tongue: object) -> str:
    return f"{leg.from_place} → {leg.to_place}"


def _times(leg: Leg, _tongue: object) -> str:
    begins = words(at_text(leg.departs_at))
    if leg.arrives_at is None:
        return begins
    return f"{begins} → {words(clock_text(leg.arrives_at, leg.departs_at))}"


def fill_papers(room: Room, view: PlanView, body: QVBoxLayout) -> None:
    """The papers and visas of each person who travels."""
    if not view.papers:
        nothing = L("Passport, identity card, laissez-passer, visa: for each person who travels.")
        body.addWidget(label(nothing, "second", wrap=True))
    for at, (paper, name) in enumerate(sorted(view.papers, key=lambda pair: pair[1])):
        if at:
            body.addWidget(line())
        until = L("valid until {day}", day=paper.valid_until) if paper.valid_until else ""
        held = L("held by {holder}", holder=paper.holder) if paper.holder else ""
        what = say.joined(apart(name), apart(paper.what))
        facts = say.joined(apart(paper.number or ""), until, held)
        body.addWidget(_entry(room, view, paper, "role", what, (facts,), _paper_pill(view, paper)))


def _paper_pill(view: PlanView, paper: TravelPaper) -> Pill:
    leaves = view.plan.leaves_on
    if paper.ready_on is None:
        return Pill(L("Not ready"), "warn", icon="waiting")
    if paper.valid_until is not None and leaves is not None and paper.valid_until < leaves:
        return Pill(L("Runs out before"), "danger", icon="danger")
    return Pill(L("Ready"), "ok", icon="ok")


def fill_contacts(room: Room, view: PlanView, body: QVBoxLayout) -> None:
    """Who can be rung on the way, and who may know the number."""
    if not view.contacts:
        nothing = L("The numbers of the bureau stand on every sheet. Add who else can be rung on the way.")
        body.addWidget(label(nothing, "second", wrap=True))
    for at, contact in enumerate(view.contacts):
        if at:
            body.addWidget(line())
        name = say.joined(apart(contact.name), apart(contact.what or ""))
        icon = "" if contact.visible_to is Visibility.EVERYONE else "wall"
        pill = Pill(_seen_by(contact), "neutral", icon=icon)
        body.addWidget(_entry(room, view, contact, "phone", name, (apart(contact.phone),), pill))


def _seen_by(contact: EmergencyContact) -> Text:
    if contact.visible_to is Visibility.OWNER_SIDE and contact.side is not None:
        return L("Side of: {role}", role=contact.side)
    return term(contact.visible_to.label)


def _entry(
    room: Room,
    view: PlanView,
    part: Part,
    icon: str,
    name: Text,
    captions: Sequence[Text],
    pill: Pill | None,
) -> QWidget:
    texts = column(label(name, "strong", wrap=True), spacing=2)
    for caption in captions:
        if caption and words(caption):
            texts.addWidget(label(caption, "second", wrap=True, selectable=True))
    if pill is not None:
        texts.addLayout(row(pill, None))
    inside = row(spacing=10, margins=(0, 4, 0, 4))
    inside.addLayout(column(3, IconTile(icon, "text3"), None, spacing=0))
    inside.addLayout(texts, 1)
    if view.plan.state in RUNNING:
        for verb, sign, run in (
            (L("Change"), "edit", partial(change_part, room, part)),
            (L("Remove"), "delete", partial(remove_part, room, part, name)),
        ):
            inside.addWidget(tool(say.joined(verb, name), sign, run))
    made = QWidget()
    made.setLayout(inside)
    return made


def fill_facts(room: Room, view: PlanView, body: QVBoxLayout) -> None:
    """The facts of the plan in their groups; groups of which nothing is known stay short."""
    fields = fields_of(type(view.plan))
    for title, names in GROUPS:
        pairs: list[tuple[Text, Text | QWidget]] = []
        for name in names:
            if name in ("child_ids", "warrant_result"):
                continue
            value = getattr(view.plan, name)
            shown: Text = ""
            if name == "warrant_checked_on":
                result = apart(view.plan.warrant_result or "")
                shown = say.joined(due_text(value), result) if value else result
            elif hasattr(value, "label"):
                shown = term(value.label)
            else:
                shown = apart(value or "")
            pairs.append((term(fields[name].label), shown))
        body.addWidget(section(title))
        body.addWidget(KeyValues(pairs, columns=2))
    plan = view.plan
    if plan.override_reason:
        body.addWidget(section(L("Left in spite of what blocked it")))
        who = apart(room.staff_name(plan.override_by))
        body.addWidget(label(say.joined(apart(plan.override_reason), who), wrap=True, selectable=True))
    if plan.called_off_because:
        body.addWidget(section(L("Why it was called off")))
        when = due_text(plan.called_off_on) if plan.called_off_on else ""
        why = say.joined(apart(plan.called_off_because), when)
        body.addWidget(label(why, wrap=True, selectable=True))
