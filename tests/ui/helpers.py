"""What every test of a screen can ask.

assert_accessible(screen)                 # nothing that can have the focus is without a name
assert_speaks(screen, data={"An Peeters"})  # nothing shown stays English when the language changes
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from abductdesk.ui.texts import Pseudo, speak


def focusable(widget: QWidget) -> list[QWidget]:
    """Every visible, enabled widget below this one that the keyboard can reach."""
    return [
        each
        for each in widget.findChildren(QWidget)
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and each.isVisibleTo(widget)
        and each.isEnabled()
        and each.focusProxy() is None
        and (isinstance(each, QLineEdit) or not isinstance(each.parentWidget(), QComboBox))
    ]


def unnamed(widget: QWidget) -> list[str]:
    """Focusable widgets that a screen reader would not name."""
    found: list[str] = []
    for each in focusable(widget):
        interface = QAccessible.queryAccessibleInterface(each)
        name = interface.text(QAccessible.Text.Name) if interface is not None else ""
        if isinstance(each, QComboBox):
            name = each.accessibleName()  # what Qt gives for it is its value
        if not name.strip():
            around = each.parentWidget()
            found.append(f"{type(each).__name__} in {type(around).__name__}")
    return found


def assert_accessible(widget: QWidget) -> None:
    """Fail for anything that can have the focus and has no accessible name."""
    assert focusable(widget), "nothing can be reached by keyboard: was it shown?"
    assert unnamed(widget) == []


def shown_texts(widget: QWidget) -> list[str]:
    """Texts of labels, buttons and placeholders that are visible."""
    texts: list[str] = []
    for each in widget.findChildren(QWidget):
        if each.isVisibleTo(widget):
            if isinstance(each, QLabel | QAbstractButton):
                texts.append(each.text())
            elif isinstance(each, QLineEdit):
                texts.append(each.placeholderText())
    return [text for text in texts if text.strip()]


def assert_speaks(widget: QWidget, data: Collection[str] = ()) -> None:
    """Fail for any text that does not follow the language; `data` are texts that are nobody's language."""
    speak(Pseudo())
    QApplication.processEvents()
    kept = [text for text in shown_texts(widget) if "⟦" not in text and any(map(str.isalpha, text))]
    speak("en")
    assert [text for text in kept if text not in data and text != "AbductDesk"] == []
