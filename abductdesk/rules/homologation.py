"""What the family court needs to homologate an agreement out of mediation (Judicial Code arts. 1732 to 1736).

Part VII was read as consolidated to 1 January 2023; which papers the registry asks for beside it was not.
To add a paper: one line in `PAPERS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from abductdesk.i18n import N_, L, Message
from abductdesk.rules.rule import CHECKED_ON
from abductdesk.terms import SourceTag

EXTRACT_DAYS = 15
"""How old an extract of residence may be on the day of lodging; own knowledge, not read in a text."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One thing that must be there. `derived`: it follows from other facts and has no day of its own;
    `days`: how old it may be on the day of lodging."""

    id: str
    name: str
    source: SourceTag
    article: str = ""
    derived: bool = False
    days: int | None = None


PAPERS: tuple[Paper, ...] = (
    Paper("accredited", N_("A mediator who was accredited on the day of signing"), SourceTag.SEEN_TEXT,
          "Arts. 1733, 1736", derived=True),
    Paper("signed", N_("Agreement signed and dated by the parties and the mediator"), SourceTag.SEEN_TEXT,
          "Art. 1732", derived=True),
    Paper("protocol", N_("Protocol of the mediation, attached"), SourceTag.SEEN_TEXT, "Art. 1733"),
    Paper("petition", N_("Joint or single petition for homologation"), SourceTag.KNOW),
    Paper("civil_status", N_("Civil-status papers of parents and children"), SourceTag.KNOW),
    Paper("residence", N_("Extract of residence, at most 15 days old"), SourceTag.KNOW, days=EXTRACT_DAYS),
    Paper("translation", N_("Translation into the language of the court"), SourceTag.KNOW),
)  # fmt: skip
CHECKED = CHECKED_ON


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the checklist: there or not, the day it is of, and what is wrong where something is."""

    paper: Paper
    there: bool
    on: date | None = None
    why: Message | None = None

    @property
    def verified(self) -> bool:
        """Whether the requirement was read in a legal text; the others are to be verified."""
        return self.paper.source is SourceTag.SEEN_TEXT


def checklist(
    papers: Mapping[str, date], signed: date | None, accredited: bool | None, lodging: date
) -> tuple[Line, ...]:
    """The checklist on the day of `lodging` (today while it is not lodged).

    `papers` holds the day of each paper by its id; `accredited` whether a mediator of the agreement was
    accredited on the day of signing, None while nobody can say (no mediator, or nothing signed).
    """
    found = []
    for paper in PAPERS:
        if paper.id == "signed":
            found.append(Line(paper, signed is not None, signed))
        elif paper.id == "accredited":
            none = (
                L("No mediator of this agreement was accredited on that day.")
                if accredited is False
                else None
            )
            found.append(Line(paper, bool(accredited), None, none))
        else:
            found.append(_dated(paper, papers.get(paper.id), lodging))
    return tuple(found)


def _dated(paper: Paper, on: date | None, lodging: date) -> Line:
    if on is None:
        return Line(paper, False)
    if paper.days is not None and on < lodging - timedelta(days=paper.days):
        return Line(paper, False, on, L("Of {day}: too old. Ask for a new one.", day=on))
    return Line(paper, True, on)
