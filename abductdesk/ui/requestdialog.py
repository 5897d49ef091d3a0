"""Requests of people about their own data: record, correct, extend, answer; and one request to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from abductdesk.actions.registers import (
    ASKED,
    TOLD_ON,
    Recipient,
    Request,
    answer_request,
    change_request,
    extend_request,
    recipients,
    record_request,
    reopen_request,
)
from abductdesk.i18n import L
from abductdesk.models import DataRequest
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import RequestKind, StaffRole
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import Banner
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.holddialog import ask_restriction
from abductdesk.ui.registerentry import Act, EntryDialog, keep_low
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, apart, isolate, term
from abductdesk.ui.undoing import say_done

_FIELDS = fields_of(DataRequest)
_WIDE = frozenset({"name", "identity_how", "extension_reason"})
_HOLDS = (RequestKind.RESTRICTION, RequestKind.OBJECTION, RequestKind.RECTIFICATION)


def manages(desk: Desk) -> bool:
    """Whether whoever is at work is a manager."""
    return StaffRole.MANAGER in desk.office.staff.roles


def needed(*names: str) -> list[Field]:
    """These fields, all of which must be filled in."""
    return [replace(found, required=True) for found in pick(_FIELDS, *names)]


def _groups() -> list[FieldGroup]:
    asked = pick(_FIELDS, "name", "kind", "received_on", "how", "wish")
    return [
        FieldGroup("", asked, wide=_WIDE),
        FieldGroup(L("Identity"), pick(_FIELDS, "identity_checked_on", "identity_how")),
    ]


def new_request(desk: Desk, shell: Shell, person_id: int | None = None, name: str = "") -> FormDialog:
    """Record a request; `person_id` and `name` where it comes from somebody's card."""
    known = {"name": name} if name else {}

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        # who asked may be a lawyer: the person it is about stays the one of the card
        desk.do(record_request, entered, person_id, **dialog.reply)

    about: Text = L("The month to answer runs from the day it came, whoever it reached and however it came.")
    if name:
        about = L("About {name}. The month to answer runs from the day it came.", name=isolate(name))
    dialog = FormDialog(
        shell.widget(), L("New data-subject request"), about, _groups(), run=run, accept=L("&Record"),
        defaults={**known, "received_on": desk.office.today}, width=640,
    )  # fmt: skip
    keep_low(dialog)
    dialog.saved.connect(lambda _touched: say_done(desk, shell, L("The request is recorded.")))
    dialog.open()
    return dialog


def edit_request(desk: Desk, shell: Shell, request: Request) -> FormDialog:
    """Correct a request, or say how the identity was checked."""
    entry = request.entry

    def run(dialog: FormDialog, changes: dict[str, Any]) -> None:
        desk.do(change_request, entry.id, seen=dialog.seen, changes=changes, **dialog.reply)

    values = {name: getattr(entry, name) for name in ASKED}
    dialog = FormDialog(
        shell.widget(), L("Correct {number}", number=entry.number), "", _groups(), run=run, values=values,
        seen=entry.version, width=640,
    )  # fmt: skip
    keep_low(dialog)
    dialog.saved.connect(lambda _touched: say_done(desk, shell, L("The request is corrected.")))
    dialog.open()
    return dialog


def ask_extension(desk: Desk, shell: Shell, request: Request) -> FormDialog:
    """Record that the person was told of an extension."""
    entry = request.entry

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        desk.do(
            extend_request, entry.id, seen=entry.version, on=entered["extended_on"],
            reason=entered["extension_reason"], **dialog.reply,
        )  # fmt: skip

    dialog = FormDialog(
        shell.widget(),
        L("Extend {number}", number=entry.number),
        L("Two more months, for complex or many requests. The person is told, with the reasons, inside the "
          "first month; both periods run from the receipt."),
        [FieldGroup("", needed("extended_on", "extension_reason"), wide=_WIDE)],
        run=run, accept=L("&Extend"), defaults={"extended_on": desk.office.today},
    )  # fmt: skip
    keep_low(dialog)
    dialog.saved.connect(lambda _touched: say_done(desk, shell, L("The extension is recorded.")))
    dialog.open()
    return dialog


