"""What the vault holds on somebody, found by how records refer to people and cases, not by a list of records.

A record added later is found as soon as it has a key to a person, to a case, or to a record that has one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import JSON, Column, ColumnElement, Enum, LargeBinary, Table, false, or_, select

from abductdesk.actions.nouns import NOUNS
from abductdesk.actions.office import Look
from abductdesk.i18n import Country, L, Language, Listing, Message, Money
from abductdesk.models import BY_KIND, Case, Person, Record
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import LanguageLevel

PERSON, CASE = cast(Table, Person.__table__), cast(Table, Case.__table__)
_DEEP = 3  # keys followed from a record to a person or a case
# Fields that hold codes or numbers of records rather than what somebody wrote.
CODED = frozenset(
    {
        "country", "countries", "language", "languages", "term", "terms", "days", "children",
        "event", "staff", "date", "time", "number", "cents", "yes_no",
    }
)  # fmt: skip
# Columns without a description that hold codes or numbers of the office: nobody's words.
CODES = frozenset(
    {
        "reference", "number", "letter", "language", "template_version", "rules_version",
        "media_type", "rule", "uid", "state", "form", "kind", "deadlines_stated", "child_ids",
        "slot", "funder",
    }
)  # fmt: skip
_LABELS: Mapping[str, Message] = {
    "reference": L("Reference"), "opened_on": L("Opened on"), "closed_on": L("Closed on"),
    "converted_on": L("Converted on"), "voided_on": L("Void since"), "void_reason": L("Why void"),
    "number": L("Number"), "issued_at": L("Issued on"), "language": L("Language"), "at": L("Date and time"),
    "recipient_name": L("To"), "added": L("Added to the letter"), "printed_on": L("Printed or saved on"),
    "added_at": L("Kept since"), "decided_on": L("Decided on"), "values": L("What was typed"),
    "source": L("Source"), "summary": L("Summary"), "computer": L("Computer"), "system": L("System"),
    "trusted_on": L("Trusted since"), "preferences": L("Preferences"), "suspended_on": L("Suspended on"),
    "departed_on": L("Left on"), "arrived_on": L("Arrived on"), "override_reason": L("Left in spite of"),
    "called_off_on": L("Called off on"), "called_off_because": L("Called off because"),
    "departs_at": L("Departs at"), "arrives_at": L("Arrives at"), "week": L("Week"),
    "revoked_on": L("Revoked on"), "pages": L("Pages"), "erased_on": L("Erased on"),
    "submitted_on": L("Submitted on"), "complete_on": L("Complete since"), "advised_on": L("Advised on"),
    "granted_cents": L("Granted"), "proposed_cents": L("Proposed"), "released_cents": L("No longer needed"),
    "cents": L("In euros"), "committed_on": L("Committed on"), "withdrawn_on": L("Withdrawn on"),
    "appeal_decided_on": L("Appeal decided on"), "funder": L("Funder"), "who": L("Who"),
    "approves": L("Approves"), "on": L("Day"),
}  # fmt: skip
_INNER = frozenset(
    {
        "id", "version", "folded", "fact_counter", "sha256", "content", "size", "year", "sequence",
        "template_version", "rules_version", "deadlines_stated", "draft_wording", "letter", "state",
        "media_type", "must_change", "rule", "uid", "form", "kind", "record", "saved_at", "slot",
        "anonymised_on", "study", "tested", "minor", "checked_at",
    }
)  # fmt: skip


def noun(kind: str) -> Message:
    """What a record of this kind is called."""
    return NOUNS.get(kind, L("Other record"))


@cache
def _keys(table: Table, target: Table, deep: int = _DEEP) -> tuple[tuple[Column[Any], Table], ...]:
    """The columns by which rows of a table lead to the target, and the table each refers to: straight ones
    if there are any, else those over another table."""
    found = [(column, key.column.table) for column in table.columns for key in column.foreign_keys]
    straight = tuple((column, other) for column, other in found if other is target)
    if straight or not deep:
        return straight
    over = {PERSON, CASE, table, cast(Table, BY_KIND["staff"].__table__)}
    return tuple(
        (column, other) for column, other in found if other not in over and _keys(other, target, deep - 1)
    )


def keys_to(model: type[Record], target: Table) -> tuple[Column[Any], ...]:
    """The columns by which a record refers straight to a person, or to a case."""
    straight = _keys(cast(Table, model.__table__), target)
    return tuple(column for column, other in straight if other is target)


def leads_to(model: type[Record], target: Table) -> bool:
    """Whether records of this kind belong to a person, or to a case."""
    table = cast(Table, model.__table__)
    return table is target or bool(_keys(table, target))


def belonging(model: type[Record], target: Table, ids: Collection[int]) -> ColumnElement[bool]:
    """The condition for records that belong to one of these people, or cases."""
    return _belonging(cast(Table, model.__table__), target, ids)


def _belonging(table: Table, target: Table, ids: Collection[int], deep: int = _DEEP) -> ColumnElement[bool]:
    if table is target:
        return table.c.id.in_(ids)
    conditions = [
        column.in_(ids)
        if other is target
        else column.in_(select(other.c.id).where(_belonging(other, target, ids, deep - 1)))
        for column, other in _keys(table, target, deep)
    ]
    return or_(*conditions) if conditions else false()


@dataclass(frozen=True)
class Words:
    """The columns of a record that hold what people wrote: texts and plain data; `bytes` its documents."""

    texts: tuple[str, ...]
    data: tuple[str, ...]
    bytes: tuple[str, ...]


@cache
def words_of(model: type[Record]) -> Words:
    """Which columns of a record hold words. What is not known as a code is taken for words."""
    fields = fields_of(model)
    texts, data, content = [], [], []
    for attribute in model.__mapper__.column_attrs:
        column, name = attribute.columns[0], attribute.key
        described = fields.get(name)
        coded = described.kind in CODED if described is not None else name in CODES
        if isinstance(column.type, LargeBinary):
            content.append(name)
        elif coded or isinstance(column.type, Enum) or column.foreign_keys:
            continue
        elif isinstance(column.type, JSON):
            data.append(name)
        elif column.type.python_type is str:
            texts.append(name)
    return Words(tuple(texts), tuple(data), tuple(content))


def find(look: Look, model: type[Record], condition: ColumnElement[bool]) -> list[Record]:
    """The records, oldest first."""
    mapped = cast(Any, model)
    return list(look.session.scalars(select(mapped).where(condition).order_by(mapped.id)))


@dataclass(frozen=True)
class Told:
    """One field of a record: its name, what it is called, and its value as a `Tongue` says it. `words`: it
    is what somebody wrote, and may speak of others."""

    name: str
    label: Message
    value: object
    plain: Any
    words: bool


def told(record: Record) -> Iterator[Told]:
    """The fields of a record that hold something, described ones first; keys and inner workings left out."""
    model = type(record)
    fields, written = fields_of(model), words_of(model)
    names = [*fields, *(a.key for a in model.__mapper__.column_attrs if a.key not in fields)]
    for name in names:
        described, column = fields.get(name), model.__mapper__.columns[name]
        if described is None and (name in _INNER or column.foreign_keys):
            continue
        if described is not None and described.kind in ("staff", "event", "children"):
            continue
        value = getattr(record, name)
        if value in (None, "", [], {}):
            continue
        label = Message(described.label) if described else _LABELS.get(name)
        wordy = name in written.texts or name in written.data
        yield Told(
            name, label or L("Other data: {name}", name=name), spoken(described, value, name), value, wordy
        )


def spoken(described: Field | None, value: Any, name: str = "") -> object:
    """A value as a `Tongue` says it."""
    match described.kind if described is not None else "":
        case "cents":
            return Money(value)
        case "country":
            return Country(value)
        case "countries":
            return Listing(tuple(Country(code) for code in value))
        case "language":
            return Language(value)
        case "languages":
            return Listing(tuple(_language(str(each)) for each in value))
        case "terms" if described is not None and described.terms is not None:
            return Listing(tuple(described.terms(code) for code in value))
    if described is None and name.endswith("cents"):
        return Money(value)
    if isinstance(value, dict | list):
        return "\n".join(_flat(value))
    return value


def _language(spoken_language: str) -> Message:
    code, _, level = spoken_language.partition(":")
    return L("{language} ({level})", language=Language(code), level=LanguageLevel(level or "good"))


def _flat(value: Any, name: str = "") -> Iterator[str]:
    """Plain data as lines: "name: value"."""
    match value:
        case dict():
            for key, each in value.items():
                yield from _flat(each, str(key))
        case list():
            for each in value:
                yield from _flat(each, name)
        case None | "":
            return
        case _:
            yield f"{name}: {value}" if name else str(value)
