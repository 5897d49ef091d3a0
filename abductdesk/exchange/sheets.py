"""Plain rows → a CSV file that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# what a spreadsheet takes for the beginning of a formula, also after blanks, and in full width
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def neutral(cell: object) -> object:
    """The cell as text that stays text: what would be a formula gets an apostrophe in front."""
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\x00", "")
    return f"'{text}" if text.lstrip(" \u00a0\u200b\ufeff").startswith(_STARTS) else text


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with the mark that Excel needs, semicolons, and every text in quotes."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(headings)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")
