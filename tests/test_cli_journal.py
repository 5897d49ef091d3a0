"""`abductdesk journal`: an exported journal, checked by somebody with and without the vault."""

from __future__ import annotations

import json
from pathlib import Path

from abductdesk.actions.journalbook import Asked
from abductdesk.actions.journalexport import JournalWish, journal_file
from abductdesk.actions.office import Office
from tests.test_cli_vault import Run, office, run

__all__ = ["office", "run"]  # the same vault and command line


def test_an_exported_journal_is_checked_with_and_without_the_vault(
    run: Run, office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "journal.json"
    file.write_bytes(journal_file(office, JournalWish(Asked(), "json")))
    code, said, _ = run("journal", str(file), vault=False)
    assert code == 0
    assert "follow one another" in said and "not checked" in said
    assert "Checked with the key" in run("journal", str(file))[1]
    plain = json.loads(file.read_text("utf-8"))
    plain["entries"][1]["action"] = "nothing"
    file.write_text(json.dumps(plain), "utf-8")
    assert run("journal", str(file), vault=False)[0] == 0, "the key alone shows it"
    code, _, said = run("journal", str(file))
    assert code == 1
    assert "Entry 2 is not as the program wrote it." in said
    del plain["entries"][1]
    file.write_text(json.dumps(plain), "utf-8")
    assert "Entry 3 does not follow" in run("journal", str(file), vault=False)[2]
    assert run("journal", str(tmp_path / "none.json"), vault=False)[0] == 1
