"""The list of deadlines on paper: choose, look at it, print or save it."""

from __future__ import annotations

from typing import Any

from abductdesk.actions.deadlinelist import FILE_NAME, ListWish, deadline_list, export_deadlines
from abductdesk.i18n import L
from abductdesk.ui.checks import Check
from abductdesk.ui.desk import Desk
from abductdesk.ui.editors import Combo
from abductdesk.ui.feedback import Banner
from abductdesk.ui.pagesdialog import Leave, PagesDialog
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button

DAYS = (7, 14, 30)


class PrintList(PagesDialog):
    """`ids` are the lines to choose from, None for all; `shown` says what they were narrowed to."""

    printed = L("List sent to the printer")
    file_title = L("Save the list")
    unencrypted = L(
        "The file is not encrypted: whoever can open the folder can read the list. That you saved it "
        "is written in the history of each case on it."
    )

    def __init__(
        self,
        desk: Desk,
        shell: Shell,
        ids: frozenset[tuple[object, ...]] | None,
        shown: tuple[Any, ...],
        about: Text,
    ) -> None:
        super().__init__(desk, shell, L("Print the list of deadlines"), about)
        self._ids, self._shown = ids, shown
        self.days, self.by_day = Combo(L("How far ahead")), Combo(L("Grouped"))
        self.days.offer([(days, L("{n} days", n=days)) for days in DAYS])
        self.by_day.offer([(False, L("By caseworker")), (True, L("By day"))])
        self.choice(L("Language"), self.language)
        self.choice(L("How far ahead"), self.days)
        self.choice(L("Grouped"), self.by_day)
        self.late = Check(L("With what is late or blocked"))
        self.late.setChecked(True)
        self.named = Check(L("With names and the words of follow-ups"))
        self.warning = Banner(
            "warn", L("The paper will name children. Without names it says references only.")
        )
        self.warning.setMaximumWidth(look.px(290))
        self.warning.hide()
        for widget in (self.late, self.named, self.warning):
            self.options.addWidget(widget)
        for check in (self.late, self.named):
            check.toggled.connect(lambda _on: self.ask_again())
        self.save = Button(L("&Save as…"), icon="export")
        self.save.clicked.connect(lambda: self.ask_to_save(FILE_NAME))
        self.lay_out(self.save)
        self.ask_again()

    @property
    def wish(self) -> ListWish:
        """What is chosen."""
        return ListWish(
            language=self.language.chosen(),
            days=self.days.chosen(),
            late=self.late.isChecked(),
            by_day=self.by_day.chosen(),
            named=self.named.isChecked(),
            ids=self._ids,
            shown=self._shown,
        )

    def ask_pages(self) -> None:
        self.warning.setVisible(self.named.isChecked())
        self.desk.ask(
            deadline_list, self.wish, then=lambda made: self.show_pages(made.bytes),
            refused=self.refuse, latest="list", owner=self,
        )  # fmt: skip

    def export(self, then: Leave, kind: str) -> None:
        self.desk.do(
            export_deadlines, self.wish, then=lambda done: then(done.result.bytes),
            refused=self.not_left, owner=self,
        )  # fmt: skip
