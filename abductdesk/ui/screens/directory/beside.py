"""What stands beside the fields of an entry: verification, conflicts, absences, trainings, given lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from abductdesk.actions.directory import remove_absence, remove_conflict
from abductdesk.actions.directorypage import ConflictLine, EntryPage, Followed, Given
from abductdesk.actions.search import ENTRY, PERSON
from abductdesk.i18n import LN, L
from abductdesk.models import Absence
from abductdesk.terms import EntryKind
from abductdesk.ui.cards import Card, KeyValues, TwoLines, divided
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Banner
from abductdesk.ui.icons import icon
from abductdesk.ui.screens.directory import words as say
from abductdesk.ui.screens.directory.forms import absence_form, ask_for_conflict, conflict_form
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, apart, isolate, term, words
from abductdesk.ui.undoing import say_done
from abductdesk.ui.urgency import due_text
from abductdesk.ui.widgets import Button, IconTile, label

FEW = 6
_TRAINED = (EntryKind.LAWYER, EntryKind.MEDIATOR, EntryKind.PSYCHOLOGIST)


def cards(desk: Desk, shell: Shell, found: EntryPage) -> list[Card]:
    """The cards that the kind of entry has, in their order."""
    made = [_verification(found)]
    if found.entry.kind is EntryKind.AUTHORITY:
        return made
    made += [_conflicts(desk, shell, found), _absences(desk, shell, found)]
    if found.entry.kind in _TRAINED or found.trainings:
        made.append(_trainings(shell, found))
    made.append(_given(shell, found))
    return made


def _verification(found: EntryPage) -> Card:
    card, entry = Card(L("Verification")), found.entry
    if entry.verified_on is None:
        card.add(label(L("Nobody has checked this entry yet: it is on no list."), "second", wrap=True))
        return card
    lapses = due_text(found.lapses_on) if found.lapses_on is not None else ""
    pairs: list[tuple[Text, Text | QWidget]] = [
        (L("Verified on"), due_text(entry.verified_on)),
        (L("By"), apart(found.verified_by)),
        (L("Holds until"), lapses),
        (L("Last given out"), due_text(found.given[0].on) if found.given else L("never")),
    ]
    card.add(KeyValues(pairs, columns=2))
    return card


def _quiet(text: Text, run: Callable[[], object]) -> Button:
    made = Button(text, look="quiet", icon="add")
    made.clicked.connect(lambda: run())
    return made


def _remove(name: Text, run: Callable[[], object]) -> Button:
    made = Button(say.joined(L("Remove"), name), look="icon", icon="delete", tip=L("Remove"))
    made.clicked.connect(lambda: run())
    return made


def _fill(card: Card, nothing: Text, rows: Sequence[QWidget]) -> Card:
    """Rows with hairlines between, or a sentence where there are none; many are cut, and counted."""
    if not rows:
        card.add(label(nothing, "second", wrap=True))
        return card
    card.add(divided(*rows[:FEW]))
    if len(rows) > FEW:
        more = len(rows) - FEW
        card.add(label(LN("and {n} more", "and {n} more", more), "caption"))
    return card


def _conflicts(desk: Desk, shell: Shell, found: EntryPage) -> Card:
    add = _quiet(L("Add conflict"), lambda: _conflict_menu(desk, shell, found, add))
    rows = [_conflict(desk, shell, each) for each in found.conflicts]
    nothing = L("None recorded. An entry with a conflict is never named to a parent whom it touches.")
    return _fill(Card(L("Conflicts of interest"), actions=[add]), nothing, rows)


def _conflict_menu(desk: Desk, shell: Shell, found: EntryPage, below: QWidget) -> None:
    menu, entry_id = QMenu(below), found.entry.id
    offers: tuple[tuple[Text, str, Callable[[], object]], ...] = (
        (L("With a person of a case…"), "person", partial(ask_for_conflict, desk, shell, entry_id, PERSON)),
        (L("With another entry…"), "directory", partial(ask_for_conflict, desk, shell, entry_id, ENTRY)),
        (L("With a firm…"), "office", partial(conflict_form, desk, shell, entry_id)),
    )
    for title, sign, run in offers:
        action = menu.addAction(icon(sign), words(title))
        action.triggered.connect(lambda _=False, run=run: run())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))


def _done(desk: Desk, shell: Shell, said: Text, action: Callable[..., Any], record_id: int) -> None:
    desk.do(action, record_id, then=lambda _: say_done(desk, shell, said), owner=shell.widget())


def _conflict(desk: Desk, shell: Shell, each: ConflictLine) -> QWidget:
    gone = partial(_done, desk, shell, L("The conflict is removed."), remove_conflict, each.conflict.id)
    caption = say.joined(term(each.conflict.kind.label), apart(each.conflict.note))
    name = apart(each.whom)
    return TwoLines(name, caption, lead=IconTile("warning", "warn", size=16), buttons=[_remove(name, gone)])


def _absences(desk: Desk, shell: Shell, found: EntryPage) -> Card:
    add = _quiet(L("Add absence"), partial(absence_form, desk, shell, found.entry.id))
    rows = [_absence(desk, shell, found, each) for each in found.absences]
    return _fill(Card(L("Absences"), actions=[add]), L("None recorded."), rows)


def _absence(desk: Desk, shell: Shell, found: EntryPage, each: Absence) -> QWidget:
    gone = partial(_done, desk, shell, L("The absence is removed."), remove_absence, each.id)
    name = L("{since} to {until}", since=each.since, until=each.until)
    now = each.since <= found.today <= each.until
    caption: Text = L("Away now") if now else ""
    return TwoLines(name, caption, strong=now, buttons=[_remove(name, gone)])


def _trainings(shell: Shell, found: EntryPage) -> Card:
    see = Button(L("Trainings"), look="quiet", icon="training")
    see.clicked.connect(lambda: shell.go("directory", "trainings"))
    card = Card(L("Trainings followed"), actions=[see])
    if found.cross_border:
        card.add(Banner("ok", L("Trained in cross-border family mediation.")))
    rows = [_training(each) for each in found.trainings]
    return _fill(card, L("None recorded. Add them in the register of trainings."), rows)


def _training(each: Followed) -> QWidget:
    hours = each.training.hours
    there = each.participant.attended
    told = L("attended") if there else L("did not attend") if there is False else L("attendance not known")
    caption = say.joined(
        due_text(each.training.on),
        LN("{n} hour", "{n} hours", hours) if hours else "",
        told,
        apart(each.participant.attestation),
    )
    return TwoLines(apart(each.training.title), caption)


def _given(shell: Shell, found: EntryPage) -> Card:
    rows = [_list(shell, each) for each in found.given]
    card = Card(L("Lists it was on"))
    if found.given:
        card.title(LN("On {n} list", "On {n} lists", len(found.given)))
    return _fill(card, L("Never given out yet."), rows)


def _list(shell: Shell, each: Given) -> QWidget:
    show = Button(L("Open {reference}", reference=each.reference), look="icon", icon="next")
    show.clicked.connect(partial(_open_case, shell, each.case_id))
    caption = say.joined(due_text(each.on), apart(each.reference))
    return TwoLines(L("To {name}", name=isolate(each.parent)), caption, buttons=[show])


def _open_case(shell: Shell, case_id: int, _checked: bool = False) -> None:
    shell.open_case(case_id, "people")
