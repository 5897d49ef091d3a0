"""What one had not finished, offered calmly above the page: go on, or discard.

strip = DraftStrip(resume, discard); strip.show_drafts(drafts, now)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from abductdesk.actions.unfinished import Unfinished
from abductdesk.i18n import LN, N_, L, Tongue
from abductdesk.ui.cards import clear
from abductdesk.ui.feedback import ask
from abductdesk.ui.texts import Text, bind, isolate
from abductdesk.ui.texts import term as text_of
from abductdesk.ui.widgets import Button, IconTile, column, label, row

FORMS = {
    "cases.new": N_("New case"),
    "calls.call": N_("Log a call"),
    "settings.bureau": N_("The bureau"),
    "settings.me": N_("My details"),
    "safe.colleague": N_("Add a colleague"),
    "lawbook.state": N_("Record the status of a state"),
    "lawbook.day": N_("Correct a calendar"),
    "lawbook.targets": N_("Office targets"),
    "lawbook.ladder": N_("Warnings"),
    "case.edit": N_("Edit case"),
    "case.framework": N_("Record verified framework"),
    "case.convert": N_("It has happened"),
    "case.link": N_("Link to another case"),
    "case.close": N_("Close case"),
    "case.void": N_("Void this case"),
    "case.event": N_("Record event"),
    "case.decision": N_("Decide about a deadline"),
    "case.note": N_("New note"),
    "case.letter": N_("Write a letter"),
    "case.person": N_("Edit person"),
    "case.role": N_("Role on this case"),
    "case.child": N_("Edit child"),
    "case.outcome": N_("Outcome for this child"),
    "case.add_person": N_("Add person"),
    "case.add_child": N_("Add child"),
    "case.add_contact": N_("Add address, phone or e-mail"),
    "case.contact": N_("Edit address, phone or e-mail"),
    "case.return_plan": N_("Plan a return"),
    "case.return_day": N_("Day of departure"),
    "case.return_part": N_("A part of the return plan"),
    "case.return_leave": N_("Confirm departure"),
    "case.return_arrive": N_("Confirm arrival"),
    "case.return_off": N_("Call off the return"),
    "case.care_contact": N_("Record a follow-up"),
    "case.care_more": N_("One more follow-up"),
    "case.care_session": N_("Record a session"),
    "case.care_end": N_("End the aftercare"),
    "case.care_begin": N_("Begin aftercare"),
    "returns.step": N_("Step of the template"),
    "returns.weeks": N_("Weeks of aftercare"),
    "case.support_request": N_("New request for support"),
    "case.support_item": N_("Add an item"),
    "case.support_funding": N_("Add other funding"),
}
CHANGES = {"calls.call": N_("Edit call"), "case.event": N_("Correct event"),
           "case.decision": N_("Correct a decision"), "case.return_plan": N_("Change the plan"),
           "case.support_request": N_("Change the request"), "case.support_item": N_("Change the item"),
           "case.support_funding": N_("Change other funding")}  # fmt: skip
ENTRIES = {
    "service": (N_("Add service"), N_("Change service")),
    "proceeding": (N_("Add proceedings"), N_("Change proceedings")),
    "follow_up": (N_("Add follow-up"), N_("Change follow-up")),
    "measure": (N_("Add measure"), N_("Change measure")),
    "note": (N_("Add note"), N_("Correct note")),
}
MOST = 3
"""So many are shown; the rest come up when these are answered."""


def name_of(draft: Unfinished) -> str:
    """What a draft was going to be, as a marked text."""
    if draft.form == "case.entry":
        return ENTRIES[draft.kind][draft.record is not None]
    if draft.record is not None and draft.form in CHANGES:
        return CHANGES[draft.form]
    return FORMS[draft.form]


def known(draft: Unfinished) -> bool:
    """Whether this program knows the form: a later one may have left a draft of another."""
    return draft.kind in ENTRIES if draft.form == "case.entry" else draft.form in FORMS


def ago(at: datetime, now: datetime) -> Text:
    """How long ago, as people say it."""
    minutes = max(int((now - at).total_seconds()) // 60, 0)
    if minutes < 1:
        return L("just now")
    if minutes < 60:
        return LN("{n} minute ago", "{n} minutes ago", minutes)
    if minutes < 24 * 60:
        return LN("{n} hour ago", "{n} hours ago", minutes // 60)
    return LN("{n} day ago", "{n} days ago", minutes // (24 * 60))


class DraftStrip(QFrame):
    """Hidden while there is nothing unfinished. `later` when it was put off: Today shows it again."""

    later = Signal()

    def __init__(
        self, resume: Callable[[Unfinished], object], discard: Callable[[Unfinished], object]
    ) -> None:
        super().__init__()
        self._resume, self._discard = resume, discard
        self.drafts: tuple[Unfinished, ...] = ()
        self.setProperty("look", "banner")
        self.setProperty("tone", "accent")
        bind(self, "setAccessibleName", L("Not finished"))
        self._lines = column(spacing=6)
        self.put_off = Button(L("Later"), look="icon", icon="close")
        self.put_off.clicked.connect(self.later)
        inside = row(spacing=10, margins=(14, 6, 8, 6))
        inside.addLayout(column(5, IconTile("edit", "accent_text", size=18), None, spacing=0))
        inside.addLayout(self._lines, 1)
        inside.addLayout(column(1, self.put_off, None, spacing=0))
        self.setLayout(inside)

    def show_drafts(self, drafts: Sequence[Unfinished], now: datetime) -> None:
        """Show these, the newest first."""
        self.drafts = tuple(drafts)
        clear(self._lines)
        for draft in self.drafts[:MOST]:
            self._lines.addWidget(self._line(draft, now))
        more = len(self.drafts) - MOST
        if more > 0:
            self._lines.addWidget(label(LN("{n} more", "{n} more", more), "caption"))

    def _line(self, draft: Unfinished, now: datetime) -> QWidget:
        name = name_of(draft)

        def said(tongue: Tongue) -> str:
            what = tongue.text(name)
            if not draft.reference:
                return tongue.text(N_("You were writing: {what}"), what=what)
            on = isolate(draft.reference)
            return tongue.text(N_("You were writing: {what} ({reference})"), what=what, reference=on)

        go_on, drop = Button(L("Continue")), Button(L("Discard"), look="quiet")
        for button in (go_on, drop):
            bind(button, "setAccessibleDescription", said)
        go_on.clicked.connect(partial(_call, self._resume, draft))
        drop.clicked.connect(partial(_call, self._ask, draft))
        line = row(spacing=10)
        line.addWidget(label(said, "strong"))
        line.addWidget(label(ago(draft.saved_at, now), "second"))
        line.addStretch(1)
        line.addWidget(go_on)
        line.addWidget(drop)
        made = QWidget()
        made.setLayout(line)
        return made

    def _ask(self, draft: Unfinished) -> None:
        ask(
            self, L("Discard what you had typed?"), text_of(name_of(draft)), L("Discard"),
            then=partial(self._discard, draft), look="danger",
        )  # fmt: skip


def _call(run: Callable[[Unfinished], object], draft: Unfinished, _checked: bool = False) -> None:
    run(draft)
