"""Drafts: kept every so often, offered calmly, gone when saved; a stale one is still noticed."""

from __future__ import annotations

import sys
from datetime import timedelta

from pytestqt.qtbot import QtBot

from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import change_case
from abductdesk.actions.office import Office
from abductdesk.actions.unfinished import drop_draft, keep_draft, unfinished
from abductdesk.terms import ContactKind
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.draftstrip import ago
from abductdesk.ui.feedback import Notice, Question
from abductdesk.ui.lockcard import LockCard, wants_no_pictures
from abductdesk.ui.screens.case import commands, personforms
from abductdesk.ui.session import Session
from abductdesk.ui.texts import words
from abductdesk.ui.typed import WritingBox
from tests.actions.conftest import NOW, case_id, colleague
from tests.ui.drafts import at, drafter, kept, open_forms, opened, prevention, session
from tests.ui.helpers import assert_accessible, assert_speaks, shown_texts
from tests.ui.office import dialog, press

__all__ = ["case_id", "colleague", "prevention", "session"]


def test_what_a_colleague_changed_meanwhile_is_still_noticed(
    session: Session, colleague: Office, case_id: int, qtbot: QtBot
) -> None:
    """The draft remembers the version that was seen, and only what was typed."""
    screen = at(session, case_id, qtbot)
    form = commands.edit_case(screen.room)
    form.form.rows["summary"].editor.set_value("Mine")
    form.form.changed.emit()
    (draft,) = kept(session, qtbot)
    assert draft.values["typed"] == {"summary": "Mine"}
    form.about = None
    form.done(0)
    form.kept.left()
    seen = colleague.ask(case_file, case_id).case.version
    changes = {"summary": "Theirs", "earlier_threats": "In May"}
    colleague.do(change_case, case_id, seen=seen, changes=changes)

    session.window.resume_wanted.emit(draft)
    qtbot.waitUntil(lambda: session.desk.idle and bool(open_forms(session)))
    (again,) = open_forms(session)
    again.submit()
    qtbot.waitUntil(lambda: session.desk.idle)
    assert "Meanwhile somebody else entered: Theirs" in again.form.rows["summary"].meanwhile.text()
    again.form.rows["summary"].meanwhile.keep.click()
    with qtbot.waitSignal(again.saved):
        again.submit()
    case = session.office.ask(case_file, case_id).case
    assert (case.summary, case.earlier_threats) == ("Mine", "In May")
    assert session.office.ask(unfinished) == []


def test_it_is_kept_every_so_often_and_only_when_something_changed(session: Session, qtbot: QtBot) -> None:
    session.window.run("log_call")
    (call,) = opened(session)
    assert kept(session, qtbot) == []  # nothing typed yet
    assert isinstance(call, FormDialog)
    call.form.rows["question"].editor.set_value("What now?")
    (draft,) = kept(session, qtbot)
    before = session.office.ask(unfinished)[0]
    assert kept(session, qtbot) == [before]
    assert not session.window.drafts.isVisible()  # it is open: nothing to offer
    call.form.rows["question"].editor.set_value("What now, and where?")
    (later,) = kept(session, qtbot)
    assert later.id == draft.id and later.values["typed"] == {"question": "What now, and where?"}
    call.form.rows["question"].editor.set_value(None)
    assert kept(session, qtbot) == []  # emptied again
    assert drafter(session)._timer.interval() <= 20_000 and drafter(session)._timer.isActive()


def test_it_can_be_put_off_and_today_still_shows_it(session: Session, qtbot: QtBot) -> None:
    session.office.do(keep_draft, {"typed": {}}, form="cases.new")
    drafter(session).look()
    strip = session.window.drafts
    qtbot.waitUntil(strip.isVisible)
    session.window.go("calls")
    assert strip.isVisible()
    assert_accessible(strip)
    assert_speaks(strip)
    press(strip, "Later")
    assert not strip.isVisible()
    session.window.go("today")
    assert strip.isVisible()
    press(strip, "Discard")
    assert "New case" in shown_texts(dialog(Question))
    dialog(Question).yes.click()
    qtbot.waitUntil(lambda: not strip.isVisible())
    assert session.office.ask(unfinished) == []


