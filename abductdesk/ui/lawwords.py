"""Words and small pieces of the page Law and deadlines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from abductdesk.actions.lawbook import Target
from abductdesk.i18n import L, Message
from abductdesk.ui.cards import clear, divided
from abductdesk.ui.texts import Text
from abductdesk.ui.widgets import Button, label


def said(target: Target) -> Text:
    """A target as it stands."""
    if target.settled is None:
        return L("{period}, proposed", period=target.proposed.said)
    return L("{period}, settled from {day}", period=target.settled.said, day=target.since)


def value(target: Target) -> Message:
    """What is settled, as a form shows it."""
    return target.settled.said if target.settled is not None else L("only proposed")


def numbers(written: str) -> list[int]:
    """The numbers of a list; what is none counts as 0, which the action refuses."""
    parts = (part.strip() for part in written.replace(";", ",").split(","))
    return [int(part) if part.isdecimal() else 0 for part in parts if part]


def tool(name: Message, icon: str, run: Callable[[], object]) -> Button:
    """A small button in a line."""
    made = Button(name, look="icon", icon=icon)
    made.clicked.connect(lambda: run())
    return made


def fill(body: Any, lines: Sequence[QWidget], nothing: Message) -> None:
    """The lines of a card, or what is said where there is none."""
    clear(body)
    body.addWidget(divided(*lines) if lines else label(nothing, "second", wrap=True))
