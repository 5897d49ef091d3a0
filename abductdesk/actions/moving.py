"""Moving to a new computer: a whole, checked copy on the old one; on the new one the copy is taken in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from abductdesk.actions import signing
from abductdesk.actions.office import KEEPERS, Office, Work, action, guarded
from abductdesk.faults import Refused
from abductdesk.models import Staff
from abductdesk.store import moving
from abductdesk.store.vault import Vault

REASON = "move"  # in the name of the copy's folder


@guarded(KEEPERS)
def copy_for_move(office: Office, into: Path) -> Path:
    """Make a complete copy of the vault for another computer, checked by opening it; returns its folder."""
    made = office.vault.back_up(REASON, into)
    office.do(copied_for_move)
    return made


@action(KEEPERS)
def copied_for_move(work: Work) -> None:
    """Journal that the vault was copied for another computer."""
    work.note(work.get(Staff, work.staff.id))
    work.touched.clear()


def bring(chosen: Path, folder: Path) -> Path:
    """Copy the vault or backup in a chosen folder to beside `folder`; returns the copy, to be opened."""
    return moving.copy(moving.find(chosen), folder)


def open_brought(part: Path, folder: Path, name: str | None, passphrase: str) -> Office:
    """Open a copy that was brought, check all of it, put it in place and sign in there."""
    _take_in(part, folder, lambda: Vault.open_with_passphrase(part, name, passphrase))
    return signing.sign_in(folder, name, passphrase)


def open_brought_by_code(part: Path, folder: Path, code: str) -> Vault:
    """The same with the recovery code; what can be done then is `signing.recover`."""
    _take_in(part, folder, lambda: Vault.open_with_recovery(part, code))
    return signing.open_by_code(folder, code)


def forget_brought(part: Path) -> None:
    """Throw a copy away that was not opened."""
    shutil.rmtree(part, ignore_errors=True)


def _take_in(part: Path, folder: Path, opening: Callable[[], Vault]) -> None:
    if not part.exists():
        return  # it is in place already, and only signing in was refused
    vault = opening()
    try:
        whole = vault.verify().whole
    finally:
        vault.close()
    if not whole:
        raise Refused("This copy is not whole. Choose another backup; what you chose is unchanged.")
    moving.put_in_place(part, folder)
