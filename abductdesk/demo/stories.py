"""Invented courses of cases, in the proportions of published figures: what happened when, and what the
bureau did about it. Everything beyond today simply has not happened yet."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from abductdesk.actions.calls import log_call
from abductdesk.actions.cases import NewCase, open_case
from abductdesk.demo import mediation, returns, texts
from abductdesk.demo.desk import CASEWORKER, MANAGER, Desk, File, days
from abductdesk.demo.family import Family, family
from abductdesk.terms import (
    CallChannel,
    CallerRelation,
    CaseKind,
    Certainty,
    ClosureReason,
    Confidence,
    EventKind,
    MediationResult,
    Notification,
    Outcome,
    Party,
    Priority,
    ProceedingKind,
    ReferralSource,
    RefusalGround,
    Representation,
    ReturnBasis,
    Role,
    ServiceKind,
    Stage,
    TakingPerson,
    Urgency,
)

OUTGOING = {"FR": 18, "NL": 10, "DE": 6, "PL": 5, "RO": 5, "MA": 5, "GB": 4, "ES": 4, "IT": 3, "TR": 3,
            "BG": 2, "PT": 2, "TN": 2, "US": 2, "CH": 2, "BR": 1, "CD": 2, "LB": 1}  # fmt: skip
INCOMING = {"FR": 7, "GB": 4, "UA": 4, "IT": 3, "ES": 3, "NL": 4, "DE": 3, "PL": 2, "RO": 2, "US": 1, "BR": 1}
EU = frozenset({"BE", "FR", "NL", "DE", "PL", "RO", "ES", "IT", "BG", "PT"})
TREATY = EU | {"GB", "US", "TR", "MA", "TN", "UA", "CH", "BR"}
REFERRED = {ReferralSource.PARENT: 8, ReferralSource.HOTLINE_116000: 6, ReferralSource.FPS_JUSTICE: 5,
            ReferralSource.LAWYER: 3, ReferralSource.POLICE: 2,
            ReferralSource.FPS_FOREIGN_AFFAIRS: 2, ReferralSource.FOREIGN_CENTRAL_AUTHORITY: 1,
            ReferralSource.YOUTH_CARE: 1}  # fmt: skip
GROUNDS = (RefusalGround.ART_13_1B_PSYCHOLOGICAL, RefusalGround.ART_13_2_OBJECTION,
           RefusalGround.ART_12_SETTLED, RefusalGround.ART_13_1A_CONSENT)  # fmt: skip


def weighted(rng: Random, weights: dict[Any, int]) -> Any:
    """One of the keys, the more often the greater its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def abduction(desk: Desk, rng: Random, opened: date, *, late: bool = False) -> File:
    """A removal or a retention, with proceedings and mediation side by side; `late`: the parent comes to
    the bureau when the year in which the return should be asked is almost over."""
    home, away = _pair(rng)
    file = File(desk, rng, MANAGER if late or rng.random() < 0.5 else CASEWORKER, opened)
    kind = rng.choices((CaseKind.REMOVAL, CaseKind.RETENTION), (65, 35))[0]
    happened = opened - (days(rng, 310, 335) if late else days(rng, 2, 40))
    values = {
        "kind": kind,
        "certainty": rng.choices((Certainty.ESTABLISHED, Certainty.ALLEGED), (3, 1))[0],
        "custody_decision": rng.random() < 0.45,
        "summary": texts.summary(rng, texts.ABDUCTION),
    }
    event = {"kind": EventKind(kind.value), "date": happened, "source": rng.choice(texts.SOURCES)}
    open_file(file, opened, family(rng, home, away, opened, desk.numbers), home, away, values, [event])
    course(file, opened, happened, home, away)
    return file


def _pair(rng: Random) -> tuple[str, str]:
    drawn = rng.random()
    if drawn < 0.62:
        return "BE", weighted(rng, OUTGOING)
    return (weighted(rng, INCOMING), "BE") if drawn < 0.97 else ("FR", "DE")


