"""Entries of the journal that no action writes: what was refused, and that a case was seen.

A refusal says what was tried, on which record, and which sentence answered; never what was typed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from abductdesk.faults import Refused
from abductdesk.models import BY_KIND, Case

REFUSED = "refused"  # the kind of record that such an entry names
VIEW = "record_view"
IMPLIED = "implied"  # a view that nobody asked for as such
# the argument of an action → the record it is about, where it is not called the same
_CALLED = {
    "case": "case_file", "contact": "contact_point", "role": "case_role", "link": "case_link",
    "decision": "limit_decision", "verified": "verified_state", "change": "holiday_change",
}  # fmt: skip


class About(NamedTuple):
    """The record that something was tried on, where that is known, and its case."""

    kind: str = ""
    record: int = 0
    case: int | None = None


NOTHING = About()


def given(verb: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a call by name; empty where they do not fit."""
    try:
        return dict(inspect.signature(verb).bind(None, *args, **kwargs).arguments)
    except TypeError:
        return {}


def about(verb: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> About:
    """What a call is about, by the names of its arguments: the most particular record wins."""
    named = given(verb, args, kwargs)
    case = named.get("case_id")
    case_id = case if isinstance(case, int) else None
    found = About(Case.__tablename__, case_id, case_id) if case_id is not None else NOTHING
    for name, value in named.items():
        called = name.removesuffix("_id")
        kind = str(named.get("kind")) if called == "entry" else _CALLED.get(called, called)
        if called != name and isinstance(value, int) and kind in BY_KIND and name != "case_id":
            found = About(kind, value, case_id)
    return found


def entry(name: str, refused: Refused, about: About = NOTHING) -> dict[str, Any]:
    """The entry of a refusal."""
    where = {"kind": about.kind, "record": about.record} if about.kind else {}
    return {
        "action": name,
        "record_kind": REFUSED,
        "record_id": about.record,
        "case_id": about.case,
        "detail": {"reason": refused.text, **where},
    }


def view(case_id: int) -> dict[str, Any]:
    """The entry of a case that was seen without being opened on the screen."""
    return {
        "action": VIEW,
        "record_kind": Case.__tablename__,
        "record_id": case_id,
        "case_id": case_id,
        "subjects": [(Case.__tablename__, case_id)],
    }


def viewed(case_id: int, day: date) -> tuple[object, ...]:
    """Where the office's memory keeps that this case was seen on this day."""
    return ("viewed", case_id, day)
