"""What of returns and aftercare belongs on Today: departures that are near, what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from abductdesk.actions.aftercare import AftercareDue, aftercare_due
from abductdesk.actions.office import Look, query
from abductdesk.actions.returning import SOON, PlanView, returns_board
from abductdesk.actions.scope import Scope, chosen, open_cases


@dataclass(frozen=True)
class ReturnReminders:
    """Returns that leave within two weeks, are on the way or have a step that is late; follow-ups after a
    return that are due today or late."""

    today: date
    plans: tuple[PlanView, ...]
    follow_ups: tuple[AftercareDue, ...]


@query()
def return_reminders(look: Look, scope: Scope | None = None) -> ReturnReminders:
    """What to see to on the open cases of a scope; None: the one that the person chose last."""
    theirs = open_cases(look, scope or chosen(look))
    return ReturnReminders(
        look.today,
        tuple(view for view in returns_board(look, SOON) if view.plan.case_id in theirs),
        tuple(due for due in aftercare_due(look, 0) if due.case_id in theirs),
    )
