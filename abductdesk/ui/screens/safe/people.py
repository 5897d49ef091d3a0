"""Who works here and opens the vault."""

from __future__ import annotations

from abductdesk.actions.bureau import staff_list
from abductdesk.i18n import N_
from abductdesk.models import Staff
from abductdesk.ui.cards import Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.shell import Shell
from abductdesk.ui.staffcard import StaffCard
from abductdesk.ui.tabbed import TabPage


class PeopleTab(TabPage):
    """Everybody with their roles."""

    key, title = "people", N_("People")
    watches = frozenset({Staff.__tablename__})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.page = Page("")
        self.staff = StaffCard(desk, shell, self.refresh)
        self.page.add(self.staff)
        self.page.body.addStretch(1)
        self.fill(self.page)

    def refresh(self) -> None:
        self.desk.ask(staff_list, then=self.staff.show_people, latest="people")
