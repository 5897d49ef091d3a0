"""Invented people: names, addresses in streets that exist nowhere, numbers and e-mail that reach nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from abductdesk.demo.names import CULTURES, PLACES
from abductdesk.folding import fold
from abductdesk.terms import Salutation, Sex


@dataclass(frozen=True, slots=True)
class Name:
    """An invented name, with its own script where that is not Latin."""

    given: str
    family: str
    own: str
    sex: Sex

    @property
    def salutation(self) -> Salutation:
        return Salutation.MADAM if self.sex is Sex.GIRL else Salutation.SIR


def _pick(rng: Random, names: str) -> str:
    return rng.choice(names.split(", "))


def adult(rng: Random, culture: str, sex: Sex) -> Name:
    """A parent of this origin."""
    found = CULTURES[culture]
    family = _pick(rng, found.families)
    return _name(_pick(rng, found.women if sex is Sex.GIRL else found.men), family, sex)


def child(rng: Random, culture: str, parent: Name, taken: set[str]) -> Name:
    """A child with the family name of a parent of this origin; no two siblings have one name."""
    found = CULTURES[culture]
    sex = rng.choice((Sex.GIRL, Sex.BOY))
    names = (found.girls if sex is Sex.GIRL else found.boys).split(", ")
    given = rng.choice([name for name in names if name not in taken])
    taken.add(given)
    family = next(name for name in found.families.split(", ") if parent.family in _forms(name))
    return _name(given, family, sex)


def _forms(family: str) -> list[str]:
    return [form.partition("=")[0] for form in family.split("/")]


def _name(given: str, family: str, sex: Sex) -> Name:
    forms = family.split("/")
    latin, _, own = forms[-1 if sex is Sex.GIRL else 0].partition("=")
    first, _, first_own = given.partition("=")
    return Name(first, latin, f"{first_own} {own}".strip(), sex)


def address(rng: Random, place: str) -> dict[str, str]:
    """An address in a street that does not exist."""
    streets, towns, _ = PLACES[place]
    street, number = _pick(rng, streets), rng.randint(1, 180)
    postcode, _, city = _pick(rng, towns).partition("=")
    first = place in {"FR", "GB", "US", "PK", "LB"}
    value = f"{number} {street}" if first else f"{street} {number}"
    return {"value": value, "postcode": postcode, "city": city, "country": place[:2]}


def phone(place: str, number: int) -> str:
    """The nth invented phone number of a place."""
    return PLACES[place][2].format(number // 100 % 100, number % 100)


def email(name: Name, number: int) -> str:
    """An address that reaches nobody."""
    plain = re.findall(r"[a-z]+", fold(f"{name.given} {name.family}"))
    return f"{'.'.join(plain)}{number}@example.org"
