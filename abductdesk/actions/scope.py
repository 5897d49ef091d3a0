"""Whose cases a person looks at: own ones, those of colleagues, or all."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import select

from abductdesk.actions.office import Look
from abductdesk.models import Case


class Scope(StrEnum):
    """Whose cases: one's own (as caseworker or deputy), those of colleagues, or all."""

    MINE = "mine"
    TEAM = "team"
    ALL = "all"


def chosen(look: Look) -> Scope:
    """The scope that the person chose last."""
    return Scope(look.staff.preferences.get("scope", Scope.MINE))


def open_cases(look: Look, scope: Scope = Scope.ALL) -> dict[int, Any]:
    """The open cases of the bureau within a scope, by id; study cases stay out."""
    columns = (Case.id, Case.reference, Case.caseworker_id, Case.deputy_id, Case.opened_on)
    rows = look.session.execute(
        select(*columns).where(Case.closed_on.is_(None), Case.voided_on.is_(None), ~Case.study)
    )
    return {row.id: row for row in rows if _within(look, scope, row.caseworker_id, row.deputy_id)}


def _within(look: Look, scope: Scope, caseworker: int | None, deputy: int | None) -> bool:
    mine = look.staff.id in (caseworker, deputy)
    match scope:
        case Scope.MINE:
            return mine
        case Scope.TEAM:
            return not mine and caseworker is not None
        case _:
            return True
