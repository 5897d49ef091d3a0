"""Forms: what changed and nothing else, errors under their field, nothing typed is lost."""

from __future__ import annotations

import gc
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from abductdesk.faults import Changed, Invalid, Refused
from abductdesk.i18n import N_, L
from abductdesk.models.base import Field
from abductdesk.terms import CaseKind, RefusalGround
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.editors import ChoiceEditor, TextEditor
from abductdesk.ui.feedback import Question
from abductdesk.ui.forms import FieldGroup, Form
from abductdesk.ui.kinds import countries, languages
from abductdesk.ui.texts import Pseudo, live_texts, speak
from tests.ui.helpers import assert_accessible, assert_speaks


def field(name: str, kind: str, required: bool = False, terms: Any = None, help: str = "") -> Field:
    return Field(name, name.capitalize(), help, kind, required, 40 if kind == "text" else None, terms)


FIELDS = [
    field("name", "text", required=True, help="As in the passport"),
    field("note", "long"),
    field("removed", "date"),
    field("at", "time"),
    field("many", "number"),
    field("order", "yes_no"),
    field("kind", "term", required=True, terms=CaseKind),
    field("grounds", "terms", terms=RefusalGround),
    field("state", "country"),
    field("speaks", "language"),
    field("staff", "staff"),
]
VALUES: dict[str, Any] = {
    "name": "Noor",
    "note": "two\nlines",
    "removed": date(2026, 2, 3),
    "at": time(14, 30),
    "many": 2,
    "order": False,
    "kind": CaseKind.RETENTION,
    "grounds": [RefusalGround.ART_20],
    "state": "MA",
    "speaks": "nl",
    "staff": 2,
}
CHOICES = {"staff": [(1, "An Peeters"), (2, "Bram Wouters")]}


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form([FieldGroup(L("The case"), FIELDS)], choices=CHOICES)
    qtbot.addWidget(made)
    made.show()
    return made


def edit(form: Form, name: str) -> TextEditor:
    editor = form.rows[name].editor
    assert isinstance(editor, TextEditor)
    return editor


def test_every_kind_gives_back_what_it_was_given(form: Form) -> None:
    form.set_values(VALUES, seen=3)
    assert form.values() == VALUES
    assert isinstance(form.values()["kind"], CaseKind)
    assert form.changes() == {} and form.seen == 3 and not form.dirty


def test_only_what_changed_is_handed_over(form: Form) -> None:
    form.set_values(VALUES)
    edit(form, "removed").edit.setText("4/2/26")
    edit(form, "name").edit.setText(" Noor  de Vries ")
    assert form.changes() == {"removed": date(2026, 2, 4), "name": "Noor de Vries"}


def test_emptying_a_field_is_a_change_too(form: Form) -> None:
    form.set_values(VALUES)
    edit(form, "removed").edit.clear()
    assert form.changes() == {"removed": None}


def test_a_new_record_hands_over_all_that_is_not_empty(form: Form) -> None:
    form.set_values({"kind": CaseKind.ACCESS})
    edit(form, "name").edit.setText("Noor")
    assert form.entered() == {"name": "Noor", "kind": CaseKind.ACCESS}


def test_errors_stand_under_their_field_and_are_read_out(form: Form) -> None:
    edit(form, "removed").edit.setText("31-11-2026")
    assert not form.check()
    assert form.error("name") == "Please fill this in."
    assert form.error("removed") == "November has 30 days. Use day-month-year, for example 30-11-2026."
    assert form.rows["name"].editor.main.accessibleDescription() == "Please fill this in."
    assert form.rows["name"].editor.main.accessibleName() == "Name *"
    edit(form, "name").edit.setText("x")
    edit(form, "name").edit.textEdited.emit("x")
    assert form.error("name") == ""
    assert form.rows["name"].editor.main.accessibleDescription() == "As in the passport"


def test_an_error_follows_the_language(form: Form) -> None:
    form.check()
    speak(Pseudo())
    assert form.error("name").startswith("⟦Please fill this in.")


def test_a_day_is_written_out_below(form: Form) -> None:
    edit(form, "removed").edit.setText("3/2/26")
    assert form.rows["removed"].editor.note.text() == "Tuesday, 3 February 2026"
    speak("nl")
    assert form.rows["removed"].editor.note.text() == "Dinsdag 3 februari 2026"


def test_a_refusal_about_a_field_goes_under_it_others_on_top(form: Form) -> None:
    form.refuse(Invalid("state", "This state is not a party."))
    assert form.error("state") == "This state is not a party."
    form.refuse(Refused("The case is closed."))
    assert form._banner.text() == "The case is closed."


def test_countries_begin_with_belgium_and_its_neighbours_in_every_language() -> None:
    assert [code for code, _ in countries()[:6]] == ["BE", "FR", "NL", "DE", "LU", "GB"]
    speak("nl")
    assert countries()[0] == ("BE", "België")
    assert ("MA", "Marokko") in countries()
    assert languages()[0] == ("nl", "Nederlands")
    rest = [str(name) for _, name in countries()[6:]]
    assert rest.index("Australië") < rest.index("Zweden")


