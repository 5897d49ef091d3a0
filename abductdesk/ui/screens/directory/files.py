"""The list for parents: choose, look at it, print it, or save it as PDF, table or cards."""

from __future__ import annotations

from abductdesk.actions.directoryfiles import (
    Counted,
    Form,
    ListOrder,
    count_listed,
    export_directory,
    preview_list,
)
from abductdesk.i18n import LN, L
from abductdesk.terms import EntryKind
from abductdesk.ui.checks import Check
from abductdesk.ui.desk import Desk
from abductdesk.ui.editors import Combo
from abductdesk.ui.kinds import languages
from abductdesk.ui.pagesdialog import Leave, PagesDialog
from abductdesk.ui.screens.directory import words as say
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, tongue
from abductdesk.ui.widgets import Button, label

_SAVED: dict[Form, Text] = {
    Form.PDF: L("&Save as PDF…"),
    Form.CSV: L("Save as &table (CSV)…"),
    Form.VCARD: L("Save as car&ds (vCard)…"),
}


class ListDialog(PagesDialog):
    """Only who agreed to be listed and is verified stands on it; the others are counted."""

    printed = L("List sent to the printer")
    file_title = L("Save the list")
    unencrypted = L(
        "The file is not encrypted. That you saved it is written in the history of each entry on it."
    )
    tone = "neutral"
    stays = True

    def __init__(self, desk: Desk, shell: Shell, kind: EntryKind | None) -> None:
        super().__init__(
            desk,
            shell,
            L("Public list"),
            L("Only entries that agreed to be listed, and never what the office notes for itself."),
        )
        self.kind, self.grouped, self.speaks = (
            Combo(L("Kind of entry")), Combo(L("Grouped")), Combo(L("Who speaks"))
        )  # fmt: skip
        self.kind.offer([(each, say.MANY[each]) for each in EntryKind])
        self.kind.choose(kind or EntryKind.LAWYER)
        self.grouped.offer([(False, L("By place")), (True, L("By language"))])
        self.speaks.offer([(None, L("All languages")), *languages()])
        self.choice(L("Kind of entry"), self.kind)
        self.choice(L("Language of the list"), self.language)
        self.choice(L("Grouped"), self.grouped)
        self.choice(L("Who speaks"), self.speaks)
        self.lapsed = Check(L("Also entries whose verification has lapsed"))
        self.lapsed.toggled.connect(lambda _on: self.ask_again())
        self.counted = label("", "second", wrap=True)
        for widget in (self.lapsed, self.counted):
            self.options.addWidget(widget)
        self.options.addSpacing(8)
        self.save = {form: Button(text, icon="export") for form, text in _SAVED.items()}
        for form, button in self.save.items():
            button.clicked.connect(lambda _=False, form=form: self.ask_to_save(f"directory.{form}"))
            self.options.addWidget(button)
        self.leaving += self.save.values()
        self.lay_out()
        self.ask_again()

    @property
    def wanted(self) -> ListOrder:
        """What is chosen."""
        return ListOrder(
            self.kind.chosen(),
            self.language.chosen(),
            by_language=self.grouped.chosen(),
            speaks=self.speaks.chosen(),
            with_lapsed=self.lapsed.isChecked(),
        )

    def ask_pages(self) -> None:
        self.desk.ask(count_listed, self.wanted, then=self._count, latest="count")
        self.desk.ask(
            preview_list, self.wanted, then=self.show_pages, refused=self.refuse, latest="list", owner=self
        )

    def _count(self, found: Counted) -> None:
        parts = [LN("{n} name on the list.", "{n} names on the list.", found.listed)]
        if found.no_consent:
            parts.append(
                LN("{n} has not agreed to be listed.", "{n} have not agreed to be listed.", found.no_consent)
            )
        if found.lapsed:
            parts.append(LN("{n} is to be verified first.", "{n} are to be verified first.", found.lapsed))
        self.counted.setText(" ".join(map(tongue().say, parts)))

    def export(self, then: Leave, kind: str) -> None:
        self.desk.do(
            export_directory, self.wanted, Form(kind), then=lambda done: then(done.result),
            refused=self.not_left, owner=self,
        )  # fmt: skip
