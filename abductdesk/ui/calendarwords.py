"""What a line of the calendar looks like and says: in a day's field, in a list, to a screen reader.

Our own limits are filled; a limit of somebody else and one that is to be checked first only have a frame.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_interval

from abductdesk.actions.agenda import Agenda, Entry, Meeting
from abductdesk.i18n import LN, N_, L, Message, Tongue
from abductdesk.ui.cells import Cell, Column
from abductdesk.ui.lines import case_cell, owner_cell, source_of, watched, what_cell
from abductdesk.ui.texts import Text, term, words
from abductdesk.ui.urgency import days_away, due_text, urgency_of

# icon: what it stands for, below the calendar
LEGEND: tuple[tuple[str, str], ...] = (
    ("proceeding", N_("Hearing")),
    ("mediation", N_("Session of a mediation")),
    ("travel", N_("Departure of a return")),
    ("deadline", N_("Limit of a party or of the bureau")),
    ("monitor", N_("Limit of somebody else")),
    ("question", N_("Check which law applies")),
    ("todo", N_("Follow-up")),
    ("ok", N_("Met or done")),
)


@dataclass(frozen=True, slots=True)
class Sign:
    """How a line is drawn: icon, tone, `look` (strong, filled, framed or struck)."""

    icon: str
    tone: str
    look: str


def sign_of(entry: Entry, today: date) -> Sign:
    """How a line is drawn on this day."""
    if entry.hearing is not None:
        return Sign("proceeding", "accent", "filled" if entry.on < today else "strong")
    if entry.session is not None and not entry.settled:
        if entry.session.flagged:
            return Sign("no_entry", "danger", "strong")
        return Sign("mediation", "warn" if entry.on < today else "accent", "filled")
    if entry.departure is not None and not entry.settled:
        return Sign("travel", "danger" if entry.departure.blocks else "accent", "strong")
    if entry.settled:
        return Sign("ok", "ok", "struck")
    if entry.blocked:
        return Sign("question", "warn", "framed")
    if watched(entry):
        return Sign("monitor", "warn" if entry.on < today else "neutral", "framed")
    tone = days_away(entry.on, today).tone
    return Sign(
        "todo" if entry.follow_up is not None else "deadline",
        "accent" if tone == "neutral" else tone,
        "filled",
    )


def what_of(entry: Entry) -> Text:
    """What it is, in short."""
    if entry.hearing is not None:
        kind, time = entry.hearing.kind, entry.hearing.time
        return L("{time} {what}", time=time, what=kind) if time is not None else term(kind.label)
    if entry.session is not None:
        return L("{time} Session: {form}", time=entry.session.time, form=entry.session.form)
    if entry.departure is not None:
        return L("Departure of a return")
    return what_cell(entry).text


def standing_of(entry: Entry, today: date) -> Cell:
    """How it stands on this day, in words."""
    if entry.hearing is not None:
        if entry.on < today:
            return Cell(L("Past"), second=True)
        said = days_away(entry.on, today)
        return Cell(pill=said.text, tone="accent", icon="proceeding")
    if entry.session is not None:
        return _session_standing(entry, entry.session, today)
    if entry.departure is not None and not entry.settled:
        if entry.departure.blocks:
            said_blocks = LN("Blocked by {n} thing", "Blocked by {n} things", entry.departure.blocks)
            return Cell(pill=said_blocks, tone="danger", icon="blocked")
        return Cell(pill=days_away(entry.on, today).text, tone="accent", icon="travel")
    if entry.departure is not None:
        return Cell(pill=L("Left"), tone="ok", icon="ok")
    if entry.settled:
        if entry.deadline is not None:
            said = urgency_of(entry.deadline, today)
            return Cell(pill=said.text, tone=said.tone, icon=said.icon)
        return Cell(pill=L("Done"), tone="ok", icon="ok")
    if entry.blocked:
        return Cell(L("if the law applies"), icon="question", tone="warn")
    if entry.deadline is not None and watched(entry):
        chase = entry.deadline.from_ or entry.on + timedelta(days=1)
        said_from = L("May be chased since") if chase <= today else L("May be chased from")
        return Cell(said_from, due_text(chase), icon="monitor", second=chase > today)
    said = days_away(entry.on, today)
    return Cell(pill=said.text, tone=said.tone, icon=said.icon)


def _session_standing(entry: Entry, session: Meeting, today: date) -> Cell:
    if session.flagged:
        return Cell(pill=L("May not be held: change it"), tone="danger", icon="no_entry")
    if session.held:
        return Cell(pill=L("Held"), tone="ok", icon="ok")
    if entry.on < today:
        return Cell(pill=L("Was it held?"), tone="warn", icon="mediation")
    return Cell(pill=days_away(entry.on, today).text, tone="accent", icon="mediation")


def lines_of(entry: Entry, today: date) -> list[str]:
    """All of a line in the language spoken: what, whose case, how it stands."""
    cell = standing_of(entry, today)
    parts = (what_of(entry), entry.names, entry.reference, cell.pill or cell.text, cell.caption)
    return [text for text in map(words, parts) if text]


def columns(shown: Callable[[], Agenda]) -> list[Column]:
    """The columns of a list of entries out of what is `shown`."""
    return [
        Column("what", L("What"), _what_cell, width=200, stretch=4),
        Column("case", L("Case"), case_cell, width=140, stretch=3),
        Column("state", L("Status"), lambda entry: standing_of(entry, shown().today), width=190),
        Column("who", L("Owner"), lambda entry: owner_cell(entry, dict(shown().staff)), width=64, drop=1),
    ]


def _what_cell(entry: Entry) -> Cell:
    if entry.hearing is not None:
        return Cell(what_of(entry), L("Hearing"))
    if entry.session is not None:
        return Cell(what_of(entry), L("Mediation"))
    if entry.departure is not None:
        return Cell(what_of(entry), L("The return"))
    if entry.deadline is not None:
        return Cell(entry.deadline.name, source_of(entry.deadline))
    return what_cell(entry)


def day_title(day: date, free: Mapping[date, Message]) -> Text:
    """A day with its weekday, and why the office does not work."""
    name = free.get(day)

    def said(tongue: Tongue) -> str:
        written = tongue.date(day, weekday=True)
        return f"{written} · {words(name)}" if name is not None else written

    return said


def span_title(first: date, last: date) -> Callable[[Tongue], str]:
    """From one day to another: "23–29 Nov 2026"."""
    return lambda tongue: str(format_interval(first, last, "yMMMd", locale=tongue.locale))


def month_title(day: date) -> Text:
    """A month as a heading: "November 2026"."""

    def said(tongue: Tongue) -> str:
        written = tongue.month(day)
        return written[:1].upper() + written[1:]

    return said
