"""Dialogs. `FormDialog` stays open until what was asked is done, and keeps what was typed.

    FormDialog(
        self, L("New case"), L("Only what is needed to open the file."), groups, accept=L("Create case"),
        run=lambda dialog, entered: desk.do(open_case, entered, **dialog.reply),
    ).open()
    FormDialog(                                            # an existing record: only what changed is sent
        self, L("Edit child"), "", groups, values=child_values, seen=child.version,
        run=lambda dialog, changes: desk.do(change, child.id, dialog.seen, changes, **dialog.reply),
    ).open()

`dialog.reply` is what the desk needs to answer; `saved` emits the Touched before it closes. With `about`
what is typed is kept as a draft, and goes when the form is saved or left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from abductdesk.faults import Refused
from abductdesk.i18n import L
from abductdesk.ui.cards import scrolled
from abductdesk.ui.editors import Choice
from abductdesk.ui.feedback import ask
from abductdesk.ui.forms import FieldGroup, Form
from abductdesk.ui.texts import Text, bind
from abductdesk.ui.theme import look as theme
from abductdesk.ui.typed import About, Kept
from abductdesk.ui.widgets import Button, column, label, line, mnemonics, row

if TYPE_CHECKING:
    from abductdesk.models.base import Field


class Reply(TypedDict):
    """What `desk.do` and `desk.ask` take."""

    then: Callable[[Any], object]
    refused: Callable[[Any], object]
    settles: int | None


class Dialog(QDialog):
    """Title, sentence, `body`, and a foot with buttons. Escape leaves; Enter does the main thing."""

    loss: tuple[Text, Text] = (L("Leave without saving?"), L("What you typed here would be lost."))
    """What is asked before something typed is lost."""
    about: About | None = None
    """Which form this is and what it is about; None where what is typed is kept nowhere."""

    def __init__(
        self,
        parent: QWidget | None,
        title: Text,
        sentence: Text = "",
        *,
        width: int = 520,
        scroll: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.kept = Kept()
        bind(self, "setWindowTitle", title)
        self.heading = label(title, "dialog", wrap=True)
        self.sentence = label(sentence, "second", wrap=True)
        if not sentence:
            self.sentence.hide()
        self.body: QVBoxLayout = column(spacing=14)
        self.foot = row(spacing=8)
        outer = column(self.heading, self.sentence, 6, spacing=8, margins=(24, 22, 24, 18))
        if scroll:
            inside = QWidget()
            inside.setLayout(self.body)
            self.body.setContentsMargins(0, 0, 12, 8)
            outer.addWidget(scrolled(inside), 1)
        else:
            outer.addLayout(self.body, 1)
        outer.addSpacing(10)
        outer.addWidget(line())
        outer.addLayout(self.foot)
        self.setLayout(outer)
        self.setMinimumWidth(theme.px(width))

    def unsaved(self) -> bool:
        """Whether something typed would be lost by leaving."""
        return False

    def as_typed(self) -> dict[str, Any]:
        """What is typed so far, as plain data for a draft."""
        return {}

    def retype(self, values: dict[str, Any]) -> None:
        """Go on from a draft."""

    def done(self, result: int) -> None:
        self.kept.over = True
        if result == QDialog.DialogCode.Accepted.value:
            self.kept.settled()
        super().done(result)

    def reject(self) -> None:
        """Leave; asks first where something typed would be lost."""
        if not (self.isVisible() and self.unsaved()):
            super().reject()
            return
        title, sentence = self.loss
        ask(self, title, sentence, L("Leave"), then=super().reject, look="danger")

    def grow(self) -> None:
        """Make room for what has come to be shown, such as an error below a field."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            needed = (
                layout.totalHeightForWidth(self.width())
                if layout.hasHeightForWidth()
                else self.sizeHint().height()
            )
            if needed > self.height():
                self.resize(self.width(), needed)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        mnemonics(self, event.key() == Qt.Key.Key_Alt)
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        mnemonics(self, False)
        super().keyReleaseEvent(event)


class FormDialog(Dialog):
    """A form with Cancel and one primary button. Without `values` it makes a new record."""

    saved = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        title: Text,
        sentence: Text,
        groups: Sequence[FieldGroup] | Sequence[Field],
        *,
        run: Callable[[FormDialog, dict[str, Any]], object],
        accept: Text = "",
        values: Mapping[str, Any] | None = None,
        defaults: Mapping[str, Any] | None = None,
        seen: int = 0,
        choices: Mapping[str, Sequence[Choice]] | None = None,
        width: int = 560,
        scroll: bool = False,
        about: About | None = None,
    ) -> None:
        super().__init__(parent, title, sentence, width=width, scroll=scroll)
        self.about = about
        self.beside: dict[str, Any] = {}
        """What a draft needs besides, to open the same form again."""
        self.form = Form(groups, choices=choices)
        self._run, self._new = run, values is None
        self.form.set_values(values if values is not None else defaults or {}, seen)
        self.body.addWidget(self.form)
        if not scroll:
            self.body.addStretch(1)
        self.cancel = Button(L("Cancel"))
        self.accept_button = Button(accept or L("&Save"), look="primary")
        self.accept_button.setDefault(True)
        required = label(L("* required"), "caption")
        if not any(each.described.required for each in self.form.rows.values()):
            required.hide()
        for widget in (required, None, self.cancel, self.accept_button):
            if widget is None:
                self.foot.addStretch(1)
            else:
                self.foot.addWidget(widget)
        self.cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.submit)

    @property
    def seen(self) -> int:
        """The version that was seen: after a `Changed` the newer one."""
        return self.form.seen

    @property
    def reply(self) -> Reply:
        """The callbacks for the desk."""
        return Reply(then=self.done_well, refused=self.refuse, settles=self.kept.settles())

    @Slot()
    def submit(self) -> None:
        """Check, and hand over what was entered or changed; the buttons wait for the answer."""
        if not self.form.check():
            self.grow()
            return
        entered = self.form.entered() if self._new else self.form.changes()
        if not entered and not self._new:
            self.accept()
            return
        self.accept_button.setEnabled(False)
        self._run(self, entered)

    def done_well(self, touched: Any) -> None:
        """What was asked is done."""
        self.saved.emit(touched)
        self.accept()

    def refuse(self, refused: Refused) -> None:
        """It was refused: say why, keep everything."""
        self.accept_button.setEnabled(True)
        self.form.refuse(refused)
        self.grow()

    def unsaved(self) -> bool:
        return self.form.dirty

    def as_typed(self) -> dict[str, Any]:
        return {"seen": self.form.seen, "typed": self.form.typed(), **self.beside}

    def retype(self, values: dict[str, Any]) -> None:
        self.form.retype(values.get("typed", {}))
        self.form.seen = int(values.get("seen", self.form.seen))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        first = next(iter(self.form.rows.values()), None)
        self.grow()
        if first is not None:
            first.editor.main.setFocus()
