"""One letter: ours against the canvas floor, plain platypus and WeasyPrint."""

from __future__ import annotations

import base64
import html
import io
import logging
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from abductdesk.documents import letter, make
from abductdesk.documents.facts import Address, Bureau, CaseView, Caseworker, Facts, Recipient
from abductdesk.documents.text.fonts import BOLD, REGULAR, load
from abductdesk.documents.wording import Style, render
from abductdesk.terms import CaseKind, Role, Salutation
from benchmarks.measure import Row, interleaved, seconds

LETTER, LANGUAGE, RUNS = "mediation_invitation", "nl", 9
FACTS = Facts(
    recipient=Recipient(
        Role.TAKING_PARENT,
        "Thomas Lefèvre",
        "Lefèvre",
        Salutation.SIR,
        address=Address("14 rue des Lilas", "59000", "Lille", country="FR"),
    ),
    bureau=Bureau("Bureau", Address("Voorbeeldlaan 292", "1020", "Brussel", country="BE"), "Brussel"),
    caseworker=Caseworker("Elke Janssens", "+32 2 555 01 23", "elke.janssens@premediation.example"),
    case=CaseView("PMB-2026-0042", CaseKind.REMOVAL, ("Emma", "Louis"), reply_by=date(2026, 12, 11)),
    date=date(2026, 11, 22),
)
BLOCKS = render(letter(LETTER), FACTS, LANGUAGE).blocks
BOLD_STYLES = {Style.SUBJECT, Style.HEADING, Style.TERM}
MARGIN, WIDTH, SIZE, LEADING = 72, A4[0] - 144, 10, 14.4


def ours() -> bytes:
    """The program's own letter: address, references, furniture, coverage check and all."""
    return make(LETTER, FACTS, LANGUAGE).bytes


def canvas() -> bytes:
    """The floor: the same words as lines broken by width, drawn one under the other."""
    out = io.BytesIO()
    page = Canvas(out, A4, invariant=1, initialFontName=REGULAR)
    y = A4[1] - MARGIN
    for block in BLOCKS:
        font = BOLD if block.style in BOLD_STYLES else REGULAR
        for line in simpleSplit(block.text, font, SIZE, WIDTH):
            if y < MARGIN:
                page.showPage()
                y = A4[1] - MARGIN
            page.setFont(font, SIZE)
            page.drawString(MARGIN, y, line)
            y -= LEADING
        y -= 7
    page.save()
    return out.getvalue()


def platypus() -> bytes:
    """The same words as bare ReportLab paragraphs, nothing around them."""
    looks = {
        font: ParagraphStyle(font, fontName=font, fontSize=SIZE, leading=LEADING, spaceAfter=7)
        for font in (REGULAR, BOLD)
    }
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=A4, invariant=1, initialFontName=REGULAR)
    document.build(
        [
            Paragraph(html.escape(block.text), looks[BOLD if block.style in BOLD_STYLES else REGULAR])
            for block in BLOCKS
        ]
    )
    return out.getvalue()


def weasyprint() -> Callable[[], bytes]:
    """WeasyPrint with the same words and the same fonts; `make bench` installs it and what it needs (without
    libharfbuzz-subset it would subset in Python, ten times slower)."""
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    fonts = FontConfiguration()
    faces = "".join(
        f"@font-face{{font-family:F;font-weight:{weight};src:url(data:font/ttf;base64,"
        f"{base64.b64encode(load(font).face._ttf_data).decode()})}}"
        for font, weight in ((REGULAR, 400), (BOLD, 700))
    )
    sheet = CSS(
        string=faces
        + "@page{size:A4;margin:25mm}body{font:10pt/14.4pt F}p{margin:0 0 7pt}b{font-weight:700}",
        font_config=fonts,
    )
    body = "".join(
        f"<p><b>{html.escape(block.text)}</b></p>"
        if block.style in BOLD_STYLES
        else f"<p>{html.escape(block.text)}</p>"
        for block in BLOCKS
    )

    def write() -> bytes:
        written = HTML(string=body).write_pdf(stylesheets=[sheet], font_config=fonts)
        assert isinstance(written, bytes)
        return written

    return write


def rows() -> Iterator[Row]:
    """One letter of two pages with all its furniture, bare paragraphs without any, and the peer."""
    makers: dict[str, Callable[[], bytes]] = {
        "floor": canvas,
        "One letter: AbductDesk, two pages, all furniture": ours,
        "One letter: bare ReportLab paragraphs": platypus,
        "One letter: WeasyPrint, bare paragraphs": weasyprint(),
    }
    timed = {name: partial(seconds, make_one) for name, make_one in makers.items()}
    found = interleaved(RUNS, timed)
    floor = found.pop("floor")
    words = sum(len(block.text.split()) for block in BLOCKS)
    for name, took in found.items():
        yield Row(name, f"the same {words} words as lines already broken", took / floor)
