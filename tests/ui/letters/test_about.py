"""A letter about a record asks which one, and who gets it follows; without such a record it is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from abductdesk.actions.letterchoices import Choices
from abductdesk.actions.letters import issue_letter, issued_letter
from abductdesk.actions.office import Office
from abductdesk.models import MediationSession
from abductdesk.terms import Party, Role, SessionForm
from abductdesk.ui.desk import Desk
from abductdesk.ui.issuedletter import IssuedLetter
from tests.actions.aboutletters import BEGINS, Mediated, to
from tests.ui.letters.room import Window


def letters(dialog: Any) -> list[str]:
    return list(dialog.form.letter.combo.values())


def test_letters_with_nothing_to_be_about_are_left_out(ready: Office, write: Any) -> None:
    offered = letters(write())
    assert "mediation_invitation" in offered
    assert not {"session_convocation", "return_plan", "support_receipt", "lawyer_list"} & set(offered)


def test_one_that_was_wanted_says_why_it_cannot_be_written(ready: Office, write: Any, qtbot: QtBot) -> None:
    dialog = write("return_plan")
    assert dialog.form.letter.combo.chosen() == "return_plan"
    assert not dialog.form.about.isEnabled() and not dialog.form.to.isEnabled()
    qtbot.waitUntil(lambda: bool(dialog.preview.links))
    assert not dialog.issue.isEnabled()


def test_who_can_get_it_follows_the_record_chosen(
    ready: Office, case_id: int, write: Any, qtbot: QtBot
) -> None:
    made = Mediated(ready, case_id)
    (caucus,) = made.keep(
        MediationSession, form=SessionForm.CAUCUS, party=Party.TAKING, starts_at=BEGINS, place="Office"
    )
    dialog = write("session_convocation", about=caucus)
    form = dialog.form
    assert form.about.isVisible() and form.about.combo.chosen() == caucus
    assert [who.role for who in form.to.combo.values()] == [Role.TAKING_PARENT]
    form.about.combo.choose(made.session)
    form.about.combo.currentIndexChanged.emit(form.about.combo.currentIndex())
    roles = [who.role for who in form.to.combo.values()]
    assert roles == [
        Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT, Role.MEDIATOR, Role.MEDIATOR, Role.INTERPRETER
    ]  # fmt: skip
    form.language.combo.choose("en")
    form.language.combo.currentIndexChanged.emit(0)
    qtbot.waitUntil(dialog.issue.isEnabled)
    assert form.wish().choices.about == made.session
    form.letter.combo.choose("mediation_invitation")
    form.letter.combo.currentIndexChanged.emit(0)
    assert not form.about.isVisible() and form.wish().choices.about is None


def test_the_calendar_file_lies_beside_the_letter(
    ready: Office, desk: Desk, window: Window, case_id: int, tmp_path: Path, qtbot: QtBot
) -> None:
    made, letter = Mediated(ready, case_id), "session_convocation"
    left = to(ready, case_id, letter, Role.LEFT_BEHIND_PARENT)
    issued = ready.do(issue_letter, case_id, letter, left, "en", Choices(about=made.session)).result
    dialog = IssuedLetter(desk, window, ready.ask(issued_letter, issued), window, lambda _letter: None)
    dialog.open()
    qtbot.waitUntil(dialog.save.isEnabled)
    dialog._save_to(tmp_path / "invitation.pdf")
    beside = tmp_path / "invitation.ics"
    qtbot.waitUntil(beside.is_file)
    assert b"Session of mediation" in beside.read_bytes()
    assert (tmp_path / "invitation.pdf").read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: "invitation.pdf" in dialog.printed.text())
    dialog.reject()
