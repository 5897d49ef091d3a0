"""Words to PDF: one letter, its pages and its furniture. Only this file and `text/` know ReportLab."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Spacer,
    Table,
    TableStyle,
)

from abductdesk.documents.facts import Facts
from abductdesk.documents.letters._common import PARENTS, PHRASES
from abductdesk.documents.text import addresses
from abductdesk.documents.text import paragraph as set_as
from abductdesk.documents.text.fonts import REGULAR, drawable
from abductdesk.documents.text.furniture import (
    BOTTOM,
    RIGHT,
    TOP_LATER,
    CountingCanvas,
    Furniture,
    place_address,
)
from abductdesk.documents.text.paragraph import paragraph
from abductdesk.documents.text.profiles import PAGE_HEIGHT, PAGE_WIDTH, Profile
from abductdesk.documents.wording import Block, Rendered, Speaker, Style
from abductdesk.terms import Salutation

_LOOKS = {
    Style.SUBJECT: set_as.SUBJECT,
    Style.ABOUT: set_as.ABOUT,
    Style.BODY: set_as.BODY,
    Style.HEADING: set_as.HEADING,
    Style.ITEM: set_as.ITEM,
    Style.BOX: set_as.BOX,
    Style.STEP: set_as.STEP,
    Style.TERM: set_as.TERM,
    Style.DEFINITION: set_as.DEFINITION,
}
_BRUSSELS = {"brussel", "bruxelles", "brüssel", "brussels"}
_TERM_WIDTH = 42 * mm
GRID = TableStyle(
    [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),  # the table sets a font even where it shows no text
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (0, -1), 10),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)

CLOSE_GRID = TableStyle(
    [("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5)], parent=GRID
)


def typeset(rendered: Rendered, facts: Facts, profile: Profile) -> tuple[bytes, int]:
    """The letter as PDF bytes, the same for the same letter, and its number of pages.

    Where little goes over to a second page, it is set closer so that one page holds it.
    """
    speaker = Speaker(rendered.language)
    furniture = _furniture(facts, speaker, profile)
    subject = next(block.text for block in rendered.blocks if block.style is Style.SUBJECT)

    def made(*, tight: bool) -> tuple[bytes, int]:
        story = _story(rendered, facts, speaker, (PAGE_WIDTH - profile.left - RIGHT) * mm, tight)
        return write(story, furniture, title=subject, author=facts.bureau.name, language=rendered.language)

    loose = made(tight=False)
    closer = made(tight=True) if loose[1] == 2 else loose
    return closer if closer[1] < loose[1] else loose


def write(
    story: Sequence[Flowable], furniture: Furniture, *, title: str, author: str, language: str
) -> tuple[bytes, int]:
    """Set a story on the furniture's pages."""

    class Pages(CountingCanvas):
        pass

    Pages.furniture = furniture
    profile, out = furniture.profile, io.BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=(PAGE_WIDTH * mm, PAGE_HEIGHT * mm),
        title=drawable(title),
        author=drawable(author),
        subject="",
        creator="AbductDesk",
        producer="AbductDesk",
        lang=language.replace("_", "-"),
        invariant=1,
        initialFontName=REGULAR,
        pageCompression=1,
    )
    document.addPageTemplates(
        [
            _page("first", profile, profile.body_y, furniture.first_page),
            _page("later", profile, TOP_LATER, furniture.later_page),
        ]
    )
    document.build([NextPageTemplate("later"), *story], canvasmaker=Pages)
    return out.getvalue(), document.page


