"""Recording and correcting an event: only the fields that matter to its kind; the rest under “More”.

To give a kind of event its fields: one line in `MATTERS`.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from abductdesk.actions.events import add_event, change_event, remove_event
from abductdesk.actions.whatif import Compared, preview_event
from abductdesk.faults import Refused
from abductdesk.i18n import L, Message
from abductdesk.models import CaseEvent
from abductdesk.models.base import fields_of
from abductdesk.terms import NOT_TYPED_ON_A_CASE, EventKind
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import ask
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.foresight import Foresight, letters_told
from abductdesk.ui.screens.case.moves import MOST, moves, sentences
from abductdesk.ui.screens.case.room import Room, starting, values_of
from abductdesk.ui.texts import term
from abductdesk.ui.widgets import Button

_K = EventKind
_ALWAYS = frozenset({"kind", "date", "precision", "confidence", "source"})
_DECISION = ("grounds", "instance", "child_ids")
MATTERS: dict[EventKind, tuple[str, ...]] = {
    _K.REMOVAL: ("child_ids",),
    _K.RETENTION: ("child_ids",),
    _K.LAWFUL_MOVE: ("child_ids",),
    _K.LAST_CONTACT: ("party",),
    _K.WHEREABOUTS_KNOWN: ("child_ids",),
    _K.APPLICATION_SENT: ("through_central_authority",),
    _K.APPLICATION_RECEIVED: ("through_central_authority",),
    _K.COURT_SEISED: ("through_central_authority", "child_ids"),
    _K.PETITION_REGISTERED: ("through_central_authority",),
    _K.INTRODUCTORY_HEARING: ("time",),
    _K.ADJOURNED_HEARING: ("time",),
    _K.APPEAL_HEARING: ("time",),
    _K.DECISION_RETURN: ("instance", "child_ids"),
    _K.DECISION_REFUSAL: _DECISION,
    _K.DECISION_NOTIFIED: ("of_id", "how", "party"),
    _K.APPEAL_LODGED: ("of_id", "party"),
    _K.APPEAL_REGISTERED: ("of_id",),
    _K.APPEAL_READY: ("of_id",),
    _K.APPEAL_DECIDED: ("of_id", *_DECISION),
    _K.OPPOSITION_LODGED: ("of_id", "party"),
    _K.CASSATION_LODGED: ("of_id", "party"),
    _K.REFUSAL_FILE_SENT: ("of_id",),
    _K.REFUSAL_FILE_RECEIVED: ("of_id",),
    _K.ORIGIN_COURT_SEISED: ("of_id", "party"),
    _K.SUBMISSIONS_FILED: ("party",),
    _K.ENFORCEMENT_BEGUN: ("of_id", "party"),
    _K.RETURNED: ("child_ids",),
    _K.MEDIATION_REQUESTED: ("party",),
    _K.SCREENING_DONE: ("party",),
    _K.CONSENT_GIVEN: ("party",),
    _K.AGREEMENT_SIGNED: ("party",),
    _K.SESSION_HELD: ("time",),
}
_ORDER = ("of_id", "how", "party", "grounds", "instance", "child_ids", "through_central_authority", "time")
# What a refusal or a decision on appeal may be about; what an answer may refer to.
_ANSWERABLE = frozenset(
    {_K.DECISION_RETURN, _K.DECISION_REFUSAL, _K.APPEAL_DECIDED, _K.APPEAL_LODGED, _K.APPEAL_REGISTERED,
     _K.MERITS_DECISION_ORIGIN, _K.ENFORCEMENT_BEGUN, _K.REFUSAL_FILE_SENT, _K.REFUSAL_FILE_RECEIVED}
)  # fmt: skip


class EventDialog(FormDialog):
    """The form of one event; what matters changes with its kind."""

    def __init__(self, room: Room, event: CaseEvent | None) -> None:
        self._room, self._event, self._all = room, event, False
        fields = fields_of(CaseEvent)
        groups = [
            FieldGroup("", pick(fields, "kind", "date", "precision"), wide=frozenset({"kind"})),
            FieldGroup("", pick(fields, *_ORDER), columns=1),
            FieldGroup("", pick(fields, "confidence", "source", "note")),
        ]
        others = [
            other
            for other in room.file.events
            if other.kind in _ANSWERABLE and (event is None or other.id != event.id)
        ]
        super().__init__(
            room.window,
            L("Correct event") if event else L("Record event"),
            "" if event else L("A dated fact. The deadlines that hang on it follow at once."),
            groups,
            run=self._send,
            accept=L("&Save") if event else L("Record"),
            values=values_of(event) if event else None,
            defaults=starting(groups),
            seen=event.version if event else 0,
            choices={
                "kind": [(kind, term(kind.label)) for kind in EventKind if kind not in NOT_TYPED_ON_A_CASE],
                "of_id": [(other.id, say.event_choice(other)) for other in others],
                "child_ids": room.child_choices(),
            },
            width=600,
            scroll=True,
            about=room.about("event", event),
        )
        self.more = Button(L("More fields"), look="link", icon="down")
        self.more.clicked.connect(self._show_all)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.form.rows["kind"].editor.changed.connect(self._suit)
        self._suit()
        self.preview = Foresight(room, self._supposed)
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.insertWidget(outer.count() - 3, self.preview)
        self.form.changed.connect(self.preview.look_again)
        self.preview.look_again()
        self.resize(self.width(), min(int(room.window.height() * 0.9), 680))

    def _suit(self) -> None:
        """Show the fields that matter to the kind, and those that hold something."""
        kind = self.form.rows["kind"].editor.value()
        wanted = _ALWAYS | set(MATTERS.get(kind, ()))
        if len(self._room.file.children) < 2:
            wanted -= {"child_ids"}
        for name, field_row in self.form.rows.items():
            filled = self._event is not None and getattr(self._event, name) not in (None, "", [])
            field_row.setVisible(self._all or filled or name in wanted)
        self.more.setVisible(not self._all)

    def _supposed(self) -> tuple[int | None, dict[str, Any]] | None:
        """What would be saved now; None while it is not complete or nothing is changed."""
        try:
            entered = self.form.entered() if self._event is None else self.form.changes()
        except Refused:
            return None
        whole = bool(entered) if self._event is not None else {"kind", "date"} <= set(entered)
        return (self._event.id if self._event is not None else None, entered) if whole else None

    def _show_all(self) -> None:
        self._all = True
        self._suit()
        self.form.rows["note"].editor.main.setFocus()

    def retype(self, values: dict[str, Any]) -> None:
        super().retype(values)
        if any(self.form.rows[name].isHidden() for name in values.get("typed", {}) if name in self.form.rows):
            self._show_all()

    def _send(self, _dialog: FormDialog, entered: dict[str, Any]) -> None:
        desk, event = self._room.desk, self._event
        if event is None:
            desk.do(add_event, self._room.case_id, entered, **self.reply)
        else:
            desk.do(change_event, event.id, seen=self.seen, changes=entered, **self.reply)


def record_event(room: Room) -> EventDialog:
    """A new event."""
    dialog = EventDialog(room, None)
    dialog.saved.connect(lambda _touched: room.tell(L("The event is recorded.")))
    dialog.open()
    return dialog


def correct_event(room: Room, event: CaseEvent) -> EventDialog:
    """An event that is there."""
    dialog = EventDialog(room, event)
    dialog.saved.connect(lambda _touched: room.tell(L("The event is corrected.")))
    dialog.open()
    return dialog


def take_out_event(room: Room, event: CaseEvent) -> None:
    """Say what would move, ask, and remove an event entered by mistake."""
    room.desk.ask(
        preview_event, room.case_id, event.id, None,
        then=lambda found: _ask_to_remove(room, event, found), owner=room,
    )  # fmt: skip


def _ask_to_remove(room: Room, event: CaseEvent, found: Compared) -> None:
    told: list[Message] = [
        L(
            "{event}: the deadlines that hang on it go with it. You can undo this.",
            event=say.event_name(event),
        ),
        *sentences(moves(found.before.deadlines, found.after.deadlines)[:MOST]),
        *(letters_told(found) or ()),
    ]
    ask(
        room.window,
        L("Remove this event?"),
        lambda tongue: "\n".join(tongue.say(sentence) for sentence in told),
        L("Remove"),
        then=lambda: room.do(remove_event, event.id, said=L("The event is removed.")),
    )
