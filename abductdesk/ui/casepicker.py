"""Find one case by typing, and choose it; or a person, or an entry of the directory.

CasePicker(desk, parent, L("Attach to a case"), then=self.attach).open()      # attach(hit)
CasePicker(desk, parent, L("Merge with"), then=self.merge, kind=ENTRY).open()
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from abductdesk.actions.search import CASE, ENTRY, PERSON, Hit, find
from abductdesk.i18n import L
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.tables import Cell, Column, Table
from abductdesk.ui.texts import Text, bind, isolate
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, label

WAIT_MS, MOST = 120, 60
_ASKED = {
    CASE: (L("Reference, name or docket number"), L("Nothing found. Try a reference or a name.")),
    PERSON: (L("Name or phone number"), L("Nothing found. Try a name.")),
    ENTRY: (L("Name, firm, town, language…"), L("Nothing found. Try a name.")),
}
"""What is asked for, and what is said where nothing is found."""


class CasePicker(Dialog):
    """Type a reference or a name; the arrows choose, Enter takes the case (or what `kind` says)."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        title: Text,
        *,
        then: Callable[[Hit], object],
        kind: str = CASE,
        sentence: Text = "",
    ) -> None:
        super().__init__(parent, title, sentence, width=560)
        self.desk, self._then, self._kind = desk, then, kind
        what, none = _ASKED[kind]
        self.edit = QLineEdit()
        for setter in ("setPlaceholderText", "setAccessibleName"):
            bind(self.edit, setter, what)
        self.table = Table(
            [
                Column(
                    "case", L("Found"), lambda hit: Cell(isolate(hit.title), isolate(hit.caption)), stretch=1
                )
            ],
            name=L("What was found"),
            empty=label(none, "second"),
        )
        self.table.setMinimumHeight(look.px(240))
        self.cancel = Button(L("Cancel"))
        self.take = Button(L("Choose"), look="primary")
        self.take.setDefault(True)
        self.body.addWidget(self.edit)
        self.body.addWidget(self.table, 1)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.take)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._ask)
        self.edit.textChanged.connect(lambda _text: self._wait.start(WAIT_MS))
        self.table.opened.connect(self._chosen)
        self.take.clicked.connect(lambda: self._chosen(self.table.current()))
        self.cancel.clicked.connect(self.reject)
        self.table.hide()

    def _ask(self) -> None:
        if typed := self.edit.text().strip():
            self.desk.ask(find, typed, MOST, then=self._show, latest="find")

    def _show(self, hits: list[Hit]) -> None:
        self.table.show()
        self.table.show_rows([hit for hit in hits if hit.kind == self._kind])
        self.table.select(0)

    def _chosen(self, hit: Hit | None) -> None:
        if hit is not None:
            self.accept()
            self._then(hit)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.edit.setFocus()
