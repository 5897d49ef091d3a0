"""The deadlines of the coming days on paper: for the meeting on Monday and the wall behind the desk."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from abductdesk.documents.letters._common import DEADLINE_LIST
from abductdesk.documents.listfacts import ListFacts, ListLine
from abductdesk.documents.text import paragraph as set_as
from abductdesk.documents.text.fonts import REGULAR, drawable
from abductdesk.documents.text.furniture import Furniture
from abductdesk.documents.text.paragraph import HAIR, paragraph, style
from abductdesk.documents.text.profiles import Profile
from abductdesk.documents.typeset import write
from abductdesk.documents.wording import Speaker

_SHEET = Profile("list", 20, 20, 85, 20, 20, 36, 130, ())
_WIDTHS = (22 * mm, 24 * mm, 29 * mm, 51 * mm, 39 * mm)
_COLUMNS = ("date", "days", "case", "limit", "bound")
_GROUP = style("group", 10, 13, font=set_as.HEADING.fontName, colour=set_as.ACCENT)
_CELL = style("cell", 8.5, 11)
_FIRST = style("first", 8.5, 11, font=set_as.TERM.fontName)
_UNDER = style("under", 7.5, 10, colour=set_as.SOFT)


def typeset_list(facts: ListFacts, language: str) -> tuple[bytes, int]:
    """The list as PDF and its number of pages."""
    speaker = Speaker(language)
    given = {
        "until": speaker.labels.date(facts.until),
        "made_on": speaker.labels.date(facts.made_on),
        "lines": len(facts.lines),
        "cases": len({line.reference for line in facts.lines}),
        "entry": facts.entry,
        "shown": " · ".join(speaker.labels.value(each) for each in facts.shown),
    }
    say = {name: speaker.phrase(phrase, **given) for name, phrase in DEADLINE_LIST.items()}
    story: list[Flowable] = [paragraph(say["title"], set_as.SUBJECT), paragraph(say["state"], set_as.SMALL)]
    if facts.shown:
        story.append(paragraph(say["shown"], set_as.SMALL))
    story += [paragraph(say["check"], set_as.SMALL), Spacer(1, 4 * mm), _table(facts, speaker, say)]
    furniture = Furniture(
        profile=_SHEET,
        bureau=drawable(facts.bureau),
        sender="",
        footer=tuple(drawable(say[name]) for name in _foot(facts)),
        address=(10, ()),
        endorsement="",
        references=(),
        running=drawable(say["title"]),
    )
    return write(story, furniture, title=say["title"], author=facts.bureau, language=language)


def _foot(facts: ListFacts) -> list[str]:
    """How to treat the paper, and how far the journal went: to compare with a vault that is put back."""
    return ["names" if facts.named else "quiet", *(["entry"] if facts.entry else [])]


def _table(facts: ListFacts, speaker: Speaker, say: dict[str, str]) -> Table:
    rows: list[list[object]] = [[paragraph(say[name], set_as.LABEL) for name in _COLUMNS]]
    looks: list[tuple[object, ...]] = [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),  # the table sets a font even where it shows no text
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIR),
    ]
    for heading, lines in _groups(facts, speaker, say):
        at = len(rows)
        looks += [
            ("SPAN", (0, at), (-1, at)),
            ("TOPPADDING", (0, at), (-1, at), 9),
            ("NOSPLIT", (0, at), (0, at + 1)),  # a heading never stands alone at the foot of a page
        ]
        rows.append([paragraph(heading, _GROUP), "", "", "", ""])
        rows += [_row(facts, line, speaker, say) for line in lines]
    return Table(rows, _WIDTHS, style=looks, repeatRows=1, hAlign="LEFT")


def _groups(facts: ListFacts, speaker: Speaker, say: dict[str, str]) -> Iterator[tuple[str, list[ListLine]]]:
    """The lines below their headings: what is past together, then day by day; or by caseworker."""
    groups: dict[str, list[ListLine]] = {}
    for line in facts.lines:
        groups.setdefault(_heading(facts, line, speaker, say), []).append(line)
    order = (
        groups if facts.by_day else sorted(groups, key=lambda name: (name == say["nobody"], name.casefold()))
    )
    return ((heading, groups[heading]) for heading in order)


def _heading(facts: ListFacts, line: ListLine, speaker: Speaker, say: dict[str, str]) -> str:
    if not facts.by_day:
        return line.caseworker or say["nobody"]
    if line.on is None:
        return say["undated"]
    return say["past"] if line.on < facts.made_on else speaker.labels.date(line.on, weekday=True)


def _row(facts: ListFacts, line: ListLine, speaker: Speaker, say: dict[str, str]) -> list[object]:
    labels = speaker.labels
    day = labels.short_date(line.on) if line.on is not None else say["undated"]
    source = " · ".join(filter(None, (line.article, labels.value(line.instrument))))
    under = [line.names, line.caseworker if facts.by_day else ""]
    return [
        paragraph(day, _CELL),
        paragraph(labels.value(line.days), _FIRST if line.late else _CELL),
        [paragraph(line.reference, _FIRST), *(paragraph(text, _UNDER) for text in under if text)],
        [paragraph(labels.value(line.what), _CELL), *([paragraph(source, _UNDER)] if source else [])],
        paragraph(labels.value(line.binds), _CELL),
    ]
