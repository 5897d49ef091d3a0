"""Mediations of the demo, recorded as staff record them: screenings, consents, two mediators, sessions."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial
from typing import Any

from abductdesk.actions.agreements import add_agreement, record_voice
from abductdesk.actions.casefile import case_file
from abductdesk.actions.mediation import end_mediation, open_mediation, record_step
from abductdesk.actions.mediationfile import mediation_file
from abductdesk.actions.mediationsafety import QUESTIONS, Answer, record_screening
from abductdesk.actions.mediationsessions import hold_session, plan_session
from abductdesk.actions.mediators import Wish, choose_pair, propose_pairs
from abductdesk.actions.offers import answer_offer, ask_mediator
from abductdesk.actions.people import NewPerson, add_person
from abductdesk.demo.desk import ANY, File
from abductdesk.demo.mediators import mediators
from abductdesk.faults import Refused
from abductdesk.terms import (
    Agreed,
    AgreementKind,
    AgreementTopic,
    Attendance,
    ContactKind,
    MediationResult,
    MediationStep,
    OfferAnswer,
    Party,
    Role,
    Safety,
    SessionForm,
    StepAnswer,
)

RECENT = timedelta(days=120)  # older ones left events only
PLACE = "Bemiddelingshuis De Brug, Voorbeeldplein 7, 1000 Brussel"
_DAY = timedelta(days=1)
_SAFE = {each.id: Answer.NO if each.worrying is Answer.YES else Answer.YES for each in QUESTIONS}
_MEASURES = "Separate arrival, a break every hour, a support person for each parent."
_ATTENDED = {Party.LEFT_BEHIND.value: Attendance.PRESENT, Party.TAKING.value: Attendance.ONLINE}


def mediate(file: File, consent: date, first: date, last: date) -> None:
    """Plan a mediation: screenings before the consents, two mediators after them, a session on each day."""
    file.mediated = True
    worried = file.rng.random() < 0.5
    file.on(consent - 4 * _DAY, partial(_open, file))
    for party, back in ((Party.LEFT_BEHIND, 3), (Party.TAKING, 2)):
        day = consent - back * _DAY
        file.on(day, partial(_screen, file, party, day, worried and party is Party.TAKING))
    for party, later in ((Party.LEFT_BEHIND, 0), (Party.TAKING, 2)):
        day = consent + later * _DAY
        given = {"done_on": day, "answer": StepAnswer.YES}
        file.on(day, partial(_step, file, party, MediationStep.CONSENT, given))
        file.on(day + _DAY, partial(_step, file, party, MediationStep.AGREEMENT_TO_MEDIATE, {"done_on": day}))
    file.on(consent + 3 * _DAY, partial(_choose, file, first, last))
    planned: dict[date, int] = {}
    file.on(consent + 5 * _DAY, partial(_plan, file, (first, last), planned))
    for day in {first, last}:
        file.on(day + _DAY, partial(_hold, file, planned, day))
    file.on(first + _DAY, partial(_hear, file, first))


def _screen(file: File, party: Party, day: date, worried: bool) -> None:
    answers = {**_SAFE, "watches": Answer.YES} if worried else _SAFE
    measures = _MEASURES if worried else None
    file.do(record_screening, file.mediation_id, party, on=day, answers=answers, measures=measures)


def _open(file: File) -> None:
    file.mediation_id = file.do(open_mediation, file.case_id)


def _step(file: File, party: Party, step: MediationStep, values: dict[str, Any]) -> None:
    file.do(record_step, file.mediation_id, party, step, seen=ANY, changes=values)


def _choose(file: File, first: date, last: date) -> None:
    """The best pair is asked and accepts."""
    mediators(file.desk)
    wish = Wish(first, max(first, last), country="BE")
    office = file.desk.offices[file.who]
    best = office.ask(propose_pairs, file.mediation_id, wish).ranking.pairs[0]
    choice = file.do(choose_pair, file.mediation_id, best.first, best.second, wish)
    for entry_id in best.ids:
        file.do(ask_mediator, choice, entry_id)
    for offer in office.ask(mediation_file, file.case_id).offers:
        file.do(answer_offer, offer.id, seen=ANY, changes={"answer": OfferAnswer.ACCEPTED})


def _plan(file: File, days: tuple[date, ...], planned: dict[date, int]) -> None:
    for day, form in zip(days, (SessionForm.SHUTTLE, SessionForm.JOINT), strict=False):
        values = {"form": form, "place": PLACE, "minutes": 240, "measures": _MEASURES}
        try:
            planned[day] = file.do(plan_session, file.mediation_id, on=day, at=time(9), values=values)
        except Refused:  # the mediators are busy that day: the caseworker will find another
            continue


def _hold(file: File, planned: dict[date, int], day: date) -> None:
    if day in planned:
        file.do(hold_session, planned[day], seen=ANY, minutes_held=225, attendance=_ATTENDED)


def _hear(file: File, day: date) -> None:
    """Children who are old enough are offered to be heard."""
    for entry in file.desk.offices[file.who].ask(case_file, file.case_id).children:
        if entry.age is not None and entry.age >= 7:
            changes = {"offered_on": day, "answer": StepAnswer.YES}
            file.do(record_voice, file.mediation_id, entry.child.id, changes=changes)


def _lawyer(file: File) -> None:
    """The left-behind parent brings a lawyer, who reads the draft."""
    values = {"given_names": "Noor", "family_names": "Raadsvrouw", "language": "nl"}
    address = {"kind": ContactKind.ADDRESS, "value": "Voorbeeldlaan 3", "postcode": "1000",
               "city": "Brussel", "country": "BE", "safe": [Safety.WRITE]}  # fmt: skip
    file.do(add_person, file.case_id, NewPerson(Role.LAWYER_LEFT_BEHIND, values, (address,)))


def agree(file: File, agreed: date) -> None:
    """Plan the agreement, signed on this day, and the end of the mediation."""
    points = {AgreementTopic.RETURN: Agreed.AGREED, AgreementTopic.CONTACT: Agreed.AGREED,
              AgreementTopic.HOLIDAYS: Agreed.IN_PART}  # fmt: skip
    values = {
        "kind": AgreementKind.FULL,
        "drafted_on": agreed - 2 * _DAY,
        "sent_to_lawyers_on": agreed - _DAY,
        "signed_on": agreed,
        "points": points,
        "papers": {"protocol": agreed},
    }
    file.on(agreed - 3 * _DAY, partial(_lawyer, file))
    file.on(agreed, lambda: file.do(add_agreement, file.mediation_id, values))
    end(file, agreed + _DAY, MediationResult.FULL_AGREEMENT)


def end(file: File, day: date, result: MediationResult) -> None:
    """Plan the end."""
    file.on(day, lambda: file.do(end_mediation, file.mediation_id, seen=ANY, ended_on=day, result=result))
