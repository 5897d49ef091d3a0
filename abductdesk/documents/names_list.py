"""The directory on paper: the list of names for parents, and addresses for a verification round."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, Table

from abductdesk.documents.directoryfacts import AddressFacts, DirectoryFacts, ListedName
from abductdesk.documents.letters._sheets import ADDRESS_LIST, DIRECTORY_LIST
from abductdesk.documents.text import paragraph as set_as
from abductdesk.documents.text.fonts import REGULAR, drawable
from abductdesk.documents.text.furniture import Furniture
from abductdesk.documents.text.paragraph import HAIR, paragraph, style
from abductdesk.documents.text.profiles import Profile
from abductdesk.documents.typeset import write
from abductdesk.documents.wording import Speaker
from abductdesk.folding import fold
from abductdesk.terms import EntryKind, LanguageLevel

_SHEET = Profile("list", 20, 20, 85, 20, 20, 36, 130, ())
_GROUP = style("names_group", 11, 15, font=set_as.HEADING.fontName, colour=set_as.ACCENT, spaceBefore=9)
_NAME = style("names_name", 9.5, 12.5, font=set_as.TERM.fontName)
_CELL = style("names_cell", 8.5, 11.5)
_UNDER = style("names_under", 8, 11, colour=set_as.SOFT)
_WIDTHS = (62 * mm, 53 * mm, 50 * mm)
_ADDRESS_WIDTHS = (50 * mm, 45 * mm, 45 * mm, 25 * mm)


def typeset_names(facts: DirectoryFacts, language: str) -> tuple[bytes, int]:
    """The list as PDF and its number of pages."""
    speaker = Speaker(language)
    given = {
        "bureau": facts.bureau,
        "made_on": speaker.labels.date(facts.made_on),
        "count": len(facts.names),
    }
    say = {
        name: speaker.phrase(phrase, **given)
        for name, phrase in DIRECTORY_LIST.items()
        if name != "languages"
    }
    title = say[facts.kind.value]
    hint = say["authorities" if facts.kind is EntryKind.AUTHORITY else "choice"]
    story: list[Flowable] = [
        paragraph(title, set_as.SUBJECT),
        paragraph(say["state"], set_as.SMALL),
        paragraph(hint, set_as.SMALL),
    ]
    for heading, names in _groups(facts, speaker, say):
        first, *rest = [_entry(each, speaker) for each in names]
        story += [
            CondPageBreak(28 * mm),
            KeepTogether([paragraph(heading, _GROUP), Spacer(1, 2 * mm), first]),
        ]
        story += rest
    return write(
        story,
        _furniture(facts.bureau, title, say["changes"]),
        title=title,
        author=facts.bureau,
        language=language,
    )


def _furniture(bureau: str, title: str, foot: str) -> Furniture:
    return Furniture(
        profile=_SHEET,
        bureau=drawable(bureau),
        sender="",
        footer=(drawable(foot),),
        address=(10, ()),
        endorsement="",
        references=(),
        running=drawable(title),
    )


def _groups(
    facts: DirectoryFacts, speaker: Speaker, say: dict[str, str]
) -> Iterator[tuple[str, list[ListedName]]]:
    """Names below the town, or below each language that they speak well."""
    groups: dict[str, list[ListedName]] = {}
    for name in sorted(facts.names, key=lambda each: fold(each.name)):
        for heading in _headings(facts, name, speaker, say):
            groups.setdefault(heading, []).append(name)
    last = {say["elsewhere"], say["no_language"]}
    for heading in sorted(groups, key=lambda heading: (heading in last, fold(heading))):
        yield heading, groups[heading]


def _headings(facts: DirectoryFacts, name: ListedName, speaker: Speaker, say: dict[str, str]) -> list[str]:
    if facts.by_language:
        well = [each.split(":")[0] for each in name.languages if not each.endswith(f":{LanguageLevel.BASIC}")]
        spoken = [speaker.labels.language_name(code) for code in well]
        return [each[:1].upper() + each[1:] for each in dict.fromkeys(spoken)] or [say["no_language"]]
    place = name.city or name.region
    if name.country and name.country != "BE":
        country = speaker.labels.country(name.country)
        place = f"{country}, {place}" if place else country
    return [place or say["elsewhere"]]


def languages_words(spoken: tuple[str, ...], speaker: Speaker) -> str:
    """Languages with how well they are spoken: "French (mother tongue), Arabic (good)"."""
    said = []
    for each in spoken:
        code, _, level = each.partition(":")
        name = speaker.labels.language_name(code)
        said.append(f"{name} ({speaker.labels.value(LanguageLevel(level))})" if level else name)
    return ", ".join(said)


def _entry(name: ListedName, speaker: Speaker) -> Table:
    notes = ", ".join(speaker.labels.text(label) for label in (*name.specialisms, *name.notes))
    who = [paragraph(name.name, _NAME)]
    who += [paragraph(text, _CELL) for text in (name.organisation, name.bar) if text and text != name.name]
    reach = [name.phone, name.email, name.website]
    about = []
    if name.languages:
        spoken = languages_words(name.languages, speaker)
        about.append(paragraph(speaker.phrase(DIRECTORY_LIST["languages"], languages=spoken), _CELL))
    if notes:
        about.append(paragraph(notes[:1].upper() + notes[1:], _UNDER))
    row = [
        who + [paragraph(line, _UNDER) for line in _address(name, speaker)],
        about or "",
        [paragraph(text, _CELL) for text in reach if text] or "",
    ]
    return Table([row], _WIDTHS, style=_looks(0), hAlign="LEFT", splitByRow=0)


def _address(name: ListedName, speaker: Speaker) -> list[str]:
    place = " ".join(filter(None, (name.postcode, name.city)))
    abroad = speaker.labels.country(name.country) if name.country and name.country != "BE" else ""
    return [line for line in (name.street, place, abroad) if line]


def _looks(head: int) -> list[tuple[object, ...]]:
    return [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),  # the table sets a font even where it shows no text
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, head), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIR),
    ]


def typeset_addresses(facts: AddressFacts, language: str) -> tuple[bytes, int]:
    """Names and addresses with an empty column for the answer, as PDF, and its number of pages."""
    speaker = Speaker(language)
    given = {
        "made_on": speaker.labels.date(facts.made_on),
        "answer_by": speaker.labels.date(facts.answer_by),
        "count": len(facts.names),
    }
    say = {name: speaker.phrase(phrase, **given) for name, phrase in ADDRESS_LIST.items()}
    rows: list[list[object]] = [
        [paragraph(say[each], set_as.LABEL) for each in ("name", "address", "reach", "done")]
    ]
    for name in facts.names:
        firm = [paragraph(name.organisation, _UNDER)] if name.organisation not in ("", name.name) else []
        rows.append(
            [
                [paragraph(name.name, _NAME), *firm],
                [paragraph(line, _CELL) for line in _address(name, speaker)] or "",
                [paragraph(text, _CELL) for text in (name.email, name.phone) if text] or "",
                "",
            ]
        )
    table = Table(rows, _ADDRESS_WIDTHS, style=_looks(1), repeatRows=1, hAlign="LEFT")
    story = [
        paragraph(say["title"], set_as.SUBJECT),
        paragraph(say["state"], set_as.SMALL),
        Spacer(1, 4 * mm),
        table,
    ]
    return write(
        story,
        _furniture(facts.bureau, say["title"], say["quiet"]),
        title=say["title"],
        author=facts.bureau,
        language=language,
    )
