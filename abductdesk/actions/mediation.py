"""A mediation on a case: opening and ending it, the steps of each parent, whether it is suitable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions.mediationfacts import add_of, check_past, follow, only, parent, running
from abductdesk.actions.mediationsafety import refuse_joint
from abductdesk.actions.office import Look, Work, action
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Case, Mediation, MediationSession, ParentStep
from abductdesk.terms import (
    EventKind,
    MediationResult,
    MediationStep,
    Party,
    SessionState,
    StepAnswer,
    Suitability,
)

AGREED = frozenset({MediationResult.FULL_AGREEMENT, MediationResult.PARTIAL_AGREEMENT})


def mediations(look: Look, case_id: int) -> list[Mediation]:
    """The mediations of a case, the newest first."""
    found = select(Mediation).where(Mediation.case_id == case_id).order_by(Mediation.id.desc())
    return list(look.session.scalars(found))


@action()
def open_mediation(work: Work, case_id: int, opened_on: date | None = None) -> int:
    """Open a mediation on a case; returns its id. One at a time."""
    earlier = mediations(work, case_id)
    case = work.get(Case, case_id)
    if not case.open or case.study:
        raise Refused("This case is not at work: no mediation can be opened on it.")
    if any(each.ended_on is None for each in earlier):
        raise Refused("A mediation is open on this case already.")
    day = opened_on or work.today
    check_past(work, "opened_on", day)
    return work.add(Mediation(case_id=case_id), opened_on=day).id


@action()
def change_mediation(work: Work, mediation_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Say whether the mediation is suitable, and which measures make it safe."""
    mediation = running(work, mediation_id)
    work.change(mediation, seen, only(changes, "suitability", "measures"))
    match mediation.suitability:
        case Suitability.SUITABLE:
            refuse_joint(work, mediation)
        case Suitability.WITH_MEASURES if not mediation.measures:
            raise Invalid("measures", "Write down the measures that make it suitable.")


@action()
def end_mediation(
    work: Work, mediation_id: int, *, seen: int, ended_on: date, result: MediationResult
) -> None:
    """End a mediation with its result. Planned sessions are held or cancelled first."""
    mediation = running(work, mediation_id)
    if result is MediationResult.ONGOING:
        raise Invalid("result", "Choose how it ended.")
    check_past(work, "ended_on", ended_on)
    if ended_on < mediation.opened_on:
        raise Invalid("ended_on", "The end lies before the beginning.")
    planned = select(MediationSession.id).where(
        MediationSession.mediation_id == mediation_id, MediationSession.state == SessionState.PLANNED
    )
    if work.session.scalar(planned.limit(1)):
        raise Refused("A session is still planned. Record that it was held, or cancel it.")
    work.change(mediation, seen, {"ended_on": ended_on, "result": result})
    follow(work, mediation, EventKind.MEDIATION_ENDED, ended_on)


@action()
def reopen_mediation(work: Work, mediation_id: int, *, seen: int) -> None:
    """Open a mediation again that had ended."""
    mediation = work.get(Mediation, mediation_id)
    if mediation.ended_on is None:
        raise Refused("This mediation has not ended.")
    if any(each.ended_on is None for each in mediations(work, mediation.case_id)):
        raise Refused("A mediation is open on this case already.")
    work.change(mediation, seen, {"ended_on": None, "result": MediationResult.ONGOING})
    follow(work, mediation, EventKind.MEDIATION_ENDED, None)


@action()
def record_step(
    work: Work,
    mediation_id: int,
    party: Party,
    step: MediationStep,
    *,
    changes: Mapping[str, Any],
    seen: int = 0,
) -> int:
    """Plan or record one step of one parent; returns its id. A consent, once given, is a fact of the case.

    That a parent was screened follows from the screening itself: of that step only the plan is kept.
    """
    mediation = running(work, mediation_id)
    parent(party)
    if step is MediationStep.SCREENING and {"done_on", "answer"} & changes.keys():
        raise Refused("Fill in the screening itself: it says when it was done.")
    found = step_of(work, mediation_id, party, step)
    values = only(changes, "planned_on", "done_on", "answer", "how")
    if found is None:
        found = add_of(work, mediation, ParentStep(), party=party, step=step, **values)
    else:
        work.change(found, seen, values)
    _check_step(work, found)
    given = found.answer is StepAnswer.YES
    if step is MediationStep.CONSENT:
        follow(work, found, EventKind.CONSENT_GIVEN, found.done_on if given else None, party)
    return found.id


def step_of(look: Look, mediation_id: int, party: Party, step: MediationStep) -> ParentStep | None:
    """This step of this parent, if anything is recorded of it."""
    found = select(ParentStep).where(
        ParentStep.mediation_id == mediation_id, ParentStep.party == party, ParentStep.step == step
    )
    return look.session.scalar(found.limit(1))


def _check_step(work: Work, step: ParentStep) -> None:
    check_past(work, "done_on", step.done_on)
    if step.answer is not None and step.done_on is None:
        raise Invalid("done_on", "Say on which day the parent answered.")
    consent = step_of(work, step.mediation_id, step.party, MediationStep.CONSENT)
    consented = consent is not None and consent.answer is StepAnswer.YES
    signed = step_of(work, step.mediation_id, step.party, MediationStep.AGREEMENT_TO_MEDIATE)
    if signed is not None and signed.done_on is not None and not consented:
        raise Refused(
            "The agreement to mediate is signed by a parent who consented. Record the consent first."
        )
