"""Opening the form of a draft again: each form of a case by its name.

To let a form keep drafts: `about=room.about("name", record)` where it is made, and one line in `_FORMS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from abductdesk.actions.cases import closing_checklist
from abductdesk.actions.letters import issued_letter
from abductdesk.actions.supportview import SupportFile, support_file
from abductdesk.actions.unfinished import Unfinished
from abductdesk.faults import Refused
from abductdesk.models.base import Record
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.feedback import Notice
from abductdesk.ui.letterdialog import write_letter
from abductdesk.ui.letterleft import LETTER
from abductdesk.ui.screens.case import commands, personforms
from abductdesk.ui.screens.case.deciding import ask_decision
from abductdesk.ui.screens.case.entries import ENTRY, add_entry_form, change_entry_form
from abductdesk.ui.screens.case.eventform import correct_event, record_event
from abductdesk.ui.screens.case.returning import goingon as returning
from abductdesk.ui.screens.case.room import Room
from abductdesk.ui.screens.case.support import forms as supportforms
from abductdesk.ui.shell import TakeUp

NOTE = "case.note"
R = TypeVar("R", bound=Record)
Open = Callable[[Room, Unfinished], Dialog]


def open_again(room: Room, draft: Unfinished, take_up: TakeUp) -> Dialog | None:
    """The form of a draft, open; None where it opens later and takes the draft up by itself. What is no
    longer there is said, and the draft stays."""
    if draft.form == "case.close":
        room.desk.ask(
            closing_checklist, room.case_id,
            then=lambda lines: take_up(commands.close_with(room, lines)), owner=room,
        )  # fmt: skip
        return None
    if draft.form in returning.FORMS:
        returning.reopen(room, draft, take_up)
        return None
    if draft.form in (supportforms.REQUEST, supportforms.ITEM, supportforms.FUNDING):
        room.desk.ask(
            support_file, room.case_id, then=lambda found: _support(room, found, draft, take_up), owner=room
        )
        return None
    if draft.form == LETTER and draft.values.get("supersedes"):
        room.desk.ask(
            issued_letter, int(draft.values["supersedes"]),
            then=lambda old: take_up(_letter(room, supersedes=old)), owner=room,
        )  # fmt: skip
        return None
    try:
        return _FORMS[draft.form](room, draft)
    except Refused as refused:
        Notice(room.window, refused).open()
        return None


def _support(room: Room, found: SupportFile, draft: Unfinished, take_up: TakeUp) -> None:
    try:
        request = int(draft.values.get("request") or 0)
        take_up(supportforms.form_again(room, found, draft.form, request, draft.record))
    except Refused as refused:
        Notice(room.window, refused).open()


def tab_of(form: str) -> str:
    """The tab a form belongs to; where none, the one in sight stays."""
    return _TABS.get(form, "")


def _of(records: Iterable[R], draft: Unfinished) -> R:
    found = next((each for each in records if each.id == draft.record), None)
    if found is None:
        raise Refused("What this draft is about is no longer there. Discard the draft.")
    return found


def _entries(room: Room, kind: str) -> list[Any]:
    file = room.file
    every = (file.services, file.proceedings, file.follow_ups, file.measures, file.notes)
    return [entry for entries in every for entry in entries if entry.__tablename__ == kind]


def _entry(room: Room, draft: Unfinished) -> Dialog:
    if draft.record is None:
        return add_entry_form(room, draft.kind)
    return change_entry_form(room, _of(_entries(room, draft.kind), draft))


def _event(room: Room, draft: Unfinished) -> Dialog:
    return record_event(room) if draft.record is None else correct_event(room, _of(room.file.events, draft))


def _decision(room: Room, draft: Unfinished) -> Dialog:
    asked = (draft.values.get("rule"), draft.values.get("event"), draft.values.get("children"))
    for deadline in room.file.assessed.deadlines:
        if (deadline.id, deadline.event, list(deadline.children)) == asked:
            decided = _of(room.file.decisions, draft) if draft.record is not None else None
            return ask_decision(room, deadline, decided)
    raise Refused("This deadline is no longer there. Discard the draft.")


def _people(room: Room) -> list[Any]:
    return [*(entry.person for entry in room.file.people), *(entry.person for entry in room.file.children)]


def _role(room: Room, draft: Unfinished) -> Dialog:
    role = _of([entry.role for entry in room.file.people], draft)
    return personforms.edit_role(room, next(entry for entry in room.file.people if entry.role is role))


def _child(room: Room, draft: Unfinished) -> Dialog:
    child = _of([entry.child for entry in room.file.children], draft)
    entry = next(entry for entry in room.file.children if entry.child is child)
    if draft.form == "case.child":
        return personforms.edit_child(room, entry)
    return personforms.edit_outcome(room, entry, entry.person.name)


def _contact(room: Room, draft: Unfinished) -> Dialog:
    points = [point for entry in room.file.people for point in entry.contacts]
    return personforms.edit_contact(room, _of(points, draft))


def _opened(dialog: Dialog) -> Dialog:
    dialog.open()
    return dialog


def _letter(room: Room, **more: Any) -> Dialog:
    return write_letter(room.desk, room.shell, room.case_id, room.window, **more)


_FORMS: dict[str, Open] = {
    "case.edit": lambda room, _draft: commands.edit_case(room),
    "case.framework": lambda room, _draft: commands.edit_framework(room),
    "case.convert": lambda room, _draft: commands.convert(room),
    "case.link": lambda room, _draft: commands.link(room),
    "case.void": lambda room, _draft: commands.void(room),
    "case.event": _event,
    "case.decision": _decision,
    ENTRY: _entry,
    "case.person": lambda room, draft: personforms.edit_person(room, _of(_people(room), draft)),
    "case.role": _role,
    "case.child": _child,
    "case.outcome": _child,
    "case.add_person": lambda room, _draft: _opened(personforms.AddPerson(room)),
    "case.add_child": lambda room, _draft: _opened(personforms.AddChild(room)),
    "case.add_contact": lambda room, draft: personforms.add_contact_form(room, _of(_people(room), draft)),
    "case.contact": _contact,
    LETTER: lambda room, _draft: _letter(room),
}
_TABS = {
    NOTE: "notes",
    "case.event": "deadlines",
    "case.decision": "deadlines",
    LETTER: "letters",
    **dict.fromkeys(returning.FORMS, "return"),
    **dict.fromkeys((supportforms.REQUEST, supportforms.ITEM, supportforms.FUNDING), "support"),
    **dict.fromkeys(
        ("case.person", "case.role", "case.child", "case.outcome", "case.add_person", "case.add_child",
         "case.add_contact", "case.contact"), "people",
    ),
}  # fmt: skip
