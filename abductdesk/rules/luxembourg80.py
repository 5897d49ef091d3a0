"""The European (Luxembourg) Convention of 20 May 1980 on custody decisions, beside the 1980 Convention.

Own knowledge (KNOW). Between member states of the Union the Regulation goes before it.
"""

from __future__ import annotations

from functools import partial

from abductdesk.i18n import L, Message
from abductdesk.rules.counted import Regime
from abductdesk.rules.deadline import Framework
from abductdesk.rules.facts import Event
from abductdesk.rules.framework import ABDUCTION
from abductdesk.rules.hague80 import APPLICATIONS, UNION
from abductdesk.rules.periods import period
from abductdesk.rules.reading import Reading
from abductdesk.rules.rule import YES, Rule, Verdict
from abductdesk.rules.states import both_bound, pair_name
from abductdesk.terms import EventKind, Law, Nature, Severity, SourceTag


def _reaches(reading: Reading, law: Framework) -> bool | Message:
    """Both states bound, no Regulation of the Union, and not known to be without a custody decision."""
    facts = reading.facts
    origin, requested = facts.habitual_residence, facts.requested_state
    bound = both_bound(origin, requested, "luxembourg_1980")
    if bound is False or origin is None or requested is None or law.instrument in UNION:
        return False
    if facts.custody_decision is False:
        return False
    if bound is None:
        if facts.custody_decision is None:
            return False  # neither the decision nor the treaty is known: the framework asks what matters
        return L("Look up in the official status table whether the Luxembourg Convention of 1980 binds both"
                 " states: {pair}.", pair=pair_name(origin, requested))  # fmt: skip
    return True


def _decision(reading: Reading, event: Event) -> Verdict:
    if reading.facts.custody_decision:
        return YES
    ask = L("It needs an enforceable custody decision, even a later one: is there one?")
    return Verdict(True, ask, held=True)


_rule = partial(
    Rule, instrument=Law.LUXEMBOURG_1980, scope=_reaches, severity=Severity.HARD, regime=Regime.CAL,
)  # fmt: skip
_six_months = partial(
    _rule, nature=Nature.TASK, starts=ABDUCTION, together=True, applies=_decision, period=period("6 months"),
    met_by=APPLICATIONS, shown_by=(EventKind.APPLICATION_ACKNOWLEDGED,), binds=L("the applicant"),
    source=SourceTag.KNOW, notes=lambda reading, event: (
        L("A request that reaches a Central Authority in time is enough here."),
    ),
)  # fmt: skip

RULES = (
    _six_months(
        id="lux80-art8-six-months",
        name=L("Six months for restoration almost without conditions"),
        article="Art. 8(1)(b)",
        lapse=L(
            "Only the wider grounds of refusal of Arts. 9 and 10 remain. Art. 8 has narrow conditions of"
            " nationality and residence."
        ),
    ),
    _six_months(
        id="lux80-art9-six-months",
        name=L("Six months for few grounds of refusal"),
        article="Art. 9(1)",
        lapse=L("The grounds of refusal of Art. 10 become available."),
    ),
    _rule(
        id="lux80-age-16",
        name=L("Child turns 16 (Luxembourg Convention)"),
        article="Art. 1(a)",
        nature=Nature.GATE,
        birth=16,
        met_by=(EventKind.RETURNED,),
        met_early=True,
        ends=(),
        until_16=False,
        binds=L("everybody"),
        source=SourceTag.SEEN_SEC,
        lapse=L("The Luxembourg Convention no longer applies."),
    ),
)
