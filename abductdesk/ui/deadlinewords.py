"""What the manager's deadline screen says: names of figures and groups, and the cells of a line.

To add a figure: one line in `Figure` (actions/overview.py) and one here in `FIGURES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from abductdesk.actions.overview import (
    FOLLOW_UP,
    NOBODY,
    By,
    Figure,
    Line,
    Overview,
    Wanted,
    count,
    grouped,
    without,
)
from abductdesk.folding import fold
from abductdesk.i18n import LN, L, Message
from abductdesk.terms import Nature, Severity
from abductdesk.ui.cells import Cell, Column, Group
from abductdesk.ui.editors import Choice
from abductdesk.ui.lines import case_cell, due_cell, what_cell
from abductdesk.ui.matrix import Head, Numbers
from abductdesk.ui.texts import Text, term, tongue, words
from abductdesk.ui.urgency import due_text


@dataclass(frozen=True, slots=True)
class Named:
    """A figure's name, its icon and its tone; `short` heads a narrow column."""

    name: Message
    short: Message
    icon: str
    tone: str


FIGURES: dict[Figure, Named] = {
    Figure.OVERDUE: Named(L("Overdue"), L("Overdue"), "error", "danger"),
    Figure.MISSED: Named(L("Missed, a right lost"), L("Missed"), "danger", "danger"),
    Figure.WEEK: Named(L("Within {n} days", n=7), L("{n} days", n=7), "due", "warn"),
    Figure.FORTNIGHT: Named(L("Within {n} days", n=14), L("{n} days", n=14), "deadline", "accent"),
    Figure.MONTH: Named(L("Within {n} days", n=30), L("{n} days", n=30), "calendar", "accent"),
    Figure.BLOCKED: Named(L("Law to be checked"), L("To check"), "law", "warn"),
    Figure.OTHERS: Named(L("Others are late"), L("Others late"), "monitor", "neutral"),
}
GROUPINGS: dict[By, tuple[Message, Message]] = {  # the choice, and the head of the column
    By.CASEWORKER: (L("By caseworker"), L("Caseworker")),
    By.SEVERITY: (L("By severity"), L("Severity")),
    By.STATE: (L("By state"), L("State")),
    By.DATE: (L("By date"), L("Date")),
}
_SEVERITIES: tuple[Severity | None, ...] = (*Severity, None)
_TONES = {Severity.HARD: ("danger", "danger"), Severity.SOFT: ("monitor", "neutral"),
          Severity.GATE: ("gate", "warn"), Severity.PRACTICE: ("office", "neutral"),
          None: ("follow_up", "neutral")}  # fmt: skip


_limits: dict[tuple[str, str], str] = {}  # thousands of lines say a few dozen limits


def said(line: Line) -> str:
    """What a line says, folded for searching: the limit with its article, or the follow-up."""
    if line.follow_up is not None:
        return fold(line.follow_up.what)
    limit = line.deadline
    assert limit is not None
    key = (tongue().language, limit.id)
    if key not in _limits:
        _limits[key] = fold(f"{words(limit.name)} {limit.article}")
    return _limits[key]


def person(found: Overview, staff_id: int) -> Text:
    """Somebody's name, or that nobody has it."""
    return found.staff.get(staff_id) or L("Nobody")


def key_name(found: Overview, by: By, key: Any) -> Text:
    """What a group is called."""
    match by:
        case By.CASEWORKER:
            return person(found, key)
        case By.SEVERITY:
            return L("Follow-ups of the bureau") if key is None else term(key.label)
        case By.STATE:
            return _country(key) if key else L("State not known")
        case _:
            return _day_name(key)


def _country(code: str) -> Text:
    return lambda tongue: tongue.country(code)


def _day_name(day: date) -> Text:
    if day == date.min:
        return L("Before today")
    return L("No date yet") if day == date.max else due_text(day, weekday=True)


def sorted_keys(found: Overview, by: By, keys: Iterable[Any]) -> list[Any]:
    """Groups in the order in which people look for them; what is not known comes last."""
    match by:
        case By.CASEWORKER:
            return sorted(keys, key=lambda key: (key == NOBODY, fold(words(person(found, key)))))
        case By.SEVERITY:
            return sorted(keys, key=_SEVERITIES.index)
        case By.STATE:
            return sorted(keys, key=lambda key: (not key, fold(tongue().country(key))))
        case _:
            return sorted(keys)


def wanted_of(by: By, key: Any) -> dict[str, Any]:
    """The filter that leaves exactly one group."""
    match by:
        case By.CASEWORKER:
            return {"caseworker_id": key}
        case By.SEVERITY:
            return {"nature": FOLLOW_UP} if key is None else {"severity": key}
        case By.STATE:
            return {"state": key}
        case _:
            return {"day": key}


def groups_of(found: Overview, lines: Sequence[Line], by: By) -> list[Group]:
    """The lines below the headings of their groups."""
    groups = grouped(lines, by, found.today)
    made = []
    for key in sorted_keys(found, by, groups):
        icon, tone = sign(by, key)
        made.append(Group(key_name(found, by, key), icon, tone, groups[key]))
    return made


