"""Paragraphs of left-to-right text, set by ReportLab; the wording is plain text and never markup."""

from __future__ import annotations

from functools import cache
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from abductdesk.documents.text.fonts import BOLD, BOLD_ITALIC, ITALIC, MONO, REGULAR, drawable, load

INK = HexColor("#18202B")
SOFT = HexColor("#56616F")
ACCENT = HexColor("#1F4173")
HAIR = HexColor("#C3CAD4")
BOX_SIDE = 7.5

for _name in (REGULAR, BOLD, ITALIC, BOLD_ITALIC):
    load(_name)


def style(
    name: str, size: float = 10, leading: float = 14.4, *, font: str = REGULAR, **more: object
) -> ParagraphStyle:
    """A paragraph style in our own fonts; sizes in points."""
    # splitLongWords: a word or URL wider than the line breaks where it must
    return ParagraphStyle(
        name,
        fontName=font,
        bulletFontName=REGULAR,
        fontSize=size,
        leading=leading,
        textColor=more.pop("colour", INK),
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
        **more,
    )


SUBJECT = style("subject", 13, 17, font=BOLD, spaceAfter=2)
ABOUT = style("about", 10, 14.4, colour=SOFT, spaceAfter=2)
BODY = style("body", spaceBefore=7)
GREETING = style("greeting", spaceBefore=13)
CLOSING = style("closing", spaceBefore=15)
SIGNED = style("signed", colour=SOFT)
HEADING = style("heading", 10.5, 14.4, font=BOLD, colour=ACCENT, spaceBefore=13, keepWithNext=1)
ITEM = style("item", spaceBefore=3.5, leftIndent=14, bulletIndent=3)
BOX = style("box", spaceBefore=3.5, leftIndent=17, bulletIndent=2)
STEP = style("step", spaceBefore=3.5, leftIndent=17, bulletIndent=1)
TERM = style("term", font=BOLD)
DEFINITION = style("definition")
SMALL = style("small", 8.5, 11.5)
LABEL = style("label", 7.5, 10.5, colour=SOFT)
TITLE = style("title", 22, 28, font=BOLD, colour=ACCENT, spaceAfter=10)
CODE = style("code", 17, 27, font=MONO)


class Ticked(Paragraph):  # type: ignore[misc]
    """A paragraph behind a box to tick, drawn since the font has none; what goes to a new page has none."""

    def draw(self) -> None:
        super().draw()
        if self.bulletText:
            self.canv.setStrokeColor(INK)
            self.canv.setLineWidth(0.7)
            self.canv.rect(self.style.bulletIndent, self.height - 10.5, BOX_SIDE, BOX_SIDE)


@cache
def tight(look: ParagraphStyle) -> ParagraphStyle:
    """The same letters with less space between lines and paragraphs."""
    closer = {"leading": look.leading * 0.93, "spaceBefore": look.spaceBefore * 0.6}
    return look.clone(f"{look.name} tight", **closer)


def paragraph(
    text: str, look: ParagraphStyle, bullet: str | None = None, kind: type[Paragraph] = Paragraph
) -> Paragraph:
    """A paragraph of plain text; a line feed in it breaks the line.

    Raises `Refused` for what cannot be drawn (see `drawable`).
    """
    marked = escape(drawable(text, look.fontName)).replace("\n", "<br/>")
    return kind(marked, look, bulletText=bullet)
