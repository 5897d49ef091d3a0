"""Instruments of the Union that help proceedings: service, evidence, legal aid. Own knowledge (KNOW).

Regulations (EU) 2020/1784 and 2020/1783, Directive 2003/8/EC. To add a limit: a `Rule` in `RULES`, one case
for it in `tests/rules/`.
"""

from __future__ import annotations

from functools import partial

from abductdesk.i18n import L, Message
from abductdesk.rules.counted import Regime
from abductdesk.rules.deadline import Framework
from abductdesk.rules.periods import period
from abductdesk.rules.reading import Reading
from abductdesk.rules.rule import Rule
from abductdesk.rules.states import both_bound
from abductdesk.terms import EventKind, Law, Nature, Severity, SourceTag


def _within_the_union(reading: Reading, law: Framework) -> bool | Message:
    """Both states are bound by the Regulations of the Union (Denmark is left out)."""
    facts = reading.facts
    return bool(both_bound(facts.habitual_residence, facts.requested_state, "brussels_iib"))


_monitor = partial(
    Rule, scope=_within_the_union, nature=Nature.MONITOR, severity=Severity.SOFT, regime=Regime.EU_1182,
    source=SourceTag.KNOW, until_16=False, rare=True, ends=(EventKind.PROCEEDINGS_CLOSED,),
)  # fmt: skip
_service = partial(
    _monitor, instrument=Law.SERVICE, starts=(EventKind.SERVICE_REQUESTED,), binds=L("the receiving agency"),
    lapse=L("The receiving agency may be asked."),
)  # fmt: skip
_evidence = partial(
    _monitor, instrument=Law.EVIDENCE, starts=(EventKind.EVIDENCE_REQUESTED,), binds=L("the requested court"),
    lapse=L("The requested court may be asked for its reasons."),
)  # fmt: skip
_SERVED = (EventKind.SERVICE_DONE, EventKind.SERVICE_REFUSED)

RULES = (
    _service(
        id="sup-service-ack",
        name=L("Receiving agency acknowledges a document"),
        article="Art. 10",
        period=period("7 days"),
        met_by=(EventKind.SERVICE_ACKNOWLEDGED,),
        shown_by=_SERVED,
    ),
    _service(
        id="sup-service-done",
        name=L("Document served"),
        article="Art. 11",
        period=period("1 month"),
        met_by=_SERVED,
    ),
    _service(
        id="sup-service-refuse",
        expires=True,
        name=L("Addressee may refuse the document for its language"),
        article="Art. 12(3)",
        nature=Nature.TASK,
        starts=(EventKind.SERVICE_DONE,),
        period=period("2 weeks"),
        met_by=(EventKind.SERVICE_REFUSED,),
        binds=L("the addressee"),
        lapse=L("The document counts as accepted in its language."),
    ),
    _evidence(
        id="sup-evidence-ack",
        name=L("Requested court acknowledges a request for evidence"),
        article="Art. 10",
        period=period("7 days"),
        met_by=(EventKind.EVIDENCE_ACKNOWLEDGED,),
        shown_by=(EventKind.EVIDENCE_TAKEN,),
    ),
    _evidence(
        id="sup-evidence-done",
        name=L("Evidence taken"),
        article="Art. 12",
        period=period("90 days"),
        met_by=(EventKind.EVIDENCE_TAKEN,),
    ),
    _monitor(
        id="sup-legal-aid-15d",
        name=L("Application for legal aid forwarded"),
        article="Art. 13(4)",
        instrument=Law.LEGAL_AID,
        starts=(EventKind.LEGAL_AID_APPLIED,),
        period=period("15 days"),
        met_by=(EventKind.LEGAL_AID_FORWARDED,),
        binds=L("the transmitting authority"),
        lapse=L("The transmitting authority may be asked."),
    ),
)
