"""How urgent something is, in words, colour and icon: "2 days late", "Today", "In 3 days", "In 2 weeks".

    said = urgency_of(deadline, today); Pill(said.text, said.tone, icon=said.icon)
    said = days_away(follow_up.due, today)

A limit that binds somebody else (a monitor) is never red: its passing gives a right to chase.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from abductdesk.actions.deadlines import as_day
from abductdesk.i18n import LN, L, Message, Tongue
from abductdesk.rules.deadline import Deadline
from abductdesk.terms import Law, Nature, SourceTag, Status
from abductdesk.ui.texts import Text

__all__ = [
    "Deadline",
    "Urgency",
    "day_text",
    "days_away",
    "due_text",
    "hours_away",
    "monitored",
    "time_text",
    "unverified",
    "urgency_of",
]


@dataclass(frozen=True, slots=True)
class Urgency:
    """What a pill says of it."""

    text: Message
    tone: str
    icon: str


def days_away(day: date, today: date) -> Urgency:
    """How far away a day is that people work to."""
    days = (day - today).days
    if days < 0:
        return Urgency(LN("{n} day late", "{n} days late", -days), "danger", "late")
    if days == 0:
        return Urgency(L("Today"), "warn", "due")
    if days == 1:
        return Urgency(L("Tomorrow"), "warn", "due")
    if days <= 13:
        return Urgency(LN("In {n} day", "In {n} days", days), "warn" if days <= 7 else "neutral", "due")
    if days < 60:
        return Urgency(LN("In {n} week", "In {n} weeks", days // 7), "neutral", "deadline")
    if days < 730:
        return Urgency(LN("In {n} month", "In {n} months", days // 30), "neutral", "deadline")
    return Urgency(LN("In {n} year", "In {n} years", days // 365), "neutral", "deadline")


def hours_away(hours: int) -> Urgency:
    """How far away a moment is that people work to, in whole hours; negative when it is past."""
    if hours < 0:
        return Urgency(LN("{n} hour late", "{n} hours late", -hours), "danger", "late")
    if hours == 0:
        return Urgency(L("Within the hour"), "danger", "due")
    return Urgency(LN("In {n} hour", "In {n} hours", hours), "warn", "due")


_SETTLED = {
    Status.WAITING: Urgency(L("Waiting"), "neutral", "waiting"),
    Status.BLOCKED: Urgency(L("Blocked: check"), "warn", "blocked"),
    Status.WAIVED: Urgency(L("Waived"), "neutral", "hide"),
    Status.NOT_APPLICABLE: Urgency(L("Does not apply"), "neutral", "hide"),
}


def urgency_of(deadline: Deadline, today: date) -> Urgency:
    """What the pill of a deadline says on this day."""
    if deadline.status is Status.MET:
        over = deadline.days_over or 0
        if over <= 0:
            return Urgency(L("Met"), "ok", "ok")
        return Urgency(LN("Met, {n} day over", "Met, {n} days over", over), "warn", "ok")
    if deadline.status in _SETTLED:
        return _SETTLED[deadline.status]
    day = as_day(deadline.lead)
    if day is None:
        return Urgency(L("To bear in mind"), "neutral", "info")
    said = days_away(day, today)
    if said.tone == "danger" and monitored(deadline):
        return Urgency(LN("{n} day over", "{n} days over", (today - day).days), "warn", "monitor")
    if monitored(deadline):
        return Urgency(said.text, "neutral", "monitor")
    if deadline.status is Status.EXTENDED:
        return Urgency(said.text, said.tone, "decision")
    return said


def monitored(deadline: Deadline) -> bool:
    """Whether the limit binds somebody else, so that the bureau only watches it."""
    return deadline.nature in (Nature.MONITOR, Nature.FLAG, Nature.GATE)


def unverified(deadline: Deadline) -> bool:
    """Whether no published text was read for this rule."""
    return deadline.source in (SourceTag.KNOW, SourceTag.UNSURE) and deadline.instrument is not Law.BUREAU


def day_text(at: date | datetime | None) -> Text:
    """The day of a date or moment, for a narrow column."""
    return lambda tongue: tongue.short_date(at) if at is not None else ""


def time_text(at: date | datetime | None) -> Text:
    """The time of a moment; nothing for a day."""
    return lambda tongue: tongue.value(at.time()) if isinstance(at, datetime) else ""


def due_text(at: date | datetime | None, *, weekday: bool = False) -> Text:
    """A date of a deadline as a text: a day, or a moment for limits in hours."""

    def said(tongue: Tongue) -> str:
        if isinstance(at, datetime):
            return tongue.moment(at)
        if at is None:
            return ""
        return tongue.date(at, weekday=True) if weekday else tongue.short_date(at)

    return said
