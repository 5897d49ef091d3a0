"""The emergency card of a journey: for whom, in which language, as it would leave; then print or save it.

CardDialog(desk, shell, plan_id).open()
"""

from __future__ import annotations

from abductdesk.actions.journeypapers import (
    CARD_FILE,
    Bearer,
    card_bearers,
    emergency_card,
    export_emergency_card,
)
from abductdesk.faults import Refused
from abductdesk.i18n import L
from abductdesk.ui.desk import Desk
from abductdesk.ui.editors import Combo
from abductdesk.ui.pagesdialog import Leave, PagesDialog
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import isolate
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, column, label


class CardDialog(PagesDialog):
    """See the top of the file."""

    file_title = L("Save the card")

    def __init__(self, desk: Desk, shell: Shell, plan_id: int) -> None:
        super().__init__(
            desk, shell, L("Emergency card"),
            L("First names only, and the numbers that its bearer may have. Kept nowhere; what leaves is "
              "journalled."),
        )  # fmt: skip
        self._plan = plan_id
        self._bearers: list[Bearer] = []
        self.bearer = Combo(L("Who carries it"))
        self.bearer.setMinimumWidth(look.px(230))
        self.options.addLayout(column(label(L("Who carries it"), "caption"), self.bearer, spacing=4))
        self.bearer.currentIndexChanged.connect(lambda _at: self._chosen())
        self.choice(L("Language"), self.language)
        self.save = Button(L("&Save as PDF…"), icon="export")
        self.save.clicked.connect(lambda: self.ask_to_save(CARD_FILE))
        self.lay_out(self.save)
        self.desk.ask(card_bearers, plan_id, then=self.show_bearers, refused=self.refuse, owner=self)

    def show_bearers(self, found: list[Bearer]) -> None:
        """Offer who may carry it; the first is chosen."""
        self._bearers = found
        if not found:
            self.refuse(Refused("Nobody on the case can carry the card. Add a parent or a relative first."))
            return
        self.bearer.offer([
            (each.person_id, L("{name} ({role})", name=isolate(each.name), role=each.role)) for each in found
        ])  # fmt: skip
        self._chosen()

    def _chosen(self) -> None:
        found = next((each for each in self._bearers if each.person_id == self.bearer.chosen()), None)
        if found is not None:
            self.language.blockSignals(True)
            self.language.choose(found.language)
            self.language.blockSignals(False)
        self.ask_again()

    @property
    def _wish(self) -> tuple[int, int, str]:
        return self._plan, int(self.bearer.chosen()), str(self.language.chosen())

    def ask_pages(self) -> None:
        if self.bearer.chosen() is not None:
            self.desk.ask(
                emergency_card, *self._wish, then=lambda made: self.show_pages(made.bytes),
                refused=self.refuse, latest="card", owner=self,
            )  # fmt: skip

    def export(self, then: Leave, kind: str) -> None:
        self.desk.do(
            export_emergency_card, *self._wish, then=lambda done: then(done.result),
            refused=self.not_left, owner=self,
        )  # fmt: skip
