"""The record of processing (Art. 30): who answers for the data, and the paper made from the records."""

from __future__ import annotations

from abductdesk.actions.bureau import settings
from abductdesk.actions.processing import Paper
from abductdesk.i18n import N_, L
from abductdesk.models import Bureau
from abductdesk.terms import StaffRole
from abductdesk.ui.cards import Card, KeyValues, Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.registerentry import acts
from abductdesk.ui.registerexport import PaperDialog
from abductdesk.ui.shell import Shell
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.texts import Text, apart
from abductdesk.ui.widgets import Button, label


class ProcessingTab(TabPage):
    """One card: what the record needs from the settings, and the record itself."""

    key, title = "processing", N_("Processing")
    roles = frozenset({StaffRole.MANAGER})
    watches = frozenset({Bureau.__tablename__})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        card = Card(L("Record of processing"))
        self.values = KeyValues()
        self.look_at = Button(L("Look at the record…"), look="primary", icon="letter")
        self.look_at.clicked.connect(
            lambda: PaperDialog(desk, shell, Paper.PROCESSING, L("Record of processing")).open()
        )
        change = Button(L("To the settings of the bureau"), icon="settings")
        change.clicked.connect(lambda: shell.go("settings"))
        said = L(
            "Which data the program keeps, whose, for how long, to whom letters went and how it is protected "
            "is taken from the records. Legal bases and safeguards are left to fill in by hand."
        )
        card.add(label(said, "second", wrap=True), self.values, acts(self.look_at, change))
        page = Page("")
        page.add(card)
        page.body.addStretch(1)
        self.fill(page)

    def refresh(self) -> None:
        self.desk.ask(settings, then=self.show_settings, latest="settings")

    def show_settings(self, found: Bureau) -> None:
        missing: Text = L("not entered yet: left to fill in")
        self.values.show_pairs(
            [
                (L("Controller"), apart(found.controller) or missing),
                (L("Data-protection officer"), apart(found.privacy_contact) or missing),
            ]
        )
