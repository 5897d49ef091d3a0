"""The yearly figures of parity: requests and sums, mediation beside court."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from abductdesk.actions.supportboard import RouteFigures, SupportBoard, support_board
from abductdesk.i18n import N_, L
from abductdesk.terms import StaffRole
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.cells import Cell, Column, Group
from abductdesk.ui.desk import Desk
from abductdesk.ui.shell import Shell
from abductdesk.ui.supportwords import euro
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Table
from abductdesk.ui.texts import term
from abductdesk.ui.widgets import label


class FiguresTab(TabPage):
    """See the top of the file."""

    key, title = "figures", N_("Figures")
    roles = frozenset({StaffRole.CASEWORKER, StaffRole.MANAGER})
    watches = frozenset({"support_request"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.table = Table(
            [
                Column("route", L("For"), _route, width=180, stretch=3),
                Column("requests", L("Requests for support"), lambda row: Cell(str(row.requests)), width=150),
                Column("decided", L("Decided"), lambda row: Cell(str(row.decided)), width=110),
                Column("granted", L("Sum granted to"), lambda row: Cell(str(row.granted)), width=110),
                Column("sum", L("Sum granted"), lambda row: Cell(euro(row.cents), strong=True), width=140),
                Column("mean", L("On average"), _mean, width=130, drop=1),
            ],
            name=L("Requests and sums, mediation beside court"),
            empty=EmptyState("reports", L("No figures yet"), L("They begin with the first request.")),
        )  # fmt: skip
        card = Card(L("Mediation beside court"), flush=True)
        card.add(self.table)
        page = Page("", scroll=False)
        said = L("Parents who mediate and parents who go to court get the same support by the same criteria.")
        page.add(label(said, "second", wrap=True))
        page.add(card, stretch=1)
        self.fill(page)

    def refresh(self) -> None:
        self.desk.ask(support_board, then=self.show_board, latest="figures")

    def show_board(self, found: SupportBoard) -> None:
        """Show the figures, the newest year first."""
        self.table.show_groups(list(_years(found.figures)))


def _years(figures: Sequence[RouteFigures]) -> Iterable[Group]:
    for year in dict.fromkeys(each.year for each in figures):
        yield Group(str(year), "calendar", "neutral", [each for each in figures if each.year == year])


def _route(row: RouteFigures) -> Cell:
    return Cell(term(row.route.label), strong=True)


def _mean(row: RouteFigures) -> Cell:
    return Cell(euro(row.cents // row.granted)) if row.granted else Cell("—", second=True)
