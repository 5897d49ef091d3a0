"""Sessions of the mediation: planned, held, cancelled, each with what must be known before it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from abductdesk.actions.mediationfile import MediationFile
from abductdesk.actions.mediationsessions import (
    cancel_session,
    change_session,
    hold_session,
    plan_again,
    plan_session,
)
from abductdesk.i18n import LN, N_, L
from abductdesk.models import MediationSession
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import Attendance, EntryKind, Party, SessionForm, SessionState
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import ask
from abductdesk.ui.flow import flow
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.mediation.fields import PARENTS, asked, entries, named, party_name
from abductdesk.ui.screens.case.room import Room, tool, values_of
from abductdesk.ui.texts import Text, apart, bind, isolate, term
from abductdesk.ui.urgency import days_away
from abductdesk.ui.widgets import Button, Pill, column, label, line, row

_PEOPLE = ("first_id", "second_id", "interpreter_id")
_STATES = {SessionState.HELD: ("ok", "ok"), SessionState.CANCELLED: ("neutral", "deleted")}


def fill_sessions(room: Room, found: MediationFile, body: QVBoxLayout) -> None:
    """All sessions in the order of time."""
    if not found.sessions:
        said = L("A mediation takes 10 to 15 hours over two or three days. The sessions stand here and in the"
                 " calendar of the bureau.")  # fmt: skip
        body.addWidget(label(said, "second", wrap=True))
    for at, session in enumerate(found.sessions):
        if at:
            body.addWidget(line())
        body.addWidget(_session(room, found, session))


def _session(room: Room, found: MediationFile, session: MediationSession) -> QWidget:
    at = say.brussels(session.starts_at)
    planned = session.state is SessionState.PLANNED
    who = [named(found, getattr(session, name)) for name in _PEOPLE if getattr(session, name)]
    with_ = party_name(session.party) if session.party is not None else ""
    where: Text = L("Online") if session.online else apart(session.place or "")
    minutes = session.minutes_held or session.minutes
    name: Text = say.joined(L("{at}", at=at), term(session.form.label), with_)
    caption = say.joined(LN("{n} minute", "{n} minutes", minutes), where, *who,
                         L("children take part") if session.children_involved else "")  # fmt: skip
    pills: list[QWidget] = []
    if session.id in found.flagged:
        pills.append(Pill(L("May not be held: change it"), "danger", icon="no_entry"))
    if session.id in found.replaced:
        pills.append(Pill(L("A mediator was replaced"), "warn", icon="warning"))
    if planned:
        away = days_away(at.date(), found.today)
        late = at.date() < found.today
        pills.append(
            Pill(L("Was it held?") if late else away.text, "warn" if late else "accent", icon="calendar")
        )
    else:
        tone, icon = _STATES[session.state]
        pills.append(Pill(term(session.state.label), tone, icon=icon))
    texts = column(label(name, "strong", wrap=True), label(caption, "caption", wrap=True), spacing=2)
    if session.measures:
        texts.addWidget(label(L("Measures: {measures}", measures=session.measures), "second", wrap=True))
    if session.attendance:
        texts.addWidget(label(_present(found, session), "second", wrap=True))
    texts.addWidget(flow(*pills))
    inside = row(spacing=4, margins=(0, 4, 0, 4))
    inside.addLayout(texts, 1)
    for button in _buttons(room, found, session, name):
        inside.addWidget(button)
    made = QWidget()
    made.setLayout(inside)
    return made


def _present(found: MediationFile, session: MediationSession) -> Text:
    """Who was there, and how."""
    parts: list[Text] = []
    for key, how in session.attendance.items():
        who = Party(key) if key in list(Party) else isolate(found.names.get(int(key), "?"))
        parts.append(L("{who}: {how}", who=who, how=Attendance(how)))
    return say.joined(*parts)


def _buttons(room: Room, found: MediationFile, session: MediationSession, name: Text) -> list[QWidget]:
    def about(verb: Text) -> Text:
        return say.joined(verb, name)

    if session.state is not SessionState.PLANNED:
        again = partial(room.do, plan_again, session.id, seen=session.version,
                        said=L("The session is planned again."))  # fmt: skip
        return [tool(about(L("Plan it again")), "undo", again)]
    made: list[QWidget] = []
    if say.brussels(session.starts_at).date() >= found.today:
        write = partial(room.write, "session_convocation", session.id)
        made.append(tool(about(L("Write letter")), "write_letter", write))
    if say.brussels(session.starts_at).date() <= found.today:
        held = Button(L("Held…"), look="quiet", icon="apply")
        bind(held, "setAccessibleName", about(L("Held…")))
        held.clicked.connect(partial(ask_held, room, found, session))
        made.append(held)
    made.append(tool(about(L("Change")), "edit", partial(ask_session, room, found, session)))
    made.append(tool(about(L("Cancel the session")), "delete", partial(_ask_to_cancel, room, session, name)))
    return made


def ask_session(room: Room, found: MediationFile, session: MediationSession | None = None) -> FormDialog:
    """Plan a session, or change one that is planned."""
    assert found.mediation is not None
    mediation_id = found.mediation.id
    fields = fields_of(MediationSession)
    choice = found.choice
    values: dict[str, Any] = {"form": SessionForm.SHUTTLE, "minutes": 180}
    if session is not None:
        at = say.brussels(session.starts_at)
        values = {**values_of(session), "on": at.date(), "at": at.time(),
                  **{name: getattr(session, name) for name in _PEOPLE}}  # fmt: skip
    elif choice is not None:
        values |= {"first_id": choice.first_id, "second_id": choice.second_id}

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        on, at = entered.pop("on", None), entered.pop("at", None)
        rows = dialog.form.rows
        if rows["online"].editor.value() is True:
            entered["place"] = None
        if rows["form"].editor.value() is not SessionForm.CAUCUS:
            entered["party"] = None
        if session is None:
            for name in ("first_id", "second_id"):
                entered.setdefault(name, None)
            room.desk.do(plan_session, mediation_id, on=on, at=at, values=entered, **dialog.reply)
        else:
            room.desk.do(
                change_session, session.id, seen=dialog.seen, changes=entered, on=on, at=at, **dialog.reply
            )

    mediators = entries(found, EntryKind.MEDIATOR)
    dialog = room.form(
        L("Plan a session") if session is None else L("Change a session"),
        [FieldGroup("", [
            asked("on", N_("Day"), "date", required=True), asked("at", N_("Time"), "time", required=True),
            *pick(fields, "form", "party", "minutes", "online", "place"),
            asked("first_id", N_("Mediator"), "entry"), asked("second_id", N_("Second mediator"), "entry"),
            asked("interpreter_id", N_("Interpreter"), "entry"),
            *pick(fields, "children_involved", "measures"),
        ], wide=frozenset({"place", "measures"}))],
        run,
        said=L("The session is planned.") if session is None else L("The session is changed."),
        values=values if session is not None else None,
        defaults=values,
        seen=session.version if session is not None else 0,
        choices={
            "first_id": mediators, "second_id": mediators,
            "interpreter_id": entries(found, EntryKind.INTERPRETER),
            "party": [(party, party_name(party)) for party in PARENTS],
        },
        accept=L("Plan") if session is None else "",
        scroll=True,
    )  # fmt: skip
    rows = dialog.form.rows

    def fit() -> None:
        rows["party"].setVisible(rows["form"].editor.value() is SessionForm.CAUCUS)
        rows["place"].setVisible(rows["online"].editor.value() is not True)

    for name in ("form", "online"):
        rows[name].editor.changed.connect(fit)
    fit()
    return dialog


def ask_held(room: Room, found: MediationFile, session: MediationSession) -> FormDialog:
    """How long it took, and who was there."""
    people: dict[str, str] = {party.value: party.label for party in PARENTS}
    if session.party is not None:
        people = {session.party.value: session.party.label}
    named_ = [getattr(session, name) for name in _PEOPLE if getattr(session, name)]
    fields: list[Field] = [asked("minutes_held", N_("Minutes held"), "number", required=True)]
    fields += [asked(key, text, "term", terms=Attendance) for key, text in people.items()]
    fields += [asked(str(id_), found.names.get(id_, "?"), "term", terms=Attendance) for id_ in named_]

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        minutes = entered.pop("minutes_held")
        room.desk.do(
            hold_session, session.id, seen=session.version, minutes_held=minutes, attendance=entered,
            **dialog.reply,
        )  # fmt: skip

    return room.form(
        L("The session was held"),
        [FieldGroup("", fields)],
        run,
        sentence=L("Only who was there and how long. What was said is confidential (art. 1728)."),
        said=L("The session is recorded as held."),
        defaults={
            "minutes_held": session.minutes, **dict.fromkeys([*people, *map(str, named_)], Attendance.PRESENT)
        },
    )  # fmt: skip


def _ask_to_cancel(room: Room, session: MediationSession, name: Text) -> None:
    ask(
        room.window,
        L("Cancel this session?"),
        name,
        L("Cancel the session"),
        then=lambda: room.do(
            cancel_session, session.id, seen=session.version, said=L("The session is cancelled.")
        ),
    )
