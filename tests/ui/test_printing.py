"""Stored PDF bytes on screen and on paper."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from abductdesk.ui.feedback import Question
from abductdesk.ui.printing import Pages, PdfView, paint_pdf, print_pdf
from tests.ui.helpers import assert_accessible, assert_speaks

A4 = (595.0, 842.0)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Two pages: a red square whose corner is 1 inch from the left and top edges, and words."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(72, A4[1] - 72 - 100, 100, 100, fill=1, stroke=0)
    canvas.drawString(72, 500, "Dear Madam")
    canvas.showPage()
    canvas.drawString(72, 500, "Page two")
    canvas.save()
    return made.getvalue()


def test_pages_keep_their_colours_and_places(pdf: bytes) -> None:
    image = Pages(pdf).image(0, 2.0)
    assert (image.width(), image.height()) == (1190, 1684)
    for at, colour in ((72 * 2 + 6, "#ff0000"), (72 * 2 - 6, "#ffffff")):
        assert image.pixelColor(at, at).name() == colour


def test_an_image_outlives_its_document(pdf: bytes) -> None:
    images = [Pages(pdf).image(0, 1.0) for _ in range(20)]
    assert {image.pixelColor(80, 80).name() for image in images} == {"#ff0000"}


def test_paper_gets_every_page_in_its_true_size(pdf: bytes, tmp_path: Path, qapp: object) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert paint_pdf(pdf, printer) == 2
    printed = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    assert [page.get_size() for page in printed] == [A4, A4]
    picture = printed[0].render(scale=1).to_pil()
    assert picture.getpixel((76, 76))[0] > 200 > 60 > picture.getpixel((76, 76))[1]
    assert picture.getpixel((68, 68)) == (255, 255, 255)
    printed.close()


def test_the_preview_goes_through_pages_and_sizes_by_keyboard(pdf: bytes, qtbot: QtBot) -> None:
    view = PdfView()
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    view.show_pdf(pdf)
    assert view._where.text() == "Page 1 of 2"
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 1
    assert "Page two" in view.area.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 1
    QTest.keyClick(view, Qt.Key.Key_Home)
    fitted = view._sheet.width()
    QTest.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view._sheet.width() > fitted
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view._sheet.width() == fitted
    assert_accessible(view)
    assert_speaks(view)


def test_the_first_print_says_what_is_out_of_our_power(pdf: bytes, qtbot: QtBot) -> None:
    over, told = QWidget(), []
    qtbot.addWidget(over)
    print_pdf(over, pdf, tell=lambda: told.append("spool"))
    question = over.findChildren(Question)[0]
    question.no.click()
    assert told == []
    print_pdf(over, pdf, told=True)
    dialogs = over.findChildren(QPrintDialog)
    assert len(dialogs) == 1
    dialogs[0].reject()
    qtbot.waitUntil(lambda: not over.findChildren(QPrintDialog))
