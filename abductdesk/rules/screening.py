"""Screening of one parent before mediation: the bureau's own questions, and the risk that answers give.

A draft of the bureau, written for this program and copied from no instrument: professionals must review it
before it is relied on. To add a question: one line in `QUESTIONS`, one case in `tests/rules/screening.yaml`.
An `id` once used in a vault is never used for another question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from abductdesk.i18n import N_, L, Message
from abductdesk.terms import RiskLevel, Term

DRAFT = N_(
    "These questions are the bureau's own draft. Professionals must review them before they are relied on."
)
TOGETHER = 3
"""So many answers of a medium weight are a high risk together: control is a pattern, not one deed."""


class Answer(StrEnum):
    """What a parent answered; `UNKNOWN` where it was not asked or not answered."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Theme(Term):
    """What a question is about."""

    NOW = "now", N_("This talk")
    VIOLENCE = "violence", N_("Violence")
    CONTROL = "control", N_("Coercion and control")
    THREATS = "threats", N_("Threats")
    FEAR = "fear", N_("Fear")
    CHILDREN = "children", N_("Safety of the children")
    WEAPONS = "weapons", N_("Weapons")
    ORDERS = "orders", N_("Orders and proceedings")
    CAPACITY = "capacity", N_("Able to take part")


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one parent. `worrying` is the answer that counts, with the `weight` of a risk level;
    `reason` says it in the assessment, `measure` what would lessen it."""

    id: str
    theme: Theme
    text: str
    weight: RiskLevel
    reason: str
    measure: str = ""
    worrying: Answer = Answer.YES


_HIGH, _MEDIUM, _LOW = RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW

QUESTIONS: tuple[Question, ...] = (
    Question(
        "speaks_freely",
        Theme.NOW,
        N_("Can you speak freely now, with nobody listening or waiting?"),
        _HIGH,
        N_("cannot speak freely"),
        N_("Have this talk again at a safe time and place."),
        Answer.NO,
    ),
    Question(
        "hurt",
        Theme.VIOLENCE,
        N_("Has the other parent ever hurt you physically?"),
        _HIGH,
        N_("physical violence"),
        N_("Separate rooms, separate arrival and departure."),
    ),
    Question(
        "recent",
        Theme.VIOLENCE,
        N_("Did it happen in the last year, or did it become worse?"),
        _HIGH,
        N_("recent or growing violence"),
        N_("Ask the police or a specialised service for advice."),
    ),
    Question(
        "sexual",
        Theme.VIOLENCE,
        N_("Did the other parent ever force you to something sexual?"),
        _HIGH,
        N_("sexual violence"),
        N_("Offer specialised support."),
    ),
    Question(
        "agree_anyway",
        Theme.CONTROL,
        N_("Do you feel that you must agree to whatever the other parent wants?"),
        _HIGH,
        N_("no free consent"),
        N_("Own advice before each step; no decision in the room."),
    ),
    Question(
        "decides",
        Theme.CONTROL,
        N_("Does the other parent decide whom you meet, where you go or what you spend?"),
        _MEDIUM,
        N_("control of daily life"),
        N_("Separate talks before and after each session."),
    ),
    Question(
        "watches",
        Theme.CONTROL,
        N_("Does the other parent watch you, your phone or your messages?"),
        _MEDIUM,
        N_("surveillance"),
        N_("A safe device and a safe way to be reached."),
    ),
    Question(
        "depends",
        Theme.CONTROL,
        N_("Do your stay, your home or your money depend on the other parent?"),
        _MEDIUM,
        N_("dependence"),
        N_("Advice on stay, housing and money first."),
    ),
    Question(
        "threat_life",
        Theme.THREATS,
        N_("Did the other parent threaten to hurt or kill somebody, or themselves?"),
        _HIGH,
        N_("threats against life"),
        N_("Tell the police where the law allows or asks for it."),
    ),
    Question(
        "threat_child",
        Theme.THREATS,
        N_("Did the other parent threaten that you will not see the children any more?"),
        _MEDIUM,
        N_("threats about the children"),
        N_("Agree contact for the time of the mediation first."),
    ),
    Question(
        "same_room",
        Theme.FEAR,
        N_("Are you afraid of being in one room or one video call with the other parent?"),
        _HIGH,
        N_("afraid of meeting"),
        N_("Shuttle mediation, parents never meet."),
    ),
    Question(
        "found",
        Theme.FEAR,
        N_("Are you afraid that the other parent learns where you live or how to reach you?"),
        _MEDIUM,
        N_("afraid of being found"),
        N_("Neutral place; addresses stay with the bureau."),
    ),
    Question(
        "child_harm",
        Theme.CHILDREN,
        N_("Did anybody hurt the children, or do you fear for their safety now?"),
        _HIGH,
        N_("children may be in danger"),
        N_("Child protection comes before mediation."),
    ),
    Question(
        "child_saw",
        Theme.CHILDREN,
        N_("Did the children see or hear violence?"),
        _MEDIUM,
        N_("children witnessed violence"),
        N_("Support for the children beside the mediation."),
    ),
    Question(
        "weapon",
        Theme.WEAPONS,
        N_("Does the other parent have a weapon, or easy access to one?"),
        _HIGH,
        N_("access to a weapon"),
        N_("Entry control at the place, or online only."),
    ),
    Question(
        "no_contact",
        Theme.ORDERS,
        N_("Does a court order keep one of you away from the other or the children?"),
        _HIGH,
        N_("an order forbids contact"),
        N_("Ask both lawyers what the order allows."),
    ),
    Question(
        "criminal",
        Theme.ORDERS,
        N_("Are criminal proceedings running, or is there an arrest warrant?"),
        _MEDIUM,
        N_("criminal proceedings"),
        N_("Ask what travel and presence are safe in law."),
    ),
    Question(
        "mind",
        Theme.CAPACITY,
        N_("Does illness, medication, alcohol or another cause keep you from thinking clearly?"),
        _MEDIUM,
        N_("may not be able to decide"),
        N_("Support person, short sessions, medical advice."),
    ),
    Question(
        "strain",
        Theme.CAPACITY,
        N_("Would talks of some hours be too much for you now?"),
        _LOW,
        N_("heavy strain"),
        N_("Short sessions with breaks."),
    ),
    Question(
        "interpreter",
        Theme.CAPACITY,
        N_("Do you need an interpreter to say everything you want to say?"),
        _LOW,
        N_("needs an interpreter"),
        N_("An interpreter who knows neither parent."),
    ),
)
BY_ID = {question.id: question for question in QUESTIONS}

ORDER = (RiskLevel.NONE_FOUND, RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH)
"""Levels of a screening that was done, the least first."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The risk that follows from answers, why, and which measures would lessen it."""

    risk: RiskLevel
    reasons: tuple[Message, ...] = ()
    measures: tuple[Message, ...] = ()


