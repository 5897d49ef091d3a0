"""The form in which a person records what the official status table says of a state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from abductdesk.actions.lawbook import verify_state
from abductdesk.i18n import Country, L
from abductdesk.models import VerifiedState
from abductdesk.models.base import fields_of
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.forms import FieldGroup
from abductdesk.ui.typed import About

WIDE = frozenset({"state", "source"})


def ask_state(
    parent: QWidget,
    desk: Desk,
    values: Mapping[str, Any],
    then: Callable[[], object],
    seen: int = 0,
    record: int | None = None,
) -> FormDialog:
    """Open the form with these values; `then` runs once it is recorded.

    With `seen` that `record` is corrected, and which state it is about stays: a wrong one is removed instead.
    """
    fields = fields_of(VerifiedState)

    def run(dialog: FormDialog, changes: dict[str, Any]) -> None:
        entered = {**values, **changes}
        desk.do(verify_state, entered, seen=dialog.seen, **dialog.reply)

    dialog = FormDialog(
        parent,
        L("Record the status of {state}", state=Country(values["state"]))
        if seen
        else L("Record the status of a state"),
        L(
            "Read it in the official status table of the Hague Conference. From then on it counts for every"
            " case with this state and Belgium."
        ),
        [FieldGroup("", [fields[name] for name in fields if not seen or name != "state"], wide=WIDE)],
        run=run,
        accept=L("Record"),
        values=values,
        seen=seen,
        width=600,
        about=About("lawbook.state", kind=VerifiedState.__tablename__, record=record),
    )
    if not seen:  # from a case the state is given, and not typed
        dialog.beside = {"given": {name: values[name] for name in ("state",) if name in values}}
    dialog.saved.connect(lambda _touched: then())
    dialog.open()
    return dialog
