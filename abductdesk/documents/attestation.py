"""Attestations of attendance: one page for each participant of a training."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Spacer, Table

from abductdesk.documents.directoryfacts import AttestationFacts
from abductdesk.documents.letters._common import PHRASES
from abductdesk.documents.letters._sheets import ATTESTATION
from abductdesk.documents.text import paragraph as set_as
from abductdesk.documents.text.fonts import BOLD, drawable
from abductdesk.documents.text.furniture import Furniture
from abductdesk.documents.text.paragraph import paragraph, style
from abductdesk.documents.text.profiles import Profile
from abductdesk.documents.typeset import GRID, write
from abductdesk.documents.wording import Speaker

_SHEET = Profile("attestation", 25, 20, 85, 20, 25, 40, 130, ())
_TITLE = style("attestation", 22, 28, font=BOLD, colour=set_as.ACCENT, alignment=TA_CENTER)
_CENTRED = style("centred", 11, 16, alignment=TA_CENTER)
_NAME = style("name", 18, 24, font=BOLD, alignment=TA_CENTER)
_TRAINING = style("training", 14, 19, font=BOLD, alignment=TA_CENTER)
_BRUSSELS = frozenset({"brussel", "bruxelles", "brüssel", "brussels"})


class _Sheets(Furniture):
    """Every attestation stands for itself: pages are not counted together."""

    def page_number(self, canvas: Canvas, page: int, pages: int) -> None:
        """No number."""


def typeset_attestations(each: Sequence[AttestationFacts], language: str) -> tuple[bytes, int]:
    """The attestations as one PDF, and its number of pages."""
    speaker = Speaker(language)
    story: list[Flowable] = [NextPageTemplate("first")]
    for at, facts in enumerate(each):
        if at:
            story.append(PageBreak())
        story += _page(facts, speaker)
    first = each[0]
    title = speaker.phrase(ATTESTATION["title" if len(each) == 1 else "collection"])
    furniture = _Sheets(_SHEET, drawable(first.bureau), "", (), (10, ()), "", (), "")
    return write(story, furniture, title=title, author=first.bureau, language=language)


def _page(facts: AttestationFacts, speaker: Speaker) -> Iterator[Flowable]:
    given: dict[str, object] = {"number": facts.number, "bureau": facts.bureau}
    say = {
        name: speaker.phrase(phrase, **given)
        for name, phrase in ATTESTATION.items()
        if name not in ("span", "dated")
    }
    yield Spacer(1, 18 * mm)
    yield paragraph(say["title"], _TITLE)
    yield paragraph(say["number"], _CENTRED)
    yield Spacer(1, 14 * mm)
    yield paragraph(say["attests"], _CENTRED)
    yield Spacer(1, 4 * mm)
    yield paragraph(facts.name, _NAME)
    if facts.organisation and facts.organisation != facts.name:
        yield paragraph(facts.organisation, _CENTRED)
    yield Spacer(1, 4 * mm)
    yield paragraph(say["followed"], _CENTRED)
    yield Spacer(1, 4 * mm)
    yield paragraph(facts.title, _TRAINING)
    yield Spacer(1, 12 * mm)
    yield Table(_rows(facts, speaker, say), (46 * mm, 90 * mm), style=GRID, hAlign="CENTER")
    yield Spacer(1, 22 * mm)
    yield paragraph(_dated(facts, speaker), set_as.BODY)
    yield Spacer(1, 3 * mm)
    yield paragraph(say["signature"], set_as.BODY)
    yield Spacer(1, 20 * mm)
    yield paragraph(facts.signed, set_as.TERM)


def _rows(facts: AttestationFacts, speaker: Speaker, say: dict[str, str]) -> list[list[Flowable]]:
    labels = speaker.labels
    day = labels.date(facts.on)
    if facts.until is not None and facts.until != facts.on:
        day = speaker.phrase(ATTESTATION["span"], since=day, until=labels.date(facts.until))
    pairs = (
        ("kind", labels.value(facts.kind)),
        ("on", day),
        ("hours", labels.value(facts.hours) if facts.hours is not None else ""),
        ("place", facts.place),
        ("given_by", facts.given_by),
    )
    return [
        [paragraph(say[name], set_as.TERM), paragraph(value, set_as.DEFINITION)]
        for name, value in pairs
        if value
    ]


def _dated(facts: AttestationFacts, speaker: Speaker) -> str:
    day = speaker.labels.date(facts.issued_on)
    if not facts.town:
        return day
    town = facts.town
    if town.casefold() in _BRUSSELS:
        town = speaker.phrase(PHRASES["brussels"])
    return speaker.phrase(ATTESTATION["dated"], place=town, date=day)
