"""What the “more” menu of a case offers: edit, convert, link, close, reopen, void."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from abductdesk.actions.cases import (
    ClosingCheck,
    change_case,
    close_case,
    closing_checklist,
    convert_prevention,
    link_cases,
    reopen_case,
    void_case,
)
from abductdesk.actions.givenlists import PARENTS
from abductdesk.i18n import N_, L
from abductdesk.models import Case, CaseLink
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import CaseKind, ClosureReason, Priority, StaffRole, Stage
from abductdesk.ui.cards import section
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.editors import Choice
from abductdesk.ui.erasedialog import ask_anonymise
from abductdesk.ui.feedback import ask
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.givelist import GiveList
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.room import Room, values_of
from abductdesk.ui.texts import Text, term
from abductdesk.ui.widgets import IconTile, column, label, row

_CASE = (
    "kind", "certainty", "stage", "habitual_residence_state", "requested_state", "direction",
    "taking_person", "left_behind_lives_in", "taking_lives_in", "custody_decision", "mediation_result",
)  # fmt: skip
_BUREAU = ("caseworker_id", "deputy_id", "priority", "referral_source", "referral_stage", "retention_until")
_FEAR = ("fear_reasons", "earlier_threats", "passport_office_notified")
_FRAMEWORK = ("recorded_instrument", "recorded_since", "recorded_source")


@dataclass(frozen=True)
class Offer:
    """One line of the menu."""

    title: Text
    icon: str
    run: Callable[[], object]
    shortcut: str = ""


def offered(room: Room) -> list[Offer | None]:
    """What can be done with the case as it is; None is a line between."""
    case = room.file.case
    if case.anonymised_on is not None:
        return []
    made: list[Offer | None] = [Offer(L("Edit case…"), "edit", partial(edit_case, room), "F2")]
    seen: list[Offer | None] = []
    if StaffRole.MANAGER in room.desk.office.staff.roles:
        asked = partial(room.shell.go, "safe", "journal", case.reference)
        seen = [None, Offer(L("Who looked at, printed or exported it"), "history", asked)]
    if case.voided_on is not None:
        return [*made, *seen, *_anonymise(room)]
    for priority in Priority:
        if case.open and priority is not case.priority:
            words = L("Priority: {priority}", priority=priority)
            icon = {"urgent": "urgent", "high": "warning"}.get(priority, "down")
            made.append(Offer(words, icon, partial(_set_priority, room, priority)))
    made.append(None)
    made.append(Offer(L("Record verified framework…"), "law", partial(edit_framework, room)))
    made.append(Offer(L("Link to another case…"), "link", partial(link, room)))
    if not case.study and parent_choices(room):
        made.append(Offer(L("Give a list of names…"), "rotation", partial(give_names, room)))
    if case.kind is CaseKind.PREVENTION and case.open:
        made.append(Offer(L("It has happened: make it an abduction case…"), "travel", partial(convert, room)))
    made.append(None)
    if case.open:
        made.append(Offer(L("Close case…"), "closed_case", partial(close, room)))
        made.append(Offer(L("Void: opened by mistake…"), "deleted", partial(void, room)))
    else:
        made.append(Offer(L("Reopen case"), "cases", partial(reopen, room)))
    return [*made, *seen, *_anonymise(room)]


def _anonymise(room: Room) -> list[Offer | None]:
    """For managers, on a case that is over."""
    case, roles = room.file.case, room.desk.office.staff.roles
    over = not case.open or case.study
    if not over or StaffRole.MANAGER not in map(StaffRole, roles):
        return []
    run = partial(ask_anonymise, room.desk, room.shell, [case.id])
    return [None, Offer(L("Anonymise…"), "anonymise", run)]


def parent_choices(room: Room) -> list[Choice]:
    """The parents of the case to choose from."""
    return [
        (entry.person.id, say.joined(say.person_name(entry), term(entry.role.role.label)))
        for entry in room.file.people
        if entry.role.role in PARENTS and entry.role.until is None
    ]


def give_names(room: Room) -> None:
    """Lawyers, psychologists, interpreters or mediators for one of the parents."""
    GiveList(room.desk, room.shell, room.case_id, parent_choices(room)).open()


def edit_case(room: Room) -> FormDialog:
    """Everything the case itself says."""
    case, fields = room.file.case, fields_of(Case)
    names = tuple(name for name in _CASE if case.open or name != "stage")
    stages: list[Choice] = [(stage, term(stage.label)) for stage in Stage if stage is not Stage.CLOSED]
    fear = [FieldGroup(L("Fear of an abduction"), pick(fields, *_FEAR))]
    return room.form(
        L("Edit case"),
        [
            FieldGroup("", pick(fields, *names)),
            *(fear if case.kind is CaseKind.PREVENTION or case.fear_reasons else []),
            FieldGroup(L("At the bureau"), pick(fields, *_BUREAU, "summary")),
        ],
        lambda dialog, changes: room.desk.do(
            change_case, case.id, seen=dialog.seen, changes=changes, **dialog.reply
        ),
        said=L("The case is changed."),
        values=values_of(case),
        seen=case.version,
        choices={"stage": stages, "caseworker_id": room.staff_choices(), "deputy_id": room.staff_choices()},
        scroll=True,
        about=room.about("edit"),
    )


def edit_framework(room: Room) -> FormDialog:
    """Record what a person found out in the official status table."""
    case, fields = room.file.case, fields_of(Case)
    return room.form(
        L("Record verified framework"),
        [FieldGroup("", pick(fields, *_FRAMEWORK), wide=frozenset({"recorded_source"}))],
        lambda dialog, changes: room.desk.do(
            change_case, case.id, seen=dialog.seen, changes=changes, **dialog.reply
        ),
        sentence=L(
            "What you record here overrules what the program finds. Say where you looked and on which day."
            " Leave it empty to let the program decide again."
        ),
        said=L("The framework is recorded."),
        values=values_of(case),
        seen=case.version,
        about=room.about("framework"),
    )


def _set_priority(room: Room, priority: Priority) -> None:
    case = room.file.case
    said = L("Priority: {priority}", priority=priority)
    room.do(change_case, case.id, seen=case.version, changes={"priority": priority}, said=said)


def convert(room: Room) -> FormDialog:
    """A prevention case in which it has happened."""
    kinds: list[Choice] = [(kind, term(kind.label)) for kind in (CaseKind.REMOVAL, CaseKind.RETENTION)]
    what = Field("kind", N_("What happened"), "", "term", True, None, CaseKind)
    when = Field(
        "on",
        N_("On"),
        N_("For a retention: the day the child should have been back."),
        "date",
        True,
        None,
        None,
    )
    return room.form(
        L("It has happened"),
        [FieldGroup("", [what, when])],
        lambda dialog, entered: room.desk.do(convert_prevention, room.case_id, **entered, **dialog.reply),
        sentence=L("The prevention case becomes an abduction case and keeps its number and its history."),
        said=L("It is an abduction case now."),
        accept=L("Make it an abduction case"),
        choices={"kind": kinds},
        about=room.about("convert"),
    )


def link(room: Room) -> FormDialog:
    """Two cases that belong together."""
    fields = fields_of(CaseLink)
    other = Field("other_reference", N_("Reference of the other case"), N_("For example PMB-2026-0042."),
                  "text", True, 60, None)  # fmt: skip
    return room.form(
        L("Link to another case"),
        [FieldGroup("", [other, *pick(fields, "kind", "note")], columns=1)],
        lambda dialog, entered: room.desk.do(link_cases, room.case_id, **entered, **dialog.reply),
        said=L("The cases are linked."),
        accept=L("Link"),
        about=room.about("link"),
    )


def close(room: Room) -> None:
    """Ask for the checklist first, then for the reason."""
    room.desk.ask(closing_checklist, room.case_id, then=lambda lines: close_with(room, lines), owner=room)


def close_with(room: Room, lines: Sequence[ClosingCheck]) -> FormDialog:
    case = room.file.case
    still_open = any(not line.done for line in lines)
    fields = [Field("reason", N_("Reason for closing"), "", "term", True, None, ClosureReason)]
    if still_open:
        fields.append(
            Field("despite_open_points", N_("Close although points are open"), "", "yes_no", True, None, None)
        )

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        room.desk.do(close_case, case.id, seen=case.version, **entered, **dialog.reply)

    return room.form(
        L("Close case"),
        [FieldGroup("", fields, columns=1)],
        run,
        said=L("The case is closed."),
        accept=L("Close case"),
        above=_checks(lines),
        about=room.about("close"),
    )


def _checks(lines: Sequence[ClosingCheck]) -> QWidget:
    """The checklist, each line with its state in words."""
    checks = column(section(L("Before closing")), spacing=8)
    for check in lines:
        icon, tone = ("ok", "ok") if check.done else ("warning", "warn")
        told = row(IconTile(icon, tone, size=18), spacing=10)
        told.addWidget(label(check.sentence, wrap=True), 1)
        told.addWidget(label(L("Done") if check.done else L("Still open"), "caption"))
        checks.addLayout(told)
    made = QWidget()
    made.setLayout(checks)
    return made


def reopen(room: Room) -> None:
    case = room.file.case
    room.do(reopen_case, case.id, seen=case.version, said=L("The case is open again, at intake."))


def void(room: Room) -> FormDialog:
    """For a case opened by mistake."""
    case = room.file.case
    why = Field("reason", N_("Why it was opened by mistake"), "", "text", True, 500, None)
    return room.form(
        L("Void this case"),
        [FieldGroup("", [why], columns=1)],
        lambda dialog, entered: room.desk.do(
            void_case, case.id, seen=case.version, **entered, **dialog.reply
        ),
        sentence=L(
            "It keeps its number and leaves lists and figures. A case that was real is closed, not void."
        ),
        said=L("The case is void."),
        accept=L("Void this case"),
        about=room.about("void"),
    )


def unlink_question(room: Room, reference: str, then: Callable[[], object]) -> None:
    ask(
        room.window,
        L("Remove the link?"),
        L("This case and {reference} will no longer show each other.", reference=reference),
        L("Remove link"),
        then=then,
    )
