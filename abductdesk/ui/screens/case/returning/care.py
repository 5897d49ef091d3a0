"""The aftercare of each child: follow-ups by week, the psychologist, sessions and their cost, the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from abductdesk.actions.aftercare import AftercareView, drop_contact, reopen_aftercare
from abductdesk.actions.psychologists import (
    PsychologistSupport,
    offer_psychologist,
    remove_psychologist_session,
)
from abductdesk.i18n import L, Message, Money
from abductdesk.models import Aftercare, AftercareContact, PsychologistSession
from abductdesk.terms import Wellbeing
from abductdesk.ui.cards import Card, section
from abductdesk.ui.feedback import ask
from abductdesk.ui.flow import flow
from abductdesk.ui.historydialog import history_button
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.returning.careforms import (
    OffersDialog,
    ask_begin,
    ask_end,
    ask_session,
    paid_by,
    plan_more,
    record_follow_up,
)
from abductdesk.ui.screens.case.room import Room, tool
from abductdesk.ui.screens.case.rows import Line
from abductdesk.ui.texts import Text, apart, bind, term
from abductdesk.ui.urgency import days_away, due_text
from abductdesk.ui.widgets import Button, Pill, label, line, row

_EDGE = (0, 4, 0, 4)
TONES = {
    Wellbeing.WELL: ("ok", "ok"),
    Wellbeing.RATHER_WELL: ("ok", "ok"),
    Wellbeing.MIXED: ("neutral", "info"),
    Wellbeing.RATHER_ILL: ("warn", "warning"),
    Wellbeing.ILL: ("danger", "danger"),
    Wellbeing.NOT_SEEN: ("neutral", "question"),
}


def care_cards(
    room: Room, care: Sequence[AftercareView], support: Sequence[PsychologistSupport]
) -> Iterator[QWidget]:
    """One card for each aftercare, and one line for children that have none."""
    for view in care:
        yield _card(room, view, support)
    have = {view.aftercare.child_id for view in care}
    missing = [entry for entry in room.file.children if entry.child.id not in have]
    if missing and room.file.case.open:
        buttons = []
        for entry in missing:
            name = say.child_name(room.file, entry)
            button = Button(L("Begin aftercare for {child}…", child=entry.person.name or "?"), icon="add")
            button.clicked.connect(partial(_call, partial(ask_begin, room, entry.child.id, name)))
            buttons.append(button)
        card = Card(L("Children without aftercare"))
        card.add(flow(*buttons, spacing=8, between=8))
        yield card


def _card(room: Room, view: AftercareView, support: Sequence[PsychologistSupport]) -> Card:
    care = view.aftercare
    running = care.ended_on is None and room.file.case.open
    history = history_button(
        room.desk, room.shell, L("History of this aftercare"), (Aftercare.__tablename__,), care.id
    )
    card = Card(apart(view.child) or L("Child"), actions=[history])
    since = say.joined(
        L("since the return on {day}", day=care.begun_on),
        L("ended on {day}", day=care.ended_on) if care.ended_on else "",
    )
    card.add(label(since, "second", wrap=True))
    _follow_ups(room, view, card, running)
    _psychologist(room, view, card, running)
    _sessions(room, view, support, card, running)
    if care.end_report:
        card.add(section(L("End report")), label(care.end_report, wrap=True, selectable=True))
    if running:
        end = _button(L("End the aftercare…"), "closed_case", partial(ask_end, room, view))
        card.body.addLayout(row(end, None))
    elif care.ended_on is not None and room.file.case.open:
        again = partial(room.do, reopen_aftercare, care.id, said=L("The aftercare goes on."))
        card.body.addLayout(row(_button(L("Go on with it"), "undo", again), None))
    return card


def _button(
    text: Text, sign: str, run: Callable[[], object], look: str = "secondary", about: str = ""
) -> Button:
    """A button; `about` says whose it is to those who cannot see where it stands."""
    made = Button(text, icon=sign, look=look)
    if about:
        bind(made, "setAccessibleName", say.joined(text, apart(about)))
    made.clicked.connect(lambda: run())
    return made


def _call(run: Callable[[], object], _checked: bool = False) -> None:
    run()


def _follow_ups(room: Room, view: AftercareView, card: Card, running: bool) -> None:
    more = _button(L("One more"), "add", partial(plan_more, room, view), "quiet", view.child)
    card.add(section(L("Follow-ups after the return"), *([more] if running else [])))
    for at, contact in enumerate(view.contacts):
        if at:
            card.add(line())
        card.add(_contact(room, view, contact, running))
    if not view.contacts:
        card.add(label(L("No follow-up was done."), "second"))


def _contact(room: Room, view: AftercareView, contact: AftercareContact, running: bool) -> QWidget:
    name: Text = L("Week {week}", week=contact.week)
    done = contact.done_on is not None
    if done:
        by = apart(room.staff_name(contact.staff_id))
        caption = say.joined(L("done {day}", day=contact.done_on), by, apart(contact.note or ""))
        tone, sign = TONES[contact.wellbeing or Wellbeing.NOT_SEEN]
        pill = Pill(term((contact.wellbeing or Wellbeing.NOT_SEEN).label), tone, icon=sign)
    else:
        caption = due_text(contact.due)
        said = days_away(contact.due, room.file.today)
        pill = Pill(said.text, said.tone, icon=said.icon)
    buttons: list[QWidget] = []
    if running:
        told = say.joined(name, apart(view.child))
        record = partial(record_follow_up, room, view, contact)
        if done:
            buttons.append(tool(say.joined(L("Correct"), told), "edit", record))
        else:
            button = _button(L("Record…"), "phone", record)
            bind(button, "setAccessibleName", say.joined(L("Record"), told))
            drop = partial(_ask_drop, room, contact)
            buttons += [button, tool(say.joined(L("Take out"), told), "delete", drop)]
    return Line(name, caption, pill=pill, buttons=buttons, margins=_EDGE)


def _ask_drop(room: Room, contact: AftercareContact) -> None:
    ask(
        room.window, L("Take out this follow-up?"), due_text(contact.due), L("Take out"), look="danger",
        then=lambda: room.do(drop_contact, contact.id, said=L("The follow-up is taken out.")),
    )  # fmt: skip


def _psychologist(room: Room, view: AftercareView, card: Card, running: bool) -> None:
    care = view.aftercare
    buttons: list[QWidget] = []
    if running:
        propose = _button(
            L("Propose…"), "people", lambda: OffersDialog(room, view).open(), "quiet", view.child
        )
        buttons.append(propose)
        if care.declined_on is None:
            decline = partial(
                room.do, offer_psychologist, care.id, None, declined=True, said=L("Declined: recorded.")
            )
            declined = _button(L("Declined"), "close", decline, "quiet", view.child)
            buttons.append(declined)
    card.add(section(L("Psychologist"), *buttons))
    card.add(label(_who(view), "second" if not view.psychologist else "body", wrap=True))


def _who(view: AftercareView) -> Text:
    care = view.aftercare
    if care.declined_on is not None:
        return L("The family declined on {day}.", day=care.declined_on)
    if view.psychologist:
        offered = L("offered on {day}", day=care.offered_on) if care.offered_on else ""
        return say.joined(apart(view.psychologist), offered)
    if care.offered_on is not None:
        return L("Looked for on {day}: nobody fits.", day=care.offered_on)
    return L("Not offered yet. Psychological help is the usual continuation of every return.")


def _sessions(
    room: Room, view: AftercareView, support: Sequence[PsychologistSupport], card: Card, running: bool
) -> None:
    add = _button(
        L("Record a session"), "add", partial(ask_session, room, view, support), "quiet", view.child
    )
    card.add(section(L("Sessions"), *([add] if running else [])))
    if not view.sessions:
        card.add(label(L("No session yet."), "second"))
    for session in view.sessions:
        card.add(_session(room, view, support, session))
    if view.sessions:
        total = L("Sessions: {count}. Together: {total}", count=len(view.sessions), total=Money(view.cents))
        card.add(label(total, "strong"))


def _session(
    room: Room, view: AftercareView, support: Sequence[PsychologistSupport], session: PsychologistSession
) -> QWidget:
    item = next((each for each in support if each.item_id == session.item_id), None)
    cost: Text = _money(session.cents) if session.cents is not None else L("cost not known yet")
    paid: Text = paid_by(item) if item is not None else ""
    name = due_text(session.on)
    buttons: list[QWidget] = []
    if room.file.case.open:
        buttons = [
            tool(say.joined(L("Correct"), name), "edit", partial(ask_session, room, view, support, session)),
            tool(say.joined(L("Remove"), name), "delete", partial(_ask_remove, room, session)),
        ]
    return Line(name, say.joined(cost, paid), icon="person", buttons=buttons, margins=_EDGE)


def _money(cents: int) -> Message:
    return L("{amount}", amount=Money(cents))


def _ask_remove(room: Room, session: PsychologistSession) -> None:
    ask(
        room.window, L("Remove this session?"), due_text(session.on), L("Remove"), look="danger",
        then=lambda: room.do(
            remove_psychologist_session, session.id, said=L("The session is removed.")
        ),
    )  # fmt: skip
