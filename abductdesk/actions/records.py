"""Values on their way into and out of records: checked by the field's own description."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any

from babel import Locale
from sqlalchemy import inspect
from sqlalchemy.orm import object_session

from abductdesk.faults import Invalid
from abductdesk.i18n import LETTER_LANGUAGES, Message
from abductdesk.models import BY_KIND, Case, Person
from abductdesk.models.base import Field, Record, fields_of
from abductdesk.terms import LanguageLevel

EARLIEST = date(1900, 1, 1)
LATEST = date(2100, 12, 31)
MOST_CENTS = 10**11  # a billion euros: more is a slip of the keyboard
_NO_OWNERS = frozenset({"case_file", "person", "staff"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@cache
def _fields(model: type[Record]) -> dict[str, Field]:
    return fields_of(model)


@cache
def _countries() -> frozenset[str]:
    names = map(str, Locale.parse("en").territories)
    return frozenset(code for code in names if len(code) == 2 and code.isalpha())


def check(model: type[Record], values: Mapping[str, Any], *, new: bool = False) -> dict[str, Any]:
    """The values as the record takes them; raises `Invalid` for the first field that is wrong.

    With `new` a required field that is missing is refused as well.
    """
    fields = _fields(model)
    checked = {
        name: _value(fields[name], value) if name in fields else value for name, value in values.items()
    }
    for found in fields.values():
        if found.name in checked and checked[found.name] is None and not found.nullable:
            checked[found.name] = found.default
        if found.required and (found.name in checked or new) and checked.get(found.name) in (None, ""):
            raise Invalid(found.name, "Fill in “{field}”.", field=_label(found))
    return checked


def _label(found: Field) -> Message:
    return Message(found.label)


def _value(found: Field, value: Any) -> Any:
    if value is None:
        return None
    match found.kind:
        case "text" | "long":
            return _text(found, str(value))
        case "date":
            if not isinstance(value, date) or not EARLIEST <= value <= LATEST:
                raise Invalid(
                    found.name, "“{field}” must be a day between 1900 and 2100.", field=_label(found)
                )
        case "cents":
            if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_CENTS:
                raise Invalid(found.name, "“{field}” must be an amount in euros.", field=_label(found))
        case "term":
            return _term(found, value)
        case "terms" if found.terms is not None:
            return [_term(found, item).value for item in value]
        case "country":
            return _country(found, str(value)) if value else None
        case "countries":
            return [_country(found, str(item)) for item in value]
        case "language":
            if value and value not in LETTER_LANGUAGES:
                raise Invalid(found.name, "“{value}” is not a language of letters.", value=value)
            return value or None
        case "languages":
            return [_spoken(found, str(item)) for item in value]
        case "children":
            return sorted(int(item) for item in value)
    return value


def _text(found: Field, value: str) -> str:
    value = value.strip()
    if _CONTROL.search(value):
        raise Invalid(
            found.name, "“{field}” holds a character that cannot be kept. Type it again.", field=_label(found)
        )
    if found.length is not None and len(value) > found.length:
        raise Invalid(
            found.name,
            "“{field}” is too long: at most {most} characters.",
            field=_label(found),
            most=found.length,
        )
    return value


def _spoken(found: Field, value: str) -> str:
    """A language and how well it is spoken: "fr:native"; well where nothing is said."""
    code, _, level = value.partition(":")
    if not 2 <= len(code) <= 7:
        raise Invalid(found.name, "“{value}” is not a language.", value=value)
    return f"{code}:{_term(found, level or LanguageLevel.GOOD).value}"


def _term(found: Field, value: Any) -> Enum:
    assert found.terms is not None
    try:
        return found.terms(value)
    except ValueError:
        raise Invalid(
            found.name, "“{value}” is not a choice of “{field}”.", value=value, field=_label(found)
        ) from None


def _country(found: Field, code: str) -> str:
    code = code.upper()
    if code not in _countries():
        raise Invalid(found.name, "“{value}” is not a country code of two letters.", value=code)
    return code


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return value


def revive(model: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a record out of JSON; unknown names are left out."""
    columns = {attribute.key: attribute.columns[0] for attribute in inspect(model).column_attrs}
    revived: dict[str, Any] = {}
    for name, value in values.items():
        if name not in columns:
            continue
        wanted = columns[name].type.python_type
        if value is None or not isinstance(value, str):
            revived[name] = value
        elif issubclass(wanted, Enum):
            revived[name] = wanted(value)
        elif wanted in (date, datetime, time):
            revived[name] = wanted.fromisoformat(value)
        else:
            revived[name] = value
    return revived


def journalled(record: Record) -> list[str]:
    """The fields of a record whose values the journal keeps: all but bytes."""
    skipped = {"id", "version", "content"}
    return [attribute.key for attribute in record.__mapper__.column_attrs if attribute.key not in skipped]


def subjects_of(record: Record, case_id: int | None) -> list[tuple[str, int]]:
    """Whose data an entry about the record holds, so that its detail can be erased by subject."""
    found = [(record.__tablename__, record.id)]
    for each in (record, *owners(record)):
        if each is not record:
            found.append((each.__tablename__, each.id))
        for name, kind in (("person_id", Person.__tablename__), ("case_id", Case.__tablename__)):
            value = getattr(each, name, None)
            if value is not None and (kind, value) not in found:
                found.append((kind, value))
    return found


def case_of(record: Record) -> int | None:
    """The case that a record belongs to, also by the record that it is a part of."""
    if isinstance(record, Case):
        return record.id
    known = (getattr(each, "case_id", None) for each in (record, *owners(record)))
    return next((case_id for case_id in known if case_id is not None), None)


def owners(record: Record) -> Iterator[Record]:
    """The records that this one is a part of: it cannot be without them."""
    session = object_session(record)
    for column in record.__table__.columns:
        for key in column.foreign_keys:
            kind = key.column.table.name
            value = getattr(record, column.key)
            if session is None or column.nullable or value is None or kind in _NO_OWNERS:
                continue
            owner = session.get(BY_KIND[kind], value)
            if owner is not None:
                yield owner
                yield from owners(owner)
