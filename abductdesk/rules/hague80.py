"""Time limits of the Hague Convention of 25 October 1980 on international child abduction.

To add a limit:
1. add a `Rule` to `RULES` below: id, name, article, what it starts from and is met by, period, regime,
   who is bound, source tag and the day it was checked, what happens when it lapses;
2. add one case for it to `tests/rules/` (the suite fails for a rule without a case);
3. a new kind of event is one more line in `terms.py`; its wording one more in `wording.py`.
A limit without a number of days has no period, and no date is ever computed for it.
"""

from __future__ import annotations

from abductdesk.i18n import L, Message
from abductdesk.rules.counted import Regime
from abductdesk.rules.deadline import Framework
from abductdesk.rules.facts import Event
from abductdesk.rules.framework import ABDUCTION, convention_applies, undecided
from abductdesk.rules.periods import period
from abductdesk.rules.reading import Reading
from abductdesk.rules.rule import Rule
from abductdesk.terms import EventKind, Instance, Instrument, Law, Nature, Severity, SourceTag, Status

UNDER = frozenset({Instrument.HAGUE_1980, Instrument.BRUSSELS_IIA, Instrument.BRUSSELS_IIB})
UNION = frozenset({Instrument.BRUSSELS_IIA, Instrument.BRUSSELS_IIB})
APPLICATIONS = (EventKind.APPLICATION_SENT, EventKind.APPLICATION_RECEIVED)
FIRST_DECISIONS = (EventKind.DECISION_RETURN, EventKind.DECISION_REFUSAL)


def at_first_instance(reading: Reading, event: Event) -> bool:
    """A seisin of the court of first instance, not of a higher court."""
    return event.instance in (None, Instance.FIRST)


def _year_notes(reading: Reading, event: Event) -> tuple[Message, ...]:
    said = [
        L("What counts is the day the court (or deciding authority) where the child is was seised."),
        L("Mediation, negotiations or a hidden address do not stop the year."),
    ]
    if reading.of(APPLICATIONS) and not reading.has(EventKind.COURT_SEISED):
        said.append(L("The request to the Central Authority does not stop the year either."))
    return tuple(said)


def _in_time(reading: Reading, law: Framework) -> tuple[Status, Message]:
    if undecided(law):
        return Status.BLOCKED, L("Whether the Convention was in force on that day must be checked.")
    if convention_applies(law):
        return Status.MET, L("The Convention was in force for the two states on that day.")
    return Status.NOT_APPLICABLE, L("The Convention was not in force for the two states on that day.")


def _accepted(reading: Reading, law: Framework) -> tuple[Status, Message]:
    rule = L(
        "An accession counts between two states from the first day of the"
        " third calendar month after the deposit of"
        " its acceptance; states that ratified need none."
    )
    if undecided(law):
        return Status.BLOCKED, rule
    return (Status.MET if convention_applies(law) else Status.NOT_APPLICABLE), rule


RULES = (
    Rule(
        id="hague80-art4-age-16",
        name=L("Child turns 16"),
        instrument=Law.HAGUE_1980,
        under=UNDER,
        article="Art. 4",
        nature=Nature.GATE,
        severity=Severity.HARD,
        birth=16,
        regime=Regime.CAL,
        met_by=(EventKind.RETURNED,),
        met_early=True,
        ends=(),
        until_16=False,
        binds=L("everybody"),
        source=SourceTag.SEEN_SEC,
        lapse=L(
            "The Convention ceases to apply, also in the middle of a case and to a"
            " return order not yet enforced."
            " What remains: the general rules of Brussels IIb, the 1996 Convention, national law."
        ),
    ),
    Rule(
        id="hague80-art12-one-year",
        name=L("One year to start return proceedings"),
        instrument=Law.HAGUE_1980,
        under=UNDER,
        article="Art. 12(1)-(2)",
        nature=Nature.TASK,
        severity=Severity.HARD,
        starts=ABDUCTION,
        period=period("1 year"),
        regime=Regime.CAL,
        met_by=(EventKind.COURT_SEISED, EventKind.PETITION_REGISTERED),
        shown_by=FIRST_DECISIONS,
        together=True,
        notes=_year_notes,
        binds=L("the applicant"),
        source=SourceTag.SEEN_TEXT,
        lapse=L(
            "No bar: return must still be ordered unless the child is shown to be"
            " settled in its new environment."
            " The stronger position, return without that question, is lost."
        ),
    ),
    Rule(
        id="hague80-art11-six-weeks",
        name=L("Six weeks, then reasons for the delay may be asked"),
        instrument=Law.HAGUE_1980,
        under=UNDER,
        article="Art. 11(2)",
        nature=Nature.MONITOR,
        severity=Severity.SOFT,
        starts=(EventKind.COURT_SEISED,),
        concerns=at_first_instance,
        period=period("6 weeks"),
        regime=Regime.CAL,
        met_by=FIRST_DECISIONS,
        ends=(EventKind.RETURNED, EventKind.PROCEEDINGS_CLOSED),
        binds=L("the court or authority of the requested state"),
        source=SourceTag.SEEN_SEC,
        lapse=L(
            "The applicant or the requested Central Authority may ask for a"
            " statement of the reasons for the delay;"
            " a Central Authority that receives it passes it on."
        ),
    ),
    Rule(
        id="hague80-art16-no-merits",
        name=L("No custody decision on the merits"),
        instrument=Law.HAGUE_1980,
        under=UNDER,
        article="Art. 16",
        nature=Nature.FLAG,
        severity=Severity.GATE,
        starts=(*APPLICATIONS, EventKind.COURT_SEISED),
        ends=(EventKind.RETURNED, EventKind.DECISION_REFUSAL),
        together=True,
        binds=L("the courts of the requested state"),
        source=SourceTag.SEEN_SEC,
        lapse=L(
            "Once return is refused, or if no application is lodged within a"
            " reasonable time after the court was told,"
            " the court there may decide on custody. The text sets no number of days."
        ),
    ),
    Rule(
        id="hague80-art35-temporal",
        name=L("The removal or retention came after the entry into force"),
        instrument=Law.HAGUE_1980,
        under=UNDER,
        article="Art. 35",
        nature=Nature.GATE,
        severity=Severity.GATE,
        gate=_in_time,
        binds=L("everybody"),
        source=SourceTag.KNOW,
        lapse=L("The Convention does not apply; some states accept a continuing retention."),
    ),
    Rule(
        id="hague80-art38-pair-in-force",
        name=L("Accession accepted between the two states"),
        instrument=Law.HAGUE_1980,
        under=UNDER,
        article="Arts. 38(5), 43",
        nature=Nature.GATE,
        severity=Severity.GATE,
        gate=_accepted,
        binds=L("the two states"),
        source=SourceTag.SEEN_SEC,
        lapse=L("There is no Convention between the two states."),
    ),
    Rule(
        id="hague80-prompt-duties",
        name=L("Duties to act promptly, without a number of days"),
        instrument=Law.HAGUE_1980,
        under=UNDER,
        article="Arts. 2, 7, 9, 10, 11(1), 27",
        nature=Nature.FLAG,
        severity=Severity.SOFT,
        starts=APPLICATIONS,
        together=True,
        ends=(EventKind.RETURNED, EventKind.PROCEEDINGS_CLOSED),
        binds=L("Central Authorities and courts"),
        source=SourceTag.KNOW,
        lapse=L("Nothing follows by itself."),
    ),
)
