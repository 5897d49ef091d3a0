"""What is said of a return in more than one place: its state, what blocks it, moments in Brussels."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from abductdesk.actions.office import BRUSSELS
from abductdesk.actions.returning import Block, PlanView
from abductdesk.i18n import LN, N_, L, Message, Tongue
from abductdesk.models import Leg
from abductdesk.models.base import Field
from abductdesk.terms import ReturnState
from abductdesk.ui.texts import Text, term, words
from abductdesk.ui.widgets import Pill

_STATES = {
    ReturnState.PLANNED: ("accent", "running"),
    ReturnState.DEPARTED: ("warn", "travel"),
    ReturnState.ARRIVED: ("ok", "ok"),
    ReturnState.CANCELLED: ("neutral", "closed_case"),
}
_TIME_HELP = N_("As the clock shows it in Brussels, wherever the place is.")
MOMENTS = (
    Field("departs_day", N_("Departs on"), "", "date", False, None, None),
    Field("departs_time", N_("Departs at"), _TIME_HELP, "time", False, None, None),
    Field("arrives_day", N_("Arrives on"), "", "date", False, None, None),
    Field("arrives_time", N_("Arrives at"), _TIME_HELP, "time", False, None, None),
)


def state_pill(view: PlanView) -> Pill:
    """How a return stands."""
    tone, icon = _STATES[view.plan.state]
    return Pill(term(view.plan.state.label), tone, icon=icon)


def blocked_line(blocks: tuple[Block, ...]) -> Message:
    """What blocks travel in one line: the first thing, and how many there are besides."""
    if not blocks:
        return L("Nothing blocks travel.")
    if len(blocks) == 1:
        return L("Travel is blocked: {what}", what=blocks[0].what)
    more = LN("and {n} thing more", "and {n} things more", len(blocks) - 1)
    return L("Travel is blocked: {what}, {more}", what=blocks[0].what, more=more)


def at_text(at: datetime | None) -> Text:
    """A moment as the clock shows it in Brussels."""

    def said(tongue: Tongue) -> str:
        if at is None:
            return words(L("time not known"))
        local = at.astimezone(BRUSSELS)
        return f"{tongue.date(local.date(), weekday=True)}, {tongue.value(local.time())}"

    return said


def clock_text(at: datetime | None, after: datetime | None) -> Text:
    """When a leg arrives: the time alone on the day of its departure."""
    if at is None or after is None or at.astimezone(BRUSSELS).date() != after.astimezone(BRUSSELS).date():
        return at_text(at)
    return lambda tongue: tongue.value(at.astimezone(BRUSSELS).time())


def moments_of(leg: Leg) -> dict[str, Any]:
    """The moments of a leg as the form shows them."""
    found: dict[str, Any] = {}
    for name, at in (("departs", leg.departs_at), ("arrives", leg.arrives_at)):
        local = at.astimezone(BRUSSELS) if at is not None else None
        found[f"{name}_day"] = local.date() if local else None
        found[f"{name}_time"] = local.time() if local else None
    return found
