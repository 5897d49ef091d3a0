"""The one door from the screens to the rest of the program.

    desk.ask(todays_deadlines, scope, then=self.show)                    # query: reader thread
    desk.do(change_case, id, seen=version, changes={...}, then=self.saved, refused=self.form.refuse)
    desk.touched.connect(self.on_touched)                                # Touched: .records, .kinds, .result

`then` gets the answer (for `do`: the Touched), `refused` gets the Refused, both in the GUI thread. Where
`then` is a method of a widget the answer is dropped when the widget is gone; for a lambda give `owner=self`.
`latest="rows"` drops the answer when the same owner has asked again under that word meanwhile.
"""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from abductdesk.faults import Refused

if TYPE_CHECKING:
    from abductdesk.actions.office import Office  # only its type: it loads SQLAlchemy

Callback = Callable[[Any], object]
COLLECT_MS = 200


@dataclass(eq=False)
class _Job:
    """One request on its way; callbacks that are methods of widgets are held weakly."""

    writes: bool
    long: bool
    run: Callable[[], Any]
    then: Callable[[], Callback | None]
    refused: Callable[[], Callback | None]
    owner: weakref.ref[QObject] | None
    latest: tuple[int, str] | None
    answer: Any = None
    fault: BaseException | None = None

    def wanted(self) -> bool:
        if self.owner is None:
            return True
        owner = self.owner()
        return owner is not None and isValid(owner)


def _hold(callback: Callback | None) -> Callable[[], Callback | None]:
    if callback is not None and isinstance(getattr(callback, "__self__", None), QObject):
        return weakref.WeakMethod(callback)
    return lambda: callback


class Desk(QObject):
    """Runs actions one after the other in a writer thread and queries in a reader thread."""

    touched = Signal(object)
    """After an action: the Touched. A screen decides by its kinds whether to ask again."""
    refused = Signal(object)
    """A Refused that nobody else took: the window says it."""
    broke = Signal(object)
    """Any other exception: a bug, for the error dialog."""
    progress = Signal(int, int)
    """Done and total of long work; total 0 means that it is over."""
    busy = Signal(bool)
    """Whether something is being written."""
    answered = Signal()
    """After each answer, when whoever asked has had it."""
    noticed = Signal(object)
    """What a watch of the session found, for screens that show it; `last_noticed` for those built later."""
    _arrived = Signal(object)

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.last_noticed: Any = None
        self._writer = ThreadPoolExecutor(1, "desk-writer")
        self._reader = ThreadPoolExecutor(1, "desk-reader")
        self._newest: dict[tuple[int, str], _Job] = {}
        self._writing = self._pending = self._long = 0
        self._open = True
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        # Garbage found in the reader's thread may be a widget that Qt is deleting in this one: a crash.
        gc.disable()
        self._collector = QTimer(self, interval=COLLECT_MS)
        self._collector.timeout.connect(self._collect)
        self._collector.start()

    def do(
        self,
        action: Callable[..., Any],
        *args: Any,
        then: Callback | None = None,
        refused: Callback | None = None,
        owner: QObject | None = None,
        settles: int | None = None,
        **kwargs: Any,
    ) -> None:
        """Run an action; `touched` fires before `then`. `settles` is the draft it was typed in, which goes
        in the same step."""
        office = self.office
        if settles is not None:
            from abductdesk.actions.unfinished import settling  # 0.4 s: it loads SQLAlchemy

            action = settling(action, settles)
        self._writing += 1
        self.busy.emit(True)
        self._send(True, lambda: office.do(action, *args, **kwargs), then, refused, owner, long=True)

    def ask(
        self,
        query: Callable[..., Any],
        *args: Any,
        then: Callback,
        refused: Callback | None = None,
        owner: QObject | None = None,
        latest: str = "",
        **kwargs: Any,
    ) -> None:
        """Run a query."""
        office = self.office
        self._send(False, lambda: office.ask(query, *args, **kwargs), then, refused, owner, latest=latest)

    def work(
        self,
        function: Callable[[], Any],
        *,
        then: Callback,
        refused: Callback | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run something slow that needs no office (reading a file, drawing a page) beside the GUI."""
        self._send(False, function, then, refused, owner, long=True)

    def report(self, done: int, total: int) -> None:
        """Give this to long work as its progress callback; callable from any thread."""
        self.progress.emit(done, total)

    def notice(self, found: object) -> None:
        """Tell the screens what was found."""
        self.last_noticed = found
        self.noticed.emit(found)

    @property
    def idle(self) -> bool:
        """Whether nothing is asked or being done."""
        return self._pending == 0

    @property
    def at_work(self) -> bool:
        """Whether something is going on that must not be cut short: an action, or long work."""
        return self._long > 0

    def finish(self) -> None:
        """Wait for what is being written, and let whoever asked for it know."""
        while self._writing:
            self._writer.submit(int).result()
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def close(self) -> None:
        """Finish what is being written, drop the rest, and answer nothing more."""
        self._open = False
        self._reader.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._collector.stop()
        gc.enable()

    @Slot()
    def _collect(self) -> None:
        """What Python does by itself elsewhere, here only ever in the GUI thread."""
        due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[0]:
            gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)

    def _send(
        self,
        writes: bool,
        run: Callable[[], Any],
        then: Callback | None,
        refused: Callback | None,
        owner: QObject | None,
        *,
        latest: str = "",
        long: bool = False,
    ) -> None:
        if not (self._open or writes):
            return  # a timer of a window that is going asks once more; nobody hears the answer
        whose = owner or getattr(then, "__self__", None)
        watched = weakref.ref(whose) if isinstance(whose, QObject) else None
        word = (id(whose), latest) if latest else None
        job = _Job(writes, long, run, _hold(then), _hold(refused), watched, word)
        if job.latest is not None:
            self._newest[job.latest] = job
        self._pending += 1
        self._long += long
        (self._writer if writes else self._reader).submit(self._run, job)

    def _run(self, job: _Job) -> None:
        try:
            if job.writes or self._is_newest(job):
                job.answer = job.run()
        except BaseException as fault:  # noqa: BLE001 — carried to the GUI thread, where it is shown
            job.fault = fault
        if self._open:
            self._arrived.emit(job)

    def _is_newest(self, job: _Job) -> bool:
        return job.latest is None or self._newest.get(job.latest) is job

    @Slot(object)
    def _deliver(self, job: _Job) -> None:
        if not self._open:
            return  # it had been sent before the end
        self._pending -= 1
        self._long -= job.long
        self._answer(job)
        self.answered.emit()

    def _answer(self, job: _Job) -> None:
        if job.writes:
            self._writing -= 1
            self.busy.emit(self._writing > 0)
        newest = self._is_newest(job)
        if job.latest is not None and newest:
            del self._newest[job.latest]
        if isinstance(job.fault, Refused):
            refused = job.refused() if job.wanted() and newest else None
            if refused is not None:
                refused(job.fault)
            elif job.writes or (job.wanted() and newest):
                self.refused.emit(job.fault)
        elif job.fault is not None:
            self.broke.emit(job.fault)
        else:
            if job.writes:
                self.touched.emit(job.answer)
            then = job.then() if job.wanted() and newest else None
            if then is not None:
                then(job.answer)