def sign(by: By, key: Any) -> tuple[str, str]:
    """Icon and tone of a group."""
    if by is By.SEVERITY:
        return _TONES[key]
    if by is By.DATE:
        return ("late", "danger") if key == date.min else ("calendar", "neutral")
    return ("person", "neutral") if by is By.CASEWORKER else ("state", "neutral")


HEADS = [Head(figure, named.short, named.tone) for figure, named in FIGURES.items()]


def numbers_of(found: Overview, lines: Sequence[Line], by: By) -> list[Numbers]:
    """The figures of each group, for the table of numbers."""
    groups = grouped(lines, by, found.today)
    rows = []
    for key in sorted_keys(found, by, groups):
        people = by is By.CASEWORKER
        has: Text = LN("{n} open case", "{n} open cases", found.cases.get(key, 0)) if people else ""
        avatar, picture = people and key != NOBODY, sign(by, key)[0]
        rows.append(Numbers(key, key_name(found, by, key), has, count(groups[key]), avatar, picture))
    return rows


def marked_of(wanted: Wanted, by: By, rows: Sequence[Numbers]) -> tuple[Any, Any] | None:
    """The number whose lines are shown, if they are those of one number: its row and its column."""
    for row in rows:
        if replace(without(wanted, by), figure=wanted.figure, **wanted_of(by, row.key)) == wanted:
            return row.key, wanted.figure
    return None


def shown_as(found: Overview, wanted: Wanted) -> list[Text]:
    """What the lines are narrowed to, in words; what was typed stays out, for it may name somebody."""
    parts: list[Text] = []
    if wanted.figure is not None:
        parts.append(FIGURES[wanted.figure].name)
    if wanted.caseworker_id is not None:
        parts.append(person(found, wanted.caseworker_id))
    if wanted.severity is not None:
        parts.append(term(wanted.severity.label))
    if wanted.nature is not None:
        parts.append(dict(natures())[wanted.nature])
    if wanted.state is not None:
        parts.append(key_name(found, By.STATE, wanted.state))
    if wanted.day is not None:
        parts.append(_day_name(wanted.day))
    if wanted.words:
        parts.append(L("found by words"))
    return parts


def natures() -> list[tuple[str, Text]]:
    """The kinds of lines."""
    return [*((each.value, term(each.label)) for each in Nature), (FOLLOW_UP, L("Follow-up of the bureau"))]


def choices(found: Overview | None) -> dict[str, list[Choice]]:
    """What each filter offers: only people and states that stand in a line, all severities and kinds."""
    lines = found.lines if found is not None else ()
    people: list[Choice] = []
    states: list[Choice] = []
    if found is not None:
        owners = {*found.cases, *(line.owner_id for line in lines)}
        people = [(key, person(found, key)) for key in sorted_keys(found, By.CASEWORKER, owners)]
        known = sorted_keys(found, By.STATE, {line.state for line in lines})
        states = [(key, key_name(found, By.STATE, key)) for key in known]
    return {
        "caseworker_id": [(None, L("Everybody")), *people],
        "severity": [(None, L("All severities")), *((each, term(each.label)) for each in Severity)],
        "nature": [(None, L("All kinds")), *natures()],
        "state": [(None, L("All states")), *states],
    }


def columns(shown: Callable[[], Overview]) -> list[Column]:
    """The columns of the list of lines."""

    def due(line: Line) -> Cell:
        return _due(line, shown().today)

    def who(line: Line) -> Cell:
        name = shown().staff.get(line.owner_id, "")
        return Cell(name, avatar=name, second=True) if name else Cell(L("Nobody"), second=True)

    return [
        Column("what", L("Deadline"), what_cell, width=190, stretch=5),
        Column("case", L("Case"), case_cell, width=116, stretch=3),
        Column("state", L("State"), _state, width=110, stretch=1, drop=2),
        Column("due", L("Due"), due, width=222),
        Column("who", L("Caseworker"), who, width=150, stretch=1, drop=1),
    ]


def _state(line: Line) -> Cell:
    return Cell(_country(line.state) if line.state else "—", second=True)


def _due(line: Line, today: date) -> Cell:
    if not line.dated:
        return Cell(L("No date yet"), L("check which law applies"), icon="question", tone="warn")
    if Figure.MISSED in line.figures:
        days = (today - line.on).days
        ago = LN("{n} day ago", "{n} days ago", days)
        return Cell(due_text(line.on), ago, pill=L("Missed"), tone="danger", icon="danger")
    if line.noted and not line.blocked:
        assert line.deadline is not None
        return Cell(due_text(line.on), term(line.deadline.nature.label), icon="info", second=True)
    return due_cell(line, today)


def joined(parts: Sequence[Text]) -> Text:
    """Several texts in one line."""
    return lambda _tongue: " · ".join(words(part) for part in parts)
