"""The power goes while somebody types: what was kept is offered at the next start, and nothing twice."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from abductdesk.actions.office import Office
from abductdesk.actions.unfinished import unfinished
from abductdesk.models import Call
from abductdesk.ui.calldialog import CallDialog
from abductdesk.ui.session import Session
from tests.conftest import Template, open_at_once
from tests.ui.helpers import shown_texts
from tests.ui.office import dialog, press

ROOT = Path(__file__).parents[2]


def typed_until_killed(folder: Path, template: Template, lines: int) -> list[tuple[str, int]]:
    """What was said to be kept and saved before the kill, which comes right after so many lines."""
    typist = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.typist", str(folder), template.private.hex()],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert typist.stdout is not None
    said = [typist.stdout.readline() for _ in range(lines)]
    typist.kill()
    said += typist.stdout.readlines()
    typist.wait(timeout=20)
    typist.stdout.close()
    return [(line.split()[0], int(line.split()[1])) for line in said if line.endswith("\n")]


def left_in(office: Office) -> tuple[list[str], list[str]]:
    """Calls that were saved, calls that are drafts."""
    with office.vault.reading() as session:
        saved = [text or "" for text in session.scalars(select(Call.question))]
    drafts = [draft.values["typed"]["question"] for draft in office.ask(unfinished)]
    return saved, drafts


def test_what_was_kept_is_offered_at_the_next_start(
    founded: Path, vault_template: Template, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = Path(shutil.copytree(founded, tmp_path / "cut"))
    said = typed_until_killed(folder, vault_template, 1)
    assert said[0] == ("kept", 1)
    office = Office(open_at_once(folder, vault_template), 1)
    saved, drafts = left_in(office)
    assert sorted(saved + drafts) == [f"call {at}" for at in range(1, len(saved + drafts) + 1)]
    session = Session(office)
    session.window.show()
    if drafts:  # the kill came before it was saved, as it nearly always does
        qtbot.waitUntil(session.window.drafts.isVisible)
        assert "You were writing: Log a call" in shown_texts(session.window.drafts)
        press(session.window.drafts, "Continue")
        qtbot.waitUntil(lambda: session.desk.idle)
        call = dialog(CallDialog)
        assert call.form.entered()["question"] == drafts[0]
        call.submit()
        qtbot.waitUntil(lambda: session.desk.idle)
        assert left_in(office)[1] == []
    session.end()


@pytest.mark.parametrize("rounds", [2, pytest.param(25, marks=pytest.mark.prove)])
def test_nothing_kept_is_lost_and_nothing_saved_is_offered(
    founded: Path, vault_template: Template, tmp_path: Path, rounds: int
) -> None:
    """Saving takes the draft away in the same transaction: one of the two, whenever the kill comes."""
    chance = random.Random(7)
    for at in range(rounds):
        folder = Path(shutil.copytree(founded, tmp_path / f"cut{at}"))
        said = typed_until_killed(folder, vault_template, chance.randint(1, 24))
        office = Office(open_at_once(folder, vault_template), 1)
        saved, drafts = left_in(office)
        office.vault.close()
        kept_at = max(number for what, number in said if what == "kept")
        for what, number in said:
            if what == "saved":
                assert f"call {number}" in saved and f"call {number}" not in drafts
        assert (f"call {kept_at}" in saved) != (f"call {kept_at}" in drafts)
        assert not set(saved) & set(drafts) and len(drafts) <= 1 and len(saved) == len(set(saved))
