"""Telling people whose data came from somebody else (GDPR Art. 14): told on a day, or why not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from abductdesk.actions.informing import Duty, record_exception, record_informed, take_back_informed
from abductdesk.i18n import L, Message
from abductdesk.models import DutyToInform
from abductdesk.models.base import fields_of
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.forms import FieldGroup
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import isolate
from abductdesk.ui.undoing import say_done

_FIELDS = fields_of(DutyToInform)
_WIDE = frozenset({"exception", "reason"})


def advice(duty: Duty, *, excused: bool = False) -> Message:
    """What to weigh before somebody is told, or before they are not (`excused`)."""
    if duty.letter is not None and duty.open and not excused:
        number, day = duty.letter
        return L("Letter {number} went to them on {day}: did it say where their data came from?",
                 number=number, day=day)  # fmt: skip
    if duty.role is None:
        return L("A child is told through whoever holds parental responsibility, unless that endangers it.")
    if duty.early_harm:
        return L(
            "Telling this parent too early can endanger the child: where it can, record the exception of "
            "Art. 14(5)(b) with its reason, and tell them once it no longer does."
        )
    return L("They are told who holds their data, what for, from whom they came, and their rights.")


def ask_informed(desk: Desk, shell: Shell, duty: Duty) -> FormDialog:
    """Record when somebody was told; a letter to them proposes its day."""

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        desk.do(
            record_informed, duty.case_id, duty.person_id, on=entered["informed_on"],
            obtained_on=entered.get("obtained_on"), **dialog.reply,
        )  # fmt: skip

    kept = duty.decision.informed_on if duty.decision is not None else None
    proposed = kept or (duty.letter[1] if duty.letter is not None else desk.office.today)
    fields = [replace(_FIELDS[name], required=True) for name in ("informed_on", "obtained_on")]
    return _form(
        desk, shell, L("{name} was informed", name=isolate(duty.name)), advice(duty), FieldGroup("", fields),
        run, L("It is recorded that they were informed."),
        {"informed_on": proposed, "obtained_on": duty.obtained_on},
    )  # fmt: skip


def ask_exception(desk: Desk, shell: Shell, duty: Duty) -> FormDialog:
    """Record why somebody need not be told."""

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        desk.do(
            record_exception, duty.case_id, duty.person_id, exception=entered["exception"],
            reason=entered["reason"], **dialog.reply,
        )  # fmt: skip

    fields = [replace(_FIELDS[name], required=True) for name in ("exception", "reason")]
    decision = duty.decision
    known = {"exception": decision.exception, "reason": decision.reason} if decision is not None else {}
    return _form(
        desk, shell, L("{name} is not informed", name=isolate(duty.name)), advice(duty, excused=True),
        FieldGroup("", fields, wide=_WIDE), run, L("The exception is recorded."), known,
    )  # fmt: skip


def take_back(desk: Desk, shell: Shell, duty: Duty) -> None:
    """The person is to be told again."""
    if duty.decision is not None:
        desk.do(
            take_back_informed, duty.decision.id,
            then=lambda _touched: say_done(desk, shell, L("It is open again.")), owner=shell.widget(),
        )  # fmt: skip


def _form(
    desk: Desk, shell: Shell, title: Message, sentence: Message, group: FieldGroup, run: Any, said: Message,
    defaults: dict[str, Any],
) -> FormDialog:  # fmt: skip
    dialog = FormDialog(
        shell.widget(), title, sentence, [group], run=run, accept=L("&Record"), defaults=defaults
    )
    dialog.saved.connect(lambda _touched: say_done(desk, shell, said))
    dialog.open()
    return dialog
