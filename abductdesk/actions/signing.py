"""Signing in: by passphrase, on a trusted computer, by the recovery code; and one's own passphrase.

Who signed in, how, and after how many wrong tries is journalled. Every sign-in also puts right what a power
cut left between the records of people and their keys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy.orm import Session

from abductdesk.actions.bureau import found_bureau
from abductdesk.actions.erasedagain import replay
from abductdesk.actions.office import EVERYBODY, Office, ShutOut, Work, action, guarded
from abductdesk.faults import Refused
from abductdesk.i18n import N_, L, Message
from abductdesk.models import Staff
from abductdesk.store import journal, slots
from abductdesk.store.vault import SignIn, Vault
from abductdesk.store.workstations import Trust, trust_of
from abductdesk.terms import Act, StaffRole


class How(StrEnum):
    """What opened the vault."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a name for it
    COMPUTER = "computer"
    CODE = "code"


_wrong: Counter[tuple[Path, str]] = Counter()  # tries since the last success, while the program runs


def found(folder: Path, *, bureau: str, person: str, passphrase: str) -> tuple[Office, str]:
    """Make a new vault with its bureau and first person; returns the office and the recovery code."""
    vault, code = Vault.create(folder, bureau=bureau.strip(), person=person.strip(), passphrase=passphrase)
    office = found_bureau(vault, bureau=bureau, person=person, today=datetime.now(UTC).date())
    office.do(record_sign_in, How.PASSPHRASE)
    return office, code


def sign_in(
    folder: Path, name: str | None, passphrase: str, *, accept_older: bool = False, how: How = How.PASSPHRASE
) -> Office:
    """Open the vault with a passphrase; see `Vault.open_with_passphrase` for what is raised, and `ShutOut`
    for somebody who left or is suspended."""
    key = (folder.absolute(), name or "")
    try:
        vault = Vault.open_with_passphrase(folder, name, passphrase, accept_older=accept_older)
    except slots.WrongSecret:
        _wrong[key] += 1
        raise
    return _at_work(vault, how, _wrong.pop(key, 0))


def sign_in_trusted(folder: Path) -> Office | None:
    """Open the vault as the person this computer trusts; None where it trusts nobody. Whoever was given a
    passphrase must type it once."""
    vault = Vault.open_with_workstation(folder)
    if vault is None:
        return None
    office = _at_work(vault, How.COMPUTER, 0)
    if office.staff.must_change:
        vault.close()
        raise ShutOut(
            N_("An administrator gave you a new passphrase. Enter it, then choose one of your own.")
        )
    return office


def start_trusted(folder: Path) -> tuple[Office | None, Message | None, bool]:
    """At the start of the program: `sign_in_trusted`, else why the passphrase is asked on a computer that
    was trusted, and whether it can be trusted again."""
    office = sign_in_trusted(folder)
    trust = Trust.TRUSTED if office is not None else trust_of(folder)
    return office, _WHY_ASKED.get(trust), trust is Trust.LOST


_WHY_ASKED = {
    Trust.LOST: L(
        "This computer is no longer trusted: its keyring has lost the key, as after a reset of the system’s "
        "password. Enter your passphrase; the computer can be trusted again below."
    ),
    Trust.LOCKED: L(
        "The keyring of this computer is locked, so the passphrase is asked. Unlock the keyring and start "
        "again to open without it."
    ),
    Trust.ABSENT: L(
        "This computer was trusted, but its system offers no keyring now, so the passphrase is asked."
    ),
}


def open_by_code(folder: Path, code: str, *, accept_older: bool = False) -> Vault:
    """Open with the printed recovery code; all that can be done then is `recover`."""
    key = (folder.absolute(), How.CODE.value)
    try:
        return Vault.open_with_recovery(folder, code, accept_older=accept_older)
    except slots.WrongSecret:
        _wrong[key] += 1
        raise


