"""Mediation in the Belgian Judicial Code, Part VII (arts. 1728 to 1736), and what runs beside it.

Part VII was read as consolidated to 1 January 2023; later changes were not read. To add a limit: a `Rule` in
`RULES`, one case for it in `tests/rules/`.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from abductdesk.i18n import L, Message
from abductdesk.rules import belgian_courts as courts
from abductdesk.rules.calendar_dates import month_end_cap
from abductdesk.rules.counted import Count, Regime
from abductdesk.rules.facts import Event
from abductdesk.rules.periods import months_later, period
from abductdesk.rules.reading import Reading
from abductdesk.rules.rule import Place, Rule
from abductdesk.terms import EventKind, Law, Nature, Party, Severity, SourceTag

_OVER = (EventKind.PROCEEDINGS_CLOSED,)
_CHASE = L("The registry may be asked.")
_RUNS_AGAIN = L("Prescription of the claim runs again.")
_rule = partial(
    Rule, instrument=Law.JUDICIAL_CODE, regime=Regime.BE_CJ, place=Place.BELGIUM, scope=courts.belgian_case,
    source=SourceTag.SEEN_TEXT, severity=Severity.SOFT, until_16=False, rare=True, ends=_OVER,
)  # fmt: skip
_monitor = partial(_rule, nature=Nature.MONITOR)
_flag = partial(_rule, nature=Nature.FLAG, severity=Severity.GATE, together=True)


def _cap(end: date, why: Message) -> Count:
    """A day that is never moved."""
    return Count(end, end, end, steps=(why, L("It is not moved, whatever day it is.")), plain=0)


def _month_end(reading: Reading, event: Event) -> Count:
    """Art. 1734 par. 1(2): the last day of the month after that of the first submissions."""
    end = month_end_cap(event.date)
    return _cap(end, L("The last day of the month after that: {day}.", day=end))


def _six_months(reading: Reading, event: Event) -> Count:
    """Art. 1734 par. 2: at most six months from the decision."""
    end = months_later(event.date, 6)
    return _cap(end, L("Plus {period}: {day}.", period=period("6 months").said, day=end))


def _first_submissions(reading: Reading, event: Event) -> bool:
    """The first submissions of the defendant: in a return case the taking parent."""
    filed = [one for one in reading.of((EventKind.SUBMISSIONS_FILED,)) if one.party is not Party.LEFT_BEHIND]
    return bool(filed) and filed[0].key == event.key


RULES = (
    _monitor(
        id="be-1734-order-window",
        expires=True,
        name=L("Last moment for the judge to impose mediation without being asked"),
        article="Art. 1734 par. 1(2)",
        regime=Regime.CAL,
        starts=(EventKind.SUBMISSIONS_FILED,),
        concerns=_first_submissions,
        counts=_month_end,
        met_by=(EventKind.MEDIATION_ORDERED,),
        binds=L("the court; impossible where all parties object"),
        lapse=L("After it the agreement of the parties is needed."),
    ),
    _monitor(
        id="be-1734-mission-6m",
        name=L("Longest mediation ordered by a court"),
        article="Art. 1734 par. 2",
        regime=Regime.CAL,
        starts=(EventKind.MEDIATION_ORDERED,),
        counts=_six_months,
        met_by=(EventKind.MEDIATION_ENDED,),
        binds=L("the court and the mediator; in a return case the six weeks go first"),
        lapse=L("The case goes on, or a new period is agreed."),
    ),
    _monitor(
        id="be-1734-4-refix",
        name=L("Case set down after a request for mediation"),
        article="Art. 1734 par. 4",
        starts=(EventKind.MEDIATION_REQUESTED,),
        period=period("15 days"),
        met_by=(EventKind.ADJOURNED_HEARING, EventKind.MEDIATION_ORDERED),
        binds=L("the registrar"),
        lapse=_CHASE,
    ),
    _flag(
        id="be-1734-5-suspension",
        name=L("A joint request suspends procedural periods, never the six weeks"),
        article="Art. 1734 par. 5",
        starts=(EventKind.MEDIATION_REQUESTED,),
        ends=(EventKind.MEDIATION_ENDED, *_OVER),
        binds=L("the parties"),
        lapse=L("Safe reading: the six weeks of art. 1322nonies/4 and every limit of the treaties run on."),
    ),
    _monitor(
        id="be-1735-registry",
        name=L("Registry sends the decision to the mediator"),
        article="Art. 1735 par. 1",
        starts=(EventKind.MEDIATION_ORDERED,),
        period=period("8 days"),
        met_by=(EventKind.MEDIATOR_INFORMED,),
        shown_by=(EventKind.MEDIATOR_ANSWERED, EventKind.SESSION_HELD),
        binds=L("the registrar"),
        lapse=_CHASE,
    ),
    _monitor(
        id="be-1735-mediator",
        name=L("Mediator announces place, day and hour"),
        article="Art. 1735 par. 1",
        starts=(EventKind.MEDIATOR_INFORMED,),
        period=period("8 days"),
        met_by=(EventKind.MEDIATOR_ANSWERED,),
        shown_by=(EventKind.SESSION_HELD,),
        binds=L("the mediator"),
        lapse=L("The mediator may be reminded."),
    ),
    _monitor(
        id="be-1735-5-back",
        name=L("Case brought back to court early"),
        article="Art. 1735 par. 5",
        starts=(EventKind.CASE_BROUGHT_BACK,),
        period=period("15 days"),
        met_by=(EventKind.ADJOURNED_HEARING,),
        binds=L("the registrar"),
        lapse=_CHASE,
    ),
    _monitor(
        id="be-1730-prescription",
        expires=True,
        name=L("Prescription suspended by a registered proposal of mediation"),
        article="Art. 1730 par. 2-3",
        starts=(EventKind.MEDIATION_PROPOSED,),
        period=period("1 month"),
        met_by=(EventKind.CONSENT_GIVEN,),
        binds=L("the parties, mostly for claims in money"),
        lapse=_RUNS_AGAIN,
    ),
    _monitor(
        id="be-1731-prescription",
        expires=True,
        name=L("Prescription stays suspended after the mediation"),
        article="Art. 1731 par. 3-4",
        starts=(EventKind.MEDIATION_ENDED,),
        period=period("1 month"),
        met_by=(EventKind.HOMOLOGATION_LODGED,),
        binds=L("the parties, mostly for claims in money"),
        lapse=_RUNS_AGAIN,
    ),
    _flag(
        id="be-1728-confidential",
        name=L("What is said in mediation is confidential"),
        article="Art. 1728",
        starts=(EventKind.CONSENT_GIVEN, EventKind.MEDIATION_ORDERED, EventKind.SESSION_HELD),
        ends=(),
        binds=L("everybody, experts and third persons too"),
        lapse=L(
            "Excepted are the protocol, the signed agreement and the mediator's note of failure. Lifting it"
            " needs the written consent of the parties; a breach excludes the document and costs damages."
        ),
    ),
    _flag(
        id="be-1733-homologation",
        name=L("Homologation of the agreement"),
        article="Arts. 1732, 1733, 1736",
        severity=Severity.SOFT,
        starts=(EventKind.AGREEMENT_SIGNED,),
        met_by=(EventKind.HOMOLOGATION_LODGED,),
        binds=L("the parties, with a recognised mediator and the protocol attached"),
        lapse=L(
            "No period is set. Without homologation the agreement is only a contract. The court refuses it"
            " only for public policy or the interests of minor children."
        ),
    ),
    _flag(
        id="be-1734-violence",
        name=L("Consent is heard in the absence of the other party where there are signs of violence"),
        article="Art. 1734 par. 1(3)",
        starts=(EventKind.MEDIATION_REQUESTED,),
        ends=(EventKind.MEDIATION_ORDERED, *_OVER),
        binds=L("the court, before it orders mediation"),
        lapse=L("Since 1 December 2022."),
    ),
)
