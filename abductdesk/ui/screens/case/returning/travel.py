"""Leaving, arriving, calling off; and what goes out: calendar file, emergency card, travel sheets."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from abductdesk.actions.departing import (
    call_off_return,
    confirm_arrival,
    confirm_departure,
    take_back_departure,
)
from abductdesk.actions.journeypapers import JOURNEY_FILE, export_journey
from abductdesk.actions.returning import PlanView
from abductdesk.faults import Refused
from abductdesk.i18n import N_, L
from abductdesk.models.base import Field
from abductdesk.terms import StaffRole
from abductdesk.ui.carddialog import CardDialog
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import Notice, ask
from abductdesk.ui.forms import FieldGroup
from abductdesk.ui.registerentry import keep_low
from abductdesk.ui.saving import choose_file, write_whole
from abductdesk.ui.screens.case.room import Room
from abductdesk.ui.texts import isolate, tongue
from abductdesk.ui.widgets import IconTile, column, label, row

LEAVE, ARRIVE, OFF = "return_leave", "return_arrive", "return_off"
SHEET = "return_plan"
_LEFT = Field("departed_on", N_("Left on"), "", "date", True, None, None)
_DESPITE = Field(
    "despite", N_("Why they leave in spite of it"), N_("It stays with the plan."), "long", True, None, None
)
_ARRIVED = Field("arrived_on", N_("Arrived on"), "", "date", True, None, None)
_REASON = Field("reason", N_("Why it is called off"), "", "long", True, None, None)


def ask_departure(room: Room, view: PlanView) -> FormDialog | None:
    """They have left; where something blocks travel only a manager goes on, with a reason."""
    today = room.desk.office.today
    blocked = bool(view.blocks)
    if blocked and StaffRole.MANAGER not in room.desk.office.staff.roles:
        Notice(
            room.window,
            Refused("Departure is blocked: {what}. A manager can let it happen with a reason.",
                    what=view.blocks[0].what),
            L("Not yet"),
        ).open()  # fmt: skip
        return None

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        reason = entered.get("despite") or ""
        room.desk.do(confirm_departure, view.plan.id, entered["departed_on"], despite=reason, **dialog.reply)

    dialog = room.form(
        L("Confirm departure"),
        [FieldGroup("", [_LEFT, _DESPITE] if blocked else [_LEFT], columns=1)],
        run,
        sentence=L("Travel is blocked. Only a manager lets it happen.") if blocked else
        L("From then on the return is on the way."),
        said=L("They are on the way."),
        defaults={"departed_on": min(view.plan.leaves_on or today, today)},
        accept=L("They have left"),
        above=_blocks(view) if blocked else None,
        about=room.about(LEAVE, view.plan),
    )  # fmt: skip
    keep_low(dialog)
    return dialog


def _blocks(view: PlanView) -> QWidget:
    made = QWidget()
    lines = column(spacing=4)
    for block in view.blocks:
        said = row(IconTile("blocked", "danger_text"), spacing=8)
        said.addWidget(label(block.what, wrap=True), 1)
        lines.addLayout(said)
    made.setLayout(lines)
    return made


def ask_arrival(room: Room, view: PlanView) -> FormDialog:
    """They have arrived: an event of the case, and aftercare begins."""
    return room.form(
        L("Confirm arrival"),
        [FieldGroup("", [_ARRIVED], columns=1)],
        lambda dialog, entered: room.desk.do(
            confirm_arrival, view.plan.id, entered["arrived_on"], **dialog.reply
        ),
        sentence=L("The return becomes an event of the case, and the aftercare of each child begins."),
        said=L("They have arrived. Aftercare has begun."),
        defaults={"arrived_on": room.desk.office.today},
        accept=L("They have arrived"),
        about=room.about(ARRIVE, view.plan),
    )


def ask_call_off(room: Room, view: PlanView) -> FormDialog:
    """The return does not happen this way."""
    return room.form(
        L("Call off the return"),
        [FieldGroup("", [_REASON], columns=1)],
        lambda dialog, entered: room.desk.do(
            call_off_return, view.plan.id, entered["reason"], **dialog.reply
        ),
        sentence=L("The plan stays as it is, to be read. A new one can be begun."),
        said=L("The return is called off."),
        accept=L("Call off"),
        about=room.about(OFF, view.plan),
    )


def ask_not_left(room: Room, view: PlanView) -> None:
    """The departure was confirmed by mistake."""
    again = L("The return is being prepared again.")
    ask(
        room.window, L("They have not left?"), again, L("Take it back"),
        then=lambda: room.do(take_back_departure, view.plan.id, said=again),
    )  # fmt: skip


def write_sheet(room: Room, view: PlanView) -> None:
    """A travel sheet for one recipient."""
    room.write(SHEET, view.plan.id)


def show_card(room: Room, view: PlanView) -> None:
    """The emergency card of whoever travels."""
    CardDialog(room.desk, room.shell, view.plan.id).open()


def ask_calendar(room: Room, view: PlanView) -> None:
    """Where to save the calendar file of the journey."""
    ask(
        room.window,
        L("Save the journey for a calendar?"),
        L("The file holds moments and the reference, no names and no places. That you saved it is written "
          "in the journal."),
        L("Choose a folder"),
        then=lambda: choose_file(
            room.window, L("Save the journey"), JOURNEY_FILE, then=partial(save_calendar, room, view)
        ),
    )  # fmt: skip


def save_calendar(room: Room, view: PlanView, path: Path) -> None:
    """Journal it, then write the file."""
    room.desk.do(
        export_journey, view.plan.id, tongue().language,
        then=lambda touched: _write(room, path, touched.result), owner=room,
    )  # fmt: skip


def _write(room: Room, path: Path, content: bytes) -> None:
    room.desk.work(
        partial(write_whole, path, content),
        then=lambda saved: room.shell.toast(L("Saved as {name}", name=isolate(saved.name))),
        owner=room,
    )
