"""Backups: made when they are due, copied to a second place, verified by opening, let go by a rule.

They work on files and keys as `safe` does, so they take the office; each is journalled. What stays and how
long is told in `store/keeping.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from abductdesk.actions.bureau import SETTINGS_STAFF, change_settings, newest_entry, settings
from abductdesk.actions.office import BRUSSELS, EVERYBODY, KEEPERS, Look, Office, Work, action, guarded, query
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import L, Message
from abductdesk.models import Bureau
from abductdesk.store import backup, examining, header, journal, keeping, restoring
from abductdesk.store.backup import Backup
from abductdesk.store.keeping import LONGEST

KIND = "backup"  # how the journal calls what happened to backups
MADE, DELETED, VERIFIED, COPIED = "backup_made", "backup_deleted", "backup_verified", "backup_copied"
MOST_HOURS, LEAST_KEPT, MOST_KEPT = 14 * 24, 3, 365
LATE = timedelta(
    hours=1
)  # what is due is made at once while a window is open: later than this, something is wrong
CLOCK_TOLERANCE = timedelta(minutes=10)


@dataclass(frozen=True)
class Kept:
    """One backup. `entries`: the journal's last entry in it (None: its key file cannot be read); `copied`: it
    lies in the second place too; `away`: it lies only there."""

    folder: Path
    made_at: datetime
    reason: str
    size: int
    entries: int | None
    verified_at: datetime
    copied: bool = False
    away: bool = False

    @property
    def name(self) -> str:
        return self.folder.name


@dataclass(frozen=True)
class BackupState:
    """How the vault is backed up. `place_fault` says what is wrong with the second place; `goes_on` is the
    latest day on which the oldest backup goes; `aside` are damaged files that a restore kept."""

    folder: Path
    backups: tuple[Kept, ...]
    last: datetime | None
    due: datetime
    overdue: bool
    hours: int
    kept: int
    place: Path | None
    place_last: datetime | None
    place_fault: Refused | None
    same_disk: bool
    goes_on: date | None
    aside: tuple[Path, ...]
    settings_version: int
    last_entry: int = 0

    @property
    def wanting(self) -> bool:
        """Whether somebody should do something about it."""
        return self.overdue or self.place_fault is not None


@dataclass(frozen=True)
class Attempt:
    """What an attempt came to: `made` a backup or not; what is wrong with the second place."""

    made: bool
    place_fault: Refused | None = None


@action(EVERYBODY)
def record_backup(work: Work, what: str, name: str, *, second_place: bool = False) -> None:
    """Journal what happened to a backup, named by its folder."""
    journal.append(
        work.session,
        work.staff.id,
        what,
        KIND,
        0,
        {"backup": name, "second_place": second_place},
        at=work.now,
    )


@query(EVERYBODY)
def verified_backups(look: Look) -> dict[str, datetime]:
    """When each backup was last verified by hand, by name."""
    found: dict[str, datetime] = {}
    for told in journal.entries_for(look.session, KIND, 0, 2000):
        if told.action == VERIFIED and told.detail:
            found.setdefault(str(told.detail["backup"]), told.at)
    return found


@action(SETTINGS_STAFF)
def change_backup_settings(work: Work, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change how often backups are made, how many stay and where they are copied to; raises `Invalid`."""
    place = changes.get("backup_folder")
    if not 1 <= changes.get("backup_hours", 1) <= MOST_HOURS:
        raise Invalid("backup_hours", "Choose between 1 and {most} hours.", most=MOST_HOURS)
    if not LEAST_KEPT <= changes.get("backups_kept", LEAST_KEPT) <= MOST_KEPT:
        raise Invalid(
            "backups_kept", "Choose between {least} and {most} backups.", least=LEAST_KEPT, most=MOST_KEPT
        )
    if place and not Path(place).is_absolute():
        raise Invalid("backup_folder", "Write the whole path of the folder, or choose it.")
    change_settings(work, seen=seen, changes=changes)