def open_file(
    file: File,
    opened: date,
    people: Family,
    home: str,
    away: str,
    values: dict[str, Any],
    events: list[dict[str, Any]],
) -> None:
    """Plan the opening, with the call that led to it where a parent called."""
    rng = file.rng
    called = rng.random() < 0.6
    values = {
        **people.values(home, away),
        "priority": rng.choices(tuple(Priority), (70, 22, 8))[0],
        "referral_source": ReferralSource.PARENT if called else weighted(rng, REFERRED),
        **values,
    }

    def do() -> None:
        call = file.do(log_call, _call(rng, people, away, values)) if called else None
        new = NewCase(values, people.children, (people.left, people.taking), events, call_id=call)
        file.case_id = file.do(open_case, new)

    file.on(opened, do)
    file.event(EventKind.FIRST_CONTACT, opened + days(rng, 1, 2), party=Party.LEFT_BEHIND)


def _call(rng: Random, people: Family, away: str, values: dict[str, Any]) -> dict[str, Any]:
    fear = values["kind"] is CaseKind.PREVENTION
    return {
        "channel": rng.choices(tuple(CallChannel), (12, 3, 1, 2, 5))[0],
        "relation": CallerRelation.FATHER
        if people.taking_person is TakingPerson.MOTHER
        else CallerRelation.MOTHER,
        "caller_name": f"{people.left.values['given_names']} {people.left.values['family_names']}",
        "urgency": rng.choices(tuple(Urgency), (3, 5, 2) if fear else (2, 4, 1))[0],
        "state_feared": away,
        "question": rng.choice(texts.FEAR_QUESTIONS if fear else texts.QUESTIONS),
        "advice": rng.choice(texts.ADVICE),
        "referred_to": rng.choice(texts.REFERRED_TO),
    }


def course(file: File, opened: date, happened: date, home: str, away: str) -> None:
    """From the opening on: services, authorities, court; beside them the offer of mediation."""
    rng = file.rng
    _first_steps(file, opened, treaty={home, away} <= TREATY)
    if not {home, away} <= TREATY:
        _without_treaty(file, opened)
        return
    asked = max(opened, happened) + days(rng, 3, 12)
    received = asked + days(rng, 2, 6)
    seised = min(received + days(rng, 10, 26), happened + timedelta(days=360))
    file.event(EventKind.APPLICATION_SENT, asked, through_central_authority=True)
    file.event(EventKind.APPLICATION_RECEIVED, received, through_central_authority=True)
    file.event(EventKind.APPLICATION_ACKNOWLEDGED, received + days(rng, 2, 4))
    agreed = _mediation(file, opened + days(rng, 6, 14), seised) if rng.random() < 0.6 else None
    if agreed is not None and agreed < seised:
        _agreement(file, agreed)
        return
    file.event(EventKind.COURT_SEISED, seised, party=Party.LEFT_BEHIND, confidence=Confidence.SEEN)
    _proceedings(file, away, seised)
    if agreed is not None:
        _agreement(file, agreed)
    else:
        _decision(file, seised, {home, away} <= EU)


def _first_steps(file: File, opened: date, *, treaty: bool) -> None:
    rng = file.rng
    if opened > file.desk.today - timedelta(days=150) and rng.random() < 0.6:
        file.letter("contact_confirmation", Role.LEFT_BEHIND_PARENT, opened + days(rng, 1, 3))
    if rng.random() < 0.25 and opened > file.desk.today - timedelta(days=150):
        file.letter("mediation_information", Role.LEFT_BEHIND_PARENT, opened + days(rng, 3, 8))
    file.change(opened + days(rng, 1, 4), stage=Stage.FIRST_PARENT_INFORMED)
    file.entry("note", opened + days(rng, 1, 5), text=rng.choice(texts.NOTES))
    file.follow_up(rng.choice(texts.FOLLOW_UPS), opened + days(rng, 1, 2), opened + timedelta(days=9),
                   opened + days(rng, 4, 9))  # fmt: skip
    since = opened + days(rng, 1, 3)
    body = texts.FPS_JUSTICE if treaty else texts.FPS_FOREIGN_AFFAIRS
    file.entry("service", since, since=since, reference=f"DEMO/{opened.year}/{rng.randint(100, 999)}", **body)
    if rng.random() < 0.55:
        report = f"DEMO.{rng.randint(10, 99)}.{rng.randint(100000, 999999)}/{opened.year}"
        file.entry("service", since, since=since, kind=ServiceKind.POLICE, reference=report, **texts.POLICE)


