"""The commands on a vault, as an administrator types them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from abductdesk import cli, demo
from abductdesk.actions.bureau import change_settings, found_bureau
from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.cases import NewCase, open_case, void_case
from abductdesk.actions.office import Office
from abductdesk.actions.staff import admit
from abductdesk.i18n import OFFICE_LANGUAGES
from abductdesk.store import engines
from abductdesk.store.vault import Vault
from abductdesk.terms import ContactKind, Safety, StaffRole
from tests.actions.conftest import removal
from tests.conftest import PASSPHRASE, PERSON, Template, open_at_once

REAL = Path(__file__).parent / "rules" / "real_cases"
TABLE = "Dossiernr.;Soort;Kind voornaam;Kind familienaam;Geboortedatum;Geopend op\n"
LINA, BAD = "7;ontvoering;Lina;Fictief;3/2/2019;4/5/2025\n", "8;ontvoering;Noor;Fictief;31/2/2019;4/5/2025\n"


@pytest.fixture
def office(vault_folder: Path, vault_template: Template, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A bureau with one case; the passphrase is in the environment."""
    monkeypatch.setenv("ABDUCTDESK_PASSPHRASE", PASSPHRASE)
    vault = open_at_once(vault_folder, vault_template)
    found = found_bureau(vault, bureau="Bureau Test", person=PERSON, today=date(2026, 1, 5))
    address = {"street": "Voorbeeldplein 1", "postcode": "1000", "city": "Brussel"}
    reach = {"phone": "+32 2 555 01 00", "email": "bureau@example.org"}
    found.do(change_settings, seen=10**9, changes={**address, **reach})
    found.do(open_case, removal())
    yield found
    vault.close()


