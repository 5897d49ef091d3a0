"""Icons: Lucide drawings recoloured by the theme. One icon, one meaning.

    button.setIcon(icon("letter"));  icon("lock", "on_accent").paint(painter, rect)

To add one: a line in MEANINGS with a Lucide name that no other meaning has (a test checks both).
"""

from __future__ import annotations

from functools import cache

from lucide import lucide_icon
from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from abductdesk.ui.theme import look

MEANINGS: dict[str, str] = {
    "abductdesk": "handshake",
    "add": "plus",
    "address": "map-pin",
    "anonymise": "eraser",
    "apply": "check",
    "arrow": "arrow-right",
    "attachment": "paperclip",
    "back": "arrow-left",
    "backup": "hard-drive",
    "bell": "bell",
    "blocked": "ban",
    "breach": "bell-ring",
    "call": "phone-incoming",
    "calculator": "calculator",
    "calendar": "calendar",
    "cases": "folder-open",
    "child": "baby",
    "close": "x",
    "closed_case": "folder-check",
    "copy": "copy",
    "country": "globe",
    "danger": "octagon-alert",
    "dark": "moon",
    "deadline": "calendar-clock",
    "decision": "stamp",
    "delete": "trash",
    "deleted": "archive-x",
    "directory": "contact",
    "down": "chevron-down",
    "due": "clock",
    "email": "mail",
    "encrypted": "shield-check",
    "entry_new": "user-plus",
    "error": "circle-alert",
    "event": "calendar-plus",
    "export": "download",
    "facts": "list-checks",
    "filter": "list-filter",
    "follow_up": "square-check",
    "gate": "git-fork",
    "help": "life-buoy",
    "hide": "eye-off",
    "history": "rotate-ccw-square",
    "import": "upload",
    "info": "info",
    "key": "key-round",
    "keyboard": "keyboard",
    "language": "languages",
    "late": "alarm-clock",
    "law": "scale",
    "left": "chevron-left",
    "letter": "file-text",
    "light": "sun",
    "link": "link",
    "lock": "lock",
    "measure": "shield-alert",
    "mediation": "messages-square",
    "merge": "git-merge",
    "milestone": "milestone",
    "money": "banknote",
    "monitor": "radar",
    "more": "ellipsis",
    "new_case": "folder-plus",
    "next": "chevron-right",
    "no_entry": "shield-x",
    "note": "sticky-note",
    "office": "building",
    "ok": "circle-check",
    "edit": "pencil",
    "people": "users",
    "person": "user",
    "phone": "phone",
    "print": "printer",
    "privacy": "shield-user",
    "proceeding": "gavel",
    "question": "circle-question-mark",
    "rotation": "list-ordered",
    "receipt": "receipt",
    "redo": "redo-2",
    "refresh": "refresh-cw",
    "reports": "chart-column",
    "role": "id-card",
    "running": "hourglass",
    "save": "save",
    "saved": "check-check",
    "search": "search",
    "service": "network",
    "settings": "settings",
    "show": "eye",
    "six_weeks": "timer",
    "sort_down": "arrow-down",
    "sort_up": "arrow-up",
    "state": "flag",
    "study": "graduation-cap",
    "support": "hand-coins",
    "system": "monitor",
    "text_size": "a-large-small",
    "timeline": "chart-gantt",
    "training": "presentation",
    "today": "layout-dashboard",
    "todo": "square",
    "travel": "plane",
    "trusted": "monitor-check",
    "undo": "undo-2",
    "unlock": "lock-open",
    "up": "chevron-up",
    "urgent": "siren",
    "verified": "badge-check",
    "waiting": "circle-dashed",
    "wall": "brick-wall-shield",
    "warning": "triangle-alert",
    "write_letter": "file-plus",
    "what_if": "flask-conical",
    "zoom_in": "zoom-in",
    "zoom_out": "zoom-out",
}
_MIRRORED = frozenset({"arrow", "back", "left", "next", "undo", "redo"})


@cache
def svg(meaning: str) -> str:
    """The drawing as SVG text in `currentColor`."""
    return str(lucide_icon(MEANINGS[meaning]))


@cache
def _renderer(meaning: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(svg(meaning).replace("currentColor", colour).encode()))


_pixmaps: dict[tuple[str, str, int, int, float, bool], QPixmap] = {}


def pixmap(meaning: str, token: str, size: QSize, ratio: float = 1.0, mirrored: bool = False) -> QPixmap:
    """The icon in the colour of a token; kept, since the same few are drawn all the time."""
    colour = str(getattr(look.tokens, token))
    key = (meaning, colour, size.width(), size.height(), ratio, mirrored)
    found = _pixmaps.get(key)
    if found is None:
        if len(_pixmaps) > 2000:
            _pixmaps.clear()
        found = QPixmap(size * ratio)
        found.setDevicePixelRatio(ratio)
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        if mirrored:
            painter.translate(size.width(), 0)
            painter.scale(-1, 1)
        _renderer(meaning, colour).render(painter, QRectF(0, 0, size.width(), size.height()))
        painter.end()
        _pixmaps[key] = found
    return found


def paint_icon(painter: QPainter, rect: QRect, meaning: str, token: str) -> None:
    """Paint the icon; arrows turn around where one reads from right to left."""
    mirrored = meaning in _MIRRORED and painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(rect, pixmap(meaning, token, rect.size(), ratio, mirrored))


class _Engine(QIconEngine):
    def __init__(self, meaning: str, token: str) -> None:
        super().__init__()
        self._meaning = meaning
        self._token = token

    def _ink(self, mode: QIcon.Mode) -> str:
        return "text3" if mode is QIcon.Mode.Disabled else self._token

    def _mirrored(self) -> bool:
        return self._meaning in _MIRRORED and QApplication.isRightToLeft()

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, self._draw(rect.size(), mode, ratio))

    def _draw(self, size: QSize, mode: QIcon.Mode, ratio: float) -> QPixmap:
        side = min(size.width(), size.height())
        drawn = pixmap(self._meaning, self._ink(mode), QSize(side, side), ratio, self._mirrored())
        if size.width() == side:
            return drawn
        wide = QPixmap(size * ratio)  # room after the icon, before the words of a button
        wide.setDevicePixelRatio(ratio)
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(size.width() - side if QApplication.isRightToLeft() else 0, 0, drawn)
        painter.end()
        return wide

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._draw(size, mode, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: N802
        plain = QSize(round(size.width() / scale), round(size.height() / scale))
        return self._draw(plain, mode, scale)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:  # noqa: N802
        return size

    def clone(self) -> QIconEngine:
        return _Engine(self._meaning, self._token)


def icon(meaning: str, token: str = "text2") -> QIcon:  # noqa: S107
    """The icon of a meaning, in the colour of a token of the theme, whatever theme comes."""
    if meaning not in MEANINGS:
        raise KeyError(meaning)
    return QIcon(_Engine(meaning, token))
