"""Something slow beside the window, before there is a desk: deriving a key, making a vault.

self._background = Background(self)
self._background.run(lambda: unlock(name, phrase), then=self.opened, refused=self.refuse)
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from abductdesk.faults import Refused


class Background(QObject):
    """One thing at a time in a thread; answers come in the GUI thread while the owner lives."""

    _arrived = Signal(object, object)

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._thread = ThreadPoolExecutor(1, "background")
        self._then: Callable[[Any], object] | None = None
        self._refused: Callable[[Refused], object] | None = None
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self, work: Callable[[], Any], *, then: Callable[[Any], object], refused: Callable[[Refused], object]
    ) -> None:
        """Run it; a bug in it is raised in the GUI thread, where the hooks take it."""
        self._then, self._refused = then, refused
        self._thread.submit(self._work, work)

    def finish(self) -> None:
        """Wait for what runs; nothing is run afterwards."""
        self._thread.shutdown(wait=True)

    def _work(self, work: Callable[[], Any]) -> None:
        try:
            answer, fault = work(), None
        except BaseException as raised:  # noqa: BLE001 — raised again in the GUI thread
            answer, fault = None, raised
        self._arrived.emit(answer, fault)

    @Slot(object, object)
    def _deliver(self, answer: Any, fault: BaseException | None) -> None:
        if isinstance(fault, Refused):
            if self._refused is not None:
                self._refused(fault)
        elif fault is not None:
            raise fault
        elif self._then is not None:
            self._then(answer)
