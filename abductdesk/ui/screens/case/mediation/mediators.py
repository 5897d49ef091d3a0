"""The two mediators who were chosen: what they meet of the criteria, what they were asked and answered."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from abductdesk.actions.frozenwords import thawed
from abductdesk.actions.mediationfile import MediationFile
from abductdesk.actions.mediators import Wroclaw
from abductdesk.actions.offers import answer_offer, ask_mediator
from abductdesk.i18n import L, Money
from abductdesk.models import MediatorOffer, PairChoice
from abductdesk.models.base import fields_of
from abductdesk.terms import OfferAnswer
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.flow import flow
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.mediation.fields import named
from abductdesk.ui.screens.case.mediation.pairs import PairsDialog
from abductdesk.ui.screens.case.room import Room, tool, values_of
from abductdesk.ui.screens.case.rows import Line
from abductdesk.ui.texts import Text, apart, bind, term
from abductdesk.ui.urgency import due_text
from abductdesk.ui.widgets import Button, Pill, column, label, line

_EDGE = (0, 4, 0, 4)
_NO: Text = ""
_ANSWERS = {
    OfferAnswer.ACCEPTED: ("ok", "ok"), OfferAnswer.DECLINED: ("warn", "no_entry"),
    OfferAnswer.WITHDRAWN: ("neutral", "undo"), OfferAnswer.REPLACED: ("neutral", "history"),
}  # fmt: skip


def fill_mediators(room: Room, found: MediationFile, body: QVBoxLayout) -> None:
    """The pair, or what to do to get one."""
    choice = found.choice
    if choice is None:
        said = L("The program ranks every pair of the directory by cultures, languages, genders and"
                 " professions; the choice is yours.")  # fmt: skip
        body.addWidget(label(said, "second", wrap=True))
        return
    for at, entry_id in enumerate((choice.first_id, choice.second_id)):
        if at:
            body.addWidget(line())
        body.addWidget(_mediator(room, found, choice, entry_id))
    body.addWidget(line())
    body.addWidget(_criteria(choice.ranking["chosen"]))
    body.addWidget(label(_chosen(room, choice), "caption", wrap=True))
    if choice.reason:
        body.addWidget(label(apart(choice.reason), "second", wrap=True, selectable=True))


def _criteria(chosen: dict[str, Any]) -> QWidget:
    """The four criteria in words; below them why one is not met, as it was when they were chosen."""
    pills, unmet = list[QWidget](), list[QWidget]()
    for each in chosen["criteria"]:
        tone, icon = ("ok", "ok") if each["met"] else ("warn", "close")
        pills.append(Pill(term(Wroclaw(each["key"]).label), tone, icon=icon))
        if not each["met"]:
            unmet += [label(thawed(why), "caption", wrap=True) for why in each["why"]]
    unmet += [label(thawed(flag), "caption", wrap=True) for flag in chosen["flags"]]
    made = QWidget()
    made.setLayout(column(flow(*pills), *unmet, spacing=6))
    return made


def _chosen(room: Room, choice: PairChoice) -> Text:
    place, total = choice.ranking["place"], choice.ranking["total"]
    stood: Text = (
        L("no. {place} of {total} pairs", place=place, total=total) if place else L("chosen by hand")
    )
    cost = choice.ranking["chosen"]["cost_cents"]
    costs: Text = (
        L("10 to 15 hours: {low} to {high}", low=Money(cost[0]), high=Money(cost[1])) if cost else ""
    )
    chosen = L("chosen on {day}", day=choice.chosen_on)
    return say.joined(chosen, apart(room.staff_name(choice.staff_id)), stood, costs)


def _mediator(room: Room, found: MediationFile, choice: PairChoice, entry_id: int) -> QWidget:
    offers = [offer for offer in found.offers if offer.entry_id == entry_id]
    offer = offers[-1] if offers else None
    name = named(found, entry_id)
    pill, caption, buttons = Pill(L("Not asked yet"), "neutral", icon="waiting"), _NO, list[QWidget]()
    if offer is None or offer.answer in (OfferAnswer.DECLINED, OfferAnswer.WITHDRAWN):
        again = _button(L("Ask"), name, "email")
        again.clicked.connect(
            lambda: room.do(ask_mediator, choice.id, entry_id, said=L("It is recorded that they were asked."))
        )
        buttons.append(again)
    if offer is not None:
        caption = L("asked {day}", day=offer.offered_on)
        if offer.answer is None:
            pill.say(L("No answer yet"), "warn", "running")
        else:
            tone, icon = _ANSWERS[offer.answer]
            pill.say(term(offer.answer.label), tone, icon)
            answered = due_text(offer.answered_on) if offer.answered_on else ""
            caption = say.joined(caption, answered, apart(offer.reason or ""))
        record = _button(L("Answer"), name, "edit")
        record.clicked.connect(partial(_ask_answer, room, name, offer))
        buttons.append(record)
    other = choice.second_id if entry_id == choice.first_id else choice.first_id
    write = partial(room.write, "mediator_appointment", choice.id)
    buttons.append(tool(say.joined(L("Write letter"), name), "write_letter", write))
    swap: Text = say.joined(L("Replace…"), name)
    buttons.append(tool(swap, "refresh", lambda: PairsDialog(room, found, keep=other).open()))
    return Line(name, caption, icon="person", pill=pill, buttons=buttons, margins=_EDGE)


def _button(verb: Text, name: Text, icon: str) -> Button:
    made = Button(verb, look="quiet", icon=icon)
    bind(made, "setAccessibleName", say.joined(verb, name))
    return made


def _ask_answer(room: Room, name: Text, offer: MediatorOffer) -> FormDialog:
    fields = pick(fields_of(MediatorOffer), "offered_on", "answered_on", "answer", "reason")

    def run(dialog: FormDialog, changes: dict[str, Any]) -> None:
        room.desk.do(answer_offer, offer.id, seen=dialog.seen, changes=changes, **dialog.reply)

    return room.form(
        L("Answer of the mediator"),
        [FieldGroup("", fields, wide=frozenset({"reason"}))],
        run,
        sentence=name,
        said=L("The answer is recorded."),
        values=values_of(offer),
        seen=offer.version,
    )
