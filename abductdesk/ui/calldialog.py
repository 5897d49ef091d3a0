"""Log a call, or correct one: few fields, all may stay empty, keyboard only."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut

from abductdesk.actions.calls import change_call, log_call, one_call
from abductdesk.i18n import N_, L
from abductdesk.models import Call
from abductdesk.models.base import fields_of
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.newcase import NewCaseDialog
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import bind
from abductdesk.ui.theme import look
from abductdesk.ui.typed import About
from abductdesk.ui.undoing import say_done
from abductdesk.ui.widgets import Button

_FIELDS = fields_of(Call)
_WHO = ("relation", "caller_name", "caller_phone", "urgency", "state_feared", "children_ages")
_WHAT = ("question", "advice")
_HOW = ("channel", "referred_to")
NAMES = (*_WHO, *_WHAT, *_HOW)


class CallDialog(FormDialog):
    """One call. Ctrl+Enter saves from anywhere, also from the middle of a text."""

    def __init__(self, desk: Desk, shell: Shell, call: Call | None = None) -> None:
        groups = [
            FieldGroup("", pick(_FIELDS, *_WHO), columns=3),
            FieldGroup("", pick(_FIELDS, *_WHAT)),
            FieldGroup("", pick(_FIELDS, *_HOW)),
        ]
        super().__init__(
            shell.widget(),
            L("Log a call") if call is None else L("Edit call"),
            L("Nothing here must be filled in; a call may stay anonymous."),
            groups,
            run=self._save,
            accept=L("&Save call"),
            values={name: getattr(call, name) for name in NAMES} if call is not None else None,
            defaults={name: _FIELDS[name].default for name in NAMES},
            seen=call.version if call is not None else 0,
            width=720,
            about=About("calls.call", kind="call", record=call.id) if call else About("calls.call"),
        )
        self.desk, self.shell, self._call = desk, shell, call
        self._then_case = False
        self.form.rows["state_feared"].rename(N_("State concerned"))
        for name in _WHAT:
            self.form.rows[name].editor.main.setFixedHeight(look.px(92))
        bind(self.accept_button, "setToolTip", L("Save (Ctrl+Enter)"))
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.submit)
        if call is None:
            self.to_case = Button(L("Save and open a &case"), icon="new_case")
            self.to_case.clicked.connect(self._submit_to_case)
            self.foot.insertWidget(self.foot.indexOf(self.accept_button), self.to_case)

    def _submit_to_case(self) -> None:
        self._then_case = True
        self.submit()

    def _save(self, _dialog: FormDialog, entered: dict[str, Any]) -> None:
        if self._call is not None:
            self.desk.do(change_call, self._call.id, seen=self.seen, changes=entered, **self.reply)
        else:
            self.desk.do(log_call, entered, **self.reply)

    def done_well(self, touched: Any) -> None:
        desk, shell, then_case = self.desk, self.shell, self._then_case
        super().done_well(touched)
        if then_case:
            desk.ask(one_call, int(touched.result), then=partial(_to_case, desk, shell), owner=shell.widget())
        else:
            say_done(desk, shell, L("Call saved"))


def _to_case(desk: Desk, shell: Shell, call: Call) -> None:
    NewCaseDialog(desk, shell, call).open()