def test_what_it_was_about_is_gone(session: Session, case_id: int, qtbot: QtBot) -> None:
    office = session.office
    office.do(keep_draft, {"typed": {}}, form="case.event", case_id=case_id, kind="event", record=999)
    (draft,) = office.ask(unfinished)
    session.window.resume_wanted.emit(draft)
    qtbot.waitUntil(lambda: bool([each for each in session.window.findChildren(Notice) if each.isVisible()]))
    assert "no longer there" in dialog(Notice).text.text()
    dialog(Notice).accept()
    office.do(drop_draft, draft.id)


def test_a_later_programs_draft_is_left_alone(session: Session, qtbot: QtBot) -> None:
    session.office.do(keep_draft, {}, form="mediation.session")
    drafter(session).look()
    qtbot.waitUntil(lambda: session.desk.idle)
    assert not session.window.drafts.isVisible()
    assert len(session.office.ask(unfinished)) == 1


def test_how_long_ago() -> None:
    said = [words(ago(NOW - timedelta(minutes=m), NOW)) for m in (0, 1, 3, 59, 60, 150, 60 * 24, 60 * 50)]
    assert said == [
        "just now", "1 minute ago", "3 minutes ago", "59 minutes ago", "1 hour ago", "2 hours ago",
        "1 day ago", "2 days ago",
    ]  # fmt: skip


def test_a_contact_of_a_person_says_whose_it_is(session: Session, case_id: int, qtbot: QtBot) -> None:
    """So that the draft goes when the person is erased."""
    screen = at(session, case_id, qtbot)
    person = screen.room.file.people[1].person
    form = personforms.add_contact_form(screen.room, person)
    form.form.rows["value"].editor.set_value("0470 99 88 77")
    (draft,) = kept(session, qtbot)
    assert (draft.kind, draft.record, draft.case_id) == ("person", person.id, case_id)
    form.form.rows["kind"].editor.set_value(ContactKind.PHONE)
    with qtbot.waitSignal(form.saved):
        form.submit()
    assert session.office.ask(unfinished) == []


def test_a_note_half_written_survives_going_to_another_case(
    session: Session, case_id: int, prevention: int, qtbot: QtBot
) -> None:
    screen = at(session, case_id, qtbot, "notes")
    box = screen.findChildren(WritingBox)[0]
    box.setPlainText("Rang the school")
    at(session, prevention, qtbot)
    (draft,) = session.office.ask(unfinished)
    assert (draft.form, draft.case_id, draft.values) == ("case.note", case_id, {"text": "Rang the school"})
    qtbot.waitUntil(session.window.drafts.isVisible)
    press(session.window.drafts, "Continue")
    qtbot.waitUntil(lambda: session.desk.idle)
    assert session.place == ("case", (case_id, "notes"))
    assert screen.findChildren(WritingBox)[-1].toPlainText() == "Rang the school"


def test_the_settings_say_what_guards_the_screen(session: Session, qtbot: QtBot) -> None:
    session.window.go("settings")
    qtbot.waitUntil(lambda: session.desk.idle)
    screen = session.window.current()
    assert screen is not None
    card = screen.findChildren(LockCard)[0]
    qtbot.waitUntil(lambda: card.pictures.text() != "")
    said = shown_texts(card)
    assert "The program locks after 10 minutes; the last 30 seconds are counted." in said
    if sys.platform != "win32":
        assert "Screenshots cannot be kept out on this system." in said
        assert not card.switch.isVisible()
    card.switch.chosen.emit("off")  # on Windows a person may let them in
    qtbot.waitUntil(lambda: session.office.staff.preferences.get("no_pictures") is False)
    assert not wants_no_pictures(session.office.staff.preferences)
    assert wants_no_pictures({})