class Run:
    """What a command said and how it ended."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self.capsys, self.folder = capsys, folder

    def __call__(self, *argv: str, vault: bool = True) -> tuple[int, str, str]:
        self.capsys.readouterr()
        code = cli.main([*argv, *(("--vault", str(self.folder)) if vault else ())])
        said = self.capsys.readouterr()
        return code, said.out, said.err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], office: Office) -> Run:
    return Run(capsys, office.vault.folder)


def test_cases_in_json_name_nobody(run: Run) -> None:
    code, out, err = run("cases", "--json")
    (case,) = json.loads(out)
    assert (code, err, case["reference"], case["kind"]) == (0, "", "PMB-2026-0001", "removal")
    assert (case["habitual_residence"], case["requested_state"]) == ("BE", "FR")
    assert "Voorbeeld" not in out


def test_cases_for_people(run: Run) -> None:
    code, out, _ = run("cases")
    assert code == 0
    assert out.split("\t")[:3] == ["PMB-2026-0001", "Wrongful removal", "BE–FR"]
    assert run("cases", "--which", "closed")[1] == ""


def test_a_letter_is_written_to_the_file_and_journalled(run: Run, office: Office, tmp_path: Path) -> None:
    out = tmp_path / "letter.pdf"
    wanted = ("letter", "mediation_invitation", "--case", "pmb-2026-0001", "--lang", "fr", "--out", str(out))
    assert run(*wanted) == (0, "", "")
    assert out.read_bytes().startswith(b"%PDF")
    history = office.ask(case_history, 1)
    assert history[0].action == "export_draft"
    assert not office.ask(case_file, 1).letters


def test_the_recipient_can_be_chosen(run: Run, tmp_path: Path) -> None:
    wanted = ("letter", "contact_confirmation", "--case", "PMB-2026-0001", "--lang", "en")
    out = str(tmp_path / "letter.pdf")
    assert run(*wanted, "--to", "left_behind_parent", "--out", out)[0] == 0
    code, _, err = run(*wanted, "--to", "taking_parent", "--out", out)
    assert (code, "Missing: Date of the conversation" in err) == (
        1,
        True,
    )  # who has not spoken with the bureau


@pytest.mark.parametrize(
    ("letter", "more", "says"),
    [
        ("mediation_invitation", {"--case": "PMB-1999-0001"}, "There is no case PMB-1999-0001."),
        ("love_letter", {}, "There is no letter called love_letter."),
        ("mediation_invitation", {"--lang": "el"}, "There is no catalogue of letters in"),
        ("mediation_invitation", {"--to": "left_behind_parent"}, "Nobody on this case can get this letter."),
        ("central_authority_notice", {}, "Nobody on this case can get this letter."),
        ("mediation_invitation", {"--out": "/nowhere/at/all.pdf"}, "cannot be written"),
    ],
)
def test_a_letter_that_cannot_be_made_is_refused(
    run: Run, tmp_path: Path, letter: str, more: dict[str, str], says: str
) -> None:
    out = str(tmp_path / "x.pdf")
    wanted = {"--case": "PMB-2026-0001", "--lang": "en", "--out": out, **more}
    code, _, err = run("letter", letter, *(word for pair in wanted.items() for word in pair))
    assert code == 1
    assert says in err
    assert len(err.strip().splitlines()) == 1
    assert not Path(out).exists()


def test_missing_data_are_listed(run: Run, office: Office, tmp_path: Path) -> None:
    bare = removal()
    people = [type(new)(new.role, new.values, ()) for new in bare.people]
    office.do(open_case, NewCase(bare.values, people=people))
    wanted = ("letter", "mediation_invitation", "--case", "PMB-2026-0002", "--lang", "en")
    code, _, err = run(*wanted, "--out", str(tmp_path / "x.pdf"))
    assert (code, "Missing:" in err) == (1, True)


def test_nothing_goes_to_a_forbidden_address_or_from_a_void_case(
    run: Run, office: Office, tmp_path: Path
) -> None:
    office.do(void_case, 1, seen=10**9, reason="by mistake")
    wanted = ("letter", "mediation_invitation", "--lang", "en", "--out", str(tmp_path / "x.pdf"))
    assert run(*wanted, "--case", "PMB-2026-0001")[0] == 1
    bare = removal()
    never = {"kind": ContactKind.EMAIL, "value": "a@example.org", "safe": [Safety.NEVER]}
    people = [type(new)(new.role, new.values, (never,)) for new in bare.people]
    office.do(open_case, NewCase(bare.values, people=people))
    code, _, err = run(*wanted, "--case", "PMB-2026-0002")
    assert (code, "never" in err) == (1, True)


def test_a_calendar_file_is_written_and_journalled(run: Run, office: Office, tmp_path: Path) -> None:
    out = tmp_path / "abductdesk.ics"
    me = office.staff.name
    code, said, err = run("calendar", "--out", str(out), "--lang", "nl", "--caseworker", me)
    assert (code, err) == (0, "")
    assert said.startswith("Data in het bestand: ")
    written = out.read_text("utf-8")
    assert written.startswith("BEGIN:VCALENDAR") and "PMB-2026-0001" in written
    assert "Voorbeeld" not in written and me not in written
    assert office.ask(case_history, 1)[0].action == "export_calendar"
    assert run("calendar", "--out", str(out))[0] == 0


def test_a_calendar_of_nobody_is_refused(run: Run, tmp_path: Path) -> None:
    code, _, err = run("calendar", "--out", str(tmp_path / "x.ics"), "--caseworker", "Nobody")
    assert code == 1
    assert err.startswith("Nobody here is called Nobody. Choose: ")


def table(folder: Path, *rows: str) -> str:
    path = folder / "dossiers.csv"
    path.write_text("".join((TABLE, *rows)), "utf-8")
    return str(path)


def test_a_table_comes_in(run: Run, office: Office, tmp_path: Path) -> None:
    code, out, err = run("import", table(tmp_path, LINA))
    assert (code, out.splitlines()[-1]) == (0, "Imported: 1")
    assert "Column “Soort”: Kind of case" in err
    assert office.ask(case_file, 2).case.reference == "PMB-2025-0001"
    code, _, err = run("import", table(tmp_path, LINA))
    assert (code, "imported before, as PMB-2025-0001" in err) == (1, True)


def test_how_the_letters_are_read_is_said_and_can_be_chosen(run: Run, office: Office, tmp_path: Path) -> None:
    path = tmp_path / "polish.csv"
    path.write_bytes((TABLE + LINA.replace("Lina", "Łucja")).encode("cp1250"))
    assert "read as cp1252" in run("import", str(path), "--preview")[2]
    assert run("import", str(path), "--encoding", "cp1250")[0] == 0
    assert office.ask(case_file, 2).children[0].person.given_names == "Łucja"


def test_one_bad_row_holds_back_all_unless_it_may_be_skipped(
    run: Run, office: Office, tmp_path: Path
) -> None:
    path = table(tmp_path, BAD, LINA)
    code, _, err = run("import", path)
    assert (code, len(json.loads(run("cases", "--json")[1]))) == (1, 1)
    assert "Line 2, “Geboortedatum”: “31/2/2019” is not a date" in err
    assert run("import", path, "--preview")[0] == 0
    assert len(json.loads(run("cases", "--json")[1])) == 1
    assert run("import", path, "--skip-unfit")[0] == 0
    assert len(json.loads(run("cases", "--json")[1])) == 2


def test_a_timeline_becomes_a_study_case_once(run: Run) -> None:
    path = str(REAL / "echr-4320-11.json")
    assert run("import", path, "--preview")[:2] == (0, "Cases that can be imported: 1\n")
    assert run("import", path)[:2] == (0, "Imported as a study case.\n")
    code, _, err = run("import", path)
    assert (code, "imported before" in err) == (1, True)
    assert [case["study"] for case in json.loads(run("cases", "--json")[1])] == [True, False]


def test_the_preview_of_a_bad_timeline_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"events": [{"kind": "removal", "date": "2026-02-31"}]}')
    code, out, err = run("import", str(path), "--preview")
    assert (code, out, "2026-02-31 is not a date" in err) == (1, "", True)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04rubbish", b"a;b\n"])
def test_what_is_no_table_is_refused(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "dossiers.csv"
    path.write_bytes(content)
    code, _, err = run("import", str(path))
    assert (code, len(err.strip().splitlines())) == (1, 1)
    assert run("import", str(tmp_path / "nothing.csv"))[0] == 1


def test_verify_says_that_the_vault_is_whole(run: Run, office: Office) -> None:
    office.vault.write_head()
    code, out, err = run("verify")
    assert (code, err) == (0, "")
    assert "journal entries follow one another" in out


def test_verify_finds_a_flipped_byte(run: Run, office: Office) -> None:
    office.vault.close()
    path = office.vault.folder / engines.FILE
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    code, _, err = run("verify")
    assert (code, bool(err.strip())) == (1, True)


def test_who_acts_must_be_said_when_there_are_several(run: Run, office: Office) -> None:
    admit(
        office,
        {"name": "Chris Clerk", "roles": [StaffRole.CLERK.value]},
        "lantern river copper meadow",
        temporary=False,
    )
    code, _, err = run("cases")
    assert (code, f"--as: {PERSON} and Chris Clerk" in err) == (1, True)
    assert run("cases", "--as", "Nobody")[0] == 1
    assert run("cases", "--as", PERSON)[0] == 0


def test_a_role_that_may_not_is_refused(run: Run, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    admit(
        office,
        {"name": "Chris Clerk", "roles": [StaffRole.CLERK.value]},
        "lantern river copper meadow",
        temporary=False,
    )
    monkeypatch.setenv("ABDUCTDESK_PASSPHRASE", "lantern river copper meadow")
    code, _, err = run("cases", "--as", "Chris Clerk")
    assert (code, "Your role does not allow this" in err) == (1, True)


def test_a_wrong_passphrase_and_no_vault_are_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = run("cases", "--vault", str(tmp_path), vault=False)
    assert (code, "There is no vault" in err) == (1, True)
    monkeypatch.setenv("ABDUCTDESK_PASSPHRASE", "wrong")
    code, out, err = run("cases")
    assert (code, out, "passphrase is not right" in err) == (1, "", True)
    assert "wrong" not in err


def test_the_passphrase_is_asked_for_where_the_environment_has_none(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ABDUCTDESK_PASSPHRASE")
    asked: list[str] = []

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return PASSPHRASE

    monkeypatch.setattr("getpass.getpass", typed)
    assert (run("cases")[0], asked) == (0, ["Passphrase: "])


def test_without_a_terminal_the_variable_is_named(run: Run) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    environment.pop("ABDUCTDESK_PASSPHRASE")
    command = [sys.executable, "-m", "abductdesk", "cases", "--vault", str(run.folder)]
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        start_new_session=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert "ABDUCTDESK_PASSPHRASE" in done.stderr


@pytest.mark.parametrize(
    "argv",
    [
        ("cases", "--passphrase", "x"),
        ("letter", "mediation_invitation"),
        ("letter", "x", "--case", "y", "--lang", "xx", "--out", "z"),
        ("import",),
        ("demo", "--dir", "x", "--cases", "0"),
        ("demo", "--dir", "x", "--seed", "y"),
    ],
)
def test_misuse_is_misuse(run: Run, argv: tuple[str, ...]) -> None:
    assert run(*argv)[0] == 2


def test_demo(tmp_path: Path) -> None:
    """In a process of its own, as it draws the window."""
    command = [sys.executable, "-m", "abductdesk", "demo", "--dir", str(tmp_path / "demo"), "--cases", "14"]
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    environment.pop("ABDUCTDESK_PASSPHRASE", None)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert f"Passphrase: {demo.PASSPHRASE}" in done.stdout
    vault = Vault.open_with_passphrase(tmp_path / "demo" / "vault", "Nele Verbruggen", demo.PASSPHRASE)
    assert vault.check_journal().whole
    vault.close()
    letters = {path.name for path in (tmp_path / "demo" / "letters").glob("*.pdf")}
    assert {f"contact_confirmation-{language}.pdf" for language in OFFICE_LANGUAGES} <= letters
    assert len(list((tmp_path / "demo" / "screens").glob("*.png"))) > 3
    again = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (again.returncode, len(again.stderr.strip().splitlines())) == (1, 1)
