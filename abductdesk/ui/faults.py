"""Bugs: caught wherever they come up, logged without data, said once in words.

    guard = Guard(log_file, lambda: window)      # installs the hooks of Python and Qt
    desk.broke.connect(guard.report)

The log holds types and frames, never the text of an exception: it may carry names or addresses.
"""

from __future__ import annotations

import faulthandler
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from abductdesk.i18n import L
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.texts import bind
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button

KEPT_BYTES = 500_000
_LOUD = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


def describe(fault: BaseException) -> str:
    """Types and frames of an exception and of what caused it; no text, no values."""
    lines: list[str] = []
    seen: BaseException | None = fault
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        for frame in traceback.extract_tb(seen.__traceback__):
            place = Path(frame.filename)
            lines.append(f"  {place.parent.name}/{place.name}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines)


class FaultDialog(Dialog):
    """Something is wrong with the program: what it means, and what to send to whom keeps it running."""

    def __init__(self, parent: QWidget | None, report: str) -> None:
        super().__init__(
            parent,
            L("The program has made a mistake"),
            L(
                "What you had saved is safe. What you were doing just now may not be saved: look at it "
                "again. If this comes back, give the report below to whoever looks after the program. It "
                "holds no data of any case."
            ),
        )
        details = QPlainTextEdit(report)
        details.setReadOnly(True)
        details.setTabChangesFocus(True)
        details.setMinimumHeight(look.px(160))
        bind(details, "setAccessibleName", L("Report"))
        close = Button(L("Close"), look="primary")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        self.body.addWidget(details)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        close.setFocus()


class Guard(QObject):
    """Holds the hooks. One dialog at a time, always from the GUI thread's event loop."""

    _came = Signal(str)

    def __init__(self, log: Path | None, parent: Callable[[], QWidget | None]) -> None:
        super().__init__()
        self._log, self._parent = log, parent
        self._showing: FaultDialog | None = None
        self._writing = threading.Lock()
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the hooks of Python, its threads, and Qt."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self.report(args.exc_value) if args.exc_value else None
        sys.unraisablehook = lambda args: self.report(args.exc_value) if args.exc_value else None
        if sys.stderr is not None:
            faulthandler.enable()
        qInstallMessageHandler(self._qt)

    def _hook(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
        else:
            self.report(fault)

    def report(self, fault: BaseException) -> None:
        """Log it, and show it when the event loop comes round. Callable from any thread."""
        text = describe(fault)
        self._write(text)
        self._came.emit(text)

    def _qt(self, kind: QtMsgType, context: QMessageLogContext, _message: str) -> None:
        if kind in _LOUD:
            self._write(f"{kind.name} {context.category or ''} {context.function or ''}")

    def _write(self, text: str) -> None:
        if self._log is None:
            return
        with self._writing:
            fresh = not self._log.exists() or self._log.stat().st_size > KEPT_BYTES
            with self._log.open("w" if fresh else "a", encoding="utf-8") as log:
                log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {text}\n")

    @Slot(str)
    def _show(self, text: str) -> None:
        if self._showing is not None:
            return
        self._showing = FaultDialog(self._parent(), text)
        self._showing.finished.connect(self._shown)
        self._showing.open()

    def _shown(self, _result: Any) -> None:
        self._showing = None
