"""What stands in a form as plain data, exactly as typed, and back again; also what cannot be read yet.

typed_in(editor) → JSON; retype(editor, it)          # one editor; forms and dialogs are made of these
About("case.event", case_id=7, kind="event", record=3)   # which form, about what: makes a dialog keep drafts
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit

from abductdesk.faults import Refused
from abductdesk.ui.editors import ChoiceEditor, Editor, LongEditor, SeveralEditor, TextEditor, YesNoEditor


@dataclass(frozen=True, slots=True)
class About:
    """Which form (`screen.form`: the screen that opens it again) and what it is about. Ids stand here and
    nowhere else, so that a draft goes when its case or person is erased."""

    form: str
    case_id: int | None = None
    kind: str = ""
    record: int | None = None


@dataclass
class Kept:
    """What is kept of one open form: the draft's id and what was in it. `over` once the form has closed."""

    draft_id: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    over: bool = False
    _settling: int | None = None

    def settles(self) -> int | None:
        """The draft that the action now sent takes away with it; give it to `desk.do`."""
        self._settling = self.draft_id
        return self.draft_id

    def settled(self) -> None:
        """That action was done."""
        if self._settling is not None and self._settling == self.draft_id:
            self.draft_id = None

    def left(self) -> int | None:
        """The draft that nobody needs any more, once: ids are used again."""
        found, self.draft_id, self.values = self.draft_id, None, {}
        return found


class WritingBox(QPlainTextEdit):
    """A box to write in on a page, outside any dialog, whose text is kept as a draft."""

    def __init__(self) -> None:
        super().__init__()
        self.about: About | None = None
        self.kept = Kept()

    def unsaved(self) -> bool:
        """Whether something stands in it."""
        return bool(self.toPlainText().strip())

    def as_typed(self) -> dict[str, Any]:
        return {"text": self.toPlainText()}

    def retype(self, values: dict[str, Any]) -> None:
        self.setPlainText(str(values.get("text", "")))


def typed_in(editor: Editor) -> Any:
    """What stands in an editor, as JSON holds it."""
    match editor:
        case TextEditor():
            return editor.edit.text()
        case LongEditor():
            return editor.edit.toPlainText()
        case YesNoEditor():
            return editor.segments.current
        case ChoiceEditor():
            try:
                return _plain(editor.value())
            except Refused:
                return {"typed": editor.combo.currentText()}
        case SeveralEditor():
            return [_plain(value) for value in editor.value()]
        case _:
            return editor.value()


def retype(editor: Editor, typed: Any) -> None:
    """Type it again; a choice that is offered no longer is left out."""
    match editor:
        case TextEditor():
            editor.edit.setText(str(typed))
        case LongEditor():
            editor.edit.setPlainText(str(typed))
        case YesNoEditor():
            if editor.segments.has(typed):
                editor.segments.choose(typed)
        case ChoiceEditor() if isinstance(typed, dict):
            editor.combo.setCurrentText(str(typed.get("typed", "")))
        case ChoiceEditor():
            editor.set_value(typed)
        case SeveralEditor():
            editor.set_value([value for value in editor.offered() if _plain(value) in (typed or ())])
        case _:
            editor.set_value(typed)
    editor.changed.emit()


def _plain(value: Any) -> Any:
    """A `Term` is a string with a label: JSON keeps the string."""
    return str(value) if isinstance(value, str) else value
