"""The chain of a case as the timeline shows it: which event starts which limit, which limit waits for what,
and the mediation beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from abductdesk.actions.casefile import CaseFile
from abductdesk.actions.deadlines import as_day
from abductdesk.i18n import L, Listing, Tongue
from abductdesk.models import CaseEvent
from abductdesk.terms import EventKind, Nature, Status
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.detail import waits_for
from abductdesk.ui.texts import Text
from abductdesk.ui.timerows import Band, Bar, Mark, Rows
from abductdesk.ui.urgency import Deadline, due_text, monitored, urgency_of

_K = EventKind
MEDIATION = frozenset(
    {
        _K.MEDIATION_ORDERED, _K.MEDIATION_REQUESTED, _K.MEDIATION_ENDED, _K.SCREENING_DONE,
        _K.CONSENT_GIVEN, _K.SESSION_HELD, _K.AGREEMENT_DRAFTED, _K.AGREEMENT_SIGNED,
        _K.MEDIATION_PROPOSED, _K.MEDIATOR_INFORMED, _K.MEDIATOR_ANSWERED, _K.MEDIATORS_PROPOSED,
    }
)  # fmt: skip
_RUNS = (Status.OPEN, Status.MISSED, Status.EXTENDED, Status.BLOCKED)
_GONE = (Status.NOT_APPLICABLE, Status.WAIVED)
MOST_WAITING = 8


def key_of(deadline: Deadline) -> object:
    """By what a deadline is known when the case is read anew."""
    return deadline.id, deadline.event, deadline.children


def rows_of(file: CaseFile, *, all_waiting: bool = False) -> tuple[Rows, int]:
    """Everything for the timeline, and how many waiting limits were left out of it."""
    drawn = [line for line in file.assessed.deadlines if _drawable(line)]
    waiting = [line for line in file.assessed.deadlines if _waits(line)]
    shown = waiting if all_waiting else waiting[:MOST_WAITING]
    bars = [_bar(line, file) for line in sorted(drawn, key=_order)]
    bars += [_waiting(line, file) for line in shown]
    marks = [_mark(event, file) for event in file.events]
    return Rows(bars, marks, _band(file)), len(waiting) - len(shown)


def _drawable(deadline: Deadline) -> bool:
    if deadline.proposed:
        return False
    if deadline.status is Status.BLOCKED:
        return bool(deadline.alternatives)
    return deadline.status in (*_RUNS, Status.MET) and deadline.lead is not None


def _waits(deadline: Deadline) -> bool:
    if deadline.proposed:
        return False
    if deadline.status is Status.BLOCKED:
        return not deadline.alternatives and bool(deadline.waits_for)
    return deadline.status is Status.WAITING and deadline.nature is not Nature.GATE


def _order(deadline: Deadline) -> tuple[bool, bool, date]:
    return deadline.status is Status.MET, monitored(deadline), _end(deadline)


def _end(deadline: Deadline) -> date:
    if deadline.lead is None:
        return min(as_day(other.date) or date.max for other in deadline.alternatives)
    return as_day(deadline.lead) or date.max


def _bar(deadline: Deadline, file: CaseFile) -> Bar:
    end, said = _end(deadline), urgency_of(deadline, file.today)
    light, blocked = monitored(deadline), deadline.status is Status.BLOCKED
    tone = said.tone if said.tone != "neutral" or light else "accent"
    written: Text = due_text(end)
    supposed: Text = L("if the law applies") if blocked else ""
    return Bar(
        key_of(deadline),
        named(deadline, file),
        min(deadline.start or end, end),
        end,
        tone,
        say.joined(written, supposed),
        say.joined(
            deadline.name, due_text(end, weekday=True), supposed, said.text, *_chain(deadline, file)
        ),
        light=light,
        dashed=blocked,
        event=deadline.event,
        met_by=deadline.met_by,
    )  # fmt: skip


def _waiting(deadline: Deadline, file: CaseFile) -> Bar:
    """A row without an end: from the event that announces it, else from today."""
    earliest = min((as_day(other.date) or date.max for other in deadline.alternatives), default=None)
    waits: Text = waits_for(deadline) if deadline.waits_for else L("Waits for what must be asked first")
    soonest: Text = L("not before {day}", day=earliest) if earliest is not None else ""
    return Bar(
        key_of(deadline),
        named(deadline, file),
        min(deadline.start or file.today, file.today),
        None,
        "neutral",
        say.joined(waits, soonest),
        say.joined(deadline.name, waits, soonest, *_chain(deadline, file)),
        light=True,
        event=deadline.event,
    )


def _chain(deadline: Deadline, file: CaseFile) -> Sequence[Text]:
    """From which event a limit starts, and which one met it."""
    said: list[Text] = []
    for label, key in ((L("starts from"), deadline.event), (L("met by"), deadline.met_by)):
        event = next((each for each in file.events if each.id == key), None)
        if event is not None:
            said.append(_told(label, event))
        elif key == 0:  # not an event that people record
            said.append(_told(label, None))
    return said


def _told(label: Text, event: CaseEvent | None) -> Text:
    name: Text = say.event_name(event) if event is not None else L("Case opened")

    def said(tongue: Tongue) -> str:
        when = say.day_of(event) if event is not None else ""
        day = f", {when(tongue)}" if callable(when) else ""
        return f"{_spoken(label, tongue)}: {_spoken(name, tongue)}{day}"

    return said


def _spoken(text: Text, tongue: Tongue) -> str:
    return text if isinstance(text, str) else text(tongue) if callable(text) else tongue.say(text)


def _mark(event: CaseEvent, file: CaseFile) -> Mark:
    lines = file.assessed.deadlines
    starts = [line for line in lines if line.event == event.id and line.status not in _GONE]
    meets = [line for line in lines if line.met_by == event.id]
    said = say.joined(
        say.event_name(event),
        say.day_of(event, short=False),
        L("starts: {limits}", limits=_names(starts)) if starts else "",
        L("meets: {limits}", limits=_names(meets)) if meets else "",
    )
    return Mark(event.date, said, say.event_name(event), event.id, event.kind in MEDIATION)


def _names(lines: Sequence[Deadline]) -> Listing:
    """What the limits are called; siblings with a limit each are named once."""
    return Listing(tuple({line.id: line.name for line in lines}.values()))


def _band(file: CaseFile) -> Band | None:
    """The mediation from its first event to its end, or until today while it goes on."""
    events = [event for event in file.events if event.kind in MEDIATION and event.date <= file.today]
    if not events:
        return None
    first, last = min(event.date for event in events), max(event.date for event in events)
    going_on = not any(event.kind in (_K.MEDIATION_ENDED, _K.AGREEMENT_SIGNED) for event in events)
    end = max(last, file.today) if going_on and file.case.open else last
    return Band(
        L("Mediation"), first, end, going_on, L("stops no limit")
    )  # fmt: skip


def named(deadline: Deadline, file: CaseFile) -> Text:
    """The limit, and whose where it is not about all children."""
    some = [file.children[at] for at in deadline.children if at < len(file.children)]
    if len(some) == len(file.children):
        return deadline.name
    return say.joined(
        deadline.name, say.listed(tuple(say.child_name(file, entry, given=True) for entry in some))
    )
