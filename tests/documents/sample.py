"""Invented facts for the letters, and what a reader finds in a PDF.

`python -m tests.documents.sample` writes the expected texts anew; read the difference before keeping it.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium

from abductdesk.documents import LETTERS, Facts, languages, make
from abductdesk.documents.facts import (
    Address,
    Bureau,
    CaseView,
    Caseworker,
    Recipient,
    Service,
    StatedDeadline,
)
from abductdesk.i18n import Country
from abductdesk.terms import CaseKind, Law, Role, Salutation

GOLDEN = Path(__file__).parent / "golden"
BUREAU = Bureau(
    name="Pre-Mediation Bureau",
    address=Address("Voorbeeldlaan 292", "1020", "Brussel", country="BE"),
    place="Brussel",
    phone="+32 2 555 01 00",
    email="bureau@premediation.example",
)
CASEWORKER = Caseworker("Elke Janssens", "+32 2 555 01 23", "elke.janssens@premediation.example")
CASE = CaseView(
    reference="PMB-2026-0042",
    kind=CaseKind.REMOVAL,
    children=("Emma", "Louis"),
    habitual_residence=Country("BE"),
    requested_state=Country("FR"),
    contacted_on=date(2026, 11, 3),
    agreed=("Three specialised lawyers will be named.", "A copy of the judgment will be sent."),
    next_contact=date(2026, 12, 1),
    reply_by=date(2026, 12, 11),
    mediation_began=date(2026, 11, 16),
)
RECIPIENTS = {
    Role.LEFT_BEHIND_PARENT: Recipient(
        Role.LEFT_BEHIND_PARENT,
        "Sarah De Smedt-Van den Broeck",
        "De Smedt-Van den Broeck",
        Salutation.MADAM,
        address=Address("Kerkstraat 12 bus 3", "9000", "Gent", country="BE"),
        reach=("+32 470 55 12 34",),
    ),
    Role.TAKING_PARENT: Recipient(
        Role.TAKING_PARENT,
        "Thomas Lefèvre",
        "Lefèvre",
        Salutation.SIR,
        address=Address("14 rue des Lilas", "59000", "Lille", country="FR"),
    ),
    Role.AUTHORITY: Recipient(
        Role.AUTHORITY,
        organisation="FPS Justice",
        address=Address("Voorbeeldplein 115", "1000", "Brussel", country="BE"),
        reference="6/WL33/2026/0117",
    ),
}


def facts(letter: str = "mediation_invitation", **changes: object) -> Facts:
    """Invented facts for the letter's first kind of recipient."""
    made = Facts(
        recipient=RECIPIENTS[LETTERS[letter].recipients[0]],
        bureau=BUREAU,
        caseworker=CASEWORKER,
        case=CASE,
        date=date(2026, 11, 22),
        number="PMB-2026-0042/3",
        deadlines=(
            StatedDeadline("One year after the removal", date(2027, 2, 2), Law.HAGUE_1980, "Art. 12"),
        ),
        services=(Service("Police", "looks for the children"),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def addressed_to(name: str, address: Address, **more: object) -> Facts:
    """Facts with another person and address."""
    asked = facts()
    changed = replace(asked.recipient, name=name, address=address, **more)  # type: ignore[arg-type]
    return replace(asked, recipient=changed)


def by_pdfium(pdf: bytes) -> str:
    """The text as PDFium reads it, a page after the other."""
    document = pdfium.PdfDocument(pdf)
    try:
        return "\n\f\n".join(
            page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document
        )
    finally:
        document.close()


def by_poppler(pdf: bytes) -> str:
    """The text as poppler reads it."""
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def words(text: str) -> list[str]:
    """The words of a text in alphabetical order: two readers may order columns differently."""
    return sorted(re.split(r"\s+", text.replace("\f", " ").strip()))


@dataclass(frozen=True)
class Line:
    """A line found on the page; millimetres from the top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def lines(pdf: bytes, page: int = 0) -> list[Line]:
    """The lines of a page with the boxes of what is drawn."""
    document = pdfium.PdfDocument(pdf)
    try:
        text, height = document[page].get_textpage(), document[page].get_height()
        found = []
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            read = text.get_text_bounded(left, bottom, right, top).strip()
            box = (left, height - top, right, height - bottom)
            found.append(Line(read, *(edge * 25.4 / 72 for edge in box)))
        return found
    finally:
        document.close()


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for letter_id in LETTERS:
        for language in languages():
            read = by_pdfium(make(letter_id, facts(letter_id), language).bytes)
            (GOLDEN / f"{letter_id}_{language}.txt").write_text(read + "\n")