def _mediation(file: File, offered: date, seised: date) -> date | None:
    """The offer to the other parent; returns the day of an agreement, if there is one."""
    rng = file.rng
    file.change(offered, stage=Stage.SECOND_PARENT_CONTACTED)
    if offered > file.desk.today - timedelta(days=150):
        file.letter("mediation_invitation", Role.TAKING_PARENT, offered + timedelta(days=1))
    if rng.random() < 0.4:
        declined = offered + days(rng, 9, 14)
        file.entry("note", declined, text=rng.choice(texts.DECLINED))
        file.change(declined, mediation_result=MediationResult.DECLINED_TAKING)
        return None
    consent = offered + days(rng, 8, 14)
    first = consent + days(rng, 7, 12)
    last = first + days(rng, 1, 9)
    if offered > file.desk.today - mediation.RECENT:
        mediation.mediate(file, consent, first, last)
    else:
        _mediated_long_ago(file, consent, first, last)
    file.change(consent + timedelta(days=4), stage=Stage.MEDIATING, mediation_result=MediationResult.ONGOING)
    if offered > file.desk.today - timedelta(days=150):
        file.letter("central_authority_notice", Role.AUTHORITY, consent + timedelta(days=6))
    if rng.random() < 0.6:
        return last + days(rng, 4, 10)
    if file.mediated:
        mediation.end(file, last + timedelta(days=3), MediationResult.NO_AGREEMENT)
    else:
        file.event(EventKind.MEDIATION_ENDED, last + timedelta(days=3))
    file.change(last + timedelta(days=3), mediation_result=MediationResult.NO_AGREEMENT)
    return None


def _mediated_long_ago(file: File, consent: date, first: date, last: date) -> None:
    """Of an older mediation only the events were kept."""
    file.event(EventKind.SCREENING_DONE, consent - timedelta(days=3), party=Party.LEFT_BEHIND)
    file.event(EventKind.SCREENING_DONE, consent - timedelta(days=2), party=Party.TAKING)
    file.event(EventKind.CONSENT_GIVEN, consent, party=Party.LEFT_BEHIND)
    file.event(EventKind.CONSENT_GIVEN, consent + timedelta(days=2), party=Party.TAKING)
    file.event(EventKind.MEDIATORS_PROPOSED, consent + timedelta(days=3))
    file.event(EventKind.SESSION_HELD, first)
    file.event(EventKind.SESSION_HELD, last)


def _agreement(file: File, agreed: date) -> None:
    rng = file.rng
    if file.mediated:
        mediation.agree(file, agreed)
    else:
        file.event(EventKind.AGREEMENT_SIGNED, agreed)
        file.event(EventKind.MEDIATION_ENDED, agreed + timedelta(days=1))
    result = rng.choice((MediationResult.FULL_AGREEMENT, MediationResult.FULL_AGREEMENT,
                         MediationResult.PARTIAL_AGREEMENT))  # fmt: skip
    file.change(agreed + timedelta(days=2), stage=Stage.HOMOLOGATION, mediation_result=result)
    home = rng.random() < 0.6
    if home:
        returns.go_home(file, agreed, agreed + days(rng, 10, 24), ReturnBasis.AGREEMENT)
        file.change(agreed + timedelta(days=26), stage=Stage.AFTERCARE)
    file.event(EventKind.PROCEEDINGS_CLOSED, agreed + timedelta(days=28))
    outcome = Outcome.VOLUNTARY_RETURN if home else Outcome.AGREED_NO_RETURN
    file.close(agreed + days(rng, 60, 190), outcome, ClosureReason.OUTCOME_REACHED)


