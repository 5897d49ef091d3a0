"""Time limits of the Belgian Judicial Code where the return is asked in Belgium (arts. 1322bis ff.).

To add a limit:
1. add a `Rule` to `RULES` below; a condition goes into `belgian_courts.py`;
2. add one case for it to `tests/rules/` (the suite fails for a rule without a case);
3. a new kind of event is one more line in `terms.py`; its wording one more in `wording.py`.
Part IV of the Code was read as consolidated to 1 December 2022 with the law of 20 July 2022; later changes
were not read.
"""

from __future__ import annotations

from functools import partial

from abductdesk.i18n import L
from abductdesk.rules import belgian_courts as courts
from abductdesk.rules import brussels_iib_conditions as conditions
from abductdesk.rules.belgian_courts import FIRST_DECISIONS
from abductdesk.rules.belgian_readings import absence, domicile_extract, european_month
from abductdesk.rules.counted import Regime
from abductdesk.rules.hague80 import APPLICATIONS, at_first_instance
from abductdesk.rules.judicial_code import Recourse
from abductdesk.rules.periods import period
from abductdesk.rules.rule import Place, Rule
from abductdesk.terms import EventKind, Law, Nature, Severity, SourceTag

_CLOSED = (EventKind.RETURNED, EventKind.PROCEEDINGS_CLOSED)
_OVER = (EventKind.PROCEEDINGS_CLOSED,)
_CHASE_COURT = L("The court or its registry may be chased.")
_FINAL = L("The decision is final.")
_rule = partial(
    Rule, instrument=Law.JUDICIAL_CODE, regime=Regime.BE_CJ, place=Place.BELGIUM, scope=courts.return_case,
    source=SourceTag.SEEN_TEXT,
)  # fmt: skip
_monitor = partial(_rule, nature=Nature.MONITOR, severity=Severity.SOFT, ends=_CLOSED)
_recourse = partial(
    _rule, nature=Nature.TASK, severity=Severity.HARD, scope=courts.court_here, notified=True,
    settles=courts.same_decision, ends=_OVER, binds=L("the parties"),
)  # fmt: skip

