"""Targets that the bureau sets itself. The law sets none of them; the values are proposals of this program.

A target warns nobody until the bureau settles it in its settings, from a day on. To add one: a `Rule` in
`RULES`, one case for it in `tests/rules/`.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from abductdesk.i18n import L, Message
from abductdesk.rules.counted import Count, Regime
from abductdesk.rules.deadline import Framework
from abductdesk.rules.facts import Event
from abductdesk.rules.periods import Period, Unit, period
from abductdesk.rules.reading import Reading, earliest, latest
from abductdesk.rules.rule import Rule
from abductdesk.terms import EventKind, Law, Nature, Party, Severity, SourceTag

_OVER = (EventKind.RETURNED, EventKind.PROCEEDINGS_CLOSED)
BLOCK = "int-mediation-block"
_BOTH = {Party.LEFT_BEHIND, Party.TAKING}


def _always(reading: Reading, law: Framework) -> bool | Message:
    """The bureau works the same way whatever treaty applies."""
    return True


_rule = partial(
    Rule, instrument=Law.BUREAU, scope=_always, article="", severity=Severity.PRACTICE, until_16=False,
    rare=True, ends=_OVER, source=SourceTag.KNOW, binds=L("the bureau"),
    lapse=L("No right is lost: good practice only."),
)  # fmt: skip
_target = partial(_rule, nature=Nature.TARGET, regime=Regime.OFFICE)
_from_opening = partial(_target, starts=(EventKind.CASE_OPENED,))
_flag = partial(_rule, nature=Nature.FLAG, together=True)


def _completes(reading: Reading, event: Event) -> bool:
    """With this event both parents have done it: the first that leaves neither out."""
    done = reading.of((event.kind,))
    before = {one.party for one in done[: done.index(event)]}
    return not before >= _BOTH and before | {event.party} >= _BOTH


def _proceedings_run(reading: Reading) -> bool:
    return reading.has(EventKind.COURT_SEISED) and not reading.of(_OVER)


def _latest_review(reading: Reading, event: Event) -> bool:
    return reading.of((EventKind.CASE_OPENED, EventKind.FILE_REVIEWED))[-1] is event


def _last_session(reading: Reading, event: Event) -> bool:
    """The last session, once the mediation has ended."""
    return reading.has(EventKind.MEDIATION_ENDED) and reading.of((EventKind.SESSION_HELD,))[-1] is event


def _first_session(reading: Reading, event: Event) -> bool:
    return _proceedings_run(reading) and reading.of((EventKind.SESSION_HELD,))[0] is event


def _block(reading: Reading, event: Event) -> Count:
    """Three weeks or what the bureau settled, and before the adjourned hearing where that comes sooner."""
    settled = reading.facts.office.target(BLOCK, event.date)
    weeks = Period(3 if settled is None else settled, Unit.WEEK)
    end = event.date + timedelta(weeks=weeks.n)
    steps = [L("Plus {period}: {day}.", period=weeks.said, day=end)]
    hearings = [one for one in reading.of((EventKind.ADJOURNED_HEARING,)) if earliest(one) > latest(event)]
    if hearings and earliest(hearings[0]) <= end:
        end = earliest(hearings[0]) - timedelta(days=1)
        steps.append(L("The adjourned hearing comes sooner: the day before, {day}.", day=end))
    return Count(end, end, end, steps=tuple(steps), plain=1)


def _by(party: Party) -> partial[bool]:
    def answered(reading: Reading, event: Event, answer: Event) -> bool:
        return answer.party is party

    return partial(answered)


RULES = (
    _from_opening(
        id="int-first-contact",
        name=L("First contact with the caller"),
        period=period("1 working day"),
        met_by=(EventKind.FIRST_CONTACT,),
        shown_by=(EventKind.SCREENING_DONE, EventKind.CONSENT_GIVEN),
        met_early=True,
    ),
    _from_opening(
        id="int-urgent-check",
        name=L("Check how urgent it is: departure, violence, age 15½, one-year day near"),
        period=period("0 working days"),
        met_by=(EventKind.URGENCY_CHECKED,),
        met_early=True,
    ),
    _from_opening(
        id="int-screening-each-left-behind",
        name=L("Separate screening talk: left-behind parent"),
        period=period("5 working days"),
        met_by=(EventKind.SCREENING_DONE,),
        settles=_by(Party.LEFT_BEHIND),
    ),
    _from_opening(
        id="int-screening-each-taking",
        name=L("Separate screening talk: taking parent"),
        period=period("5 working days"),
        met_by=(EventKind.SCREENING_DONE,),
        settles=_by(Party.TAKING),
    ),
    _flag(
        id="int-screening-before-joint",
        name=L("Both screenings are closed before any joint session"),
        starts=(EventKind.CONSENT_GIVEN, EventKind.SCREENING_DONE),
        ends=(EventKind.MEDIATION_ENDED, *_OVER),
    ),
    _from_opening(
        id="int-ca-coordination",
        name=L("Ask the Central Authority whether an application is pending"),
        period=period("2 working days"),
        met_by=(EventKind.AUTHORITY_ASKED, EventKind.APPLICATION_SENT, EventKind.APPLICATION_RECEIVED),
        met_early=True,
    ),
    _target(
        id="int-mediator-pair",
        name=L("Propose two mediators"),
        starts=(EventKind.SCREENING_DONE,),
        concerns=_completes,
        period=period("5 working days"),
        met_by=(EventKind.MEDIATORS_PROPOSED,),
        shown_by=(EventKind.SESSION_HELD,),
        ends=(EventKind.MEDIATION_ENDED, *_OVER),
    ),
    _target(
        id="int-mediation-start",
        name=L("First session of the mediation"),
        starts=(EventKind.CONSENT_GIVEN,),
        concerns=_completes,
        period=period("10 working days"),
        met_by=(EventKind.SESSION_HELD,),
        ends=(EventKind.MEDIATION_ENDED, *_OVER),
    ),
    _target(
        id=BLOCK,
        name=L("Whole mediation while return proceedings run"),
        regime=Regime.CAL,
        starts=(EventKind.SESSION_HELD,),
        concerns=_first_session,
        period=period("3 weeks"),
        counts=_block,
        met_by=(EventKind.MEDIATION_ENDED, EventKind.AGREEMENT_DRAFTED),
    ),
    _target(
        id="int-agreement-draft",
        name=L("Draft agreement to both lawyers"),
        starts=(EventKind.SESSION_HELD,),
        concerns=_last_session,
        period=period("2 working days"),
        met_by=(EventKind.AGREEMENT_DRAFTED,),
        shown_by=(EventKind.AGREEMENT_SIGNED,),
    ),
    _target(
        id="int-homologation-file",
        name=L("Papers for the homologation complete"),
        starts=(EventKind.AGREEMENT_SIGNED,),
        together=True,
        period=period("5 working days"),
        met_by=(EventKind.HOMOLOGATION_LODGED,),
    ),
    _flag(
        id="int-enforceability-check",
        name=L("Check before signature that the agreement can be enforced in the other state"),
        starts=(EventKind.AGREEMENT_DRAFTED,),
        met_by=(EventKind.ENFORCEABILITY_CHECKED,),
        ends=(EventKind.AGREEMENT_SIGNED, *_OVER),
    ),
    _target(
        id="int-review-cycle",
        name=L("Next review of the case"),
        starts=(EventKind.CASE_OPENED, EventKind.FILE_REVIEWED),
        concerns=lambda reading, event: _latest_review(reading, event) and not _proceedings_run(reading),
        period=period("10 working days"),
        met_by=(EventKind.FILE_REVIEWED,),
    ),
    _target(
        id="int-review-cycle-proceedings",
        name=L("Next review of the case while proceedings run"),
        starts=(EventKind.CASE_OPENED, EventKind.FILE_REVIEWED),
        concerns=lambda reading, event: _latest_review(reading, event) and _proceedings_run(reading),
        period=period("5 working days"),
        met_by=(EventKind.FILE_REVIEWED,),
    ),
)
