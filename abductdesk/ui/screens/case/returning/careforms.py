"""The forms of aftercare: a follow-up, one more, a session, the end, the psychologist that was offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from abductdesk.actions.aftercare import (
    AftercareView,
    begin_aftercare,
    end_aftercare,
    plan_contact,
    record_contact,
)
from abductdesk.actions.psychologists import (
    Offer,
    PsychologistSupport,
    change_psychologist_session,
    offer_psychologist,
    psychologist_offers,
    record_psychologist_session,
)
from abductdesk.i18n import N_, L, Message, Money
from abductdesk.models import Aftercare, AftercareContact, PsychologistSession
from abductdesk.models.base import Field, fields_of
from abductdesk.ui.cards import EmptyState, clear
from abductdesk.ui.dialogs import Dialog, FormDialog
from abductdesk.ui.editors import Choice
from abductdesk.ui.forms import FieldGroup
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.room import Room, values_of
from abductdesk.ui.texts import Text, apart, bind, isolate
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, IconTile, column, label, line, row

CONTACT, MORE, SESSION, END, BEGIN = "care_contact", "care_more", "care_session", "care_end", "care_begin"
_CONTACT, _SESSION, _CARE = fields_of(AftercareContact), fields_of(PsychologistSession), fields_of(Aftercare)
_AGAIN = Field(
    "again_on", N_("One more follow-up on"), N_("For example where nobody could be reached."), "date", False,
    None, None,
)  # fmt: skip
_ITEM = Field("item_id", N_("Paid by support"), "", "number", False, None, None)
_BEGUN = Field("begun_on", N_("Returned on"), "", "date", True, None, None)


def record_follow_up(room: Room, view: AftercareView, contact: AftercareContact) -> FormDialog:
    """How the child is, by the fixed scale, and a short note; a follow-up that was done can be corrected."""
    fields = [
        replace(_CONTACT["done_on"], required=True), replace(_CONTACT["wellbeing"], required=True),
        _CONTACT["note"], _AGAIN,
    ]  # fmt: skip
    known = contact.done_on is not None
    start = values_of(contact) if known else {"done_on": room.desk.office.today}

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        given = {**start, **entered}
        room.desk.do(
            record_contact, contact.id, on=given["done_on"], wellbeing=given["wellbeing"],
            note=given.get("note") or "", seen=dialog.seen or contact.version,
            again_on=entered.get("again_on"), **dialog.reply,
        )  # fmt: skip

    return room.form(
        L("Correct a follow-up") if known else L("Record a follow-up"),
        [FieldGroup("", fields, wide=frozenset({"wellbeing", "note"}))],
        run,
        sentence=L("{child}, week {week}. A fixed scale and a few words; nothing clinical.",
                   child=isolate(view.child), week=contact.week),
        said=L("The follow-up is recorded."),
        values=start if known else None,
        defaults=start,
        seen=contact.version,
        about=room.about(CONTACT, contact),
    )  # fmt: skip


def plan_more(room: Room, view: AftercareView) -> FormDialog:
    """One more follow-up on a day."""
    return room.form(
        L("One more follow-up"),
        [FieldGroup("", [replace(_CONTACT["due"], required=True)], columns=1)],
        lambda dialog, entered: room.desk.do(plan_contact, view.aftercare.id, entered["due"], **dialog.reply),
        said=L("The follow-up is planned."),
        accept=L("Add"),
        about=room.about(MORE, view.aftercare),
    )


def ask_session(
    room: Room,
    view: AftercareView,
    support: Sequence[PsychologistSupport],
    session: PsychologistSession | None = None,
) -> FormDialog:
    """A session with the psychologist, its cost, and the support that pays for it."""
    fields = [_SESSION["on"], _SESSION["cents"], _ITEM]
    choices: list[Choice] = [
        (item.item_id, paid_by(item)) for item in support if item.child_id in (None, view.aftercare.child_id)
    ]
    groups = [FieldGroup("", fields, wide=frozenset({"item_id"}))]
    if session is None:
        return room.form(
            L("Record a session"), groups,
            lambda dialog, entered: room.desk.do(
                record_psychologist_session, view.aftercare.id, entered, **dialog.reply
            ),
            said=L("The session is recorded."),
            defaults={"on": room.desk.office.today, "item_id": choices[0][0] if choices else None},
            choices={"item_id": choices},
            about=room.about(SESSION, view.aftercare),
        )  # fmt: skip
    return room.form(
        L("Correct a session"), groups,
        lambda dialog, changes: room.desk.do(
            change_psychologist_session, session.id, seen=dialog.seen, changes=changes, **dialog.reply
        ),
        said=L("The session is corrected."),
        values={**values_of(session), "item_id": session.item_id},
        seen=session.version,
        choices={"item_id": choices},
        about=room.about(SESSION, session),
    )  # fmt: skip


def paid_by(item: PsychologistSupport) -> Message:
    """A support item, and what of it is spent."""
    if item.granted_cents is None:
        return L("{number}: not decided yet", number=item.number)
    return L("{number}: {used} of {granted}", number=item.number, used=Money(item.used_cents),
             granted=Money(item.granted_cents))  # fmt: skip


def ask_end(room: Room, view: AftercareView) -> FormDialog:
    """The end of an aftercare, with its report."""
    return room.form(
        L("End the aftercare"),
        [FieldGroup("", [replace(_CARE["end_report"], required=True)], columns=1)],
        lambda dialog, entered: room.desk.do(
            end_aftercare, view.aftercare.id, entered["end_report"], **dialog.reply
        ),
        sentence=L("{child}. Follow-ups that were not done are taken out: say why in the report.",
                   child=isolate(view.child)),
        said=L("The aftercare has ended."),
        defaults={"end_report": view.aftercare.end_report},
        accept=L("End it"),
        about=room.about(END, view.aftercare),
    )  # fmt: skip


def ask_begin(room: Room, child_id: int, name: Text) -> FormDialog:
    """Aftercare of a child that has none."""
    dialog = room.form(
        L("Begin aftercare"),
        [FieldGroup("", [_BEGUN], columns=1)],
        lambda dialog, entered: room.desk.do(begin_aftercare, child_id, entered["begun_on"], **dialog.reply),
        sentence=name,
        said=L("The aftercare has begun."),
        accept=L("Begin"),
        about=room.about(BEGIN),
    )
    dialog.beside = {"child": child_id}
    return dialog


class OffersDialog(Dialog):
    """Who of the directory could see the child: each with what speaks for it and what against."""

    def __init__(self, room: Room, view: AftercareView) -> None:
        super().__init__(
            room.window, L("Propose a psychologist"),
            L("For {child}. The best stand first; nothing is hidden, the choice is yours.",
              child=isolate(view.child)), width=640, scroll=True,
        )  # fmt: skip
        self.room, self.view = room, view
        self.offers: list[Offer] = []
        self._lines: QVBoxLayout = column(label(L("Reading the directory…"), "second"), spacing=10)
        inside = QWidget()
        inside.setLayout(self._lines)
        self.body.addWidget(inside)
        self.body.addStretch(1)
        close = Button(L("&Close"))
        close.clicked.connect(self.reject)
        nobody = Button(L("Nobody fits"), look="quiet")
        nobody.clicked.connect(lambda: self._offer(None))
        self.foot.addWidget(nobody)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.resize(look.px(700), min(look.px(660), int(room.window.height() * 0.86)))
        room.desk.ask(psychologist_offers, view.aftercare.id, then=self.show_offers, owner=self)

    def show_offers(self, found: list[Offer]) -> None:
        """Show who was found."""
        self.offers = found
        clear(self._lines)
        if not found:
            self._lines.addWidget(
                EmptyState("people", L("No psychologist in the directory"),
                           L("Add psychologists to the directory; they are then proposed here."))
            )  # fmt: skip
        for at, offer in enumerate(found):
            if at:
                self._lines.addWidget(line())
            self._lines.addWidget(self._row(offer))

    def _row(self, offer: Offer) -> QWidget:
        choose = Button(L("Offer"), icon="ok")
        bind(choose, "setAccessibleName", say.joined(L("Offer"), apart(offer.name)))
        choose.clicked.connect(partial(self._call, offer.entry_id))
        name = say.joined(apart(offer.name), apart(offer.town))
        texts = column(label(name, "strong", wrap=True), spacing=3)
        for reasons, sign, tone in ((offer.pros, "ok", "ok_text"), (offer.cons, "warning", "warn_text")):
            for reason in reasons:
                said = row(IconTile(sign, tone, size=14), spacing=6)
                said.addWidget(label(reason, "second", wrap=True), 1)
                texts.addLayout(said)
        inside = row(spacing=12)
        inside.addLayout(texts, 1)
        inside.addLayout(column(choose, None, spacing=0))
        made = QWidget()
        made.setLayout(inside)
        return made

    def _call(self, entry_id: int, _checked: bool = False) -> None:
        self._offer(entry_id)

    def _offer(self, entry_id: int | None) -> None:
        said = L("The psychologist is offered.") if entry_id is not None else L("Recorded: nobody fits.")
        self.room.do(offer_psychologist, self.view.aftercare.id, entry_id, said=said)
        self.accept()
