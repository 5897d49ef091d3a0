"""The vault and who may do what with it. To add a tab: a file here, its class in `tabs`."""

from __future__ import annotations

from abductdesk.actions.unfinished import Unfinished
from abductdesk.i18n import N_
from abductdesk.terms import StaffRole
from abductdesk.ui.screens.safe.backups import BackupsTab
from abductdesk.ui.screens.safe.computers import ComputersTab
from abductdesk.ui.screens.safe.journal import JournalTab
from abductdesk.ui.screens.safe.people import PeopleTab
from abductdesk.ui.shell import TakeUp
from abductdesk.ui.tabbed import TabbedScreen


class SafeScreen(TabbedScreen):
    """People and their keys, computers, backups, the journal."""

    key, title, icon, order, foot = "safe", N_("Vault"), "encrypted", 95, True
    roles = frozenset(StaffRole)
    tabs = (PeopleTab, ComputersTab, BackupsTab, JournalTab)

    def resume(self, draft: Unfinished, take_up: TakeUp) -> None:
        self.show_tab(PeopleTab.key)
        people = self.tab
        assert isinstance(people, PeopleTab)
        take_up(people.ask_who())


SCREEN = SafeScreen
