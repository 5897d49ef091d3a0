"""Open a case: only what is needed, then who of these people is known already, then the case.

NewCaseDialog(desk, shell).open()
NewCaseDialog(desk, shell, call).open()          # a call becomes a case
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget

from abductdesk.actions.cases import NewCase, open_case
from abductdesk.actions.lookalikes import Alike, Asked, alike_to
from abductdesk.actions.people import NewChild, NewPerson, digits
from abductdesk.faults import Refused
from abductdesk.i18n import L
from abductdesk.models import Call
from abductdesk.terms import CaseKind, ContactKind, EventKind
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.feedback import ask
from abductdesk.ui.known import Known
from abductdesk.ui.newcaseform import PARENTS, Entered, NewCaseForm
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import bind
from abductdesk.ui.theme import look
from abductdesk.ui.typed import About
from abductdesk.ui.widgets import Button

_HAPPENED = {CaseKind.REMOVAL: EventKind.REMOVAL, CaseKind.RETENTION: EventKind.RETENTION}


class NewCaseDialog(Dialog):
    """Two steps: the form, and, where somebody may be known, who it is."""

    def __init__(self, desk: Desk, shell: Shell, call: Call | None = None) -> None:
        super().__init__(
            shell.widget(),
            L("New case"),
            L("Only what is needed to open the case. Everything can be added and changed later."),
            width=780,
            scroll=True,
        )
        self.desk, self.shell, self._call = desk, shell, call
        self.about = About("cases.new", kind="call", record=call.id) if call else About("cases.new")
        self._asked: tuple[Asked, ...] | None = None
        self._alike: tuple[Alike, ...] = ()
        self.form = NewCaseForm(call)
        self.known = Known(self._go_to)
        self.steps = QStackedWidget()
        self.steps.addWidget(self.form)
        self.steps.addWidget(self.known)
        self.body.addWidget(self.steps)
        self.back = Button(L("Back to the form"), icon="back")
        self.cancel = Button(L("Cancel"))
        self.main = Button(L("&Create case"), look="primary")
        self.main.setDefault(True)
        self.foot.addWidget(self.back)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.main)
        self.back.clicked.connect(lambda: self._step(0))
        self.cancel.clicked.connect(self.reject)
        self.main.clicked.connect(self.submit)
        self._step(0)
        room = shell.widget().height()
        self.resize(look.px(820), min(look.px(720), max(room - 60, look.px(420))))

    def _step(self, at: int) -> None:
        self.steps.setCurrentIndex(at)
        self.back.setVisible(at == 1)
        if at == 0:
            bind(self.heading, "setText", L("New case"))
            bind(
                self.sentence,
                "setText",
                L("Only what is needed to open the case. Everything can be added and changed later."),
            )
            self.main.say(L("&Create case"))
        else:
            bind(self.heading, "setText", L("Perhaps known already"))
            bind(
                self.sentence,
                "setText",
                L("Say who is the same person, open the other case to look, or create the case as it is."),
            )
            self.main.say(L("&Create case"))
            self.back.setFocus()  # a second Enter must not pass over a conflict unread

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab goes as the eye does: children are made after the parents, and stand before them."""
        if self.steps.currentIndex() != 0:
            return super().focusNextPrevChild(forward)
        here = QApplication.focusWidget()
        stops = [each for each in (*self.form.stops(), self.cancel, self.main) if each.isVisible()]
        at = next((at for at, each in enumerate(stops) if here in (each, each.focusProxy())), None)
        if at is None:
            return super().focusNextPrevChild(forward)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def submit(self) -> None:
        """Check, look for people who are known, and open the case once the person has decided."""
        if not self.form.check():
            self._step(0)
            return
        asked = self.form.entered().asked
        self.main.setEnabled(False)
        if asked == self._asked:
            self._open()
            return
        self.desk.ask(
            alike_to, asked, then=lambda found: self._found(asked, found), refused=self.refuse, owner=self
        )

    def _found(self, asked: tuple[Asked, ...], found: list[Alike]) -> None:
        self._asked, self._alike = asked, tuple(found)
        self.known.show_alike(found)
        if found:
            self.main.setEnabled(True)
            self._step(1)
        else:
            self._open()

    def _open(self) -> None:
        new = new_case(self.form.entered(), self.known.same(), self._alike, self._call)
        self.desk.do(open_case, new, then=self._opened, refused=self.refuse, settles=self.kept.settles())

    def _opened(self, touched: Any) -> None:
        self.accept()
        self.shell.toast(L("Case opened"))
        self.shell.open_case(int(touched.result))

    def refuse(self, refused: Refused) -> None:
        """It was refused: say why, keep everything."""
        self.main.setEnabled(True)
        self._step(0)
        self.form.refuse(refused)

    def _go_to(self, case_id: int) -> None:
        if self.form.dirty:
            ask(
                self,
                L("Leave this new case?"),
                L("What you typed here would be lost. The other case opens."),
                L("Leave and open"),
                then=lambda: self._leave_to(case_id),
                look="danger",
            )
        else:
            self._leave_to(case_id)

    def _leave_to(self, case_id: int) -> None:
        self.done(Dialog.DialogCode.Rejected)
        self.shell.open_case(case_id)

    def unsaved(self) -> bool:
        return self.form.dirty

    def as_typed(self) -> dict[str, Any]:
        return self.form.typed()

    def retype(self, values: dict[str, Any]) -> None:
        self.form.retype(values)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.form.case.rows["kind"].editor.main.setFocus()


def new_case(
    entered: Entered, same: Mapping[str, int], alike: tuple[Alike, ...], call: Call | None = None
) -> NewCase:
    """What was typed as the action takes it; `same` says who is a person known already."""
    values = dict(entered.case)
    on, precision = values.pop("on", None), values.pop("on_precision", None)
    kind = _HAPPENED.get(values["kind"])
    known = {(each.key, each.like.person_id): {digits(phone) for phone in each.phones} for each in alike}
    people = []
    for key, role in PARENTS.items():
        typed = dict(entered.parents.get(key, {}))
        if not typed:
            continue
        phone, person = typed.pop("phone", None), same.get(key)
        new_phone = phone and (person is None or digits(phone) not in known.get((key, person), set()))
        contacts = [{"kind": ContactKind.PHONE, "value": phone}] if new_phone else []
        people.append(NewPerson(role, {} if person else typed, contacts, person_id=person))
    return NewCase(
        values=values,
        children=[
            NewChild({} if key in same else typed, person_id=same.get(key))
            for key, typed in entered.children.items()
        ],
        people=people,
        events=[{"kind": kind, "date": on, "precision": precision}] if kind and on else [],
        call_id=call.id if call is not None else None,
    )
