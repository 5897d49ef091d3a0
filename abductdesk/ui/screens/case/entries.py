"""Forms for the simple entries of a case: services, proceedings, follow-ups, measures, notes.

To give a kind its form: one line in `FORMS`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from abductdesk.actions.entries import ENTRIES, Entry, add_entry, change_entry, remove_entry
from abductdesk.i18n import L, Message
from abductdesk.models.base import fields_of
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.editors import Choice
from abductdesk.ui.feedback import ask
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.screens.case.room import Room, values_of
from abductdesk.ui.texts import Text
from abductdesk.ui.typed import About

ENTRY = "case.entry"


@dataclass(frozen=True)
class Wording:
    """What is said of one kind of entry."""

    new: Message
    change: Message
    added: Message
    changed: Message
    remove: Message
    removed: Message


FORMS: dict[str, Wording] = {
    "service": Wording(
        L("Add service"), L("Change service"), L("The service is added."), L("The service is changed."),
        L("Remove this service?"), L("The service is removed."),
    ),
    "proceeding": Wording(
        L("Add proceedings"), L("Change proceedings"), L("The proceedings are added."),
        L("The proceedings are changed."), L("Remove these proceedings?"), L("The proceedings are removed."),
    ),
    "follow_up": Wording(
        L("Add follow-up"), L("Change follow-up"), L("The follow-up is added."),
        L("The follow-up is changed."), L("Remove this follow-up?"), L("The follow-up is removed."),
    ),
    "measure": Wording(
        L("Add measure"), L("Change measure"), L("The measure is added."), L("The measure is changed."),
        L("Remove this measure?"), L("The measure is removed."),
    ),
    "note": Wording(
        L("Add note"), L("Correct note"), L("The note is added."), L("The note is corrected."),
        L("Remove this note?"), L("The note is removed."),
    ),
}  # fmt: skip
_WIDE = frozenset({"what", "organisation", "does", "result", "court", "kind"})


def _groups(kind: str) -> Sequence[FieldGroup]:
    fields = fields_of(ENTRIES[kind])
    if kind == "service":
        return [
            FieldGroup(
                "", pick(fields, "kind", "organisation", "does", "reference", "since", "until"), wide=_WIDE
            ),
            FieldGroup(
                L("Contact"),
                pick(
                    fields,
                    "contact",
                    "phone",
                    "email",
                    "street",
                    "postcode",
                    "city",
                    "country",
                    "letter_language",
                ),
            ),
        ]
    names = [name for name in fields if kind != "follow_up" or name != "done_on"]
    return [FieldGroup("", pick(fields, *names), wide=_WIDE)]


def _choices(room: Room, kind: str) -> Mapping[str, Sequence[Choice]]:
    return {"who_id": room.staff_choices()} if kind == "follow_up" else {}


def add_entry_form(room: Room, kind: str) -> FormDialog:
    """A new entry of this kind."""
    defaults = {"who_id": room.file.case.caseworker_id} if kind == "follow_up" else {}
    return room.form(
        FORMS[kind].new,
        _groups(kind),
        lambda dialog, entered: room.desk.do(add_entry, room.case_id, kind, entered, **dialog.reply),
        said=FORMS[kind].added,
        defaults=defaults,
        choices=_choices(room, kind),
        accept=L("Add"),
        scroll=kind == "service",
        about=About(ENTRY, room.case_id, kind),
    )


def change_entry_form(room: Room, entry: Entry) -> FormDialog:
    """An entry that is there."""
    kind = entry.__tablename__
    return room.form(
        FORMS[kind].change,
        _groups(kind),
        lambda dialog, changes: room.desk.do(
            change_entry, kind, entry.id, seen=dialog.seen, changes=changes, **dialog.reply
        ),
        said=FORMS[kind].changed,
        values=values_of(entry),
        seen=entry.version,
        choices=_choices(room, kind),
        scroll=kind == "service",
        about=About(ENTRY, room.case_id, kind, entry.id),
    )


def remove_entry_question(room: Room, entry: Entry, what: Text) -> None:
    """Ask, and remove; it can be undone."""
    kind = entry.__tablename__
    ask(
        room.window,
        FORMS[kind].remove,
        what or L("You can undo this."),
        L("Remove"),
        then=lambda: room.do(remove_entry, kind, entry.id, said=FORMS[kind].removed),
    )