def recover(opened: Vault, who: SignIn, new_passphrase: str) -> Office:
    """Give a person a new passphrase and let that person in. A weak one is refused and may be tried again,
    as is somebody who is suspended: then another person must be chosen."""
    with opened.reading() as session:
        staff = session.get(Staff, who.staff_id)
    if staff is not None and (staff.suspended_on is not None or not staff.active):
        raise Refused("{name} is suspended or has left. Ask an administrator.", name=staff.name)
    opened.reset_passphrase(who.staff_id, who.name, new_passphrase)
    opened.close()
    wrong = _wrong.pop((opened.folder.absolute(), How.CODE.value), 0)
    _wrong[opened.folder.absolute(), who.name] += wrong
    office = sign_in(opened.folder, who.name, new_passphrase, how=How.CODE)
    office.do(recovered_by_code)
    return office


def _at_work(vault: Vault, how: How, wrong: int) -> Office:
    try:
        with vault.reading() as session:
            unfounded = journal.head(session.connection()) == journal.NO_HEAD
        if unfounded:  # the power failed between the vault and its first records
            today, who = datetime.now(UTC).date(), vault.staff_id
            found_bureau(vault, bureau=vault.bureau, person=vault.name, today=today, staff_id=who)
        office = Office(vault, vault.staff_id)
        office.do(record_sign_in, how, wrong)
        if not office.staff.must_change:
            keep_in_step(office)
        replay(office)
        return office
    except BaseException:
        vault.close()
        raise


def keep_in_step(office: Office) -> None:
    """Let keys follow records: whoever's record was never written, or who left, has no key. Where somebody
    else has the vault open the keys of those who left go at the next start; their records shut them out."""
    left = office.vault.drop_unrecorded()
    if left and office.staff.id not in left:
        with suppress(Refused):
            office.vault.revoke(*left)
            office.do(record_new_keys)


@action(EVERYBODY, Act.KEYS, newcomer=True)
def record_sign_in(work: Work, how: How, wrong: int = 0) -> None:
    """Journal that one signed in, how, and after how many wrong passphrases."""
    work.action = "signed_in"
    work.note(work.get(Staff, work.staff.id), {"how": how.value, "wrong": wrong})
    work.touched.clear()


@action(EVERYBODY, Act.KEYS)
def record_new_keys(work: Work) -> None:
    """Journal that the vault got new keys: a person was shut out, or a start finished that."""
    work.action = "keys_changed"
    work.note(work.get(Staff, work.staff.id))
    work.touched.clear()


@guarded(EVERYBODY)
def change_passphrase(office: Office, old: str, new: str) -> None:
    """Change one's own passphrase; raises `Refused` for a wrong old one or a weak or equal new one."""
    vault = office.vault
    office.do(passphrase_changed, lambda session: vault.change_passphrase(old, new, during=session))


@guarded(EVERYBODY, newcomer=True)
def choose_passphrase(office: Office, new: str) -> None:
    """Choose a passphrase of one's own in the place of the one that was given; raises `Refused` for a weak
    one, and for the given one again."""
    if not office.staff.must_change:
        raise Refused("You chose your passphrase already. Change it under Settings.")
    office.do(passphrase_changed, lambda session: office.vault.choose_passphrase(new, during=session))


@action(EVERYBODY, Act.KEYS, newcomer=True)
def passphrase_changed(work: Work, give: Callable[[Session], None]) -> None:
    """Journal one's own new passphrase; `give` puts it into the key file in the same transaction. After a
    power cut between the two it is asked for again, never the given one left in force."""
    _has_own(work)
    give(work.session)


@action(EVERYBODY, Act.KEYS, newcomer=True)
def recovered_by_code(work: Work) -> None:
    """Journal that one chose a new passphrase after opening with the recovery code."""
    _has_own(work)


def _has_own(work: Work) -> None:
    me = work.get(Staff, work.staff.id)
    if me.must_change:
        work.assign(me, must_change=False)
    else:
        work.note(me)


def administers(office: Office) -> bool:
    """Whether whoever is at work handles people and keys, for what a screen offers."""
    return StaffRole.ADMINISTRATOR in office.staff.roles
