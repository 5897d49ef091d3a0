"""A receipt: its amount in its own currency; a foreign one with rate, source and day."""

from __future__ import annotations

from typing import Any

from abductdesk.actions.supportmoney import add_receipt, minor_units
from abductdesk.actions.supportview import RequestView
from abductdesk.faults import Invalid
from abductdesk.i18n import N_, L
from abductdesk.models import Receipt
from abductdesk.models.base import Field, fields_of
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.editors import Choice
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.screens.case.room import Room
from abductdesk.ui.texts import Text, apart, term

_AMOUNT = Field(
    "minor", N_("Amount on the receipt"), N_("In the currency of the receipt."), "text", True, 30, None
)
_ITEM = Field("item_id", N_("For which item"), "", "staff", False, None, None)
_WIDE = frozenset({"rate_source"})
_PAPER = Field("evidence_id", N_("Document on the case"), "", "staff", False, None, None)


def receipt_form(room: Room, view: RequestView) -> FormDialog:
    """A receipt for what was paid."""
    fields = fields_of(Receipt)
    papers: list[Choice] = [(each.id, apart(each.name)) for each in room.file.attachments]
    items: list[Choice] = [(item.id, term(item.kind.label)) for item in view.outcome.items]
    first = [*pick(fields, "on"), _ITEM, _AMOUNT, *pick(fields, "currency"), *([_PAPER] if papers else [])]
    abroad = pick(fields, "rate", "rate_on", "rate_source")

    def send(dialog: FormDialog, entered: dict[str, Any]) -> None:
        try:
            minor = minor_units(str(entered.pop("minor")), str(entered.get("currency") or "EUR"))
        except Invalid as refused:
            dialog.refuse(refused)
            return
        room.desk.do(add_receipt, view.request.id, entered, minor, **dialog.reply)

    said: Text = L("The receipt is added.")
    only = {"item_id": items[0][0]} if len(items) == 1 else {}
    return room.form(
        L("Add receipt"),
        [FieldGroup("", first), FieldGroup(L("In another currency"), abroad, wide=_WIDE)],
        send, said=said, defaults={"on": room.file.today, "currency": "EUR", **only},
        choices={"item_id": items, "evidence_id": papers}, accept=L("Add"),
    )  # fmt: skip
