"""What the papers of data protection may know: the record of processing, and a register for the authority."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from abductdesk.documents.listfacts import Said
from abductdesk.i18n import Country


@dataclass(frozen=True, slots=True)
class KeptData:
    """One kind of record: what it is, whose data it holds, which (the labels of its fields), how long."""

    what: Said
    whose: Said
    fields: tuple[Said, ...]
    keep: Said


@dataclass(frozen=True, slots=True)
class ProcessingFacts:
    """The record of processing activities of a bureau on a day (GDPR Art. 30(1)).

    What is empty was not entered and is left to fill in. `recipients` are kinds of people and services to
    whom letters went or who stand on cases; `third_states` the states outside the European Economic Area to
    which letters went; `retention` the years that a kind of case stays after it was closed.
    """

    bureau: str
    made_on: date
    controller: str
    officer: str
    kept: tuple[KeptData, ...]
    recipients: tuple[Said, ...]
    third_states: tuple[Country, ...]
    retention: tuple[tuple[Said, int], ...]


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """A register: `title` names it, each entry is a number with its (label, value) lines. `named` says that
    somebody asked for the names."""

    bureau: str
    made_on: date
    title: Said
    entries: tuple[tuple[str, tuple[tuple[Said, Said], ...]], ...]
    named: bool = False
