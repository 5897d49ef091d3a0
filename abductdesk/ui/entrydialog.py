"""One entry of the journal: who, what, when, old and new values, and its place in the chain."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from abductdesk.actions.journalbook import JournalRow
from abductdesk.actions.office import BRUSSELS
from abductdesk.i18n import L
from abductdesk.ui.cards import KeyValues
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.historywords import Names, change_lines, happened, record_words, refusal_words
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, apart, term
from abductdesk.ui.widgets import Button, column, label


class EntryDialog(Dialog):
    """Shows; nothing can be changed."""

    def __init__(self, shell: Shell, entry: JournalRow, staff: Mapping[int, str]) -> None:
        who = L("{who} {did}", who=entry.line.staff or "—", did=happened(entry.line))
        super().__init__(
            shell.widget(),
            L("Entry {number}", number=entry.id),
            who,
            width=600,
            scroll=bool(entry.line.changes),
        )
        pairs: list[tuple[Text, Text | QWidget]] = [
            (L("When"), L("{at}", at=entry.line.at.astimezone(BRUSSELS))),
            (L("What"), term(entry.act.label)),
            (L("About"), record_words(entry.about, entry.line.record_id)),
            (L("Case"), apart(entry.reference)),
        ]
        if entry.reason:
            pairs.append((L("Refused with"), refusal_words(entry.reason)))
        self.body.addWidget(KeyValues(pairs))
        changes = change_lines(entry.line, Names(staff=staff))
        if changes:
            texts = column(label(L("What changed"), "strong"), spacing=4)
            for change in changes:
                texts.addWidget(label(change, "second", wrap=True, selectable=True))
            self.body.addLayout(texts)
        if entry.erased:
            self.body.addWidget(
                label(L("The detail was erased; the chain still holds."), "second", wrap=True)
            )
        code = " ".join(entry.mac[at : at + 8] for at in range(0, len(entry.mac), 8))
        chained = KeyValues([(L("Code of this entry in the chain (MAC)"), code)], columns=1)
        self.body.addWidget(chained)
        self.body.addStretch(1)
        close = Button(L("&Close"), look="primary")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
