"""Whatever is read ends as plain data or as one sentence: never another exception, never without bounds.

`make prove` runs many inputs for each reader and prints how many.
"""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from hypothesis.strategies import SearchStrategy

from abductdesk.actions.people import check_contact
from abductdesk.actions.records import check
from abductdesk.exchange import mapping, values
from abductdesk.exchange.drafts import draft
from abductdesk.exchange.filenames import LONGEST, plain_name, runs_something
from abductdesk.exchange.ics import DayEvent, write_calendar
from abductdesk.exchange.journalfile import FORMAT, check_journal
from abductdesk.exchange.tables import read_table
from abductdesk.exchange.timelines import read_timeline
from abductdesk.faults import Refused
from abductdesk.models import ContactPoint
from abductdesk.rules import engine
from abductdesk.terms import CaseKind, ContactKind, EventKind
from abductdesk.ui.dates import parse_date, parse_time
from tests.exchange.test_tables import workbook

FEW, MANY = 60, 10_000
NASTY = [
    "", " ", "\x00", "\ufeff", "=1+1", "\u202egpj.exe", "../../etc/passwd", "CON", "31/2/2026", "99999",
    "1e400", "nan", "00", "\r\nBEGIN:VEVENT", "ß", "İ", "\ud7ff", "١٢/٣/٢٠٢٦", "²", "٣", "-1", "0/0/0",
    "1900-02-29", "Lina;;", '"', "\\", "a" * 5000, "𝟙/𝟚/𝟚𝟘𝟚𝟞", "2026-02-03", "BE", "nl", "removal", "12.5",
    "3 feb 2026", "PMB-2026-0001",
]  # fmt: skip
TEXT = some.one_of(some.sampled_from(NASTY), some.text(max_size=40))
HEADINGS = [
    "reference", "child", "born", "removal", "language", "e-mail", "phone father", "state", "kind",
    "naam kind", "geboren", "closed on", "stage", "priority", "street mother", "sex",
]  # fmt: skip
SAMPLES = [path.read_bytes() for path in sorted(Path("tests/rules/real_cases").glob("*.json"))]


@dataclass(frozen=True)
class Reader:
    """One thing that reads: what it is given, and what it does with it."""

    given: SearchStrategy[Any]
    read: Callable[[Any], object]


def table_of(content: bytes) -> None:
    """As the import does: read, guess the columns, make drafts."""
    table = read_table(content)
    assert all(isinstance(cell, str | date) for row in table.rows for cell in row.cells)
    draft(table, mapping.guess(table.headings))


def rows_as_csv(rows: list[list[str]], separator: str, encoding: str) -> bytes:
    quoted = (separator.join(f'"{cell}"' if "\n" in cell else cell for cell in row) for row in rows)
    return "\n".join(quoted).encode(encoding, errors="replace")


ROWS = some.lists(some.lists(TEXT, min_size=2, max_size=6), min_size=1, max_size=5)
HEADED = some.tuples(some.lists(some.sampled_from(HEADINGS), min_size=2, max_size=6), ROWS).map(
    lambda both: [both[0], *both[1]]
)
CSV = some.one_of(
    some.binary(max_size=400),
    some.builds(
        rows_as_csv, HEADED, some.sampled_from(";,\t|"), some.sampled_from(["utf-8", "cp1252", "utf-16"])
    ),
)
BOOK = workbook(("reference", "child", "born"), ("A1", "Léa", datetime(2019, 5, 4)), ("A2", "Tom", "4/5/19"))
PARTS = [info.filename for info in zipfile.ZipFile(io.BytesIO(BOOK)).infolist()]
BROKEN_PARTS = [
    b"", b"<", b"\x00" * 50, b"<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>", b"<worksheet/>",
    b"<sst><si><t/></si></sst>",
    b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999</v></c></row></sheetData></worksheet>",
    b"<worksheet><sheetData><row><c r=\"ZZZ9\" t=\"d\"><v>x</v></c></row></sheetData></worksheet>",
    b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><f>1+1</f><v>1e99</v></c></row></sheetData></worksheet>",
]  # fmt: skip


def damaged(cuts: list[tuple[int, bytes]]) -> bytes:
    content = bytearray(BOOK)
    for at, put in cuts:
        content[at % len(content) : at % len(content) + len(put)] = put
    return bytes(content)


