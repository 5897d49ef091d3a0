"""Restricting the use of somebody's data (GDPR Art. 18): set it, lift it, allow a use meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from abductdesk.actions.holds import allow_use, end_use, lift_restriction, restrict
from abductdesk.i18n import L, Message
from abductdesk.models import ProcessingHold
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import HoldKind, RequestKind
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.forms import FieldGroup
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import isolate
from abductdesk.ui.undoing import say_done

_FIELDS = fields_of(ProcessingHold)
_WIDE = frozenset({"kind", "reason", "exception", "exception_reason"})
_GROUNDS = {RequestKind.RECTIFICATION: HoldKind.ACCURACY, RequestKind.OBJECTION: HoldKind.OBJECTION}


def said_of(hold: ProcessingHold) -> Message:
    """The restriction in one sentence."""
    return L("Restricted since {day}: {ground}", day=hold.since, ground=hold.kind)


def reminder(hold: ProcessingHold) -> Message:
    """What may still be done, and what comes before it is lifted."""
    if hold.exception is not None and hold.exception_until is not None:
        return L(
            "A use is allowed until {day}: {ground}. Each use is journalled.",
            day=hold.exception_until, ground=hold.exception,
        )  # fmt: skip
    return L("The data may be read, but not changed or passed on. Tell the person before it is lifted.")


def _needed(*names: str) -> list[Field]:
    return [replace(_FIELDS[name], required=True) for name in names]


def ask_restriction(
    desk: Desk,
    shell: Shell,
    person_id: int,
    name: str,
    request_id: int | None = None,
    asked: RequestKind | None = None,
) -> FormDialog:
    """Restrict the use of a person's data, for a request where there is one."""

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        desk.do(restrict, person_id, entered, request_id, **dialog.reply)

    ground = _GROUNDS.get(asked) if asked is not None else None
    dialog = FormDialog(
        shell.widget(),
        L("Restrict the use of data"),
        L("About {name}. From then on their data may be read, but not changed, stated in letters or "
          "exported. Time limits keep running.", name=isolate(name)),
        [FieldGroup("", _needed("kind", "since", "reason"), wide=_WIDE)],
        run=run, accept=L("&Restrict"), defaults={"since": desk.office.today, "kind": ground},
    )  # fmt: skip
    return _opened(dialog, lambda: say_done(desk, shell, L("The use of these data is restricted.")))


def ask_lifting(desk: Desk, shell: Shell, hold: ProcessingHold, name: str) -> FormDialog:
    """Lift a restriction; the person was told before."""

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        desk.do(lift_restriction, hold.id, seen=hold.version, told_on=entered.get("told_on"), **dialog.reply)

    dialog = FormDialog(
        shell.widget(),
        L("Lift the restriction"),
        L("About {name}. The person must have been told before it is lifted (Art. 18(3)).",
          name=isolate(name)),
        [FieldGroup("", _needed("told_on"))], run=run, accept=L("&Lift"),
    )  # fmt: skip
    return _opened(dialog, lambda: say_done(desk, shell, L("The restriction is lifted.")))


def ask_use(desk: Desk, shell: Shell, hold: ProcessingHold, name: str) -> FormDialog:
    """Allow a use of restricted data until a day."""

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        desk.do(
            allow_use, hold.id, seen=hold.version, exception=entered["exception"],
            reason=entered["exception_reason"], until=entered["exception_until"], **dialog.reply,
        )  # fmt: skip

    dialog = FormDialog(
        shell.widget(),
        L("Allow a use"),
        L("About {name}. Art. 18(2) allows it for these grounds only; each use is journalled.",
          name=isolate(name)),
        [FieldGroup("", _needed("exception", "exception_until", "exception_reason"), wide=_WIDE)],
        run=run, accept=L("&Allow"), defaults={"exception_until": desk.office.today},
    )  # fmt: skip
    return _opened(dialog, lambda: say_done(desk, shell, L("The use is allowed.")))


def end_allowed(desk: Desk, shell: Shell, hold: ProcessingHold) -> None:
    """No longer allow the use."""
    desk.do(
        end_use, hold.id, seen=hold.version,
        then=lambda _touched: say_done(desk, shell, L("The use is no longer allowed.")),
        owner=shell.widget(),
    )  # fmt: skip


def _opened(dialog: FormDialog, done: Callable[[], object]) -> FormDialog:
    dialog.saved.connect(lambda _touched: done())
    dialog.open()
    return dialog
