"""Whether both parents may sit together: said once, at the top, calmly and so that nobody overlooks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from abductdesk.actions.cases import change_case
from abductdesk.actions.mediationfile import MediationFile
from abductdesk.actions.mediationsafety import MANAGERS, override_safety, withdraw_override
from abductdesk.i18n import LN, N_, L, Message
from abductdesk.terms import StaffRole
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import Banner, ask
from abductdesk.ui.forms import FieldGroup
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.mediation.fields import asked
from abductdesk.ui.screens.case.room import Room
from abductdesk.ui.texts import isolate


def fill_safety(room: Room, found: MediationFile, body: QVBoxLayout) -> None:
    """The state of safety, the sessions to be changed, and what the mediation proposes for the case."""
    body.addWidget(_state(room, found))
    if found.proposed:
        body.addWidget(_proposal(room, found))


def _state(room: Room, found: MediationFile) -> Banner:
    safety = found.safety
    assert safety is not None and found.mediation is not None
    manager = bool(MANAGERS & set(map(StaffRole, room.desk.office.staff.roles)))
    if safety.barred:
        why, title = _one([*safety.barred, *_flagged(found)]), L("No joint sessions")
        stay = L("{why} Separate and shuttle sessions stay possible.", why=why)
        if safety.separate_only:
            return Banner("danger", stay, title=title)
        if manager:
            return Banner("danger", stay, L("Override…"), lambda: ask_override(room, found), title=title)
        return Banner("danger", L("{said} A manager can override it.", said=stay), title=title)
    if safety.override is not None:
        given = safety.override
        reason = L("{who}, {day}: {reason}", who=isolate(room.staff_name(given.staff_id)), day=given.on,
                   reason=isolate(given.reason))  # fmt: skip
        said = _one([reason, *_flagged(found)])
        title = L("Joint sessions by override of a manager, with safety measures")
        if not manager:
            return Banner("warn", said, title=title)
        return Banner("warn", said, L("Withdraw…"), lambda: _ask_to_withdraw(room, given.id, given.version),
                      title=title)  # fmt: skip
    if found.flagged:
        return Banner("danger", _one(_flagged(found)), title=L("Joint sessions only with safety measures"))
    if safety.measures:
        measures = found.mediation.measures
        said = L("{measures}", measures=isolate(measures)) if measures else L(
            "Each joint session needs its measures in writing."
        )  # fmt: skip
        return Banner("warn", said, title=L("Joint sessions only with safety measures"))
    return Banner("ok", L("Both parents were screened separately."), title=L("Joint sessions are possible"))


def _flagged(found: MediationFile) -> list[Message]:
    """What must be changed because of it."""
    said = LN(
        "{n} planned joint session may not be held: change its form, write down measures or cancel it.",
        "{n} planned joint sessions may not be held: change their form, write down measures or cancel them.",
        len(found.flagged),
    )
    return [said] if found.flagged else []


def _one(sentences: Sequence[Message]) -> Message:
    said = sentences[0]
    for more in sentences[1:]:
        said = L("{one} {other}", one=said, other=more)
    return said


def ask_override(room: Room, found: MediationFile) -> FormDialog:
    """A manager says why joint sessions are safe enough in spite of the screenings."""
    assert found.mediation is not None and found.safety is not None
    mediation_id = found.mediation.id

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        room.desk.do(override_safety, mediation_id, reason=entered["reason"], **dialog.reply)

    reason = asked(
        "reason", N_("Why joint sessions are safe enough"), "long", required=True,
        help=N_("It stays in the history with your name. A later high risk is not covered by it."),
    )  # fmt: skip
    return room.form(
        L("Override the safety of joint sessions"),
        [FieldGroup("", [reason])],
        run,
        sentence=_one(found.safety.barred),
        said=L("The override is recorded, with your name."),
        accept=L("Override"),
    )


def _ask_to_withdraw(room: Room, override_id: int, version: int) -> None:
    ask(
        room.window,
        L("Withdraw the override?"),
        L("What the screenings say counts again; planned joint sessions must be changed."),
        L("Withdraw"),
        then=lambda: room.do(
            withdraw_override, override_id, seen=version, said=L("The override is withdrawn.")
        ),
    )


def _proposal(room: Room, found: MediationFile) -> Banner:
    """What the case could say now; one press takes it over."""
    case = room.file.case
    changes = {proposed.field: proposed.value for proposed in found.proposed}
    parts = [
        L("Stage: {stage} ({why})", stage=proposed.value, why=proposed.why)
        if proposed.field == "stage"
        else L("Result of the mediation: {result}", result=proposed.value)
        for proposed in found.proposed
    ]
    return Banner(
        "accent", say.joined(*parts), L("Take over"),
        lambda: room.do(
            change_case, case.id, seen=case.version, changes=changes, said=L("The case is changed.")
        ),
        title=L("The case could say now"),
    )  # fmt: skip
