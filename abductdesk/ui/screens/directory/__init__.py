"""The directory: entries, trainings, verification. To add a tab: a file here, its class in `tabs`."""

from __future__ import annotations

from functools import partial

from abductdesk.i18n import N_, L
from abductdesk.ui.desk import Desk
from abductdesk.ui.screens.directory.entries import EntriesTab
from abductdesk.ui.screens.directory.forms import choose_kind
from abductdesk.ui.screens.directory.trainings import TrainingsTab
from abductdesk.ui.screens.directory.verification import VerificationTab
from abductdesk.ui.shell import Command, Shell
from abductdesk.ui.tabbed import TabbedScreen


class DirectoryScreen(TabbedScreen):
    """Who the bureau can turn to, what they learned, and whether it is still right."""

    key, title, icon, order = "directory", N_("Directory"), "directory", 35
    tabs = (EntriesTab, TrainingsTab, VerificationTab)

    @classmethod
    def commands(cls, desk: Desk, shell: Shell) -> list[Command]:
        return [
            Command(
                "add_to_directory", L("Add to the directory"), "entry_new", partial(choose_kind, desk, shell)
            ),
            Command("trainings", L("Trainings"), "training", partial(shell.go, "directory", "trainings")),
            Command(
                "verify",
                L("Verification of the directory"),
                "verified",
                partial(shell.go, "directory", "verification"),
            ),
        ]


SCREEN = DirectoryScreen
