"""Criteria hold from a day, and a budget is never overdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from abductdesk.actions.budgets import budgets, set_budget
from abductdesk.actions.criteria import criteria_sets, drop_criteria, set_criteria
from abductdesk.actions.office import Office
from abductdesk.actions.support import (
    support_request,
    would_differ,
)
from abductdesk.actions.supportmoney import (
    commit_support,
)
from abductdesk.faults import Invalid, Refused
from abductdesk.rules.support_criteria import Amounts
from abductdesk.terms import SupportKind as K
from tests.actions.conftest import TODAY
from tests.actions.support_room import FUNDER, asked, granted


def test_a_change_of_criteria_never_touches_an_old_decision(
    office: Office, managers: list[Office], case_id: int
) -> None:
    old = granted(office, managers, case_id, [{"kind": K.INTERPRETER, "asked_cents": 50_000}])
    before = office.ask(support_request, old)
    still_open = asked(office, case_id, [{"kind": K.TRANSLATION, "asked_cents": 50_000}])
    stricter = {"translation": 10_000, "interpreter": 0}
    with pytest.raises(Refused, match="taken under these"):
        managers[0].do(set_criteria, TODAY, stricter, "less money")
    amounts = Amounts(per_dependant=30_000, translation=10_000, interpreter=0)
    (differs,) = office.ask(would_differ, TODAY, amounts)
    assert (differs.request_id, differs.now, differs.then) == (still_open, 50_000, 10_000)
    planned = managers[0].do(set_criteria, TODAY + timedelta(days=30), stricter, "less money").result
    assert office.ask(support_request, old).tested == before.tested
    assert len(office.ask(criteria_sets)) == 3
    managers[0].do(drop_criteria, planned)
    assert len(office.ask(criteria_sets)) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"translation": -1},
        {"part_percent": 101},
        {"interpreter": None},
        {"part_single": 100},
        {"stay_night": 1.5},
    ],
)  # fmt: skip
def test_criteria_that_cannot_be_are_refused(managers: list[Office], changes: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        managers[0].do(set_criteria, TODAY + timedelta(days=1), changes, "a test")


def test_the_budget_is_never_overdrawn_and_warns(
    office: Office, managers: list[Office], case_id: int
) -> None:
    made = granted(office, managers, case_id, [{"kind": K.INTERPRETER, "asked_cents": 50_000}])
    with pytest.raises(Refused, match="no budget"):
        managers[0].do(commit_support, made, "Fund B")
    managers[0].do(set_budget, "Fund B", TODAY.year, 49_999)
    with pytest.raises(Refused, match="only"):
        managers[0].do(commit_support, made, "Fund B")
    managers[0].do(set_budget, "Fund B", TODAY.year, 62_500)
    managers[0].do(commit_support, made, "Fund B")
    found = {each.funder: each for each in office.ask(budgets)}
    assert found["Fund B"].warns, "80 % is reached"
    assert not found[FUNDER].warns
