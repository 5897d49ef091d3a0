"""The directory in and out: the list for parents as PDF, CSV and cards, the office's own list brought in."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from abductdesk.actions.directory import add_directory_entry, leave_directory
from abductdesk.actions.directoryfiles import (
    Form,
    ListOrder,
    count_listed,
    export_directory,
    preview_list,
)
from abductdesk.actions.directoryimport import entry_columns, import_entries, preview_entries
from abductdesk.actions.directorylist import EntryFilter, directory_list, directory_rows
from abductdesk.actions.directorypage import entry_history, entry_page
from abductdesk.actions.office import Office
from abductdesk.exchange.tables import Table, read_table
from abductdesk.exchange.vcards import read_vcards
from abductdesk.faults import Refused
from abductdesk.terms import ActsFor, EntryKind, Specialism
from tests.actions.directoryroom import ANY, SOURCE, TODAY, lawyer, mediator

ORDER = ListOrder(EntryKind.LAWYER, "nl")
GIVEN = {"kind": EntryKind.LAWYER, "source": "List of 2026", "read_on": TODAY}
HEADINGS = "Voornaam;Familienaam;Kantoor;Balie;Gemeente;Land;Telefoon;E-mail;Talen;Pro deo;Geverifieerd;Kleur"


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in PdfDocument(io.BytesIO(pdf)))


def table(*rows: str) -> Table:
    return read_table("\n".join((HEADINGS, *rows)).encode())


def rows_of(office: Office) -> list[str]:
    found = office.ask(directory_list, EntryFilter())
    return [row.name for row in office.ask(directory_rows, found.ids)]


def test_only_who_agreed_and_is_fresh_stands_on_the_list(office: Office) -> None:
    lawyer(office, "Toont", specialisms=[Specialism.CUSTODY], note="SECRET", fee_cents=12_500)
    lawyer(office, "Zwijgt", consent_on=None)
    lawyer(office, "Verlopen", verified_on=date(2025, 1, 1))
    gone = lawyer(office, "Vertrok")
    office.do(leave_directory, gone, seen=ANY)
    mediator(office, "Ander")
    counted = office.ask(count_listed, ORDER)
    assert (counted.listed, counted.no_consent, counted.lapsed, counted.unwanted) == (1, 1, 1, 0)
    for form in Form:
        content = office.do(export_directory, ORDER, form).result
        text = text_of(content) if form is Form.PDF else content.decode("utf-8-sig")
        assert "Toont" in text, form
        for word in ("Zwijgt", "Verlopen", "Vertrok", "Ander", "SECRET", "125"):
            assert word not in text, (form, word)
    assert [line.action for line in office.ask(entry_history, 1)][:3] == ["export_directory"] * 3
    assert office.ask(entry_history, 2)[0].action == "add_directory_entry"


def test_a_list_with_nobody_on_it_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="Nobody stands"):
        office.ask(preview_list, ORDER)


def test_the_list_is_grouped_by_place_or_by_language(office: Office) -> None:
    lawyer(office, "Een", city="Gent", languages=["nl:native", "fr:basic"])
    lawyer(office, "Twee", city="", languages=["ar:good"])
    by_place = text_of(office.ask(preview_list, ListOrder(EntryKind.LAWYER, "en")))
    assert by_place.index("Gent") < by_place.index("Een") < by_place.index("Place not stated")
    by_language = text_of(office.ask(preview_list, ListOrder(EntryKind.LAWYER, "en", True)))
    assert by_language.index("Arabic") < by_language.index("Twee") < by_language.index("Dutch")
    narrowed = text_of(office.ask(preview_list, ListOrder(EntryKind.LAWYER, "en", speaks="nl")))
    assert "Een" in narrowed and "Twee" not in narrowed


def test_authorities_need_no_consent(office: Office) -> None:
    values = {
        "organisation": "Invented Central Authority", "country": "FR", "source": SOURCE, "read_on": TODAY,
        "verified_on": TODAY,
    }  # fmt: skip
    office.do(add_directory_entry, EntryKind.AUTHORITY, values)
    text = text_of(office.ask(preview_list, ListOrder(EntryKind.AUTHORITY, "en")))
    assert "Invented Central Authority" in text and "France" in text


def test_a_cell_never_becomes_a_formula(office: Office) -> None:
    lawyer(office, "=HYPERLINK(1)", organisation="+SUM(A1)", phone="+32 2 512 34 56", city="@x")
    content = office.do(export_directory, ORDER, Form.CSV).result
    cells = content.decode("utf-8-sig").splitlines()[1].split(";")
    assert "'=HYPERLINK(1)" in cells and "'+SUM(A1)" in cells and "'@x" in cells
    assert "+32 2 512 34 56" in cells
    back = read_table(content)
    preview = office.ask(preview_entries, back, office.ask(entry_columns, back.headings), GIVEN)
    assert [each.name for each in preview.ready] == ["Ada =HYPERLINK(1)"]


def test_what_was_exported_comes_back_as_the_same(office: Office) -> None:
    one = lawyer(office, "Müller", languages=["nl:native", "ar:good"], country="BE", phone="+32 2 512 34 56")
    before = office.ask(entry_page, one).entry
    for form, read in ((Form.CSV, read_table), (Form.VCARD, read_vcards)):
        back = read(office.do(export_directory, ORDER, form).result)
        columns = office.ask(entry_columns, back.headings)
        preview = office.ask(preview_entries, back, columns, GIVEN)
        assert [each.alike[0].entry_id for each in preview.ready] == [one], preview.problems
        (made,) = office.do(import_entries, back, columns, GIVEN).result
        entry = office.ask(entry_page, made).entry
        for name in ("given_names", "family_names", "organisation", "city", "country", "phone"):
            assert getattr(entry, name) == getattr(before, name), (form, name)
        office.do(leave_directory, made, seen=ANY)


def test_the_offices_own_list_comes_in_with_its_headings_guessed(office: Office) -> None:
    read = table(
        "Ada;Fictief;Lex;Balie Gent;Gent;België;02 123 45 67;ada@example.org;"
        "Nederlands (moedertaal), Frans;ja;1/6/2026;x",
        "Bea;Bedacht;;Balie Luik;Luik;BE;;;fr:native;nee;;y",
    )
    columns = office.ask(entry_columns, read.headings)
    assert columns == {
        0: "given_names",
        1: "family_names",
        2: "organisation",
        3: "bar",
        4: "city",
        5: "country",
        6: "phone",
        7: "email",
        8: "languages",
        9: "legal_aid",
        10: "verified_on",
    }
    ids = office.do(import_entries, read, {**columns, 11: "note"}, GIVEN).result
    entry = office.ask(entry_page, ids[0]).entry
    assert (entry.source, entry.languages, entry.legal_aid) == (
        "List of 2026", ["nl:native", "fr:good"], True,
    )  # fmt: skip
    assert (entry.verified_on, entry.verified_by, entry.note) == (date(2026, 6, 1), None, "x")
    assert office.ask(entry_columns, read.headings)[11] == "note"  # remembered


def test_rows_that_cannot_be_taken_are_named_and_nothing_comes_in_by_halves(office: Office) -> None:
    lawyer(office, "Bekend", email="bekend@example.org")
    read = table(
        "Ada;Fictief;;;;;;geen-adres;;;;",
        "Bea;Bedacht;;;;Narnia;;;;;;",
        "Cis;Nieuw;;;;;;bekend@example.org;;;;",
        "Cis;Nieuw;;;;;;;Klingon3;;;",
        "Dee;Goed;;;;;;;;misschien;;",
        "Eef;Goed;;;;;;;;;;",
    )
    columns = office.ask(entry_columns, read.headings)
    preview = office.ask(preview_entries, read, columns, GIVEN)
    assert [(each.line, each.column) for each in preview.problems] == [
        (2, "E-mail"), (3, "Land"), (5, "Talen"), (6, "Pro deo"),
    ]  # fmt: skip
    assert [each.name for each in preview.ready] == ["Cis Nieuw", "Eef Goed"]
    assert [each.name for each in preview.ready[0].alike] == ["Ada Bekend"]
    with pytest.raises(Refused, match="nothing was imported"):
        office.do(import_entries, read, columns, GIVEN)
    assert rows_of(office) == ["Ada Bekend"]
    office.do(import_entries, read, columns, GIVEN, lines={7})
    assert rows_of(office) == ["Ada Bekend", "Eef Goed"]


def test_rows_say_their_own_kind_or_one_is_chosen(office: Office) -> None:
    read = read_table(b"Naam;Functie\nAda Fictief;avocate\nBea Bedacht;tolk\n")
    columns = office.ask(entry_columns, read.headings)
    source = {"source": SOURCE}
    preview = office.ask(preview_entries, read, columns, source)
    assert [(each.name, each.kind) for each in preview.ready] == [
        ("Ada Fictief", EntryKind.LAWYER), ("Bea Bedacht", EntryKind.INTERPRETER),
    ]  # fmt: skip
    nobody = office.ask(preview_entries, read, {0: "name"}, source)
    assert len(nobody.problems) == 2 and not nobody.ready


def test_cards_of_an_address_book_come_in(office: Office) -> None:
    cards = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Fictief\r\nN:Fictief;Ada;;;\r\nORG:Lex\r\n"
        "TEL;TYPE=WORK:+32 2 123 45 67\r\nADR;TYPE=WORK:;;Straat 1;Gent;;9000;Belgique\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen\r\n"
        "END:VCARD\r\n"
    )
    read = read_vcards(cards.encode())
    columns = dict(enumerate(read.headings))
    values: dict[str, Any] = {"kind": EntryKind.LAWYER, "source": SOURCE, "acts_for": ActsFor.BOTH}
    ids = office.do(import_entries, read, columns, values).result
    first, second = (office.ask(entry_page, each).entry for each in ids)
    assert (first.name, first.organisation, first.city, first.country) == ("Ada Fictief", "Lex", "Gent", "BE")
    assert second.name == "Jürgen Müller"


@pytest.mark.parametrize("content", [b"BEGIN:VCARD\r\nN:x", b"BEGIN:VCARD\r\nEND:VCARD\r\nEND:VCARD"])
def test_broken_cards_are_refused_and_nothing_is_printed(
    content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read_vcards(content)
    assert capsys.readouterr() == ("", "")
