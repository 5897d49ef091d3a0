"""Time limits of Regulation (EU) 2019/1111 (Brussels IIb), on top of the 1980 Convention.

To add a limit:
1. add a `Rule` to `RULES` below: id, name, article, what it starts from and is met by, period, regime,
   whose holidays (`place`), who is bound, source tag and the day it was checked, what happens when it
   lapses; a condition goes into `brussels_iib_conditions.py`;
2. add one case for it to `tests/rules/` (the suite fails for a rule without a case);
3. a new kind of event is one more line in `terms.py`; its wording one more in `wording.py`.
"""

from __future__ import annotations

from functools import partial

from abductdesk.i18n import L
from abductdesk.rules import brussels_iib_conditions as conditions
from abductdesk.rules.counted import Regime
from abductdesk.rules.framework import ABDUCTION, since_abduction
from abductdesk.rules.hague80 import FIRST_DECISIONS, at_first_instance
from abductdesk.rules.periods import period
from abductdesk.rules.rule import Place, Rule
from abductdesk.terms import EventKind, Instrument, Law, Nature, Severity, SourceTag

UNDER = frozenset({Instrument.BRUSSELS_IIB})
_CLOSED = (EventKind.RETURNED, EventKind.PROCEEDINGS_CLOSED)
_SIX_WEEKS = L("Nothing follows by itself. The applicant or a Central Authority may press the court.")
_CHASE = L("The Central Authority may be chased.")
_rule = partial(Rule, instrument=Law.BRUSSELS_IIB, under=UNDER)
_monitor = partial(_rule, nature=Nature.MONITOR, severity=Severity.SOFT, regime=Regime.EU_1182)
_flag = partial(_rule, nature=Nature.FLAG, severity=Severity.SOFT, ends=_CLOSED, together=True)

