"""How an explanation begins: the event that a limit runs from, in words."""

from __future__ import annotations

from abductdesk.i18n import N_, L, Message
from abductdesk.rules.facts import Event
from abductdesk.rules.reading import earliest
from abductdesk.terms import EventKind, Precision

_STARTED = {
    EventKind.REMOVAL: N_("Removed on {day}"),
    EventKind.RETENTION: N_("Should have been back on {day}"),
    EventKind.LAWFUL_MOVE: N_("Moved lawfully on {day}"),
    EventKind.WHEREABOUTS_KNOWN: N_("Whereabouts known on {day}"),
    EventKind.APPLICATION_RECEIVED: N_("Application received on {day}"),
    EventKind.COURT_SEISED: N_("Court seised on {day}"),
    EventKind.DECISION_REFUSAL: N_("Return refused on {day}"),
    EventKind.APPEAL_DECIDED: N_("Appeal decided on {day}"),
    EventKind.DECISION_NOTIFIED: N_("Decision notified on {day}"),
    EventKind.APPEAL_READY: N_("Appeal ready to be examined on {day}"),
    EventKind.ENFORCEMENT_BEGUN: N_("Enforcement begun on {day}"),
    EventKind.TRANSFER_REQUESTED: N_("Transfer requested on {day}"),
    EventKind.INFORMATION_REQUESTED: N_("Information requested on {day}"),
    EventKind.PLACEMENT_REQUESTED: N_("Placement requested on {day}"),
    EventKind.CASE_OPENED: N_("Case opened on {day}"),
    EventKind.PETITION_REGISTERED: N_("Petition registered on {day}"),
    EventKind.APPEAL_LODGED: N_("Appeal lodged on {day}"),
    EventKind.APPEAL_REGISTERED: N_("Appeal registered on {day}"),
    EventKind.DECISION_RETURN: N_("Return ordered on {day}"),
    EventKind.MEDIATION_ORDERED: N_("Mediation ordered on {day}"),
    EventKind.BREACH_KNOWN: N_("Data breach known on {day}"),
    EventKind.DATA_REQUEST_RECEIVED: N_("Request received on {day}"),
}


def started(event: Event) -> Message:
    """ "Removed on 3 February 2026", or the event and its first possible day where that is all we know."""
    if event.precision is Precision.DAY:
        text = _STARTED.get(event.kind)
        return L(text, day=event.date) if text else dated(event)
    return L("{event}, day not known, first possible day {day}", event=event.kind, day=earliest(event))


def dated(event: Event) -> Message:
    """The event with its day, or with how far the day is known."""
    match event.precision:
        case Precision.DAY:
            return L("{event} ({day})", event=event.kind, day=event.date)
        case Precision.MONTH:
            return L("{event} ({month}/{year}, day not known)",
                     event=event.kind, month=event.date.month, year=str(event.date.year))  # fmt: skip
        case _:
            return L("{event} ({year}, day not known)", event=event.kind, year=str(event.date.year))
