"""What the journal says of each action on support; see `historywords`."""

from __future__ import annotations

from abductdesk.i18n import L, Message

SUPPORT: dict[str, tuple[Message, str]] = {
    "open_request": (L("opened a request for support"), "support"),
    "change_support": (L("changed a request for support"), "support"),
    "add_part": (L("added to a request for support"), "support"),
    "change_part": (L("changed a part of a request for support"), "support"),
    "remove_part": (L("removed a part of a request for support"), "support"),
    "submit": (L("submitted a request for support"), "support"),
    "call_incomplete": (L("said what a request for support lacks"), "question"),
    "call_complete": (L("found a request for support complete"), "support"),
    "run_test": (L("tested a request for support"), "calculator"),
    "advise": (L("gave advice on a request for support"), "support"),
    "approve": (L("approved a proposal for support"), "decision"),
    "send_back": (L("sent a request for support back"), "back"),
    "record_answer": (L("recorded the answer of an authority"), "office"),
    "decide_support": (L("decided on a request for support"), "decision"),
    "withdraw_support": (L("withdrew a request for support"), "close"),
    "lodge_appeal": (L("recorded an appeal about support"), "proceeding"),
    "decide_appeal": (L("decided an appeal about support"), "decision"),
    "pay_advance": (L("recorded an advance"), "money"),
    "commit_support": (L("committed support to a budget"), "money"),
    "pay": (L("recorded a payment"), "money"),
    "release_rest": (L("gave the rest of a commitment back"), "money"),
    "add_receipt": (L("added a receipt"), "receipt"),
    "check_receipt": (L("looked at a receipt"), "receipt"),
    "close_receipts": (L("found the receipts checked"), "receipt"),
    "recover": (L("asked for money back"), "money"),
    "record_refund": (L("recorded money that came back"), "money"),
    "set_criteria": (L("changed the criteria for support"), "settings"),
    "drop_criteria": (L("took planned criteria back"), "settings"),
    "set_budget": (L("entered a budget"), "money"),
    "export_ledger": (L("took the ledger of support outside the vault"), "export"),
}
