"""Verification rounds: who is asked, what came of it, and its figures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from abductdesk.actions.directoryfiles import Form, export_addresses
from abductdesk.actions.directorypage import entry_page
from abductdesk.actions.office import Office
from abductdesk.actions.standing import Standing
from abductdesk.actions.verification import (
    answer_round,
    asked_by_mail,
    begin_round,
    close_round,
    due_for_verification,
    verification_rounds,
)
from abductdesk.exchange.tables import read_table
from abductdesk.faults import Invalid, Refused
from abductdesk.terms import RoundAnswer
from tests.actions.directoryroom import ANY, TODAY, lawyer


@pytest.fixture
def entries(office: Office) -> list[int]:
    """Five that lapse within sixty days or have, one that was verified lately."""
    days = [None, date(2025, 3, 1), date(2025, 12, 1), date(2025, 12, 20), date(2026, 1, 22), TODAY]
    return [
        lawyer(
            office, f"Nummer{number}", verified_on=day, email=f"{number}@example.org", phone="+32 2 1234567"
        )
        for number, day in enumerate(days)
    ]


def lines(office: Office) -> dict[int, int]:
    running = office.ask(verification_rounds).running
    assert running is not None
    return {each.entry.id: each.line.id for each in running.lines}


def test_a_round_asks_everybody_whose_verification_lapses(office: Office, entries: list[int]) -> None:
    assert office.ask(due_for_verification) == 5
    assert office.ask(due_for_verification, 30) == 4
    office.do(begin_round)
    assert set(lines(office)) == set(entries[:5])
    with pytest.raises(Refused, match="running"):
        office.do(begin_round)


def test_only_a_manager_begins_and_closes(colleague: Office, entries: list[int]) -> None:
    with pytest.raises(Refused, match="role"):
        colleague.do(begin_round)


def test_a_round_with_nobody_or_a_day_gone_by_is_refused(office: Office) -> None:
    with pytest.raises(Invalid):
        office.do(begin_round, answer_by=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="nobody to ask"):
        office.do(begin_round)


def test_each_answer_does_what_it_says(office: Office, colleague: Office, entries: list[int]) -> None:
    office.do(begin_round)
    found = lines(office)
    assert colleague.do(asked_by_mail, list(found.values())[:2]).result == 2
    assert colleague.do(asked_by_mail, found.values()).result == 3
    colleague.do(answer_round, found[entries[0]], RoundAnswer.CONFIRMED)
    seen = office.ask(entry_page, entries[1]).entry.version
    change = {"city": "Namen"}
    colleague.do(answer_round, found[entries[1]], RoundAnswer.CHANGED, changes=change, seen=seen)
    colleague.do(answer_round, found[entries[2]], RoundAnswer.LEAVES)
    colleague.do(answer_round, found[entries[3]], RoundAnswer.UNREACHABLE)
    pages = [office.ask(entry_page, each) for each in entries[:4]]
    assert [page.standing for page in pages] == [
        Standing.VERIFIED, Standing.VERIFIED, Standing.LEFT, Standing.SOON,
    ]  # fmt: skip
    assert (pages[1].entry.city, pages[1].verified_by) == ("Namen", "Bram Wouters")
    running = office.ask(verification_rounds).running
    assert running is not None
    figures = running.figures
    assert (figures.entries, figures.asked, figures.open) == (5, 5, 1)
    assert [figures.answers[each] for each in RoundAnswer] == [1, 1, 1, 1]


def test_a_change_that_is_refused_leaves_the_answer_open(office: Office, entries: list[int]) -> None:
    office.do(begin_round)
    found = lines(office)
    with pytest.raises(Invalid):
        office.do(answer_round, found[entries[0]], RoundAnswer.CHANGED, changes={"email": "none"}, seen=ANY)
    running = office.ask(verification_rounds).running
    assert running is not None and running.figures.open == 5


def test_a_closed_round_keeps_its_figures_and_takes_no_answer(office: Office, entries: list[int]) -> None:
    office.do(begin_round)
    found = lines(office)
    office.do(answer_round, found[entries[0]], RoundAnswer.CONFIRMED)
    running = office.ask(verification_rounds).running
    assert running is not None
    office.do(close_round, running.round.id, seen=running.round.version)
    rounds = office.ask(verification_rounds)
    assert rounds.running is None
    assert (rounds.over[0].figures.open, rounds.over[0].round.closed_on) == (4, TODAY)
    assert rounds.due == 4  # the next round asks those who did not answer
    with pytest.raises(Refused, match="closed"):
        office.do(answer_round, found[entries[1]], RoundAnswer.CONFIRMED)


def test_addresses_of_those_who_have_not_answered(office: Office, entries: list[int]) -> None:
    round_id = office.do(begin_round).result
    office.do(answer_round, lines(office)[entries[0]], RoundAnswer.CONFIRMED)
    table = read_table(office.do(export_addresses, round_id, Form.CSV, "nl").result)
    assert [row.cells[7] for row in table.rows] == [f"{n}@example.org" for n in (1, 2, 3, 4)]
    assert {row.cells[8] for row in table.rows} == {"+32 2 1234567"}
    assert office.do(export_addresses, round_id, Form.PDF, "nl").result.startswith(b"%PDF")
