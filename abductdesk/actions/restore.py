"""Restoring a backup: what would be lost, doing it, a drill without doing it, and where the vault itself does
not open."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from abductdesk.actions import safe, sight
from abductdesk.actions.bureau import SETTINGS_STAFF
from abductdesk.actions.office import KEEPERS, Look, Office, guarded, query
from abductdesk.faults import Refused
from abductdesk.models import BY_KIND, Case, Letter, Staff
from abductdesk.models.base import Seen
from abductdesk.store import backup, examining, header, journal, meanings, restoring, slots
from abductdesk.store.backup import Backup
from abductdesk.store.examining import Keys
from abductdesk.store.header import HeaderMissing
from abductdesk.store.restoring import Restored

_OPENED = {"open_case", "import_cases", "import_timeline"}
_OWN_AFFAIRS = {"prefer"}  # what a person does to their own desk is no loss
_ISSUED = "issue_letter"


@dataclass(frozen=True)
class CaseLoss:
    """A case with work that came after the backup; `new`: all of it did."""

    reference: str
    changes: int
    new: bool


@dataclass(frozen=True)
class LetterLoss:
    """A letter issued after the backup; it may have gone out. Its number would be given again."""

    number: str
    reference: str
    issued_at: datetime


@dataclass(frozen=True)
class Loss:
    """What restoring a backup would take back. `changes`: entries that changed a record; `by`: whose work;
    `cases` and `letters` are empty for whoever may not see cases (their counts are not); `brings_back`:
    entries of the backup that today's vault has not got; `readable`: False where today's vault does not open,
    and then `changes` is what its key file tells; `lose_access` cannot sign in afterwards."""

    made_at: datetime | None
    changes: int
    by: tuple[tuple[str, int], ...] = ()
    case_count: int = 0
    cases: tuple[CaseLoss, ...] = ()
    letter_count: int = 0
    letters: tuple[LetterLoss, ...] = ()
    people: int = 0
    brings_back: int = 0
    readable: bool = True
    lose_access: tuple[str, ...] = ()
    old_access: bool = False


@guarded(KEEPERS, changes=False)
def preview(office: Office, source: Path) -> Loss:
    """What restoring this backup would take back; raises `BadBackup`, `Refused`."""
    with (
        examining.looking_into(source, office.vault.keys()) as (theirs, _),
        office.vault.reading() as session,
    ):
        examining.check_version(theirs)
        common = journal.last_common(session.connection(), theirs)
        more = journal.head(theirs)[0] - common
    found = backup.of(source)
    return office.ask(_taken_back, common, more, found.made_at if found else None)


@query(SETTINGS_STAFF)
def _taken_back(look: Look, common: int, brings_back: int, made_at: datetime | None) -> Loss:
    after = [
        entry
        for entry in journal.after(look.session, common)
        if entry.record_kind in BY_KIND and entry.action not in _OWN_AFFAIRS
    ]
    names = {row.id: row.name for row in look.session.execute(select(Staff.id, Staff.name))}
    by = Counter(names.get(entry.staff_id, "?") for entry in after)
    in_cases = Counter(entry.case_id for entry in after if entry.case_id is not None)
    opened = {entry.case_id for entry in after if entry.action in _OPENED}
    letters = [entry.record_id for entry in after if entry.action == _ISSUED]
    seen = sight.may_see(look.staff, Seen.CASE_STAFF)
    return Loss(
        made_at=made_at,
        changes=len(after),
        by=tuple(by.most_common()),
        case_count=len(in_cases),
        cases=_cases(look, in_cases, opened) if seen else (),
        letter_count=len(set(letters)),
        letters=_letters(look, letters) if seen else (),
        people=len({entry.record_id for entry in after if entry.record_kind == "person"}),
        brings_back=brings_back,
    )


def _cases(look: Look, changes: Counter[int], opened: set[int | None]) -> tuple[CaseLoss, ...]:
    rows = look.session.execute(select(Case.id, Case.reference)).all()
    references = {row.id: row.reference for row in rows}
    found = [CaseLoss(references.get(one, "?"), count, one in opened) for one, count in changes.items()]
    return tuple(sorted(found, key=lambda one: (not one.new, -one.changes, one.reference)))


def _letters(look: Look, ids: Sequence[int]) -> tuple[LetterLoss, ...]:
    wanted = select(Letter.id, Letter.number, Letter.issued_at, Case.reference).join(
        Case,
        Case.id == Letter.case_id,
        isouter=True,  # a letter to the directory is on no case
    )
    rows = [row for row in look.session.execute(wanted.order_by(Letter.id)) if row.id in set(ids)]
    return tuple(LetterLoss(row.number, row.reference or "", row.issued_at) for row in rows)


@guarded(KEEPERS)
def restore(office: Office, source: Path, loss: Loss) -> Restored:
    """Put the backup in the place of today's vault, which is kept as a backup; the journal names what the
    preview showed. The office is of before: sign in again."""
    return office.vault.restore(source, _told(source, loss))


def _told(source: Path, loss: Loss) -> dict[str, object]:
    return {
        "backup": source.name,
        "changes_lost": loss.changes,
        "cases": [case.reference for case in loss.cases],
        "letters": [letter.number for letter in loss.letters],
    }


# where the vault does not open


@dataclass(frozen=True)
class Rescue:
    """How to mend a vault that does not open: who signs in, with what, and to which folder."""

    folder: Path
    name: str | None = None
    secret: str = field(default="", repr=False)
    by_code: bool = False

    def keys(self, source: Path) -> Keys:
        """By the vault's own key file, or by the backup's where that is lost."""
        for place in (self.folder, source):
            with suppress(HeaderMissing):
                if self.by_code:
                    return examining.keys_by_code(place, self.secret)
                return examining.keys_by_passphrase(place, self.name, self.secret)
        raise examining.bad()


def backups_of(folder: Path) -> list[Backup]:
    """The vault's own backups that have a key file and a whole number of pages, newest first."""
    return backups_in(folder / backup.FOLDER)


