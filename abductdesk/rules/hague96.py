"""The Hague Convention of 19 October 1996: when the state of origin may lose jurisdiction.

Own knowledge (KNOW). In force since 1 January 2002, for Belgium since 1 September 2014; a Regulation
of the Union goes before it.
"""

from __future__ import annotations

from datetime import date

from abductdesk.i18n import L, Message
from abductdesk.rules.counted import Regime
from abductdesk.rules.deadline import Framework
from abductdesk.rules.framework import ABDUCTION, since_abduction
from abductdesk.rules.hague80 import UNION
from abductdesk.rules.periods import period
from abductdesk.rules.reading import Reading, latest
from abductdesk.rules.rule import Rule
from abductdesk.rules.states import BELGIUM, both_bound, pair_name
from abductdesk.terms import EventKind, Law, Nature, Severity, SourceTag

IN_FORCE = date(2002, 1, 1)
FOR_BELGIUM = date(2014, 9, 1)


def _reaches(reading: Reading, law: Framework) -> bool | Message:
    origin, requested = reading.facts.habitual_residence, reading.facts.requested_state
    bound = both_bound(origin, requested, "hague_1996")
    if bound is False or origin is None or requested is None or law.instrument in UNION:
        return False
    events = reading.of(ABDUCTION)
    happened = latest(events[0]) if events else date.max
    early = happened < FOR_BELGIUM
    if happened < IN_FORCE or (early and BELGIUM in (origin, requested)):
        return False
    if bound is None or early:
        return L("Look up in the official status table whether the 1996 Convention binds both states,"
                 " and since when: {pair}.", pair=pair_name(origin, requested))  # fmt: skip
    return True


RULES = (
    Rule(
        id="hague96-art7-one-year",
        name=L("The state of origin may lose jurisdiction"),
        instrument=Law.HAGUE_1996,
        scope=_reaches,
        article="Art. 7(1)(b)",
        nature=Nature.TASK,
        severity=Severity.HARD,
        starts=(EventKind.WHEREABOUTS_KNOWN,),
        precedents=ABDUCTION,
        together=True,
        period=period("1 year"),
        regime=Regime.CAL,
        met_by=(EventKind.COURT_SEISED, EventKind.PETITION_REGISTERED),
        met_early=True,
        settles=since_abduction,
        until_16=False,
        binds=L("the courts of both states"),
        source=SourceTag.KNOW,
        lapse=L(
            "After a year of residence, with the child settled and no request for return of that year still"
            " pending, jurisdiction moves to the new state."
        ),
    ),
)
