"""The one stylesheet, made from the tokens. Widgets choose a rule by a property: `look`, `type`, `role`."""

# ruff: noqa: E501 — a rule of the sheet stays on one line

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template

# $name is a token, $12px a length that grows with the text size.
_SHEET = """
QWidget { font-size: $13px; }
QMainWindow, QDialog, QWidget[ground="page"] { background: $page; }
QLabel { background: transparent; color: $text; }
QLabel[type="caption"] { font-size: $12px; color: $text3; }
QLabel[type="caption_strong"] { font-size: $12px; font-weight: 700; color: $text2; }
QLabel[type="second"] { color: $text2; }
QLabel[type="strong"] { font-weight: 700; }
QLabel[type="card"] { font-size: $15px; font-weight: 700; }
QLabel[type="lead"] { font-size: $15px; }
QLabel[type="dialog"] { font-size: $18px; font-weight: 700; }
QLabel[type="page"] { font-size: $24px; font-weight: 700; }
QLabel[type="figure"] { font-size: $28px; font-weight: 700; }
QLabel[type="error"] { font-size: $12px; font-weight: 700; color: $danger_text; }
QLabel[type="code"] { font-size: $18px; font-weight: 700; letter-spacing: 1px; }
QLabel:disabled { color: $text3; }

QFrame[look="card"], QFrame[look="popup"] {
  background: $surface; border: 1px solid $border; border-radius: 10px; }
QFrame[look="popup"] { border-color: $input_border; }
QFrame[look="sidebar"] { background: $sidebar; border: 0; border-right: 1px solid $border; }
QFrame[look="sidebar_mirrored"] { background: $sidebar; border: 0; border-left: 1px solid $border; }
QFrame[look="topbar"] { background: $page; border: 0; border-bottom: 1px solid $border; }
QFrame[look="statusbar"] { background: $page; border: 0; border-top: 1px solid $border; }
QFrame[look="line"] { background: $hairline; border: 0; max-height: 1px; min-height: 1px; }
QFrame[look="toast"] { background: $toast; border: 0; border-radius: 8px; }
QFrame[look="toast"] QLabel { color: $on_toast; }
QFrame[look="banner"][tone="accent"] { background: $accent_soft; border: 1px solid $accent; border-radius: 8px; }
QFrame[look="banner"][tone="danger"] { background: $danger_soft; border: 1px solid $danger; border-radius: 8px; }
QFrame[look="banner"][tone="warn"] { background: $warn_soft; border: 1px solid $warn; border-radius: 8px; }
QFrame[look="banner"][tone="ok"] { background: $ok_soft; border: 1px solid $ok; border-radius: 8px; }
QFrame[look="banner"][tone="neutral"] { background: $neutral_soft; border: 1px solid $border; border-radius: 8px; }

QPushButton { min-height: $20px; padding: 6px 13px; border-radius: 6px; border: 1px solid $input_border;
  background: $surface; color: $text; font-weight: 700; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $neutral_soft; }
QPushButton:disabled { color: $text3; border-color: $border; background: $page; }
QPushButton[look="secondary"]:checked { background: $accent_soft; border: 2px solid $accent; color: $accent_text;
  padding: 5px 12px; }
QPushButton[look="primary"] { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[look="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="danger"] { background: $danger; border-color: $danger; color: $on_danger; }
QPushButton[look="primary"]:disabled, QPushButton[look="danger"]:disabled {
  background: $neutral_soft; border-color: $border; color: $text3; }
QPushButton[look="quiet"] { background: transparent; border-color: transparent; color: $text2; font-weight: 400; }
QPushButton[look="quiet"]:hover { background: $hover; color: $text; }
QPushButton[look="quiet"]:disabled { color: $text3; background: transparent; }
QPushButton[look="link"] { background: transparent; border-color: transparent; color: $accent_text;
  font-weight: 400; padding: 4px 5px; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="status"] { background: transparent; border: none; color: $accent_text; font-weight: 400;
  padding: 0px 4px; min-height: 0px; }
QPushButton[look="status"]:hover { text-decoration: underline; }
QPushButton[look="toast"] { background: transparent; border-color: transparent; color: $toast_link; padding: 4px 8px; }
QPushButton[look="segment"] { background: transparent; border-color: transparent; color: $text2; font-weight: 400; }
QPushButton[look="segment"]:hover { color: $text; background: $hover; }
QPushButton[look="segment"]:checked { background: $surface; border-color: $border; color: $accent_text;
  font-weight: 700; }
QPushButton[look="segment"][dark="true"]:checked { background: $accent_soft; border-color: $accent_soft; }
QPushButton[look="tab"] { background: transparent; border: 0; border-bottom: 2px solid transparent;
  border-radius: 0; padding: 6px 2px 8px 2px; color: $text2; font-weight: 400; }
QPushButton[look="tab"]:hover { color: $text; }
QPushButton[look="tab"]:checked { color: $accent_text; border-bottom-color: $accent; font-weight: 700; }
QPushButton[look="icon"] { background: transparent; border-color: transparent; padding: 6px;
  min-width: $20px; }
QPushButton[look="icon"]:hover { background: $hover; }
QPushButton[look="card"] { background: $surface; border: 1px solid $border; border-radius: 10px; padding: 0; }
QPushButton[look="card"]:hover { background: $hover; border-color: $input_border; }
QPushButton[look="card"]:checked { border: 2px solid $accent; }
QPushButton[look="row"] { background: transparent; border: 0; border-radius: 6px; padding: 0; }
QPushButton[look="row"]:hover { background: $hover; }
QPushButton[look="search"] { background: $surface; border: 1px solid $input_border; border-radius: 6px; padding: 0; }
QPushButton[look="search"]:hover { background: $surface; border-color: $accent; }
QFrame[look="palette"] { background: $surface; border: 1px solid $input_border; }
QPushButton[look="nav"] { background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: 8px 12px; color: $text2; font-weight: 400; }
QPushButton[look="nav"]:hover { background: $hover; }
QPushButton[look="nav"][current="true"] { background: $nav_selected; border-color: $nav_border; }

QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox { background: $surface; color: $text;
  placeholder-text-color: $text3; border: 1px solid $input_border; border-radius: 6px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: $20px; padding: 6px 10px; }
QPlainTextEdit { padding: 5px 7px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { padding: 5px 9px; }
QPlainTextEdit:focus { padding: 4px 6px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid $danger; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { padding: 5px 9px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QLineEdit:read-only {
  background: $page; color: $text2; border-color: $border; }
QLineEdit[look="palette"], QLineEdit[look="palette"]:focus { border: 0; background: transparent; font-size: $15px;
  padding: 10px 12px; }
QComboBox::drop-down { border: 0; width: $28px; }
QComboBox::down-arrow { image: none; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: 0; padding: 0; background: transparent; min-height: 0; }
QComboBox QAbstractItemView, QListView[look="popup"] { background: $surface; color: $text;
  border: 1px solid $input_border; border-radius: 6px; outline: 0; padding: 4px;
  selection-background-color: $accent_soft; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: $28px; padding: 0 6px; }
QListView[look="plain"] { background: transparent; border: 0; outline: 0; }
QListWidget[look="choices"] { background: $surface; border: 1px solid $input_border; border-radius: 6px; outline: 0;
  padding: 4px; }
QListWidget[look="choices"]:focus { border: 2px solid $accent; padding: 3px; }
QListWidget[look="choices"]::item { min-height: $26px; padding: 0 6px; border-radius: 4px; color: $text; }
QListWidget[look="choices"]::item:selected { background: $accent_soft; color: $text; }

QTableView { background: $surface; border: 0; outline: 0; selection-background-color: transparent; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; border: 0; border-bottom: 1px solid $border; color: $text2;
  font-size: $12px; font-weight: 700; padding: 0 8px; min-height: $34px; }
QHeaderView::section:hover { color: $text; }
QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0; height: 0; }

QScrollArea, QScrollArea > QWidget > QWidget[ground="page"] { background: $page; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; border: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; border: 0; }
QScrollBar::handle { background: $scroll; border-radius: 3px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  width: 0; height: 0; background: transparent; border: 0; }

QMenu { background: $surface; color: $text; border: 1px solid $input_border; border-radius: 6px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QToolTip { background: $toast; color: $on_toast; border: 0; padding: 6px 8px; font-size: $12px; }
QProgressBar { background: $neutral_soft; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QCheckBox, QRadioButton { color: $text; spacing: 8px; min-height: $24px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator, QListWidget::indicator { width: $16px; height: $16px;
  border: 1px solid $input_border; border-radius: 4px; background: $surface; }
QCheckBox::indicator:checked, QListWidget::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; }
QRadioButton::indicator { border-radius: 9px; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 8px; height: 8px; }
QCheckBox:focus, QRadioButton:focus { text-decoration: underline; }
QSplitter::handle { background: $border; }
"""


class _Sheet(Template):
    idpattern = r"(?:[a-z][a-z0-9_]*|\d+px)"


def stylesheet(tokens: Mapping[str, object], px: Callable[[int], int]) -> str:
    """The stylesheet for these tokens at this text size."""
    lengths = {f"{n}px": f"{px(n)}px" for n in (12, 13, 15, 16, 18, 20, 24, 26, 28, 34)}
    return _Sheet(_SHEET).substitute({**tokens, **lengths})
