"""Stored PDF bytes on the screen and on paper. Nothing is written to disk by us.

view = PdfView(); view.show_pdf(pdf_bytes)
print_pdf(self, pdf_bytes, then=self.printed)      # the system's dialog, after a word about the spool
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPageLayout, QPageSize, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget
from shiboken6 import isValid

from abductdesk.documents.pdfium import ONE_AT_A_TIME
from abductdesk.faults import Refused
from abductdesk.i18n import L
from abductdesk.ui.feedback import Notice, ask
from abductdesk.ui.texts import bind
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, column, label, row

DPI_PRINT = 300
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


class Pages:
    """The pages of a PDF as images. Use it in the GUI thread only."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2  # 0.13 s to load, and most screens show no letter

        with ONE_AT_A_TIME:
            self._pdf = pypdfium2.PdfDocument(data)

    def __len__(self) -> int:
        with ONE_AT_A_TIME:
            return len(self._pdf)

    def size(self, at: int) -> tuple[float, float]:
        """Width and height in points (1/72 inch)."""
        with ONE_AT_A_TIME:
            width, height = self._pdf[at].get_size()
        return float(width), float(height)

    def image(self, at: int, scale: float) -> QImage:
        """The page as an image with `scale` pixels a point."""
        with ONE_AT_A_TIME:
            drawn = self._pdf[at].render(scale=scale, rev_byteorder=False)
            kind = QImage.Format.Format_RGB888 if drawn.n_channels == 3 else QImage.Format.Format_RGB32
            picture = QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, kind)
        # copy: the bytes belong to pdfium and go with it
        return picture.rgbSwapped() if drawn.n_channels == 3 else picture.copy()

    def text(self, at: int) -> str:
        """The words of a page, for those who hear it."""
        with ONE_AT_A_TIME:
            return str(self._pdf[at].get_textpage().get_text_range())


class _Sheet(QWidget):
    """One page of paper."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()

    def show_image(self, image: QImage, size: QSize) -> None:
        self.image = image
        self.setFixedSize(size)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self.image)
        painter.setPen(QPen(look.colour("border"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class _Area(QScrollArea):
    """Scrolls with Page Up and Page Down; at the edge of the page the keys are the view's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        bar = self.verticalScrollBar()
        down, up = event.key() == Qt.Key.Key_PageDown, event.key() == Qt.Key.Key_PageUp
        if (down and bar.value() == bar.maximum()) or (up and bar.value() == bar.minimum()):
            event.ignore()
        else:
            super().keyPressEvent(event)


