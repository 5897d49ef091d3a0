"""Letters about a mediation: the engagement of a pair, the invitation to a session, the agreement for review.

They hold when and where, never what was said; and never to one parent where the other one is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from abductdesk.actions.deadlines import as_day, assess
from abductdesk.actions.letterchoices import Addressee, Choices
from abductdesk.actions.letterpeople import PARENTS, entry_as, on_case, people_as
from abductdesk.actions.lettersubject import About, Subject, Views
from abductdesk.actions.mediationsessions import convocation
from abductdesk.actions.office import BRUSSELS, Look, Work
from abductdesk.documents import facts as paper
from abductdesk.i18n import Country, L, Language, Listing, Message, Money
from abductdesk.models import (
    Agreement,
    Case,
    Child,
    DirectoryEntry,
    Letter,
    Mediation,
    MediationSession,
    PairChoice,
    Person,
    Screening,
)
from abductdesk.rules.homologation import checklist
from abductdesk.terms import (
    Agreed,
    AgreementTopic,
    LetterState,
    Party,
    Role,
    SessionForm,
    SessionState,
)

FIRST_SESSION = "int-mediation-start"
LAWYERS = (Role.LAWYER_LEFT_BEHIND, Role.LAWYER_TAKING)
ROLE_OF = {Party.LEFT_BEHIND: Role.LEFT_BEHIND_PARENT, Party.TAKING: Role.TAKING_PARENT}


def _of(look: Look, model: Any, case_id: int) -> list[Any]:
    """The records of the mediations of a case, the newest first."""
    rows = select(model).join(Mediation, Mediation.id == model.mediation_id)
    return list(look.session.scalars(rows.where(Mediation.case_id == case_id).order_by(model.id.desc())))


def _entries(look: Look, ids: Iterable[int | None]) -> list[DirectoryEntry]:
    return [look.get(DirectoryEntry, each) for each in ids if each is not None]


# the pair of mediators


def _pairs(look: Look, case_id: int) -> list[Subject]:
    """The pair that is chosen now; each of the two gets a letter of their own."""
    found = []
    for choice in _of(look, PairChoice, case_id):
        if choice.replaced_on is None and look.get(Mediation, choice.mediation_id).ended_on is None:
            pair = _entries(look, (choice.first_id, choice.second_id))
            label = L("{who}, chosen on {day}", who=_names(pair), day=choice.chosen_on)
            found.append(Subject(choice.id, label, tuple(entry_as(look, e, Role.MEDIATOR) for e in pair)))
    return found


def _names(entries: Iterable[DirectoryEntry]) -> Listing:
    return Listing(tuple(entry.name for entry in entries))


def _engagement(look: Look, to: Addressee, choice_id: int, choices: Choices) -> Views:
    choice = look.get(PairChoice, choice_id)
    mediation = look.get(Mediation, choice.mediation_id)
    pair = _entries(look, (choice.first_id, choice.second_id))
    mine = next(entry for entry in pair if entry.id == to.entry_id)
    case = look.get(Case, mediation.case_id)
    parents = [person for _, person in on_case(look, case.id, PARENTS)]
    states = [code for parent in parents for code in parent.nationalities]
    states = states or [code for code in (case.habitual_residence_state, case.requested_state) if code]
    engagement = paper.EngagementView(
        parents=tuple(parent.name for parent in parents),
        languages=tuple(Language(code) for code in dict.fromkeys(_spoken(parents))),
        countries=tuple(Country(code) for code in dict.fromkeys(states)),
        ages=_ages(look, case.id),
        colleague=", ".join(entry.name for entry in pair if entry is not mine),
        fee=Money(mine.fee_cents) if mine.fee_cents else None,
        before=_first_session(look, case.id),
        measures=mediation.measures or "",
        screened=all(_newest(look, mediation.id, party) is not None for party in ROLE_OF),
    )
    return Views({"engagement": engagement}, people=tuple(parent.id for parent in parents))


def _spoken(parents: Iterable[Person]) -> list[str]:
    """The languages of each parent, else the one of their letters."""
    return [
        code.partition(":")[0]
        for parent in parents
        for code in (parent.languages or filter(None, [parent.letter_language]))
    ]


def _ages(look: Look, case_id: int) -> tuple[int, ...]:
    born = select(Person.born).join(Child, Child.person_id == Person.id).where(Child.case_id == case_id)
    today = look.today
    return tuple(
        sorted(
            today.year - day.year - ((today.month, today.day) < (day.month, day.day))
            for day in look.session.scalars(born)
            if day is not None
        )
    )


def _first_session(look: Look, case_id: int) -> date | None:
    """The day before which the first session should be, where it is still to come."""
    lines = assess(look, [case_id])[case_id].deadlines
    days = [as_day(line.lead) for line in lines if line.id == FIRST_SESSION]
    return next((day for day in days if day is not None and day >= look.today), None)


# a session


def _sessions(look: Look, case_id: int) -> list[Subject]:
    """The planned sessions; to one with a single parent only that parent is invited."""
    found = []
    planned = [each for each in _of(look, MediationSession, case_id) if each.state is SessionState.PLANNED]
    for session in sorted(planned, key=lambda each: each.starts_at):
        helpers = [entry_as(look, entry, Role.MEDIATOR) for entry in _mediators(look, session)]
        helpers += [
            entry_as(look, entry, Role.INTERPRETER) for entry in _entries(look, [session.interpreter_id])
        ]
        to = (*people_as(look, case_id, _invited(session)), *helpers)
        label = L("{at} ({form})", at=session.starts_at.astimezone(BRUSSELS), form=session.form)
        found.append(Subject(session.id, label, to))
    return found


def _mediators(look: Look, session: MediationSession) -> list[DirectoryEntry]:
    return _entries(look, (session.first_id, session.second_id))


def _invited(session: MediationSession) -> tuple[Role, ...]:
    """The parents who take part."""
    if session.form is SessionForm.CAUCUS and session.party in ROLE_OF:
        return (ROLE_OF[session.party],)
    return PARENTS


def _newest(look: Look, mediation_id: int, party: Party) -> Screening | None:
    found = select(Screening).where(Screening.mediation_id == mediation_id, Screening.party == party)
    return look.session.scalar(found.order_by(Screening.on.desc(), Screening.id.desc()).limit(1))


def _session(look: Look, to: Addressee, session_id: int, choices: Choices) -> Views:
    session = convocation(look, session_id)
    begins, ends = _times(session)
    case_id = look.get(Mediation, session.mediation_id).case_id
    helps = to.entry_id is not None
    parents = [person for _, person in on_case(look, case_id, _invited(session))] if helps else []
    view = paper.SessionView(
        day=begins.date(),
        starts=begins.time(),
        ends=ends.time(),
        place=session.place or "",
        online=session.online,
        separate=session.form is SessionForm.SHUTTLE,
        alone=session.form is SessionForm.CAUCUS,
        parents=tuple(person.name for person in parents),
        with_whom=tuple(entry.name for entry in _mediators(look, session)),
        interpreter=", ".join(entry.name for entry in _entries(look, [session.interpreter_id])),
        children_take_part=session.children_involved,
        measures=_measures(look, session) if helps else "",
    )
    return Views({"session": view}, people=tuple(person.id for person in parents))


def _times(session: MediationSession) -> tuple[Any, Any]:
    """Beginning and end in Brussels, also over a change of the clocks."""
    ends = session.starts_at + timedelta(minutes=session.minutes)
    return session.starts_at.astimezone(BRUSSELS), ends.astimezone(BRUSSELS)


def _measures(look: Look, session: MediationSession) -> str:
    general = look.get(Mediation, session.mediation_id).measures
    return "\n".join(dict.fromkeys(filter(None, (session.measures, general))))


def _for_calendar(look: Look, session_id: int) -> dict[str, Any]:
    """When and where, kept with the letter: its calendar file says for ever what the letter says."""
    session = look.get(MediationSession, session_id)
    begins, ends = _times(session)
    return {
        "starts": begins.isoformat(), "ends": ends.isoformat(), "place": session.place or "",
        "online": session.online, "sequence": session.version,
    }  # fmt: skip


# the agreement


def _agreements(look: Look, case_id: int) -> list[Subject]:
    to = tuple(people_as(look, case_id, LAWYERS))
    return [Subject(each.id, _called(each), to) for each in _of(look, Agreement, case_id)]


def _called(agreement: Agreement) -> Message:
    if agreement.drafted_on is None:
        return L("{kind}, no date yet", kind=agreement.kind)
    return L("{kind} of {day}", kind=agreement.kind, day=agreement.drafted_on)


def _agreement(look: Look, to: Addressee, agreement_id: int, choices: Choices) -> Views:
    agreement = look.get(Agreement, agreement_id)
    answers = {topic: agreement.points.get(topic.value) for topic in AgreementTopic}
    agreed = [topic for topic, answer in answers.items() if answer == Agreed.AGREED.value]
    others = [topic for topic, answer in answers.items() if answer and topic not in agreed]
    dated = {name: date.fromisoformat(str(day)) for name, day in agreement.papers.items() if day}
    accredited = _accredited(look, agreement)
    lines = checklist(dated, agreement.signed_on, accredited, agreement.lodged_on or look.today)
    view = paper.AgreementView(
        kind=Message(agreement.kind.label),
        drafted_on=agreement.drafted_on,
        agreed=tuple(Message(topic.label) for topic in agreed),
        open=tuple(Message(topic.label) for topic in others),
        papers=tuple(Message(line.paper.name) for line in lines if line.there),
        lacking=tuple(Message(line.paper.name) for line in lines if not line.there),
    )
    return Views({"agreement": view})


def _accredited(look: Look, agreement: Agreement) -> bool:
    """Whether a mediator of the chosen pair is accredited on the day of signing (today while unsigned)."""
    day = agreement.signed_on or look.today
    pair = select(PairChoice).where(
        PairChoice.mediation_id == agreement.mediation_id, PairChoice.replaced_on.is_(None)
    )
    return any(
        entry.accredited_from is not None
        and entry.accredited_from <= day
        and (entry.accredited_until is None or entry.accredited_until >= day)
        for choice in look.session.scalars(pair)
        for entry in _entries(look, (choice.first_id, choice.second_id))
    )


def _sent(work: Work, letter: Letter, agreement_id: int) -> None:
    """The agreement was sent once the lawyers of both sides have their letter."""
    agreement = work.get(Agreement, agreement_id)
    same = select(Letter).where(
        Letter.case_id == letter.case_id, Letter.letter == letter.letter, Letter.state == LetterState.ISSUED
    )
    sides = {
        each.recipient_role
        for each in work.session.scalars(same)
        if Choices.of(each.added).about == agreement_id
    }
    if agreement.sent_to_lawyers_on is None and sides >= set(LAWYERS):
        work.assign(agreement, sent_to_lawyers_on=work.today)


ABOUT = {
    "mediator_appointment": About(
        L("Pair of mediators"), L("Case, mediation"), _pairs, _engagement, ours=True
    ),
    "session_convocation": About(
        L("Session"), L("Case, mediation"), _sessions, _session, frozen=_for_calendar, ours=True
    ),
    "agreement_review": About(
        L("Agreement"), L("Case, mediation"), _agreements, _agreement, issued=_sent, ours=True
    ),
}
