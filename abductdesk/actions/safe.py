"""The vault itself: opening and founding it, passphrase, trusted computer, backups, checks.

These work on keys and files, not on records, so they take the office (or a folder) and journal what they did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from abductdesk import documents
from abductdesk.actions.bureau import SETTINGS_STAFF, found_bureau, settings
from abductdesk.actions.office import EVERYBODY, Office, Work, action
from abductdesk.i18n import L, Message
from abductdesk.models import Staff
from abductdesk.store import backup, header, journal, keyrings, passphrases, places, process
from abductdesk.store.header import HeaderMissing
from abductdesk.store.meanings import Damaged
from abductdesk.store.vault import RolledBack, SignIn, Vault, people

__all__ = ["Damaged", "HeaderMissing", "RolledBack", "SignIn", "people"]

strength = passphrases.strength
default_folder = places.default_folder
use_copy_of_keys = header.use_copy


check_place = places.check
no_core_dumps = process.no_core_dumps


def has_vault(folder: Path) -> bool:
    """Whether a vault, whole or not, is in this folder, or may be: one that may not be looked into is refused
    when it is opened."""
    try:
        return (folder / "vault.db").exists() or (folder / header.FILE).exists()
    except PermissionError:
        return True


def found(folder: Path, *, bureau: str, person: str, passphrase: str) -> tuple[Office, str]:
    """Make a new vault with its bureau and first person; returns the office and the recovery code."""
    vault, code = Vault.create(folder, bureau=bureau.strip(), person=person.strip(), passphrase=passphrase)
    return found_bureau(vault, bureau=bureau, person=person, today=datetime.now(UTC).date()), code


def sign_in(folder: Path, name: str | None, passphrase: str, *, accept_older: bool = False) -> Office:
    """Open the vault with a passphrase; see `Vault.open_with_passphrase` for what is raised."""
    vault = Vault.open_with_passphrase(folder, name, passphrase, accept_older=accept_older)
    return _at_work(vault, vault.staff_id)


def sign_in_trusted(folder: Path) -> Office | None:
    """Open the vault as the person this computer trusts; None where it trusts nobody."""
    vault = Vault.open_with_workstation(folder)
    return _at_work(vault, vault.staff_id) if vault is not None else None


def open_by_code(folder: Path, code: str, *, accept_older: bool = False) -> Vault:
    """Open with the printed recovery code; all that can be done then is `recover`."""
    return Vault.open_with_recovery(folder, code, accept_older=accept_older)


def recover(opened: Vault, who: SignIn, new_passphrase: str) -> Office:
    """Give a person a new passphrase and let that person in. A weak one is refused and may be tried again."""
    opened.reset_passphrase(who.staff_id, new_passphrase)
    opened.close()
    office = sign_in(opened.folder, who.name, new_passphrase)
    office.do(record_safety, "recovered_by_code")
    return office


def _at_work(vault: Vault, staff_id: int) -> Office:
    try:
        with vault.reading() as session:
            unfounded = journal.head(session.connection()) == journal.NO_HEAD
        if unfounded:  # the power failed between the vault and its first records
            today = datetime.now(UTC).date()
            return found_bureau(vault, bureau=vault.bureau, person=vault.name, today=today, staff_id=staff_id)
        return Office(vault, staff_id)
    except BaseException:
        vault.close()
        raise


@action(EVERYBODY)
def record_safety(work: Work, what: str) -> None:
    """Journal something about keys or backups: `what` names it."""
    work.action = what
    work.note(work.get(Staff, work.staff.id))
    work.touched.clear()


def change_passphrase(office: Office, old: str, new: str) -> None:
    """Change one's own passphrase; raises `Refused` for a wrong old one or a weak new one."""
    office.vault.change_passphrase(old, new)
    office.do(record_safety, "passphrase_changed")


def trust_this_computer(office: Office) -> None:
    """Open at once on this computer from now on; the passphrase is still asked after a lock."""
    office.vault.trust_workstation()
    office.do(record_safety, "workstation_trusted")


def forget_this_computer(office: Office) -> None:
    """Ask for the passphrase on this computer again."""
    office.vault.forget_workstation()
    office.do(record_safety, "workstation_forgotten")


def renew_recovery_code(office: Office) -> str:
    """A new recovery code; the old one opens nothing any more. Nobody else may have the vault open."""
    office.may(SETTINGS_STAFF)
    code = office.vault.renew_recovery()
    office.do(record_safety, "recovery_code_renewed")
    return code


def recovery_sheet(office: Office, code: str, language: str) -> bytes:
    """The printable sheet with the recovery code, made in memory."""
    bureau = office.ask(settings).name
    return documents.recovery_sheet(bureau, office.staff.name, code, datetime.now(UTC).date(), language).bytes


@dataclass(frozen=True)
class Safe:
    """Where the vault is and how it is kept. `keyring` says whether this computer can be trusted at all."""

    folder: Path
    bureau: str
    last_backup: datetime | None
    backups: int
    keyring: bool
    trusted: bool


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
    )


def back_up(office: Office) -> Path:
    """Make an encrypted backup beside the vault and check it by opening."""
    made = office.vault.back_up()
    office.do(record_safety, "backup_made")
    return made


@dataclass(frozen=True)
class Verified:
    """What a check of the vault found: `whole`, and sentences for whoever asked."""

    whole: bool
    entries: int
    sentences: tuple[Message, ...]


def verify(office: Office) -> Verified:
    """Check every page, every index, and the journal's chain against its recorded head."""
    check = office.vault.verify()
    said: list[Message] = [L("The database is damaged: {fault}.", fault=fault) for fault in check.faults]
    if check.unguarded:
        said.append(L("The guards that keep the journal from being changed are missing."))
    entries = 0
    if check.journal is not None:
        entries = check.journal.entries
        if check.journal.broken_at is not None:
            said.append(L("The journal was changed at entry {entry}.", entry=check.journal.broken_at))
        said += [
            L("The detail of entry {entry} was changed.", entry=entry) for entry in check.journal.rewritten
        ]
        if not check.journal.head_found:
            said.append(L("The journal has lost its last entries, or an older vault was put back."))
    if check.whole:
        said.append(L("The vault is whole: {entries} journal entries follow one another.", entries=entries))
    else:
        said.append(L("Restore the latest backup and tell your administrator."))
    return Verified(check.whole, entries, tuple(said))
