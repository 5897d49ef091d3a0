"""One editor per kind of field. Each has `value()`, `set_value()`, `changed`, and `main` for the focus.

`value()` raises Refused where what was typed is not a value of that kind; nothing typed is ever lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from abductdesk.faults import Refused
from abductdesk.i18n import L
from abductdesk.ui.checks import CheckRows
from abductdesk.ui.dates import parse_date, parse_time, typed_date, typed_time
from abductdesk.ui.icons import paint_icon
from abductdesk.ui.texts import Text, bind, tongue, voice, words
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Segments, column, label, restyle

Choice = tuple[Any, Text]
Offer = Callable[[], Sequence[Choice]]


class Editor(QWidget):
    """An editor of one value. `note` is a line below it that the editor itself fills."""

    changed = Signal()

    def __init__(self, main: QWidget) -> None:
        super().__init__()
        self.main = main
        self.setFocusProxy(main)
        self.note = label("", "caption", wrap=True)
        self.note.hide()
        self.setLayout(column(main, self.note, spacing=3))

    def call(self, name: Text) -> None:
        """What the editor is called for those who hear it."""
        bind(self.main, "setAccessibleName", name)

    def value(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        raise NotImplementedError

    def mark(self, wrong: bool) -> None:
        restyle(self.main, wrong=wrong)


class TextEditor(Editor):
    """One line."""

    def __init__(self, length: int | None = None, secret: bool = False) -> None:
        self.edit = QLineEdit()
        super().__init__(self.edit)
        if length:
            self.edit.setMaxLength(length)
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.textEdited.connect(self.changed)

    def value(self) -> Any:
        return " ".join(self.edit.text().split()) or None

    def set_value(self, value: Any) -> None:
        self.edit.setText("" if value is None else str(value))


class NumberEditor(TextEditor):
    """A whole number."""

    def value(self) -> Any:
        typed = self.edit.text().strip()
        if not typed:
            return None
        try:
            return int(typed)
        except ValueError:
            raise Refused("This is not a whole number. Use digits only.") from None


class LongEditor(Editor):
    """Several lines; Tab leaves."""

    def __init__(self) -> None:
        self.edit = QPlainTextEdit()
        super().__init__(self.edit)
        self.edit.setTabChangesFocus(True)
        self.edit.setMinimumHeight(look.px(84))
        self.edit.textChanged.connect(self.changed)

    def value(self) -> Any:
        return self.edit.toPlainText().strip() or None

    def set_value(self, value: Any) -> None:
        self.edit.setPlainText("" if value is None else str(value))


class DateEditor(TextEditor):
    """A day as people type it; written out below it."""

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._today = today
        bind(self.edit, "setPlaceholderText", L("day-month-year"))
        self.edit.textChanged.connect(self._write_out)
        self.edit.editingFinished.connect(self._tidy)
        voice.changed.connect(self._write_out)

    def value(self) -> Any:
        typed = self.edit.text().strip()
        return parse_date(typed, self._today(), tongue()) if typed else None

    def set_value(self, value: Any) -> None:
        self.edit.setText(typed_date(value) if isinstance(value, date) else str(value or ""))

    def _write_out(self) -> None:
        try:
            day = self.value()
        except Refused:
            day = None
        self.note.setText(tongue().date(day, weekday=True) if day else "")
        self.note.setVisible(day is not None)

    def _tidy(self) -> None:
        try:
            self.set_value(self.value())
        except Refused:
            return


class TimeEditor(TextEditor):
    """A time of day as people type it."""

    def __init__(self) -> None:
        super().__init__()
        bind(self.edit, "setPlaceholderText", L("hours:minutes"))

    def value(self) -> Any:
        typed = self.edit.text().strip()
        return parse_time(typed) if typed else None

    def set_value(self, value: Any) -> None:
        self.edit.setText(typed_time(value) if isinstance(value, time) else str(value or ""))


class YesNoEditor(Editor):
    """Yes, no, and unknown unless the field must be known."""

    def __init__(self, required: bool = False) -> None:
        choices: list[tuple[str, Text]] = [("yes", L("Yes")), ("no", L("No"))]
        if not required:
            choices.append(("unknown", L("Unknown")))
        self.segments = Segments(choices, "no" if required else "unknown")
        super().__init__(self.segments)
        self.setFocusProxy(None)  # type: ignore[arg-type]
        self.segments.chosen.connect(lambda _key: self.changed.emit())

    def value(self) -> Any:
        return {"yes": True, "no": False, "unknown": None}[self.segments.current]

    def set_value(self, value: Any) -> None:
        unknown = "unknown" if self.segments.has("unknown") else "no"
        self.segments.choose({True: "yes", False: "no"}.get(value, unknown))


class Combo(QComboBox):
    """A combo box with our arrow; the wheel does not change it by accident."""

    def __init__(self, name: Text = "") -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(14)
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        self._choices: list[Choice] = []
        voice.changed.connect(self._speak)
        if name:
            bind(self, "setAccessibleName", name)

    def offer(self, choices: Sequence[Choice]) -> None:
        """What can be chosen: (value, words), keeping the present choice where it is still offered."""
        kept = self.chosen()
        self.blockSignals(True)
        self.clear()
        self._choices = list(choices)
        self.addItems([words(text) for _, text in self._choices])
        self.choose(kept)
        self.blockSignals(False)

    def chosen(self) -> Any:
        """The value chosen. Not `currentData`: Qt turns a `Term` into a plain string."""
        at = self.currentIndex()
        return self._choices[at][0] if 0 <= at < len(self._choices) else None

    def values(self) -> list[Any]:
        return [value for value, _ in self._choices]

    def choose(self, value: Any) -> None:
        """Choose without a signal; the first where the value is not offered."""
        at = next((at for at, (offered, _) in enumerate(self._choices) if offered == value), 0)
        self.blockSignals(True)
        self.setCurrentIndex(at if self._choices else -1)
        self.blockSignals(False)

    def _speak(self) -> None:
        for at, (_, text) in enumerate(self._choices):
            self.setItemText(at, words(text))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(look.px(90), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.width() - look.px(46)
        metrics = QFontMetrics(self.font())
        option.currentText = metrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        if not self.isEditable():
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        size = look.px(15)
        box = QRect(self.width() - size - look.px(9), (self.height() - size) // 2, size, size)
        paint_icon(painter, QStyle.visualRect(self.layoutDirection(), self.rect(), box), "down", "text2")


class ChoiceEditor(Editor):
    """One of a list; `search` lets one type part of the words."""

    def __init__(
        self, choices: Callable[[], Sequence[Choice]], *, blank: bool = True, search: bool = False
    ) -> None:
        self.combo = Combo()
        super().__init__(self.combo)
        self._offer, self._blank, self._search = choices, blank, search
        if search:
            self.combo.setEditable(True)
            self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            self._complete()
        self.refill()
        voice.changed.connect(self.refill)
        self.combo.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.combo.editTextChanged.connect(lambda _text: self.changed.emit())

    def _complete(self) -> None:
        completer = QCompleter(self.combo.model(), self.combo)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = QListView()
        popup.setProperty("look", "popup")
        completer.setPopup(popup)
        self.combo.setCompleter(completer)

    def call(self, name: Text) -> None:
        super().call(name)
        typed = self.combo.lineEdit()  # where one can type, this is what has the focus
        if typed is not None:
            bind(typed, "setAccessibleName", name)

    def refill(self) -> None:
        """Offer the choices again, for example in another language."""
        blank: list[Choice] = [(None, "")] if self._blank else []
        kept = self.combo.chosen()
        self.combo.offer([*blank, *self._offer()])
        self.combo.choose(kept)

    def value(self) -> Any:
        if not self._search:
            return self.combo.chosen()
        typed = self.combo.currentText().strip().casefold()
        if not typed:
            return None
        for at in range(self.combo.count()):
            if self.combo.itemText(at).casefold() == typed:
                return self.combo.values()[at]
        raise Refused("This is not in the list. Choose one of the list, or leave it empty.")

    def set_value(self, value: Any) -> None:
        self.combo.choose(value)


class SeveralEditor(Editor):
    """Any number of a list, ticked; Space ticks, typing finds."""

    def __init__(self, choices: Offer) -> None:
        self.list = QListWidget()
        super().__init__(self.list)
        self.list.setProperty("look", "choices")
        self.list.setItemDelegate(CheckRows(self.list))
        self.list.setMinimumHeight(look.px(118))
        self._offer = choices
        self._choices: list[Choice] = []
        self._ticked: list[Any] = []
        self.refill()
        voice.changed.connect(self.refill)
        self.list.itemChanged.connect(self._ticked_one)

    def refill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        self._choices = list(self._offer())
        for value, text in self._choices:
            item = QListWidgetItem(words(text), self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = value in self._ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)

    def offered(self) -> list[Any]:
        return [value for value, _ in self._choices]

    def value(self) -> Any:
        return list(self._ticked)

    def set_value(self, value: Any) -> None:
        self._ticked = list(value or [])
        self.refill()

    def _ticked_one(self, item: QListWidgetItem) -> None:
        value = self._choices[self.list.row(item)][0]
        on = item.checkState() == Qt.CheckState.Checked
        if on and value not in self._ticked:
            self._ticked.append(value)
        elif not on and value in self._ticked:
            self._ticked.remove(value)
        self.changed.emit()
