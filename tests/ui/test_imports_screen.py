"""The import assistant: from a file to cases, or to nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from abductdesk.actions.caselist import case_counts
from abductdesk.actions.office import Office
from abductdesk.ui.desk import Desk
from abductdesk.ui.screens.cases import Cases
from abductdesk.ui.screens.imports import CHOOSE, COLUMNS, DONE, ROWS, Imports
from abductdesk.ui.window import Window
from tests.ui.helpers import assert_accessible, assert_speaks
from tests.ui.office import abduction, open_window, press, said

HEADINGS = (
    "Dossiernr.;Soort;Kind voornaam;Kind familienaam;Geboortedatum;Gewone verblijfplaats;Verblijft in;Kleur"
)
GOOD = ("1;ontvoering;Noor;Fictief;2019-05-04;BE;FR;x", "2;preventie;Amal;Verzonnen;2020-01-02;BE;MA;y")
BAD = "3;vakantie;Sami;Verzonnen;31/02/2019;BE;FR;z"
KNOWN = "4;ontvoering;Lina;Voorbeeld;2019-05-04;BE;FR;z"


@pytest.fixture
def screen(desk: Desk, qtbot: QtBot) -> Imports:
    window = open_window(desk, qtbot, "imports")
    found = window.current()
    assert isinstance(found, Imports)
    return found


def file(folder: Path, *rows: str) -> Path:
    path = folder / "register.csv"
    path.write_text("\n".join((HEADINGS, *rows)), encoding="utf-8")
    return path


def to_rows(screen: Imports, path: Path, qtbot: QtBot) -> None:
    screen.read(path)
    qtbot.waitUntil(lambda: screen.steps.currentIndex() == COLUMNS)
    press(screen, "Look at the rows")
    qtbot.waitUntil(lambda: screen.steps.currentIndex() == ROWS)


def test_a_file_becomes_cases(screen: Imports, office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    to_rows(screen, file(tmp_path, *GOOD), qtbot)
    assert office.ask(case_counts)["all"] == 0
    press(screen, "Import 2 cases")
    qtbot.waitUntil(lambda: screen.steps.currentIndex() == DONE)
    assert screen.result.text() == "2 cases are imported."
    assert office.ask(case_counts)["open"] == 2
    press(screen, "Show the cases")
    window = screen.shell
    assert isinstance(window, Window)
    assert isinstance(window.current(), Cases)


def test_rows_that_cannot_be_taken_are_named_and_the_others_come_in(
    screen: Imports, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    abduction(office)
    to_rows(screen, file(tmp_path, *GOOD, BAD, KNOWN), qtbot)
    groups = {heading: len(lines) for heading, lines in said(screen.rows.table).items()}
    assert groups == {"Cannot be taken, 2": 2, "Perhaps known already, 1": 1, "Ready, 2": 2}
    assert "1 of 4 rows cannot be taken" in screen.rows.banner.text()
    screen.rows.table.select(4)
    QTest.keyClick(screen.rows.table.view, Qt.Key.Key_Space)
    assert screen.rows.table.current().ready.names == "Lina Voorbeeld"
    press(screen, "Import 2 cases")
    qtbot.waitUntil(lambda: screen.steps.currentIndex() == DONE)
    assert office.ask(case_counts)["all"] == 3


def test_columns_are_guessed_changed_and_remembered(
    screen: Imports, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    to_rows(screen, file(tmp_path, *GOOD), qtbot)
    press(screen, "Back")
    colour = screen.columns.combos[7]
    assert colour.chosen() is None
    colour.setCurrentIndex(colour.values().index("note"))
    press(screen, "Look at the rows")
    qtbot.waitUntil(lambda: screen.steps.currentIndex() == ROWS)
    press(screen, "Import 2 cases")
    qtbot.waitUntil(lambda: screen.steps.currentIndex() == DONE)
    press(screen, "Import another file")
    screen.read(file(tmp_path, *GOOD))
    qtbot.waitUntil(lambda: screen.steps.currentIndex() == COLUMNS)
    assert screen.columns.combos[7].chosen() == "note"


def test_a_field_takes_one_column_only(screen: Imports, tmp_path: Path, qtbot: QtBot) -> None:
    screen.read(file(tmp_path, *GOOD))
    qtbot.waitUntil(lambda: screen.steps.currentIndex() == COLUMNS)
    given = screen.columns.combos[2].chosen()
    colour = screen.columns.combos[7]
    colour.setCurrentIndex(colour.values().index(given))
    assert screen.columns.combos[2].chosen() is None
    assert screen.columns.columns()[7] == given


def test_cancelled_nothing_is_imported(screen: Imports, office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    rows = [f"{n};ontvoering;Noor {n};Fictief;2019-05-04;BE;FR;x" for n in range(200)]
    to_rows(screen, file(tmp_path, *rows), qtbot)
    press(screen, "Import 200 cases")
    press(screen, "Cancel the import")
    qtbot.waitUntil(lambda: screen.steps.currentIndex() == ROWS)
    assert screen.rows.banner.text() == "The import was cancelled. Nothing was imported."
    assert office.ask(case_counts)["all"] == 0


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("empty.csv", b"", "This file is empty."),
        ("old.xls", b"\xd0\xcf\x11\xe0 old", "old Excel workbook"),
        ("broken.json", b"{", "JSON"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    screen: Imports, tmp_path: Path, qtbot: QtBot, name: str, content: bytes, why: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    screen.read(path)
    qtbot.waitUntil(screen.refusal.isVisible)
    assert why in screen.refusal.text()
    assert screen.steps.currentIndex() == CHOOSE


def test_a_file_that_is_gone_is_refused(screen: Imports, tmp_path: Path, qtbot: QtBot) -> None:
    screen.read(tmp_path / "gone.csv")
    qtbot.waitUntil(screen.refusal.isVisible)
    assert "could not be read" in screen.refusal.text()


def test_everything_is_named_and_follows_the_language(screen: Imports, tmp_path: Path, qtbot: QtBot) -> None:
    assert_accessible(screen)
    assert_speaks(screen)
    to_rows(screen, file(tmp_path, *GOOD), qtbot)
    assert_accessible(screen)
    assert_speaks(screen)
