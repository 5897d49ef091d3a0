"""Backups that make themselves: when, where to, which stay, and what is said when something is in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from abductdesk.actions import backups
from abductdesk.actions.bureau import settings
from abductdesk.actions.cases import change_case
from abductdesk.actions.office import Office
from abductdesk.actions.undo import last_change
from abductdesk.faults import Invalid, Refused
from abductdesk.store import backup, journal, keeping
from abductdesk.store.backup import Backup
from abductdesk.store.vault import Vault
from tests.actions.conftest import NOW
from tests.conftest import Template, open_at_once


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def later(self, **more: float) -> None:
        self.now += timedelta(**more)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(vault: Vault, clock: Clock) -> Office:
    return Office(vault, 1, clock=clock)


@pytest.fixture
def stick(tmp_path: Path, office: Office) -> Path:
    """A second place that the bureau has chosen."""
    place = tmp_path / "stick"
    place.mkdir()
    choose(office, backup_folder=str(place))
    return place


def choose(office: Office, **changes: object) -> None:
    backups.set_up(office, office.ask(settings).version, changes)


def names(place: Path) -> list[str]:
    return [one.folder.name for one in backup.within(place)]


def journalled(office: Office) -> list[str]:
    with office.vault.reading() as session:
        return [told.action for told in journal.entries_for(session, backups.KIND, 0)]


def test_a_backup_is_made_when_it_is_due_and_not_before(office: Office, clock: Clock) -> None:
    assert backups.back_up_if_due(office).made
    clock.later(hours=23)
    assert not backups.back_up_if_due(office).made
    clock.later(hours=1)
    assert backups.back_up_if_due(office).made
    assert len(backup.every(office.vault.folder)) == 2
    choose(office, backup_hours=4)
    clock.later(hours=4)
    assert backups.back_up_if_due(office).made
    assert journalled(office) == [backups.MADE] * 3


def test_the_state_says_what_is_due_and_when_it_is_late(office: Office, clock: Clock) -> None:
    nothing = backups.backup_state(office)
    assert (nothing.last, nothing.backups, nothing.goes_on) == (None, (), None)
    backups.back_up_if_due(office)
    clock.later(hours=24, minutes=30)
    assert not backups.backup_state(office).overdue, (
        "due backups are made while a window is open: no alarm yet"
    )
    clock.later(hours=1)
    state = backups.backup_state(office)
    assert state.overdue and state.wanting
    assert (state.last, state.due) == (NOW, NOW + timedelta(hours=24))
    (kept,) = state.backups
    assert kept.verified_at == NOW
    assert kept.entries is not None and kept.size > 4096
    assert state.goes_on == (NOW + timedelta(days=183)).date()


def test_a_backup_disturbs_no_undo(office: Office, case_id: int) -> None:
    office.do(change_case, case_id, seen=10**9, changes={"summary": "new"})
    before = office.ask(last_change)
    backups.back_up_if_due(office)
    assert before is not None
    assert office.ask(last_change) == before


def test_everybody_s_window_makes_backups_but_only_keepers_change_them(clerk: Office, tmp_path: Path) -> None:
    assert backups.back_up_if_due(clerk).made
    state = backups.backup_state(clerk)
    assert state.last is not None
    with pytest.raises(Refused, match="Your role"):
        backups.back_up_now(clerk)
    with pytest.raises(Refused, match="Your role"):
        backups.verify_backup(clerk, state.backups[0].folder)
    with pytest.raises(Refused, match="Your role"):
        choose(clerk, backup_hours=2)


def test_the_second_place_gets_a_copy_that_opens(
    office: Office, stick: Path, vault_template: Template, tmp_path: Path
) -> None:
    assert backups.back_up_if_due(office).place_fault is None
    assert names(stick) == names(office.vault.folder / backup.FOLDER)
    opened = open_at_once(Path(shutil.copytree(stick / names(stick)[0], tmp_path / "copy")), vault_template)
    assert opened.verify().whole
    opened.close()
    state = backups.backup_state(office)
    assert state.place_last == NOW and state.backups[0].copied
    assert state.same_disk, "a folder of the same disk is no second place: the screen says so"


def test_a_missing_stick_is_said_and_filled_when_it_comes_back(
    office: Office, stick: Path, clock: Clock
) -> None:
    away = stick.rename(stick.with_name("away"))
    attempt = backups.back_up_if_due(office)
    assert attempt.made and attempt.place_fault is not None
    assert "not there" in attempt.place_fault.text
    state = backups.backup_state(office)
    assert state.wanting and not state.overdue
    assert not stick.exists(), "where the stick should be nothing is made on the system's disk"
    away.rename(stick)
    clock.later(minutes=10)
    attempt = backups.back_up_if_due(office)
    assert not attempt.made and attempt.place_fault is None
    assert len(names(stick)) == 1


def test_a_stick_pulled_out_in_the_middle_leaves_no_half_backup(
    office: Office, stick: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(source: Path, target: Path) -> bytes:
        target.write_bytes(b"half")
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(keeping, "_copy_file", pulled)
        attempt = backups.back_up_if_due(office)
    assert attempt.made and attempt.place_fault is not None
    assert "not there or cannot be written" in attempt.place_fault.text
    assert names(stick) == []
    assert backups.back_up_if_due(office).place_fault is None
    assert len(names(stick)) == 1


def test_a_copy_that_reads_back_otherwise_is_not_kept(
    office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(keeping, "_digest", lambda path: b"something else")
        attempt = backups.back_up_if_due(office)
    assert attempt.place_fault is not None
    assert "not what was written" in attempt.place_fault.text
    assert list(stick.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that is soon full."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_second_place(office: Office, small_disk: Path) -> None:
    choose(office, backup_folder=str(small_disk))
    attempt = backups.back_up_if_due(office)
    assert attempt.made and attempt.place_fault is not None
    assert "place for backups is full" in attempt.place_fault.text
    assert list(small_disk.iterdir()) == []
    assert not backups.backup_state(office).same_disk


def test_a_full_disk_makes_no_half_backup(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(Refused, match="disk is full"):
            backups.back_up_if_due(office)
    assert list((office.vault.folder / backup.FOLDER).iterdir()) == []
    assert backups.back_up_if_due(office).made


def test_two_windows_do_not_both_back_up(office: Office, vault: Vault, clock: Clock) -> None:
    other = Office(vault, 1, clock=clock)
    with keeping.claimed(vault.folder) as mine:
        assert mine
        assert not backups.back_up_if_due(other).made
    assert backups.back_up_if_due(other).made
    assert not backups.back_up_if_due(office).made
    assert len(backup.every(vault.folder)) == 1


def test_a_claim_left_by_a_kill_is_taken_over(office: Office) -> None:
    claim = office.vault.folder / backup.FOLDER / "claimed.part"
    left = office.vault.folder / backup.FOLDER / "2026-11-01T000000Z.part"
    for path in (claim, left):
        path.mkdir(parents=True)
        os.utime(path, (0, 0))
    assert backups.back_up_if_due(office).made
    assert not claim.exists() and not left.exists()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("backup_hours", 0, "between 1 and {most}"),
        ("backups_kept", 1, "between {least} and"),
        ("backup_folder", "stick", "whole path"),
        ("backup_folder", "/nowhere/at/all", "not there"),
    ],
)
def test_settings_that_cannot_be(office: Office, name: str, value: object, said: str) -> None:
    with pytest.raises(Invalid, match=said) as caught:
        choose(office, **{name: value})
    assert caught.value.field == name


def test_the_second_place_is_neither_in_the_vault_nor_in_a_cloud(office: Office, tmp_path: Path) -> None:
    inside = office.vault.folder / "inside"
    cloud = tmp_path / "OneDrive"
    for place, said in ((inside, "inside the vault"), (cloud, "copied to the cloud")):
        place.mkdir()
        with pytest.raises(Invalid, match=said):
            choose(office, backup_folder=str(place))


def test_verifying_reads_all_of_a_backup(office: Office, clock: Clock) -> None:
    backups.back_up_now(office)
    clock.later(days=2)
    (made,) = backups.backup_state(office).backups
    found = backups.verify_backup(office, made.folder)
    assert found.whole and found.said.values["n"] == made.entries
    (made,) = backups.backup_state(office).backups
    assert made.verified_at == clock.now
    content = bytearray((made.folder / "vault.db").read_bytes())
    content[4096 * 7 + 200] ^= 1
    (made.folder / "vault.db").write_bytes(bytes(content))
    assert not backups.verify_backup(office, made.folder).whole
    assert journalled(office)[0] == "backup_found_damaged"


# which stay


def made_on(*days_ago: int, reason: str = "") -> list[Backup]:
    return [Backup(Path(f"{ago}"), NOW - timedelta(days=ago), reason) for ago in days_ago]


def staying(found: list[Backup], kept: int) -> set[int]:
    gone = keeping.to_delete(found, kept, NOW)
    return {int(one.folder.name) for one in found if one not in gone}


def test_the_newest_and_one_for_each_week_and_month_stay() -> None:
    found = made_on(*range(400))
    stay = staying(found, 14)
    assert set(range(14)) <= stay
    assert len(stay) <= 14 + keeping.WEEKS + keeping.MONTHS
    assert max(stay) <= 183, "what was erased is gone from the backups after that"
    months = {(NOW - timedelta(days=ago)).strftime("%Y-%m") for ago in stay}
    assert len(months) == 6


def test_the_only_backup_stays_however_old_it_is() -> None:
    assert staying(made_on(900, 1000), 14) == {900}


def test_what_was_made_before_a_migration_or_a_restore_stays_for_a_month() -> None:
    many = made_on(*range(29))
    before = made_on(29, reason="before-0006")
    older = made_on(31, reason="before-restore")
    assert 29 in staying([*many, *before, *made_on(30)], 3)
    assert 31 not in staying([*many, *made_on(30), *older], 3)


def test_a_backup_of_a_day_to_come_is_left_alone_and_does_not_count() -> None:
    assert staying([*made_on(-900), *made_on(0, 1, 200)], 3) == {-900, 0, 1}


def test_old_backups_go_in_both_places_once_a_newer_is_verified(
    office: Office, stick: Path, clock: Clock
) -> None:
    choose(office, backups_kept=3)
    for _ in range(12):
        assert backups.back_up_if_due(office).made
        clock.later(days=1)
    stay = len(backup.every(office.vault.folder))
    assert stay < 8
    assert len(names(stick)) == stay
    assert journalled(office).count(backups.DELETED) == 2 * (12 - stay)
    stranger = stick / "2020-01-01T000000Z"
    stranger.mkdir()
    assert backups.back_up_if_due(office).made
    assert stranger.exists(), "what is not of this vault is nobody's to delete"


# the clock


def test_a_clock_set_back_is_noticed_and_backups_go_on(office: Office, clock: Clock) -> None:
    backups.back_up_if_due(office)
    assert backups.clock_behind(office) is None
    clock.later(minutes=-5)
    assert backups.clock_behind(office) is None, "clocks are corrected by minutes now and then"
    clock.later(days=-40)
    assert backups.clock_behind(office) == NOW
    assert backups.back_up_if_due(office).made, "a backup of a day to come must not stop those of today"
    assert office.vault.verify().whole


def test_a_clock_ahead_of_a_year_that_is_put_right(office: Office, clock: Clock) -> None:
    clock.later(days=400)
    backups.back_up_if_due(office)
    clock.later(days=-400)
    assert backups.clock_behind(office) is not None
    assert backups.back_up_if_due(office).made
    assert backups.backup_state(office).last == clock.now
