"""What somebody had not finished typing, kept inside the vault until it is saved or thrown away.

The journal says that something was begun and that it is gone, never what; only its author sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import select

from abductdesk.actions.office import Look, Work, action, query
from abductdesk.models import Case, Draft
from abductdesk.store import journal

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Unfinished:
    """One draft: which form, about what, as typed. `reference` is that of its case."""

    id: int
    form: str
    case_id: int | None
    reference: str
    kind: str
    record: int | None
    values: Mapping[str, Any]
    saved_at: datetime


@action()
def keep_draft(
    work: Work,
    values: Mapping[str, Any],
    *,
    form: str,
    draft_id: int | None = None,
    case_id: int | None = None,
    kind: str = "",
    record: int | None = None,
) -> int:
    """Keep what stands in a form, over what was kept of it before; returns the draft's id."""
    kept = _mine(work, draft_id) if draft_id is not None else None
    fresh = kept is None
    if kept is None:
        kept = Draft(staff_id=work.staff.id, form=form)
        work.session.add(kept)
    kept.case_id, kept.kind, kept.record = case_id, kind, record
    kept.values, kept.saved_at = dict(values), work.now
    work.session.flush()
    if fresh:
        _note(work, kept)
    work.touched.add((Draft.__tablename__, kept.id))
    return kept.id


@action()
def drop_draft(work: Work, draft_id: int) -> None:
    """Throw a draft away; one that is gone already is no fault."""
    _drop(work, draft_id)


@query()
def unfinished(look: Look) -> list[Unfinished]:
    """One's own drafts, the newest first."""
    rows = (
        select(Draft, Case.reference)
        .outerjoin(Case, Case.id == Draft.case_id)
        .where(Draft.staff_id == look.staff.id)
        .order_by(Draft.saved_at.desc(), Draft.id.desc())
    )
    return [
        Unfinished(
            draft.id, draft.form, draft.case_id, reference or "", draft.kind, draft.record,
            draft.values, draft.saved_at,
        )
        for draft, reference in look.session.execute(rows)
    ]  # fmt: skip


def settling(verb: Callable[Concatenate[Work, P], T], draft_id: int) -> Callable[Concatenate[Work, P], T]:
    """The same action, which also takes away the draft it was typed in: both or neither."""

    def both(work: Work, /, *args: P.args, **kwargs: P.kwargs) -> T:
        answer = verb(work, *args, **kwargs)
        _drop(work, draft_id)
        return answer

    update_wrapper(both, verb)  # its name decides who may do it and what the journal says
    return both


def _mine(look: Look, draft_id: int) -> Draft | None:
    found = look.session.get(Draft, draft_id)
    return found if found is not None and found.staff_id == look.staff.id else None


def _drop(work: Work, draft_id: int) -> None:
    found = _mine(work, draft_id)
    if found is not None:
        _note(work, found)
        work.touched.add((Draft.__tablename__, found.id))
        work.session.delete(found)
        work.session.flush()


def _note(work: Work, draft: Draft) -> None:
    """Without content, and without the case: a draft is no part of the history of a case."""
    kind = Draft.__tablename__
    journal.append(work.session, work.staff.id, work.action, kind, draft.id, at=work.now)