RULES = (
    _monitor(
        id="b2b-art23-acknowledge",
        name=L("Acknowledge the application"),
        article="Art. 23(2)",
        starts=(EventKind.APPLICATION_RECEIVED,),
        period=period("5 working days"),
        met_by=(EventKind.APPLICATION_ACKNOWLEDGED,),
        binds=L("the Central Authority of the requested state"),
        source=SourceTag.SEEN_TEXT,
        lapse=_CHASE,
    ),
    _flag(
        id="b2b-art23-first-steps",
        name=L("Tell which first steps are taken"),
        article="Art. 23(2)",
        starts=(EventKind.APPLICATION_RECEIVED,),
        met_by=(EventKind.COURT_SEISED,),
        binds=L("the Central Authority of the requested state"),
        source=SourceTag.SEEN_TEXT,
        lapse=_CHASE,
    ),
    _monitor(
        id="b2b-art24-first-instance",
        name=L("Decision at first instance"),
        article="Art. 24(2)",
        starts=(EventKind.COURT_SEISED,),
        concerns=at_first_instance,
        period=period("6 weeks"),
        met_by=FIRST_DECISIONS,
        ends=_CLOSED,
        binds=L("the court of the requested state, save in exceptional circumstances"),
        source=SourceTag.SEEN_SEC,
        lapse=_SIX_WEEKS,
    ),
    _monitor(
        id="b2b-art24-appeal",
        name=L("Decision on appeal"),
        article="Art. 24(3)",
        starts=(EventKind.APPEAL_READY,),
        period=period("6 weeks"),
        met_by=(EventKind.APPEAL_DECIDED,),
        ends=_CLOSED,
        notes=conditions.appeal_notes,
        binds=L("the court of appeal, save in exceptional circumstances"),
        source=SourceTag.SEEN_SEC,
        lapse=_SIX_WEEKS,
    ),
    _flag(
        id="b2b-art25-adr",
        name=L("Court invites the parties to consider mediation"),
        article="Art. 25",
        starts=(EventKind.COURT_SEISED,),
        met_by=(EventKind.MEDIATION_ORDERED,),
        binds=L("the court, with the Central Authorities"),
        source=SourceTag.SEEN_SEC,
        lapse=L("Nothing follows. Mediation does not stop the six weeks."),
    ),
    _monitor(
        id="b2b-art28-enforcement",
        name=L("Enforcement of the return order"),
        article="Art. 28(2)",
        starts=(EventKind.ENFORCEMENT_BEGUN,),
        period=period("6 weeks"),
        met_by=(EventKind.RETURNED,),
        ends=(EventKind.PROCEEDINGS_CLOSED,),
        right=True,
        binds=L("the enforcement authority"),
        source=SourceTag.SEEN_TEXT,
        lapse=L(
            "The party seeking enforcement or the Central Authority of that state"
            " may ask for a statement of reasons."
        ),
    ),
    _monitor(
        id="b2b-art29-3-transmit",
        name=L("Send the refusal file to the court of origin"),
        article="Art. 29(3)",
        starts=(EventKind.DECISION_REFUSAL, EventKind.APPEAL_DECIDED),
        concerns=conditions.is_refusal,
        applies=conditions.transmit,
        period=period("1 month"),
        met_by=(EventKind.REFUSAL_FILE_SENT, EventKind.REFUSAL_FILE_RECEIVED),
        binds=L("the court that refused the return"),
        source=SourceTag.SEEN_TEXT,
        lapse=L("The court may be chased. In Belgium the national limit is shorter: fifteen days."),
    ),
    _rule(
        id="b2b-art29-5-seise",
        name=L("Seise the court of origin after a refusal"),
        article="Art. 29(5)",
        nature=Nature.TASK,
        severity=Severity.HARD,
        regime=Regime.EU_1182,
        place=Place.ORIGIN,
        starts=(EventKind.DECISION_NOTIFIED,),
        concerns=conditions.notifies_refusal,
        applies=conditions.seise,
        notes=conditions.which_decision,
        others=conditions.counted_by_belgium,
        period=period("3 months"),
        met_by=(EventKind.ORIGIN_COURT_SEISED,),
        met_early=True,
        settles=conditions.after_refusal,
        precedents=(EventKind.DECISION_REFUSAL, EventKind.APPEAL_DECIDED),
        each=True,
        binds=L("either parent"),
        source=SourceTag.SEEN_SEC,
        lapse=L(
            "The privileged decision that overrides the refusal is lost. The court of origin may still have"
            " jurisdiction of its own, but that can be lost as well (Art. 9)."
        ),
    ),
    _rule(
        id="b2b-art9-one-year-residence",
        name=L("The court of origin may lose jurisdiction"),
        article="Art. 9(b)(i)-(v)",
        nature=Nature.TASK,
        severity=Severity.HARD,
        regime=Regime.CAL,
        starts=(EventKind.WHEREABOUTS_KNOWN,),
        period=period("1 year"),
        met_by=(EventKind.COURT_SEISED, EventKind.PETITION_REGISTERED),
        met_early=True,
        settles=since_abduction,
        precedents=ABDUCTION,
        together=True,
        until_16=False,
        notes=conditions.residence_notes,
        binds=L("the courts of both states"),
        source=SourceTag.SEEN_TEXT,
        lapse=L(
            "After a year of residence the child may count as settled and, if no"
            " request for return was lodged in that"
            " year or another of the five conditions is met, jurisdiction moves to the new state."
        ),
    ),
    _monitor(
        id="b2b-art8-access-three-months",
        expires=True,
        name=L("Former court may still change access after a lawful move"),
        article="Art. 8",
        place=Place.ORIGIN,
        starts=(EventKind.LAWFUL_MOVE,),
        period=period("3 months"),
        met_by=(EventKind.ORIGIN_COURT_SEISED,),
        rare=True,
        until_16=False,
        binds=L("the court of the former residence"),
        source=SourceTag.SEEN_SEC,
        lapse=L("Only the courts of the new state decide on access."),
    ),
    *(
        _monitor(
            id=f"b2b-{article}-accept",
            name=L("Transfer of the case: answer of the other court"),
            article=written,
            starts=(EventKind.TRANSFER_REQUESTED,),
            period=period("6 weeks"),
            met_by=(EventKind.TRANSFER_ANSWERED,),
            rare=True,
            until_16=False,
            binds=L("the other court"),
            source=tag,
            lapse=L("Jurisdiction stays where it was."),
        )
        for article, written, tag in (
            ("art12", "Art. 12(2)", SourceTag.SEEN_SEC),
            ("art13", "Art. 13(2)", SourceTag.KNOW),
        )
    ),
    _monitor(
        id="b2b-art80-information",
        name=L("Reports and information between Central Authorities"),
        article="Art. 80(4)",
        starts=(EventKind.INFORMATION_REQUESTED,),
        period=period("3 months"),
        met_by=(EventKind.INFORMATION_GIVEN,),
        rare=True,
        until_16=False,
        binds=L("the Central Authority of the requested state"),
        source=SourceTag.UNSURE,
        lapse=_CHASE,
    ),
    _monitor(
        id="b2b-art82-placement",
        name=L("Answer to a placement request"),
        article="Art. 82(6)",
        starts=(EventKind.PLACEMENT_REQUESTED,),
        period=period("3 months"),
        met_by=(EventKind.PLACEMENT_ANSWERED,),
        rare=True,
        until_16=False,
        binds=L("the authority of the requested state"),
        source=SourceTag.SEEN_SEC,
        lapse=L("No placement without its consent."),
    ),
    _rule(
        id="b2b-art100-temporal",
        name=L("Regulation applies in time"),
        under=UNDER | {Instrument.BRUSSELS_IIA},
        article="Art. 100",
        nature=Nature.GATE,
        severity=Severity.GATE,
        gate=conditions.in_time,
        binds=L("everybody"),
        source=SourceTag.SEEN_SEC,
        lapse=L(
            "For earlier proceedings Regulation (EC) 2201/2003 applies: one limit"
            " of six weeks (Art. 11(3)), three"
            " months after a refusal (Art. 11(7))."
        ),
    ),
)
