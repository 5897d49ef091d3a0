"""The mediation of a case as its tab shows it: everything of it at once, and what is proposed from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from abductdesk.actions.agreements import agreement_of, checklist_of
from abductdesk.actions.bureau import closed_days
from abductdesk.actions.facts import office_facts
from abductdesk.actions.mediation import mediations
from abductdesk.actions.mediationfacts import PARENTS
from abductdesk.actions.mediationsafety import Safety, safety_of, screenings_of
from abductdesk.actions.mediationsessions import sessions_of
from abductdesk.actions.mediators import current_choice, offers_of
from abductdesk.actions.office import Look, query
from abductdesk.i18n import L, Message
from abductdesk.models import (
    Agreement,
    Case,
    CaseEvent,
    ChildVoice,
    DirectoryEntry,
    Mediation,
    MediationSession,
    MediatorOffer,
    PairChoice,
    ParentStep,
    Screening,
)
from abductdesk.rules.calendars import BELGIAN
from abductdesk.rules.homologation import Line
from abductdesk.rules.office_days import working_days_between
from abductdesk.terms import (
    EntryKind,
    EventKind,
    MediationResult,
    MediationStep,
    OfferAnswer,
    Party,
    Precision,
    SessionForm,
    SessionState,
    Stage,
    StepAnswer,
)

__all__ = ["Before", "Line", "MediationFile", "Proposed", "mediation_file"]

HEARINGS = (EventKind.INTRODUCTORY_HEARING, EventKind.ADJOURNED_HEARING, EventKind.APPEAL_HEARING)
BLOCK_DAYS = 3  # a mediation of 10 to 15 hours takes two or three days


@dataclass(frozen=True)
class Before:
    """The next hearing, and how many working days lie between today and it."""

    hearing: CaseEvent
    working_days: int

    @property
    def tight(self) -> bool:
        """Whether no mediation of the usual length fits any more."""
        return self.working_days < BLOCK_DAYS


@dataclass(frozen=True)
class Proposed:
    """A stage or result of the case that follows from the mediation; a person decides."""

    field: str
    value: Stage | MediationResult
    why: Message


@dataclass(frozen=True)
class MediationFile:
    """All of the newest mediation of a case; `mediation` is None where there was none. `names` are those of
    the directory by entry, `flagged` the planned joint sessions that may not be, `replaced` planned sessions
    with somebody who no longer mediates here."""

    today: date
    mediation: Mediation | None
    earlier: int = 0
    before: Before | None = None
    safety: Safety | None = None
    screenings: tuple[Screening, ...] = ()
    steps: Mapping[tuple[Party, MediationStep], ParentStep] = field(default_factory=dict)
    choice: PairChoice | None = None
    offers: tuple[MediatorOffer, ...] = ()
    sessions: tuple[MediationSession, ...] = ()
    flagged: frozenset[int] = frozenset()
    replaced: frozenset[int] = frozenset()
    voices: Mapping[int, ChildVoice] = field(default_factory=dict)
    agreement: Agreement | None = None
    papers: tuple[Line, ...] = ()
    proposed: tuple[Proposed, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    kinds: Mapping[int, EntryKind] = field(default_factory=dict)


@query()
def mediation_file(look: Look, case_id: int) -> MediationFile:
    """The newest mediation of a case with all that belongs to it."""
    found = mediations(look, case_id)
    before = before_hearing(look, case_id)
    if not found:
        return MediationFile(look.today, None, before=before)
    mediation = found[0]
    safety = safety_of(look, mediation)
    sessions = tuple(sessions_of(look, mediation.id))
    choice = current_choice(look, mediation.id)
    agreement = agreement_of(look, mediation.id)
    voices = look.session.scalars(select(ChildVoice).where(ChildVoice.mediation_id == mediation.id))
    entries = list(look.session.scalars(select(DirectoryEntry).order_by(DirectoryEntry.id)))
    file = MediationFile(
        today=look.today,
        mediation=mediation,
        earlier=len(found) - 1,
        before=before,
        safety=safety,
        screenings=tuple(screenings_of(look, mediation.id)),
        steps=_steps(look, mediation),
        choice=choice,
        offers=tuple(offers_of(look, choice.id)) if choice is not None else (),
        sessions=sessions,
        flagged=frozenset(_flagged(safety, mediation, sessions)),
        replaced=frozenset(_replaced(choice, sessions)),
        voices={voice.child_id: voice for voice in voices},
        agreement=agreement,
        papers=checklist_of(look, agreement) if agreement is not None else (),
        names={entry.id: entry.name for entry in entries},
        kinds={
            entry.id: entry.kind
            for entry in entries
            if entry.left_on is None and entry.merged_into_id is None
        },
    )
    return _with_proposals(look, file, case_id)


def before_hearing(look: Look, case_id: int) -> Before | None:
    """The next hearing of a case whose day is known."""
    found = (
        select(CaseEvent)
        .where(
            CaseEvent.case_id == case_id, CaseEvent.kind.in_(HEARINGS),
            CaseEvent.precision == Precision.DAY, CaseEvent.date > look.today,
        )
        .order_by(CaseEvent.date, CaseEvent.id)
        .limit(1)
    )  # fmt: skip
    hearing = look.session.scalar(found)
    if hearing is None:
        return None
    calendar = office_facts(look).calendars.get(BELGIAN.state, BELGIAN)
    days = working_days_between(look.today, hearing.date, closed_days(look), calendar)
    return Before(hearing, days)


def _steps(look: Look, mediation: Mediation) -> dict[tuple[Party, MediationStep], ParentStep]:
    found = select(ParentStep).where(ParentStep.mediation_id == mediation.id)
    return {(step.party, step.step): step for step in look.session.scalars(found)}


def _flagged(safety: Safety, mediation: Mediation, sessions: tuple[MediationSession, ...]) -> Iterator[int]:
    for session in sessions:
        if (
            session.form is SessionForm.JOINT
            and session.state is SessionState.PLANNED
            and safety.bars(mediation, session.measures)
        ):
            yield session.id


def _replaced(choice: PairChoice | None, sessions: tuple[MediationSession, ...]) -> Iterator[int]:
    now = {choice.first_id, choice.second_id} if choice is not None else set()
    for session in sessions:
        people = {session.first_id, session.second_id} - {None}
        if session.state is SessionState.PLANNED and choice is not None and not people <= now:
            yield session.id


def _with_proposals(look: Look, file: MediationFile, case_id: int) -> MediationFile:
    case = look.get(Case, case_id)
    found = []
    stage = _stage(file)
    order = list(Stage)
    if stage is not None and case.open and order.index(stage[0]) > order.index(case.stage):
        found.append(Proposed("stage", *stage))
    assert file.mediation is not None
    if case.mediation_result is not file.mediation.result:
        why = L("The mediation: {result}.", result=file.mediation.result)
        found.append(Proposed("mediation_result", file.mediation.result, why))
    return MediationFile(**{**file.__dict__, "proposed": tuple(found)})


def _stage(file: MediationFile) -> tuple[Stage, Message] | None:
    """How far the case has come by what is recorded of the mediation: the furthest that holds."""
    agreement, states = file.agreement, {session.state for session in file.sessions}
    consents = [file.steps.get((party, MediationStep.CONSENT)) for party in PARENTS]
    both = all(step is not None and step.answer is StepAnswer.YES for step in consents)
    accepted = sum(offer.answer is OfferAnswer.ACCEPTED for offer in file.offers)
    reached = (
        (bool(agreement and agreement.lodged_on), Stage.HOMOLOGATION, L("The homologation was lodged.")),
        (bool(agreement and agreement.sent_to_lawyers_on), Stage.LEGAL_REVIEW, L("The lawyers review it.")),
        (bool(agreement and agreement.drafted_on), Stage.AGREEMENT_DRAFTED, L("An agreement was drafted.")),
        (SessionState.HELD in states, Stage.MEDIATING, L("A session was held.")),
        (SessionState.PLANNED in states, Stage.SCHEDULED, L("A session is planned.")),
        (
            file.choice is not None,
            Stage.MEDIATORS_PROPOSED,
            L("Mediators are chosen, {n} accepted.", n=accepted),
        ),
        (both, Stage.BOTH_CONSENT, L("Both parents consented.")),
    )
    return next(((stage, why) for holds, stage, why in reached if holds), None)
