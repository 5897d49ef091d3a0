"""What if: a copy of the case's events to play with; the deadlines beside it move, and nothing is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from abductdesk.actions.deadlines import as_day
from abductdesk.actions.whatif import NEW, Compared, Sandbox, Supposed, sandbox, what_if
from abductdesk.faults import Refused
from abductdesk.i18n import LN, L
from abductdesk.terms import NOT_TYPED_ON_A_CASE, EventKind, Precision, Status
from abductdesk.ui.cards import clear, scrolled
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.editors import ChoiceEditor, DateEditor, Editor
from abductdesk.ui.elided import Elided
from abductdesk.ui.feedback import Banner
from abductdesk.ui.kinds import countries
from abductdesk.ui.lines import source_of
from abductdesk.ui.screens.case.chain import named
from abductdesk.ui.screens.case.moves import move_of, pairs
from abductdesk.ui.screens.case.room import Room
from abductdesk.ui.texts import Text, bind, term
from abductdesk.ui.theme import look
from abductdesk.ui.urgency import Deadline, due_text, urgency_of
from abductdesk.ui.widgets import Button, IconTile, column, label, line, row

PAUSE_MS = 200
_DATES = 150
Pair = tuple[Deadline | None, Deadline | None]


def open_what_if(room: Room) -> WhatIf:
    """Open it over the case."""
    dialog = WhatIf(room)
    dialog.open()
    return dialog


class EventRow(QWidget):
    """One event of the copy: its day can be changed, it can be taken out and put back."""

    def __init__(self, event: Supposed, dialog: WhatIf) -> None:
        super().__init__()
        self._event, self._first = event, event.values["date"]
        self.out = False
        name = term(EventKind(event.values["kind"]).label)
        self.name = Elided(name, "body", least=120)
        self.day = DateEditor(lambda: dialog.room.file.today)
        self.day.note.setMaximumHeight(0)
        self.day.call(L("Day of {event}", event=name))
        self.day.setFixedWidth(look.px(132))
        self.day.set_value(self._first)
        self.day.changed.connect(dialog.look_again)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.switch = Button(L("Take out {event}", event=name), look="icon", icon="delete")
        self.switch.clicked.connect(lambda: self._turn(dialog))
        self._named = name
        inside = row(spacing=8)
        inside.addWidget(self.name, 1)
        inside.addWidget(self.day)
        inside.addWidget(self.switch)
        layout = column(spacing=2)
        layout.addLayout(inside)
        layout.addWidget(self.error)
        self.setLayout(layout)

    def _turn(self, dialog: WhatIf) -> None:
        self.out = not self.out
        self.day.setEnabled(not self.out)
        self.name.setEnabled(not self.out)
        self.switch.show_icon("undo" if self.out else "delete")
        said = (
            L("Put back {event}", event=self._named) if self.out else L("Take out {event}", event=self._named)
        )
        for setter in ("setAccessibleName", "setToolTip"):
            bind(self.switch, setter, said)
        dialog.look_again()

    def supposed(self) -> Supposed | None:
        """The event as supposed, None where it is taken out. Raises `Refused` for what is not a day."""
        if self.out:
            return None
        day = self.day.value() or self._first
        values: dict[str, Any] = {**self._event.values, "date": day}
        if day != self._first:
            values["precision"] = Precision.DAY
        return Supposed(self._event.id, values)

    def say_error(self, text: Text) -> None:
        bind(self.error, "setText", text)
        self.error.setVisible(bool(text))
        self.day.mark(bool(text))


class WhatIf(Dialog):
    """The copy on one side, each limit as it is and as it would be on the other."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.window, L("What if…"), width=820)
        self.room = room
        self.rows: list[EventRow] = []
        self._added = 0
        only = L("Only supposed: change days, take events out, add others. Nothing of it is saved.")
        self.body.addWidget(Banner("warn", only))
        self.origin, self.requested = (ChoiceEditor(countries, search=True) for _ in range(2))
        self.kind = ChoiceEditor(
            lambda: [(kind, term(kind.label)) for kind in EventKind if kind not in NOT_TYPED_ON_A_CASE]
        )
        self.day = DateEditor(lambda: room.file.today)
        self.add = Button(L("&Add"), icon="add")
        self._events, self._limits = column(spacing=6), column(spacing=0)
        self.trouble = Banner("danger", "")
        self.trouble.hide()
        sides = row(spacing=24)
        sides.addWidget(scrolled(self._copy_side()), 2)
        sides.addWidget(scrolled(self._limit_side()), 3)
        self.body.addLayout(sides, 1)
        self.again, self.close_button = (
            Button(L("&Start again"), icon="undo"),
            Button(L("&Close"), look="primary"),
        )
        self.foot.addWidget(self.again)
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._connect()
        window = room.window
        self.resize(
            min(look.px(1180), int(window.width() * 0.94)), min(look.px(820), int(window.height() * 0.92))
        )
        self._ask_for_copy()

    def _connect(self) -> None:
        self._timer.timeout.connect(self._ask)
        self.add.clicked.connect(self.add_event)
        self.again.clicked.connect(self._ask_for_copy)
        self.close_button.clicked.connect(self.accept)
        for editor in (self.origin, self.requested):
            editor.changed.connect(self.look_again)

    def _copy_side(self) -> QWidget:
        made = QWidget()
        layout = column(spacing=10, margins=(0, 0, 12, 0))
        for name, editor in (
            (L("Habitual residence"), self.origin),
            (L("Where the child is"), self.requested),
        ):
            layout.addLayout(_named(name, editor))
        layout.addWidget(label(L("Events"), "card"))
        layout.addLayout(self._events)
        layout.addWidget(line())
        layout.addLayout(_named(L("What else would happen"), self.kind))
        layout.addLayout(_named(L("Day"), self.day))
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        made.setLayout(layout)
        return made

    def _limit_side(self) -> QWidget:
        made = QWidget()
        layout = column(self.trouble, spacing=10, margins=(0, 0, 12, 0))
        layout.addLayout(self._limits)
        layout.addStretch(1)
        made.setLayout(layout)
        return made

    # the copy

    def _ask_for_copy(self) -> None:
        self.room.desk.ask(sandbox, self.room.case_id, then=self._take_copy, latest="copy")

    def _take_copy(self, copy: Sandbox) -> None:
        for editor, state in ((self.origin, copy.habitual_residence), (self.requested, copy.requested_state)):
            editor.set_value(state)
        clear(self._events)
        self.rows = []
        for event in copy.events:
            self._show_event(event)
        self.look_again()

    def _show_event(self, event: Supposed) -> EventRow:
        made = EventRow(event, self)
        self.rows.append(made)
        self._events.addWidget(made)
        return made

    def add_event(self) -> None:
        """One more event, only supposed."""
        try:
            kind, day = self.kind.value(), self.day.value()
        except Refused as refused:
            self._say_trouble(refused)
            return
        if kind is None or day is None:
            self._say_trouble(L("Choose what would happen, and the day."))
            return
        self._added += 1
        self._show_event(Supposed(NEW + self._added, {"kind": kind, "date": day}))
        self.kind.set_value(None)
        self.day.set_value(None)
        self.look_again()

    def look_again(self) -> None:
        """Something was changed."""
        self._timer.start()

    def _ask(self) -> None:
        events: list[Supposed] = []
        whole = True
        for each in self.rows:
            try:
                supposed = each.supposed()
                each.say_error("")
                events += [supposed] if supposed is not None else []
            except Refused as refused:
                each.say_error(refused)
                whole = False
        try:
            states = self.origin.value(), self.requested.value()
        except Refused:
            return  # a country is being typed
        if whole:
            self.room.desk.ask(
                what_if, self.room.case_id, Sandbox(events, *states),
                then=self._show, refused=self._say_trouble, latest="what_if",
            )  # fmt: skip

    # what follows

    def _say_trouble(self, text: Any) -> None:
        self.trouble.say(text)
        self.trouble.show()

    def _show(self, found: Compared) -> None:
        self.trouble.hide()
        clear(self._limits)
        both = [pair for pair in pairs(found.before.deadlines, found.after.deadlines) if _dated(pair)]
        moved = [pair for pair in both if move_of(*pair) is not None]
        stays = [pair for pair in both if move_of(*pair) is None]
        self._limits.addWidget(_line(L("Limit"), "", L("As it is"), L("Supposed"), "caption"))
        was, now = (term(each.framework.instrument.label) for each in (found.before, found.after))
        self._limits.addWidget(line())
        self._limits.addWidget(_line(L("Which law applies"), "", was, now, "strong"))
        self._part(LN("One limit would change", "{n} limits would change", len(moved)), moved, "strong")
        self._part(LN("One limit stays as it is", "{n} limits stay as they are", len(stays)), stays, "body")

    def _part(self, title: Text, some: Sequence[Pair], type: str) -> None:
        heading = label(title, "card")
        heading.setContentsMargins(0, 14, 0, 6)
        self._limits.addWidget(heading)
        for was, now in some:
            shown = now or was
            assert shown is not None
            self._limits.addWidget(line())
            before, after = _said(was, self.room), _said(now, self.room)
            self._limits.addWidget(_line(named(shown, self.room.file), source_of(shown), before, after, type))


