"""Keeps what is being typed inside the vault: every so often, and at the lock.

drafter = Drafter(desk, window, self); drafter.changed.connect(strip.show_drafts)
drafter.take_up(draft, dialog)           # the dialog goes on from a draft, and takes it away when it closes
drafter.keep_now()                       # at the lock, when nothing else is being written

A form takes part when its dialog (or box) has an `about`. Passphrases stand in dialogs that have none.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from abductdesk.actions.office import Touched
from abductdesk.actions.unfinished import Unfinished, drop_draft, keep_draft, unfinished
from abductdesk.models import Draft
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.letterleft import waiting
from abductdesk.ui.typed import About, Kept, WritingBox

KEEP_SECONDS = 20
"""So much typing, at most, is lost when the power goes."""

Typing = Dialog | WritingBox


class Drafter(QObject):
    """Looks at the open forms of one window."""

    changed = Signal(list)
    """One's own drafts that no form of this window is open for, the newest first."""

    def __init__(self, desk: Desk, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._watched: list[Dialog] = []
        self._timer = QTimer(self, interval=KEEP_SECONDS * 1000)
        self._timer.timeout.connect(self.keep)
        self._timer.start()
        desk.touched.connect(self._touched)
        self.look()

    # what is kept

    def keep(self) -> None:
        """Keep what differs from what is kept; drop what was emptied again."""
        for form in self._open():
            self._watch(form)
            if not form.unsaved():
                self._drop(form.kept)
                continue
            values = form.as_typed()
            if values != form.kept.values:
                form.kept.values = values
                self._desk.do(
                    keep_draft, values, **_about(form), owner=self,
                    then=partial(self._has_kept, form.kept), refused=partial(_has_not, form.kept),
                )  # fmt: skip

    def _has_kept(self, kept: Kept, touched: Touched) -> None:
        kept.draft_id = int(touched.result)
        if kept.over:  # it was saved or left meanwhile
            self._drop(kept)

    def keep_now(self) -> None:
        """At the lock: the desk writes nothing any more, so this goes straight to the office."""
        self._timer.stop()
        office = self._desk.office
        for form in self._open():
            if form.unsaved() and form.as_typed() != form.kept.values:
                office.do(keep_draft, form.as_typed(), **_about(form))
        for left in waiting(self._desk):
            office.do(keep_draft, left.as_typed(), form=left.about.form, draft_id=left.kept.draft_id,
                      **_ids(left.about))  # fmt: skip

    def take_up(self, draft: Unfinished, form: Typing) -> None:
        """Go on with a draft in a form that has just been opened for it."""
        form.kept.draft_id = draft.id
        form.retype(dict(draft.values))
        form.kept.values = form.as_typed()
        self._watch(form)
        self.look()

    def drop(self, draft: Unfinished) -> None:
        """Throw a draft away."""
        self._desk.do(drop_draft, draft.id)

    def _open(self) -> list[Typing]:
        forms: list[Typing] = [
            *self._window.findChildren(Dialog),
            *self._window.findChildren(WritingBox),
        ]
        return [form for form in forms if form.about is not None and not form.kept.over]

    def _watch(self, form: Typing) -> None:
        if isinstance(form, Dialog) and form not in self._watched:
            self._watched = [each for each in self._watched if isValid(each)] + [form]
            form.finished.connect(partial(self._closed, form.kept))

    def _closed(self, kept: Kept, _result: int) -> None:
        self._drop(kept)

    def _drop(self, kept: Kept) -> None:
        left = kept.left()
        if left is not None:
            self._desk.do(drop_draft, left)

    # what there is

    def look(self) -> None:
        """Ask which drafts there are."""
        self._desk.ask(unfinished, then=self._found, latest="drafts")

    def _touched(self, touched: Touched) -> None:
        if Draft.__tablename__ in touched.kinds:
            self.look()

    def _found(self, found: list[Unfinished]) -> None:
        mine = {form.kept.draft_id for form in self._open()} | {
            left.kept.draft_id for left in waiting(self._desk)
        }
        self.changed.emit([draft for draft in found if draft.id not in mine])


def _has_not(kept: Kept, _refused: object) -> None:
    """It is tried again with the next round, and nobody is disturbed in typing."""
    kept.values = {}


def _ids(about: About) -> dict[str, Any]:
    return {"case_id": about.case_id, "kind": about.kind, "record": about.record}


def _about(form: Typing) -> dict[str, Any]:
    assert form.about is not None
    return {"form": form.about.form, "draft_id": form.kept.draft_id, **_ids(form.about)}