def test_a_country_is_found_by_typing_and_nonsense_is_refused(form: Form) -> None:
    editor = form.rows["state"].editor
    assert isinstance(editor, ChoiceEditor)
    editor.combo.setEditText("morocco")
    assert form.values()["state"] == "MA"
    editor.combo.setEditText("Atlantis")
    with pytest.raises(Invalid) as invalid:
        form.values()
    assert invalid.value.field == "state"


def test_choices_keep_their_value_when_the_language_changes(form: Form) -> None:
    form.set_values(VALUES)
    speak("de")
    assert form.values() == VALUES


def test_it_is_named_and_follows_the_language(form: Form) -> None:
    form.set_values(VALUES)
    assert_accessible(form)
    assert_speaks(form, {"Tuesday, 3 February 2026", "An Peeters", "Bram Wouters"})


def test_space_ticks_several(form: Form, qtbot: QtBot) -> None:
    listed = form.rows["grounds"].editor.main
    QTest.keyClick(listed, Qt.Key.Key_Home)
    QTest.keyClick(listed, Qt.Key.Key_Space)
    assert form.values()["grounds"] == [RefusalGround.NOT_HABITUALLY_RESIDENT]


def dialog_for(qtbot: QtBot, answers: list[Any], **more: Any) -> FormDialog:
    def run(dialog: FormDialog, changes: dict[str, Any]) -> None:
        answers.append((dialog.seen, changes))

    made = FormDialog(None, L("Edit case"), L("What changed."), FIELDS, run=run, choices=CHOICES, **more)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_dialog_stays_open_on_a_refusal_and_keeps_everything(qtbot: QtBot) -> None:
    asked: list[Any] = []
    dialog = dialog_for(qtbot, asked, values=VALUES, seen=4)
    edit(dialog.form, "name").edit.setText("Noor de Vries")
    dialog.accept_button.click()
    assert asked == [(4, {"name": "Noor de Vries"})]
    assert not dialog.accept_button.isEnabled()
    dialog.reply["refused"](Refused("The case is closed."))
    assert dialog.isVisible() and dialog.accept_button.isEnabled()
    assert dialog.form.values()["name"] == "Noor de Vries"


def test_a_change_by_somebody_else_shows_both_values_and_lets_her_choose(qtbot: QtBot) -> None:
    asked: list[Any] = []
    dialog = dialog_for(qtbot, asked, values=VALUES, seen=4)
    edit(dialog.form, "name").edit.setText("Noor de Vries")
    edit(dialog.form, "many").edit.setText("3")
    dialog.submit()
    dialog.refuse(
        Changed("Somebody else changed this.", {"name": ("Nora", "Noor de Vries"), "many": (5, 3)}, version=6)
    )
    assert "Nora" in dialog.form.rows["name"].meanwhile.text()
    dialog.form.rows["name"].meanwhile.take.click()
    dialog.form.rows["many"].meanwhile.keep.click()
    dialog.submit()
    assert asked[1] == (6, {"name": "Nora", "many": 3})


def test_what_is_wrong_comes_into_sight_in_a_form_that_scrolls(qtbot: QtBot) -> None:
    dialog = FormDialog(
        None, L("Edit"), "", FIELDS, run=lambda *_: None, values=VALUES, choices=CHOICES, scroll=True
    )
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(dialog.width(), 360)
    last = dialog.form.rows["staff"].meanwhile

    def seen(widget: QWidget) -> bool:
        return widget.isVisible() and widget.visibleRegion().boundingRect().size() == widget.size()

    dialog.refuse(Changed("Somebody else changed this.", {"staff": (1, 2)}, version=6))
    qtbot.waitUntil(lambda: seen(last))
    edit(dialog.form, "name").edit.setText("")
    dialog.submit()
    qtbot.waitUntil(lambda: seen(dialog.form.rows["name"].error))
    dialog.form.rows["name"].clear()


def test_leaving_with_something_typed_asks_first(qtbot: QtBot) -> None:
    dialog = dialog_for(qtbot, [], values=VALUES)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog = dialog_for(qtbot, [], values=VALUES)
    edit(dialog.form, "name").edit.setText("x")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    question = dialog.findChildren(Question)[0]
    question.yes.click()
    assert not dialog.isVisible()


def test_done_says_what_was_touched_and_closes(qtbot: QtBot) -> None:
    dialog = dialog_for(qtbot, [])
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.reply["then"]("touched")
    assert saved.args == ["touched"] and not dialog.isVisible()


def test_a_dialog_grows_for_its_errors(qtbot: QtBot) -> None:
    dialog = FormDialog(None, N_("x"), "", FIELDS[:1], run=lambda *_: None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    before = dialog.height()
    dialog.submit()
    assert dialog.height() > before


def test_closed_dialogs_leave_nothing_behind(qtbot: QtBot, qapp: QApplication) -> None:
    over = QWidget()
    qtbot.addWidget(over)

    def open_and_close() -> None:
        FormDialog(over, L("Edit"), "", FIELDS, run=lambda *_: None, choices=CHOICES).open()
        over.findChildren(FormDialog)[0].cancel.click()
        qapp.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))

    open_and_close()
    gc.collect()
    widgets, texts = len(qapp.allWidgets()), len(live_texts())
    for _ in range(3):
        open_and_close()
    gc.collect()
    assert (len(qapp.allWidgets()), len(live_texts())) == (widgets, texts)
