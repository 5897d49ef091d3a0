"""The program needs no network: the whole demo runs where there is none."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOTS = (["unshare", "--net"], ["unshare", "--user", "--map-root-user", "--net"])
REACH = "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])), timeout=5)"


@pytest.fixture(scope="module")
def cut_off() -> list[str]:
    """The beginning of a command that runs without any network, not even the computer's own."""
    for command in ROOTS:
        try:
            if subprocess.run([*command, "true"], check=False, capture_output=True).returncode == 0:
                return command
        except FileNotFoundError:
            continue
    pytest.skip("this system lets nobody take the network away")


def test_there_is_no_network_in_there(cut_off: list[str]) -> None:
    """Otherwise the next test would show nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        reach = [sys.executable, "-c", REACH, str(server.getsockname()[1])]
        assert subprocess.run(reach, check=False, capture_output=True).returncode == 0
        refused = subprocess.run([*cut_off, *reach], check=False, capture_output=True, text=True)
    assert refused.returncode != 0
    assert "unreachable" in refused.stderr


def test_the_demo_runs_without_a_network(cut_off: list[str], tmp_path: Path) -> None:
    """A vault made, cases opened, deadlines computed, letters issued, the window drawn."""
    program = [sys.executable, "-m", "abductdesk", "demo", "--dir", str(tmp_path / "out"), "--cases", "5"]
    done = subprocess.run(
        [*cut_off, *program],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/vault/vault.db").stat().st_size > 100_000
    assert len(list((tmp_path / "out/letters").glob("*.pdf"))) >= 4
    assert list((tmp_path / "out/screens").glob("*.png"))
