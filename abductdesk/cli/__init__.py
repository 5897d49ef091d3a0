"""The program without a window: the same rules and actions, for administrators and checks.

To add a command: one `Command` in `COMMANDS` of one of the files here, with a function that declares its
arguments and one that runs it and returns the exit code. A refusal is raised as `Refused` and printed as one
sentence.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from abductdesk.cli import backups, demo, journal, law, staff, vaults
from abductdesk.cli.command import BUG, OK, REFUSED
from abductdesk.faults import Refused
from abductdesk.i18n import N_, OFFICE_LANGUAGES, Tongue

COMMANDS = (
    *law.COMMANDS,
    *vaults.COMMANDS,
    *backups.COMMANDS,
    *staff.COMMANDS,
    *journal.COMMANDS,
    *demo.COMMANDS,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit 0, 1 for a refusal, 2 for misuse, 70 for a bug."""
    try:
        asked = _parser().parse_args(argv)
    except SystemExit as leaving:  # argparse has said what is wrong
        return int(leaving.code or OK)
    tongue = Tongue(asked.lang)
    try:
        return asked.run(asked, tongue)  # type: ignore[no-any-return]
    except Refused as refused:
        print(tongue.say(refused), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # the reader of our output has gone
        return OK
    except KeyboardInterrupt:
        return 130
    except Exception as fault:  # noqa: BLE001 - the last line of defence says where, never what
        frame = traceback.extract_tb(fault.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        said = tongue.text(N_("A fault in the program ({kind}, {place}). Nothing was shown of the contents."),
                           kind=type(fault).__name__, place=place)  # fmt: skip
        print(said, file=sys.stderr)
        return BUG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="abductdesk", description="AbductDesk without a window")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        one = commands.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(one)
        if not command.own_lang:
            one.add_argument("--lang", choices=OFFICE_LANGUAGES, default="en", help="language of the answer")
        one.set_defaults(run=command.run)
    return parser
