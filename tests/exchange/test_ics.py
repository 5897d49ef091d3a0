"""Calendar files read by others: a second library, and khal, a calendar people use."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import vobject

from abductdesk.exchange.ics import DayEvent, write_calendar

WHEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LONG = "Beschluss in erster Instanz; Rückführung, Anhörung – Όταν, عندما" * 3
FIRST = DayEvent("one@abductdesk", date(2026, 11, 30), "Six weeks · PMB-2026-0001", LONG, 0, WHEN)
SECOND = DayEvent(
    "two@abductdesk", date(2026, 12, 31), "Hearing · PMB-2026-0002", "", 3, WHEN, tentative=True
)
CONFIG = """[calendars]
[[work]]
path = {folder}/work
[locale]
longdateformat = %Y-%m-%d
dateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = work
"""
Khal = Callable[..., list[str]]


def test_a_second_library_reads_the_same() -> None:
    written = write_calendar([FIRST, SECOND], "AbductDesk")
    one, two = vobject.readOne(written.decode("utf-8")).vevent_list
    assert (one.uid.value, one.summary.value, one.description.value) == (FIRST.uid, FIRST.summary, LONG)
    assert (one.dtstart.value, one.dtend.value) == (date(2026, 11, 30), date(2026, 12, 1))
    assert (two.dtstart.value, two.dtend.value) == (date(2026, 12, 31), date(2027, 1, 1))
    assert [event.status.value for event in (one, two)] == ["CONFIRMED", "TENTATIVE"]
    assert [event.sequence.value for event in (one, two)] == ["0", "3"]
    assert one.dtstamp.value == one.contents["last-modified"][0].value == WHEN
    assert "method" not in written.decode().lower()  # it invites nobody


def test_an_empty_calendar_is_still_one() -> None:
    assert "vevent" not in vobject.readOne(write_calendar([], "AbductDesk").decode()).contents


@pytest.fixture
def khal(tmp_path: Path) -> Khal:
    (tmp_path / "work").mkdir()
    config = tmp_path / "config"
    config.write_text(CONFIG.format(folder=tmp_path))

    def run(*words: str) -> list[str]:
        command = [sys.executable, "-m", "khal", "--no-color", "-c", str(config), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()

    return run


@pytest.mark.prove
def test_khal_takes_a_date_moves_it_and_shows_it_cancelled(khal: Khal, tmp_path: Path) -> None:
    path = tmp_path / "abductdesk.ics"

    def given(*events: DayEvent) -> list[str]:
        path.write_bytes(write_calendar(events, "AbductDesk"))
        khal("import", "--batch", "-a", "work", str(path))
        form = "{start-date} {end-date} {title} [{status}]"
        said = khal("list", "2026-11-01", "90d", "--format", form, "--day-format", "")
        return [line.strip().replace(" ]", "]") for line in said if line.strip()]

    second = "2026-12-31 2026-12-31 Hearing · PMB-2026-0002 [TENTATIVE]"
    assert given(FIRST, SECOND) == [
        "2026-11-30 2026-11-30 Six weeks · PMB-2026-0001 [CONFIRMED]",
        second,
    ]
    moved = replace(FIRST, day=date(2026, 12, 7), sequence=1)
    assert given(moved, SECOND) == [
        "2026-12-07 2026-12-07 Six weeks · PMB-2026-0001 [CONFIRMED]",
        second,
    ]
    assert given(replace(moved, sequence=2, cancelled=True), SECOND) == [
        "2026-12-07 2026-12-07 Six weeks · PMB-2026-0001 [CANCELLED]",
        second,
    ]
