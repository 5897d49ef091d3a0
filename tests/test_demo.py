"""The demo: invented, believable, the same every time, whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from abductdesk import demo
from abductdesk.actions import safe
from abductdesk.actions.breaches import breaches
from abductdesk.actions.bureau import settings, staff_list
from abductdesk.actions.casefile import CaseFile, case_file, case_history
from abductdesk.actions.caselist import Filter, case_counts, case_ids
from abductdesk.actions.deadlines import due
from abductdesk.actions.registers import requests
from abductdesk.demo.letters import letters
from abductdesk.demo.texts import FICTIONAL
from abductdesk.documents import LETTERS
from abductdesk.i18n import OFFICE_LANGUAGES
from abductdesk.models import Base
from abductdesk.terms import CaseKind, ContactKind, StaffRole, TakingPerson

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[demo.Demo]:
    found = demo.make_demo(tmp_path_factory.mktemp("demo") / "vault", cases=45, today=TODAY)
    yield found
    found.office.vault.close()


@pytest.fixture(scope="module")
def files(made: demo.Demo) -> list[CaseFile]:
    ids = made.office.ask(case_ids, Filter(which="all"), "reference")
    return [made.office.ask(case_file, case_id) for case_id in ids]


def test_everything_says_that_it_is_fictional(made: demo.Demo, files: list[CaseFile]) -> None:
    assert "fictional" in made.office.ask(settings).name
    assert len(files) == 45
    assert all((file.case.summary or "").startswith(FICTIONAL) for file in files)


def test_nobody_can_be_reached(made: demo.Demo, files: list[CaseFile]) -> None:
    points = [point for file in files for person in file.people for point in person.contacts]
    emails = {point.value for point in points if point.kind is ContactKind.EMAIL}
    phones = [point.value for point in points if point.kind is ContactKind.PHONE]
    streets = {point.value.strip(" 0123456789") for point in points if point.kind is ContactKind.ADDRESS}
    emails |= {person.email or "" for person in made.office.ask(staff_list)}
    assert all(value.endswith("@example.org") for value in emails)
    assert len(phones) == len(set(phones)) > 60
    allowed = ("00 0", "000 0", "0 00 00", "400 0", "6 39 98", "171 39 200", "7700 90", "212 555 01")
    assert all(any(part in phone for part in allowed) for phone in phones)
    assert streets and len(streets) < 40


def test_references_run_without_gaps_in_the_order_of_opening(files: list[CaseFile]) -> None:
    for year in (2025, 2026):
        own = [file.case for file in files if file.case.year == year]
        assert [case.sequence for case in own] == list(range(1, len(own) + 1))
        assert [case.opened_on for case in own] == sorted(case.opened_on for case in own)
        assert len(own) > 10


def test_the_day_is_believable(made: demo.Demo) -> None:
    days = [(line.on - TODAY).days for line in made.office.ask(due, within=60)]
    overdue = sum(day < 0 for day in days)
    week = sum(0 < day <= 7 for day in days)
    assert 1 <= overdue <= 10
    assert 1 <= sum(day == 0 for day in days) <= 8
    assert week >= 3
    assert sum(day > 7 for day in days) >= 5


def test_no_fact_lies_ahead_and_every_end_follows_its_beginning(files: list[CaseFile]) -> None:
    for file in files:
        assert all(event.date < TODAY for event in file.events)
        assert file.case.opened_on < TODAY
        closed = file.case.closed_on
        assert closed is None or file.case.opened_on < closed < TODAY
        assert all(entry.child.outcome_on is None or entry.age is not None for entry in file.children)


def test_staff_have_the_three_roles_and_sign_in(made: demo.Demo) -> None:
    roles = [set(person.roles) for person in made.office.ask(staff_list)]
    assert {role for found in roles for role in found} == set(StaffRole)
    assert len(made.office.vault.people()) == len(roles) == 3


def test_there_is_one_void_case_and_both_open_and_closed_ones(made: demo.Demo) -> None:
    counts = made.office.ask(case_counts)
    assert counts["void"] == 1
    assert counts["open"] >= 15
    assert counts["closed"] >= 10


def test_the_journal_tells_it_in_the_order_of_time(made: demo.Demo, files: list[CaseFile]) -> None:
    assert safe.verify(made.office).whole
    for file in files[:10]:
        told = made.office.ask(case_history, file.case.id)
        at = [line.at for line in told if line.at != made.office.clock()]  # this test has looked at it
        assert at == sorted(at, reverse=True)
        assert at[-1].date() >= file.case.opened_on
        assert at[0] < datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_the_registers_show_what_runs_and_what_is_done(made: demo.Demo) -> None:
    asked, lost = made.office.ask(requests), made.office.ask(breaches)
    assert [each.entry.answered_on is None for each in asked] == [True, True, False]
    assert [each.entry.closed_on is None for each in lost] == [True, False]
    assert lost[0].hours is not None and 0 < lost[0].hours < 72


MEDIATED = {"agreement_review", "mediator_appointment", "session_convocation"}  # not in every small demo


def test_every_letter_in_four_languages(made: demo.Demo) -> None:
    found = dict(letters(made.office))
    assert {name for name in found if name[:-3] not in MEDIATED} == {
        f"{letter}-{language}" for letter in set(LETTERS) - MEDIATED for language in OFFICE_LANGUAGES
    }
    assert all(content.startswith(b"%PDF") for content in found.values())


def told(folder: Path, seed: int) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in a demo but keys, hashes and the moments of issued PDFs."""
    found = demo.make_demo(folder, cases=8, seed=seed, today=TODAY)
    skipped = {"content", "sha256", "salt", "mac", "previous", "detail", "detail_hash", "sealed"}
    try:
        with found.office.vault.reading() as session:
            return {
                name: [
                    tuple(row)
                    for row in session.execute(
                        select(*(column for column in table.c if column.name not in skipped))
                    )
                ]
                for name, table in Base.metadata.tables.items()
                if not name.startswith("journal") and name != "search_entry"
            }
    finally:
        found.office.vault.close()


def test_the_same_seed_gives_the_same_cases(tmp_path: Path) -> None:
    first, second = told(tmp_path / "a", 7), told(tmp_path / "b", 7)
    assert first == second
    assert len(first["case_file"]) == 8
    assert told(tmp_path / "c", 8)["person"] != first["person"]


@pytest.mark.prove
def test_the_mix_is_that_of_published_figures(tmp_path: Path) -> None:
    """Two thirds abductions; 72 % mothers; six years old on average; siblings; many states."""
    found = demo.make_demo(tmp_path / "vault", cases=150, today=TODAY)
    office = found.office
    files = [office.ask(case_file, case_id) for case_id in office.ask(case_ids, Filter(which="all"))]
    kinds = Counter(file.case.kind for file in files)
    converted = sum(file.case.converted_on is not None for file in files)
    assert {name[:-3] for name, _ in letters(office)} == set(LETTERS)
    assert 0.25 < (kinds[CaseKind.PREVENTION] + converted) / 150 < 0.42
    assert 0.62 < sum(file.case.taking_person is TakingPerson.MOTHER for file in files) / 150 < 0.82
    ages = [
        (file.case.opened_on - entry.person.born) / timedelta(days=365.25)
        for file in files
        for entry in file.children
        if entry.person.born
    ]
    assert 4.8 < sum(ages) / len(ages) < 7.2
    assert sum(len(file.children) > 1 for file in files) > 30
    assert len({file.case.requested_state for file in files}) > 15
    assert sum(bool(person.person.own_script_name) for file in files for person in file.people) > 20
    office.vault.close()
