"""Timelines in JSON: the bytes of one case's dated facts, read strictly into plain data.

In the file `of` is the index of another event (0 = first) and `children` holds positions counted from 1,
eldest first; in `Facts` an event's key is its index and positions count from 0.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import TypeVar

from abductdesk.faults import Refused
from abductdesk.rules.decided import extendable
from abductdesk.rules.facts import Child, Decision, Event, Facts, RecordedFramework
from abductdesk.rules.registry import RULES
from abductdesk.terms import (
    Confidence,
    DecisionKind,
    EventKind,
    Instance,
    Instrument,
    Notification,
    Party,
    Precision,
    RefusalGround,
    Term,
)

LARGEST = 5 * 1024 * 1024
MOST = 2_000
FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)
_T = TypeVar("_T", bound=Term)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BORN = (
    (_DAY, "", Precision.DAY),
    (re.compile(r"[0-9]{4}-[0-9]{2}"), "-01", Precision.MONTH),
    (re.compile(r"[0-9]{4}"), "-01-01", Precision.YEAR),
)
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")
_STATE = re.compile(r"[A-Z]{2}")
_CASE = {
    "reference", "court", "source", "habitual_residence", "requested_state", "framework", "children",
    "events", "facts_worth_showing", "custody_decision", "left_behind_lives_in", "taking_lives_in",
    "decisions",
}  # fmt: skip
_EVENT = {
    "kind", "date", "time", "precision", "confidence", "source", "note", "of", "how", "party", "children",
    "grounds", "instance", "through_central_authority",
}  # fmt: skip
_DECISION = {"rule", "kind", "day", "reason", "decided_on", "by", "event", "children"}


@dataclass(frozen=True, slots=True)
class Timeline:
    """A case as a file tells it. `notes` and `sources` belong to events, by key."""

    facts: Facts
    reference: str = ""
    court: str = ""
    source: str = ""
    facts_worth_showing: tuple[str, ...] = ()
    notes: Mapping[int, str] = field(default_factory=dict)
    sources: Mapping[int, str] = field(default_factory=dict)


def read_timeline(content: bytes) -> Timeline:
    """Read one timeline; refuses, with the place, whatever is not as the format says."""
    case = _Fields(_parse(content), "", _CASE)
    raw_children = case.items("children")
    children = tuple(_child(position, item) for position, item in enumerate(raw_children))
    raw_events = [_Fields(item, f"events[{key}]", _EVENT) for key, item in enumerate(case.items("events"))]
    events = tuple(_event(key, item, len(raw_events), len(children)) for key, item in enumerate(raw_events))
    decisions = [
        _decision(at, item, len(events), len(children)) for at, item in enumerate(case.items("decisions"))
    ]
    return Timeline(
        facts=Facts(
            habitual_residence=case.state("habitual_residence"),
            requested_state=case.state("requested_state"),
            children=children,
            events=events,
            framework=_framework(case),
            custody_decision=case.truth("custody_decision"),
            left_behind_lives_in=case.state("left_behind_lives_in"),
            taking_lives_in=case.state("taking_lives_in"),
            decisions=tuple(decisions),
        ),
        reference=case.text("reference"),
        court=case.text("court"),
        source=case.text("source"),
        facts_worth_showing=tuple(
            _text(item, f"facts_worth_showing[{at}]")
            for at, item in enumerate(case.items("facts_worth_showing"))
        ),
        notes={key: note for key, item in enumerate(raw_events) if (note := item.text("note"))},
        sources={key: source for key, item in enumerate(raw_events) if (source := item.text("source"))},
    )


def _parse(content: bytes) -> object:
    if len(content) > LARGEST:
        raise Refused("The file is larger than {limit} MB: this is not one timeline.", limit=LARGEST >> 20)
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise Refused("The file is not text in UTF-8.") from None
    except json.JSONDecodeError as fault:
        raise Refused(
            "The file is not JSON: line {line}, column {column}.", line=fault.lineno, column=fault.colno
        ) from None
    except (RecursionError, ValueError):
        raise Refused(
            "The file is not a timeline: it is nested too deep or holds impossible numbers."
        ) from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise Refused("The field {field} stands twice in one place.", field=name)
        found[name] = value
    return found


def _no_number(written: str) -> object:
    raise Refused("{value} is not a number.", value=written)


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise Refused("{where}: text is expected.", where=where)
    if not value.isprintable() and not value.replace("\n", " ").replace("\t", " ").isprintable():
        raise Refused("{where}: the text holds characters that cannot be shown.", where=where)
    return value


class _Fields:
    """One object of the file: its fields read by type, each fault said with its place."""

    def __init__(self, value: object, where: str, known: set[str]) -> None:
        if not isinstance(value, dict):
            raise Refused("{where}: an object with named fields is expected.", where=where or "$")
        self._values: dict[str, object] = value
        self._where = where
        for name in value:
            if name not in known:
                raise Refused("{where}: this field is not part of the format.", where=self.place(name))

    def place(self, name: str) -> str:
        return f"{self._where}.{name}" if self._where else name

    def get(self, name: str) -> object:
        return self._values.get(name)

    def text(self, name: str) -> str:
        value = self.get(name)
        return "" if value is None else _text(value, self.place(name))

    def items(self, name: str) -> list[object]:
        value = self.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise Refused("{where}: a list is expected.", where=self.place(name))
        if len(value) > MOST:
            raise Refused("{where}: more than {limit} entries.", where=self.place(name), limit=MOST)
        return value

    def state(self, name: str) -> str | None:
        value = self.get(name)
        if value is not None and not (isinstance(value, str) and _STATE.fullmatch(value)):
            raise Refused(
                "{where}: a state is two capital letters (ISO 3166), as in BE.", where=self.place(name)
            )
        return value

    def truth(self, name: str) -> bool | None:
        value = self.get(name)
        if value is not None and not isinstance(value, bool):
            raise Refused("{where}: true, false or null is expected.", where=self.place(name))
        return value

    def whole(self, name: str) -> int | None:
        value = self.get(name)
        return None if value is None else _whole(value, self.place(name))

    def term(self, name: str, terms: type[_T]) -> _T | None:
        value = self.get(name)
        return None if value is None else _term(value, terms, self.place(name))

    def day(self, name: str) -> date | None:
        value = self.get(name)
        return None if value is None else _day(value, self.place(name))

    def clock(self, name: str) -> time | None:
        value = self.get(name)
        if value is None:
            return None
        try:
            if isinstance(value, str) and _TIME.fullmatch(value):
                return time.fromisoformat(value)
        except ValueError:
            pass  # an hour or a minute that does not exist: refused below
        raise Refused("{where}: a time is written as 14:20.", where=self.place(name))


def _day(value: object, where: str) -> date:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value) and FIRST <= date.fromisoformat(value) <= LAST:
            return date.fromisoformat(value)
    except ValueError:
        pass  # a day that does not exist: refused below
    raise Refused(
        "{where}: {value} is not a date. Write year, month and day as in 2026-02-03.",
        where=where,
        value=str(value)[:80],
    )


def _whole(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused("{where}: a whole number is expected.", where=where)
    return value


def _term(value: object, terms: type[_T], where: str) -> _T:
    if isinstance(value, str) and value in {term.value for term in terms}:
        return terms(value)
    raise Refused("{where}: {value} is not one of the known values.", where=where, value=str(value)[:80])


def _child(position: int, item: object) -> Child:
    where = f"children[{position}]"
    born = _Fields(item, where, {"born"}).get("born")
    if born is None:
        return Child(position)
    written = _text(born, f"{where}.born")
    for form, filler, precision in _BORN:
        if form.fullmatch(written):
            return Child(position, _day(written + filler, f"{where}.born"), precision)
    raise Refused(
        "{where}: a birth is written as 2015-03-01, 2015-03 or 2015, or null.", where=f"{where}.born"
    )


def _event(key: int, item: _Fields, events: int, children: int) -> Event:
    kind, day = item.term("kind", EventKind), item.day("date")
    if kind is None or day is None:
        missing = "kind" if kind is None else "date"
        raise Refused("{where}: this field is missing.", where=item.place(missing))
    of = item.whole("of")
    if of is not None and (not 0 <= of < events or of == key):
        raise Refused(
            "{where}: there is no other event {number} in the file.", where=item.place("of"), number=of
        )
    grounds = enumerate(item.items("grounds"))
    return Event(
        key=key,
        kind=kind,
        date=day,
        precision=item.term("precision", Precision) or Precision.DAY,
        time=item.clock("time"),
        confidence=item.term("confidence", Confidence) or Confidence.STATED,
        of=of,
        how=item.term("how", Notification),
        party=item.term("party", Party),
        children=_positions(item, children),
        grounds=tuple(
            _term(ground, RefusalGround, f"{item.place('grounds')}[{at}]") for at, ground in grounds
        ),
        instance=item.term("instance", Instance),
        through_central_authority=item.truth("through_central_authority"),
    )


def _positions(item: _Fields, children: int) -> tuple[int, ...]:
    """Children by number, as positions from 0."""
    positions = set()
    for at, child in enumerate(item.items("children")):
        where = f"{item.place('children')}[{at}]"
        number = _whole(child, where)
        if not 1 <= number <= children:
            raise Refused("{where}: there is no child {number} in the file.", where=where, number=number)
        positions.add(number - 1)
    return tuple(sorted(positions))


def _decision(at: int, value: object, events: int, children: int) -> Decision:
    item = _Fields(value, f"decisions[{at}]", _DECISION)
    rule, kind, reason = item.text("rule"), item.term("kind", DecisionKind), item.text("reason")
    decided_on, day, event = item.day("decided_on"), item.day("day"), item.whole("event")
    needed = {"rule": rule, "kind": kind, "reason": reason, "decided_on": decided_on}
    if kind in (DecisionKind.MET, DecisionKind.EXTENDED):
        needed["day"] = day
    for name, given in needed.items():
        if not given:
            raise Refused("{where}: this field is missing.", where=item.place(name))
    if event is not None and not 0 <= event < events:
        where = item.place("event")
        raise Refused("{where}: there is no other event {number} in the file.", where=where, number=event)
    assert kind is not None and decided_on is not None
    limit = next((one for one in RULES if one.id == rule), None)
    if limit is None:
        raise Refused(
            "{where}: {value} is not one of the known values.", where=item.place("rule"), value=rule[:80]
        )
    if kind is DecisionKind.EXTENDED and not extendable(limit.regime, limit.severity):
        raise Refused("{where}: no court can extend this day: the Convention or the Regulation sets it.",
                      where=item.place("kind"))  # fmt: skip
    return Decision(rule, kind, reason, decided_on, item.text("by"), day, event, _positions(item, children))


def _framework(case: _Fields) -> RecordedFramework | None:
    raw = case.get("framework")
    if raw is None:
        return None
    found = _Fields(raw, "framework", {"instrument", "since", "source"})
    instrument = found.term("instrument", Instrument)
    if instrument is None:
        raise Refused("{where}: this field is missing.", where="framework.instrument")
    return RecordedFramework(instrument, found.text("source"), found.day("since"))
