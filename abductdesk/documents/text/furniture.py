"""What stands around a letter's text: letterhead, address, references, folds, footer, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from abductdesk.documents.text.addresses import fit
from abductdesk.documents.text.fonts import BOLD, REGULAR, drawable, require_latin
from abductdesk.documents.text.paragraph import ACCENT, HAIR, INK, LABEL, SMALL, SOFT, paragraph
from abductdesk.documents.text.profiles import PAGE_HEIGHT, PAGE_WIDTH, Profile

RIGHT = 25.0  # right margin
BOTTOM = 27.0  # the text ends this far above the lower edge
INFO_Y = 51.0  # where the references begin
TOP_LATER = 36.0  # where the text of later pages begins
_HEAD, _FOOT = 21.0, 281.0  # baselines


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words around one letter, all of them drawable: ReportLab would garble a refusal while it draws.

    `address` is a size in points and the lines at that size; `references` are pairs of a label (or "")
    and a value.
    """

    profile: Profile
    bureau: str
    sender: str
    footer: Sequence[str]
    address: tuple[float, Sequence[str]]
    endorsement: str
    references: Sequence[tuple[str, str]]
    running: str

    def first_page(self, canvas: Canvas, _document: object) -> None:
        """Letterhead, address and references."""
        _text(canvas, self.profile.left, _HEAD, self.bureau, BOLD, 13, ACCENT)
        _rule(canvas, self.profile.left, PAGE_WIDTH - RIGHT, _HEAD + 4)
        self._address(canvas)
        self._references(canvas)
        self._folds(canvas)
        self._footer(canvas)

    def later_page(self, canvas: Canvas, _document: object) -> None:
        """A quiet header that tells which letter the sheet belongs to."""
        _text(canvas, self.profile.left, _HEAD, self.bureau, REGULAR, 8, SOFT)
        _text(canvas, PAGE_WIDTH - RIGHT, _HEAD, self.running, REGULAR, 8, SOFT, flush_right=True)
        _rule(canvas, self.profile.left, PAGE_WIDTH - RIGHT, _HEAD + 3)
        self._footer(canvas)

    def page_number(self, canvas: Canvas, page: int, pages: int) -> None:
        """ "2/3" at the foot, where there is more than one page."""
        if pages > 1:
            _text(canvas, PAGE_WIDTH - RIGHT, _FOOT, f"{page}/{pages}", REGULAR, 8, SOFT, flush_right=True)

    def _address(self, canvas: Canvas) -> None:
        place = self.profile
        # the return address names no bureau: an envelope should not tell its reader's household who writes
        if place.sender_y is not None and self.sender:
            _text(canvas, place.x, place.sender_y, self.sender, REGULAR, 6.5, SOFT)
            _rule(canvas, place.x, place.x + place.width, place.sender_y + 1.2)
        if self.endorsement:
            _text(canvas, place.x, place.y - 3.2, self.endorsement, REGULAR, 7.5, SOFT)
        size, lines = self.address
        leading = min(size * 1.36 / mm, place.height / max(len(lines), 1))
        for number, line in enumerate(lines):
            _text(canvas, place.x, place.y + size / mm + number * leading, line, REGULAR, size, INK)

    def _references(self, canvas: Canvas) -> None:
        width = (PAGE_WIDTH - RIGHT - self.profile.info_x) * mm
        y = INFO_Y
        for label, value in self.references:
            if label:
                y = _stacked(canvas, self.profile.info_x, y, width, label, LABEL)
            y = _stacked(canvas, self.profile.info_x, y, width, value, SMALL) + 1.8

    def _folds(self, canvas: Canvas) -> None:
        for y in self.profile.folds:
            _rule(canvas, 5, 9, y)

    def _footer(self, canvas: Canvas) -> None:
        for number, line in enumerate(self.footer):
            _text(canvas, self.profile.left, _FOOT + number * 3.6, line, REGULAR, 7.5, SOFT)


def place_address(lines: Sequence[str], profile: Profile) -> tuple[float, Sequence[str]]:
    """The address as it fits the window: size in points, and lines. `Refused` where it cannot."""
    for line in lines:
        require_latin(line)
    clean = [drawable(line) for line in lines]
    return fit(clean, profile.width * mm, lambda text, size: stringWidth(text, REGULAR, size))


class CountingCanvas(Canvas):  # type: ignore[misc]
    """Holds the pages back until their number is known, then writes "2/3" on each."""

    furniture: Furniture | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._held, 1):
            self.__dict__.update(page)
            if self.furniture is not None:
                self.furniture.page_number(self, number, len(self._held))
            super().showPage()
        super().save()


def _stacked(canvas: Canvas, x: float, y: float, width: float, text: str, look: ParagraphStyle) -> float:
    """Set a small paragraph with its top at `y`; the `y` below it."""
    flowing = paragraph(text, look)
    height = float(flowing.wrap(width, PAGE_HEIGHT * mm)[1])
    flowing.drawOn(canvas, x * mm, (PAGE_HEIGHT - y) * mm - height)
    return y + height / float(mm)


def _text(
    canvas: Canvas, x: float, y: float, text: str, font: str, size: float, colour: object, *,
    flush_right: bool = False,
) -> None:  # fmt: skip
    """Set one line with its baseline `y` millimetres from the top; too long a line is set smaller."""
    room = (x if flush_right else PAGE_WIDTH - RIGHT - x) * mm
    wide = stringWidth(text, font, size)
    fitting = size if wide <= room else max(size * room / wide, 4)
    canvas.setFont(font, fitting)
    canvas.setFillColor(colour)
    draw = canvas.drawRightString if flush_right else canvas.drawString
    draw(x * mm, (PAGE_HEIGHT - y) * mm, text)


def _rule(canvas: Canvas, x: float, to: float, y: float) -> None:
    canvas.setStrokeColor(HAIR)
    canvas.setLineWidth(0.5)
    canvas.line(x * mm, (PAGE_HEIGHT - y) * mm, to * mm, (PAGE_HEIGHT - y) * mm)
