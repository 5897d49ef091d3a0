"""The criteria for support: whatever is asked, the sums hold and the order does not matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from abductdesk.i18n import Tongue
from abductdesk.rules.shares import capped, shared_out
from abductdesk.rules.support_criteria import (
    EXCLUDED,
    PER_CHILD,
    SHIPPED_FROM,
    Amounts,
    Item,
    Request,
    assess,
    outdated_on,
)
from abductdesk.terms import SupportKind

AMOUNTS = Amounts(per_dependant=30_000)
ASKED = date(2026, 3, 2)

ITEMS = some.lists(
    some.builds(
        Item,
        key=some.integers(1, 10**6),
        kind=some.sampled_from(SupportKind),
        asked=some.integers(0, 2_000_000),
        units=some.integers(1, 20),
        state=some.sampled_from(["FR", "MA", "BE"]),
        child=some.sampled_from([1, 2]),
        day=some.sampled_from([None, ASKED, date(2026, 1, 1)]),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda item: item.key,
)
REQUESTS = some.builds(
    Request,
    asked_on=some.just(ASKED),
    ages=some.just((6, 9)),
    habitual_residence=some.just("BE"),
    requested_state=some.just("FR"),
    open=some.just(True),
    income=some.integers(0, 400_000),
    with_family=some.booleans(),
    dependants=some.integers(0, 4),
    hardship=some.booleans(),
    items=ITEMS.map(tuple),
    other_funding=some.integers(0, 1_000_000),
    granted_before=some.integers(0, 700_000),
    used=some.dictionaries(
        some.tuples(some.sampled_from(SupportKind), some.sampled_from([1, 2, None])),
        some.integers(0, 300_000),
    ),
    renewed=some.frozensets(some.sampled_from([1, 2])),
)


@given(REQUESTS, some.integers(0, 10**6))
def test_sums_ceilings_and_order(request: Request, seed: int) -> None:
    found = assess(request, AMOUNTS)
    cents = {granted.key: granted.cents for granted in found.items}
    assert all(value >= 0 for value in cents.values())
    assert found.total == sum(cents.values())
    assert found.total <= max(0, AMOUNTS.file - request.granted_before)
    payable = {item.key: 0 if item.kind in EXCLUDED else item.asked for item in request.items}
    assert all(cents[key] <= most for key, most in payable.items())
    assert found.total <= max(0, sum(payable.values()) - request.other_funding)
    for child in {item.child for item in request.items}:
        theirs = [
            item for item in request.items if item.kind is SupportKind.PSYCHOLOGIST and item.child == child
        ]
        times = 2 if child in request.renewed else 1
        most = AMOUNTS.psychologist_session * AMOUNTS.psychologist_sessions * times
        assert sum(cents[item.key] for item in theirs) <= most
    mixed = list(request.items)
    Random(seed).shuffle(mixed)
    again = assess(replace(request, items=tuple(mixed)), AMOUNTS)
    assert {granted.key: granted.cents for granted in again.items} == cents


@given(some.dictionaries(some.integers(1, 9), some.integers(0, 10**7), max_size=6), some.integers(0, 10**7))
def test_shares_add_up_to_the_cent(weights: dict[int, int], most: int) -> None:
    cents = min(most, sum(weights.values()))
    shares = shared_out(cents, weights)
    assert sum(shares.values()) == (cents if sum(weights.values()) else 0)
    assert all(0 <= shares[key] <= weight for key, weight in weights.items())
    assert sum(capped(weights, most).values()) == min(most, sum(weights.values()))


def simple(**other: object) -> Request:
    values: dict[str, object] = {
        "asked_on": ASKED, "ages": (6,), "habitual_residence": "BE", "requested_state": "FR", "open": True,
        "income": 150_000, "with_family": False, "dependants": 0, "hardship": False,
        "items": (Item(1, SupportKind.INTERPRETER, 50_000),), **other,
    }  # fmt: skip
    return Request(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "lacking",
    [
        {"income": None}, {"with_family": None}, {"dependants": None}, {"ages": (None, 4)}, {"ages": ()},
        {"items": ()}, {"items": (Item(1, SupportKind.TRAVEL_ESCORT, 5),)},
        {"items": (Item(1, SupportKind.PSYCHOLOGIST, 5),)}, {"funding_open": True},
        {"habitual_residence": None},
    ],
)  # fmt: skip
def test_nothing_is_answered_before_everything_is_known(lacking: dict[str, object]) -> None:
    found = assess(simple(**lacking), AMOUNTS)
    assert found.missing
    assert found.total == 0


def test_no_test_runs_before_the_bureau_entered_what_a_dependant_adds() -> None:
    assert assess(simple(), Amounts()).missing
    assert not assess(simple(), AMOUNTS).missing


@pytest.mark.parametrize(
    ("valid_from", "day"),
    [
        (SHIPPED_FROM, date(2026, 9, 1)),
        (date(2026, 8, 31), date(2026, 9, 1)),
        (date(2026, 9, 1), date(2027, 9, 1)),
    ],
)
def test_a_set_is_out_of_date_from_the_next_first_of_september(valid_from: date, day: date) -> None:
    assert outdated_on(valid_from) == day


def test_every_step_is_said_in_every_language() -> None:
    request = simple(
        income=200_000, hardship=True, other_funding=5_000, granted_before=590_000,
        items=tuple(Item(at, kind, 500_000, 9, "MA", 1) for at, kind in enumerate(SupportKind)),
    )  # fmt: skip
    found = assess(request, AMOUNTS)
    for language in ("nl", "fr", "de", "en"):
        tongue = Tongue(language)
        said = [tongue.say(line) for granted in found.items for line in (*granted.why, *found.lines)]
        assert all(said) and not any("{" in line for line in said)
    assert PER_CHILD
