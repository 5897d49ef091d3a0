"""An amount in euros as people type it ("125", "125,50", "1.250,50"); the value is whole cents."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal

from abductdesk.faults import Refused
from abductdesk.i18n import Money
from abductdesk.ui.editors import TextEditor
from abductdesk.ui.texts import tongue, voice

_AMOUNT = re.compile(r"(\d{1,3}(?:([ .,'’])\d{3})(?:\2\d{3})*|\d+)(?:[.,](\d{1,2}))?")


def cents_of(typed: str) -> int:
    """The cents of an amount. A comma or a point before one or two digits at the end begins the cents, any
    other parts thousands, in every language. Raises `Refused` for what is no amount."""
    plain = " ".join(typed.replace("€", " ").replace("\u00a0", " ").replace("\u202f", " ").split())
    found = _AMOUNT.fullmatch(plain.removeprefix("EUR").removesuffix("EUR").strip())
    if found is None:
        raise Refused("This is not an amount. Type euros and cents, for example {example}.", example="125,50")
    euros = re.sub(r"\D", "", found[1])
    return int(euros) * 100 + int((found[3] or "0").ljust(2, "0"))


class AmountEditor(TextEditor):
    """Euros and cents; written out below, as the amount is understood."""

    def __init__(self) -> None:
        super().__init__()
        self.edit.textChanged.connect(self._write_out)
        voice.changed.connect(self._write_out)

    def value(self) -> Any:
        typed = self.edit.text().strip()
        return cents_of(typed) if typed else None

    def set_value(self, value: Any) -> None:
        self.edit.setText(typed_amount(value) if isinstance(value, int) else str(value or ""))

    def _write_out(self) -> None:
        try:
            cents = self.value()
        except Refused:
            cents = None
        self.note.setText(tongue().amount(Money(cents)) if cents is not None else "")
        self.note.setVisible(cents is not None)


def typed_amount(cents: int) -> str:
    """An amount as one types it in the language spoken: "125,50" in Dutch, "125.50" in English."""
    locale = tongue().locale
    pattern = "0.00" if cents % 100 else "0"
    return str(format_decimal(Decimal(cents) / 100, pattern, locale=locale))
