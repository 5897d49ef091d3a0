"""A copy of somebody's data on paper: the data record by record, who received them, what is left out."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from abductdesk.documents.datafacts import CopyFacts, Counted, DataPart
from abductdesk.documents.letters._data import DATA_COPY
from abductdesk.documents.text import paragraph as set_as
from abductdesk.documents.text.fonts import REGULAR, drawable
from abductdesk.documents.text.furniture import Furniture
from abductdesk.documents.text.paragraph import HAIR, paragraph, style
from abductdesk.documents.text.profiles import Profile
from abductdesk.documents.typeset import GRID, write
from abductdesk.documents.wording import Speaker
from abductdesk.faults import Refused

_SHEET = Profile("copy", 25, 20, 85, 20, 25, 36, 130, ())
_WIDE = 160 * mm
_COLUMNS = (52 * mm, 108 * mm)
_COUNTS = (72 * mm, 18 * mm, 35 * mm, 35 * mm)
_PART = style("part", 10, 13, font=set_as.HEADING.fontName, spaceBefore=9, spaceAfter=1, keepWithNext=1)
_LABEL = style("field", 8.5, 11.5, colour=set_as.SOFT)
_VALUE = style("value", 9, 12)
_LONG = 1500  # characters: a longer value is cut into rows that can break over pages


class Words:
    """Phrases and values of the copy; letters the font cannot draw are said to be in the file."""

    def __init__(self, speaker: Speaker, facts: CopyFacts) -> None:
        self._speaker = speaker
        given = {
            "bureau": facts.bureau, "name": facts.name, "made_on": speaker.labels.date(facts.made_on),
            "number": facts.number,
        }  # fmt: skip
        self._instead = speaker.phrase(DATA_COPY["unprintable"])
        filled = {"of_case", "kept_open", "kept_until", "left_count"}
        self.phrases = {
            name: self.shown(speaker.phrase(phrase, **given))
            for name, phrase in DATA_COPY.items()
            if name not in filled
        }

    def __getitem__(self, name: str) -> str:
        return self.phrases[name]

    def filled(self, name: str, **given: object) -> str:
        return self.shown(self._speaker.phrase(DATA_COPY[name], **given))

    def value(self, value: object) -> str:
        """A value in words, with nothing in it that cannot be drawn."""
        return self.shown(self._speaker.labels.value(value))

    def date(self, day: object) -> str:
        return self.value(day) if day is not None else "–"

    def shown(self, text: str) -> str:
        try:
            return drawable(text)
        except Refused:
            words = [self._word(word) for word in text.split(" ")]
            kept = [
                word for at, word in enumerate(words) if not (at and word == words[at - 1] == self._instead)
            ]
            return " ".join(kept)

    def _word(self, word: str) -> str:
        try:
            return drawable(word)
        except Refused:
            return self._instead


def typeset_copy(facts: CopyFacts, language: str) -> tuple[bytes, int]:
    """The copy as PDF and its number of pages."""
    speaker = Speaker(language)
    say = Words(speaker, facts)
    story: list[Flowable] = [paragraph(say["title"], set_as.SUBJECT), paragraph(say["state"], set_as.ABOUT)]
    if facts.number:
        story.append(paragraph(say["request"], set_as.ABOUT))
    story += [paragraph(say["law"], set_as.BODY), paragraph(say["about"], set_as.HEADING), _about(facts, say)]
    story.append(paragraph(say["data"], set_as.HEADING))
    for part in facts.parts:
        story += _part(part, say)
    if not facts.parts:
        story.append(paragraph(say["nothing"], set_as.BODY))
    if not facts.staff:
        story.append(paragraph(say["recipients"], set_as.HEADING))
        story.append(
            _counts(facts.recipients, say, "who")
            if facts.recipients
            else paragraph(say["no_recipients"], set_as.BODY)
        )
    if facts.uses:
        story.append(paragraph(say["uses_staff" if facts.staff else "uses"], set_as.HEADING))
        story.append(_counts(facts.uses, say, "use"))
    if facts.left_out:
        story.append(paragraph(say["left_out"], set_as.HEADING))
        for each in facts.left_out:
            what = say.filled("left_count", what=each.what, count=each.count) if each.count else ""
            story += _pair([(what or say.value(each.what), say.value(each.why))])
    story += [Spacer(1, 4 * mm), paragraph(say["complain"], set_as.SMALL)]
    furniture = Furniture(
        _SHEET, drawable(facts.bureau), "", (say["footer"],), (10, ()), "", (), say["running"]
    )
    return write(story, furniture, title=say["running"], author=facts.bureau, language=language)


def _about(facts: CopyFacts, say: Words) -> Table:
    kept = [
        say.filled("kept_until", reference=reference, day=say.value(day))
        if day is not None
        else say.filled("kept_open", reference=reference)
        for reference, day in facts.kept
    ]
    staff = "_staff" if facts.staff else "_is"
    rows = [
        (say["controller"], say.shown(facts.controller or facts.bureau)),
        (say["contact"], say.shown(facts.contact)),
        (say["purpose"], say["purpose" + staff]),
        (say["source"], say["source" + staff]),
        (say["kept"], say["kept_staff"] if facts.staff else "\n".join(kept) or say["kept_none"]),
        (say["rights"], say["rights_are"]),
    ]
    return _pair([(name, value) for name, value in rows if value])[0]


def _part(part: DataPart, say: Words) -> list[Flowable]:
    title = say.value(part.title)
    if part.reference:
        title = say.filled("of_case", title=title, reference=part.reference)
    return [
        paragraph(title, _PART),
        *_pair([(say.value(line.label), say.value(line.value)) for line in part.lines]),
    ]


def _pair(pairs: Sequence[tuple[str, str]]) -> list[Table]:
    """Names and values side by side, in one table that may break between rows."""
    rows = [
        [paragraph(name if first else "", _LABEL), paragraph(piece, _VALUE)]
        for name, value in pairs
        for first, piece in _pieces(value)
    ]
    looks = [
        *GRID.getCommands(),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, HAIR),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
    ]
    return [Table(rows, _COLUMNS, style=looks, hAlign="LEFT")]


def _pieces(value: str) -> list[tuple[bool, str]]:
    """A value in pieces that fit a page, cut at words; the first is marked."""
    pieces, rest = [], value
    while len(rest) > _LONG:
        cut = rest.rfind(" ", _LONG // 2, _LONG)
        cut = cut if cut > 0 else _LONG
        pieces.append(rest[:cut])
        rest = rest[cut:].lstrip()
    return [(at == 0, piece) for at, piece in enumerate([*pieces, rest])]


def _counts(counted: Sequence[Counted], say: Words, who: str) -> Table:
    heads = [paragraph(say[name], set_as.LABEL) for name in (who, "count", "first", "last")]
    rows: list[list[object]] = [heads]
    for each in counted:
        rows.append(
            [
                paragraph(say.value(each.what), _VALUE),
                paragraph(say.value(each.count), _VALUE),
                paragraph(say.date(each.first), _VALUE),
                paragraph(say.date(each.last), _VALUE),
            ]
        )
    looks = [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),  # the table sets a font even where it shows no text
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, HAIR),
    ]
    return Table(rows, _COUNTS, style=looks, repeatRows=1, hAlign="LEFT")
