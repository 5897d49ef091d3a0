"""Limits of the General Data Protection Regulation (EU) 2016/679, counted by Regulation 1182/71.

They run from entries of the bureau's registers (requests, breaches), not from the events of a case. To add a
limit: a `Rule` in `RULES`, one case for it in `tests/rules/`.
"""

from __future__ import annotations

from functools import partial

from abductdesk.i18n import L, Message
from abductdesk.rules.calendars import BELGIAN
from abductdesk.rules.counted import Regime
from abductdesk.rules.deadline import Framework
from abductdesk.rules.facts import Event
from abductdesk.rules.periods import period
from abductdesk.rules.reading import Reading, earliest
from abductdesk.rules.regulation_1182 import eu_1182
from abductdesk.rules.rule import YES, Place, Rule, Verdict
from abductdesk.rules.standing import day_of
from abductdesk.rules.states import BELGIUM
from abductdesk.terms import EventKind, Law, Nature, Severity, SourceTag

_ANSWERED = (EventKind.DATA_REQUEST_ANSWERED,)


def _always(reading: Reading, law: Framework) -> bool | Message:
    """Data protection binds whatever treaty applies."""
    return True


_rule = partial(
    Rule, instrument=Law.GDPR, scope=_always, nature=Nature.TASK, severity=Severity.HARD, place=Place.BELGIUM,
    regime=Regime.EU_1182, until_16=False, rare=True, ends=(), binds=L("the bureau, as controller"),
    source=SourceTag.KNOW,
)  # fmt: skip
_COMPLAINT = L("The person may complain to the Data Protection Authority.")


def _extended(reading: Reading, event: Event) -> tuple[Message, ...]:
    return (L("Both periods run from the receipt; the reasons must be told inside the first month."),)


def _at_the_latest(reading: Reading, event: Event) -> tuple[Message, ...]:
    return (L("Sooner at a first contact or disclosure; Art. 14(5) has exceptions."),)


def _in_the_first_month(reading: Reading, event: Event) -> Verdict:
    """Art. 12(3): the extension and its reasons are told inside the first month, or it is none."""
    calendar = reading.facts.office.calendar(BELGIUM) or BELGIAN
    end = eu_1182(earliest(event), period("1 month"), calendar).legal_end
    told = reading.of((EventKind.DATA_REQUEST_EXTENDED,))
    if any(earliest(one) <= day_of(end) for one in told if end is not None):
        return YES
    return Verdict(False, L("The extension was told after the first month: it is not valid."))


RULES = (
    _rule(
        id="gdpr-art12-3-answer",
        name=L("Answer a data-subject request, or tell of the extension"),
        article="Art. 12(3)",
        starts=(EventKind.DATA_REQUEST_RECEIVED,),
        period=period("1 month"),
        met_by=(*_ANSWERED, EventKind.DATA_REQUEST_EXTENDED),
        source=SourceTag.SEEN_SEC,
        lapse=_COMPLAINT,
    ),
    _rule(
        id="gdpr-art12-3-extend",
        name=L("Answer a request after the extension"),
        article="Art. 12(3)",
        starts=(EventKind.DATA_REQUEST_RECEIVED,),
        concerns=lambda reading, event: reading.has(EventKind.DATA_REQUEST_EXTENDED),
        applies=_in_the_first_month,
        period=period("3 months"),
        met_by=_ANSWERED,
        notes=_extended,
        source=SourceTag.SEEN_SEC,
        lapse=_COMPLAINT,
    ),
    _rule(
        id="gdpr-art12-4-refuse",
        name=L("Say that no action is taken, and why"),
        article="Art. 12(4)",
        starts=(EventKind.DATA_REQUEST_RECEIVED,),
        period=period("1 month"),
        met_by=(*_ANSWERED, EventKind.DATA_REQUEST_EXTENDED),
        lapse=_COMPLAINT,
    ),
    _rule(
        id="gdpr-art14-3-inform",
        name=L("Inform a person whose data came from somebody else"),
        article="Art. 14(3)",
        severity=Severity.SOFT,
        starts=(EventKind.DATA_OBTAINED,),
        period=period("1 month"),
        met_by=(EventKind.PERSON_INFORMED,),
        notes=_at_the_latest,
        lapse=L("The person may complain. An exception must be decided and recorded."),
    ),
    _rule(
        id="gdpr-art33-72h",
        name=L("Notify a data breach to the authority"),
        article="Art. 33(1)",
        starts=(EventKind.BREACH_KNOWN,),
        period=period("72 hours"),
        met_by=(EventKind.BREACH_NOTIFIED,),
        source=SourceTag.SEEN_SEC,
        lapse=L("A later notice must give the reasons of the delay; a fine may follow."),
    ),
    _rule(
        id="gdpr-art33-2-processor",
        name=L("Processor tells the controller of a data breach"),
        article="Art. 33(2)",
        nature=Nature.FLAG,
        severity=Severity.SOFT,
        regime=None,
        starts=(EventKind.BREACH_KNOWN,),
        met_by=(EventKind.BREACH_TOLD_TO_CONTROLLER, EventKind.BREACH_NOTIFIED),
        binds=L("the processor, without undue delay"),
        lapse=L("The text sets no number of hours."),
    ),
    _rule(
        id="gdpr-art34-inform",
        name=L("Tell the persons concerned of a data breach"),
        article="Art. 34",
        nature=Nature.FLAG,
        regime=None,
        starts=(EventKind.HIGH_RISK_FOUND,),
        met_by=(EventKind.PERSONS_TOLD,),
        binds=L("the bureau, without undue delay"),
        lapse=L("The authority may order it."),
    ),
)
