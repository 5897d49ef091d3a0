"""Live language: texts bound to widgets follow a change of language at once.

    bind(label, "setText", L("Opened on {day}", day=case.opened_on))   # translated, again after each change
    bind(label, "setText", lambda tongue: tongue.short_date(day))      # anything that depends on the language
    bind(label, "setText", person.name)                                # a plain str is data: shown as it is
    words(L("{n} cases", n=3))                                         # now, for painting
    voice.changed.connect(self.refresh)                                # for what is not bound

A text of a widget is a `Text`: Message (`L`, `LN`, `LC`), Refused, a function of the Tongue, or data.
`speak("fr")` changes the language, Qt's own texts, the number formats and the direction of the layout.
"""

from __future__ import annotations

import gettext
import weakref
from collections.abc import Callable

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from abductdesk.faults import Refused
from abductdesk.i18n import Message, Tongue

Text = str | Message | Refused | Callable[[Tongue], str]
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"


class _Voice(QObject):
    """The language spoken. `changed` fires after every bound text has been set again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tongue = Tongue("en")
        self.translator: QTranslator | None = None
        self.prune_at = 1000


voice = _Voice()
_bound: dict[tuple[int, str], tuple[weakref.ref[QObject], Text]] = {}


def tongue() -> Tongue:
    """The tongue of the screen (a letter has its own)."""
    return voice.tongue


def words(text: Text) -> str:
    """A text in the language spoken now."""
    if isinstance(text, str):
        return text
    if isinstance(text, Message | Refused):
        return voice.tongue.say(text)
    return text(voice.tongue)


def term(label: str) -> Message:
    """A marked text kept as data (a `Term`'s label, a `Field`'s label) as a text for a widget."""
    return Message(label)


def isolate(text: str) -> str:
    """Keep a name or reference from mixing with the direction of the words around it."""
    return f"{FSI}{text}{PDI}" if text else text


def apart(text: str | None) -> Text:
    """Data that stands alone or between dots: isolated only where one reads from right to left, since the
    marks make a line higher."""
    if not text:
        return ""
    return lambda tongue: isolate(text) if tongue.right_to_left else text


def _prune() -> None:
    """Let go of texts whose widget Qt has deleted: a text may hold on to what it was made from."""
    for key, (reference, _) in list(_bound.items()):
        widget = reference()
        if widget is None or not isValid(widget):
            _bound.pop(key, None)
    voice.prune_at = 2 * len(_bound) + 1000


def live_texts() -> list[tuple[int, str]]:
    """What is bound now: (widget, setter)."""
    _prune()
    return list(_bound)


def bind(widget: QObject, setter: str, text: Text) -> None:
    """Set a text now and after every change of language, as long as the widget lives.

    Binding the same setter of the same widget again replaces what was bound.
    """
    if len(_bound) > voice.prune_at:
        _prune()
    key = (id(widget), setter)
    if isinstance(text, str):
        _bound.pop(key, None)
    else:
        _bound[key] = (weakref.ref(widget), text)
    getattr(widget, setter)(words(text))


def speak(language: str | Tongue) -> None:
    """Change the language of the program: bound texts, Qt's texts, number formats, direction."""
    voice.tongue = language if isinstance(language, Tongue) else Tongue(language)
    QLocale.setDefault(QLocale(str(voice.tongue.locale)))
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication):
        _translate_qt(app)
        mirrored = voice.tongue.right_to_left
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    for key, (reference, text) in list(_bound.items()):
        widget = reference()
        if widget is None or not isValid(widget):
            _bound.pop(key, None)
        else:
            getattr(widget, key[1])(words(text))
    voice.changed.emit()


def _translate_qt(app: QGuiApplication) -> None:
    if voice.translator is not None:
        app.removeTranslator(voice.translator)
        voice.translator = None
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{voice.tongue.language}", folder):
        app.installTranslator(translator)
        voice.translator = translator


class _Stretched(gettext.NullTranslations):
    """Every text a third longer, with marks at both ends that show what is cut off."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}{'·' * max(2, len(message) // 3)}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


class Pseudo(Tongue):
    """A language for tests: English, stretched, and read from right to left unless told otherwise."""

    def __init__(self, mirrored: bool = True) -> None:
        super().__init__("en")
        self._texts = _Stretched()
        self._mirrored = mirrored

    @property
    def right_to_left(self) -> bool:
        return self._mirrored