def _page(name: str, profile: Profile, top: float, draw: Any) -> PageTemplate:
    frame = Frame(
        profile.left * mm,
        BOTTOM * mm,
        (PAGE_WIDTH - profile.left - RIGHT) * mm,
        (PAGE_HEIGHT - top - BOTTOM) * mm,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return PageTemplate(name, [frame], onPage=draw)


def _story(rendered: Rendered, facts: Facts, speaker: Speaker, width: float, tight: bool) -> list[Flowable]:
    blocks = list(rendered.blocks)
    heads = [block for block in blocks if block.style in (Style.SUBJECT, Style.ABOUT)]
    story: list[Flowable] = [paragraph(block.text, _LOOKS[block.style]) for block in heads]
    if rendered.greets:
        greeting = _by_salutation("greeting", facts, speaker)
        story.append(paragraph(greeting, _look(set_as.GREETING, tight)))
    body = list(_body([block for block in blocks if block not in heads], width, tight))
    closing = _closing(facts, speaker, rendered.greets, tight)
    # the signature never stands alone on a page: the last paragraph goes with it
    return [*story, *body[:-1], KeepTogether([*body[-1:], *closing])]


def _look(look: ParagraphStyle, tight: bool) -> ParagraphStyle:
    return set_as.tight(look) if tight else look


def _body(blocks: Sequence[Block], width: float, tight: bool) -> Iterator[Flowable]:
    step, rows = 0, []
    columns = (_TERM_WIDTH, width - _TERM_WIDTH)
    for place, block in enumerate(blocks):
        if block.style is Style.TERM:
            rows.append([paragraph(block.text, _look(set_as.TERM, tight)), ""])
            continue
        if block.style is Style.DEFINITION:
            rows[-1][1] = paragraph(block.text, _look(set_as.DEFINITION, tight))
            if place + 1 == len(blocks) or blocks[place + 1].style is not Style.TERM:
                # apart, so that a heading takes only the first row with it to a new page
                style = CLOSE_GRID if tight else GRID
                yield Table(rows[:1], columns, style=style, hAlign="LEFT", spaceBefore=4)
                if rows[1:]:
                    yield Table(rows[1:], columns, style=style, hAlign="LEFT")
                rows = []
            continue
        step = step + 1 if block.style is Style.STEP else 0
        bullet = {Style.ITEM: "•", Style.STEP: f"{step}."}.get(block.style)
        if block.style is Style.BOX:
            yield paragraph(block.text, _look(set_as.BOX, tight), " ", set_as.Ticked)
            continue
        yield paragraph(block.text, _look(_LOOKS[block.style], tight), bullet)


def _closing(facts: Facts, speaker: Speaker, greets: bool, tight: bool) -> list[Flowable]:
    look = _look(set_as.CLOSING, tight)
    words = [paragraph(_by_salutation("closing", facts, speaker), look)] if greets else []
    return [
        *words,
        Spacer(1, (13 if tight else 16) * mm),
        paragraph(facts.caseworker.name, set_as.TERM),
        paragraph(facts.bureau.name, set_as.SIGNED),
    ]


def _dated(facts: Facts, speaker: Speaker) -> str:
    day = speaker.labels.date(facts.date)
    if not facts.bureau.place:
        return day
    place = facts.bureau.place
    if place.casefold() in _BRUSSELS:
        place = speaker.phrase(PHRASES["brussels"])
    return speaker.phrase(PHRASES["dated"], place=place, date=day)


def _by_salutation(what: str, facts: Facts, speaker: Speaker) -> str:
    """Greeting or closing, whose words follow the person addressed."""
    recipient = facts.recipient
    who = recipient.salutation.value if recipient.name else "nobody"
    given = {"name": recipient.name, "family_name": recipient.family_name or recipient.name}
    return speaker.phrase(PHRASES[f"{what}:{who}"], **given)


def _furniture(facts: Facts, speaker: Speaker, profile: Profile) -> Furniture:
    bureau = facts.bureau
    home = bureau.address.country or "BE"
    own = addresses.lines(bureau.address, home=home)
    contact = (bureau.phone, bureau.email, bureau.website)
    footer = (" · ".join((bureau.name, *own)), " · ".join(part for part in contact if part))
    return Furniture(
        profile=profile,
        bureau=drawable(bureau.name),
        sender=drawable(" · ".join(own)),
        footer=tuple(drawable(line) for line in footer),
        address=place_address(_addressee(facts, speaker, home), profile),
        endorsement=speaker.phrase(PHRASES["confidential"]) if facts.recipient.role in PARENTS else "",
        references=_references(facts, speaker),
        running=drawable(" · ".join((facts.case.reference, speaker.labels.date(facts.date)))),
    )


def _addressee(facts: Facts, speaker: Speaker, home: str) -> tuple[str, ...]:
    recipient = facts.recipient
    name = recipient.name
    if name and recipient.salutation is not Salutation.NEUTRAL:
        name = speaker.phrase(PHRASES[f"addressee:{recipient.salutation.value}"], name=name)
    if recipient.address:
        return addresses.lines(
            recipient.address,
            name=name,
            organisation=recipient.organisation,
            home=home,
            language=speaker.language,
        )
    lines = (recipient.organisation, name, speaker.phrase(PHRASES["by_email"], email=recipient.email))
    return tuple(line for line in lines if line)


def _references(facts: Facts, speaker: Speaker) -> list[tuple[str, str]]:
    pairs = (
        ("our_reference", facts.case.reference),
        ("your_reference", facts.recipient.reference),
        ("letter", facts.number),
        ("handled_by", "\n".join(part for part in (facts.caseworker.name, facts.phone, facts.email) if part)),
    )
    labelled = [(speaker.phrase(PHRASES[name]), drawable(value)) for name, value in pairs if value]
    return [("", drawable(_dated(facts, speaker))), *labelled]
