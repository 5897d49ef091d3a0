"""`backup`, `restore`: a backup now, a drill, and putting a backup in the place of the vault."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from abductdesk.actions import backups, restore, safe
from abductdesk.actions.restore import Drill, Loss, Rescue
from abductdesk.cli.command import BRUSSELS, OK, REFUSED, Command, print_rows
from abductdesk.cli.vaults import at_work, given_passphrase, say, vault_arguments
from abductdesk.faults import Refused
from abductdesk.i18n import LN, N_, L, Message, Tongue

# backup


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    vault_arguments(parser)
    parser.add_argument("--to", type=Path, metavar="DIR", help="copy it there too, and read the copy back")


def _backup(asked: argparse.Namespace, tongue: Tongue) -> int:
    with at_work(asked, tongue) as office:
        attempt = backups.back_up_now(office, asked.to)
        made = backups.backup_state(office).backups[0]
    print(tongue.say(L("Backed up and verified by opening: {folder}", folder=made.folder)))
    if attempt.place_fault is not None:
        say(attempt.place_fault, tongue)
        return REFUSED
    return OK


# restore


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", nargs="?", type=Path, metavar="BACKUP", help="folder; default: the newest")
    vault_arguments(parser, required=False)
    parser.add_argument(
        "--check", action="store_true", help="a drill: try it, say what is in it, change nothing"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask before restoring")


def _restore(asked: argparse.Namespace, tongue: Tongue) -> int:
    if asked.vault is None and (asked.backup is None or not asked.check):
        raise Refused("Say which vault is meant, with {option}.", option="--vault")
    source = asked.backup or _newest(asked.vault)
    if not source.is_dir():
        raise Refused("There is no backup in the folder {folder}.", folder=source.name)
    safe.no_core_dumps()
    rescue = Rescue(asked.vault or source, asked.who, given_passphrase(tongue))
    return _check(asked, source, rescue, tongue) if asked.check else _replace(asked, source, rescue, tongue)


def _newest(vault: Path) -> Path:
    found = restore.backups_of(vault)
    if not found:
        raise Refused("This vault has no backup of its own. Name the folder of one.")
    return found[0].folder


def _check(asked: argparse.Namespace, source: Path, rescue: Rescue, tongue: Tongue) -> int:
    """The drill: restore into a private folder, check every page and the journal, count, remove."""
    loss = _loss(rescue, source) if asked.vault is not None else None
    found = restore.drill(source, rescue.keys(source))
    print_rows([(L("Backup"), source.name), *_age(source), *_counts(found)], tongue)
    if loss is not None:
        _tell(loss, tongue)
    if not found.whole:
        say(L("The journal in this backup does not follow on. Keep it, and rely on another."), tongue)
        return REFUSED
    print(tongue.text(N_("The drill succeeded: the backup opens, every page and its journal are whole.")))
    return OK


def _age(source: Path) -> list[tuple[Message, object]]:
    made_at = restore.made_at(source)
    if made_at is None:
        return []
    hours = max(0, int((datetime.now(UTC) - made_at).total_seconds() // 3600))
    age = LN("{n} hour", "{n} hours", hours) if hours < 48 else LN("{n} day", "{n} days", hours // 24)
    return [(L("Made"), made_at.astimezone(BRUSSELS)), (L("Age"), age)]


def _counts(found: Drill) -> list[tuple[Message, object]]:
    return [
        (L("Cases"), found.cases),
        (L("People"), found.people),
        (L("Letters"), found.letters),
        (L("Journal entries"), found.entries),
    ]


def _loss(rescue: Rescue, source: Path) -> Loss:
    """What restoring would take back: in full where the vault opens, else what can be told."""
    try:
        office = safe.sign_in(rescue.folder, rescue.name, rescue.secret)
    except (safe.Damaged, safe.HeaderMissing, safe.RolledBack):
        return restore.preview_unopened(rescue, source)
    try:
        return restore.preview(office, source)
    finally:
        office.vault.close()


def _tell(loss: Loss, tongue: Tongue) -> None:
    if not loss.readable:
        print(tongue.text(N_("The vault of today does not open, so this is what its key file tells.")))
    if not loss.changes:
        print(tongue.text(N_("Restoring it would take nothing back.")))
        return
    rows: list[tuple[Message, object]] = [(L("Changes it would take back"), loss.changes)]
    if loss.readable:
        rows += [(L("Cases concerned"), loss.case_count), (L("Letters issued since"), loss.letter_count)]
    print_rows(rows, tongue)
    for letter in loss.letters:
        print(f"  {letter.number}\t{letter.reference}\t{tongue.short_date(letter.issued_at)}")
    for name in loss.lose_access:
        print(tongue.text(N_("{name} could not sign in any more."), name=name))


def _replace(asked: argparse.Namespace, source: Path, rescue: Rescue, tongue: Tongue) -> int:
    loss = _loss(rescue, source)
    print_rows([(L("Backup"), source.name), *_age(source)], tongue)
    _tell(loss, tongue)
    if not asked.yes and not _agreed(tongue):
        say(L("Nothing was changed."), tongue)
        return REFUSED
    done = restore.restore_by(rescue, source, loss)
    print(tongue.text(N_("Restored. Whoever works with the vault signs in again.")))
    if done.kept is not None:
        print(tongue.text(N_("What stood there before is kept in {folder}."), folder=done.kept))
    return OK


def _agreed(tongue: Tongue) -> bool:
    """Whether the person typed yes; without a terminal nobody did."""
    try:
        answer = input(tongue.text(N_("Type {word} to restore this backup: "), word=tongue.text(N_("yes"))))
    except EOFError:
        print(file=sys.stderr)
        return False
    return answer.strip().casefold() in {"yes", tongue.text(N_("yes")).casefold()}


COMMANDS: tuple[Command, ...] = (
    Command("backup", "make an encrypted backup and verify it by opening", _backup_arguments, _backup),
    Command(
        "restore", "put a backup in the place of a vault, or try it (--check)", _restore_arguments, _restore
    ),
)
