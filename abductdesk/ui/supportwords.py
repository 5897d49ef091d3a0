"""What the screens of support say: steps, states, amounts."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision

from abductdesk.i18n import L, Message, Money
from abductdesk.terms import SupportState as S
from abductdesk.ui.texts import Text, term, words
from abductdesk.ui.widgets import Pill

# step: (what its button says, icon, what is said when it is done)
STEPS: dict[str, tuple[Message, str, Message]] = {
    "submit": (L("Submit"), "apply", L("The request is submitted.")),
    "call_complete": (L("Complete"), "ok", L("The request is complete.")),
    "call_incomplete": (L("Something is missing…"), "question", L("The request is incomplete.")),
    "run_test": (L("Test by the criteria"), "calculator", L("The request is tested.")),
    "advise": (L("Give advice…"), "write_letter", L("The advice is given.")),
    "approve": (L("Approve…"), "decision", L("The proposal is approved.")),
    "decide": (L("Decide…"), "decision", L("The request is decided.")),
    "commit": (L("Commit…"), "save", L("The sum is committed.")),
    "pay": (L("Record payment…"), "money", L("The payment is recorded.")),
    "receipt": (L("Add receipt…"), "receipt", L("The receipt is added.")),
    "close_receipts": (L("Receipts are checked"), "saved", L("The receipts are checked.")),
    "refund": (L("Record money that came back…"), "money", L("The payment is recorded.")),
    "advance": (L("Pay an advance…"), "urgent", L("The advance is recorded.")),
    "recover": (L("To be recovered"), "history", L("The difference is to be recovered.")),
    "lodge_appeal": (L("Appeal…"), "proceeding", L("The appeal is recorded.")),
    "decide_appeal": (L("Decide the appeal…"), "decision", L("The appeal is decided.")),
    "release": (L("The rest is not needed"), "undo", L("The rest went back to the budget.")),
    "send_back": (L("Send back…"), "back", L("The request was sent back.")),
    "withdraw": (L("Withdraw"), "close", L("The request is withdrawn.")),
}
_TONES: dict[S, tuple[str, str]] = {
    S.DRAFT: ("neutral", "edit"),
    S.SUBMITTED: ("accent", "running"),
    S.INCOMPLETE: ("warn", "question"),
    S.COMPLETE: ("accent", "running"),
    S.TESTED: ("accent", "calculator"),
    S.ADVISED: ("accent", "waiting"),
    S.CO_DECISION: ("accent", "waiting"),
    S.GRANTED: ("ok", "ok"),
    S.PARTLY: ("ok", "ok"),
    S.REFUSED: ("neutral", "blocked"),
    S.COMMITTED: ("ok", "save"),
    S.PAID: ("ok", "money"),
    S.RECEIPTS_CHECKED: ("ok", "saved"),
    S.SETTLED: ("neutral", "saved"),
    S.RECOVERY: ("warn", "history"),
    S.WITHDRAWN: ("neutral", "close"),
}


def state_look(state: S) -> tuple[str, str]:
    """Tone and icon of a state; its words say it too."""
    return _TONES[state]


def state_pill(state: S) -> Pill:
    """The state in words, colour and icon."""
    tone, icon = _TONES[state]
    return Pill(term(state.label), tone, icon=icon)


def foreign(minor: int, currency: str) -> Text:
    """An amount of another currency, from its smallest unit."""
    units = Decimal(minor).scaleb(-get_currency_precision(currency))
    return lambda tongue: str(format_currency(units, currency, locale=tongue.locale))


def sentences(*texts: Text) -> Text:
    """Sentences one after the other."""
    return lambda _tongue: " ".join(filter(None, (words(text) for text in texts)))


def euro(cents: int | None) -> Text:
    """An amount as the language writes it; nothing for None."""
    return "" if cents is None else (lambda tongue: tongue.amount(Money(cents)))
