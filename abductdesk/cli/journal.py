"""`journal`: check a journal that was exported, without the vault or against it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from abductdesk.actions.journalexport import check_file
from abductdesk.cli.command import OK, REFUSED, Command, read_file
from abductdesk.cli.vaults import at_work
from abductdesk.exchange.journalfile import LARGEST, Found, check_journal
from abductdesk.faults import Refused
from abductdesk.i18n import L, Message, Tongue


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="journal.json, as the program exported it")
    parser.add_argument(
        "--vault", type=Path, metavar="V", help="check the MACs and the seal too, with the key of this vault"
    )
    parser.add_argument(
        "--as", dest="who", metavar="NAME", help="who acts, when several people use the vault"
    )


def _journal(asked: argparse.Namespace, tongue: Tongue) -> int:
    content = read_file(asked.file, LARGEST)
    if len(content) > LARGEST:
        raise Refused("This is not a journal that the program exported as JSON.")
    if asked.vault is None:
        found = check_journal(content)
    else:
        with at_work(asked, tongue) as office:
            found = check_file(office, content)
    for sentence in _said(found):
        print(tongue.say(sentence), file=sys.stdout if found.whole else sys.stderr)
    return OK if found.whole else REFUSED


def _said(found: Found) -> list[Message]:
    said: list[Message] = []
    if found.broken_at is not None:
        said.append(L("Entry {entry} does not follow the one before it.", entry=found.broken_at))
    said += [L("The detail of entry {entry} was changed.", entry=entry) for entry in found.rewritten]
    said += [L("Entry {entry} is not as the program wrote it.", entry=entry) for entry in found.forged]
    if found.sealed is False:
        said.append(L("The file was changed after it was exported, or comes from another vault."))
    if found.whole:
        said.append(L("Entries {first} to {last} follow one another.", first=found.first, last=found.last))
        said.append(
            L("Checked with the key of the vault: every entry is as it was written.")
            if found.sealed
            else L("Without the key of the vault the codes themselves were not checked.")
        )
    return said


COMMANDS: tuple[Command, ...] = (
    Command("journal", "check a journal that was exported", _arguments, _journal),
)
