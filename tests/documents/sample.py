"""Invented facts for the letters, and what a reader finds in a PDF.

`python -m tests.documents.sample` writes the expected texts anew; read the difference before keeping it.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path

import pypdfium2 as pdfium

from abductdesk.documents import LETTERS, Facts, languages, make
from abductdesk.documents.facts import (
    Address,
    AftercareView,
    AgreementView,
    Bureau,
    CaseView,
    Caseworker,
    EngagementView,
    EntryView,
    Named,
    Recipient,
    ReturnView,
    Service,
    SessionView,
    StatedDeadline,
    Sum,
    SupportView,
    ToDo,
)
from abductdesk.i18n import Country, L, Language, Listing, Message, Money
from abductdesk.rules.homologation import PAPERS
from abductdesk.rules.support_criteria import euros
from abductdesk.terms import AgreementKind, AgreementTopic, CaseKind, Law, Role, Salutation, SupportKind

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
    Role.MEDIATOR: Recipient(
        Role.MEDIATOR,
        "Katharina Freifrau von Hohenlohe-Waldenburg",
        "von Hohenlohe-Waldenburg",
        Salutation.MADAM,
        organisation="Praktijk voor bemiddeling",
        address=Address("Voorbeeldstraat 7", "2000", "Antwerpen", country="BE"),
    ),
    Role.LAWYER_LEFT_BEHIND: Recipient(
        Role.LAWYER_LEFT_BEHIND,
        "Pieter Voorbeeld",
        "Voorbeeld",
        Salutation.SIR,
        address=Address("Advocatenlaan 5", "1000", "Brussel", country="BE"),
    ),
    Role.OTHER: Recipient(
        Role.OTHER,
        "Marie Exemple",
        "Exemple",
        Salutation.MADAM,
        organisation="Exemple & Associés",
        address=Address("Avenue de l’Exemple 3", "4000", "Liège", country="BE"),
    ),
}
SESSION = SessionView(
    day=date(2026, 12, 8),
    starts=time(9, 30),
    ends=time(12, 30),
    place="Huis van de bemiddeling, Voorbeeldplein 4, 1000 Brussel",
    separate=True,
    with_whom=("Katharina von Hohenlohe-Waldenburg", "Jean-Baptiste Exemple"),
    interpreter="Ana Voorbeeld",
)
ENGAGEMENT = EngagementView(
    parents=("Sarah De Smedt-Van den Broeck", "Thomas Lefèvre"),
    languages=(Language("nl"), Language("fr")),
    countries=(Country("BE"), Country("FR")),
    ages=(4, 7),
    colleague="Jean-Baptiste Exemple",
    fee=Money(11_500),
    before=date(2026, 12, 11),
    measures="Separate arrival and departure.",
    screened=True,
)
NAMES = (
    Named("Pieter Voorbeeld", "Voorbeeld & Partners", "Advocatenlaan 5, 1000 Brussel", "+32 2 555 02 01",
          "p@example.org", (Language("nl"), Language("fr")), legal_aid=True),
    Named("Marie Exemple", "", "Avenue de l’Exemple 3, 4000 Liège", "", "m@example.org", (Language("fr"),)),
    Named("Christine Müller-Lüdenscheidt", "Kanzlei Müller", "", "+32 87 55 02 03"),
)  # fmt: skip
AGREEMENT = AgreementView(
    kind=Message(AgreementKind.MEMORANDUM.label),
    drafted_on=date(2026, 11, 20),
    agreed=tuple(
        Message(topic.label)
        for topic in (AgreementTopic.RETURN, AgreementTopic.CONTACT, AgreementTopic.TRAVEL)
    ),
    open=(Message(AgreementTopic.MAINTENANCE.label),),
    papers=(Message(PAPERS[2].name),),
    lacking=tuple(Message(found.name) for found in PAPERS[3:]),
)
JOURNEY = ReturnView(
    leaves_on=date(2026, 12, 19),
    legs=(
        Message("19/12, 10:12: Lille-Europe – Bruxelles-Midi, Eurostar 9116"),
        Message("19/12, 12:02: Bruxelles-Midi – Gent-Sint-Pieters, IC 1834"),
    ),
    escort="Thomas Lefèvre",
    handover_place="Station Gent-Sint-Pieters, hoofdingang",
    handover_people="Elke Janssens (Pre-Mediation Bureau)",
    lodging="Residentie De Linde, Gent",
    school="Basisschool De Vlinder, Gent",
    health="Inhaler in the red bag",
    first_contact="By video on Sunday at 18:00",
    papers=("Passport (Emma Lefèvre)", "Passport (Louis Lefèvre)"),
    protection="Police informed",
    todo=(ToDo("Pack the blue rucksack", date(2026, 12, 14)),),
    contacts=("Pre-Mediation Bureau: +32\u00a02\u00a0555\u00a001\u00a000",),
)
SUPPORT = SupportView(
    number="SU-2026-0007",
    asked_on=date(2026, 11, 10),
    asked=(
        Sum(Message(SupportKind.TRAVEL_CHILD.label), Money(32_000)),
        Sum(Message(SupportKind.MEDIATION_FEES.label), Money(150_000)),
    ),
    missing="Pay slips of the last three months",
    answer_by=date(2026, 12, 4),
    granted=Money(164_050),
    partly=True,
    decided_on=date(2026, 11, 20),
    lines=(
        L("Income {income} is at most {full}: full support.", income=euros(150_000), full=euros(161_200)),
    ),
    items=(
        Sum(Message(SupportKind.TRAVEL_CHILD.label), Money(14_050)),
        Sum(Message(SupportKind.MEDIATION_FEES.label), Money(150_000)),
    ),
    criteria_from=date(2025, 9, 1),
    reason="Part of the travel was paid by insurance.",
    receipts_within=60,
)
AFTERCARE = AftercareView(
    child="Emma",
    psychologist="Nathalie Voorbeeld",
    reach="Lindestraat 3, 9000 Gent · +32 9 555 03 01",
    waiting_weeks=3,
    calls=(date(2026, 12, 26), date(2027, 1, 16)),
)
ENTRY = EntryView(
    says=(
        L("{what}: {value}", what=L("Bar"), value="Liège"),
        L("{what}: {value}", what=L("Languages"), value=Listing((Language("fr"), Language("de")))),
        L("{what}: {value}", what=L("Takes legal aid"), value=True),
    ),
    answer_by=date(2026, 12, 22),
)


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
        session=SESSION,
        engagement=ENGAGEMENT,
        names=NAMES,
        agreement=AGREEMENT,
        journey=JOURNEY,
        support=SUPPORT,
        aftercare=AFTERCARE,
        entry=ENTRY,
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
