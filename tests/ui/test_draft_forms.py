"""Every form gives what is typed in it and takes it back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from abductdesk.actions.entries import add_entry
from abductdesk.actions.unfinished import Unfinished, keep_draft, unfinished
from abductdesk.ui.dialogs import Dialog, FormDialog
from abductdesk.ui.draftstrip import ENTRIES, FORMS, name_of
from abductdesk.ui.editors import ChoiceEditor, DateEditor, LongEditor, SeveralEditor, TextEditor, YesNoEditor
from abductdesk.ui.feedback import Notice
from abductdesk.ui.letterdialog import WriteLetter
from abductdesk.ui.passphrase import NewPassphrase, ShowCode
from abductdesk.ui.screens.case import commands, personforms
from abductdesk.ui.screens.case.deciding import ask_decision
from abductdesk.ui.screens.case.goingon import _FORMS, open_again
from abductdesk.ui.screens.case.returning import goingon as returning
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.session import Session
from abductdesk.ui.typed import About, typed_in
from tests.actions.conftest import NOW, case_id, colleague
from tests.ui.drafts import at, drafter, kept, open_forms, opened, prevention, session
from tests.ui.office import dialog

__all__ = ["case_id", "colleague", "prevention", "session"]


def scribble(form: FormDialog) -> dict[str, Any]:
    """Something into every field, also what cannot be understood; returns what stands there then."""
    for row in form.form.rows.values():
        editor = row.editor
        match editor:
            case DateEditor():
                editor.edit.setText("some day in May")
            case TextEditor():
                editor.edit.setText("17")
            case LongEditor():
                editor.edit.setPlainText("Two lines\nof text")
            case YesNoEditor():
                editor.segments.choose("yes")
            case ChoiceEditor():
                editor.combo.setCurrentIndex(editor.combo.count() - 1)
            case SeveralEditor():
                editor.set_value(editor.offered()[:2])
        editor.changed.emit()
    return {name: typed_in(row.editor) for name, row in form.form.rows.items()}


def open_case_form(session: Session, screen: CaseScreen, form: str) -> Dialog:
    """Open a form of the case in the way people do."""
    room, file = screen.room, screen.room.file
    people = file.people
    openers: dict[str, Callable[[], Any]] = {
        "case.edit": lambda: commands.edit_case(room),
        "case.framework": lambda: commands.edit_framework(room),
        "case.convert": lambda: commands.convert(room),
        "case.link": lambda: commands.link(room),
        "case.void": lambda: commands.void(room),
        "case.event": screen.record,
        "case.person": lambda: personforms.edit_person(room, people[0].person),
        "case.role": lambda: personforms.edit_role(room, people[0]),
        "case.child": lambda: personforms.edit_child(room, file.children[0]),
        "case.outcome": lambda: personforms.edit_outcome(room, file.children[0], "Lina"),
        "case.add_person": lambda: personforms.AddPerson(room).open(),
        "case.add_child": lambda: personforms.AddChild(room).open(),
        "case.add_contact": lambda: personforms.add_contact_form(room, people[1].person),
        "case.contact": lambda: personforms.edit_contact(room, people[0].contacts[0]),
    }
    openers[form]()
    return dialog(FormDialog)


CASE_FORMS = sorted(set(_FORMS) - {"case.letter", "case.entry", "case.decision"})


@pytest.mark.parametrize("form", CASE_FORMS)
def test_every_form_of_a_case_comes_back_as_it_was_typed(
    form: str, session: Session, prevention: int, qtbot: QtBot
) -> None:
    screen = at(session, prevention, qtbot)
    first = open_case_form(session, screen, form)
    assert isinstance(first, FormDialog)
    typed = scribble(first)
    (draft,) = kept(session, qtbot)
    assert (draft.form, draft.case_id) == (form, prevention)
    assert json.loads(json.dumps(draft.values)) == draft.values
    first.about = None  # as if the program had ended: nothing drops the draft
    first.done(0)
    first.kept.left()
    drafter(session)._watched.clear()

    session.window.go("today")
    session.window.resume_wanted.emit(draft)
    qtbot.waitUntil(lambda: session.desk.idle and bool(open_forms(session)))
    (again,) = open_forms(session)
    assert {name: typed_in(row.editor) for name, row in again.form.rows.items()} == typed
    assert again.kept.draft_id == draft.id and again.unsaved()
    again.done(0)  # left for good: the draft goes too
    qtbot.waitUntil(lambda: session.desk.idle)
    assert session.office.ask(unfinished) == []


@pytest.mark.parametrize("kind", sorted(ENTRIES))
def test_entries_come_back_new_and_changed(kind: str, session: Session, case_id: int, qtbot: QtBot) -> None:
    every: dict[str, dict[str, Any]] = {
        "service": {"kind": "police", "organisation": "Police"},
        "proceeding": {"court": "Brussels", "kind": "criminal"},
        "follow_up": {"what": "Call", "due": NOW.date()}, "measure": {"kind": "passport_withheld"},
        "note": {"text": "A note"},
    }  # fmt: skip
    entry = int(session.office.do(add_entry, case_id, kind, every[kind]).result)
    for record in (None, entry):
        screen = at(session, case_id, qtbot)
        draft = Unfinished(0, "case.entry", case_id, "", kind, record, {}, NOW)
        form = open_again(screen.room, draft, lambda _form: None)
        assert isinstance(form, FormDialog) and form.about == About("case.entry", case_id, kind, record)
        assert name_of(draft) == ENTRIES[kind][record is not None]
        form.done(0)


def test_a_decision_on_a_deadline_comes_back(session: Session, case_id: int, qtbot: QtBot) -> None:
    screen = at(session, case_id, qtbot, "deadlines")
    deadline = screen.room.file.assessed.deadlines[0]
    asked = ask_decision(screen.room, deadline)
    asked.form.rows["reason"].editor.set_value("Agreed by both")
    (draft,) = kept(session, qtbot)
    again = open_again(screen.room, draft, lambda _form: None)
    assert isinstance(again, FormDialog)
    assert again.sentence.text() == asked.sentence.text()
    gone = Unfinished(0, "case.decision", case_id, "", "", None, {"rule": "no.such"}, NOW)
    assert open_again(screen.room, gone, lambda _form: None) is None
    assert "no longer there" in dialog(Notice).text.text()


def test_a_letter_comes_back_with_all_that_was_added(session: Session, case_id: int, qtbot: QtBot) -> None:
    screen = at(session, case_id, qtbot)
    screen.write()
    first = dialog(WriteLetter)
    qtbot.waitUntil(lambda: first.form is not None and session.desk.idle)
    assert first.form is not None
    first.form.letter.combo.setCurrentIndex(first.form.letter.combo.count() - 1)
    for row in first.form.rows.values():
        if row.described.kind == "long":
            row.editor.set_value("A first point")
        elif row.described.kind == "date":
            row.editor.main.setText("soon")  # type: ignore[attr-defined]
    typed = first.as_typed()
    (draft,) = kept(session, qtbot)
    assert (draft.form, draft.case_id, draft.kind) == ("case.letter", case_id, "person")
    first.about = None
    first.done(0)
    first.kept.left()
    session.window.resume_wanted.emit(draft)
    qtbot.waitUntil(lambda: bool([each for each in letters(session) if each.form is not None]))
    (again,) = letters(session)
    qtbot.waitUntil(lambda: session.desk.idle)
    assert again.as_typed() == typed
    again.done(0)
    qtbot.waitUntil(lambda: session.desk.idle)


def letters(session: Session) -> list[WriteLetter]:
    return [each for each in session.window.findChildren(WriteLetter) if not each.kept.over]


@pytest.mark.parametrize("form", sorted(name for name in FORMS if not name.startswith("case.")))
def test_every_other_form_comes_back(form: str, session: Session, qtbot: QtBot) -> None:
    draft_id = int(session.office.do(keep_draft, {"typed": {}}, form=form).result)
    (draft,) = session.office.ask(unfinished)
    session.window.resume_wanted.emit(draft)
    qtbot.waitUntil(lambda: bool(opened(session)) and session.desk.idle)
    (again,) = opened(session)
    assert again.about is not None and again.about.form == form
    assert again.kept.draft_id == draft_id
    again.done(0)
    qtbot.waitUntil(lambda: session.desk.idle)
    assert session.office.ask(unfinished) == []


def test_every_form_has_a_name_and_a_way_back(session: Session) -> None:
    """Whoever lets a form keep drafts must say what it is called and how it opens again."""
    by_itself = {"case.close", "case.note", *returning.FORMS, "case.support_request", "case.support_item",
                 "case.support_funding"}  # fmt: skip
    assert set(_FORMS) | by_itself | {"case.entry"} == {
        name for name in FORMS if name.startswith("case.")
    } | {"case.entry"}
    screens = set(session.window._classes)
    assert {name.split(".")[0] for name in FORMS} <= screens


def test_passphrases_are_never_kept() -> None:
    assert NewPassphrase.about is None and ShowCode.about is None
