"""What the registers say of an entry: where it stands by urgency, its limit, when it is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from abductdesk.actions.deadlines import as_day
from abductdesk.i18n import LN, N_, L
from abductdesk.terms import Status
from abductdesk.ui.cells import Cell, Group
from abductdesk.ui.lines import WEEK, source_of
from abductdesk.ui.texts import term
from abductdesk.ui.urgency import Deadline, Urgency, day_text, days_away, hours_away, time_text, urgency_of

LATE, SOON, LATER, DONE = "late", "soon", "later", "done"
GROUPS: dict[str, tuple[str, str, str]] = {
    LATE: (N_("Overdue"), "error", "danger"),
    SOON: (N_("This week"), "deadline", "warn"),
    LATER: (N_("Later"), "deadline", "neutral"),
    DONE: (N_("Settled"), "ok", "ok"),
}


def place_of(limit: Deadline, today: date, hours: int | None = None) -> str:
    """The group of an entry that is not settled."""
    day = as_day(limit.lead)
    if limit.status is Status.NOT_APPLICABLE or limit.status is Status.MET or day is None:
        return LATER
    if (hours is not None and hours < 0) or (day < today and limit.met_on is None):
        return LATE
    return SOON if day <= today + WEEK else LATER


def grouped(rows: Iterable[Any], place: Callable[[Any], str]) -> list[Group]:
    """Rows below the headings of their groups, the most urgent first."""
    found: dict[str, list[Any]] = {key: [] for key in GROUPS}
    for row in rows:
        found[place(row)].append(row)
    return [Group(term(title), icon, tone, found[key]) for key, (title, icon, tone) in GROUPS.items()]


def limit_cell(limit: Deadline) -> Cell:
    """The sum in one sentence, with the article below it."""
    return Cell(limit.explanation[0], source_of(limit))


def standing(limit: Deadline, today: date, hours: int | None = None) -> Urgency:
    """How a limit stands: settled in time or late, else how far away it is."""
    if limit.met_on is not None and limit.status is Status.MISSED:
        over = limit.days_over or 0
        if over == 0:
            return Urgency(L("Late that day"), "danger", "late")
        return Urgency(LN("{n} day late", "{n} days late", over), "danger", "late")
    if hours is not None:
        return hours_away(hours)
    if limit.status is Status.MISSED and (day := as_day(limit.lead)) is not None:
        return days_away(day, today)
    return urgency_of(limit, today)


def due_cell(limit: Deadline, today: date, hours: int | None = None) -> Cell:
    """How urgent, and the day or moment."""
    said = standing(limit, today, hours)
    at = limit.lead
    return Cell(day_text(at), time_text(at), pill=said.text, tone=said.tone, icon=said.icon)
