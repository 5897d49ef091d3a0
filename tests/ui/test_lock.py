"""The lock, whatever is open or going on: nothing stays on the screen, nothing typed is lost."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from sqlalchemy import func, select

from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import open_case
from abductdesk.actions.office import Work, action
from abductdesk.actions.staff import admit
from abductdesk.actions.unfinished import unfinished
from abductdesk.actions.verbs import VERBS
from abductdesk.app import Desktop
from abductdesk.models import Call, Draft
from abductdesk.models.journal import Entry
from abductdesk.terms import StaffRole
from abductdesk.ui.calldialog import CallDialog
from abductdesk.ui.feedback import Notice, Question
from abductdesk.ui.newcase import NewCaseDialog
from abductdesk.ui.printing import print_pdf
from abductdesk.ui.screens.case.notes import NotesTab
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.session import Session
from tests.actions.conftest import removal
from tests.conftest import PERSON
from tests.ui.bus import LOGIN, LOGIN_PATH, private_bus
from tests.ui.bus import Desktop as System
from tests.ui.helpers import shown_texts
from tests.ui.office import dialog, press
from tests.ui.unlocked import delete_at_last, desktop, in_sight, own_home, sign_in, unlock

__all__ = ["desktop", "own_home"]
THEIRS = "meadow copper lantern ferry"


@pytest.fixture
def vault_of_one(founded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(founded, tmp_path / "vault"))


@pytest.fixture
def session(desktop: Desktop, qtbot: QtBot) -> Session:
    return sign_in(desktop, qtbot)


def write(widget: QWidget, text: str) -> None:
    QTest.keyClicks(widget, text)


def begin_a_case(session: Session) -> NewCaseDialog:
    """A new case, half typed."""
    session.window.run("new_case")
    new = dialog(NewCaseDialog)
    write(new.form.case.rows["on"].editor.main, "3/2/26")
    child = new.form.family[0].form.rows
    write(child["given_names"].editor.main, "Noor")
    write(child["born"].editor.main, "soon")  # no date: kept as typed
    new.form.add_child()
    write(new.form.family[1].form.rows["given_names"].editor.main, "Adam")
    write(new.form.parents["left"].rows["family_names"].editor.main, "Fictief")
    write(new.form.parents["left"].rows["phone"].editor.main, "0470 11 22 33")
    return new


def assert_locked(desktop: Desktop, old: Session) -> None:
    """Only the unlock window, and nothing of the vault open."""
    assert in_sight() == [unlock(desktop)]
    assert desktop.session is None
    links = Path("/proc/self/fd")
    opened = {os.path.realpath(each) for each in links.iterdir()} if links.exists() else set()
    assert not [path for path in opened if path.startswith(str(old.office.vault.folder))]


def test_what_was_typed_is_there_after_the_lock_and_gone_after_saving(
    desktop: Desktop, session: Session, qtbot: QtBot
) -> None:
    new = begin_a_case(session)
    new.reject()  # the question whether to leave stands over it
    assert [type(each) for each in in_sight() if isinstance(each, Question)] == [Question]
    session.window.lock_wanted.emit()
    assert_locked(desktop, session)
    delete_at_last()
    assert not isValid(new)

    again = sign_in(desktop, qtbot)
    strip = again.window.drafts
    qtbot.waitUntil(strip.isVisible)
    assert {"You were writing: New case", "just now"} <= set(shown_texts(strip))
    press(strip, "Continue")
    new = dialog(NewCaseDialog)
    assert new.unsaved()
    assert new.form.family[0].form.rows["born"].editor.main.text() == "soon"  # type: ignore[attr-defined]
    assert [child.form.entered().get("given_names") for child in new.form.family[1:]] == ["Adam"]
    assert new.form.parents["left"].entered() == {"family_names": "Fictief", "phone": "0470 11 22 33"}
    qtbot.waitUntil(lambda: not strip.isVisible())

    new.form.family[0].form.rows["born"].editor.set_value("1/5/2019")
    new.submit()
    qtbot.waitUntil(lambda: isinstance(again.window.current(), CaseScreen))
    qtbot.waitUntil(lambda: again.desk.idle)
    assert again.office.ask(unfinished) == []
    with again.office.vault.reading() as reading:
        assert reading.scalar(select(func.count()).select_from(Draft)) == 0
    place = again.place
    assert place is not None
    names = [
        entry.person.given_names for entry in again.office.ask(case_file, int(str(place[1][0]))).children
    ]
    assert sorted(names) == ["Adam", "Noor"]


def test_the_same_person_is_back_where_they_were(desktop: Desktop, session: Session, qtbot: QtBot) -> None:
    case_id = session.office.do(open_case, removal()).result
    session.window.open_case(case_id)
    qtbot.waitUntil(lambda: session.desk.idle)
    screen = session.window.current()
    assert isinstance(screen, CaseScreen)
    screen.show_tab("notes")
    notes = screen._built["notes"]
    assert isinstance(notes, NotesTab)
    write(notes.text, "Rang the school")
    session.window.lock_wanted.emit()
    assert_locked(desktop, session)

    again = sign_in(desktop, qtbot)
    assert again.place == ("case", (case_id, "notes"))
    strip = again.window.drafts
    qtbot.waitUntil(strip.isVisible)
    assert any("PMB-2026-0001" in text for text in shown_texts(strip))
    press(strip, "Continue")
    screen = again.window.current()
    assert isinstance(screen, CaseScreen)
    qtbot.waitUntil(lambda: again.desk.idle)
    box = screen._built["notes"]
    assert isinstance(box, NotesTab)
    assert box.text.toPlainText() == "Rang the school"
    box.keep()
    qtbot.waitUntil(lambda: again.desk.idle)
    assert again.office.ask(unfinished) == []
    assert [note.text for note in again.office.ask(case_file, case_id).notes] == ["Rang the school"]


@action()
def wait_writing(work: Work, gate: threading.Event, text: str) -> int:
    """An action that takes as long as the test wants, and then logs a call."""
    gate.wait(30)
    return work.add(Call(staff_id=work.staff.id, at=work.now), question=text).id


WAIT_FOR = VERBS.pop("wait_writing")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    monkeypatch.setitem(VERBS, "wait_writing", WAIT_FOR)  # of this test only
    made = threading.Event()
    yield made
    made.set()


def test_what_is_being_written_is_finished_out_of_sight(
    desktop: Desktop, session: Session, gate: threading.Event, qtbot: QtBot
) -> None:
    """And what its answer would bring up stays out of sight as well."""
    seen: list[QDialog] = []

    def answer(_done: object) -> None:
        seen.append(Notice(session.window, "Lina Voorbeeld"))
        seen[0].open()

    session.desk.do(wait_writing, gate, "Who calls?", then=answer, owner=session.window)
    session.window.lock_wanted.emit()
    assert in_sight() == [unlock(desktop)]
    front = unlock(desktop)
    front.phrase.edit.setText("orchid tunnel harbour violin")
    front.submit()  # in too early: it waits for what is being written
    assert not desktop._closed.is_set()
    gate.set()
    qtbot.waitUntil(lambda: desktop.session is not None, timeout=20_000)
    assert len(seen) == 1 and not (isValid(seen[0]) and seen[0].isVisible())
    again = desktop.session
    assert again is not None
    with again.office.vault.reading() as reading:
        assert reading.scalars(select(Call.question)).all() == ["Who calls?"]


def test_what_was_being_saved_at_the_lock_is_not_offered_again(
    desktop: Desktop, session: Session, qtbot: QtBot
) -> None:
    session.window.run("log_call")
    call = dialog(CallDialog)
    write(call.form.rows["question"].editor.main, "What now?")
    call.submit()
    session.window.lock_wanted.emit()
    qtbot.waitUntil(lambda: desktop._closed.is_set())
    again = sign_in(desktop, qtbot)
    assert again.office.ask(unfinished) == []
    with again.office.vault.reading() as reading:
        assert reading.scalars(select(Call.question)).all() == ["What now?"]


def test_what_was_refused_at_the_lock_is_offered_again(
    desktop: Desktop, session: Session, qtbot: QtBot
) -> None:
    session.window.run("log_call")
    call = dialog(CallDialog)
    write(call.form.rows["caller_name"].editor.main, "A")
    call.form.rows["caller_name"].editor.main.setText("A\x07")  # type: ignore[attr-defined]
    call.submit()
    session.window.lock_wanted.emit()
    qtbot.waitUntil(lambda: desktop._closed.is_set())
    again = sign_in(desktop, qtbot)
    assert [draft.form for draft in again.office.ask(unfinished)] == ["calls.call"]


@pytest.mark.parametrize("kind", [QFileDialog, QPrintDialog])
def test_the_systems_dialogs_go_as_well(
    desktop: Desktop, session: Session, qtbot: QtBot, kind: type[QDialog]
) -> None:
    case_id = session.office.do(open_case, removal()).result
    session.window.open_case(case_id, "notes")
    qtbot.waitUntil(lambda: session.desk.idle)
    if kind is QFileDialog:
        screen = session.window.current()
        assert isinstance(screen, CaseScreen)
        notes = screen._built["notes"]
        assert isinstance(notes, NotesTab)
        notes.choose_file()
    else:
        print_pdf(session.window, b"", told=True)
    found = dialog(kind)
    session.window.lock_wanted.emit()
    assert_locked(desktop, session)
    delete_at_last()
    assert not isValid(found)


@pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs the bus of a Linux desktop")
def test_the_program_locks_before_the_computer_sleeps(
    desktop: Desktop, session: Session, qtbot: QtBot
) -> None:
    with private_bus() as address:
        system = System(address, LOGIN)
        names = [f"{name} {address}" for name in ("session", "system")]
        session.guards.hear(*(QDBusConnection.connectToBus(address, name) for name in names))
        begin_a_case(session)
        system.say(LOGIN_PATH, f"{LOGIN}.Manager", "PrepareForSleep", "b", True)
        qtbot.waitUntil(lambda: desktop.session is None)
        assert_locked(desktop, session)
        for name in names:
            QDBusConnection.disconnectFromBus(name)
        system.close()
    again = sign_in(desktop, qtbot)
    assert [draft.form for draft in again.office.ask(unfinished)] == ["cases.new"]


def test_another_person_gets_neither_the_place_nor_the_drafts(
    desktop: Desktop, session: Session, qtbot: QtBot
) -> None:
    values = {"name": "Bram Wouters", "roles": [StaffRole.CASEWORKER]}
    admit(session.office, values, THEIRS, temporary=False)
    begin_a_case(session)
    session.window.go("calls")
    session.window.lock_wanted.emit()
    front = unlock(desktop)
    assert front.who.isVisible() and front.who.currentText() == PERSON  # who was here is chosen already
    front.who.choose("Bram Wouters")
    theirs = sign_in(desktop, qtbot, THEIRS)
    assert theirs.office.staff.name == "Bram Wouters"
    assert theirs.place == ("today", ())
    assert not theirs.window.drafts.isVisible()

    theirs.window.lock_wanted.emit()
    unlock(desktop).who.choose(PERSON)
    mine = sign_in(desktop, qtbot)
    qtbot.waitUntil(mine.window.drafts.isVisible)


def test_leaving_by_closing_the_window_keeps_what_was_typed(
    desktop: Desktop, session: Session, qtbot: QtBot
) -> None:
    begin_a_case(session)
    desktop.leave()
    desktop.unlock(locked=False)
    again = sign_in(desktop, qtbot)
    assert [draft.form for draft in again.office.ask(unfinished)] == ["cases.new"]
    with again.office.vault.reading() as reading:
        said = reading.scalars(select(Entry.action).where(Entry.record_kind == "draft")).all()
    assert said == ["keep_draft"]
