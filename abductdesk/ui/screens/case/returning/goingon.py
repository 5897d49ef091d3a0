"""Opening the form of a return or of aftercare again for a draft, once what it is about is read.

To let a form keep drafts: `about=room.about("name", record)` where it is made, and one line below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from abductdesk.actions.aftercare import AftercareView, aftercare_of
from abductdesk.actions.psychologists import PsychologistSupport, psychologist_support
from abductdesk.actions.returning import PlanView, return_plans
from abductdesk.actions.unfinished import Unfinished
from abductdesk.faults import Refused
from abductdesk.models import Aftercare, ReturnPlan
from abductdesk.models.base import Record
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.feedback import Notice
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.returning import careforms, forms, travel
from abductdesk.ui.screens.case.room import Room
from abductdesk.ui.shell import TakeUp

R = TypeVar("R", bound=Record)


def reopen(room: Room, draft: Unfinished, take_up: TakeUp) -> None:
    """Read what the draft is about, open its form, and let the draft be taken up."""

    def opened(open_form: Callable[[], Dialog | None]) -> None:
        try:
            form = open_form()
        except Refused as refused:
            Notice(room.window, refused).open()
            return
        if form is not None:
            take_up(form)

    if draft.form in _PLANS:
        room.desk.ask(
            return_plans, room.case_id,
            then=lambda plans: opened(lambda: _PLANS[draft.form](room, plans, draft)), owner=room,
        )  # fmt: skip
    else:
        room.desk.ask(
            aftercare_of, room.case_id,
            then=lambda care: room.desk.ask(
                psychologist_support, room.case_id,
                then=lambda paid: opened(lambda: _CARE[draft.form](room, care, paid, draft)), owner=room,
            ),
            owner=room,
        )  # fmt: skip


def _found(records: Iterable[R], draft: Unfinished) -> R:
    found = next((each for each in records if each.id == draft.record), None)
    if found is None:
        raise Refused("What this draft is about is no longer there. Discard the draft.")
    return found


def _view(plans: list[PlanView], draft: Unfinished) -> PlanView:
    plan = _found([view.plan for view in plans], draft)
    return next(view for view in plans if view.plan is plan)


def _plan(room: Room, plans: list[PlanView], draft: Unfinished) -> Dialog:
    return forms.new_plan(room) if draft.record is None else forms.edit_plan(room, _view(plans, draft))


def _part(room: Room, plans: list[PlanView], draft: Unfinished) -> Dialog:
    if draft.kind == ReturnPlan.__tablename__:
        return forms.add_part(room, _view(plans, draft), str(draft.values.get("part")))
    every: list[Any] = []
    for view in plans:
        every += [*view.legs, *(paper for paper, _ in view.papers), *view.contacts, *view.steps]
    return forms.change_part(
        room, _found([each for each in every if each.__tablename__ == draft.kind], draft)
    )


_PLANS: dict[str, Callable[[Room, list[PlanView], Unfinished], Dialog | None]] = {
    f"case.{forms.PLAN}": _plan,
    f"case.{forms.DAY}": lambda room, plans, draft: forms.change_day(room, _view(plans, draft)),
    f"case.{forms.PART}": _part,
    f"case.{travel.LEAVE}": lambda room, plans, draft: travel.ask_departure(room, _view(plans, draft)),
    f"case.{travel.ARRIVE}": lambda room, plans, draft: travel.ask_arrival(room, _view(plans, draft)),
    f"case.{travel.OFF}": lambda room, plans, draft: travel.ask_call_off(room, _view(plans, draft)),
}

Paid = list[PsychologistSupport]


def _of(care: list[AftercareView], draft: Unfinished) -> AftercareView:
    found = _found([view.aftercare for view in care], draft)
    return next(view for view in care if view.aftercare is found)


def _contact(room: Room, care: list[AftercareView], _paid: Paid, draft: Unfinished) -> Dialog:
    contact = _found([contact for view in care for contact in view.contacts], draft)
    view = next(view for view in care if contact in view.contacts)
    return careforms.record_follow_up(room, view, contact)


def _session(room: Room, care: list[AftercareView], paid: Paid, draft: Unfinished) -> Dialog:
    if draft.kind == Aftercare.__tablename__:
        return careforms.ask_session(room, _of(care, draft), paid)
    session = _found([session for view in care for session in view.sessions], draft)
    view = next(view for view in care if session in view.sessions)
    return careforms.ask_session(room, view, paid, session)


def _begin(room: Room, _care: list[AftercareView], _paid: Paid, draft: Unfinished) -> Dialog:
    child_id = draft.values.get("child")
    entry = next((each for each in room.file.children if each.child.id == child_id), None)
    if entry is None:
        raise Refused("What this draft is about is no longer there. Discard the draft.")
    return careforms.ask_begin(room, entry.child.id, say.child_name(room.file, entry))


_CARE: dict[str, Callable[[Room, list[AftercareView], Paid, Unfinished], Dialog | None]] = {
    f"case.{careforms.CONTACT}": _contact,
    f"case.{careforms.MORE}": lambda room, care, _paid, draft: careforms.plan_more(room, _of(care, draft)),
    f"case.{careforms.SESSION}": _session,
    f"case.{careforms.END}": lambda room, care, _paid, draft: careforms.ask_end(room, _of(care, draft)),
    f"case.{careforms.BEGIN}": _begin,
}
FORMS = frozenset({*_PLANS, *_CARE})
