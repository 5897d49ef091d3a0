"""Time limits of the Belgian Judicial Code after a refusal abroad, the child having lived in Belgium.

Art. 1322duodecies. To add a limit: a `Rule` in `RULES`, one case for it in `tests/rules/`.
"""

from __future__ import annotations

from functools import partial

from abductdesk.i18n import L
from abductdesk.rules import belgian_courts as courts
from abductdesk.rules import brussels_iib_conditions as conditions
from abductdesk.rules.counted import Regime
from abductdesk.rules.facts import Event
from abductdesk.rules.periods import period
from abductdesk.rules.reading import Reading
from abductdesk.rules.rule import Place, Rule
from abductdesk.terms import EventKind, Law, Nature, Severity, SourceTag

_PRIVILEGED = L("The privileged decision that overrides the refusal is lost by this way.")
_rule = partial(
    Rule, instrument=Law.JUDICIAL_CODE, place=Place.BELGIUM, scope=courts.refusal_abroad,
    source=SourceTag.SEEN_TEXT, notified=True, rare=True,
)  # fmt: skip
_task = partial(
    _rule, nature=Nature.TASK, severity=Severity.HARD, binds=L("the parties; one of them is enough"),
    lapse=_PRIVILEGED, ends=(EventKind.RETURNED,), met_early=True, settles=conditions.after_refusal,
)  # fmt: skip
# the same three months as Brussels IIb, Art. 29(5): its way of counting ends first, the Belgian one second
_three_months = partial(
    _task, regime=Regime.EU_1182, period=period("3 months"), starts=(EventKind.DECISION_NOTIFIED,),
    applies=conditions.on_article_13, others=conditions.counted_by_belgium, notes=conditions.which_decision,
)  # fmt: skip


def _pending(reading: Reading, event: Event) -> bool:
    return conditions.notifies_refusal(reading, event) and courts.pending_here(reading, event)


def _none_pending(reading: Reading, event: Event) -> bool:
    return conditions.notifies_refusal(reading, event) and not courts.pending_here(reading, event)


RULES = (
    _three_months(
        id="be-1322duo-1-submit",
        name=L("Submit the refusal to the Belgian court already seised"),
        article="Art. 1322duodecies par. 1",
        concerns=_pending,
        met_by=(EventKind.SUBMISSIONS_FILED,),
    ),
    _rule(
        id="be-1322duo-2-registrar",
        name=L("Registrar notifies the refusal file to the parties"),
        article="Art. 1322duodecies par. 2",
        nature=Nature.MONITOR,
        severity=Severity.SOFT,
        regime=Regime.BE_CJ,
        starts=(EventKind.REFUSAL_FILE_RECEIVED,),
        period=period("3 working days"),
        met_by=(EventKind.DECISION_NOTIFIED,),
        settles=courts.about_it,
        shown_by=(EventKind.SUBMISSIONS_FILED,),
        binds=L("the registrar of the Belgian court"),
        lapse=L("The registry may be chased."),
    ),
    _task(
        id="be-1322duo-2-submissions",
        name=L("Submissions after the refusal file was notified"),
        article="Art. 1322duodecies par. 2",
        regime=Regime.BE_CJ,
        starts=(EventKind.DECISION_NOTIFIED,),
        concerns=courts.notifies_file,
        precedents=(EventKind.REFUSAL_FILE_RECEIVED,),
        each=True,
        period=period("2 months"),
        met_by=(EventKind.SUBMISSIONS_FILED,),
    ),
    _three_months(
        id="be-1322duo-3-seise",
        name=L("Seise the Belgian court after the refusal"),
        article="Art. 1322duodecies par. 3",
        concerns=_none_pending,
        met_by=(EventKind.ORIGIN_COURT_SEISED,),
    ),
)
