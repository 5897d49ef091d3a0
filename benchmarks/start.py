"""From the start of the process to the first painted window, against a bare PySide6 window.

Both run in processes of their own in turns, with the same event loop, which ends the process as soon as a
window has been drawn.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from benchmarks.bulk import office_with
from benchmarks.measure import Row, interleaved

RUNS = 9
_BEGUN = "ABDUCTDESK_BENCHMARK_BEGUN"
_UNTIL_PAINTED = f"""
import os, sys, time
from PySide6.QtWidgets import QApplication
def until_painted(*_):
    while not any(window.isExposed() for window in QApplication.topLevelWindows()):
        QApplication.processEvents()
    QApplication.processEvents()
    print(time.monotonic() - float(os.environ["{_BEGUN}"]), flush=True)
    os._exit(0)
QApplication.exec = until_painted
"""
_BARE = """
from PySide6.QtWidgets import QLabel
application = QApplication([])
label = QLabel("AbductDesk")
label.resize(1200, 800)
label.show()
application.exec()
"""
_PROGRAM = """
import runpy
sys.argv = ["abductdesk", "--vault", sys.argv[1]]
runpy.run_module("abductdesk", run_name="__main__")
"""


def rows() -> Iterator[Row]:
    """The unlock window of a vault, as at the first start of the day."""
    with TemporaryDirectory() as scratch:
        vault = Path(scratch) / "vault"
        office_with(vault, 10).vault.close()
        found = interleaved(
            RUNS,
            {
                "bare": lambda: _start(_UNTIL_PAINTED + _BARE, vault),
                "program": lambda: _start(_UNTIL_PAINTED + _PROGRAM, vault),
            },
        )
    yield Row("Start to the first painted window", "a bare PySide6 window", found["program"] / found["bare"])


def _start(code: str, vault: Path) -> float:
    """Seconds from before the process was made until it had painted."""
    environment = {**os.environ, "HOME": str(vault.parent), "XDG_CONFIG_HOME": str(vault.parent / "config")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # installed programs have their bytecode
    environment["QT_QPA_PLATFORM"] = environment.get("QT_QPA_PLATFORM", "offscreen")
    environment[_BEGUN] = str(monotonic())
    done = subprocess.run(
        [sys.executable, "-c", code, str(vault)],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return float(done.stdout.split()[-1])
