"""Rows of a table → drafts of cases, or the reason why a row cannot be taken.

Rows with the same reference are one case with several children: all of them are taken, or none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from abductdesk.exchange.mapping import CHILDREN, Columns
from abductdesk.exchange.tables import Cell, Row, Table
from abductdesk.exchange.values import day_of, language_of, state_of, term_of
from abductdesk.faults import Refused
from abductdesk.folding import fold
from abductdesk.terms import (
    CaseKind,
    Certainty,
    ContactKind,
    EventKind,
    Precision,
    Priority,
    ReferralSource,
    ServiceKind,
    Sex,
    Stage,
)

Said = dict[str, Any]
"""Target id → value, of one row."""

ERRORS = frozenset({"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!"})
_CASE_FIELDS = (
    "kind", "certainty", "priority", "stage", "habitual_residence_state", "requested_state",
    "referral_source", "summary",
)  # fmt: skip
_SERVICES = {
    "fps_justice": ServiceKind.FPS_JUSTICE,
    "fps_foreign_affairs": ServiceKind.FPS_FOREIGN_AFFAIRS,
    "police": ServiceKind.POLICE,
    "court": ServiceKind.COURT,
}
_READERS: Mapping[str, Callable[[Cell], Any]] = {
    "kind": lambda cell: term_of(CaseKind, cell),
    "certainty": lambda cell: term_of(Certainty, cell),
    "priority": lambda cell: term_of(Priority, cell),
    "stage": lambda cell: term_of(Stage, cell),
    "referral_source": lambda cell: term_of(ReferralSource, cell),
    "sex": lambda cell: term_of(Sex, cell),
    "habitual_residence_state": state_of,
    "requested_state": state_of,
    "country": state_of,
    "letter_language": language_of,
    "removal": day_of,
    "retention": day_of,
    "born": day_of,
    "opened_on": lambda cell: whole_day(cell),
    "closed_on": lambda cell: whole_day(cell),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken; `column` is its heading, empty where the whole row is meant."""

    line: int
    column: str
    why: Refused


@dataclass(slots=True)
class PersonDraft:
    """A parent: fields of the person, and contact points."""

    values: Said
    contacts: list[Said]


@dataclass(slots=True)
class Draft:
    """One case as the table tells it. `lines` are the rows it comes from; `services` pairs a kind of
    service with its reference of the case."""

    lines: list[int]
    reference: str
    values: Said
    opened_on: date | None
    closed_on: date | None
    children: list[tuple[Said, Said]] = field(default_factory=list)
    left: PersonDraft | None = None
    taking: PersonDraft | None = None
    events: list[Said] = field(default_factory=list)
    services: list[tuple[ServiceKind, str]] = field(default_factory=list)
    caseworker: str = ""
    note: str = ""


def draft(table: Table, columns: Columns) -> tuple[list[Draft], list[Problem]]:
    """Drafts of all the rows that can be taken, in the order of the file, and the problems of the others."""
    families: dict[str, list[tuple[Row, Said]]] = {}
    problems: list[Problem] = []
    spoilt: dict[str, int] = {}
    for row in table.rows:
        said, wrong = _read(table, row, columns)
        reference = fold(str(said.get("reference", ""))) or f"\n{row.line}"
        problems += wrong
        if wrong:
            spoilt.setdefault(reference, row.line)
        families.setdefault(reference, []).append((row, said))
    drafts = []
    for reference, family in families.items():
        try:
            if reference not in spoilt:
                drafts.append(_family(table, columns, family))
        except _Wrong as wrong_row:
            problems.append(wrong_row.problem)
            spoilt[reference] = wrong_row.problem.line
        known = {problem.line for problem in problems}
        problems += [
            Problem(
                row.line, "", Refused("Line {line} has the same reference and cannot be taken.", line=line)
            )
            for row, _ in family
            for line in [spoilt.get(reference)]
            if line is not None and row.line not in known
        ]
    return drafts, sorted(problems, key=lambda problem: problem.line)


class _Wrong(Exception):
    def __init__(self, line: int, column: str, why: Refused) -> None:
        super().__init__()
        self.problem = Problem(line, column, why)


def _read(table: Table, row: Row, columns: Columns) -> tuple[Said, list[Problem]]:
    """The values of one row by target, and what is wrong with its cells."""
    said: Said = {}
    wrong: list[Problem] = []
    if len(row.cells) > len(table.headings):
        why = Refused("This row has more cells than there are headings ({n}).", n=len(table.headings))
        return said, [Problem(row.line, "", why)]
    for column, target in columns.items():
        cell = row.cells[column]
        if cell == "":
            continue
        try:
            said[target] = _value(target, cell)
        except Refused as why:
            wrong.append(Problem(row.line, table.headings[column], why))
    return said, wrong


def _value(target: str, cell: Cell) -> Any:
    if isinstance(cell, str) and (cell.startswith("=") or cell.casefold() in ERRORS):
        raise Refused(
            "“{value}” is a formula or its error. Save the table with values only, and import that.",
            value=cell,
        )
    read = _READERS.get(target.rpartition(".")[2])
    return read(cell) if read is not None else str(cell)


