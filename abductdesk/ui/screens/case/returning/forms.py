"""The forms of a return: the plan, its day with what moves, and its legs, papers, contacts and steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from abductdesk.actions.planning import (
    PARTS,
    Part,
    add_return_part,
    change_plan,
    change_return_part,
    open_plan,
    remove_return_part,
)
from abductdesk.actions.returning import MovedStep, PlanView, said_step, would_move
from abductdesk.faults import Refused
from abductdesk.i18n import LN, N_, L, Message
from abductdesk.models import Leg, ReturnPlan, TravelPaper
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import ReturnFrame, Role
from abductdesk.ui.cards import clear
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.editors import Choice
from abductdesk.ui.feedback import ask
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.registerentry import keep_low
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.returning.words import MOMENTS, moments_of
from abductdesk.ui.screens.case.room import Room, values_of
from abductdesk.ui.texts import Text, apart, term
from abductdesk.ui.theme import look
from abductdesk.ui.typed import About
from abductdesk.ui.widgets import column, label

PLAN, DAY, PART = "return_plan", "return_day", "return_part"
_PLAN = fields_of(ReturnPlan)
_WHOSE = Field("person_id", N_("Who travels with it"), "", "number", True, None, None)
_WIDE = frozenset(
    {
        "child_ids", "escort", "handover_people", "preparation", "health", "protection", "first_contact",
        "what", "lodging", "warrant_result",
    }
)  # fmt: skip
GROUPS: tuple[tuple[Message, tuple[str, ...]], ...] = (
    (L("The return"), ("child_ids", "basis", "frame", "from_place", "to_place")),
    (L("Escort and handover"), ("escort", "handover_place", "handover_people")),
    (L("Police, warrants, consulate"), ("warrant_checked_on", "consular_post", "warrant_result")),
    (L("Arrival"), ("lodging", "school", "health")),
    (L("Protection and the child"), ("protection", "preparation", "first_contact")),
)


@dataclass(frozen=True)
class Wording:
    """What is said of one kind of part."""

    new: Message
    change: Message
    added: Message
    changed: Message
    remove: Message
    removed: Message


PART_WORDS: dict[str, Wording] = {
    "leg": Wording(
        L("Add a leg of the journey"), L("Change a leg of the journey"), L("The leg is added."),
        L("The leg is changed."), L("Remove this leg?"), L("The leg is removed."),
    ),
    "travel_paper": Wording(
        L("Add a travel paper"), L("Change a travel paper"), L("The paper is added."),
        L("The paper is changed."), L("Remove this paper?"), L("The paper is removed."),
    ),
    "emergency_contact": Wording(
        L("Add an emergency contact"), L("Change an emergency contact"), L("The contact is added."),
        L("The contact is changed."), L("Remove this contact?"), L("The contact is removed."),
    ),
    "return_step": Wording(
        L("Add a step"), L("Change a step"), L("The step is added."), L("The step is changed."),
        L("Remove this step?"), L("The step is removed."),
    ),
}  # fmt: skip
_HINTS = {
    "leg": L("Times are those of Brussels, so that all legs stand in one line. Local time belongs with the "
             "place, in words."),
    "emergency_contact": L("Who may see it decides on whose travel sheet and card it stands."),
}  # fmt: skip


def new_plan(room: Room, frame: ReturnFrame | None = None) -> FormDialog:
    """Begin a plan; the steps of its framework come with it."""
    names = ("child_ids", "basis", "frame", "leaves_on", "from_place", "to_place")
    dialog = room.form(
        L("Plan a return"),
        [FieldGroup("", pick(_PLAN, *names), wide=_WIDE)],
        lambda dialog, entered: room.desk.do(open_plan, room.case_id, entered, **dialog.reply),
        sentence=L("It begins with the steps of its framework, counted back from the day of departure."),
        said=L("The return is being planned."),
        defaults={"frame": frame} if frame is not None else {},
        choices={"child_ids": room.child_choices()},
        accept=L("Begin the plan"),
        about=room.about(PLAN),
    )
    _keep_short(dialog)
    return dialog


def _keep_short(dialog: FormDialog) -> None:
    """The children of a family need few lines."""
    dialog.form.rows["child_ids"].editor.main.setMaximumHeight(look.px(118))
    keep_low(dialog)


def edit_plan(room: Room, view: PlanView) -> FormDialog:
    """All facts of a plan but its day, which moves others."""
    dialog = room.form(
        L("Change the plan"),
        [FieldGroup(title, pick(_PLAN, *names), wide=_WIDE) for title, names in GROUPS],
        lambda dialog, changes: room.desk.do(
            change_plan, view.plan.id, seen=dialog.seen, changes=changes, **dialog.reply
        ),
        sentence=L("Another framework takes its own steps; what is done, and what you added, stays."),
        said=L("The plan is changed."),
        values=values_of(view.plan),
        seen=view.plan.version,
        choices={"child_ids": room.child_choices()},
        scroll=True,
        about=room.about(PLAN, view.plan),
    )
    _keep_short(dialog)
    return dialog


def change_day(room: Room, view: PlanView) -> FormDialog:
    """Another day of departure: what is counted back from it is shown with both days, before it is saved."""
    shown = Moves()
    dialog = room.form(
        L("Day of departure"),
        [FieldGroup("", pick(_PLAN, "leaves_on"))],
        lambda dialog, changes: room.desk.do(
            change_plan, view.plan.id, seen=dialog.seen, changes=changes, **dialog.reply
        ),
        said=L("The day of departure is changed."),
        values={"leaves_on": view.plan.leaves_on},
        seen=view.plan.version,
        scroll=True,
        about=room.about(DAY, view.plan),
    )
    dialog.body.addWidget(shown)
    dialog.body.addStretch(1)
    dialog.form.changed.connect(partial(_ask_moves, room, view, dialog, shown))
    shown.nothing()
    return dialog


def _ask_moves(room: Room, view: PlanView, dialog: FormDialog, shown: Moves) -> None:
    try:
        day = dialog.form.rows["leaves_on"].editor.value()
    except Refused:  # not a date yet
        shown.nothing()
        return
    if isinstance(day, date) and day != view.plan.leaves_on:
        booked = [leg for leg in view.legs if leg.departs_at is not None]
        room.desk.ask(
            would_move, view.plan.id, day,
            then=lambda moved: shown.show_moves(moved, legs=len(booked)), latest="would_move", owner=dialog,
        )  # fmt: skip
    else:
        shown.nothing()


class Moves(QWidget):
    """What another day moves: each step with its day before and after."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = column(spacing=4)
        self.setLayout(self.lines)

    def nothing(self) -> None:
        """Nothing moves yet."""
        clear(self.lines)
        self.lines.addWidget(label(L("Enter another day to see what moves with it."), "second", wrap=True))

    def show_moves(self, moved: Sequence[MovedStep], *, legs: int = 0) -> None:
        """Show what would move; booked legs do not move by themselves."""
        clear(self.lines)
        title = LN("{n} step moves", "{n} steps move", len(moved))
        self.lines.addWidget(label(title, "strong", wrap=True))
        for each in moved:
            self.lines.addWidget(label(_moved(each), "body", wrap=True))
        if legs:
            warn = LN(
                "{n} booked leg stays where it is: change its day too.",
                "{n} booked legs stay where they are: change their days too.", legs,
            )  # fmt: skip
            self.lines.addWidget(label(warn, "error", wrap=True))