def _named(name: Text, editor: Editor) -> Any:
    editor.call(name)
    caption = label(name, "strong")
    caption.setBuddy(editor.main)
    return column(caption, editor, spacing=3)


def _line(name: Text, caption: Text, before: Text, after: Text, type: str) -> QWidget:
    made = QWidget()
    texts = column(Elided(name, type, least=120), spacing=1)
    if caption:
        texts.addWidget(Elided(caption, "caption"))
    inside = row(spacing=10, margins=(0, 5, 0, 5))
    inside.addLayout(texts, 1)
    for text, kind in ((before, "second" if type != "caption" else type), (after, type)):
        cell = label(text, kind, wrap=True)
        cell.setFixedWidth(look.px(_DATES))
        inside.addWidget(cell)
        if text is before and type != "caption":
            inside.insertWidget(inside.count(), IconTile("arrow", "text3", size=14))
        elif text is before:
            inside.addSpacing(look.px(24))
    made.setLayout(inside)
    return made


def _dated(pair: Pair) -> bool:
    """Whether the limit has a date on one of the two sides."""
    return any(each is not None and (each.lead is not None or each.status is Status.BLOCKED) for each in pair)


def _said(deadline: Deadline | None, room: Room) -> Text:
    """Date and standing of a limit, in few words."""
    if deadline is None:
        return L("does not run")
    standing = urgency_of(deadline, room.file.today).text
    day = as_day(deadline.lead)
    if day is None and deadline.status is Status.BLOCKED and deadline.alternatives:
        day = min(as_day(other.date) or room.file.today for other in deadline.alternatives)
    if day is None or deadline.status in (Status.NOT_APPLICABLE, Status.WAIVED):
        return standing
    written = due_text(day)
    return lambda tongue: f"{written(tongue) if callable(written) else written}\n{tongue.say(standing)}"
