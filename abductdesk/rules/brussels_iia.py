"""Time limits of Regulation (EC) 2201/2003, for proceedings begun before 1 August 2022.

Art. 11 of the Regulation, own knowledge (KNOW), to be read again before it is relied on. To add a limit: a
`Rule` in `RULES`, one case for it in `tests/rules/`.
"""

from __future__ import annotations

from functools import partial

from abductdesk.i18n import L
from abductdesk.rules import brussels_iib_conditions as conditions
from abductdesk.rules.belgian_courts import notifies_file
from abductdesk.rules.counted import Regime
from abductdesk.rules.facts import Event
from abductdesk.rules.hague80 import FIRST_DECISIONS, at_first_instance
from abductdesk.rules.periods import period
from abductdesk.rules.reading import Reading
from abductdesk.rules.rule import YES, Place, Rule, Verdict
from abductdesk.terms import EventKind, Instrument, Law, Nature, Severity, SourceTag

_rule = partial(
    Rule, instrument=Law.BRUSSELS_IIA, under=frozenset({Instrument.BRUSSELS_IIA}), regime=Regime.EU_1182,
    source=SourceTag.KNOW,
)  # fmt: skip
_monitor = partial(_rule, nature=Nature.MONITOR, severity=Severity.SOFT)


def _invited(reading: Reading, event: Event) -> bool:
    """The court of origin notified the refusal to the parties: its file, or the refusal itself."""
    return notifies_file(reading, event) or conditions.notifies_refusal(reading, event)


def _article_13(reading: Reading, event: Event) -> Verdict:
    """Art. 11(6): a refusal under Art. 13 of the Convention, whichever of its grounds."""
    if not event.grounds:
        ask = L(
            "The grounds are not recorded: it applies only to a refusal based on Art. 13 of the Convention."
        )
        return Verdict(True, ask)
    if any(ground.value.startswith("art_13") for ground in event.grounds):
        return YES
    return Verdict(False, L("The refusal does not rest on Art. 13 of the Convention."))


RULES = (
    _monitor(
        id="b2a-art11-3-six-weeks",
        name=L("Decision within six weeks"),
        article="Art. 11(3)",
        starts=(EventKind.COURT_SEISED,),
        concerns=at_first_instance,
        period=period("6 weeks"),
        met_by=FIRST_DECISIONS,
        ends=(EventKind.RETURNED, EventKind.PROCEEDINGS_CLOSED),
        binds=L("the court of the requested state, save in exceptional circumstances"),
        lapse=L("Nothing follows by itself. The applicant or a Central Authority may press the court."),
    ),
    _monitor(
        id="b2a-art11-6-transmit",
        name=L("The court of origin has the refusal file"),
        article="Art. 11(6)",
        starts=(EventKind.DECISION_REFUSAL,),
        applies=_article_13,
        period=period("1 month"),
        met_by=(EventKind.REFUSAL_FILE_RECEIVED,),
        shown_by=(EventKind.REFUSAL_FILE_SENT,),
        binds=L("the court that refused the return"),
        lapse=L("The court may be chased through the Central Authorities."),
    ),
    _rule(
        id="b2a-art11-7-submissions",
        name=L("Submissions to the court of origin after a refusal"),
        article="Art. 11(7)",
        nature=Nature.TASK,
        severity=Severity.HARD,
        place=Place.ORIGIN,
        starts=(EventKind.DECISION_NOTIFIED,),
        concerns=_invited,
        precedents=(EventKind.DECISION_REFUSAL,),
        each=True,
        period=period("3 months"),
        met_by=(EventKind.SUBMISSIONS_FILED, EventKind.ORIGIN_COURT_SEISED),
        shown_by=(EventKind.MERITS_DECISION_ORIGIN,),
        met_early=True,
        settles=conditions.after_refusal,
        notes=conditions.which_decision,
        binds=L("either parent"),
        lapse=L("Without submissions the court of origin closes the case."),
    ),
)
