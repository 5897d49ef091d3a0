"""Languages a person speaks, each with how well; a new empty line appears when the last one is used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from abductdesk.i18n import L
from abductdesk.terms import LanguageLevel
from abductdesk.ui.editors import Choice, Combo, Editor
from abductdesk.ui.texts import term, voice
from abductdesk.ui.widgets import column, row


class LanguagesEditor(Editor):
    """The value is a list of "code:level" ("fr:native"), each language once."""

    def __init__(self, languages: Callable[[], Sequence[Choice]]) -> None:
        self._languages = languages
        self._rows: list[tuple[Combo, Combo]] = []
        host = QWidget()
        self._lines: QVBoxLayout = column(spacing=6)
        host.setLayout(self._lines)
        super().__init__(host)
        self._add("", LanguageLevel.NATIVE)
        host.setFocusProxy(self._rows[0][0])
        voice.changed.connect(self._offer)

    def value(self) -> Any:
        spoken = {str(which.chosen()): level.chosen() for which, level in self._rows if which.chosen()}
        return [f"{code}:{level}" for code, level in spoken.items()]

    def set_value(self, value: Any) -> None:
        wanted = [(*str(each).split(":"), LanguageLevel.GOOD.value)[:2] for each in value or ()]
        while len(self._rows) <= len(wanted):
            self._add("", LanguageLevel.NATIVE)
        for at, (which, level) in enumerate(self._rows):
            code, known = wanted[at] if at < len(wanted) else ("", LanguageLevel.GOOD.value)
            which.choose(code)
            level.choose(LanguageLevel(known))

    def _add(self, code: str, known: LanguageLevel) -> None:
        which, level = Combo(L("Language")), Combo(L("How well"))
        self._rows.append((which, level))
        self._fill(which, level)
        which.choose(code)
        level.choose(known)
        line = QWidget()
        line.setLayout(row(which, level, spacing=8))
        self._lines.addWidget(line)
        for combo in (which, level):
            combo.currentIndexChanged.connect(self._used)

    def _used(self) -> None:
        if self._rows[-1][0].chosen():
            self._add("", LanguageLevel.GOOD)
        self.changed.emit()

    def _offer(self) -> None:
        for which, level in self._rows:
            self._fill(which, level)

    def _fill(self, which: Combo, level: Combo) -> None:
        which.offer([("", L("Choose a language")), *self._languages()])
        level.offer([(each, term(each.label)) for each in LanguageLevel])
