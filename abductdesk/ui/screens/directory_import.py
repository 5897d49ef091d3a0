"""Import of the office's own list into the directory: a table, or cards of an address book."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from abductdesk.actions.directoryimport import entry_columns, import_entries, preview_entries
from abductdesk.exchange.entries import targets
from abductdesk.exchange.tables import Table
from abductdesk.exchange.vcards import is_vcard, read_vcards
from abductdesk.faults import Invalid
from abductdesk.i18n import LN, N_, L
from abductdesk.models.base import Field
from abductdesk.terms import EntryKind
from abductdesk.ui.cards import Card
from abductdesk.ui.desk import Desk
from abductdesk.ui.forms import FieldGroup, Form
from abductdesk.ui.importing import Importer, ImportScreen
from abductdesk.ui.shell import Command, Shell

_GIVEN = (
    Field(
        "kind", N_("All rows are"), N_("Where the row itself says nothing."), "term", False, None, EntryKind
    ),
    Field("source", N_("Source"), N_("Where this list comes from."), "text", True, 500, None),
    Field("read_on", N_("Source read on"), "", "date", False, None, None),
)


class DirectoryImport(ImportScreen):
    """Entries that the office keeps elsewhere. Each comes with its source."""

    key, title, icon, order = "directory_import", N_("Import entries"), "import", 36
    menu, under = False, "directory"
    importer = Importer(
        columns=entry_columns,
        preview=preview_entries,
        run=import_entries,
        targets=targets,
        title=L("Import entries"),
        about=L("From a table (CSV or Excel) or from cards of an address book (vCard)."),
        hint=L(
            "A table has a first line with headings and one line per entry. You see every row and who may be"
            " in the directory already, before anything is written."
        ),
        files=L("Tables and cards (*.csv *.xlsx *.txt *.vcf)"),
        wanted=lambda n: LN("Import {n} entry", "Import {n} entries", n),
        progress=lambda done, total: L("{done} of {total} entries", done=done, total=total),
        done=lambda n: LN("{n} entry is imported.", "{n} entries are imported.", n),
        show=L("Show the directory"),
        where="directory",
    )

    @classmethod
    def commands(cls, desk: Desk, shell: Shell) -> list[Command]:
        run = L("Import entries of the directory")
        return [Command("import_entries", run, "import", lambda: shell.go("directory_import"))]

    def above_columns(self) -> QWidget:
        self.same = Form([FieldGroup("", _GIVEN, columns=3)])
        card = Card(L("The same for every row"))
        card.add(self.same)
        return card

    def given(self) -> tuple[dict[str, Any]]:
        """Kind, source and the day it was read."""
        if not self.same.check():
            raise Invalid("source", "Say where this list comes from: no entry is without its source.")
        return (self.same.entered(),)

    def read_table(self, content: bytes, sheet: str, encoding: str) -> Table:
        return read_vcards(content) if is_vcard(content) else super().read_table(content, sheet, encoding)


SCREEN = DirectoryImport
