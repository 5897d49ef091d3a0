"""Privacy: the registers that data protection asks for. To add a tab: a file here, its class in `tabs`."""

from __future__ import annotations

from abductdesk.i18n import N_, L
from abductdesk.ui.desk import Desk
from abductdesk.ui.requestdialog import new_request
from abductdesk.ui.screens.privacy.breaches import BreachesTab
from abductdesk.ui.screens.privacy.erasing import ErasuresTab
from abductdesk.ui.screens.privacy.informing import InformingTab
from abductdesk.ui.screens.privacy.processing import ProcessingTab
from abductdesk.ui.screens.privacy.requests import RequestsTab
from abductdesk.ui.screens.privacy.restrictions import RestrictionsTab
from abductdesk.ui.screens.privacy.retention import RetentionTab
from abductdesk.ui.shell import Command, Shell
from abductdesk.ui.tabbed import TabbedScreen


class PrivacyScreen(TabbedScreen):
    """Requests, breaches, who was informed, restrictions, how long files stay, erasures, the record."""

    key, title, icon, order, foot = "privacy", N_("Privacy"), "privacy", 85, True
    tabs = (
        RequestsTab, BreachesTab, InformingTab, RestrictionsTab, RetentionTab, ErasuresTab, ProcessingTab
    )  # fmt: skip

    @classmethod
    def commands(cls, desk: Desk, shell: Shell) -> list[Command]:
        return [
            Command("new_request", L("New data-subject request"), "privacy", lambda: new_request(desk, shell))
        ]


SCREEN = PrivacyScreen
