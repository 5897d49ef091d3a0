"""Support over all cases: requests and approvals, budgets and ledger, figures, criteria. To add a tab: a file
here, its class in `tabs`."""

from __future__ import annotations

from abductdesk.i18n import N_
from abductdesk.ui.screens.support.budgets import BudgetsTab
from abductdesk.ui.screens.support.criteria import CriteriaTab
from abductdesk.ui.screens.support.figures import FiguresTab
from abductdesk.ui.screens.support.requests import RequestsTab
from abductdesk.ui.tabbed import TabbedScreen


class SupportScreen(TabbedScreen):
    """See the top of the file."""

    key, title, icon, order = "support", N_("Support"), "support", 55
    tabs = (RequestsTab, BudgetsTab, FiguresTab, CriteriaTab)


SCREEN = SupportScreen
