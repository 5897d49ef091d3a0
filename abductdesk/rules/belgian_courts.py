"""Conditions of the Belgian limits: which cases they reach, which decisions, and what has to be asked."""

from __future__ import annotations

from datetime import date

from abductdesk.i18n import L, Message
from abductdesk.rules.brussels_iib_conditions import rests_on_article_13, which_decision
from abductdesk.rules.deadline import Framework
from abductdesk.rules.facts import Event
from abductdesk.rules.framework import check, convention_applies, undecided
from abductdesk.rules.reading import DECISIONS, IN_PROCEEDINGS, Reading, earliest, latest
from abductdesk.rules.rule import YES, Verdict
from abductdesk.rules.states import BELGIUM, BRUSSELS_IIB_FROM
from abductdesk.terms import EventKind, Instrument, Notification, Party

FIRST_DECISIONS = (EventKind.DECISION_RETURN, EventKind.DECISION_REFUSAL)
SHEET_FROM = date(2023, 1, 1)
_PARENTS = {Party.LEFT_BEHIND, Party.TAKING}


def court_here(reading: Reading, law: Framework) -> bool | Message:
    """The return is asked in Belgium: its courts and its way of counting."""
    if reading.facts.requested_state != BELGIUM:
        return False
    if undecided(law):
        return check(law)
    return convention_applies(law)


def return_case(reading: Reading, law: Framework) -> bool | Message:
    """Arts. 1322bis and following since the law of 20 July 2022 (its art. 28: from 1 August 2022)."""
    begun = reading.of(IN_PROCEEDINGS)
    if begun and latest(begun[0]) < BRUSSELS_IIB_FROM:
        return False
    return court_here(reading, law)


def refusal_here(reading: Reading, law: Framework) -> bool | Message:
    """Art. 1322decies: a refusal in Belgium under Brussels IIb."""
    return law.instrument is Instrument.BRUSSELS_IIB and reading.facts.requested_state == BELGIUM


def refusal_abroad(reading: Reading, law: Framework) -> bool | Message:
    """Art. 1322duodecies: a refusal in another bound state, the child having lived in Belgium."""
    return law.instrument is Instrument.BRUSSELS_IIB and reading.facts.habitual_residence == BELGIUM


def belgian_case(reading: Reading, law: Framework) -> bool | Message:
    """A case with Belgium on one side: its mediation law may matter whatever treaty applies."""
    return BELGIUM in (reading.facts.requested_state, reading.facts.habitual_residence)


def decision_of(reading: Reading, event: Event) -> Event | None:
    """The decision that `event` notifies, or `event` itself where it is one."""
    return event if event.kind in DECISIONS else reading.answered(event)[0]


def of_first_instance(reading: Reading, event: Event) -> bool:
    """A first-instance decision or its notification."""
    decision = decision_of(reading, event)
    return decision is not None and decision.kind in FIRST_DECISIONS


def of_appeal(reading: Reading, event: Event) -> bool:
    """A decision on appeal or its notification."""
    decision = decision_of(reading, event)
    return decision is not None and decision.kind is EventKind.APPEAL_DECIDED


def with_sheet(reading: Reading, event: Event) -> bool:
    """Art. 780/1: decisions since 1 January 2023."""
    decision = decision_of(reading, event)
    return decision is not None and decision.kind in DECISIONS and latest(decision) >= SHEET_FROM


def appeal_lies(reading: Reading, event: Event) -> Verdict:
    """Art. 1322decies(3): none against a refusal under Brussels IIb that rests on Art. 13(1)(b) or 13(2)."""
    decision = decision_of(reading, event)
    assert decision is not None
    under = reading.law is not None and reading.law.instrument is Instrument.BRUSSELS_IIB
    if decision.kind is not EventKind.DECISION_REFUSAL or not under:
        return YES
    if not decision.grounds:
        return Verdict(True, L("The grounds are not recorded: no appeal lies against a refusal based on Art."
                               " 13(1)(b) or Art. 13(2) of the Convention."))  # fmt: skip
    if rests_on_article_13(decision):
        return Verdict(False, L("No appeal: a refusal based on Art. 13(1)(b) or Art. 13(2) of the Convention"
                                " goes to the court of origin (art. 1322decies)."))  # fmt: skip
    return YES


