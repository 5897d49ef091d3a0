"""Who may be known already: shown before a case is opened; the person decides, nothing is merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from abductdesk.actions.lookalikes import Alike
from abductdesk.i18n import L, Listing
from abductdesk.ui.cards import TwoLines, clear, divided
from abductdesk.ui.feedback import Banner
from abductdesk.ui.texts import Text, isolate, words
from abductdesk.ui.widgets import Button, Pill, column


class Known(QWidget):
    """The known people, each with “Same person” and the way to the case. `same()` is what was decided."""

    changed = Signal()

    def __init__(self, open_case: Callable[[int], object]) -> None:
        super().__init__()
        self._open = open_case
        self._same: dict[str, Button] = {}
        self._people: dict[str, tuple[str, int]] = {}
        self._list = column(spacing=12)
        self.setLayout(self._list)

    def show_alike(self, found: Sequence[Alike]) -> None:
        """Show who may be the same; what was decided before stays decided."""
        decided = self.same()
        clear(self._list)
        self._same.clear()
        self._people.clear()
        if any(alike.conflict for alike in found):
            self._list.addWidget(
                Banner(
                    "warn",
                    L(
                        "The bureau already works for somebody here as the other parent. Check first whether"
                        " this is the same family."
                    ),
                    title=L("Possible conflict"),
                )
            )  # fmt: skip
        self._list.addWidget(divided(*(self._line(at, alike) for at, alike in enumerate(found))))
        self._list.addStretch(1)
        for name, (key, person) in self._people.items():
            self._same[name].setChecked(decided.get(key) == person)

    def _line(self, at: int, alike: Alike) -> QWidget:
        like, name = alike.like, f"{at}"
        buttons = [Button(L("Open {reference}", reference=like.reference), look="link")]
        buttons[0].clicked.connect(lambda: self._open(like.case_id))
        same = Button(L("Same person"), icon="link")
        same.setCheckable(True)
        same.toggled.connect(lambda on: self._decided(name, on))
        self._same[name], self._people[name] = same, (alike.key, like.person_id)
        mark = Pill(L("Other parent there"), "warn", icon="warning") if alike.conflict else None
        return TwoLines(
            isolate(like.name) or L("Without a name"),
            _caption(alike),
            avatar=like.name,
            buttons=[*([mark] if mark else []), *buttons, same],
        )

    def _decided(self, name: str, on: bool) -> None:
        key, person = self._people[name]
        for other, (its_key, its_person) in self._people.items():
            if other != name and its_key == key:  # one person typed is one person known, on any of its cases
                self._same[other].blockSignals(True)
                self._same[other].setChecked(on and its_person == person)
                self._same[other].blockSignals(False)
        for button in self._same.values():
            button.show_icon("ok" if button.isChecked() else "link")
        self.changed.emit()

    def same(self) -> dict[str, int]:
        """Whom the person said to be the same: key of the one typed → id of the one known."""
        return {key: person for name, (key, person) in self._people.items() if self._same[name].isChecked()}


def _caption(alike: Alike) -> Text:
    def said(_tongue: object) -> str:
        parts = [words(alike.like.why)]
        if alike.born is not None:
            parts.append(words(L("born on {day}", day=alike.born)))
        if alike.phones:
            parts.append(words(L("phone {numbers}", numbers=Listing(alike.phones))))
        return " · ".join(parts)

    return said
