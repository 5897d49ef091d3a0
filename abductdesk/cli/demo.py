"""`demo`: a vault with invented cases, letters in four languages, and pictures of the window.

The window's library is loaded when the pictures are drawn: no other command needs it or its 0.3 s.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from abductdesk import demo
from abductdesk.actions import safe
from abductdesk.actions.office import Office
from abductdesk.cli.command import OK, Command
from abductdesk.cli.vaults import PASSPHRASE, write_file
from abductdesk.demo.letters import letters
from abductdesk.faults import Refused
from abductdesk.i18n import N_, Tongue


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dir", type=Path, required=True, metavar="D", help="gets vault/, letters/ and screens/"
    )
    parser.add_argument("--cases", type=_cases, default=150, metavar="N")
    parser.add_argument("--seed", type=int, default=2026, metavar="N", help="the same seed, the same cases")


def _cases(written: str) -> int:
    """1 to 20,000 for argparse, which turns the ValueError into misuse."""
    number = int(written)
    if not 1 <= number <= 20_000:
        raise ValueError
    return number


def _demo(asked: argparse.Namespace, tongue: Tongue) -> int:
    safe.no_core_dumps()
    passphrase = os.environ.get(PASSPHRASE) or demo.PASSPHRASE
    made = demo.make_demo(asked.dir / "vault", asked.cases, asked.seed, passphrase=passphrase)
    try:
        for name, content in letters(made.office):
            write_file(_folder(asked.dir, "letters") / f"{name}.pdf", content)
        _draw(made.office, _folder(asked.dir, "screens"))
    finally:
        made.office.vault.close()
    print(tongue.text(N_("Fictional cases are in {folder}."), folder=asked.dir / "vault"))
    if passphrase == demo.PASSPHRASE:
        print(tongue.text(N_("Passphrase: {passphrase}"), passphrase=passphrase))
    return OK


def _folder(parent: Path, name: str) -> Path:
    try:
        (parent / name).mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Refused("The folder {name} cannot be made: {why}.", name=name, why=fault.strerror) from None
    return parent / name


def _draw(office: Office, folder: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # pictures need no screen
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # and no word on what offscreen lacks
    from abductdesk.ui.pictures import take_pictures

    take_pictures(office, folder)


COMMANDS: tuple[Command, ...] = (
    Command("demo", "a vault with fictional cases, letters and pictures of the window", _arguments, _demo),
)
