"""The record of processing and the registers of data protection, as PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from abductdesk.documents.letters._privacy import PROCESSING, PURPOSES, REGISTER, SECURITY
from abductdesk.documents.privacyfacts import KeptData, ProcessingFacts, RegisterFacts
from abductdesk.documents.text import paragraph as set_as
from abductdesk.documents.text.fonts import REGULAR, drawable
from abductdesk.documents.text.furniture import Furniture
from abductdesk.documents.text.paragraph import HAIR, paragraph, style
from abductdesk.documents.text.profiles import Profile
from abductdesk.documents.typeset import write
from abductdesk.documents.wording import Speaker

_SHEET = Profile("list", 20, 20, 85, 20, 20, 36, 130, ())
_KEPT = (32 * mm, 25 * mm, 72 * mm, 36 * mm)
_ENTRY = (48 * mm, 117 * mm)
_CELL = style("cell", 8.5, 11)
_FIRST = style("first", 8.5, 11, font=set_as.TERM.fontName)
_LINE = style("line", 9.5, 13, spaceBefore=2)
_POINT = style("point", 9.5, 13, spaceBefore=2, leftIndent=12, bulletIndent=2)
_LOOKS: tuple[tuple[object, ...], ...] = (
    ("FONTNAME", (0, 0), (-1, -1), REGULAR),  # the table sets a font even where it shows no text
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 10),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIR),
)


def typeset_processing(facts: ProcessingFacts, language: str) -> tuple[bytes, int]:
    """The record of processing as PDF and its number of pages; what nobody entered is left to fill in."""
    speaker = Speaker(language)
    say = _phrases(speaker, PROCESSING, made_on=speaker.labels.date(facts.made_on))
    states = speaker.labels.listing(facts.third_states)
    story: list[Flowable] = [paragraph(say["title"], set_as.SUBJECT), paragraph(say["state"], set_as.SMALL)]
    story += _part(say["controller"], [facts.controller or say["fill"]])
    story += _part(say["joint"], [say["fill"]])
    story += _part(say["officer"], [facts.officer or say["fill"]])
    story += _points(say["purposes"], _phrases(speaker, PURPOSES).values())
    story += _part(say["basis"], [say["fill"]])
    story += [paragraph(say["persons"], set_as.HEADING), Spacer(1, 1 * mm), _kept(facts.kept, speaker, say)]
    story += [Spacer(1, 2 * mm), paragraph(say["special"], _LINE), paragraph(say["fill"], _LINE)]
    story += _points(say["recipients"], map(speaker.labels.value, facts.recipients), say["no_recipients"])
    transferred = speaker.phrase(PROCESSING["transferred"], states=states)
    transfers = [transferred, say["fill"]] if facts.third_states else [say["no_transfers"]]
    story += _part(say["transfers"], transfers)
    story += _points(say["retention"], _years(facts, speaker), say["fill"])
    story += _points(say["security"], _phrases(speaker, SECURITY).values())
    story += [Spacer(1, 2 * mm), paragraph(say["organised"], _LINE), paragraph(say["fill"], _LINE)]
    return _written(story, facts.bureau, say["title"], say["quiet"], language)


def typeset_register(facts: RegisterFacts, language: str) -> tuple[bytes, int]:
    """A register as PDF and its number of pages: each entry a block of its own."""
    speaker = Speaker(language)
    title = speaker.labels.value(facts.title)
    given = {"made_on": speaker.labels.date(facts.made_on), "entries": len(facts.entries)}
    say = _phrases(speaker, REGISTER, **given)
    story: list[Flowable] = [paragraph(title, set_as.SUBJECT), paragraph(say["state"], set_as.SMALL)]
    if not facts.entries:
        story += [Spacer(1, 6 * mm), paragraph(say["nothing"], set_as.BODY)]
    for number, lines in facts.entries:
        rows = [
            [
                paragraph(speaker.labels.value(name), _FIRST),
                paragraph(speaker.labels.value(value) or "–", _CELL),
            ]
            for name, value in lines
        ]
        story.append(
            KeepTogether(
                [paragraph(number, set_as.HEADING), Table(rows, _ENTRY, style=list(_LOOKS), hAlign="LEFT")]
            )
        )
    footer = say["named" if facts.named else "unnamed"]
    return _written(story, facts.bureau, title, footer, language)


def _phrases(speaker: Speaker, phrases: object, **given: object) -> dict[str, str]:
    """Every phrase that needs nothing but what is given; the others are said where their values are."""
    assert isinstance(phrases, dict)
    asis = {name: "{" + name + "}" for name in ("states", "kind", "years")}
    return {name: speaker.phrase(phrase, **{**asis, **given}) for name, phrase in phrases.items()}


def _part(heading: str, lines: Sequence[str]) -> list[Flowable]:
    return [paragraph(heading, set_as.HEADING), *(paragraph(line, _LINE) for line in lines)]


def _points(heading: str, points: Iterable[str], nothing: str = "") -> list[Flowable]:
    found = [paragraph(point, _POINT, "•") for point in points]
    return [paragraph(heading, set_as.HEADING), *(found or [paragraph(nothing, _LINE)])]


def _years(facts: ProcessingFacts, speaker: Speaker) -> list[str]:
    return [
        speaker.phrase(PROCESSING["years"], kind=speaker.labels.value(kind), years=years)
        for kind, years in facts.retention
    ]


def _kept(kept: Sequence[KeptData], speaker: Speaker, say: dict[str, str]) -> Table:
    labels = speaker.labels
    rows: list[list[object]] = [
        [paragraph(say[name], set_as.LABEL) for name in ("what", "whose", "which", "keep")]
    ]
    for each in kept:
        fields = ", ".join(labels.value(field) for field in each.fields) or "–"
        rows.append(
            [
                paragraph(labels.value(each.what), _FIRST),
                paragraph(labels.value(each.whose), _CELL),
                paragraph(fields, _CELL),
                paragraph(labels.value(each.keep), _CELL),
            ]
        )
    return Table(rows, _KEPT, style=list(_LOOKS), repeatRows=1, hAlign="LEFT")


def _written(
    story: Sequence[Flowable], bureau: str, title: str, footer: str, language: str
) -> tuple[bytes, int]:
    furniture = Furniture(
        profile=_SHEET,
        bureau=drawable(bureau),
        sender="",
        footer=(drawable(footer),),
        address=(10, ()),
        endorsement="",
        references=(),
        running=drawable(title),
    )
    return write(story, furniture, title=title, author=bureau, language=language)
