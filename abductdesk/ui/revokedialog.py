"""Taking a colleague's access away: what it means, what they still have in hand, and the doing of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from abductdesk.actions.staff import Colleague, open_cases_with, revoke
from abductdesk.faults import Refused
from abductdesk.i18n import LN, L
from abductdesk.terms import StaffRole
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.feedback import Banner
from abductdesk.ui.handoverdialog import HandOver
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import bind, isolate
from abductdesk.ui.widgets import Button, label, row


class Revoke(Dialog):
    """Cancel is what Enter does; `done` runs after it was done."""

    def __init__(self, desk: Desk, shell: Shell, person: Colleague, done: Callable[[], object]) -> None:
        super().__init__(
            shell.widget(),
            L("Take access away from {name}?", name=person.name),
            L(
                "{name} can never sign in again, on no computer, and the vault gets new keys for everybody "
                "who stays. This cannot be taken back; a suspension can.",
                name=person.name,
            ),
            width=540,
        )
        self.desk, self.shell, self._person, self._done = desk, shell, person, done
        self.cases = label("", wrap=True)
        self.hand_over = Button(L("&Hand them over…"), icon="people")
        self.hand_over.hide()
        self.backups = label(
            L(
                "Backups made until now still open with the old passphrase. Keep them where only the bureau "
                "can reach them."
            ),
            "caption",
            wrap=True,
        )
        self.banner = Banner("danger", "")
        self.banner.hide()
        self.body.addLayout(row(self.cases, self.hand_over))
        self.body.addWidget(self.backups)
        self.body.addWidget(self.banner)
        self.body.addStretch(1)
        self.cancel = Button(L("Cancel"))
        self.go = Button(L("&Take access away"), look="danger", icon="blocked")
        self.cancel.setDefault(True)
        self.foot.addStretch(1)
        for button in (self.cancel, self.go):
            self.foot.addWidget(button)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.submit)
        self.hand_over.clicked.connect(self._hand_over)
        self._count = 0
        self._ask()

    def _ask(self) -> None:
        self.desk.ask(open_cases_with, self._person.id, then=self.show_count)

    def show_count(self, count: int) -> None:
        """How many open cases are still with this person, and who can hand them over."""
        self._count = count
        manages = StaffRole.MANAGER in self.desk.office.staff.roles
        held = LN(
            "{n} open case is with {name}.", "{n} open cases are with {name}.", count, name=self._person.name
        )
        if not count:
            bind(self.cases, "setText", L("No open case is with {name}.", name=self._person.name))
        elif manages:
            bind(self.cases, "setText", held)
        else:
            bind(self.cases, "setText", L("{held} A manager can hand them over, now or later.", held=held))
        self.hand_over.setVisible(manages and count > 0)
        self.grow()

    def _hand_over(self) -> None:
        person = self._person
        dialog = HandOver(
            self.desk, self.shell, [(person.id, isolate(person.name))], {person.id: self._count}, person.id
        )
        dialog.finished.connect(lambda _result: self._ask())
        dialog.open()

    def submit(self) -> None:
        """Do it; the keys change while nobody else has the vault open."""
        self.banner.hide()
        self.go.setEnabled(False)
        self.go.say(L("Changing the keys…"))
        self.desk.work(
            partial(revoke, self.desk.office, self._person.id),
            then=lambda _: self._was_done(), refused=self._refuse, owner=self,
        )  # fmt: skip

    def _refuse(self, refused: Refused) -> None:
        self.go.setEnabled(True)
        self.go.say(L("&Take access away"))
        self.banner.say(refused)
        self.banner.show()
        self.grow()
        self._done()

    def _was_done(self) -> None:
        self.shell.toast(L("{name} no longer has access", name=self._person.name))
        self._done()
        self.accept()
