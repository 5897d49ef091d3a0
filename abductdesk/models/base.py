"""What every record shares: identity, version, described fields, whose data it holds and how long.

To add a field: one `field(label, help)` in the record, one migration, its name in the screen's list.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, Dialect, Enum, ForeignKey, Integer, MetaData, String, Text, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from abductdesk.terms import SubjectKind, Term


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC without offset; a naive one is a bug."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise TypeError("a moment needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None else None


class Base(DeclarativeBase):
    """Root of all tables; constraints are named so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=False,
            length=40,
            values_callable=lambda terms: [term.value for term in terms],
        ),
        list[str]: JSON().with_variant(postgresql.JSONB(), "postgresql"),
        list[int]: JSON().with_variant(postgresql.JSONB(), "postgresql"),
        dict[str, Any]: JSON().with_variant(postgresql.JSONB(), "postgresql"),
    }


class Keep(enum.StrEnum):
    """How long a record stays."""

    WITH_CASE = "with_case"  # until the case's own retention ends
    WITH_PERSON = "with_person"  # while a case of the person is kept
    WITH_STAFF = "with_staff"  # while the person works here, then as the journal needs it
    REGISTER = "register"  # accountability of the bureau: five years after it was closed
    FOR_THE_BUREAU = "for_the_bureau"  # no personal data of clients: kept while it is useful
    JOURNAL = "journal"  # the chain stays, its details can be erased by subject


class Seen(enum.StrEnum):
    """Which staff may see a record. The office stops every query that passes by it, whatever asks."""

    EVERYBODY = "everybody"
    CASE_STAFF = "case_staff"  # caseworkers and managers; a clerk or an administrator sees no case content
    BUREAU = "bureau"  # of those, only who works for the bureau and not for the rest of the foundation
    KEEPERS = "keepers"  # managers and administrators


@dataclass(frozen=True, slots=True)
class Holds:
    """Whose data a record holds (`subject`), how long it is kept and who may see it (`seen`)."""

    subject: SubjectKind
    keep: Keep
    seen: Seen = Seen.CASE_STAFF


class Record(Base):
    """A row that people edit: it has a version, and a stale change is refused."""

    __abstract__ = True
    holds: ClassVar[Holds]

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    version: Mapped[int] = mapped_column(Integer, nullable=False)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


@dataclass(frozen=True, slots=True)
class Field:
    """One field as a form needs it; `default` is what a new record starts with.

    `kind` is one of text, long, date, time, number, cents, yes_no, term, terms, country, countries, language,
    languages, days, children, event, staff.
    """

    name: str
    label: str
    help: str
    kind: str
    required: bool
    length: int | None
    terms: type[Term] | None
    nullable: bool = True
    default: Any = None


def field(
    label: str,
    help: str = "",
    *,
    kind: str | None = None,
    required: bool = False,
    length: int = 200,
    terms: type[Term] | None = None,
    default: Any = None,
    index: bool = False,
    refers: str | None = None,
) -> MappedColumn[Any]:
    """A described column. `kind` is derived from the annotation unless given; `default` is the value a
    new record starts with; `refers` is the column of another table that it points to."""
    column_type: tuple[Any, ...] = (ForeignKey(refers),) if refers else ()
    if kind == "long":
        column_type = (Text(),)
    elif kind in {"country"}:
        column_type = (String(2),)
    info: dict[str, Any] = {"label": label, "help": help, "kind": kind, "required": required}
    info |= {"length": length, "terms": terms}
    extra: dict[str, Any] = {}
    if default is not None:
        extra["default"] = default
    return mapped_column(*column_type, info=info, index=index, **extra)


def _default(column: Any) -> Any:
    if column.default is None:
        return None
    return column.default.arg if column.default.is_scalar else column.default.arg(None)


_KINDS: dict[type, str] = {bool: "yes_no", int: "number", date: "date", time: "time", str: "text"}


def fields_of(model: type[Record]) -> dict[str, Field]:
    """The described fields of a record, by name, in the order they were declared."""
    found: dict[str, Field] = {}
    for attribute in inspect(model).column_attrs:
        column = attribute.columns[0]
        info = column.info
        if "label" not in info:
            continue
        python_type = column.type.python_type
        terms, kind = info["terms"], info["kind"]
        if isinstance(column.type, Enum):
            terms, kind = column.type.enum_class, "term"
        found[attribute.key] = Field(
            name=attribute.key,
            label=info["label"],
            help=info["help"],
            kind=kind or _KINDS[python_type],
            required=info["required"] or not (column.nullable or column.default is not None),
            length=info["length"] if python_type is str and kind != "long" else None,
            terms=terms,
            nullable=bool(column.nullable),
            default=_default(column),
        )
    return found