def higher(one: RiskLevel, other: RiskLevel) -> RiskLevel:
    """The higher of two levels; not screened at all counts as high."""
    return max(one, other, key=_height)


def _height(level: RiskLevel) -> int:
    return ORDER.index(level) if level in ORDER else len(ORDER)


def assess(answers: Mapping[str, str]) -> Assessment:
    """The risk of these answers (yes, no or unknown by the question's id).

    The level is the highest weight among the questions that were answered in the worrying way; `TOGETHER` of
    a medium weight are high. An unknown or missing answer counts as the worrying one: what nobody knows
    never lowers the risk. Answers to questions that there are no longer are left aside.
    """
    level, medium = RiskLevel.NONE_FOUND, 0
    reasons: list[tuple[int, Message]] = []
    measures: list[tuple[int, Message]] = []
    for question in QUESTIONS:
        answer = Answer(answers.get(question.id, Answer.UNKNOWN))
        if answer not in (question.worrying, Answer.UNKNOWN):
            continue
        level = higher(level, question.weight)
        medium += question.weight is RiskLevel.MEDIUM
        place = -_height(question.weight)
        said = Message(question.reason)
        known = answer is not Answer.UNKNOWN
        reasons.append((place, L("{level}: {reason}", level=question.weight, reason=said) if known else
                        L("{level}, not known: {reason}", level=question.weight, reason=said)))  # fmt: skip
        if known and question.measure:
            measures.append((place, Message(question.measure)))
    if medium >= TOGETHER and level is RiskLevel.MEDIUM:
        level = RiskLevel.HIGH
        reasons.append((-len(ORDER), L("High risk: {n} answers of a medium weight together", n=medium)))
    return Assessment(level, _sorted(reasons), _sorted(measures))


def _sorted(found: list[tuple[int, Message]]) -> tuple[Message, ...]:
    """The heaviest first, otherwise in the order of the questions."""
    return tuple(message for _, message in sorted(found, key=lambda each: each[0]))
