"""A verification round in words: its figures, and what a row of its table says."""

from __future__ import annotations

from abductdesk.actions.verification import Asked, Figures
from abductdesk.i18n import LN, L, Message
from abductdesk.terms import RoundAnswer
from abductdesk.ui.screens.directory import words as say
from abductdesk.ui.tables import Cell
from abductdesk.ui.texts import apart, isolate, term

ANSWERS: dict[RoundAnswer, tuple[str, str]] = {
    RoundAnswer.CONFIRMED: ("ok", "verified"),
    RoundAnswer.CHANGED: ("accent", "edit"),
    RoundAnswer.LEAVES: ("neutral", "deleted"),
    RoundAnswer.UNREACHABLE: ("warn", "phone"),
}


def told(figures: Figures) -> list[tuple[Message, str, str]]:
    """The figures of a round in words, with tone and icon; answers that nobody gave are left out."""
    said: list[tuple[Message, str, str]] = [
        (LN("{n} in the round", "{n} in the round", figures.entries), "neutral", "people")
    ]
    said.append((LN("{n} asked", "{n} asked", figures.asked), "neutral", "email"))
    for answer, (tone, sign) in ANSWERS.items():
        if count := figures.answers[answer]:
            said.append((L("{answer}: {n}", answer=answer, n=count), tone, sign))
    if figures.open:
        said.append((LN("{n} without an answer", "{n} without an answer", figures.open), "warn", "waiting"))
    return said


def name_cell(asked: Asked) -> Cell:
    return Cell(
        isolate(asked.entry.name),
        say.joined(term(asked.entry.kind.label), apart(asked.entry.email)),
        strong=True,
    )


def state_cell(asked: Asked) -> Cell:
    said, tone, sign = say.standing_words(asked.standing)
    day = asked.lapses_on
    return Cell(lambda tongue: tongue.short_date(day) if day else "", pill=said, tone=tone, icon=sign)


def asked_cell(asked: Asked) -> Cell:
    on = asked.line.asked_on
    if on is None:
        return Cell(L("Not yet"), second=True)
    how = L("by letter") if asked.line.letter_id is not None else ""
    return Cell(lambda tongue: tongue.short_date(on), how, second=True)


def answer_cell(asked: Asked) -> Cell:
    answer, on = asked.line.answer, asked.line.answered_on
    if answer is None:
        return Cell(L("No answer yet"), icon="todo", second=True)
    tone, sign = ANSWERS[answer]
    return Cell(
        lambda tongue: tongue.short_date(on) if on else "", pill=term(answer.label), tone=tone, icon=sign
    )
