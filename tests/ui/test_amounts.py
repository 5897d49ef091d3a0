"""Amounts in euros as people type them."""

from __future__ import annotations

import pytest

from abductdesk.faults import Refused
from abductdesk.models.base import Field
from abductdesk.ui.amounts import cents_of
from abductdesk.ui.forms import Form as FieldsForm
from abductdesk.ui.texts import speak


def test_an_amount_is_typed_as_people_type_it(dressed: object) -> None:
    described = Field("fee", "Fee", "", "cents", False, None, None)
    form = FieldsForm([described])
    editor = form.rows["fee"].editor
    editor.set_value(12_550)
    assert editor.note.text() == "€125.50"
    speak("nl")
    editor.set_value(12_550)
    assert editor.edit.text() == "125,50"  # type: ignore[attr-defined]
    assert editor.note.text().replace("\u00a0", " ") == "€ 125,50"
    speak("en")


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("125", 12_500),
        ("125,50", 12_550),
        ("125.50", 12_550),
        ("125,5", 12_550),
        ("1.250,50", 125_050),
        ("1,250.50", 125_050),
        ("1 250", 125_000),
        ("1.250", 125_000),
        ("12,505", 1_250_500),
        ("€ 99", 9_900),
        ("0", 0),
    ],
)
def test_cents_of_an_amount(typed: str, cents: int) -> None:
    assert cents_of(typed) == cents


@pytest.mark.parametrize("typed", ["", "-5", "1.2.3", "abc", "1,25.00", "12,3456"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="not an amount"):
        cents_of(typed)