class PdfView(QWidget):
    """Page by page: Page Up and Page Down, Home and End, Ctrl and plus, minus, 0 for the width."""

    page_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._pages: Pages | None = None
        self._at, self._zoom = 0, 0.0
        self._sheet = _Sheet()
        self.area = _Area()
        self.area.setWidget(self._sheet)
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bind(self.area, "setAccessibleName", L("Letter as it will be printed"))
        self._back = Button(L("Previous page"), look="icon", icon="left")
        self._next = Button(L("Next page"), look="icon", icon="next")
        self._smaller = Button(L("Smaller"), look="icon", icon="zoom_out")
        self._larger = Button(L("Larger"), look="icon", icon="zoom_in")
        self._fit = Button(L("Page width"), look="quiet")
        self._where = label("", "second")
        bar = row(
            self._back, self._where, self._next, None, self._smaller, self._larger, self._fit, spacing=4
        )
        layout = column(spacing=6)
        layout.addLayout(bar)
        layout.addWidget(self.area, 1)
        self.setLayout(layout)
        self._back.clicked.connect(lambda: self.go(self._at - 1))
        self._next.clicked.connect(lambda: self.go(self._at + 1))
        self._smaller.clicked.connect(lambda: self.zoom(-1))
        self._larger.clicked.connect(lambda: self.zoom(1))
        self._fit.clicked.connect(lambda: self.zoom(0))

    def show_pdf(self, data: bytes, at: int = 0) -> None:
        """Show this PDF, from its first page unless told otherwise."""
        self._pages = Pages(data)
        self.go(at)

    def clear(self) -> None:
        """Show nothing, and let go of the bytes."""
        self._pages = None
        self._sheet.show_image(QImage(), QSize(1, 1))
        bind(self._where, "setText", "")

    @property
    def page(self) -> int:
        return self._at

    def go(self, at: int) -> None:
        """Go to a page, counted from 0."""
        if self._pages is None:
            return
        self._at = max(0, min(at, len(self._pages) - 1))
        self._back.setEnabled(self._at > 0)
        self._next.setEnabled(self._at + 1 < len(self._pages))
        bind(self._where, "setText", L("Page {page} of {pages}", page=self._at + 1, pages=len(self._pages)))
        self.area.setAccessibleDescription(self._pages.text(self._at))
        self._draw()
        self.page_changed.emit(self._at)

    def _turn(self, by: int) -> None:
        """To the top of the next page, or to the foot of the one before."""
        before = self._at
        self.go(self._at + by)
        if self._at != before:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.minimum() if by > 0 else bar.maximum())

    def zoom(self, step: int) -> None:
        """One step larger (1) or smaller (-1); 0 fits the width."""
        if step == 0:
            self._zoom = 0.0
        else:
            now = self._factor()
            fitting = [zoom for zoom in ZOOMS if (zoom > now + 0.01 if step > 0 else zoom < now - 0.01)]
            if fitting:
                self._zoom = fitting[0] if step > 0 else fitting[-1]
        self._draw()

    def _factor(self) -> float:
        """Screen pixels a point; 0 as zoom means the width of the view."""
        if self._zoom or self._pages is None:
            return self._zoom * 96 / 72
        width, _ = self._pages.size(self._at)
        return max(0.3, (self.area.viewport().width() - 24) / width)

    def _draw(self) -> None:
        if self._pages is None:
            return
        factor, ratio = self._factor(), self.devicePixelRatioF()
        width, height = self._pages.size(self._at)
        size = QSize(round(width * factor), round(height * factor))
        self._sheet.show_image(self._pages.image(self._at, factor * ratio), size)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if not self._zoom:
            self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        last = len(self._pages) - 1 if self._pages is not None else 0
        match event.key():
            case Qt.Key.Key_PageDown:
                self._turn(1)
            case Qt.Key.Key_PageUp:
                self._turn(-1)
            case Qt.Key.Key_Home:
                self.go(0)
            case Qt.Key.Key_End:
                self.go(last)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal if control:
                self.zoom(1)
            case Qt.Key.Key_Minus if control:
                self.zoom(-1)
            case Qt.Key.Key_0 if control:
                self.zoom(0)
            case _:
                super().keyPressEvent(event)


def paint_pdf(data: bytes, printer: QPrinter) -> int:
    """Draw every page in its true size, and return how many. The printer may be a PDF file in tests.

    Raises `Refused` where the printer cannot be used.
    """
    pages = Pages(data)
    scale = min(printer.resolution(), DPI_PRINT) / 72
    printer.setFullPage(True)
    painter = QPainter()
    for at in range(len(pages)):
        width, height = pages.size(at)
        paper = QPageSize(QRectF(0, 0, width, height).size(), QPageSize.Unit.Point)
        printer.setPageSize(paper)
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        if at == 0:
            if not painter.begin(printer):
                raise Refused("The printer takes no pages. Check that it is on, or choose another one.")
        else:
            printer.newPage()
        points = printer.resolution() / 72
        painter.drawImage(QRectF(0, 0, width * points, height * points), pages.image(at, scale))
    painter.end()
    return len(pages)


def _let_go(*_held: object) -> None:
    """Does nothing."""


def print_pdf(
    parent: QWidget,
    data: bytes,
    then: Callable[[], object] | None = None,
    *,
    told: bool = False,
    tell: Callable[[], object] | None = None,
) -> None:
    """Print through the system's dialog. The job has no telling name. Nothing is printed on cancel.

    Without `told` a word about the system's spool comes first, and `tell` is run when it was read.
    """

    def choose() -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("AbductDesk")
        dialog = QPrintDialog(printer, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)  # a letter goes out whole

        def chosen() -> None:
            if not (isValid(parent) and parent.window().isVisible()):
                return  # the program locked while the system's own dialog was open
            try:
                paint_pdf(data, printer)
            except Refused as refused:
                Notice(parent, refused).open()
                return
            if then is not None:
                then()

        dialog.accepted.connect(chosen)
        # what `chosen` holds is let go of from the event loop, never while the dialog is being deleted
        dialog.finished.connect(lambda _result: QTimer.singleShot(0, partial(_let_go, chosen)))
        QDialog.open(dialog)

    def read() -> None:
        if tell is not None:
            tell()
        choose()

    if told:
        choose()
        return
    ask(
        parent,
        L("Before the first print"),
        L(
            "The program keeps letters encrypted, but while one is printed your computer and the printer "
            "hold a copy that is out of its power. Print only on a printer of the bureau."
        ),
        L("Choose a printer"),
        then=read,
    )
