"""The bureau's criteria for financial support: what a request comes to, and why. Amounts are euro cents.

The criteria are the bureau's own and hold from a day (`Amounts`); what ships is a proposal. The income limits
are the thresholds of Belgian legal aid from 1 September 2025; they are indexed each 1 September, so a set is
out of date from the next one on. To change a criterion: the set in the program, never this file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from abductdesk.i18n import LN, L, Message, Money
from abductdesk.rules.shares import capped, shared_out
from abductdesk.terms import SupportKind

SHIPPED_FROM = date(2025, 9, 1)
# Member states of the Council of Europe, from general knowledge (KNOW): the bureau checks and edits them
_COUNCIL_OF_EUROPE = """
AD AL AM AT AZ BA BE BG CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT
NL NO PL PT RO RS SE SI SK SM TR UA
"""
EUROPE = tuple(_COUNCIL_OF_EUROPE.split())
EXCLUDED = {
    SupportKind.EXCLUDED_EARLIER: L("Costs from before the request are not paid."),
    SupportKind.EXCLUDED_FINE: L("Fines are not paid."),
    SupportKind.EXCLUDED_RECOVERY: L("Private recovery services are not paid."),
}
CHILD_AGE = 18
# kinds whose ceiling is for each child
PER_CHILD = frozenset({SupportKind.PSYCHOLOGIST, SupportKind.TRAVEL_CHILD})
# kinds whose ceiling depends on where the journey goes
TRAVELS = frozenset({SupportKind.TRAVEL_CHILD, SupportKind.TRAVEL_ESCORT})


@dataclass(frozen=True, slots=True)
class Amounts:
    """One set of criteria. `per_dependant` has no value until the bureau enters it: no test runs
    without. `incoming`: also for children who live elsewhere and were brought to Belgium."""

    full_single: int = 161_200
    full_family: int = 192_000
    part_single: int = 192_000
    part_family: int = 222_600
    part_percent: int = 60
    per_dependant: int | None = None
    travel_europe: int = 80_000
    travel_elsewhere: int = 150_000
    stay_night: int = 12_000
    stay_nights: int = 3
    travel_mediation: int = 60_000
    mediation_fees: int = 300_000
    interpreter: int = 75_000
    translation: int = 60_000
    psychologist_session: int = 7_500
    psychologist_sessions: int = 8
    file: int = 600_000
    advance: int = 75_000
    two_approvals: int = 100_000
    receipt_days: int = 60
    normal_days: int = 10
    urgent_days: int = 3
    answer_days: int = 5
    warn_percent: int = 80
    incoming: bool = False
    europe: tuple[str, ...] = EUROPE

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Amounts:
        """Out of what was kept; a value that is not there is the shipped one."""
        known = {each.name for each in fields(cls)}
        values: dict[str, Any] = {name: value for name, value in kept.items() if name in known}
        if "europe" in values:
            values["europe"] = tuple(values["europe"])
        return cls(**values)

    def kept(self) -> dict[str, Any]:
        """As JSON holds it."""
        plain = {each.name: getattr(self, each.name) for each in fields(self)}
        return {**plain, "europe": list(self.europe)}


def outdated_on(valid_from: date) -> date:
    """The day from which a set of that day has to be indexed: the next 1 September after it."""
    this_year = date(valid_from.year, 9, 1)
    return this_year if valid_from < this_year else date(valid_from.year + 1, 9, 1)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked for. `key` names it; `child` is who it is for (travel and psychologist have a ceiling
    for each child), `state` where from or to, `day` the day of the cost."""

    key: int
    kind: SupportKind
    asked: int
    units: int = 1
    state: str | None = None
    child: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What is tested. `ages` are the children's; `granted_before` what was granted earlier on the file,
    `used` what of each ceiling is used up; `renewed` are children whose sessions were renewed once."""

    asked_on: date
    ages: tuple[int | None, ...]
    habitual_residence: str | None
    requested_state: str | None
    open: bool
    income: int | None
    with_family: bool | None
    dependants: int | None
    hardship: bool
    items: tuple[Item, ...]
    other_funding: int = 0
    funding_open: bool = False
    granted_before: int = 0
    used: Mapping[tuple[SupportKind, int | None], int] | None = None
    renewed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Granted:
    """What one item comes to, and each step on the way."""

    key: int
    cents: int
    why: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Tested:
    """The whole test. `missing`: what must be known before there is an answer (then nothing is granted);
    `percent` what share the income allows; `total` is the sum of the items to the cent; `private` are the
    lines that tell of the income and the household."""

    missing: tuple[Message, ...]
    percent: int
    lines: tuple[Message, ...]
    items: tuple[Granted, ...]
    total: int
    private: tuple[Message, ...] = ()


def euros(cents: int) -> Money:
    """Cents as an amount that a sentence can hold."""
    return Money(cents)


def assess(request: Request, amounts: Amounts) -> Tested:
    """Test a request against a set of criteria. Never above a ceiling, never negative; the order of the items
    does not matter."""
    missing = _missing(request, amounts)
    if missing:
        return Tested(missing, 0, (), tuple(Granted(item.key, 0, ()) for item in request.items), 0)
    barred = _barred(request, amounts)
    percent, income = _percent(request, amounts)
    lines = [*barred, *income]
    if barred:
        percent = 0
    items = _items(request, amounts, percent, lines)
    total = sum(item.cents for item in items)
    return Tested((), percent, tuple(lines), items, total, tuple(income))


def _missing(request: Request, amounts: Amounts) -> tuple[Message, ...]:
    asked = (
        (
            amounts.per_dependant is None,
            L("It is not entered how much the limits rise per dependant."),
        ),
        (request.income is None, L("The net income is not entered.")),
        (request.with_family is None, L("It is not known whether the parent lives with a family.")),
        (request.dependants is None, L("It is not known how many persons the parent supports.")),
        (not request.ages or None in request.ages, L("The age of a child is not known.")),
        (request.habitual_residence is None, L("The child’s habitual residence is not entered.")),
        (not request.items, L("Nothing is asked for yet.")),
        (
            any(item.kind in TRAVELS and item.state is None for item in request.items),
            L("It is not entered from or to which state a journey goes."),
        ),
        (
            any(item.kind in PER_CHILD and item.child is None for item in request.items),
            L("It is not entered which child a journey or a session is for."),
        ),
        (request.funding_open, L("Other funding was asked for and is not decided yet.")),
    )
    return tuple(message for lacks, message in asked if lacks)


def _barred(request: Request, amounts: Amounts) -> list[Message]:
    """The link to Belgium and to the bureau."""
    found = []
    if all(age is not None and age >= CHILD_AGE for age in request.ages):
        found.append(L("No child on the case is under {age}.", age=CHILD_AGE))
    linked = request.habitual_residence == "BE" or (amounts.incoming and request.requested_state == "BE")
    if not linked:
        found.append(L("The child neither lives in Belgium nor returns there."))
    if not request.open:
        found.append(L("The case is not open at the bureau."))
    return found


def _percent(request: Request, amounts: Amounts) -> tuple[int, list[Message]]:
    """What share the income allows."""
    assert request.income is not None and request.dependants is not None and amounts.per_dependant is not None
    family = bool(request.with_family)
    rise = request.dependants * amounts.per_dependant
    full = (amounts.full_family if family else amounts.full_single) + rise
    part = (amounts.part_family if family else amounts.part_single) + rise
    values = {
        "income": euros(request.income), "full": euros(full), "part": euros(part),
        "percent": amounts.part_percent,
    }  # fmt: skip
    said = [L("The income of a partner with opposed interests is not counted.")] if family else []
    if rise:
        said.append(
            LN(
                "The limits rise by {rise} for {n} dependant.",
                "The limits rise by {rise} for {n} dependants.",
                request.dependants,
                rise=euros(rise),
            )
        )
    if request.income <= full:
        return 100, [*said, L("Income {income} is at most {full}: full support.", **values)]
    if request.income <= part:
        line = L("Income {income} is above {full} and at most {part}: support of {percent} %.", **values)
        return amounts.part_percent, [*said, line]
    if request.hardship:
        line = L("Income {income} is above {part}; hardship is recorded: support of {percent} %.", **values)
        return amounts.part_percent, [*said, line]
    return 0, [*said, L("Income {income} is above {part}: no support unless hardship is recorded.", **values)]


def _items(request: Request, amounts: Amounts, percent: int, lines: list[Message]) -> tuple[Granted, ...]:
    """Other funding first, then the ceiling of each kind, then the share, then the ceiling of the file."""
    why: dict[int, list[Message]] = {item.key: [] for item in request.items}
    wanted = {item.key: _eligible(item, request, why[item.key]) for item in request.items}
    funded = shared_out(min(request.other_funding, sum(wanted.values())), wanted)
    if request.other_funding:
        lines.append(L("Other funding comes first: {sum}.", sum=euros(request.other_funding)))
    for key, part in funded.items():
        if part:
            why[key].append(L("Less other funding: {sum}.", sum=euros(part)))
    left = {key: cents - funded.get(key, 0) for key, cents in wanted.items()}
    left = _below_ceilings(request, amounts, left, why)
    if percent != 100:
        for key, cents in left.items():
            if cents:
                why[key].append(L("{percent} % of {sum}.", percent=percent, sum=euros(cents)))
        left = {key: cents * percent // 100 for key, cents in left.items()}
    room = max(0, amounts.file - request.granted_before)
    if sum(left.values()) > room:
        lines.append(L("The ceiling of the file leaves {sum}.", sum=euros(room)))
        left = capped(left, room)
    return tuple(Granted(item.key, left[item.key], tuple(why[item.key])) for item in request.items)


def _eligible(item: Item, request: Request, why: list[Message]) -> int:
    """What of an item can be paid at all."""
    if item.kind in EXCLUDED:
        why.append(EXCLUDED[item.kind])
        return 0
    if item.kind is SupportKind.OTHER:
        why.append(L("The criteria name no such cost."))
        return 0
    if item.day is not None and item.day < request.asked_on:
        why.append(EXCLUDED[SupportKind.EXCLUDED_EARLIER])
        return 0
    why.append(L("Asked: {sum}.", sum=euros(item.asked)))
    return max(0, item.asked)


def _below_ceilings(
    request: Request, amounts: Amounts, left: Mapping[int, int], why: Mapping[int, list[Message]]
) -> dict[int, int]:
    """Each kind (where each child has its own, each child) below its ceiling, what exceeds taken off in
    proportion. Journeys in Europe first stay below theirs, then all journeys below the higher one."""
    found = dict(left)
    groups: dict[tuple[SupportKind, int | None], list[Item]] = {}
    for item in request.items:
        child = item.child if item.kind in PER_CHILD else None
        groups.setdefault((item.kind, child), []).append(item)
    for (kind, child), items in groups.items():
        used = (request.used or {}).get((kind, child), 0)
        near = [item for item in items if item.state in amounts.europe]
        if kind in TRAVELS and near and len(near) < len(items):
            _cap(near, max(0, amounts.travel_europe - used), found, why)
        most = _ceiling(kind, items, used, amounts, child in request.renewed)
        if most is not None:
            _cap(items, most, found, why)
    return found


def _cap(items: Sequence[Item], room: int, found: dict[int, int], why: Mapping[int, list[Message]]) -> None:
    theirs = {item.key: found[item.key] for item in items}
    if sum(theirs.values()) > room:
        found |= capped(theirs, room)
        for item in items:
            if theirs[item.key]:
                why[item.key].append(L("The ceiling is {sum}.", sum=euros(room)))


def _ceiling(
    kind: SupportKind, items: Sequence[Item], used: int, amounts: Amounts, renewed: bool
) -> int | None:
    """What is left for one kind in all, when `used` was granted before; None: at cost."""
    units = sum(item.units for item in items)
    match kind:
        case SupportKind.TRAVEL_CHILD | SupportKind.TRAVEL_ESCORT:
            near = all(item.state in amounts.europe for item in items)
            most = amounts.travel_europe if near else amounts.travel_elsewhere
        case SupportKind.STAY:
            most, asked = amounts.stay_night * amounts.stay_nights, amounts.stay_night * units
            return min(asked, max(0, most - used))
        case SupportKind.TRAVEL_MEDIATION:
            most = amounts.travel_mediation
        case SupportKind.MEDIATION_FEES:
            most = amounts.mediation_fees
        case SupportKind.INTERPRETER:
            most = amounts.interpreter
        case SupportKind.TRANSLATION:
            most = amounts.translation
        case SupportKind.PSYCHOLOGIST:
            sessions = amounts.psychologist_sessions * (2 if renewed else 1)
            most, asked = amounts.psychologist_session * sessions, amounts.psychologist_session * units
            return min(asked, max(0, most - used))
        case _:
            return None
    return max(0, most - used)
