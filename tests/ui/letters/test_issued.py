"""Issued letters: corrected, printed and saved, with no trace on the disk."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from abductdesk.actions.letters import open_letter
from abductdesk.actions.office import Office
from abductdesk.faults import Refused
from abductdesk.terms import LetterState
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Notice, Question
from abductdesk.ui.letterdialog import WriteLetter, open_letter_dialog
from abductdesk.ui.saving import write_whole
from tests.ui.letters.room import Window, issue, letters, newest, said, settle, type_agreed


def test_a_correction_begins_from_the_letter_and_takes_its_place(
    ready: Office, desk: Desk, window: Window, case_id: int, write: Any, qtbot: QtBot
) -> None:
    dialog = write("contact_confirmation")
    type_agreed(dialog, "Three lawyers are namde")
    qtbot.waitUntil(dialog.issue.isEnabled)
    issued = issue(qtbot, desk, window, dialog)
    issued.correct.click()
    again = newest(window, WriteLetter)
    settle(qtbot, desk, again)
    assert again.form.values()["agreed"] == "Three lawyers are namde"
    assert "Takes the place of PMB-L-2026-0001" in said(again)
    type_agreed(again, "Three lawyers are named")
    qtbot.waitUntil(again.issue.isEnabled)
    issue(qtbot, desk, window, again)
    second, first = letters(ready, case_id)
    assert (second.supersedes_id, first.state) == (first.id, LetterState.SUPERSEDED)
    old = open_letter_dialog(desk, window, first, window)
    assert "A later letter has taken the place" in said(old)


def files_below(*folders: Path) -> set[Path]:
    return {path for folder in folders for path in folder.rglob("*")}


@pytest.fixture
def guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A home and a folder for temporary files of this test's own."""
    home, scratch = tmp_path / "home", tmp_path / "scratch"
    for folder, names in ((home, ("HOME", "XDG_RUNTIME_DIR")), (scratch, ("TMPDIR", "TMP", "TEMP"))):
        folder.mkdir()
        for name in names:
            monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.chdir(home)
    return home, scratch


def test_preview_issue_and_print_leave_no_file_but_the_one_that_was_chosen(
    guarded: tuple[Path, Path],
    ready: Office,
    desk: Desk,
    window: Window,
    case_id: int,
    write: Any,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    vault = set((tmp_path / "vault").iterdir())
    issued = issue(qtbot, desk, window, write("mediation_invitation"))
    issued.print.click()
    qtbot.waitUntil(lambda: bool(issued.findChildren(Question)))
    assert "out of its power" in said(newest(issued, Question))
    newest(issued, Question).yes.click()
    printer = newest(issued, QPrintDialog)
    printer.findChild(QLineEdit, "filename").setText(str(tmp_path / "paper.pdf"))
    printer.accept()
    qtbot.waitUntil(lambda: letters(ready, case_id)[0].printed_on is not None)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert files_below(*guarded) == set()
    assert set((tmp_path / "vault").iterdir()) == vault
    qtbot.waitUntil(lambda: desk.idle)
    issued.print.click()
    qtbot.waitUntil(lambda: bool(issued.findChildren(QPrintDialog)))  # the word about the spool came once
    newest(issued, QPrintDialog).reject()
    assert len(letters(ready, case_id)) == 1


def test_saving_warns_names_no_person_and_writes_exactly_the_stored_bytes(
    ready: Office, desk: Desk, window: Window, case_id: int, write: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    issued = issue(qtbot, desk, window, write("mediation_invitation"))
    issued.save.click()
    assert "not encrypted" in said(newest(issued, Question))
    newest(issued, Question).yes.click()
    chooser = newest(issued, QFileDialog)
    assert Path(chooser.selectedFiles()[0]).name == "PMB-L-2026-0001_mediation_invitation.pdf"
    chooser.setDirectory(str(tmp_path))
    chooser.selectFile("letter.pdf")
    chooser.accept()
    qtbot.waitUntil(lambda: "saved" in window.said[-1])
    letter = letters(ready, case_id)[0]
    assert (tmp_path / "letter.pdf").read_bytes() == ready.do(open_letter, letter.id).result
    assert (tmp_path / "letter.pdf").stat().st_mode & 0o077 == 0 or os.name == "nt"
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize(
    ("fault", "sentence"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "cannot be written")]
)
def test_a_full_or_closed_disk_keeps_what_stood_there(
    fault: int, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"before")

    def fails(_handle: int) -> None:
        raise OSError(fault, "synthetic")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(Refused, match=sentence):
        write_whole(tmp_path / "letter.pdf", b"after")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.pdf"]
    assert (tmp_path / "letter.pdf").read_bytes() == b"before"


def test_saving_where_nothing_can_be_written_is_said(
    ready: Office, desk: Desk, window: Window, write: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    issued = issue(qtbot, desk, window, write("mediation_invitation"))
    issued._save_to(tmp_path / "gone" / "letter.pdf")
    qtbot.waitUntil(lambda: bool(issued.findChildren(Notice)))
    assert "nothing was saved" in said(newest(issued, Notice))
