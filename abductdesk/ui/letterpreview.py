"""Beside a letter being written: its pages, or what is missing, or why it cannot be made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from abductdesk.actions.letters import Draft, Missing
from abductdesk.faults import Refused
from abductdesk.i18n import LN, L
from abductdesk.ui.cards import Card, clear, scrolled
from abductdesk.ui.feedback import Banner
from abductdesk.ui.printing import PdfView
from abductdesk.ui.texts import Text, bind
from abductdesk.ui.widgets import Button, IconTile, column, label, line, row


class Preview(QWidget):
    """`wanted` emits where something missing is entered: a field of the form, or as the letter calls it."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.pages = PdfView()
        self._banners: QVBoxLayout = column(spacing=8)
        self._said: QVBoxLayout = column(spacing=0)
        said = QWidget()
        said.setLayout(self._said)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.pages)
        self._stack.addWidget(scrolled(said))
        self.state = label("", "caption")
        layout = column(spacing=8)
        layout.addLayout(row(label(L("Preview"), "strong"), None, self.state))
        layout.addLayout(self._banners)
        layout.addWidget(self._stack, 1)
        self.setLayout(layout)
        self.links: list[Button] = []

    def wait(self) -> None:
        """A new preview is being made; the one in sight stays until then."""
        bind(self.state, "setText", L("Updating…"))

    def show_draft(self, draft: Draft) -> None:
        """The pages with what the caseworker should know, or the list of what is missing."""
        self._warn(draft.warnings)
        if draft.content is None:
            self._list(draft.missing)
            return
        self.pages.show_pdf(draft.content, self.pages.page)
        self._stack.setCurrentIndex(0)
        bind(self.state, "setText", L("Not issued yet, kept nowhere"))

    def refuse(self, refused: Refused) -> None:
        """The reason, in place of the pages."""
        self._warn(())
        card = self._say(L("This letter cannot be made"))
        card.add(_line_of("no_entry", "danger_text", label(refused, wrap=True, selectable=True)))

    def explain(self, title: Text, sentence: Text, button: Text, where: str) -> None:
        """There is nothing to preview yet: why, and where that is changed."""
        self._warn(())
        card = self._say(title)
        card.add(label(sentence, "second", wrap=True), self._link(button, where))

    def _list(self, missing: Sequence[Missing]) -> None:
        title = LN(
            "One thing is missing for this letter", "{n} things are missing for this letter", len(missing)
        )
        card = self._say(title)
        card.add(label(L("Enter them, then come back: what you typed here waits."), "second", wrap=True))
        for each in missing:
            what = label(each.what, wrap=True)
            link = (
                self._link(L("In this letter"), each.choice)
                if each.choice
                else self._link(each.where, each.where.text)
            )
            bind(link, "setAccessibleName", L("{what}: {where}", what=each.what, where=each.where))
            card.add(line(), _line_of("question", "warn_text", what, link))

    def _link(self, text: Text, where: str) -> Button:
        link = Button(text, look="link", icon="arrow")
        link.clicked.connect(lambda: self.wanted.emit(where))
        self.links.append(link)
        return link

    def _say(self, title: Text) -> Card:
        clear(self._said)
        self.links.clear()
        self.pages.clear()
        card = Card()
        card.body.setContentsMargins(16, 16, 16, 16)
        card.add(label(title, "card", wrap=True))
        self._said.addWidget(card)
        self._said.addStretch(1)
        self._stack.setCurrentIndex(1)
        bind(self.state, "setText", "")
        return card

    def _warn(self, warnings: Sequence[Text]) -> None:
        clear(self._banners)
        for warning in warnings:
            self._banners.addWidget(Banner("warn", warning))


def _line_of(icon: str, ink: str, text: QWidget, *more: QWidget) -> QWidget:
    made = QWidget()
    layout = row(IconTile(icon, ink, size=18), spacing=10)
    layout.addWidget(text, 1)
    for widget in more:
        layout.addWidget(widget)
    made.setLayout(layout)
    return made
