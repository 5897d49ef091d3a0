"""Invented courses of cases, in the proportions of published figures: what happened when, and what the
bureau did about it. Everything beyond today simply has not happened yet."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from abductdesk.actions.calls import log_call
from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import NewCase, convert_prevention, link_cases, open_case, void_case
from abductdesk.actions.people import NewChild
from abductdesk.demo import texts
from abductdesk.demo.desk import ANY, CASEWORKER, MANAGER, Desk, File, Step, moment
from abductdesk.demo.family import Family, family
from abductdesk.terms import (
    CallChannel,
    CallerRelation,
    CaseKind,
    CaseLinkKind,
    Certainty,
    ClosureReason,
    Confidence,
    EventKind,
    MeasureKind,
    MediationResult,
    Notification,
    Outcome,
    Party,
    Priority,
    ProceedingKind,
    ReferralSource,
    RefusalGround,
    Representation,
    Role,
    ServiceKind,
    Stage,
    TakingPerson,
    Urgency,
)

OUTGOING = {"FR": 18, "NL": 10, "DE": 6, "PL": 5, "RO": 5, "MA": 5, "GB": 4, "ES": 4, "IT": 3, "TR": 3,
            "BG": 2, "PT": 2, "TN": 2, "US": 2, "CH": 2, "BR": 1, "CD": 2, "LB": 1}  # fmt: skip
INCOMING = {"FR": 7, "GB": 4, "UA": 4, "IT": 3, "ES": 3, "NL": 4, "DE": 3, "PL": 2, "RO": 2, "US": 1, "BR": 1}
FEARED = {"MA": 12, "TR": 8, "TN": 5, "LB": 4, "PK": 4, "CD": 3, "FR": 3, "US": 2, "UA": 2, "BR": 1}
EU = frozenset({"BE", "FR", "NL", "DE", "PL", "RO", "ES", "IT", "BG", "PT"})
TREATY = EU | {"GB", "US", "TR", "MA", "TN", "UA", "CH", "BR"}
REFERRED = {ReferralSource.PARENT: 8, ReferralSource.HOTLINE_116000: 6, ReferralSource.FPS_JUSTICE: 5,
            ReferralSource.LAWYER: 3, ReferralSource.POLICE: 2,
            ReferralSource.FPS_FOREIGN_AFFAIRS: 2, ReferralSource.FOREIGN_CENTRAL_AUTHORITY: 1,
            ReferralSource.YOUTH_CARE: 1}  # fmt: skip
GROUNDS = (RefusalGround.ART_13_1B_PSYCHOLOGICAL, RefusalGround.ART_13_2_OBJECTION,
           RefusalGround.ART_12_SETTLED, RefusalGround.ART_13_1A_CONSENT)  # fmt: skip


def _weighted(rng: Random, weights: dict[Any, int]) -> Any:
    return rng.choices(list(weights), list(weights.values()))[0]


def _days(rng: Random, least: int, most: int) -> timedelta:
    return timedelta(days=rng.randint(least, most))


def abduction(desk: Desk, rng: Random, opened: date, *, late: bool = False) -> File:
    """A removal or a retention, with proceedings and mediation side by side; `late`: the parent comes to
    the bureau when the year in which the return should be asked is almost over."""
    home, away = _pair(rng)
    file = File(desk, rng, MANAGER if late or rng.random() < 0.5 else CASEWORKER, opened)
    kind = rng.choices((CaseKind.REMOVAL, CaseKind.RETENTION), (65, 35))[0]
    happened = opened - (_days(rng, 310, 335) if late else _days(rng, 2, 40))
    values = {
        "kind": kind,
        "certainty": rng.choices((Certainty.ESTABLISHED, Certainty.ALLEGED), (3, 1))[0],
        "custody_decision": rng.random() < 0.45,
        "summary": texts.summary(rng, texts.ABDUCTION),
    }
    event = {"kind": EventKind(kind.value), "date": happened, "source": rng.choice(texts.SOURCES)}
    _open(file, opened, family(rng, home, away, opened, desk.numbers), home, away, values, [event])
    _course(file, opened, happened, home, away)
    return file


def _pair(rng: Random) -> tuple[str, str]:
    drawn = rng.random()
    if drawn < 0.62:
        return "BE", _weighted(rng, OUTGOING)
    return (_weighted(rng, INCOMING), "BE") if drawn < 0.97 else ("FR", "DE")


def _open(
    file: File,
    opened: date,
    people: Family,
    home: str,
    away: str,
    values: dict[str, Any],
    events: list[dict[str, Any]],
) -> None:
    rng = file.rng
    called = rng.random() < 0.6
    values = {
        **people.values(home, away),
        "priority": rng.choices(tuple(Priority), (70, 22, 8))[0],
        "referral_source": ReferralSource.PARENT if called else _weighted(rng, REFERRED),
        **values,
    }

    def do() -> None:
        call = file.do(log_call, _call(rng, people, away, values)) if called else None
        new = NewCase(values, people.children, (people.left, people.taking), events, call_id=call)
        file.case_id = file.do(open_case, new)

    file.on(opened, do)


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


def _course(file: File, opened: date, happened: date, home: str, away: str) -> None:
    """From the opening on: services, authorities, court; beside them the offer of mediation."""
    rng = file.rng
    _first_steps(file, opened, treaty={home, away} <= TREATY)
    if not {home, away} <= TREATY:
        _without_treaty(file, opened)
        return
    asked = max(opened, happened) + _days(rng, 3, 12)
    received = asked + _days(rng, 2, 6)
    seised = min(received + _days(rng, 10, 26), happened + timedelta(days=360))
    file.event(EventKind.APPLICATION_SENT, asked, through_central_authority=True)
    file.event(EventKind.APPLICATION_RECEIVED, received, through_central_authority=True)
    file.event(EventKind.APPLICATION_ACKNOWLEDGED, received + _days(rng, 2, 4))
    agreed = _mediation(file, opened + _days(rng, 6, 14), seised) if rng.random() < 0.6 else None
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
        file.letter("contact_confirmation", Role.LEFT_BEHIND_PARENT, opened + _days(rng, 1, 3))
    if rng.random() < 0.25 and opened > file.desk.today - timedelta(days=150):
        file.letter("mediation_information", Role.LEFT_BEHIND_PARENT, opened + _days(rng, 3, 8))
    file.change(opened + _days(rng, 1, 4), stage=Stage.FIRST_PARENT_INFORMED)
    file.entry("note", opened + _days(rng, 1, 5), text=rng.choice(texts.NOTES))
    file.follow_up(rng.choice(texts.FOLLOW_UPS), opened + _days(rng, 1, 2), opened + timedelta(days=9),
                   opened + _days(rng, 4, 9))  # fmt: skip
    since = opened + _days(rng, 1, 3)
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
        declined = offered + _days(rng, 9, 14)
        file.entry("note", declined, text=rng.choice(texts.DECLINED))
        file.change(declined, mediation_result=MediationResult.DECLINED_TAKING)
        return None
    consent = offered + _days(rng, 8, 14)
    file.event(EventKind.SCREENING_DONE, consent - timedelta(days=3), party=Party.LEFT_BEHIND)
    file.event(EventKind.SCREENING_DONE, consent - timedelta(days=2), party=Party.TAKING)
    file.event(EventKind.CONSENT_GIVEN, consent, party=Party.LEFT_BEHIND)
    file.event(EventKind.CONSENT_GIVEN, consent + timedelta(days=2), party=Party.TAKING)
    file.change(consent + timedelta(days=4), stage=Stage.MEDIATING, mediation_result=MediationResult.ONGOING)
    if offered > file.desk.today - timedelta(days=150):
        file.letter("central_authority_notice", Role.AUTHORITY, consent + timedelta(days=6))
    first = consent + _days(rng, 7, 12)
    last = first + _days(rng, 1, 9)
    file.event(EventKind.SESSION_HELD, first)
    file.event(EventKind.SESSION_HELD, last)
    if rng.random() < 0.6:
        return last + _days(rng, 4, 10)
    file.event(EventKind.MEDIATION_ENDED, last + timedelta(days=3))
    file.change(last + timedelta(days=3), mediation_result=MediationResult.NO_AGREEMENT)
    return None


def _agreement(file: File, agreed: date) -> None:
    rng = file.rng
    file.event(EventKind.AGREEMENT_SIGNED, agreed)
    file.event(EventKind.MEDIATION_ENDED, agreed + timedelta(days=1))
    result = rng.choice((MediationResult.FULL_AGREEMENT, MediationResult.FULL_AGREEMENT,
                         MediationResult.PARTIAL_AGREEMENT))  # fmt: skip
    file.change(agreed + timedelta(days=2), stage=Stage.HOMOLOGATION, mediation_result=result)
    returns = rng.random() < 0.6
    if returns:
        file.event(EventKind.RETURNED, agreed + _days(rng, 10, 24))
        file.change(agreed + timedelta(days=26), stage=Stage.AFTERCARE)
    file.event(EventKind.PROCEEDINGS_CLOSED, agreed + timedelta(days=28))
    outcome = Outcome.VOLUNTARY_RETURN if returns else Outcome.AGREED_NO_RETURN
    file.close(agreed + _days(rng, 60, 190), outcome, ClosureReason.OUTCOME_REACHED)


def _proceedings(file: File, away: str, seised: date) -> None:
    rng = file.rng
    court = rng.choice(texts.COURTS[away == "BE"])
    file.entry(
        "proceeding", seised, kind=ProceedingKind.RETURN, state=away, court=court,
        docket=f"DEMO {seised.year % 100}/{rng.randint(100, 999)}/A", begun_on=seised,
        left_behind_represented=rng.choice((Representation.PROSECUTOR, Representation.OWN_COUNSEL)),
        taking_represented=rng.choice((Representation.OWN_COUNSEL, Representation.UNKNOWN)),
    )  # fmt: skip
    if rng.random() < 0.5:
        file.event(EventKind.INTRODUCTORY_HEARING, seised + timedelta(days=12))


def _decision(file: File, seised: date, within_eu: bool) -> None:
    rng = file.rng
    late = rng.random() < 0.1  # one court in ten is over its six weeks
    decided = seised + (_days(rng, 50, 75) if late else _days(rng, 25, 40))
    drawn = rng.random()
    if drawn < 0.12:
        file.close(decided, Outcome.WITHDRAWN, ClosureReason.WITHDRAWN_BY_PARENT)
        return
    kind = EventKind.DECISION_RETURN if drawn < 0.7 else EventKind.DECISION_REFUSAL
    grounds = (
        tuple(rng.sample([str(ground) for ground in GROUNDS], rng.randint(1, 2))) if drawn >= 0.7 else ()
    )
    file.event(kind, decided, confidence=Confidence.SEEN, grounds=list(grounds))
    notified = decided + _days(rng, 5, 9)
    file.event(EventKind.DECISION_NOTIFIED, notified, of=kind, how=Notification.BAILIFF)
    if kind is EventKind.DECISION_RETURN:
        file.change(notified + timedelta(days=1), stage=Stage.RETURN_PREPARATION)
        back = notified + _days(rng, 8, 28)
        file.event(EventKind.RETURNED, back)
        file.event(EventKind.PROCEEDINGS_CLOSED, back + timedelta(days=1))
        file.change(back + timedelta(days=2), stage=Stage.AFTERCARE)
        end, outcome = back, Outcome.RETURN_ORDERED_CONTESTED
    else:
        if within_eu:
            file.event(EventKind.REFUSAL_FILE_SENT, notified + _days(rng, 5, 12), of=kind)
            file.event(EventKind.ORIGIN_COURT_SEISED, notified + _days(rng, 40, 80), party=Party.LEFT_BEHIND)
        end, outcome = notified + timedelta(days=85), Outcome.RETURN_REFUSED
    file.close(end + _days(rng, 60, 190), outcome, ClosureReason.OUTCOME_REACHED, grounds)


def _without_treaty(file: File, opened: date) -> None:
    rng = file.rng
    file.event(EventKind.LAST_CONTACT, opened + _days(rng, 3, 20))
    file.event(EventKind.WHEREABOUTS_KNOWN, opened + _days(rng, 21, 60))
    file.entry("note", opened + _days(rng, 30, 70), text=rng.choice(texts.NO_TREATY_NOTES))
    outcome = rng.choice((Outcome.NOT_FORMALISED, Outcome.AGREED_NO_RETURN, Outcome.VOLUNTARY_RETURN))
    file.close(opened + _days(rng, 150, 330), outcome, ClosureReason.NO_FURTHER_CONTACT)


def prevention(desk: Desk, rng: Random, opened: date) -> File:
    """A parent fears an abduction; measures are taken; a few become what was feared."""
    feared = _weighted(rng, FEARED)
    file = File(desk, rng, rng.choice((MANAGER, CASEWORKER)), opened)
    people = family(rng, "BE", feared, opened, desk.numbers, gone=False)
    papers = {"passports": rng.choice(texts.PASSPORTS), "passport_holder": rng.choice(texts.HOLDERS)}
    children = tuple(NewChild(new.person, {**new.child, **papers}) for new in people.children)
    values = {
        "kind": CaseKind.PREVENTION,
        "certainty": Certainty.FEARED,
        "fear_reasons": rng.choice(texts.FEARS),
        "earlier_threats": rng.choice(texts.THREATS),
        "passport_office_notified": opened if rng.random() < 0.4 else None,
        "taking_lives_in": "BE",
        "summary": texts.summary(rng, texts.PREVENTION),
    }
    people = Family(people.left, people.taking, children, people.taking_person)
    _open(file, opened, people, "BE", feared, values, [])
    file.change(opened + _days(rng, 1, 3), stage=Stage.FIRST_PARENT_INFORMED)
    for kind in rng.sample(tuple(MeasureKind)[:6], rng.randint(1, 3)):
        taken = opened + _days(rng, 1, 12)
        file.entry("measure", taken, kind=kind, taken_on=taken, by_whom=texts.MEASURED_BY[kind])
    file.entry("note", opened + _days(rng, 2, 9), text=rng.choice(texts.NOTES))
    drawn = rng.random()
    if drawn < 0.08:
        happened = opened + _days(rng, 20, 60)
        file.on(happened + timedelta(days=1), lambda: _convert(file, happened))
        _course(file, happened + timedelta(days=2), happened, "BE", feared)
    elif drawn < 0.8:
        file.close(opened + _days(rng, 90, 300), Outcome.PREVENTED, ClosureReason.INFORMATION_GIVEN)
    return file


def _convert(file: File, happened: date) -> None:
    file.do(convert_prevention, file.case_id, kind=CaseKind.REMOVAL, on=happened)


def mistake(desk: Desk, rng: Random, opened: date) -> File:
    """A case opened by mistake: void the same day, its number stays."""
    file = File(desk, rng, CASEWORKER, opened, void=True)
    people = family(rng, "BE", "FR", opened, desk.numbers)
    values = {"kind": CaseKind.INFORMATION_ONLY, "summary": texts.summary(rng, texts.ABDUCTION)}
    _open(file, opened, people, "BE", "FR", values, [])
    again = opened + timedelta(days=1)
    file.on(again, lambda: file.do(void_case, file.case_id, seen=ANY, reason=texts.OPENED_TWICE))
    return file


def passing_call(desk: Desk, rng: Random) -> Step:
    """A call that became no case: somebody wanted to know something, often without a name."""
    day = desk.today - _days(rng, 1, 200 if rng.random() < 0.8 else 6)
    who = rng.choice((MANAGER, CASEWORKER))
    values = {
        "channel": rng.choice(tuple(CallChannel)),
        "relation": rng.choice(tuple(CallerRelation)),
        "urgency": rng.choices(tuple(Urgency), (6, 3, 1))[0],
        "state_feared": _weighted(rng, FEARED),
        "children_ages": rng.choice(("4", "3, 7", "9", "1, 2, 5", None)),
        "question": rng.choice(texts.FEAR_QUESTIONS),
        "advice": rng.choice(texts.ADVICE),
        "referred_to": rng.choice(texts.REFERRED_TO),
    }
    return moment(rng, day), lambda: desk.do(who, log_call, values)


def link(file: File, earlier: File) -> None:
    """Say that two cases belong to one family."""
    reference = file.desk.offices[file.who].ask(case_file, earlier.case_id).case.reference
    file.do(link_cases, file.case_id, other_reference=reference, kind=CaseLinkKind.SAME_FAMILY)
