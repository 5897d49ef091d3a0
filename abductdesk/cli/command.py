"""What every command is made of: its declaration, exit codes, files read, dates typed, answers printed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from abductdesk.faults import Refused
from abductdesk.i18n import Message, Tongue

OK, REFUSED, MISUSE, BUG = 0, 1, 2, 70
BRUSSELS = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True)
class Command:
    """One verb of the command line; `run` returns the exit code.

    Every command gets `--lang`, the language of its answer, unless it declares its own (`own_lang`).
    """

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Tongue], int]
    own_lang: bool = False


def today() -> date:
    """The day in Brussels."""
    return datetime.now(BRUSSELS).date()


def day(written: str) -> date:
    """A day for argparse, which says the sentence and ends as misuse."""
    try:
        if len(written) == 10:
            return date.fromisoformat(written)
    except ValueError:
        pass  # a day that does not exist: said below
    raise argparse.ArgumentTypeError(f"{written!r} is not a date. Write it as in 2026-02-03.")


def date_or_time(written: str) -> date | datetime:
    """A day or a moment for argparse."""
    if len(written) <= 10:
        return day(written)
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        pass  # said below
    raise argparse.ArgumentTypeError(f"{written!r} is not a date and time. Write it as in 2026-02-03T14:20.")


def read_file(path: Path, largest: int) -> bytes:
    """The bytes of a file, one more than `largest` at most: enough to see that it is too large."""
    try:
        with path.open("rb") as opened:
            return opened.read(largest + 1)
    except OSError as fault:
        raise Refused("The file {name} cannot be read: {why}.", name=path.name, why=fault.strerror) from None


def iso(at: date | datetime | None) -> str | None:
    """As JSON holds it."""
    return at.isoformat() if at is not None else None


def print_json(value: object) -> None:
    """One answer in JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_rows(rows: Sequence[tuple[Message, object]], tongue: Tongue, indent: str = "") -> None:
    """Label and value, one a line; what is not there is left out."""
    for label, value in rows:
        if value is not None:
            print(f"{indent}{tongue.say(label)}: {tongue.value(value)}")