def backups_in(place: Path) -> list[Backup]:
    """The same in any folder."""
    found = []
    for one in backup.within(place):
        with suppress(Refused):
            examining.check_files(one.folder)
            header.read(one.folder)
            found.append(one)
    return found


def preview_unopened(rescue: Rescue, source: Path) -> Loss:
    """What can be told of the loss where today's vault does not open; raises `BadBackup`, `WrongSecret`."""
    keys = rescue.keys(source)
    if restoring.keys_are_lost(rescue.folder, keys) and restoring.opens_present(rescue.folder, keys):
        return Loss(made_at(source), 0, readable=True, old_access=True)
    with examining.looking_into(source, keys) as (link, _):
        examining.check_version(link)
        last = journal.head(link)[0]
        there = {row.id for row in link.execute(select(Staff.id))}
    stay = restoring.opens_present(rescue.folder, keys)  # then who works here is carried over
    lost = [slot.name for slot in keys.read.slots if slot.kind == slots.PERSON and slot.staff_id not in there]
    return Loss(
        made_at(source),
        max(0, keys.read.head[0] - last),
        readable=False,
        lose_access=() if stay else tuple(lost),
        old_access=restoring.keys_are_lost(rescue.folder, keys),
    )


def restore_by(rescue: Rescue, source: Path, loss: Loss) -> Restored:
    """Restore for whoever signs in: as in the window where the vault opens, else as `restore_unopened`."""
    if not loss.readable or loss.old_access:
        return restore_unopened(rescue, source)
    office = safe.sign_in(rescue.folder, rescue.name, rescue.secret, accept_older=True)
    try:
        return restore(office, source, loss)
    finally:
        office.vault.close()


def restore_unopened(rescue: Rescue, source: Path) -> Restored:
    """Restore where today's vault does not open: its damaged files are kept aside. Where only the key file
    was lost it alone comes from the backup, and no record goes back."""
    keys = rescue.keys(source)
    if restoring.keys_are_lost(rescue.folder, keys) and restoring.opens_present(rescue.folder, keys):
        restoring.put_back_keys(rescue.folder, keys)
        return Restored(None, damaged=False)
    return restoring.restore(rescue.folder, source, keys, {"backup": source.name})


def made_at(source: Path) -> datetime | None:
    """When a backup was made, by the name of its folder."""
    found = backup.of(source)
    return found.made_at if found else None


# a drill


@dataclass(frozen=True)
class Drill:
    """What restoring a backup would give, tried out in a private folder that is gone again."""

    entries: int
    whole: bool
    cases: int
    people: int
    letters: int


def drill(source: Path, keys: Keys) -> Drill:
    """Restore a backup into a private folder on its own disk, check all of it, count, and remove it again.
    Nothing is decrypted on the disk. Raises `BadBackup`, `Refused`."""
    try:
        room = Path(tempfile.mkdtemp(prefix=".abductdesk-drill-", dir=source.parent))  # rights 0700
    except OSError as error:
        raise meanings.meaning(error) or error from None
    try:
        restoring.prepare(source, room, keys)
        report, counts = examining.count(room, keys, ("case_file", "person", "letter"))
    finally:
        shutil.rmtree(room, ignore_errors=True)
    return Drill(report.entries, report.whole, *counts)
