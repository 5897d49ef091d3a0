"""The voice of each child: offered, wanted, heard by whom, told the outcome. Never what it said."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from abductdesk.actions.agreements import record_voice
from abductdesk.actions.casefile import CaseFile, ChildOnCase
from abductdesk.actions.mediationfile import MediationFile
from abductdesk.i18n import N_, L
from abductdesk.models import ChildVoice
from abductdesk.models.base import fields_of
from abductdesk.terms import EntryKind
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.mediation.fields import asked, entries, named
from abductdesk.ui.screens.case.room import Room, tool, values_of
from abductdesk.ui.screens.case.rows import Line
from abductdesk.ui.texts import Text
from abductdesk.ui.widgets import label, line

_EDGE = (0, 2, 0, 2)


def fill_voices(room: Room, found: MediationFile, body: QVBoxLayout) -> None:
    """One line for each child."""
    file = room.file
    if not file.children:
        body.addWidget(label(L("No child is recorded on this case."), "second", wrap=True))
    for at, entry in enumerate(file.children):
        if at:
            body.addWidget(line())
        body.addWidget(_child(room, found, file, entry))


def _child(room: Room, found: MediationFile, file: CaseFile, entry: ChildOnCase) -> Line:
    voice = found.voices.get(entry.child.id)
    name = say.child_name(file, entry, given=True)
    icon, tone, caption = _standing(found, voice)
    change = tool(say.joined(L("Record the voice of the child"), name), "edit",
                  partial(_ask_voice, room, found, entry, name))  # fmt: skip
    years = say.age(entry.age) if entry.age is not None else ""
    return Line(say.joined(name, years), caption, icon=icon, tone=tone, buttons=[change], margins=_EDGE)


def _standing(found: MediationFile, voice: ChildVoice | None) -> tuple[str, str, Text]:
    if voice is None or voice.offered_on is None:
        return "waiting", "text3", L("Not offered yet")
    if voice.feedback_on is not None:
        return "ok", "ok_text", L("told the outcome {day}", day=voice.feedback_on)
    if voice.heard_on is not None:
        heard = L("heard {day}", day=voice.heard_on)
        return "ok", "ok_text", say.joined(heard, named(found, voice.heard_by_id))
    offered = L("offered {day}", day=voice.offered_on)
    answer = L("{answer}", answer=voice.answer) if voice.answer is not None else ""
    return "running", "warn_text", say.joined(offered, answer)


def _ask_voice(room: Room, found: MediationFile, entry: ChildOnCase, name: Text) -> FormDialog:
    assert found.mediation is not None
    mediation_id = found.mediation.id
    voice = found.voices.get(entry.child.id)
    fields = fields_of(ChildVoice)
    values = {**values_of(voice), "heard_by_id": voice.heard_by_id} if voice is not None else None

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        room.desk.do(
            record_voice, mediation_id, entry.child.id, seen=dialog.seen, changes=entered, **dialog.reply
        )

    return room.form(
        L("Voice of the child"),
        [FieldGroup("", [
            *pick(fields, "offered_on", "answer", "heard_on"), asked("heard_by_id", N_("Heard by"), "entry"),
            *pick(fields, "feedback_on"),
        ])],
        run,
        sentence=say.joined(name, L("Never what the child said.")),
        said=L("The voice of the child is recorded."),
        values=values,
        seen=voice.version if voice is not None else 0,
        choices={
            "heard_by_id": [*entries(found, EntryKind.PSYCHOLOGIST), *entries(found, EntryKind.MEDIATOR)]
        },
    )  # fmt: skip