@guarded(KEEPERS)
def set_up(office: Office, seen: int, changes: Mapping[str, Any]) -> None:
    """Change the settings, once the second place was found fit for copies."""
    place = changes.get("backup_folder")
    if place and Path(place).is_absolute():
        try:
            keeping.check_place(Path(place), office.vault.folder)
        except Refused as refused:
            raise Invalid("backup_folder", refused.text, **refused.values) from None
    office.do(change_backup_settings, seen=seen, changes=changes)


@guarded(EVERYBODY, changes=False)
def backup_state(office: Office) -> BackupState:
    """Backups as they stand, newest first, and what is due."""
    found, now = office.ask(settings), office.clock()
    checked, own = office.ask(verified_backups), backup.every(office.vault.folder)
    place = Path(found.backup_folder) if found.backup_folder else None
    away = _ours(office, place)
    copies, names = {one.folder.name for one in away}, {one.folder.name for one in own}
    listed = [_kept(one, checked, copied=one.folder.name in copies) for one in own]
    listed += [_kept(one, checked, away=True) for one in away if one.folder.name not in names]
    listed.sort(key=lambda one: one.made_at, reverse=True)
    last = _last(own, now)
    due = last.made_at + timedelta(hours=found.backup_hours) if last else now
    place_last = _last(away, now)
    return BackupState(
        folder=office.vault.folder,
        backups=tuple(listed),
        last=last.made_at if last else None,
        due=due,
        overdue=now > due + LATE,
        hours=found.backup_hours,
        kept=found.backups_kept,
        place=place,
        place_last=place_last.made_at if place_last else None,
        place_fault=_place_fault(place),
        same_disk=place is not None and keeping.same_disk(place, office.vault.folder),
        goes_on=_goes_on(own),
        aside=_aside(office.vault.folder),
        settings_version=found.version,
        last_entry=office.ask(newest_entry),
    )


def _kept(one: Backup, checked: Mapping[str, datetime], *, copied: bool = False, away: bool = False) -> Kept:
    try:
        entries: int | None = header.read(one.folder).head[0]
    except Refused:
        entries = None
    verified_at = max(one.made_at, checked.get(one.folder.name, one.made_at))  # opened when it was made
    return Kept(one.folder, one.made_at, one.reason, one.size, entries, verified_at, copied, away)


def _goes_on(own: list[Backup]) -> date | None:
    return (own[-1].made_at + LONGEST).astimezone(BRUSSELS).date() if own else None


def _aside(folder: Path) -> tuple[Path, ...]:
    place = folder / restoring.ASIDE
    return tuple(sorted(place.iterdir())) if place.is_dir() else ()


def _last(found: list[Backup], now: datetime) -> Backup | None:
    """The newest of what is not dated in the future, which says that the clock was wrong."""
    return next((one for one in found if one.made_at <= now + CLOCK_TOLERANCE), None)


def _ours(office: Office, place: Path | None) -> list[Backup]:
    """Backups of this vault in the second place."""
    if place is None:
        return []
    found = []
    for one in backup.within(place):
        try:
            if header.read(one.folder).vault == office.vault.vault_id:
                found.append(one)
        except Refused:
            pass  # not whole, and not ours to judge
    return found


def _place_fault(place: Path | None) -> Refused | None:
    return keeping.missing_place() if place is not None and not keeping.is_place(place) else None


@guarded(KEEPERS)
def back_up_now(office: Office, place: Path | None = None) -> Attempt:
    """Make a backup, check it by opening, and copy it to the second place (or to `place`)."""
    made = _make(office)
    if place is not None:
        keeping.copy(made, place)
        office.do(record_backup, COPIED, made.folder.name, second_place=True)
    return Attempt(True, _copy_out(office))


def back_up_if_due(office: Office) -> Attempt:
    """Make the backup that is due, by whoever is at work, unless another program is making it; put into the
    second place what is not there yet. Raises `Refused` where no backup could be made."""
    if not _due(office) and not _to_copy(office):
        return Attempt(False, _place_fault(_place(office)))
    with keeping.claimed(office.vault.folder) as mine:
        if not mine:
            return Attempt(False, _place_fault(_place(office)))
        keeping.tidy(office.vault.folder / backup.FOLDER)
        due = _due(office)  # again: the other program may just have made it
        if due:
            _make(office)
        return Attempt(due, _copy_out(office))


