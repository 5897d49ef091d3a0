"""Returns: all that are being prepared or on the way, the aftercare of every child, the steps a plan begins
with. To add a tab: a file here, its class in `tabs`."""

from __future__ import annotations

from abductdesk.actions.unfinished import Unfinished
from abductdesk.i18n import N_, L
from abductdesk.ui.desk import Desk
from abductdesk.ui.screens.returns.aftercare import WEEKS_FORM, AftercareTab
from abductdesk.ui.screens.returns.board import BoardTab
from abductdesk.ui.screens.returns.template import TemplateTab
from abductdesk.ui.shell import Command, Shell, TakeUp
from abductdesk.ui.tabbed import TabbedScreen


class ReturnsScreen(TabbedScreen):
    """See the top of the file."""

    key, title, icon, order = "returns", N_("Returns"), "travel", 32
    tabs = (BoardTab, AftercareTab, TemplateTab)

    def resume(self, draft: Unfinished, take_up: TakeUp) -> None:
        """Open the tab of the form, then the form, once what it is about is read."""
        self.show_tab(AftercareTab.key if draft.form == WEEKS_FORM else TemplateTab.key)
        tab = self.tab
        assert isinstance(tab, AftercareTab | TemplateTab)
        tab.resume(draft, take_up)

    @classmethod
    def commands(cls, desk: Desk, shell: Shell) -> list[Command]:
        return [
            Command("returns_board", L("Returns being prepared"), "travel",
                    lambda: shell.go("returns", "board")),
            Command("aftercare_list", L("Aftercare of all children"), "child",
                    lambda: shell.go("returns", "aftercare")),
        ]  # fmt: skip


SCREEN = ReturnsScreen
