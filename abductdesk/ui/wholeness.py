"""Is the journal whole? Checked after every start, in steps beside the work, so that nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from abductdesk.actions import safe
from abductdesk.actions.safe import Verified
from abductdesk.ui.desk import Desk


class Wholeness(QObject):
    """Begins with `look`; each step is one short turn of the reader, and others come between."""

    found = Signal(object)
    """What was found: a Verified."""

    def __init__(
        self, desk: Desk, alarm: Callable[[Verified], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._alarm = desk, alarm
        self.last: Verified | None = None

    def look(self, begun: Any = None) -> None:
        """Check the next entries."""
        self._desk.work(partial(safe.check_journal, self._desk.office, begun), then=self._stepped, owner=self)

    def _stepped(self, checked: Any) -> None:
        if not isinstance(checked, Verified):
            self.look(checked)
            return
        self.last = checked
        self.found.emit(checked)
        if not checked.whole:
            self._alarm(checked)
