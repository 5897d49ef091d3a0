"""What a letter is about: a record of the case, and what of it one recipient may know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from abductdesk.actions.letterchoices import Addressee, Choices
from abductdesk.actions.office import Look, Work
from abductdesk.i18n import Message
from abductdesk.models import Letter


@dataclass(frozen=True)
class Subject:
    """A record that a letter can be about, what it is called, and who can get a letter about it."""

    id: int
    label: Message
    addressees: tuple[Addressee, ...]


@dataclass(frozen=True)
class Views:
    """Fields of `documents.facts.Facts` as this recipient may know them. `children` (given names) takes the
    place of all children of the case; `people` are other persons whose data the letter states."""

    facts: dict[str, Any]
    children: tuple[str, ...] | None = None
    people: tuple[int, ...] = ()
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True)
class About:
    """The kind of record that a kind of letter is about.

    `noun` is what people call it, `where` it is entered. `ours`: for the bureau only, never for other staff
    of the foundation; `apart`: on no case. `issued` lets the record follow, `frozen` is kept with the letter.
    """

    noun: Message
    where: Message
    subjects: Callable[[Look, int], list[Subject]]
    views: Callable[[Look, Addressee, int, Choices], Views]
    issued: Callable[[Work, Letter, int], None] | None = None
    frozen: Callable[[Look, int], dict[str, Any]] = field(default=lambda _look, _about: {})
    ours: bool = False
    apart: bool = False
