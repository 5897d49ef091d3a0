"""Backups and restores as an administrator types them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from abductdesk.actions import safe
from abductdesk.actions.caselist import Filter, case_ids
from abductdesk.actions.cases import open_case
from abductdesk.actions.letterfacts import Choices
from abductdesk.actions.letters import issue_letter
from abductdesk.actions.office import Office, utc_now
from abductdesk.store import backup
from abductdesk.terms import Role
from tests.actions.conftest import removal
from tests.actions.test_letters import to
from tests.conftest import PASSPHRASE, PERSON
from tests.test_cli_vault import Run, office, run

__all__ = ["office", "run"]


@pytest.fixture
def made(run: Run, office: Office) -> Path:
    """A backup, and a case and a letter that came after it."""
    code, out, err = run("backup")
    assert (code, err) == (0, "")
    office.do(open_case, removal())
    (found,) = backup.every(office.vault.folder)
    assert str(found.folder) in out
    return found.folder


def cases(folder: Path) -> int:
    found = safe.sign_in(folder, PERSON, PASSPHRASE)
    count = len(found.ask(case_ids, Filter()))
    assert safe.verify(found).whole
    found.vault.close()
    return count


def test_a_backup_also_to_a_stick(run: Run, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    code, _, err = run("backup", "--to", str(stick))
    assert (code, "not there" in err) == (1, True)
    stick.mkdir()
    assert run("backup", "--to", str(stick))[0] == 0
    assert len(backup.within(stick)) == 1


def test_the_drill_tries_the_newest_and_changes_nothing(run: Run, office: Office, made: Path) -> None:
    before = sorted(path for path in office.vault.folder.rglob("*") if "-wal" not in path.name)
    code, out, err = run("restore", "--check")
    assert (code, err) == (0, "")
    assert "Cases: 1" in out and "People: 3" in out and "Age: 0 hours" in out
    assert "Cases concerned: 1" in out
    assert "The drill succeeded" in out
    assert "Voorbeeld" not in out
    assert sorted(path for path in office.vault.folder.rglob("*") if "-wal" not in path.name) == before


def test_a_drill_of_a_damaged_backup_fails(run: Run, made: Path) -> None:
    os.truncate(made / "vault.db", 4096 * 4)
    code, _, err = run("restore", "--check")
    assert (code, "damaged and cannot be restored" in err) == (1, True)


def test_a_drill_without_the_vault_opens_with_the_backup_s_own_keys(
    run: Run, made: Path, tmp_path: Path
) -> None:
    elsewhere = made.rename(tmp_path / made.name)
    code, out, err = run("restore", "--check", str(elsewhere), vault=False)
    assert (code, err) == (0, "")
    assert "Cases: 1" in out
    assert "take" not in out, "without the vault nothing can be compared"


def test_restoring_asks_first(run: Run, office: Office, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office.vault.close()
    monkeypatch.setattr("builtins.input", lambda _: "no")
    code, _, err = run("restore", str(made))
    assert (code, "Nothing was changed" in err) == (1, True)
    assert cases(office.vault.folder) == 2
    monkeypatch.setattr("builtins.input", lambda _: "yes")
    code, out, _ = run("restore", str(made))
    assert code == 0
    assert "before-restore" in out
    assert cases(office.vault.folder) == 1


def test_a_letter_that_went_out_since_is_named(run: Run, office: Office, made: Path) -> None:
    taking = to(office, 1, "mediation_invitation", Role.TAKING_PARENT)
    office.do(issue_letter, 1, "mediation_invitation", taking, "fr", Choices())
    out = run("restore", "--check")[1]
    assert "Letters issued since: 1" in out
    assert "PMB-L-2026-0001\tPMB-2026-0001" in out
    assert "Exemple" not in out


def test_a_damaged_vault_is_restored_with_yes(run: Run, office: Office, made: Path) -> None:
    office.vault.close()
    os.truncate(office.vault.folder / "vault.db", 4096 * 3)
    code, out, _ = run("restore", str(made), "--yes")
    assert code == 0
    assert "does not open" in out and "kept-aside" in out
    assert cases(office.vault.folder) == 1


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("restore",), "Say which vault is meant"),
        (("restore", "--check"), "Say which vault is meant"),
        (("restore", "/nowhere/at/all", "--check"), "There is no backup in the folder"),
    ],
)
def test_what_is_missing_is_said(run: Run, argv: tuple[str, ...], said: str) -> None:
    code, _, err = run(*argv, vault=False)
    assert (code, said in err) == (1, True)


def test_a_vault_without_backups_has_nothing_to_try(run: Run) -> None:
    code, _, err = run("restore", "--check")
    assert (code, "no backup of its own" in err) == (1, True)


def test_a_wrong_clock_is_said_beside_every_answer(
    run: Run, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Office.__init__, "__defaults__", (lambda: utc_now().replace(year=2020, day=1),))
    code, _, err = run("cases")
    assert (code, "The clock of this computer says" in err) == (0, True)