RULES = (
    _monitor(
        id="be-1322quater-first-hearing",
        name=L("First hearing"),
        article="Art. 1322quater(1)",
        starts=(EventKind.PETITION_REGISTERED,),
        precedents=(EventKind.COURT_SEISED,),
        period=period("8 days"),
        met_by=(EventKind.INTRODUCTORY_HEARING,),
        ends=(*FIRST_DECISIONS, *_CLOSED),
        binds=L("the registrar and the court"),
        source=SourceTag.KNOW,
        lapse=_CHASE_COURT,
    ),
    _rule(
        id="be-1322nonies1-mediation-info",
        name=L("Registrar sends the information on mediation"),
        article="Art. 1322nonies par. 1",
        nature=Nature.TARGET,
        severity=Severity.SOFT,
        regime=Regime.OFFICE,
        starts=(EventKind.COURT_SEISED, EventKind.PETITION_REGISTERED),
        concerns=at_first_instance,
        together=True,
        period=period("1 working day"),
        met_by=(EventKind.MEDIATION_INFORMATION_SENT,),
        shown_by=(EventKind.MEDIATION_ORDERED,),
        ends=(*FIRST_DECISIONS, *_CLOSED),
        binds=L("the registrar, at once"),
        lapse=L("The registry may be asked; the bureau may inform the parties itself."),
    ),
    _monitor(
        id="be-1322nonies3-adjourn",
        name=L("Hearing after an adjournment to find an agreement"),
        article="Art. 1322nonies par. 3",
        starts=(EventKind.INTRODUCTORY_HEARING,),
        period=period("15 days"),
        met_by=(EventKind.ADJOURNED_HEARING,),
        ends=(*FIRST_DECISIONS, *_CLOSED),
        expires=True,
        binds=L("the court, unless the parties agree to more"),
        lapse=L("The dispute is heard. The six weeks run on, whatever the parties agree."),
    ),
    _monitor(
        id="be-1322nonies4-first-instance",
        name=L("Decision at first instance in Belgium"),
        article="Art. 1322nonies/4(1)",
        starts=(EventKind.COURT_SEISED,),
        concerns=at_first_instance,
        period=period("6 weeks"),
        met_by=FIRST_DECISIONS,
        binds=L("the family court, save in exceptional circumstances"),
        lapse=L("The court may be chased and asked for its reasons."),
    ),
    _monitor(
        id="be-1322septies-appeal-hearing",
        name=L("First hearing on appeal"),
        article="Art. 1322septies par. 3",
        starts=(EventKind.APPEAL_REGISTERED,),
        precedents=(EventKind.APPEAL_LODGED,),
        period=period("8 days"),
        met_by=(EventKind.APPEAL_HEARING,),
        ends=(EventKind.APPEAL_DECIDED, *_CLOSED),
        binds=L("the court of appeal"),
        lapse=_CHASE_COURT,
    ),
    _monitor(
        id="be-1322septies-second-hearing",
        name=L("New hearing for an absent respondent abroad"),
        article="Art. 1322septies par. 3(3)",
        starts=(EventKind.APPEAL_HEARING,),
        concerns=courts.first_appeal_hearing,
        applies=courts.absent_abroad,
        period=period("4 weeks"),
        met_by=(EventKind.APPEAL_HEARING,),
        settles=courts.after_start,
        ends=(EventKind.APPEAL_DECIDED, *_CLOSED),
        expires=True,
        rare=True,
        binds=L("the court of appeal"),
        lapse=L("It extends the six weeks of the decision on appeal by four."),
    ),
    _monitor(
        id="be-1322nonies4-appeal",
        name=L("Decision on appeal in Belgium"),
        article="Art. 1322nonies/4(2)",
        starts=(EventKind.APPEAL_LODGED,),
        period=period("6 weeks"),
        met_by=(EventKind.APPEAL_DECIDED,),
        others=absence,
        binds=L("the court of appeal"),
        lapse=L("The court may be chased. The six weeks of Brussels IIb start later."),
    ),
    _recourse(
        id="be-1051-appeal",
        name=L("Appeal against the decision"),
        article="Arts. 1051(1), 57, 1322septies par. 2",
        starts=(EventKind.DECISION_NOTIFIED,),
        concerns=courts.of_first_instance,
        applies=courts.appeal_lies,
        precedents=FIRST_DECISIONS,
        each=True,
        period=period("1 month"),
        recourse=Recourse.RETURN_CASE,
        met_by=(EventKind.APPEAL_LODGED,),
        shown_by=(EventKind.APPEAL_REGISTERED, EventKind.APPEAL_DECIDED),
        notes=courts.appeal_notes,
        lapse=_FINAL,
    ),
    _rule(
        id="be-1322decies-no-recourse",
        name=L("No recourse against this refusal"),
        article="Art. 1322decies(3)",
        nature=Nature.GATE,
        severity=Severity.GATE,
        scope=courts.refusal_here,
        starts=(EventKind.DECISION_REFUSAL,),
        applies=conditions.on_article_13,
        rare=True,
        ends=_OVER,
        binds=L("the parties"),
        lapse=L("The way forward is the court of the state of origin (Brussels IIb, Art. 29(5))."),
    ),
    _monitor(
        id="be-1322decies-transmit",
        name=L("Belgian court sends the refusal file to the court of origin"),
        article="Art. 1322decies(2)",
        scope=courts.refusal_here,
        starts=(EventKind.DECISION_REFUSAL,),
        applies=conditions.transmit,
        others=european_month,
        period=period("15 days"),
        met_by=(EventKind.REFUSAL_FILE_SENT, EventKind.REFUSAL_FILE_RECEIVED),
        rare=True,
        ends=_OVER,
        binds=L("the court that refused, where it knows of proceedings in the state of origin"),
        lapse=L("The court may be chased through the Belgian Central Authority."),
    ),
    _recourse(
        id="be-1048-opposition",
        name=L("Opposition against a decision given by default"),
        article="Art. 1048",
        starts=(EventKind.DECISION_NOTIFIED,),
        concerns=courts.of_appeal,
        applies=courts.only_in_default,
        period=period("1 month"),
        recourse=Recourse.RETURN_CASE,
        met_by=(EventKind.OPPOSITION_LODGED,),
        rare=True,
        source=SourceTag.KNOW,
        lapse=_FINAL,
    ),
    _recourse(
        id="be-1073-cassation",
        name=L("Cassation"),
        article="Art. 1073",
        starts=(EventKind.DECISION_NOTIFIED,),
        concerns=courts.of_appeal,
        period=period("3 months"),
        recourse=Recourse.CASSATION,
        met_by=(EventKind.CASSATION_LODGED,),
        rare=True,
        lapse=_FINAL,
    ),
    _monitor(
        id="be-792-copy",
        name=L("Registrar sends an unsigned copy of the judgment"),
        article="Art. 792(1)",
        scope=courts.court_here,
        starts=(*FIRST_DECISIONS, EventKind.APPEAL_DECIDED),
        period=period("5 days"),
        met_by=(EventKind.COPY_RECEIVED,),
        ends=(
            EventKind.DECISION_NOTIFIED,
            EventKind.APPEAL_LODGED,
            EventKind.CASSATION_LODGED,
            EventKind.ENFORCEMENT_BEGUN,
            *_CLOSED,
        ),
        rare=True,
        binds=L("the registrar"),
        lapse=L("The registry may be asked. The copy starts no recourse period."),
    ),
    _rule(
        id="be-780-1-sheet",
        name=L("Information sheet on the recourse"),
        article="Arts. 47bis(2), 780/1, 43",
        nature=Nature.FLAG,
        severity=Severity.GATE,
        scope=courts.court_here,
        starts=(EventKind.DECISION_NOTIFIED,),
        concerns=courts.with_sheet,
        rare=True,
        ends=_OVER,
        binds=L("the bailiff and the registry"),
        lapse=L(
            "Without the sheet, or with a misleading one, the recourse period may not have started."
            " The bailiff states its first day. Keep to the normal date all the same."
        ),
    ),
    _rule(
        id="be-1034quater-domicile",
        name=L("Petition while the domicile extract is fresh"),
        article="Art. 1034quater",
        nature=Nature.TASK,
        severity=Severity.SOFT,
        starts=(EventKind.DOMICILE_EXTRACT,),
        counts=domicile_extract,
        period=period("15 days"),
        met_by=(EventKind.COURT_SEISED, EventKind.PETITION_REGISTERED),
        rare=True,
        ends=_CLOSED,
        binds=L("the applicant"),
        lapse=L("A new extract is needed: the petition could be null."),
    ),
    _rule(
        id="be-1322quinquies-public-prosecutor",
        name=L("The public prosecutor acts for the applicant"),
        article="Art. 1322quinquies",
        nature=Nature.FLAG,
        severity=Severity.SOFT,
        starts=APPLICATIONS,
        concerns=courts.through_authority,
        together=True,
        rare=True,
        ends=_CLOSED,
        binds=L("the public prosecutor"),
        lapse=L("The left-behind parent may have own counsel as well."),
    ),
)
