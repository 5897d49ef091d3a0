"""The steps that a return begins with, by framework: the program's proposal, or the bureau's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from abductdesk.actions.office import Look, Work, action, query
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import N_
from abductdesk.models import StepTemplate
from abductdesk.terms import ReturnFrame, StaffRole, StepOwner

MANAGERS = frozenset({StaffRole.MANAGER})
_EVERY = frozenset(ReturnFrame)


@dataclass(frozen=True)
class Proposed:
    """A step that ships: proposals of good practice, no rule of law. `code` names it for good."""

    code: str
    what: str
    owner: StepOwner
    days_before: int
    blocking: bool
    frames: frozenset[ReturnFrame] = _EVERY


SHIPPED = (
    Proposed("basis", N_("Decision or agreement is final and enforceable where the child is"),
             StepOwner.LAWYERS, 21, True),
    Proposed("authority", N_("Central Authorities of both states know the date"), StepOwner.CENTRAL_AUTHORITY,
             14, False, frozenset({ReturnFrame.EU, ReturnFrame.HAGUE})),
    Proposed("foreign_affairs", N_("FPS Foreign Affairs and the embassy know the date"), StepOwner.CONSULATE,
             21, True, frozenset({ReturnFrame.NO_TREATY})),
    Proposed("warrants", N_("Police alerts and arrest warrants are checked and lifted"), StepOwner.POLICE,
             14, True),
    Proposed("travel_ban", N_("Travel bans and border alerts for the child are lifted"), StepOwner.POLICE,
             7, True),
    Proposed("papers", N_("Travel papers of everybody who travels are valid and at hand"),
             StepOwner.TAKING, 10, True),
    Proposed("exit_permit", N_("Exit permit or notarised consent, where the state asks for one"),
             StepOwner.LAWYERS, 14, True, frozenset({ReturnFrame.HAGUE, ReturnFrame.NO_TREATY})),
    Proposed("visa", N_("Visa or right of residence of the accompanying parent"), StepOwner.CONSULATE,
             14, True, frozenset({ReturnFrame.HAGUE, ReturnFrame.NO_TREATY})),
    Proposed("protection", N_("Protective measures are in force before travel"), StepOwner.LAWYERS, 7, True),
    Proposed("lodging", N_("Where the child and the parent will stay is arranged"), StepOwner.LEFT_BEHIND,
             7, True),
    Proposed("tickets", N_("Tickets are booked and paid"), StepOwner.BUREAU, 7, True),
    Proposed("escort", N_("Who travels with the child is agreed"), StepOwner.BUREAU, 7, True),
    Proposed("handover", N_("Handover is agreed: place, time, people"), StepOwner.BUREAU, 5, True),
    Proposed("child", N_("The child is told and prepared"), StepOwner.TAKING, 5, False),
    Proposed("school", N_("School is informed and expects the child"), StepOwner.LEFT_BEHIND, 5, False),
    Proposed("health", N_("Medicines and health papers are packed"), StepOwner.TAKING, 2, False),
    Proposed("contact", N_("First contact with the other parent is agreed"), StepOwner.BUREAU, 3, False),
    Proposed("psychologist", N_("A psychologist is ready for the time after"), StepOwner.PSYCHOLOGIST,
             3, False),
    Proposed("sheets", N_("Everybody has their own travel sheet and the emergency numbers"),
             StepOwner.BUREAU, 2, False),
)  # fmt: skip
WORDS = {step.code: step.what for step in SHIPPED}


@dataclass(frozen=True)
class Step:
    """A step as a new plan begins with it; `id` where the bureau edited it."""

    id: int | None
    version: int
    code: str
    what: str
    owner: StepOwner
    days_before: int
    blocking: bool


def steps_for(look: Look, frame: ReturnFrame) -> list[Step]:
    """The bureau's own steps of a framework once it has edited them, else the shipped ones, the earliest
    first."""
    if edited(look, frame):
        return [
            Step(row.id, row.version, row.code, row.what, row.owner, row.days_before, row.blocking)
            for row in _own(look, frame)
        ]
    shipped = [step for step in SHIPPED if frame in step.frames]
    return [
        Step(None, 0, step.code, step.what, step.owner, step.days_before, step.blocking)
        for step in sorted(shipped, key=lambda step: -step.days_before)
    ]


def edited(look: Look, frame: ReturnFrame) -> bool:
    """Whether the bureau has a list of its own, be it an empty one."""
    return (
        look.session.scalar(select(StepTemplate.id).where(StepTemplate.frame == frame).limit(1)) is not None
    )


def _own(look: Look, frame: ReturnFrame) -> list[StepTemplate]:
    rows = select(StepTemplate).where(StepTemplate.frame == frame, StepTemplate.retired_on.is_(None))
    return list(look.session.scalars(rows.order_by(StepTemplate.days_before.desc(), StepTemplate.id)))


@query()
def return_template(look: Look, frame: ReturnFrame) -> list[Step]:
    """What a new plan of this framework begins with."""
    return steps_for(look, frame)


@action(MANAGERS)
def edit_template(
    work: Work,
    frame: ReturnFrame,
    code: str,
    at: int | None,
    changes: Mapping[str, Any],
    *,
    seen: int | None = None,
) -> int:
    """Change a step of the template (`at` its id, or by `code` where it is still a shipped one), or add one
    (no id, no code); returns its id. Plans that exist keep theirs."""
    made_own(work, frame)
    if (changes.get("days_before") or 0) < 0:
        raise Invalid("days_before", "Days before departure cannot be below zero.")
    if at is None and not code:
        made = work.add(StepTemplate(), frame=frame, **changes)
        work.assign(made, code=f"own-{made.id}")  # so that plans know it for the same step
        return made.id
    found = _step(work, frame, code, at)
    work.change(found, found.version if seen is None or at is None else seen, changes)
    return found.id


@action(MANAGERS)
def retire_step(work: Work, frame: ReturnFrame, code: str, at: int | None) -> None:
    """Take a step out of the template; plans that exist keep it."""
    made_own(work, frame)
    work.assign(_step(work, frame, code, at), retired_on=work.today)


@action(MANAGERS)
def ship_again(work: Work, frame: ReturnFrame) -> None:
    """Give up the bureau's own list of a framework for the one that ships; plans that exist keep theirs."""
    own = select(StepTemplate).where(StepTemplate.frame == frame)
    for row in list(work.session.scalars(own)):
        work.remove(row)


def _step(work: Work, frame: ReturnFrame, code: str, at: int | None) -> StepTemplate:
    for row in _own(work, frame):
        if row.id == at or (at is None and code and row.code == code):
            return row
    raise Refused("This step is no longer in the list. Refresh the screen.")


def made_own(work: Work, frame: ReturnFrame) -> None:
    """Copy the shipped steps of a framework so that the bureau can edit them."""
    if edited(work, frame):
        return
    for place, step in enumerate(steps_for(work, frame)):
        work.add(
            StepTemplate(code=step.code, place=place), frame=frame, what=step.what, owner=step.owner,
            days_before=step.days_before, blocking=step.blocking,
        )  # fmt: skip
