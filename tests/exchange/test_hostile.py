"""Files that people with bad intentions have sent to others, and names of documents that deceive."""

from __future__ import annotations

import io
import resource
import time
import zipfile

import pytest

from abductdesk.exchange import tables
from abductdesk.exchange.filenames import plain_name, runs_something
from abductdesk.exchange.tables import read_table
from abductdesk.exchange.timelines import read_timeline
from abductdesk.faults import Refused
from tests.exchange.test_fuzz import BOOK, repacked, table_of


def packed(*parts: tuple[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    saved = io.BytesIO(BOOK)
    with zipfile.ZipFile(saved, "a", kind) as made:
        for name, part in parts:
            made.writestr(name, part)
    return saved.getvalue()


def claiming(size: int) -> bytes:
    """A part that says that it unpacks to `size`."""
    content = bytearray(packed(("xl/worksheets/sheet9.xml", b"<worksheet/>")))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = min(size, 0xFFFFFFFF).to_bytes(4, "little")
    return bytes(content)


def entity_bomb() -> bytes:
    """Ten levels of ten: a thousand million letters."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE x [<!ENTITY l0 "lol">{levels}]><sst><si><t>&l9;</t></si></sst>'
    return repacked("xl/sharedStrings.xml", text.encode())


HOSTILE = {
    "a zip bomb": packed(("xl/worksheets/sheet8.xml", b"0" * (tables.LARGEST + 9))),
    "many parts": packed(*((f"xl/worksheets/s{n}.xml", b"0" * 5_000_000) for n in range(12))),
    "4 GB claimed": claiming(0xFFFFFFFF),
    "names that lead elsewhere": packed(
        ("../../etc/x.xml", b"<x/>"), ("/abs.xml", b"<x/>"), ("C:\\x.xml", b"<x/>")
    ),
    "a macro": packed(("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")),
    "an external link": packed(("xl/externalLinks/externalLink1.xml", b"<externalLink/>")),
    "a zip in the zip": packed(("xl/inner.xlsx", BOOK * 20)),
    "an entity bomb": entity_bomb(),
    "an outside entity": repacked(
        "xl/sharedStrings.xml",
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst><si><t>&e;</t></si></sst>',
    ),
    "deep nesting": repacked("xl/worksheets/sheet1.xml", b"<a>" * 200_000),
    "one long line": b"a;b\n" + b"x" * 20_000_000,
    "a million quotation marks": b"a;b\n" + b'"' * 1_000_001,
    "a million columns": b";".join([b"a"] * 1_000_000) + b"\n1;2",
    "a long number": b"born;child\n" + b"9" * 100_000 + b";x",
    "deep JSON": b"[" * 3_000_000,
    "long JSON number": b'{"events": [{"kind": "removal", "of": ' + b"9" * 100_000 + b"}]}",
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files_take_bounded_time_and_memory(what: str) -> None:
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    read = read_timeline if "JSON" in what else table_of
    try:
        read(HOSTILE[what])
    except Refused as refused:
        assert str(refused)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < 700, f"{grown:.0f} MB"
    assert time.monotonic() - begun < 30


def test_what_an_outside_entity_names_is_not_read() -> None:
    try:
        table = read_table(HOSTILE["an outside entity"])
    except Refused:
        return
    assert "root" not in str(table)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../x.pdf", "x.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("/etc/passwd", "passwd"),
        ("C:\\Users\\An\\brief.docx", "brief.docx"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\r\nb\x00.pdf", "ab.pdf"),
        ("  . .", "document"),
        ("", "document"),
        ("Léa & co.pdf ", "Léa & co.pdf"),
        ("what?<>:.pdf", "what____.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_of_documents(given: str, kept: str) -> None:
    assert plain_name(given) == kept


@pytest.mark.parametrize(
    ("name", "content", "runs"),
    [
        ("letter.pdf", b"%PDF-1.7", False),
        ("letter.pdf", b"MZ\x90\x00", True),
        ("letter.pdf.exe", b"whatever", True),
        ("photo.jpg", b"\x7fELF", True),
        ("list.xlsx", packed(("xl/vbaProject.bin", b"x")), True),
        ("list.xlsx", BOOK, False),
        ("note.txt ", b"MZ is my name", True),  # better once too often
        ("script", b"#!/bin/sh", True),
    ],
)
def test_a_program_is_known_whatever_its_name_says(name: str, content: bytes, runs: bool) -> None:
    assert runs_something(name, content) is runs
