"""Languages with how well they are spoken."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import open_case
from abductdesk.actions.office import Office
from abductdesk.actions.people import change_person
from abductdesk.models import Person
from abductdesk.models.base import fields_of
from abductdesk.terms import LanguageLevel
from abductdesk.ui.editors import ChoiceEditor
from abductdesk.ui.kinds import editor_for, languages
from abductdesk.ui.languageseditor import LanguagesEditor
from tests.actions.conftest import removal


def test_a_language_and_its_level_are_kept_and_a_new_line_comes(qtbot: QtBot) -> None:
    editor = LanguagesEditor(languages)
    qtbot.addWidget(editor)
    assert editor.value() == []
    which, level = editor._rows[0]
    which.setCurrentIndex(which.values().index("fr"))
    level.setCurrentIndex(level.values().index(LanguageLevel.BASIC))
    assert editor.value() == ["fr:basic"]
    assert len(editor._rows) == 2


def test_what_is_kept_is_shown_and_goes_back_unchanged(qtbot: QtBot) -> None:
    editor = LanguagesEditor(languages)
    qtbot.addWidget(editor)
    editor.set_value(["ar:native", "nl:basic"])
    assert editor.value() == ["ar:native", "nl:basic"]
    editor.set_value([])
    assert editor.value() == []


def test_a_language_without_a_level_counts_as_good(office: Office) -> None:
    case_id = office.do(open_case, removal()).result
    person = office.ask(case_file, case_id).people[0].person
    office.do(change_person, person.id, seen=person.version, changes={"languages": ["de", "fr:native"]})
    assert office.ask(case_file, case_id).people[0].person.languages == ["de:good", "fr:native"]


def test_every_language_of_letters_that_is_offered_is_taken(office: Office, qtbot: QtBot) -> None:
    case_id = office.do(open_case, removal()).result
    editor = editor_for(fields_of(Person)["letter_language"])
    qtbot.addWidget(editor)
    assert isinstance(editor, ChoiceEditor)
    for code in editor.combo.values():
        person = office.ask(case_file, case_id).people[0].person
        office.do(change_person, person.id, seen=person.version, changes={"letter_language": code})
        assert office.ask(case_file, case_id).people[0].person.letter_language == code
