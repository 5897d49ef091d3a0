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

WIDE = frozenset({"state", "source"})


def ask_state(
    parent: QWidget, desk: Desk, values: Mapping[str, Any], then: Callable[[], object], seen: int = 0
) -> FormDialog:
    """Open the form with these values; `then` runs once it is recorded. With the version `seen` the record of
    that state is corrected."""
    fields = {name: each for name, each in fields_of(VerifiedState).items() if name != "state" or not seen}

    def run(dialog: FormDialog, changes: dict[str, Any]) -> None:
        entered = {**values, **changes}
        desk.do(verify_state, entered, seen=dialog.seen, **dialog.reply)

    dialog = FormDialog(
        parent,
        L("Record the status of a state")
        if not seen
        else L("Correct the status of {state}", state=Country(str(values["state"]))),
        L(
            "Read it in the official status table of the Hague Conference. From then on it counts for every"
            " case with this state and Belgium."
        ),
        [FieldGroup("", list(fields.values()), wide=WIDE)],
        run=run,
        accept=L("Record"),
        values=values,
        seen=seen,
        width=600,
    )
    dialog.saved.connect(lambda _touched: then())
    dialog.open()
    return dialog
