"""The emergency card of a journey: twice the same on one sheet, to be cut out."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from abductdesk.documents.letters._travel import EMERGENCY_CARD
from abductdesk.documents.text import paragraph as set_as
from abductdesk.documents.text.fonts import REGULAR, drawable
from abductdesk.documents.text.furniture import Furniture
from abductdesk.documents.text.paragraph import HAIR, SOFT, paragraph, style
from abductdesk.documents.text.profiles import Profile
from abductdesk.documents.travelfacts import CardFacts
from abductdesk.documents.typeset import write
from abductdesk.documents.wording import Speaker

_SHEET = Profile("card", 20, 20, 85, 20, 20, 36, 130, ())
_CARD = 82 * mm
_HEAD = style("card_head", 12, 15, font=set_as.HEADING.fontName, colour=set_as.ACCENT)
_WHO = style("card_who", 9, 12)
_NUMBER = style("card_number", 10.5, 13, font=set_as.TERM.fontName)
_UNDER = style("card_under", 7.5, 10, colour=SOFT)


def typeset_card(facts: CardFacts, language: str) -> tuple[bytes, int]:
    """The sheet as PDF and its number of pages."""
    speaker = Speaker(language)
    given = {
        "children": ", ".join(facts.children),
        "leaves_on": speaker.labels.date(facts.leaves_on) if facts.leaves_on is not None else "",
        "reference": facts.reference,
    }
    say = {name: speaker.phrase(phrase, **given) for name, phrase in EMERGENCY_CARD.items()}
    looks = [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),  # the table sets a font even where it shows no text
        ("BOX", (0, 0), (0, 0), 0.6, HAIR, None, (3, 2)),
        ("BOX", (1, 0), (1, 0), 0.6, HAIR, None, (3, 2)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 10),
        ("RIGHTPADDING", (0, 0), (-1, -1), 10),
        ("TOPPADDING", (0, 0), (-1, -1), 9),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 11),
    ]
    story: list[Flowable] = [
        paragraph(say["cut"], set_as.SMALL),
        Spacer(1, 6 * mm),
        Table([[_card(facts, say), _card(facts, say)]], (_CARD, _CARD), style=looks, hAlign="LEFT"),
    ]
    furniture = Furniture(_SHEET, drawable(facts.bureau), "", (), (10, ()), "", (), drawable(say["title"]))
    return write(story, furniture, title=say["title"], author=facts.bureau, language=language)


def _card(facts: CardFacts, say: dict[str, str]) -> list[Flowable]:
    made: list[Flowable] = [paragraph(say["heading"], _HEAD), paragraph(say["children"], _WHO)]
    if facts.leaves_on is not None:
        made.append(paragraph(say["leaves"], _WHO))
    made += [Spacer(1, 2.5 * mm), paragraph(say["help"], _NUMBER)]
    for number in facts.numbers:
        made += [Spacer(1, 2 * mm), paragraph(number.phone, _NUMBER)]
        made.append(paragraph(", ".join(filter(None, (number.name, number.what))), _WHO))
    made += [Spacer(1, 3 * mm), paragraph(say["first"], _WHO), Spacer(1, 2 * mm)]
    made.append(paragraph(say["reference"], _UNDER))
    return made
