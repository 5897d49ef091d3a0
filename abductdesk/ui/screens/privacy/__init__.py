"""What data protection asks of the bureau. To add a tab: a file here, its class in `tabs`."""

from __future__ import annotations

from abductdesk.i18n import N_
from abductdesk.terms import StaffRole
from abductdesk.ui.screens.privacy.erasing import ErasuresTab
from abductdesk.ui.screens.privacy.retention import RetentionTab
from abductdesk.ui.tabbed import TabbedScreen


class PrivacyScreen(TabbedScreen):
    """How long files stay, and what was erased."""

    key, title, icon, order, foot = "privacy", N_("Privacy"), "wall", 85, True
    roles = frozenset({StaffRole.MANAGER, StaffRole.ADMINISTRATOR})
    tabs = (RetentionTab, ErasuresTab)


SCREEN = PrivacyScreen
