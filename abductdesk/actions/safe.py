"""The vault itself: where it is, its recovery code, backups, checks; and the doors into it (signing.py).

These work on keys and files, not on records, so they take the office (or a folder) and journal what they did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from abductdesk import documents
from abductdesk.actions.bureau import newest_entry, settings
from abductdesk.actions.computers import forget_this_computer, trust_this_computer
from abductdesk.actions.office import ADMINISTRATORS, EVERYBODY, KEEPERS, Office, Work, action, guarded
from abductdesk.actions.signing import (
    change_passphrase,
    choose_passphrase,
    found,
    open_by_code,
    recover,
    sign_in,
    sign_in_trusted,
    start_trusted,
)
from abductdesk.i18n import L, Message
from abductdesk.models import Staff
from abductdesk.store import backup, header, journal, keyrings, passphrases, places, process
from abductdesk.store.header import HeaderMissing
from abductdesk.store.meanings import Damaged
from abductdesk.store.vault import RolledBack, SignIn, people
from abductdesk.terms import Act

__all__ = [
    "Damaged", "HeaderMissing", "RolledBack", "SignIn", "change_passphrase", "choose_passphrase",
    "forget_this_computer", "found", "open_by_code", "people", "recover", "sign_in", "sign_in_trusted",
    "start_trusted", "trust_this_computer",
]  # fmt: skip

strength = passphrases.strength
default_folder = places.default_folder
use_copy_of_keys = header.use_copy


check_place = places.check
no_core_dumps = process.no_core_dumps
keeps_memory = process.keeps_memory


def has_vault(folder: Path) -> bool:
    """Whether a vault, whole or not, is in this folder, or may be: one that may not be looked into is refused
    when it is opened."""
    try:
        return (folder / "vault.db").exists() or (folder / header.FILE).exists()
    except PermissionError:
        return True


@action(EVERYBODY, Act.KEYS)
def record_safety(work: Work, what: str) -> None:
    """Journal something about keys or backups: `what` names it."""
    work.action = what
    work.note(work.get(Staff, work.staff.id))
    work.touched.clear()


@guarded(ADMINISTRATORS)
def renew_recovery_code(office: Office) -> str:
    """A new recovery code; the old one opens nothing any more. Nobody else may have the vault open."""
    code = office.vault.renew_recovery()
    office.do(record_safety, "recovery_code_renewed")
    return code


@guarded(ADMINISTRATORS, changes=False)
def recovery_sheet(office: Office, code: str, language: str) -> bytes:
    """The printable sheet with the recovery code, made in memory."""
    bureau = office.ask(settings).name
    return documents.recovery_sheet(bureau, office.staff.name, code, datetime.now(UTC).date(), language).bytes


@dataclass(frozen=True)
class Safe:
    """Where the vault is and how it is kept. `keyring` says whether this computer can be trusted at all,
    `last_entry` the number of the journal's last entry."""

    folder: Path
    bureau: str
    last_backup: datetime | None
    backups: int
    keyring: bool
    trusted: bool
    last_entry: int = 0


@guarded(EVERYBODY, changes=False)
def state_of(office: Office) -> Safe:
    """The vault as it stands."""
    kept = backup.every(office.vault.folder)
    keyring = keyrings.is_available()
    return Safe(
        office.vault.folder,
        office.vault.bureau,
        kept[0].made_at if kept else None,
        len(kept),
        keyring,
        keyring and office.vault.trusts_this_computer(),
        office.ask(newest_entry),
    )


@guarded(KEEPERS)
def back_up(office: Office) -> Path:
    """Make an encrypted backup beside the vault and check it by opening."""
    made = office.vault.back_up()
    office.do(record_safety, "backup_made")
    return made


@dataclass(frozen=True)
class Verified:
    """What a check of the vault found: `whole`, how many entries the journal has (0: they cannot be read),
    and sentences for whoever asked."""

    whole: bool
    entries: int
    sentences: tuple[Message, ...]


@guarded(KEEPERS, changes=False)
def verify(office: Office) -> Verified:
    """Check every page, every index, and the journal's chain against its recorded head."""
    check = office.vault.verify()
    said: list[Message] = [L("The database is damaged: {fault}.", fault=fault) for fault in check.faults]
    said += _of_guards(check.unguarded)
    head = 0
    if check.journal is not None:
        said += _of_chain(check.journal)
        head = check.journal.head[0]
    return _verified(check.whole, head, said)


STEP = 4_000  # entries: 40 ms


@guarded(EVERYBODY, changes=False)
def check_journal(office: Office, begun: journal.Checking | None = None) -> journal.Checking | Verified:
    """Check the journal and its guards, a step each time: give back what it returns until it is the answer.
    Where it is not whole, that is journalled."""
    found = office.vault.check_journal_step(begun, STEP)
    if isinstance(found, journal.Checking):
        return found
    unguarded = office.vault.missing_guards()
    whole = found.whole and not unguarded
    if not whole:
        office.do(record_safety, "journal_check_failed")
    return _verified(whole, found.head[0], [*_of_guards(unguarded), *_of_chain(found)])


def _of_guards(unguarded: tuple[str, ...]) -> list[Message]:
    return [L("The guards that keep the journal from being changed are missing.")] if unguarded else []


def _of_chain(found: journal.Report) -> list[Message]:
    said: list[Message] = []
    if found.broken_at is not None:
        said.append(L("The journal was changed at entry {entry}.", entry=found.broken_at))
    said += [L("The detail of entry {entry} was changed.", entry=entry) for entry in found.rewritten]
    if not found.head_found:
        said.append(L("The journal has lost its last entries, or an older vault was put back."))
    return said


def _verified(whole: bool, entries: int, said: list[Message]) -> Verified:
    if whole:
        said.append(L("The vault is whole: {entries} journal entries follow one another.", entries=entries))
    else:
        said.append(L("Restore the latest backup and tell your administrator."))
    return Verified(whole, entries, tuple(said))
