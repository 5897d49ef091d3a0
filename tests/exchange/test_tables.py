"""What people save as a table, and what they take for one."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import date, datetime

import pytest
import xlsxwriter

from abductdesk.exchange import tables
from abductdesk.exchange.tables import read_table
from abductdesk.faults import Refused


def workbook(*rows: tuple[object, ...], sheet: str = "Dossiers", before: str | None = None) -> bytes:
    """An .xlsx with these rows from A1; `before` is the name of an empty sheet in front."""
    saved = io.BytesIO()
    book = xlsxwriter.Workbook(saved, {"in_memory": True})
    if before:
        book.add_worksheet(before)
    page = book.add_worksheet(sheet)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                page.write_datetime(line, column, cell, day)
            else:
                page.write(line, column, cell)
    book.close()
    return saved.getvalue()


@pytest.mark.parametrize(
    ("content", "headings", "cells"),
    [
        (b"naam;jaar\nL\xc3\xa9a;2019\n", ("naam", "jaar"), ("Léa", "2019")),
        (b"\xef\xbb\xbfnaam;jaar\r\nL\xc3\xa9a;2019", ("naam", "jaar"), ("Léa", "2019")),
        ("naam,plaats\nLéa,Liège".encode("cp1252"), ("naam", "plaats"), ("Léa", "Liège")),
        ("naam\tplaats\nŁukasz\tŁódź".encode("utf-16"), ("naam", "plaats"), ("Łukasz", "Łódź")),
        (b"sep=|\na|b\n1|2", ("a", "b"), ("1", "2")),
        (b'naam;adres\nLea;"Kerkstraat 1\nbus 2; achterhuis"', ("naam", "adres"),
         ("Lea", "Kerkstraat 1\nbus 2; achterhuis")),
        (b'a;b\n"hij zei ""ja""";2', ("a", "b"), ('hij zei "ja"', "2")),
        ("שם;note\n\u202bמרים כהן\u202c;x".encode(), ("שם", "note"), ("מרים כהן", "x")),
        (b"Overzicht\n\nnaam;jaar\nLea;1,5", ("naam", "jaar"), ("Lea", "1,5")),
    ],
)  # fmt: skip
def test_csv_however_it_was_saved(content: bytes, headings: tuple[str, ...], cells: tuple[str, ...]) -> None:
    table = read_table(content)
    assert (table.headings, table.rows[0].cells) == (headings, cells)


def test_another_encoding_can_be_chosen() -> None:
    content = "naam;plaats\nŁukasz;Łódź".encode("cp1250")
    assert read_table(content, encoding="cp1250").rows[0].cells == ("Łukasz", "Łódź")


def test_lines_are_those_of_the_file() -> None:
    table = read_table(b'a;b\n\n1;"x\ny"\n;\n2;z\n')
    assert [(row.line, row.cells[0]) for row in table.rows] == [(3, "1"), (6, "2")]


def test_excel_gives_dates_whole_numbers_and_the_first_filled_sheet() -> None:
    table = read_table(
        workbook(("naam", "geboren", "telefoon"), ("Lea", datetime(2019, 5, 4), 32470123456), before="Leeg")
    )
    assert table.rows[0].cells == ("Lea", date(2019, 5, 4), "32470123456")
    assert (table.sheet, table.sheets, table.rows[0].line) == ("Dossiers", ("Leeg", "Dossiers"), 2)


def bomb() -> bytes:
    """A real workbook with a part that unpacks to more than the limit."""
    saved = io.BytesIO(workbook(("a", "b"), ("1", "2")))
    with zipfile.ZipFile(saved, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/none.xml", b" " * (tables.LARGEST + 1))
    return saved.getvalue()


def lying_bomb() -> bytes:
    """The same, claiming in the directory that the part is small."""
    packed = bytearray(bomb())
    size = struct.pack("<I", tables.LARGEST + 1)
    crc = struct.pack("<I", zlib.crc32(b" " * (tables.LARGEST + 1)))
    assert packed.count(size) == 2
    return bytes(
        packed.replace(size, struct.pack("<I", 9)).replace(crc, struct.pack("<I", zlib.crc32(b" " * 9)))
    )


def far_cell() -> bytes:
    saved = io.BytesIO()
    book = xlsxwriter.Workbook(saved, {"in_memory": True})
    page = book.add_worksheet()
    page.write(0, 0, "a")
    page.write(1_048_575, 16_383, "z")
    book.close()
    return saved.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"naam;jaar\n", "no row below"),
        (b"\n;;\n", "no row below"),
        (b'a;b\n1;2\n3;"open', "quotation mark"),
        (bytes(range(256)) * 20, "not a table"),
        (b"%PDF-1.7 whatever", "not a table"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "not a table"),
        (b"\x01\x02\x03\x04 noise;\x05\n" * 20, "not a table"),
        ("a;b\n1;\x81".encode("latin-1"), "cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel"),
        (workbook(("a", "b"), ("1", "2"))[:700], "damaged"),
        (b"PK\x03\x04 not a zip at all", "damaged"),
        (workbook(), "no filled sheet"),
        (bomb(), "larger than"),
        (far_cell(), "has cells up to row"),
        (b"a;b\n" + b"1;2\n" * (tables.MOST_ROWS + 1), "more than {most} rows"),
        (b";".join(b"h%d" % n for n in range(300)) + b"\n" + b"1;" * 299 + b"1", "columns"),
        (b"x" * (tables.LARGEST + 1), "larger than"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_one_sentence(content: bytes, says: str) -> None:
    with pytest.raises(Refused) as refused:
        read_table(content)
    assert says in refused.value.text


@pytest.mark.parametrize("at", range(40, 700, 60))
def test_a_workbook_damaged_anywhere_is_refused_or_read(at: int) -> None:
    whole = workbook(("Naam", "Ref"), ("Noor", "1"))
    for damaged in (whole[:at] + whole[at + 7 :], whole[:at] + b"\xff\xff\xff" + whole[at + 3 :]):
        try:
            read_table(damaged)
        except Refused as refused:
            assert str(refused)


def test_a_zip_that_lies_about_its_size_is_never_unpacked() -> None:
    assert read_table(lying_bomb()).rows[0].cells == ("1", "2")


def test_the_line_of_a_bad_quotation_mark_is_named() -> None:
    with pytest.raises(Refused) as refused:
        read_table(b'a;b\n1;2\n3;"open\n4;5')
    assert refused.value.values == {"line": 3}


def test_text_of_any_length_and_script_comes_through() -> None:
    name = "Ә" * 200 + " مريم"
    assert read_table(f"naam;x\n{name};1".encode()).rows[0].cells[0] == name