def ask_answer(desk: Desk, shell: Shell, request: Request) -> FormDialog:
    """Record the answer, which closes the request."""
    entry = request.entry

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        desk.do(
            answer_request, entry.id, seen=entry.version, outcome=entered["outcome"],
            on=entered["answered_on"], reason=entered.get("reason", ""), **dialog.reply,
        )  # fmt: skip

    fields = [*needed("outcome", "answered_on"), *pick(_FIELDS, "reason")]
    unchecked = L("Nobody has recorded yet how the identity was checked (Art. 12(6)).")
    dialog = FormDialog(
        shell.widget(), L("Answer {number}", number=entry.number),
        unchecked if request.unidentified else L("What the person was told, and when."),
        [FieldGroup("", fields)], run=run, accept=L("&Record the answer"),
        defaults={"answered_on": desk.office.today},
    )  # fmt: skip
    keep_low(dialog)
    dialog.saved.connect(lambda _touched: say_done(desk, shell, L("The answer is recorded.")))
    dialog.open()
    return dialog


def show_request(desk: Desk, shell: Shell, request: Request) -> EntryDialog:
    """Everything about one request, and what can be done with it."""
    entry, person_id = request.entry, request.entry.person_id
    dialog = EntryDialog(
        shell,
        L("{number}: {kind}", number=entry.number, kind=entry.kind),
        L("Asked by {name}, received on {day}", name=isolate(entry.name), day=entry.received_on),
        banners=_banners(request),
        pairs=_pairs(request),
        limits=request.limits,
        today=desk.office.today,
        actions=_acts(desk, shell, request),
    )
    if person_id is not None and entry.kind in TOLD_ON:
        desk.ask(recipients, person_id, then=partial(_show_recipients, dialog), owner=dialog)
    dialog.open()
    return dialog


def _show_recipients(dialog: EntryDialog, found: Sequence[Recipient]) -> None:
    lines: list[tuple[Text, Text]] = [
        (
            L("{what} to {name}", what=each.what, name=isolate(each.to)) if each.to else each.what,
            L("{reference}, {day}", reference=each.reference, day=each.on),
        )
        for each in found
    ]
    dialog.add_list(
        L("To be told once it is done (Art. 19)"), lines,
        L("Nothing about this person has left the vault by letter or export."),
    )  # fmt: skip


def _banners(request: Request) -> list[Banner]:
    found = []
    if request.unidentified and request.entry.answered_on is None:
        said = L(
            "The identity is not checked yet. Where there is doubt, ask for what confirms it (Art. 12(6))."
        )
        found.append(Banner("warn", said))
    if request.held:
        found.append(Banner("warn", L("The use of this person's data is restricted (Art. 18).")))
    return found


def _pairs(request: Request) -> list[tuple[Text, Any]]:
    entry = request.entry
    checked = entry.identity_checked_on
    identity: Text = L("not checked yet")
    if checked is not None:
        how = entry.identity_how
        identity = L("{day}, {how}", day=checked, how=isolate(how)) if how else L("{day}", day=checked)
    answered = entry.answered_on
    extended = entry.extended_on
    return [
        (L("How it came"), apart(entry.how)),
        (L("Identity checked"), identity),
        (L("What exactly"), apart(entry.wish)),
        (L("Extension told on"), L("{day}", day=extended) if extended else ""),
        (L("Reason of the extension"), apart(entry.extension_reason)),
        (L("Answered on"), L("{day}", day=answered) if answered else ""),
        (L("Answer"), term(entry.outcome.label) if entry.outcome else ""),
        (L("Reason"), apart(entry.reason)),
        (L("Recorded by"), apart(request.recorded_by)),
    ]


def _acts(desk: Desk, shell: Shell, request: Request) -> list[Act]:
    entry, case_id, person_id = request.entry, request.case_id, request.entry.person_id
    found: list[Act] = []
    if case_id is not None:
        rectify = entry.kind is RequestKind.RECTIFICATION
        title = L("Correct the person…") if rectify else L("To the person")
        found.append(Act(title, "person", lambda: shell.open_case(case_id, "people")))
    restricts = entry.kind in _HOLDS and person_id is not None and not request.held and manages(desk)
    if restricts and person_id is not None:
        run = partial(ask_restriction, desk, shell, person_id, entry.name, entry.id, entry.kind)
        found.append(Act(L("Restrict…"), "no_entry", run))
    found.append(Act(L("Correct…"), "edit", partial(edit_request, desk, shell, request)))
    if entry.answered_on is None:
        if entry.extended_on is None:
            found.append(Act(L("Extend…"), "deadline", partial(ask_extension, desk, shell, request)))
        if manages(desk):
            found.append(Act(L("Answer…"), "ok", partial(ask_answer, desk, shell, request), primary=True))
    elif manages(desk):
        found.append(Act(L("Take the answer back"), "undo", partial(_reopen, desk, shell, request)))
    return found


def _reopen(desk: Desk, shell: Shell, request: Request) -> None:
    desk.do(
        reopen_request, request.id, seen=request.entry.version,
        then=lambda _touched: say_done(desk, shell, L("The answer is taken back.")), owner=shell.widget(),
    )  # fmt: skip
