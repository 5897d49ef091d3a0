"""Invented people of the directory, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from abductdesk.actions.casefile import case_file
from abductdesk.actions.directory import add_directory_entry
from abductdesk.actions.office import Office
from abductdesk.terms import ActsFor, EntryKind, Role
from tests.actions.conftest import TODAY

ANY = 10**9  # whatever version there is
SOURCE = "Invented for a test"


def lawyer(office: Office, family: str, **values: Any) -> int:
    """A lawyer who can be named: verified this year, agreed to be listed, acts for either side."""
    usual = {
        "given_names": "Ada",
        "family_names": family,
        "organisation": f"{family} Advocaten",
        "source": SOURCE,
        "languages": ["nl:native", "fr:good"],
        "city": "Gent",
        "acts_for": ActsFor.BOTH,
        "legal_aid": True,
        "consent_on": date(2026, 1, 5),
        "verified_on": date(2026, 6, 1),
        "insurance_checked_on": date(2026, 6, 1),
    }
    return int(office.do(add_directory_entry, EntryKind.LAWYER, {**usual, **values}).result)


def mediator(office: Office, family: str, **values: Any) -> int:
    """A mediator whose accreditation runs."""
    usual = {
        "given_names": "Mo", "family_names": family, "source": SOURCE, "consent_on": date(2026, 1, 5),
        "verified_on": date(2026, 6, 1), "accreditation": "B-1", "accredited_until": date(2030, 1, 1),
    }  # fmt: skip
    return int(office.do(add_directory_entry, EntryKind.MEDIATOR, {**usual, **values}).result)


def parents(office: Office, case_id: int) -> tuple[int, int]:
    """The person ids of the left-behind and the taking parent."""
    people = {each.role.role: each.person.id for each in office.ask(case_file, case_id).people}
    return people[Role.LEFT_BEHIND_PARENT], people[Role.TAKING_PARENT]


__all__ = ["ANY", "SOURCE", "TODAY", "lawyer", "mediator", "parents"]
