"""Invented families: two parents from two countries, their children, how to reach them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from abductdesk.actions.people import NewChild, NewPerson
from abductdesk.demo.invent import Name, address, adult, child, email, phone
from abductdesk.demo.names import CULTURES
from abductdesk.i18n import OFFICE_LANGUAGES
from abductdesk.terms import (
    ContactKind,
    CustodyBasis,
    LanguageLevel,
    Precision,
    Role,
    Safety,
    Sex,
    TakingPerson,
)

BELGIAN = ("BE-nl", "BE-fr", "BE-nl", "BE-fr", "BE-nl", "BE-fr", "BE-nl", "BE-fr", "BE-de")
_SPOKEN = (LanguageLevel.NATIVE, LanguageLevel.GOOD, LanguageLevel.BASIC)
_HOURS = ("weekdays after 18:00", "mornings only", "before 8:30")


@dataclass(frozen=True)
class Family:
    """Who is on a case. What the two parents are called says nothing of fault."""

    left: NewPerson
    taking: NewPerson
    children: tuple[NewChild, ...]
    taking_person: TakingPerson

    def values(self, home: str, away: str) -> dict[str, Any]:
        """What the family adds to the fields of its case."""
        return {
            "taking_person": self.taking_person,
            "left_behind_lives_in": home,
            "taking_lives_in": away,
            "habitual_residence_state": home,
            "requested_state": away,
        }


def family(
    rng: Random, home: str, away: str, opened: date, numbers: Iterator[int], *, gone: bool = True
) -> Family:
    """A family that lived in `home` and of which one parent went to `away` (codes of states), or is feared to
    (not `gone`). `numbers` keeps every phone number and e-mail address different."""
    here, there = _culture(rng, home), _culture(rng, away)
    stranger = rng.random() < 0.12  # both parents come from where the family lived
    mother_took = rng.random() < 0.72
    left = adult(rng, here, Sex.BOY if mother_took else Sex.GIRL)
    taking = adult(rng, here if stranger else there, Sex.GIRL if mother_took else Sex.BOY)
    father, fathers = (left, here) if mother_took else (taking, here if stranger else there)
    children = tuple(_children(rng, father, fathers, opened, {home, away}))
    return Family(
        _parent(rng, Role.LEFT_BEHIND_PARENT, left, here, here, opened, next(numbers)),
        _parent(
            rng,
            Role.TAKING_PARENT,
            taking,
            here if stranger else there,
            there if gone else here,
            opened,
            next(numbers),
        ),
        children,
        TakingPerson.MOTHER if mother_took else TakingPerson.FATHER,
    )


def _culture(rng: Random, state: str) -> str:
    return rng.choice(BELGIAN) if state == "BE" else state


def _parent(
    rng: Random, role: Role, name: Name, origin: str, place: str, opened: date, number: int
) -> NewPerson:
    speaks = CULTURES[origin].speaks
    values = {
        "given_names": name.given,
        "family_names": name.family,
        "own_script_name": name.own or None,
        "salutation": name.salutation,
        "born": opened - timedelta(days=rng.randint(25 * 365, 47 * 365)),
        "nationalities": [CULTURES[origin].state],
        "languages": [f"{code}:{level.value}" for code, level in zip(speaks, _SPOKEN, strict=False)],
        "letter_language": next(code for code in speaks if code in OFFICE_LANGUAGES),
        "interpreter_needed": origin[:2] not in {"BE", "FR", "NL", "DE"} and rng.random() < 0.4,
    }
    return NewPerson(role, values, tuple(_contacts(rng, role, name, place, number)))


def _contacts(rng: Random, role: Role, name: Name, place: str, number: int) -> Iterator[dict[str, Any]]:
    """The left-behind parent has told how it is safe to be reached; of the other less is known."""
    told = role is Role.LEFT_BEHIND_PARENT
    if told or rng.random() < 0.75:
        yield {"kind": ContactKind.ADDRESS, "safe": [Safety.WRITE] if told else [], **address(rng, place)}
    mobile = {"kind": ContactKind.PHONE, "value": phone(place, number)}
    if rng.random() < 0.15:
        yield mobile | {"safe": [Safety.CALL, Safety.HOURS], "hours": rng.choice(_HOURS)}
    else:
        yield mobile | {"safe": [Safety.CALL, Safety.VOICEMAIL] if told else [Safety.CALL]}
    if told or rng.random() < 0.6:
        shared = {"value": f"family.{email(name, number)}", "safe": [Safety.NEVER]}
        safe = {"value": email(name, number), "safe": [Safety.WRITE]}
        yield {"kind": ContactKind.EMAIL, **(shared if rng.random() < 0.08 else safe)}


def _children(
    rng: Random, father: Name, culture: str, opened: date, nationalities: set[str]
) -> Iterator[NewChild]:
    """One to four siblings, about six years old on average, born at least fourteen months apart."""
    taken: set[str] = set()
    age = rng.triangular(0.6, 15.4, 5.5)
    for _ in range(rng.choices((1, 2, 3, 4), (58, 30, 10, 2))[0]):
        if age < 0.2:
            return
        name = child(rng, culture, father, taken)
        born = opened - timedelta(days=int(age * 365.25))
        vague = rng.random() < 0.03
        person = {
            "given_names": name.given,
            "family_names": name.family,
            "own_script_name": name.own or None,
            "born": born.replace(day=1) if vague else born,
            "born_precision": Precision.MONTH if vague else Precision.DAY,
            "nationalities": sorted(nationalities),
        }
        yield NewChild(person, {"sex": name.sex, "custody_basis": rng.choice(tuple(CustodyBasis))})
        age -= rng.uniform(1.2, 4.2)