def repacked(name: str, part: bytes) -> bytes:
    """The workbook with one part replaced, or added where it has none of that name."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as whole, zipfile.ZipFile(saved, "w") as made:
        for info in whole.infolist():
            if info.filename != name:
                made.writestr(info.filename, whole.read(info))
        made.writestr(name, part)
    return saved.getvalue()


XLSX = some.one_of(
    some.lists(some.tuples(some.integers(0, 20_000), some.binary(max_size=6)), max_size=5).map(damaged),
    some.builds(
        repacked,
        some.sampled_from(PARTS),
        some.one_of(some.sampled_from(BROKEN_PARTS), some.binary(max_size=200)),
    ),
    some.integers(1, len(BOOK)).map(lambda length: BOOK[:length]),
)
JSON = some.recursive(
    some.one_of(some.none(), some.booleans(), some.integers(), some.floats(), TEXT, some.just("\ud800")),
    lambda inner: some.one_of(some.lists(inner, max_size=4), some.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=12,
)
VALUE = some.one_of(
    JSON,
    some.dates(date(1899, 1, 1), date(2201, 1, 1)).map(str),
    some.sampled_from([kind.value for kind in EventKind]),
    some.integers(-1, 12),
    some.lists(some.integers(0, 4), max_size=3),
)
FIELDS = [
    "kind", "date", "time", "of", "how", "children", "born", "events", "decisions", "framework",
    "reference", "day", "rule", "reason", "decided_on", "precision", "habitual_residence", "instrument",
    "grounds", "event",
]  # fmt: skip


def changed_sample(sample: int, changes: list[tuple[int, str, Any]]) -> bytes:
    """A real timeline with some of its values replaced, deep inside too."""
    whole = json.loads(SAMPLES[sample % len(SAMPLES)])
    objects: list[dict[str, Any]] = [whole]
    for name in ("events", "children", "decisions"):
        objects += [item for item in whole.get(name) or [] if isinstance(item, dict)]
    for at, name, value in changes:
        objects[at % len(objects)][name] = value
    return json.dumps(whole).encode()


TIMELINE = some.one_of(
    some.binary(max_size=200),
    JSON.map(lambda value: json.dumps(value).encode()),
    some.builds(
        changed_sample, some.integers(0, 50),
        some.lists(
            some.tuples(some.integers(0, 60), some.sampled_from(FIELDS), VALUE), min_size=1, max_size=3
        ),
    ),
)  # fmt: skip


def deadlines_of(content: bytes) -> None:
    """As the command line does with a facts file."""
    engine.deadlines(read_timeline(content).facts, date(2026, 11, 26))


def unfold(content: bytes) -> list[str]:
    return content.replace(b"\r\n ", b"").decode().split("\r\n")


def calendar_of(texts: list[tuple[str, str]]) -> None:
    """One line for each thing, whatever stands in the texts."""
    at = datetime.fromisoformat("2026-11-26T09:00:00+00:00")
    events = [
        DayEvent(f"{number}@x", date(2026, 11, 26), summary, description, 0, at)
        for number, (summary, description) in enumerate(texts)
    ]
    lines = unfold(write_calendar(events, "AbductDesk"))
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(events)
    known = (
        "BEGIN", "END", "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY",
        "STATUS", "DESCRIPTION", "TRANSP", "CLASS", "PRODID", "VERSION", "CALSCALE", "X-WR-CALNAME",
    )  # fmt: skip
    assert not [line for line in lines if line and line.replace(";", ":").split(":")[0] not in known]


def contact_of(entered: tuple[ContactKind, str]) -> None:
    kind, value = entered
    whole = {"kind": kind, "value": value}
    check(ContactPoint, whole, new=True)
    check_contact(whole)


def cell_of(cell: str) -> None:
    for read in (
        values.day_of,
        values.state_of,
        values.language_of,
        lambda text: values.term_of(CaseKind, text),
        lambda text: parse_date(text, date(2026, 11, 26)),
        parse_time,
    ):
        try:
            read(cell)
        except Refused:
            continue


def name_of(given: tuple[str, bytes]) -> None:
    name, content = given
    made = plain_name(name)
    assert made and len(made) <= LONGEST and made == plain_name(made)
    assert not set(made) & set('/\\<>:"|?*\x00\u202e\u2066')
    assert made.split(".")[0].upper() not in ("CON", "NUL", "COM1") and not made.endswith((".", " "))
    runs_something(name, content)


ENTRY = some.fixed_dictionaries(
    {name: some.integers() for name in ("sequence", "staff_id", "record_id")}
    | dict.fromkeys(("at", "action", "record_kind", "detail_hash", "previous", "mac"), TEXT),
    optional={"case_id": some.one_of(some.none(), some.integers()), "salt": TEXT, "detail": TEXT, "x": JSON},
)
JOURNAL = some.one_of(
    JSON,
    some.fixed_dictionaries(
        {"format": some.just(FORMAT), "seal": TEXT, "entries": some.lists(ENTRY, max_size=4)},
        optional={"head": JSON},
    ),
)


def journal_of(plain: Any) -> None:
    content = json.dumps(plain).encode()
    check_journal(content)
    assert not check_journal(content, b"key").whole, "nobody but the key makes a whole one"


READERS: dict[str, Reader] = {
    "CSV": Reader(CSV, table_of),
    "XLSX": Reader(XLSX, table_of),
    "timelines and facts files": Reader(TIMELINE, deadlines_of),
    "calendar": Reader(some.lists(some.tuples(TEXT, TEXT), max_size=3), calendar_of),
    "contacts": Reader(some.tuples(some.sampled_from(ContactKind), TEXT), contact_of),
    "cells, dates and times": Reader(TEXT, cell_of),
    "names of files": Reader(some.tuples(TEXT, some.binary(max_size=30)), name_of),
    "exported journals": Reader(JOURNAL, journal_of),
}


def run(name: str, count: int) -> int:
    """Read so many inputs; returns how many were plain data."""
    reader, plain = READERS[name], 0

    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(reader.given)
    def each(content: Any) -> None:
        nonlocal plain
        try:
            reader.read(content)
            plain += 1
        except Refused as refused:
            assert str(refused), "the sentence"

    each()
    return plain


@pytest.mark.parametrize("name", READERS)
def test_anything_is_plain_data_or_refused(name: str) -> None:
    run(name, FEW)


@pytest.mark.prove
@pytest.mark.parametrize("name", READERS)
def test_many_inputs_are_plain_data_or_refused(name: str) -> None:
    begun = time.monotonic()
    plain = run(name, MANY)
    print(f"{name}: {MANY} inputs, {plain} read, {time.monotonic() - begun:.0f} s")
