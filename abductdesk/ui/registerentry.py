"""One entry of a register, to read and to act on: what is known, its limits in words, what can be done.

EntryDialog(shell, title, sentence, pairs=…, limits=…, today=…, actions=[Act(L("Answer…"), "ok", run)]).open()
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from abductdesk.i18n import L
from abductdesk.terms import Status
from abductdesk.ui.cards import KeyValues, section
from abductdesk.ui.dialogs import Dialog, FormDialog
from abductdesk.ui.flow import flow
from abductdesk.ui.lines import source_of
from abductdesk.ui.registerwords import standing
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text
from abductdesk.ui.theme import look
from abductdesk.ui.urgency import Deadline, due_text, unverified
from abductdesk.ui.widgets import Button, Pill, column, label, row


@dataclass(frozen=True)
class Act:
    """Something to do with the entry: the dialog makes room for it."""

    title: Text
    icon: str
    run: Callable[[], object]
    primary: bool = False


def limit_part(limit: Deadline, today: date, hours: int | None = None) -> QWidget:
    """A limit: its name, how it stands, the sum in sentences, and what follows when it lapses."""
    made = QWidget()
    body = column(spacing=4)
    said = standing(limit, today, hours)
    body.addWidget(section(limit.name, Pill(said.text, said.tone, icon=said.icon)))
    if limit.lead is not None and limit.status is not Status.NOT_APPLICABLE:
        body.addWidget(label(due_text(limit.lead, weekday=True), "card"))
    settled = limit.status in (Status.MET, Status.NOT_APPLICABLE)
    for sentence in limit.explanation[:2] if settled else limit.explanation:
        body.addWidget(label(sentence, "second", wrap=True, selectable=True))
    if not settled:
        lapse = L("If it lapses: {lapse}", lapse=limit.lapse)
        body.addWidget(label(lapse, "second", wrap=True, selectable=True))
    body.addWidget(label(source_of(limit), "caption", wrap=True))
    if unverified(limit):
        warned = L("Not verified in a published text. Check the article before you rely on this date.")
        body.addWidget(label(warned, "caption", wrap=True))
    made.setLayout(body)
    return made


class EntryDialog(Dialog):
    """See the top of the file."""

    def __init__(
        self,
        shell: Shell,
        title: Text,
        sentence: Text,
        *,
        banners: Sequence[QWidget] = (),
        pairs: Sequence[tuple[Text, Text | QWidget]] = (),
        limits: Sequence[Deadline] = (),
        today: date,
        hours: int | None = None,
        actions: Sequence[Act] = (),
    ) -> None:
        window = shell.widget()
        super().__init__(window, title, sentence, width=720, scroll=True)
        for banner in banners:
            self.body.addWidget(banner)
        for at, limit in enumerate(limits):
            self.body.addWidget(limit_part(limit, today, hours if at == 0 else None))
        self.body.addWidget(section(L("What is recorded")))
        self.body.addWidget(KeyValues([(name, value) for name, value in pairs if value], columns=2))
        self.more = column(spacing=4)
        self.body.addLayout(self.more)
        self.body.addStretch(1)
        close = Button(L("&Close"))
        close.clicked.connect(self.reject)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        beside: list[QWidget] = []
        for act in actions:
            button = Button(act.title, look="primary" if act.primary else "secondary", icon=act.icon)
            button.clicked.connect(lambda _=False, act=act: self._go(act))
            if act.primary:
                self.foot.addWidget(button)
                button.setDefault(True)
            else:
                beside.append(button)
        if beside:
            self.body.insertWidget(len(banners) + len(limits), flow(*beside, spacing=8, between=8))
        self.resize(look.px(720), min(look.px(640), int(window.height() * 0.86)))

    def _go(self, act: Act) -> None:
        self.accept()
        act.run()

    def add_list(self, title: Text, lines: Sequence[tuple[Text, Text]], nothing: Text) -> None:
        """Add a list below what is recorded: name and caption."""
        self.more.addWidget(section(title))
        for name, caption in lines:
            text = column(label(name, wrap=True, selectable=True), spacing=0)
            text.addWidget(label(caption, "caption", wrap=True))
            held = QWidget()
            held.setLayout(text)
            self.more.addWidget(held)
        if not lines:
            self.more.addWidget(label(nothing, "second", wrap=True))


def keep_low(dialog: FormDialog) -> None:
    """Let long texts take a few lines only, so that the whole form is in sight."""
    for each in dialog.form.rows.values():
        if each.described.kind == "long":
            each.editor.main.setFixedHeight(look.px(92))


def acts(*buttons: QWidget) -> QWidget:
    """Buttons in a line."""
    made = QWidget()
    made.setLayout(row(*buttons, None, spacing=8))
    return made
