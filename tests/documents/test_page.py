"""The page itself: windows, furniture, fonts, long words, and what cannot be set."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
from datetime import date

import pikepdf
import pytest

from abductdesk.documents import LETTERS, languages, make, recovery_sheet
from abductdesk.documents.facts import Address
from abductdesk.documents.text.addresses import MOST_LINES
from abductdesk.documents.text.addresses import lines as address_lines
from abductdesk.documents.text.profiles import PROFILES
from abductdesk.faults import Refused
from abductdesk.i18n import Tongue
from tests.documents.sample import CASE, addressed_to, by_pdfium, facts, lines

LONG = "Maximiliana Alexandra-Charlotte " * 6 + "Van Wijnendaele"  # 207 characters
FULL = Address("Residentie De Zeven Bruggen, blok C\nKerkstraat 12 bus 3", "9000", "Gent", country="FR")


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("offset", [(0.0, 0.0), (3.0, -2.0)])
def test_the_address_stands_in_the_window(profile: str, offset: tuple[float, float]) -> None:
    place = PROFILES[profile].moved(*offset)
    made = make("mediation_invitation", addressed_to("Ann Peeters", FULL), "nl", profile=place)
    expected = ["De heer Ann Peeters", "Residentie De Zeven Bruggen, blok C", "Kerkstraat 12 bus 3",
                "9000 Gent", "FRANKRIJK"]  # fmt: skip
    found = [line for line in lines(made.bytes) if line.text in expected]
    assert [line.text for line in found] == expected
    for line in found:
        assert line.left == pytest.approx(place.x, abs=0.6)
        assert place.y <= line.top
        assert line.bottom <= place.y + place.height
        assert line.right <= place.x + place.width
    assert found[0].top == pytest.approx(place.y, abs=1.2)
    inside = [line for line in lines(made.bytes) if place.y <= line.top <= place.y + place.height]
    window = [line.text for line in inside if line.left < place.x + place.width]
    assert window == expected


def test_the_windows_are_where_the_standards_put_them() -> None:
    assert (PROFILES["belgian"].x, PROFILES["belgian"].y) == (33, 60)
    din = PROFILES["din5008b"]
    assert (din.x - 5, din.y - 17.7, din.y + din.height) == (20, 45, 90)
    assert din.folds == (105, 210)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_very_long_name_stays_in_the_window(profile: str) -> None:
    place = PROFILES[profile]
    made = make(
        "mediation_invitation",
        addressed_to(LONG, Address("Kerkstraat 12", "9000", "Gent")),
        "en",
        profile=profile,
    )
    inside = [line for line in lines(made.bytes) if place.y <= line.top < 100 and line.left < 120]
    assert 3 < len(inside) <= MOST_LINES
    assert max(line.right for line in inside) <= place.x + place.width
    assert max(line.bottom for line in inside) <= place.y + place.height
    assert " ".join(line.text for line in inside).startswith("Mr Maximiliana")


def test_an_address_that_cannot_fit_is_refused_in_words() -> None:
    street = "\n".join(
        ["Industriezone van de Zeven Oude Bruggen en Kanalen, gebouw nummer honderd en twee"] * 4
    )
    with pytest.raises(Refused) as refusal:
        make("mediation_invitation", addressed_to(LONG, Address(street, "9000", "Gent")), "en")
    assert "more than 7 lines" in Tongue("en").say(refusal.value)


@pytest.mark.parametrize(
    ("address", "language", "expected"),
    [
        (Address("Kerkstraat 12", "9000", "Gent", country="BE"), "nl", ("Kerkstraat 12", "9000 Gent")),
        (Address("1 rue A", "1010", "Luxembourg", country="LU"), "fr",
         ("1 rue A", "L-1010 Luxembourg", "LUXEMBOURG")),
        (Address("10 Elm Road", "SW1A 2AA", "London", country="GB"), "de",
         ("10 Elm Road", "London", "SW1A 2AA", "VEREINIGTES KÖNIGREICH")),
        (Address("5 Main St", "12345", "Troy", "NY", "US"), "nl",
         ("5 Main St", "Troy, NY 12345", "VERENIGDE STATEN")),
        (Address("Inonu Cad. 1", "34000", "Kadıköy", "İstanbul", "TR"), "tr",
         ("Inonu Cad. 1", "34000 Kadıköy/İstanbul", "TÜRKIYE")),
        (Address("1-2-3", "100-0001", "Tokyo", country="JP"), "en", ("1-2-3", "100-0001", "Tokyo", "JAPAN")),
        (Address("anything at all", "not a code", "Nowhere", country="FR"), "fr",
         ("anything at all", "not a code Nowhere", "FRANCE")),
        (Address("Rue X 1", "1", "Y", country="XK"), "en", ("Rue X 1", "1 Y", "KOSOVO")),
    ],
)  # fmt: skip
def test_each_country_has_its_own_order_of_lines(
    address: Address, language: str, expected: tuple[str, ...]
) -> None:
    assert address_lines(address, home="BE", language=language) == expected


def test_two_pages_carry_their_furniture() -> None:
    made = make("mediation_invitation", facts(), "nl")
    assert made.pages == 2
    first, second = by_pdfium(made.bytes).split("\f")
    assert first.rstrip().endswith("1/2")
    assert second.rstrip().endswith("2/2")
    assert "PMB-2026-0042 · 22 november 2026" in second
    assert "Voorbeeldlaan 292" in first
    assert "Kerkstraat" not in second


def test_one_page_carries_no_number() -> None:
    made = make("central_authority_notice", facts("central_authority_notice"), "fr")
    assert made.pages == 1
    assert "1/1" not in by_pdfium(made.bytes)


def test_the_signature_never_stands_alone() -> None:
    for count in range(30):
        agreed = tuple(f"Point {number}." for number in range(count))
        made = make(
            "contact_confirmation",
            facts("contact_confirmation", case=dataclasses.replace(CASE, agreed=agreed)),
            "en",
        )
        last = by_pdfium(made.bytes).split("\f")[-1]
        assert "You can reach" in " ".join(last.split())


@pytest.mark.parametrize("letter_id", LETTERS)
def test_all_fonts_are_embedded_and_ours(letter_id: str) -> None:
    for language in languages():
        pdf = make(letter_id, facts(letter_id), language).bytes
        listed = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
        rows = listed.splitlines()[2:]
        assert rows
        assert all("FiraGO" in row and " yes yes yes " in row for row in rows), listed


def test_the_pdf_says_what_it_is() -> None:
    with pikepdf.open(io.BytesIO(make("mediation_invitation", facts(), "fr").bytes)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Invitation à un premier entretien"
        assert str(pdf.docinfo["/Author"]) == "Pre-Mediation Bureau"
        assert str(pdf.Root["/Lang"]) == "fr"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:2000")
        assert pdf.check() == [] if hasattr(pdf, "check") else True


def test_markup_in_a_value_is_only_text() -> None:
    case = dataclasses.replace(CASE, agreed=("<b>5 < 6 & 7</b> &amp;",))
    made = make("contact_confirmation", facts("contact_confirmation", case=case), "en")
    assert "<b>5 < 6 & 7</b> &amp;" in by_pdfium(made.bytes)


def test_a_word_wider_than_the_line_breaks_inside_the_margins() -> None:
    url = "https://www.example.org/" + "een_heel_lang_pad/" * 15
    case = dataclasses.replace(CASE, agreed=(url, "W" * 300))
    made = make("contact_confirmation", facts("contact_confirmation", case=case), "nl")
    found = [line for page in range(made.pages) for line in lines(made.bytes, page)]
    assert max(line.right for line in found) <= 210 - 25 + 0.3
    assert url in "".join(by_pdfium(made.bytes).split())


def test_a_phone_number_does_not_break() -> None:
    before = set()
    for filler in range(0, 60, 2):
        overlay = {"contact": "x" * filler + " and words that come before the number to be rung {phone} now."}
        text = by_pdfium(make("mediation_invitation", facts(), "en", overlay=overlay).bytes)
        found = re.search(r"rung(\s)\+32 2 555 01 23\snow", text.replace("\u00a0", " "))
        assert found, filler
        before.add(found[1])
    assert before == {" ", "\n"}  # it was near the edge: whole on one line or whole on the next


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Łukasz Żółć", "Łukasz Żółć"),
        ("Ștefan Țîrlea", "Ștefan Țîrlea"),
        ("Zoe\u0308 Ne\u0301e", "Zoë Née"),
        ("İbrahim Güneş", "İbrahim Güneş"),
        ("Anna\u202f\u200eBell", "Anna\u00a0Bell"),
    ],
)
def test_names_of_europe_are_set(name: str, shown: str) -> None:
    text = by_pdfium(make("mediation_invitation", addressed_to(name, FULL), "en").bytes)
    assert shown in text or shown.replace("\u00a0", " ") in text


@pytest.mark.parametrize(
    ("text", "character", "says"),
    [
        ("Lina حداد", "ح", "right to left"),
        ("Noa כהן", "כ", "right to left"),
        ("Done ☑", "☑", "cannot draw"),
        ("王小明", "王", "cannot draw"),
        ("सीमा", "स", "cannot draw"),
    ],
)
def test_what_cannot_be_set_is_refused_by_its_character(text: str, character: str, says: str) -> None:
    everywhere = (
        facts("contact_confirmation", case=dataclasses.replace(CASE, agreed=(text,))),
        facts("contact_confirmation", case=dataclasses.replace(CASE, children=(text,))),
        addressed_to(text, FULL),
        facts("contact_confirmation", number=text),
    )
    for given in everywhere:
        with pytest.raises(Refused) as refusal:
            make("contact_confirmation", given, "en")
        said = Tongue("en").say(refusal.value)
        assert f"“{character}”" in said
        assert says in said


def test_an_address_in_greek_is_refused_but_a_greek_word_in_the_text_is_set() -> None:
    case = dataclasses.replace(CASE, agreed=("Η Μαρία",))
    assert "Η Μαρία" in by_pdfium(
        make("contact_confirmation", facts("contact_confirmation", case=case), "en").bytes
    )
    with pytest.raises(Refused, match="not a Latin letter"):
        make("contact_confirmation", addressed_to("Μαρία", FULL), "en")


@pytest.mark.parametrize("code", ["34QWH-WB823-B0DZ6-9A2VM-EW6CP-D2D1X", "7K3F-9Q2M-0XWD-4TRB-88HV"])
def test_the_recovery_sheet_shows_every_group(code: str) -> None:
    for language in languages():
        sheet = recovery_sheet("Bureau", "Elke Janssens", code, date(2026, 11, 22), language)
        text = by_pdfium(sheet.bytes)
        assert sheet.pages == 1
        assert [group for group in code.split("-") if group not in text] == []
        assert "Elke Janssens" in text
        listed = subprocess.run(["pdffonts", "-"], input=sheet.bytes, capture_output=True, check=True).stdout
        assert b"Helvetica" not in listed