def recourse_lies(reading: Reading, event: Event) -> Verdict:
    """Art. 1322decies(3) again, for a refusal on appeal: the date stays, with the doubt."""
    decision = decision_of(reading, event)
    under = reading.law is not None and reading.law.instrument is Instrument.BRUSSELS_IIB
    if under and decision is not None and rests_on_article_13(decision):
        return Verdict(True, L("The refusal rests on Art. 13(1)(b) or Art. 13(2) of the Convention: by"
                               " art. 1322decies no recourse lies against it. Ask a lawyer."))  # fmt: skip
    return YES


def only_in_default(reading: Reading, event: Event) -> Verdict:
    """Art. 1048: opposition lies only for a party in default, and only where no appeal lies."""
    doubt = recourse_lies(reading, event)
    if doubt.why is not None:
        return doubt
    return Verdict(True, L("It lies only for a party in default: was the decision given in its absence?"))


def same_decision(reading: Reading, event: Event, answer: Event) -> bool:
    """Whether a recourse is against the decision notified, by a party it was notified to. It may come before
    the notification, never before the decision."""
    decision, against = decision_of(reading, event), reading.event(answer.of)
    if decision is not None and latest(answer) < earliest(decision):
        return False
    if (
        against is not None
        and against.kind in DECISIONS
        and decision is not None
        and against.key != decision.key
    ):
        return False
    return not (event.party in _PARENTS and answer.party in _PARENTS and event.party is not answer.party)


def appeal_notes(reading: Reading, event: Event) -> tuple[Message, ...]:
    said = [L("It also runs against the party who has the decision served; nothing is added for distance.")]
    said += which_decision(reading, event)
    if event.kind is EventKind.DECISION_NOTIFIED and event.how in (None, Notification.UNKNOWN):
        said.append(L("How it was notified is not recorded: counted as served by bailiff, the earliest."))
    return tuple(said)


def first_appeal_hearing(reading: Reading, event: Event) -> bool:
    """The first hearing on appeal, from which the new one is counted."""
    return reading.of((EventKind.APPEAL_HEARING,))[0].key == event.key


def absent_abroad(reading: Reading, event: Event) -> Verdict:
    """Art. 1322septies par. 3(3): no Central Authority in the petition, respondent abroad and absent."""
    seised = reading.of((EventKind.COURT_SEISED,))
    if any(seisin.through_central_authority for seisin in seised):
        return Verdict(
            False, L("The petition came through the Central Authority: no new hearing for absence.")
        )
    if reading.facts.taking_lives_in == BELGIUM:
        return Verdict(False, L("The taking parent lives in Belgium: no new hearing."))
    return Verdict(True, L("Only if the respondent lives abroad, was absent and nobody appeared for them."))


def after_start(reading: Reading, event: Event, answer: Event) -> bool:
    """The answer came later than the start, not on the same day."""
    return earliest(answer) > latest(event)


def extract_in_use(reading: Reading, event: Event) -> bool:
    """A domicile extract that no newer one replaced before the petition."""
    newer = [one for one in reading.of((EventKind.DOMICILE_EXTRACT,)) if earliest(one) > latest(event)]
    filed = [
        one for one in reading.of((EventKind.COURT_SEISED, EventKind.PETITION_REGISTERED))
        if latest(one) >= earliest(event)
    ]  # fmt: skip
    return not newer or (bool(filed) and earliest(filed[0]) < earliest(newer[0]))


def through_authority(reading: Reading, event: Event) -> bool:
    """An application that went through the Central Authority."""
    return event.through_central_authority is True


def pending_here(reading: Reading, event: Event) -> bool:
    """Whether a family case was pending in Belgium before the refusal that `event` is or notifies."""
    refusal = decision_of(reading, event)
    seised = reading.of((EventKind.ORIGIN_COURT_SEISED,))
    return refusal is not None and any(latest(one) <= latest(refusal) for one in seised)


def notifies_file(reading: Reading, event: Event) -> bool:
    """The registrar's notification of a refusal file to the parties, or the receipt of the file itself."""
    about = event if event.kind is EventKind.REFUSAL_FILE_RECEIVED else reading.event(event.of)
    return about is not None and about.kind is EventKind.REFUSAL_FILE_RECEIVED


def about_it(reading: Reading, event: Event, answer: Event) -> bool:
    """The answer names `event` as what it is about."""
    return answer.of == event.key