def _proceedings(file: File, away: str, seised: date) -> None:
    rng = file.rng
    court = rng.choice(texts.COURTS[away == "BE"])
    file.entry(
        "proceeding", seised, kind=ProceedingKind.RETURN, state=away, court=court,
        docket=f"DEMO {seised.year % 100}/{rng.randint(100, 999)}/A", begun_on=seised,
        left_behind_represented=rng.choice((Representation.PROSECUTOR, Representation.OWN_COUNSEL)),
        taking_represented=rng.choice((Representation.OWN_COUNSEL, Representation.UNKNOWN)),
    )  # fmt: skip
    if away == "BE":
        _before_a_belgian_court(file, seised)
    elif rng.random() < 0.5:
        file.event(EventKind.INTRODUCTORY_HEARING, seised + timedelta(days=12))


def _before_a_belgian_court(file: File, seised: date) -> None:
    rng = file.rng
    file.event(EventKind.PETITION_REGISTERED, seised + timedelta(days=1))
    file.event(EventKind.MEDIATION_INFORMATION_SENT, seised + timedelta(days=1))
    heard = seised + days(rng, 7, 9)
    file.event(EventKind.INTRODUCTORY_HEARING, heard)
    if rng.random() < 0.6:
        file.event(EventKind.SUBMISSIONS_FILED, heard + days(rng, 3, 6), party=Party.TAKING)
        file.event(EventKind.ADJOURNED_HEARING, heard + days(rng, 12, 15))


def _decision(file: File, seised: date, within_eu: bool) -> None:
    rng = file.rng
    late = rng.random() < 0.1  # one court in ten is over its six weeks
    decided = seised + (days(rng, 50, 75) if late else days(rng, 25, 40))
    drawn = rng.random()
    if drawn < 0.12:
        file.close(decided, Outcome.WITHDRAWN, ClosureReason.WITHDRAWN_BY_PARENT)
        return
    kind = EventKind.DECISION_RETURN if drawn < 0.7 else EventKind.DECISION_REFUSAL
    grounds = (
        tuple(rng.sample([str(ground) for ground in GROUNDS], rng.randint(1, 2))) if drawn >= 0.7 else ()
    )
    file.event(kind, decided, confidence=Confidence.SEEN, grounds=list(grounds))
    notified = decided + days(rng, 5, 9)
    file.event(EventKind.DECISION_NOTIFIED, notified, of=kind, how=Notification.BAILIFF, party=Party.TAKING)
    if kind is EventKind.DECISION_RETURN:
        file.change(notified + timedelta(days=1), stage=Stage.RETURN_PREPARATION)
        back = notified + days(rng, 8, 28)
        returns.go_home(file, notified, back, ReturnBasis.DECISION)
        file.event(EventKind.PROCEEDINGS_CLOSED, back + timedelta(days=1))
        file.change(back + timedelta(days=2), stage=Stage.AFTERCARE)
        end, outcome = back, Outcome.RETURN_ORDERED_CONTESTED
    else:
        if within_eu:
            file.event(EventKind.REFUSAL_FILE_SENT, notified + days(rng, 5, 12), of=kind)
            file.event(EventKind.ORIGIN_COURT_SEISED, notified + days(rng, 40, 80), party=Party.LEFT_BEHIND)
        end, outcome = notified + timedelta(days=85), Outcome.RETURN_REFUSED
    file.close(end + days(rng, 60, 190), outcome, ClosureReason.OUTCOME_REACHED, grounds)


def _without_treaty(file: File, opened: date) -> None:
    rng = file.rng
    file.event(EventKind.LAST_CONTACT, opened + days(rng, 3, 20))
    file.event(EventKind.WHEREABOUTS_KNOWN, opened + days(rng, 21, 60))
    file.entry("note", opened + days(rng, 30, 70), text=rng.choice(texts.NO_TREATY_NOTES))
    if rng.random() < 0.5:
        file.event(EventKind.MEDIATION_REQUESTED, opened + days(rng, 40, 70), party=Party.LEFT_BEHIND)
    outcome = rng.choice((Outcome.NOT_FORMALISED, Outcome.AGREED_NO_RETURN, Outcome.VOLUNTARY_RETURN))
    file.close(opened + days(rng, 150, 330), outcome, ClosureReason.NO_FURTHER_CONTACT)
