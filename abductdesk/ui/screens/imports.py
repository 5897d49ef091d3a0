"""Import of cases: from a table to cases, or from a timeline to a study case."""

from __future__ import annotations

from typing import Any

from abductdesk.actions.imports import columns_for, import_cases, preview_import
from abductdesk.actions.studies import import_timeline
from abductdesk.exchange.mapping import targets
from abductdesk.i18n import LN, N_, L
from abductdesk.ui.desk import Desk
from abductdesk.ui.importing import CHOOSE, COLUMNS, DONE, ROWS, WORK, Importer, ImportScreen
from abductdesk.ui.shell import Command, Shell

__all__ = ["CHOOSE", "COLUMNS", "DONE", "ROWS", "WORK", "Imports"]


class Imports(ImportScreen):
    """Cases that the office keeps elsewhere."""

    key, title, icon, order, menu, under = "imports", N_("Import"), "import", 25, False, "cases"
    importer = Importer(
        columns=columns_for,
        preview=preview_import,
        run=import_cases,
        targets=targets,
        title=L("Import cases"),
        about=L("From a table (CSV or Excel) or a timeline (JSON)."),
        hint=L(
            "A table has a first line with headings and one line per case or child. You see every row"
            " before anything is written."
        ),
        files=L("Tables and timelines (*.csv *.xlsx *.txt *.json)"),
        wanted=lambda n: LN("Import {n} case", "Import {n} cases", n),
        progress=lambda done, total: L("{done} of {total} cases", done=done, total=total),
        done=lambda n: LN("{n} case is imported.", "{n} cases are imported.", n),
        show=L("Show the cases"),
        where="cases",
    )

    @classmethod
    def commands(cls, desk: Desk, shell: Shell) -> list[Command]:
        return [Command("import", L("Import cases"), "import", lambda: shell.go("imports"))]

    def takes(self, name: str, content: bytes) -> bool:
        """A timeline becomes a study case at once."""
        if not name.lower().endswith(".json"):
            return False
        self.desk.do(import_timeline, content, then=self._timeline_done, refused=self.refuse)
        return True

    def _timeline_done(self, touched: Any) -> None:
        self.finish(L("The timeline is kept as a study case."))
        self.shell.open_case(int(touched.result))


SCREEN = Imports