def whole_day(cell: Cell) -> date:
    day, precision = day_of(cell)
    if precision is not Precision.DAY:
        raise Refused("“{value}” is not a whole date: write day, month and year.", value=cell)
    return day


def _family(table: Table, columns: Columns, family: list[tuple[Row, Said]]) -> Draft:
    """One case from the rows with its reference: the first tells the case, all tell children."""
    (first, said), *others = family
    made = _case(first, said)
    for row, more in others:
        for column, target in columns.items():
            if not target.startswith("child") and target in more and more[target] != said.get(target):
                raise _Wrong(
                    row.line,
                    table.headings[column],
                    Refused(
                        "Line {line} has the same reference and says something else here.", line=first.line
                    ),
                )
        children = _children(more)
        if not children or any(child in made.children for child in children):
            raise _Wrong(
                row.line,
                "",
                Refused("Line {line} has the same reference and the same child already.", line=first.line),
            )
        made.lines.append(row.line)
        made.children += children
    return made


def _case(row: Row, said: Said) -> Draft:
    values = {name: said[name] for name in _CASE_FIELDS if name in said}
    events = [
        {"kind": kind, "date": said[kind][0], "precision": said[kind][1]}
        for kind in (EventKind.REMOVAL, EventKind.RETENTION)
        if kind in said
    ]
    if "kind" not in values and events:
        values["kind"] = CaseKind(events[0]["kind"])
    if "kind" not in values:
        raise _Wrong(row.line, "", Refused("This row does not say what kind of case it is."))
    if values.get("stage") is Stage.CLOSED and "closed_on" not in said:
        raise _Wrong(row.line, "", Refused("This case is closed, but the row does not say since which day."))
    made = Draft(
        lines=[row.line],
        reference=str(said.get("reference", "")),
        values=values,
        opened_on=said.get("opened_on"),
        closed_on=said.get("closed_on"),
        children=_children(said),
        left=_parent(said, "left"),
        taking=_parent(said, "taking"),
        events=events,
        services=[(kind, said[target]) for target, kind in _SERVICES.items() if target in said],
        caseworker=said.get("caseworker", ""),
        note=said.get("note", ""),
    )
    if not (made.reference or made.children or made.left or made.taking):
        raise _Wrong(row.line, "", Refused("This row names neither a reference nor a child nor a parent."))
    for side, key in (("left", "left_behind_lives_in"), ("taking", "taking_lives_in")):
        if f"{side}.country" in said:
            values[key] = said[f"{side}.country"]
    return made


def _children(said: Said) -> list[tuple[Said, Said]]:
    """(person, child) of every child the row tells."""
    found = []
    for number in range(1, CHILDREN + 1):
        own = _own(said, f"child{number}")
        if own:
            found.append((_person(own, adult=False), {"sex": own["sex"]} if "sex" in own else {}))
    return found


def _parent(said: Said, side: str) -> PersonDraft | None:
    own = _own(said, side)
    contacts = [
        {"kind": ContactKind.PHONE, "value": number}
        for number in _several(own.get("phone", ""), r"[;\n]| / ")
    ]
    contacts += [
        {"kind": ContactKind.EMAIL, "value": address}
        for address in _several(own.get("email", ""), r"[;,\s]+")
    ]
    place: Said = {name: own[name] for name in ("postcode", "city", "country") if name in own}
    street = own.get("street") or place.pop("city", "") or place.get("postcode", "")
    if street:
        contacts.append({"kind": ContactKind.ADDRESS, "value": " ".join(street.split()), **place})
    values = _person(own, adult=True)
    if "letter_language" in own:
        values["letter_language"] = own["letter_language"]
    return PersonDraft(values, contacts) if values or contacts else None


def _own(said: Said, who: str) -> Said:
    return {target.partition(".")[2]: value for target, value in said.items() if target.startswith(f"{who}.")}


def _several(text: str, between: str) -> list[str]:
    return [part.strip() for part in re.split(between, text) if part.strip()]


def _person(own: Said, *, adult: bool) -> Said:
    values: Said = split_name(own["name"], adult=adult) if "name" in own else {}
    values |= {name: own[name] for name in ("given_names", "family_names", "own_script_name") if name in own}
    if "born" in own:
        values["born"], values["born_precision"] = own["born"]
    return values


def split_name(name: str, *, adult: bool) -> Said:
    """A whole name in its parts: "Family, Given", "FAMILY Given" or "Given Family"."""
    before, comma, after = (part.strip() for part in name.partition(","))
    if comma and after:
        return {"family_names": before, "given_names": after}
    parts = name.split()
    capitals = [part for part in parts if len(part) > 1 and part.isupper()]
    if capitals and len(capitals) < len(parts):
        return {
            "family_names": " ".join(capitals),
            "given_names": " ".join(part for part in parts if part not in capitals),
        }
    if len(parts) == 1:
        return {"family_names" if adult else "given_names": name}
    return {"given_names": parts[0], "family_names": " ".join(parts[1:])}
