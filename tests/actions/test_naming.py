"""Names, numbers and addresses in texts: found however written, and nothing else taken for them."""

from __future__ import annotations

import pytest

from abductdesk.actions.naming import Finder, everything, known
from abductdesk.models import ContactPoint, Person
from abductdesk.terms import ContactKind


def person(given: str, family: str, own: str | None = None, other: str | None = None) -> Person:
    return Person(given_names=given, family_names=family, own_script_name=own, other_spellings=other)


def point(kind: ContactKind, value: str) -> ContactPoint:
    return ContactPoint(kind=kind, value=value)


LUKASZ = person("Łukasz Jan", "De Smet", "نور", "Lucas Desmet; Lukas")
FINDER = Finder(
    known(
        LUKASZ,
        [
            point(ContactKind.PHONE, "+32 470 12 34 56"),
            point(ContactKind.EMAIL, "l.desmet@example.org"),
            point(ContactKind.ADDRESS, "Kerkstraat 12 bus 3\nter attentie van"),
        ],
    )
)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Łukasz belt", "# belt"),
        ("LUKASZ belt", "# belt"),
        ("lukasz' school, Łukasz’s brief", "#' school, # brief"),
        ("Lukasz Jan De Smet belt", "# belt"),
        ("DE SMET, Łukasz", "#"),
        ("Mevrouw Smet", "Mevrouw #"),
        ("De man en de vrouw", "De man en de vrouw"),
        ("een smetvrees", "een smetvrees"),
        ("Lucas Desmet (نور)", "# (#)"),
        ("jan van hier", "jan van hier"),
        ("Jan van hier", "# van hier"),
        ("bel 0470/12.34.56 nu", "bel # nu"),
        ("op +32 (0)470 123456.", "op #."),
        ("4701 stuks en 23456 andere", "4701 stuks en 23456 andere"),
        ("mail L.Desmet@Example.org", "mail #"),
        ("woont kerkstraat 12, bus 3 te", "woont # te"),
        ("niemand hier", "niemand hier"),
        ("", ""),
    ],
)
def test_what_names_somebody_is_taken_out(text: str, clean: str) -> None:
    assert FINDER.replaced(text, "#") == clean


def test_a_decomposed_name_is_found_whole() -> None:
    zoe = Finder(known(person("Zoë", "Müller")))
    assert zoe.replaced("Zoe\u0308 Mu\u0308ller", "#") == "#"


def test_what_somebody_else_bears_too_is_left_and_told() -> None:
    child = known(person("Lina", "De Smet"))
    finder = Finder(known(person("Łukasz", "De Smet")), child)
    assert finder.replaced("Łukasz De Smet en Lina De Smet; de heer De Smet", "#") == (
        "# en Lina De Smet; de heer De Smet"
    )
    assert finder.doubtful("de heer De Smet")
    assert not finder.doubtful("de heer")


def test_plain_data_is_searched_to_its_depths() -> None:
    data = {"text": "x", "more": [{"deep": "voor Łukasz"}], "Lukasz": 1, "n": 4}
    assert FINDER.finds_in(data)
    assert FINDER.replaced_in(data, "#") == {"text": "x", "more": [{"deep": "voor #"}], "#": 1, "n": 4}
    assert not FINDER.finds_in({"n": 4, "none": None})


def test_nobody_is_found_by_an_empty_name() -> None:
    nobody = Finder(everything([known(person("", "")), known(person(" ", "-"))]))
    assert not nobody
    assert nobody.replaced("Anything at all", "#") == "Anything at all"
