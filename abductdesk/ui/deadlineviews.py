"""Named views of the deadline screen: filters and grouping, kept with a person's own preferences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from abductdesk.actions.bureau import prefer
from abductdesk.actions.overview import By, Figure, Wanted
from abductdesk.faults import Refused
from abductdesk.i18n import L
from abductdesk.terms import Severity
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.editors import Choice, Combo, TextEditor
from abductdesk.ui.feedback import Banner
from abductdesk.ui.icons import icon
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, isolate, words
from abductdesk.ui.theme import look
from abductdesk.ui.undoing import say_done
from abductdesk.ui.widgets import Button, row

KEPT = "deadline_views"  # the preference
LONGEST = 60


@dataclass(frozen=True)
class Seen:
    """What is shown and how; `numbers`: with the table of numbers above the lines."""

    wanted: Wanted = field(default_factory=Wanted)
    by: By = By.CASEWORKER
    numbers: bool = True


@dataclass(frozen=True)
class View:
    """A view with its name."""

    name: str
    seen: Seen


def as_plain(view: View) -> dict[str, Any]:
    """The view as it is kept."""
    wanted = view.seen.wanted
    return {
        "name": view.name,
        "by": view.seen.by.value,
        "numbers": view.seen.numbers,
        "figure": wanted.figure,
        "caseworker": wanted.caseworker_id,
        "severity": wanted.severity,
        "nature": wanted.nature,
        "state": wanted.state,
        "words": wanted.words,
    }


def views_of(preferences: Mapping[str, Any]) -> list[View]:
    """The views somebody kept. One that an older or newer program wrote differently is left out."""
    found = []
    for kept in preferences.get(KEPT, ()):
        with suppress(ValueError, KeyError, TypeError):
            found.append(_view(kept))
    return found


def _view(kept: Mapping[str, Any]) -> View:
    wanted = Wanted(
        figure=Figure(kept["figure"]) if kept["figure"] else None,
        caseworker_id=kept["caseworker"],
        severity=Severity(kept["severity"]) if kept["severity"] else None,
        nature=kept["nature"],
        state=kept["state"],
        words=kept["words"],
    )
    return View(kept["name"], Seen(wanted, By(kept["by"]), bool(kept["numbers"])))


class NameDialog(Dialog):
    """Ask for the name of a view; one that is there already would be replaced."""

    def __init__(
        self, parent: QWidget, title: Text, name: str, taken: Sequence[str], then: Callable[[str], object]
    ) -> None:
        super().__init__(parent, title, L("Only you see it. Name no child or parent in it."), width=420)
        self._taken, self._then = taken, then
        self.edit = TextEditor(LONGEST)
        self.edit.call(L("Name of the view"))
        self.edit.set_value(name)
        self.refusal = Banner("danger", "")
        self.refusal.hide()
        cancel = Button(L("Cancel"))
        self.accept_button = Button(L("&Save"), look="primary")
        self.accept_button.setDefault(True)
        for widget in (self.edit, self.refusal):
            self.body.addWidget(widget)
        self.foot.addStretch(1)
        for button in (cancel, self.accept_button):
            self.foot.addWidget(button)
        cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.submit)
        self.edit.main.setFocus()

    def submit(self) -> None:
        """Take the name, unless there is none or another view has it."""
        name = self.edit.value()
        if not name:
            self._refuse(Refused("Give the view a name."))
        elif name.casefold() in {each.casefold() for each in self._taken}:
            self._refuse(Refused("There is already a view with this name. Choose another one."))
        else:
            self._then(name)
            self.accept()

    def _refuse(self, refused: Refused) -> None:
        self.refusal.say(refused)
        self.refusal.show()
        self.grow()
        self.edit.main.setFocus()


class ViewBar(QWidget):
    """The choice of a view, and what can be done with it. `show_view` is run with what was chosen."""

    def __init__(self, desk: Desk, shell: Shell, show_view: Callable[[Seen], object]) -> None:
        super().__init__()
        self.desk, self.shell, self._show_view = desk, shell, show_view
        self.views: list[View] = []
        self._seen = Seen()
        self.combo = Combo(L("View"))
        self.combo.setFixedWidth(look.px(170))
        self.save = Button(L("Save the view…"), look="link")
        self.more = Button(L("Change or remove this view"), look="icon", icon="more")
        self.setLayout(row(self.combo, self.save, self.more, spacing=6))
        self.combo.activated.connect(lambda _at: self._chosen())
        self.save.clicked.connect(self.ask_name)
        self.more.clicked.connect(self._open_menu)
        self._offer()

    def show_views(self, views: Sequence[View]) -> None:
        """Offer these views."""
        self.views = list(views)
        self._offer()

    def follow(self, seen: Seen) -> None:
        """What is shown now: a view that shows exactly this is the one chosen."""
        self._seen = seen
        self._offer()

    def current(self) -> View | None:
        """The view that shows exactly what is shown."""
        return next((view for view in self.views if view.seen == self._seen), None)

    def _offer(self) -> None:
        named: list[Choice] = [(view.name, isolate(view.name)) for view in self.views]
        self.combo.offer([(None, L("All deadlines") if self._seen == Seen() else L("Not saved")), *named])
        view = self.current()
        self.combo.choose(view.name if view is not None else None)
        lasting = self._seen.wanted.day is None  # one day of the calendar is over tomorrow
        self.save.setVisible(view is None and self._seen != Seen() and lasting)
        self.more.setVisible(view is not None)

    def _chosen(self) -> None:
        name = self.combo.chosen()
        self._show_view(next((view.seen for view in self.views if view.name == name), Seen()))

    def ask_name(self) -> None:
        """Save what is shown under a name."""
        taken = [view.name for view in self.views]
        NameDialog(
            self.shell.widget(), L("Save the view"), "", taken, lambda name: self._add(View(name, self._seen))
        ).open()

    def _add(self, view: View) -> None:
        self._keep([*self.views, view], L("View “{name}” saved", name=view.name))

    def _open_menu(self) -> None:
        view = self.current()
        if view is None:
            return
        menu = QMenu(self)
        menu.addAction(icon("edit"), words(L("Rename…")), partial(self.ask_rename, view))
        menu.addAction(icon("delete"), words(L("Remove")), partial(self.remove, view))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def ask_rename(self, view: View) -> None:
        """Give a view another name."""
        taken = [other.name for other in self.views if other is not view]

        def rename(name: str) -> None:
            changed = [replace(each, name=name) if each is view else each for each in self.views]
            self._keep(changed, L("View renamed"))

        NameDialog(self.shell.widget(), L("Rename the view"), view.name, taken, rename).open()

    def remove(self, view: View) -> None:
        """Take a view away; Undo brings it back."""
        self._keep([each for each in self.views if each is not view], L("View removed"))

    def _keep(self, views: Sequence[View], done: Text) -> None:
        self.desk.do(
            prefer,
            {KEPT: [as_plain(view) for view in views]},
            then=lambda _: say_done(self.desk, self.shell, done),
            owner=self,
        )
        self.show_views(views)