def _due(office: Office) -> bool:
    now = office.clock()
    last = _last(backup.every(office.vault.folder), now)
    return last is None or now - last.made_at >= timedelta(hours=office.ask(settings).backup_hours)


def _place(office: Office) -> Path | None:
    found: Bureau = office.ask(settings)
    return Path(found.backup_folder) if found.backup_folder else None


def _to_copy(office: Office) -> Backup | None:
    """The newest backup, where the second place has not got it yet."""
    place, own = _place(office), backup.every(office.vault.folder)
    if place is None or not own or (place / own[0].folder.name).exists():
        return None
    return own[0]


def _make(office: Office) -> Backup:
    made = backup.of(office.vault.back_up(at=office.clock()))
    assert made is not None
    office.do(record_backup, MADE, made.folder.name)
    _let_go(office, backup.every(office.vault.folder))
    return made


def _copy_out(office: Office) -> Refused | None:
    place, newest = _place(office), _to_copy(office)
    if place is None or newest is None:
        return _place_fault(place)
    try:
        keeping.tidy(place)
        keeping.copy(newest, place)
    except Refused as refused:
        return refused
    office.do(record_backup, COPIED, newest.folder.name, second_place=True)
    _let_go(office, _ours(office, place), second=True)
    return None


def _let_go(office: Office, found: list[Backup], *, second: bool = False) -> None:
    """Delete what the rule lets go, once a newer one was verified; each is journalled."""
    for one in keeping.to_delete(found, office.ask(settings).backups_kept, office.clock()):
        keeping.delete(one)
        office.do(record_backup, DELETED, one.folder.name, second_place=second)


@dataclass(frozen=True)
class Verified:
    """What the check of one backup found."""

    whole: bool
    said: Message


@guarded(KEEPERS, changes=False)
def verify_backup(office: Office, folder: Path) -> Verified:
    """Open a backup, read every page and follow its journal to the end; journalled."""
    try:
        report = examining.examine(folder, office.vault.keys())
    except Refused as refused:
        office.do(record_backup, "backup_found_damaged", folder.name)
        return Verified(False, Message(refused.text, refused.values))
    if not report.whole:
        office.do(record_backup, "backup_found_damaged", folder.name)
        return Verified(
            False, L("The journal in this backup does not follow on. Keep it, and rely on another.")
        )
    office.do(record_backup, VERIFIED, folder.name)
    said = L(
        "The backup is whole: all pages open and {n} journal entries follow one another.", n=report.entries
    )
    return Verified(True, said)


@guarded(KEEPERS)
def discard_aside(office: Office, folder: Path) -> None:
    """Delete damaged files that a restore had kept; journalled. They may hold what was erased since."""
    if folder not in _aside(office.vault.folder):
        raise Refused("These files are no longer there. Refresh the screen.")
    keeping.delete(Backup(folder, office.clock(), ""))
    office.do(record_backup, "damaged_files_deleted", folder.name)


@query(EVERYBODY)
def last_at_work(look: Look) -> datetime | None:
    """When the journal was last written to."""
    return journal.last_at(look.session)


def clock_warning(last: datetime, now: datetime) -> Message:
    """What to say where the clock is wrong."""
    return L(
        "The clock of this computer says {now}, but the vault was last used on {last}. Every deadline is "
        "counted from today: check the date and time of this computer before you rely on any.",
        now=now.astimezone(BRUSSELS),
        last=last.astimezone(BRUSSELS),
    )


def clock_behind(office: Office) -> datetime | None:
    """The moment of the journal's last entry where the computer's clock is clearly before it, else None."""
    last = office.ask(last_at_work)
    return last if last is not None and last - office.clock() > CLOCK_TOLERANCE else None
