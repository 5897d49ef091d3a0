"""The program itself, in a real window of its own, on a computer that has never seen it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.atspi import Bus, Node

ROOT = Path(__file__).parent.parent.parent
PASSPHRASE = "orchid tunnel harbour violin 58"


@dataclass
class Program:
    """One running window."""

    process: subprocess.Popen[bytes]
    window: Node

    def press(self, key: str) -> None:
        """Press a key in whatever has the focus in the newest window."""
        found = ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)]
        windows = subprocess.run(found, capture_output=True, check=True, text=True).stdout.split()
        subprocess.run(["xdotool", "windowfocus", "--sync", windows[-1]], check=True)
        subprocess.run(["xdotool", "key", key], check=True)

    def stop(self) -> None:
        """Pull the plug: no chance to tidy up."""
        self.process.kill()
        self.process.wait(timeout=20)

    def ended(self, seconds: float = 20) -> int:
        """The exit code, once the program has ended by itself."""
        return self.process.wait(timeout=seconds)


Start = Callable[..., Program]


@pytest.fixture(scope="module")
def bus() -> Iterator[Bus]:
    opened = Bus()
    yield opened
    opened.close()


@pytest.fixture
def computer(tmp_path: Path) -> dict[str, str]:
    """The environment of a computer whose home is empty."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("XDG_DATA", "XDG_CONFIG"))
    }
    return kept | {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "TMPDIR": str(tmp_path),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "LANG": "C.UTF-8",
    }


@pytest.fixture
def start(bus: Bus, computer: dict[str, str]) -> Iterator[Start]:
    """Starts the program; what still runs at the end is stopped."""
    running: list[Program] = []

    def begin(*arguments: str) -> Program:
        command = [sys.executable, "-m", "abductdesk", *arguments]
        process = subprocess.Popen(command, env=computer, cwd=ROOT)
        program = Program(process, bus.application("AbductDesk"))
        running.append(program)
        return program

    yield begin
    for program in running:
        if program.process.poll() is None:
            program.stop()


@pytest.fixture
def keyring(computer: dict[str, str]) -> Iterator[None]:
    """The GNOME keyring of this session, unlocked as after signing in to the desktop."""
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    daemon = subprocess.Popen(
        command, env=computer, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    assert daemon.stdin is not None
    daemon.stdin.write(b"secret")
    daemon.stdin.close()
    yield
    daemon.kill()
    daemon.wait(timeout=20)
