"""A crash leaves nothing of the memory behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORDS = "Voorbeeldstraat 17, Lina"
CRASH = """
import faulthandler, os, resource, signal, sys
from abductdesk.store import process
soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
if sys.argv[1] == "guarded":
    process.no_core_dumps()
    print("kept", process.keeps_memory())
else:
    print("kept", process.keeps_memory())
sys.stdout.flush()
log = open("crash.log", "w")
faulthandler.enable(log)
planted = sys.argv[2][::-1]
def crash(address):
    os.kill(os.getpid(), signal.SIGSEGV)
crash(planted)
"""


def crash(folder: Path, how: str) -> subprocess.CompletedProcess[str]:
    folder.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", CRASH, how, WORDS[::-1]]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=60, env=environment
    )


def files(folder: Path) -> dict[str, bytes]:
    return {found.name: found.read_bytes() for found in folder.iterdir()}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how memory is kept on Linux")
def test_a_crash_leaves_no_memory_and_no_content(tmp_path: Path) -> None:
    done = crash(tmp_path / "guarded", "guarded")
    assert done.returncode == -signal.SIGSEGV
    assert done.stdout == "kept True\n"
    left = files(tmp_path / "guarded")
    assert set(left) == {"crash.log"}
    assert b"Segmentation fault" in left["crash.log"] and b"in crash" in left["crash.log"]
    assert WORDS.encode() not in left["crash.log"]
    assert WORDS not in done.stdout + done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how memory is kept on Linux")
def test_without_the_guard_it_would(tmp_path: Path) -> None:
    """Otherwise the test above might show nothing."""
    done = crash(tmp_path / "bare", "bare")
    assert done.returncode == -signal.SIGSEGV
    assert done.stdout == "kept False\n"
    written = [name for name in files(tmp_path / "bare") if name.startswith("core")]
    if not written:
        pytest.skip("this system writes no core files into the folder")
    assert any(WORDS.encode() in files(tmp_path / "bare")[name] for name in written)
