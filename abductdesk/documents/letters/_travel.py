"""The words of the emergency card of a journey."""

from __future__ import annotations

from collections.abc import Mapping

CARD = "sheet:card"
EMERGENCY_CARD: Mapping[str, tuple[str, str]] = {
    "title": (CARD, "Emergency card"),
    "cut": (
        CARD,
        "Cut along the lines. One card stays with the child, the other with whoever travels along.",
    ),
    "heading": (CARD, "In an emergency"),
    "children": (CARD, "Travelling: {children}"),
    "leaves": (CARD, "Day of departure: {leaves_on}"),
    "help": (CARD, "Police, ambulance (in the European Union): 112"),
    "first": (CARD, "If anything changes, please ring one of these numbers before you decide."),
    "reference": (CARD, "Reference: {reference}"),
}