def _moved(each: MovedStep) -> Message:
    if each.before is None:
        return L("{step}: {after}", step=said_step(each.step), after=each.after)
    return L("{step}: {before} → {after}", step=said_step(each.step), before=each.before, after=each.after)


# parts


def _fields(kind: str) -> list[Field]:
    fields = fields_of(PARTS[kind])
    if kind == "leg":
        return [*pick(fields, "from_place", "to_place"), *MOMENTS, *pick(fields, "carrier", "ticket")]
    if kind == "travel_paper":
        return [_WHOSE, *fields.values()]
    return list(fields.values())


def _choices(room: Room, kind: str) -> Mapping[str, Sequence[Choice]]:
    if kind == "return_step":
        return {"staff_id": room.staff_choices()}
    if kind == "travel_paper":
        people = [(entry.person.id, say.child_name(room.file, entry)) for entry in room.file.children]
        people += [(entry.person.id, apart(entry.person.name)) for entry in room.file.people]
        return {"person_id": list(dict(people).items())}
    if kind == "emergency_contact":
        parents = (Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT)
        return {"side": [(role, term(role.label)) for role in parents]}
    return {}


def add_part(room: Room, view: PlanView, kind: str) -> FormDialog:
    """A new leg, paper, contact or step."""
    wording = PART_WORDS[kind]
    dialog = room.form(
        wording.new,
        [FieldGroup("", _fields(kind), wide=_WIDE)],
        lambda dialog, entered: room.desk.do(add_return_part, view.plan.id, kind, entered, **dialog.reply),
        sentence=_HINTS.get(kind, ""),
        said=wording.added,
        defaults=_start(view, kind),
        choices=_choices(room, kind),
        accept=L("Add"),
        about=About(f"case.{PART}", room.case_id, ReturnPlan.__tablename__, view.plan.id),
    )
    dialog.beside = {"part": kind}
    return dialog


def _start(view: PlanView, kind: str) -> dict[str, Any]:
    """A first leg begins where the plan does, a later one where the last one ends."""
    if kind != "leg":
        return {}
    last = view.legs[-1] if view.legs else None
    begins = last.to_place if last is not None else view.plan.from_place
    day = moments_of(last)["arrives_day"] if last is not None else view.plan.leaves_on
    ends = view.plan.to_place if begins != view.plan.to_place else None
    return {"from_place": begins, "to_place": ends, "departs_day": day, "arrives_day": day}


def change_part(room: Room, part: Part) -> FormDialog:
    """A part that is there."""
    kind = part.__tablename__
    values = values_of(part)
    if isinstance(part, Leg):
        values |= moments_of(part)
    if isinstance(part, TravelPaper):
        values["person_id"] = part.person_id
    return room.form(
        PART_WORDS[kind].change,
        [FieldGroup("", _fields(kind), wide=_WIDE)],
        lambda dialog, changes: room.desk.do(
            change_return_part, kind, part.id, seen=dialog.seen, changes=changes, **dialog.reply
        ),
        sentence=_HINTS.get(kind, ""),
        said=PART_WORDS[kind].changed,
        values=values,
        seen=part.version,
        choices=_choices(room, kind),
        about=room.about(PART, part),
    )


def remove_part(room: Room, part: Part, name: Text) -> None:
    """Ask before a part goes."""
    wording = PART_WORDS[part.__tablename__]
    ask(
        room.window, wording.remove, name, L("Remove"), look="danger",
        then=lambda: room.do(remove_return_part, part.__tablename__, part.id, said=wording.removed),
    )  # fmt: skip
