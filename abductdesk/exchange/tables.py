"""Bytes of a CSV or XLSX file → plain rows of text and dates, or one sentence that says what is wrong."""

from __future__ import annotations

import csv
import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from abductdesk.faults import Refused

LARGEST = 50 * 1024 * 1024  # bytes, as saved and as unpacked
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 20_000, 200, 2_000_000
ENCODINGS = ("utf-8", "cp1252", "cp1250", "cp1254", "cp1251", "utf-16")
# what the library raises for a cut or changed zip, by where the damage is
_BROKEN_ZIP = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError,
    ValueError, EOFError, OSError,
)  # fmt: skip
_DELIMITERS = ";,\t|"
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{0,3})([0-9]{1,7})["']""")

Cell = str | date


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row; `line` is where people find it in the file (the first line of a row is 1)."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read. Every row is as long as the headings, or longer where a cell stands under none (that
    row cannot be taken). `sheets` names all sheets of a workbook,
    `encoding` how the text of a CSV file was read, so that a person can choose another."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    encoding: str = ""


def read_table(content: bytes, *, sheet: str | None = None, encoding: str | None = None) -> Table:
    """The table in a CSV or XLSX file (the first sheet that holds something, unless named).

    Raises `Refused` for anything that cannot be read as one, with what and where.
    """
    if len(content) > LARGEST:
        raise _too_large()
    if not content.strip():
        raise Refused("This file is empty.")
    if content.startswith(b"PK\x03\x04"):
        return _workbook(content, sheet)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            "This is an old Excel workbook (.xls), or one with a password. "
            "Save it as .xlsx without a password."
        )
    if content.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")):
        raise _no_table()
    return _csv(content, encoding)


def _too_large() -> Refused:
    return Refused(
        "This file is larger than {most} MB. Split it and import the parts.", most=LARGEST // 1024**2
    )


def _no_table() -> Refused:
    return Refused("This file is not a table. Save it as CSV (UTF-8) or as an Excel workbook (.xlsx).")


# CSV


def _csv(content: bytes, encoding: str | None) -> Table:
    text, encoding = _decoded(content, encoding)
    if len(_BINARY.findall(text[:100_000])) > len(text[:100_000]) / 200:
        raise _no_table()
    delimiter, text = _delimiter(text)
    return _table(_csv_rows(text, delimiter), encoding=encoding)


def _decoded(content: bytes, encoding: str | None) -> tuple[str, str]:
    if encoding is None:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            tried = ["utf-16"]
        else:
            tried = ["utf-8-sig", "cp1252"]
            if b"\x00" in content:
                raise _no_table()
    else:
        tried = ["utf-8-sig" if encoding == "utf-8" else encoding]
    for name in tried:
        try:
            return content.decode(name), name.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    raise Refused("The text of this file cannot be read. Save it as CSV UTF-8, or choose another encoding.")


def _delimiter(text: str) -> tuple[str, str]:
    """What separates the columns, and the text without Excel's own first line about it."""
    first, _, rest = text.partition("\n")
    said = re.fullmatch(r'"?sep=(.)"?', first.strip("\r")) or re.fullmatch(r"sep=(\t)", first.strip("\r"))
    if said:
        return said[1], "\n" + rest  # keeps the line numbers of the file
    scores: dict[str, tuple[int, int]] = {}
    for delimiter in _DELIMITERS:
        try:
            rows = list(islice(csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter), 50))
        except csv.Error:
            continue
        width, count = Counter(len(row) for row in rows if row).most_common(1)[0] if any(rows) else (1, 0)
        scores[delimiter] = (count, width) if width > 1 else (0, 0)
    return max(scores, key=lambda found: scores[found], default=";"), text


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[Any]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Refused(
                "The row that begins on line {line} cannot be read: a quotation mark is open or out of "
                "place. Correct it, or save the table again as CSV.",
                line=line,
            ) from None
        yield line, cells
        line = reader.line_num + 1


# XLSX


def _workbook(content: bytes, wanted: str | None) -> Table:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(_safe_copy(content)))
        visible = [found.name for found in book.sheets_metadata if found.visible is SheetVisibleEnum.Visible]
        names = [name for name in visible or book.sheet_names if wanted in (None, name)]
        for name in names:
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if any(_clean(cell) for row in cells for cell in row):
                return _table(enumerate(cells, start=1), sheets=tuple(visible), sheet=name)
    except PasswordError:
        raise Refused("This workbook has a password. Save it without one.") from None
    except CalamineError:
        raise _damaged() from None
    raise Refused("This workbook holds no filled sheet.")


def _damaged() -> Refused:
    return Refused("This Excel workbook is damaged or not an .xlsx file. Open it in Excel and save it again.")


def _safe_copy(content: bytes) -> bytes:
    """The workbook's own parts, unpacked under a limit: a zip may claim any size, and a sheet with one far
    cell would take all memory."""
    copy = io.BytesIO()
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(copy, "w") as plain:
            parts = [info for info in packed.infolist() if info.filename.endswith((".xml", ".rels"))]
            if "xl/workbook.xml" not in {info.filename for info in parts}:
                raise _damaged()
            if sum(info.file_size for info in packed.infolist()) > LARGEST:
                raise _too_large()
            for info in parts:
                with packed.open(info) as stream:
                    part = stream.read(LARGEST - unpacked + 1)
                unpacked += len(part)
                if unpacked > LARGEST:
                    raise _too_large()
                if info.filename.startswith("xl/worksheets/"):
                    _refuse_sparse(part)
                plain.writestr(info.filename, part)
    except _BROKEN_ZIP:
        raise _damaged() from None
    return copy.getvalue()


def _refuse_sparse(sheet: bytes) -> None:
    if b"\x00" in sheet:
        raise _damaged()
    rows = columns = 1
    for letters, digits in _PLACE.findall(sheet):
        rows, columns = max(rows, int(digits)), max(columns, _column(letters))
    if rows * columns > MOST_CELLS:
        raise Refused(
            "A sheet of this workbook has cells up to row {row}, column {column}. "
            "Copy the table alone to a new workbook and import that.",
            row=rows,
            column=columns,
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


# both


def _table(
    rows: Iterable[tuple[int, list[Any]]],
    *,
    sheets: tuple[str, ...] = (),
    sheet: str = "",
    encoding: str = "",
) -> Table:
    filled: list[Row] = []
    for line, cells in rows:
        cleaned = tuple(map(_clean, cells))
        if any(cleaned):
            filled.append(Row(line, cleaned))
            if len(filled) > MOST_ROWS + 1:
                raise Refused(
                    "The table has more than {most} rows. Split it and import the parts.", most=MOST_ROWS
                )
    head = next((place for place, row in enumerate(filled) if sum(map(bool, row.cells)) > 1), 0)
    if len(filled) < 2 or head == len(filled) - 1:
        raise Refused("This table holds no row below its headings.")
    headings = _headings(filled[head])
    width = len(headings)
    body = [
        Row(row.line, row.cells if any(row.cells[width:]) else (row.cells + ("",) * width)[:width])
        for row in filled[head + 1 :]
    ]
    return Table(headings, tuple(body), sheets, sheet, encoding)


def _headings(row: Row) -> tuple[str, ...]:
    names = [str(cell) for cell in row.cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise Refused(
            "The table has more than {most} columns. Keep the columns to import and try again.",
            most=MOST_COLUMNS,
        )
    return tuple(" ".join(name.split())[:200] for name in names)


def _clean(value: Any) -> Cell:
    """A cell as people read it: whole numbers without a point, no invisible marks, no time of day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFC", str(value)).translate(_INVISIBLE)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").strip()
