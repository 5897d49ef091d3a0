"""Invented courses of the other cases: fears, access, a mistake, and calls that became no case."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from abductdesk.actions.calls import log_call
from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import convert_prevention, link_cases, void_case
from abductdesk.actions.people import NewChild
from abductdesk.demo import texts
from abductdesk.demo.desk import ANY, CASEWORKER, MANAGER, Desk, File, Step, days, moment
from abductdesk.demo.family import Family, family
from abductdesk.demo.stories import OUTGOING, course, open_file, weighted
from abductdesk.terms import (
    CallChannel,
    CallerRelation,
    CaseKind,
    CaseLinkKind,
    Certainty,
    ClosureReason,
    MeasureKind,
    Outcome,
    Stage,
    Urgency,
)

FEARED = {"MA": 12, "TR": 8, "TN": 5, "LB": 4, "PK": 4, "CD": 3, "FR": 3, "US": 2, "UA": 2, "BR": 1}


def prevention(desk: Desk, rng: Random, opened: date) -> File:
    """A parent fears an abduction; measures are taken; a few become what was feared."""
    feared = weighted(rng, FEARED)
    file = File(desk, rng, rng.choice((MANAGER, CASEWORKER)), opened)
    people = family(rng, "BE", feared, opened, desk.numbers, gone=False)
    papers = {"passports": rng.choice(texts.PASSPORTS), "passport_holder": rng.choice(texts.HOLDERS)}
    children = tuple(NewChild(new.person, {**new.child, **papers}) for new in people.children)
    values = {
        "kind": CaseKind.PREVENTION,
        "certainty": Certainty.FEARED,
        "fear_reasons": rng.choice(texts.FEARS),
        "earlier_threats": rng.choice(texts.THREATS),
        "passport_office_notified": opened if rng.random() < 0.4 else None,
        "taking_lives_in": "BE",
        "summary": texts.summary(rng, texts.PREVENTION),
    }
    people = Family(people.left, people.taking, children, people.taking_person)
    open_file(file, opened, people, "BE", feared, values, [])
    file.change(opened + days(rng, 1, 3), stage=Stage.FIRST_PARENT_INFORMED)
    for kind in rng.sample(tuple(MeasureKind)[:6], rng.randint(1, 3)):
        taken = opened + days(rng, 1, 12)
        file.entry("measure", taken, kind=kind, taken_on=taken, by_whom=texts.MEASURED_BY[kind])
    file.entry("note", opened + days(rng, 2, 9), text=rng.choice(texts.NOTES))
    drawn = rng.random()
    if drawn < 0.08:
        happened = opened + days(rng, 20, 60)
        file.on(happened + timedelta(days=1), lambda: _convert(file, happened))
        course(file, happened + timedelta(days=2), happened, "BE", feared)
    elif drawn < 0.8:
        file.close(opened + days(rng, 90, 300), Outcome.PREVENTED, ClosureReason.INFORMATION_GIVEN)
    return file


def _convert(file: File, happened: date) -> None:
    file.do(convert_prevention, file.case_id, kind=CaseKind.REMOVAL, on=happened)


def access(desk: Desk, rng: Random, opened: date) -> File:
    """Contact across a border: no abduction, no clock, often an agreement."""
    file = File(desk, rng, rng.choice((MANAGER, CASEWORKER)), opened)
    home = weighted(rng, OUTGOING)
    people = family(rng, "BE", home, opened, desk.numbers)
    values = {
        "kind": CaseKind.ACCESS,
        "certainty": Certainty.ESTABLISHED,
        "summary": texts.summary(rng, texts.ACCESS),
        "taking_person": None,
        "left_behind_lives_in": "BE",
    }
    open_file(file, opened, people, home, home, values, [])
    file.change(opened + days(rng, 1, 4), stage=Stage.FIRST_PARENT_INFORMED)
    file.entry("note", opened + days(rng, 2, 9), text=rng.choice(texts.NOTES))
    outcome = rng.choice((Outcome.ACCESS_AGREED, Outcome.ACCESS_AGREED, Outcome.ACCESS_ORDERED))
    file.close(opened + days(rng, 90, 260), outcome, ClosureReason.OUTCOME_REACHED)
    return file


def mistake(desk: Desk, rng: Random, opened: date) -> File:
    """A case opened by mistake: void the same day, its number stays."""
    file = File(desk, rng, CASEWORKER, opened, void=True)
    people = family(rng, "BE", "FR", opened, desk.numbers)
    values = {"kind": CaseKind.INFORMATION_ONLY, "summary": texts.summary(rng, texts.ABDUCTION)}
    open_file(file, opened, people, "BE", "FR", values, [])
    again = opened + timedelta(days=1)
    file.on(again, lambda: file.do(void_case, file.case_id, seen=ANY, reason=texts.OPENED_TWICE))
    return file


def passing_call(desk: Desk, rng: Random) -> Step:
    """A call that became no case: somebody wanted to know something, often without a name."""
    day = desk.today - days(rng, 1, 200 if rng.random() < 0.8 else 6)
    who = rng.choice((MANAGER, CASEWORKER))
    values = {
        "channel": rng.choice(tuple(CallChannel)),
        "relation": rng.choice(tuple(CallerRelation)),
        "urgency": rng.choices(tuple(Urgency), (6, 3, 1))[0],
        "state_feared": weighted(rng, FEARED),
        "children_ages": rng.choice(("4", "3, 7", "9", "1, 2, 5", None)),
        "question": rng.choice(texts.FEAR_QUESTIONS),
        "advice": rng.choice(texts.ADVICE),
        "referred_to": rng.choice(texts.REFERRED_TO),
    }
    return moment(rng, day), lambda: desk.do(who, log_call, values)


def link(file: File, earlier: File) -> None:
    """Say that two cases belong to one family."""
    reference = file.desk.offices[file.who].ask(case_file, earlier.case_id).case.reference
    file.do(link_cases, file.case_id, other_reference=reference, kind=CaseLinkKind.SAME_FAMILY)
