"""After a day at the office, a lock, an error and a crash, names stand in no file that nobody saved."""

from __future__ import annotations

import gzip
import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.canary import CANARY

ROOT = Path(__file__).parent.parent.parent
NEEDLES = [
    word.encode(code)
    for word in (CANARY, CANARY.upper(), CANARY.casefold())
    for code in ("utf-8", "utf-16-le", "utf-16-be")
]
PAPERS = (b"%PDF-", b"\x89PNG\r\n")  # their words are packed: none may lie outside what was saved


@dataclass
class Left:
    """What was found: files, files that the program held open, and what it said; `saved` by their names."""

    files: set[str]
    held: set[str]
    said: str
    log: str
    saved: set[str]


def tells(content: bytes) -> bool:
    """Whether the canary stands in the bytes, also packed."""
    if any(needle in content for needle in NEEDLES) or content.startswith(PAPERS):
        return True
    if content.startswith(b"\x1f\x8b"):
        return tells(gzip.decompress(content))
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return any(tells(packed.read(name)) for name in packed.namelist())
    return False


def held_open(pid: int) -> Iterator[tuple[str, bytes]]:
    """Files that the program has open, deleted ones too."""
    for link in Path(f"/proc/{pid}/fd").iterdir():
        target = str(link.readlink())
        if target.startswith("/") and not target.startswith(("/dev", "/proc", "/sys")):
            yield target, link.read_bytes()


def live_a_day(tmp_path: Path, cases: int, *more: str) -> Left:
    """Run the program in folders of its own, look while it runs, let it crash, look again."""
    folders = {
        name: tmp_path / name for name in ("home", "tmp", "config", "data", "cache", "run", "state", "cwd")
    }
    for folder in folders.values():
        folder.mkdir(mode=0o700)
    saved, vault = tmp_path / "home" / "saved", tmp_path / "home" / "vault"
    saved.mkdir()
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("XDG", "ABDUCT"))},
        "HOME": str(folders["home"]), "TMPDIR": str(folders["tmp"]), "SQLITE_TMPDIR": str(folders["tmp"]),
        "XDG_CONFIG_HOME": str(folders["config"]), "XDG_DATA_HOME": str(folders["data"]),
        "XDG_CACHE_HOME": str(folders["cache"]), "XDG_RUNTIME_DIR": str(folders["run"]),
        "XDG_STATE_HOME": str(folders["state"]), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1", "QT_LOGGING_RULES": "default.warning=false",
    }  # fmt: skip
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.journeys.canary", str(vault), str(saved)]
    errors = tmp_path / "errors"
    with errors.open("w") as said, subprocess.Popen(
        [*command, str(cases), *more], env=env, cwd=folders["cwd"], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=said, text=True,
    ) as program:  # fmt: skip
        assert program.stdin is not None and program.stdout is not None
        first = program.stdout.readline()
        assert first.startswith("ready"), errors.read_text()[-3000:]
        held = {name for name, content in held_open(program.pid) if tells(content) and "errors" not in name}
        program.stdin.write("\n")
        program.stdin.flush()
        program.wait(60)
    assert program.returncode == -signal.SIGSEGV
    files = {
        str(path.relative_to(tmp_path))
        for folder in folders.values()
        for path in folder.rglob("*")
        if path.is_file() and tells(path.read_bytes())
    }
    logs = [path.read_text("utf-8") for path in tmp_path.rglob("abductdesk.log")]
    kept = {name for name in files if name.startswith("home/saved/")}
    return Left(files - kept, held, errors.read_text(), "\n".join(logs), kept)


@pytest.fixture
def linux() -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("looks behind open files through /proc")


def assert_kept_to_itself(left: Left) -> None:
    assert left.files == set()
    assert left.held == set()
    assert CANARY not in left.said
    assert "KeyError" in left.log, "the error was logged"
    assert CANARY not in left.log
    assert "Segmentation fault" in left.said, "it did crash"
    assert left.saved == {
        f"home/saved/{name}" for name in ("letter.pdf", "list.pdf", "document.txt", "journal.json")
    }


def test_names_stand_in_no_file_that_nobody_saved(linux: None, tmp_path: Path) -> None:
    assert_kept_to_itself(live_a_day(tmp_path, 0))


def test_a_worse_program_would_be_found_out(linux: None, tmp_path: Path) -> None:
    left = live_a_day(tmp_path, 0, "careless")
    assert left.files == {"tmp/preview.txt", "tmp/crash.zip"}
    assert any("gone" in name for name in left.held)


@pytest.mark.prove
def test_nor_after_a_day_among_the_cases_of_the_demo(linux: None, tmp_path: Path) -> None:
    begun = time.monotonic()
    assert_kept_to_itself(live_a_day(tmp_path, 40))
    print(f"canaries: 40 cases of the demo, every screen in two languages, {time.monotonic() - begun:.0f} s")
