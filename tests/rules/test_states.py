"""The table of states, and what it says of a pair."""

from __future__ import annotations

from datetime import date

import pytest

from abductdesk.rules import calendars
from abductdesk.rules.states import PairStatus, brussels_iia_pair, brussels_iib_pair, hague_pair, states

TODAY = date(2026, 11, 22)


def test_every_row_is_read() -> None:
    rows = states()
    assert len(rows) == 134
    assert sum(row.brussels_iib for row in rows.values()) == 26  # every member state but Denmark
    assert [code for code, row in rows.items() if row.administrative_agreement] == ["MA", "TN"]
    assert [code for code, row in rows.items() if row.with_belgium is None] == ["BE"]
    assert all(row.name and row.translation for row in rows.values())


def test_every_state_has_a_calendar() -> None:
    assert [code for code in states() if not calendars.known(code)] == []


@pytest.mark.parametrize("on", [date(1998, 1, 1), date(2008, 6, 1), date(2013, 1, 1), TODAY])
def test_a_pair_reads_the_same_both_ways(on: date) -> None:
    codes = sorted(states())
    for one in codes:
        for other in codes:
            assert hague_pair(one, other, on).status is hague_pair(other, one, on).status
            assert brussels_iib_pair(one, other) is brussels_iib_pair(other, one)


def test_nobody_is_bound_before_belgium_was() -> None:
    for code in states():
        if code != "BE":
            assert hague_pair("BE", code, date(1999, 4, 30)).status is not PairStatus.IN_FORCE


def test_regulation_2201_2003_in_its_time() -> None:
    assert brussels_iia_pair("BE", "FR", date(2005, 3, 1))
    assert not brussels_iia_pair("BE", "FR", date(2005, 2, 28))
    assert brussels_iia_pair("BE", "HR", date(2013, 7, 1))
    assert not brussels_iia_pair("BE", "HR", date(2013, 6, 30))
    assert not brussels_iia_pair("BE", "DK", date(2015, 1, 1))
