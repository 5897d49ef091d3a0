"""The journal of a period as a file: choose, then save outside the vault."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from abductdesk.actions.journalbook import Asked, JournalRow
from abductdesk.actions.journalexport import FILE_NAMES, JournalWish, journal_file
from abductdesk.i18n import N_, L
from abductdesk.models.base import Field
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import Banner
from abductdesk.ui.forms import FieldGroup
from abductdesk.ui.historywords import happened
from abductdesk.ui.saving import choose_file, write_whole
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import isolate, tongue

_FIELDS = (
    Field("since", N_("From"), N_("Empty: from the beginning."), "date", False, None, None),
    Field("until", N_("Until"), N_("Empty: until now."), "date", False, None, None),
    Field("kind", N_("As"), "", "term", True, None, None),
)
_DETAILS = Field(
    "details", N_("With what changed"), N_("Old and new values name people."), "yes_no", True, None, None
)


class ExportJournal(FormDialog):
    """Period and form; details only for those who see the content of cases."""

    def __init__(self, desk: Desk, shell: Shell, since: date | None, *, details_offered: bool) -> None:
        self.desk, self.shell = desk, shell
        fields = [*_FIELDS, *((_DETAILS,) if details_offered else ())]
        super().__init__(
            shell.widget(), L("Export the journal"),
            L("For the data-protection officer. Without details it names staff and numbers, no client."),
            [FieldGroup("", fields)], run=lambda _dialog, entered: self._choose(entered),
            accept=L("Choose a folder…"), defaults={"kind": "csv", "since": since, "details": False},
            choices={"kind": [("csv", L("Table to read (CSV)")), ("json", L("File to check (JSON)"))]},
        )  # fmt: skip
        plain = L("The file is not encrypted. That you exported it is written in the journal.")
        self.body.insertWidget(0, Banner("warn", plain))

    def _choose(self, entered: dict[str, Any]) -> None:
        kind = str(entered["kind"])
        asked = Asked(since=entered.get("since"), until=entered.get("until"))
        wish = JournalWish(asked, kind, bool(entered.get("details")), _say, tongue().text)
        self.accept_button.setEnabled(True)
        choose_file(self, L("Save the journal"), FILE_NAMES[kind], then=partial(self.save_to, wish))

    def save_to(self, wish: JournalWish, path: Path) -> None:
        """Journal it, then write the file."""
        office = self.desk.office

        def write() -> Path:
            return write_whole(path, journal_file(office, wish))

        self.desk.work(write, then=self._saved, refused=self.refuse, owner=self)

    def _saved(self, path: Path) -> None:
        self.done_well(None)
        self.shell.toast(L("Saved as {name}", name=isolate(path.name)))


def _say(row: JournalRow) -> str:
    return tongue().say(happened(row.line))
