"""Asking the mediators who were chosen, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from abductdesk.actions.mediationfacts import check_past, only, running
from abductdesk.actions.mediators import add_offer, offers_of
from abductdesk.actions.office import Work, action
from abductdesk.faults import Invalid, Refused
from abductdesk.models import MediatorOffer, PairChoice

_OPEN = (None,)


@action()
def ask_mediator(work: Work, choice_id: int, entry_id: int, *, on: date | None = None) -> int:
    """Ask one of the chosen mediators; returns the id of the offer."""
    choice = work.get(PairChoice, choice_id)
    running(work, choice.mediation_id)
    if choice.replaced_on is not None or entry_id not in (choice.first_id, choice.second_id):
        raise Refused("This mediator is not one of the two who are chosen now.")
    if any(offer.entry_id == entry_id and offer.answer in _OPEN for offer in offers_of(work, choice_id)):
        raise Refused("This mediator was asked already and has not answered.")
    day = on or work.today
    check_past(work, "offered_on", day)
    return add_offer(work, choice, entry_id, day).id


@action()
def answer_offer(work: Work, offer_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Record what a mediator answered, or that the bureau withdrew the offer."""
    offer = work.get(MediatorOffer, offer_id)
    running(work, work.get(PairChoice, offer.choice_id).mediation_id)
    work.change(offer, seen, only(changes, "offered_on", "answered_on", "answer", "reason"))
    for name in ("offered_on", "answered_on"):
        check_past(work, name, getattr(offer, name))
    if offer.answer is not None and offer.answered_on is None:
        work.assign(offer, answered_on=work.today)
    if offer.answered_on is not None and offer.answered_on < offer.offered_on:
        raise Invalid("answered_on", "The answer lies before the question.")
