"""Plain rows → a CSV file that Excel opens as it is, and that cannot make a spreadsheet run anything."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PHONE = re.compile(r"\+[0-9 ]+")


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula. A plain phone number
    ("+32 2 512 34 56") computes nothing and stays as it is."""
    return f"'{text}" if text.startswith(_FORMULA) and not _PHONE.fullmatch(text) else text


def plain_cell(text: str) -> str:
    """The text as it was before `safe_cell`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with its mark and semicolons: what the office's Excel opens with a double click."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe_cell(each) for each in headings])
    writer.writerows([safe_cell(each) for each in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
