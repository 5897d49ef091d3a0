"""The directory of the demo: invented entries of every kind, trainings, a verification round, given lists.

Family names are words for "invented", so that nobody real is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from abductdesk.actions import trainings
from abductdesk.actions.casefile import case_file
from abductdesk.actions.directory import SPECIALISMS, add_absence, add_directory_entry, verify_entry
from abductdesk.actions.givenlists import PARENTS, ListWish, give_list, propose_list
from abductdesk.actions.verification import answer_round, begin_round, verification_rounds
from abductdesk.demo.desk import ANY, CASEWORKER, MANAGER, Desk, File, Step, moment
from abductdesk.terms import (
    ActsFor,
    Audience,
    EntryKind,
    Gender,
    LanguageLevel,
    Profession,
    RoundAnswer,
    TrainingKind,
)

EACH = 12
SOURCE = "Invented for the demo"
_GIVEN = {
    Gender.WOMAN: ("Alix", "Bea", "Carine", "Dounia", "Elif", "Fien", "Greta", "Hiba", "Inès", "Jolanta"),
    Gender.MAN: ("Anton", "Bilal", "Cédric", "Dirk", "Emre", "Florian", "Goran", "Hugo", "Ilias", "Jan"),
}
_FAMILY = (
    "Fictief", "Verzonnen", "Denkbeeldig", "Bedacht", "Imaginaire", "Inventé", "Exemple", "Fictif", "Muster",
    "Beispiel", "Erdacht", "Voorbeeld", "Papieren", "Dessin",
)  # fmt: skip
_PLACES = (
    ("1000", "Brussel", "Brussel"),
    ("9000", "Gent", "Oost-Vlaanderen"),
    ("2000", "Antwerpen", "Antwerpen"),
    ("4000", "Liège", "Liège"),
    ("5000", "Namur", "Namur"),
    ("4700", "Eupen", "Liège"),
    ("3000", "Leuven", "Leuven"),
)
_SPOKEN = ("nl", "fr", "en", "de", "ar", "tr", "es", "pl", "it", "ro", "uk", "pt")
_CULTURES = ("BE", "FR", "MA", "TR", "PL", "NL", "ES", "IT", "RO", "DE")
_AUTHORITIES = ("FR", "NL", "DE", "PL", "RO", "ES", "IT", "PT", "GB", "MA", "TN", "TR")
_TRAININGS = (
    ("Two states, one child: return and its exceptions", TrainingKind.ABDUCTION_LAW, 12, 300),
    ("Mediating across borders", TrainingKind.CROSS_BORDER_MEDIATION, 60, 210),
    ("Listening to children between two countries", TrainingKind.HEARING_CHILDREN, 7, 60),
)


def steps(desk: Desk, rng: Random, files: list[File]) -> Iterator[Step]:
    """Everything that is done in the directory, each at its moment."""
    made: dict[EntryKind, list[int]] = {kind: [] for kind in EntryKind}
    first = desk.today - timedelta(days=400)
    for kind in EntryKind:
        for number in range(EACH):
            day = first + timedelta(days=number * 2)
            values = _values(rng, kind, number, day)
            yield moment(rng, day), partial(_add, desk, made, kind, values)
    for kind in EntryKind:
        for number in range(EACH):
            ago = rng.choice((20, 60, 90, 150, 200, 260, 320, 350))
            if number % 6 != 5:  # some were never verified, or long ago
                yield (
                    moment(rng, desk.today - timedelta(days=ago)),
                    partial(_verify, desk, made, kind, number),
                )
    for training in _TRAININGS:
        day = desk.today - timedelta(days=training[3])
        yield moment(rng, day), partial(_train, desk, made, training, day)
    away = desk.today - timedelta(days=5)
    yield moment(rng, away), partial(_absent, desk, made)
    yield moment(rng, desk.today - timedelta(days=12)), partial(_round, desk)
    for file in [each for each in files if each.open_on(desk.today)][:8]:
        day = max(file.opened + timedelta(days=2), desk.today - timedelta(days=rng.randint(2, 40)))
        yield moment(rng, day), partial(_give, desk, file)


def _add(desk: Desk, made: dict[EntryKind, list[int]], kind: EntryKind, values: dict[str, Any]) -> None:
    made[kind].append(desk.do(CASEWORKER, add_directory_entry, kind, values))


def _verify(desk: Desk, made: dict[EntryKind, list[int]], kind: EntryKind, number: int) -> None:
    desk.do(CASEWORKER, verify_entry, made[kind][number], seen=ANY)


def _values(rng: Random, kind: EntryKind, number: int, day: date) -> dict[str, Any]:
    postcode, city, region = _PLACES[number % len(_PLACES)]
    common: dict[str, Any] = {
        "street": f"Voorbeeldstraat {rng.randint(1, 99)}",
        "postcode": postcode,
        "city": city,
        "region": region,
        "phone": f"+32 400 09 {list(EntryKind).index(kind) + 10} {number + 10}",
        "source": SOURCE,
        "read_on": day,
    }
    if kind is EntryKind.AUTHORITY:
        country = _AUTHORITIES[number]
        name = f"Central Authority of {country} (invented)"
        return {
            "organisation": name,
            "country": country,
            "source": SOURCE,
            "read_on": day,
            "email": f"authority.{country.lower()}@example.org",
        }
    gender = rng.choice((Gender.WOMAN, Gender.MAN))
    given, family = rng.choice(_GIVEN[gender]), _FAMILY[number % len(_FAMILY)]
    spoken = [rng.choice(("nl", "fr")), *rng.sample(_SPOKEN[2:], rng.randint(1, 3))]
    levels = (LanguageLevel.NATIVE, LanguageLevel.GOOD, LanguageLevel.BASIC, LanguageLevel.GOOD)
    common |= {
        "given_names": given, "family_names": family, "letter_language": spoken[0],
        "email": f"{given}.{family}.{number}@example.org".lower().replace("è", "e").replace("é", "e"),
        "languages": [f"{code}:{level}" for code, level in zip(spoken, levels, strict=False)],
    }  # fmt: skip
    if rng.random() < 0.85:
        common["consent_on"] = day
    return common | _own(rng, kind, number, day, gender)


def _own(rng: Random, kind: EntryKind, number: int, day: date, gender: Gender) -> dict[str, Any]:
    """What only this kind of entry has."""
    ends = day + timedelta(days=rng.choice((395, 430, 455, 900, 1200, 1500, 1800, 2000)))
    chosen = [str(each) for each in SPECIALISMS.get(kind, ()) if rng.random() < 0.55]
    match kind:
        case EntryKind.LAWYER:
            sides = (ActsFor.BOTH, ActsFor.BOTH, ActsFor.LEFT_BEHIND, ActsFor.TAKING)
            return {
                "organisation": f"Kantoor {_FAMILY[number]}",
                "bar": f"Balie {_PLACES[number % 7][1]}",
                "admitted_on": date(rng.randint(1992, 2019), 9, 1),
                "specialisms": chosen,
                "acts_for": rng.choice(sides),
                "legal_aid": rng.random() < 0.6,
                "insurance_checked_on": day if rng.random() < 0.8 else None,
                "fee_cents": rng.randint(9, 18) * 1000,
                "vat_percent": 21,
            }
        case EntryKind.MEDIATOR:
            return {
                "gender": gender,
                "profession": rng.choice((Profession.LEGAL, Profession.PSYCHOSOCIAL)),
                "cultures": rng.sample(_CULTURES, 2),
                "accreditation": f"BM-{1000 + number}",
                "accredited_from": day,
                "accredited_until": ends,
                "child_inclusive": rng.random() < 0.5,
                "online": rng.random() < 0.7,
                "most_cases": rng.randint(2, 5),
                "fee_cents": rng.randint(100, 130) * 100,
                "vat_percent": 21,
            }
        case EntryKind.PSYCHOLOGIST:
            return {
                "gender": gender, "accreditation": f"PC-{2000 + number}", "accredited_until": ends,
                "specialisms": chosen, "online": rng.random() < 0.5, "fee_cents": rng.randint(60, 85) * 100,
                "third_party_payment": rng.random() < 0.4, "waiting_weeks": rng.randint(0, 14),
            }  # fmt: skip
        case _:
            return {
                "gender": gender, "sworn": rng.random() < 0.7, "accreditation": f"VT-{3000 + number}",
                "online": rng.random() < 0.6, "fee_cents": rng.randint(45, 70) * 100,
            }  # fmt: skip


def _train(
    desk: Desk, made: dict[EntryKind, list[int]], training: tuple[str, TrainingKind, int, int], day: date
) -> None:
    title, kind, hours, _ = training
    values = {
        "title": title, "kind": kind, "on": day, "until": day + timedelta(days=1), "hours": hours,
        "place": "Brussel", "audience": [Audience.LAWYERS, Audience.MEDIATORS],
    }  # fmt: skip
    training_id = desk.do(CASEWORKER, trainings.add_training, values)
    wanted = EntryKind.MEDIATOR if kind is TrainingKind.CROSS_BORDER_MEDIATION else EntryKind.LAWYER
    there = desk.do(CASEWORKER, trainings.add_participants, training_id, made[wanted][:7])
    desk.do(CASEWORKER, trainings.mark_attended, there[:6])
    officer = {"name": "Officer of the demo", "audience": Audience.POLICE}
    desk.do(CASEWORKER, trainings.add_participant, training_id, officer)


def _absent(desk: Desk, made: dict[EntryKind, list[int]]) -> None:
    days = {"since": desk.today - timedelta(days=3), "until": desk.today + timedelta(days=18)}
    desk.do(CASEWORKER, add_absence, made[EntryKind.LAWYER][2], days)


def _round(desk: Desk) -> None:
    """A round that is half answered."""
    desk.do(MANAGER, begin_round)
    running = desk.offices[MANAGER].ask(verification_rounds).running
    assert running is not None
    answers = (RoundAnswer.CONFIRMED, RoundAnswer.CONFIRMED, RoundAnswer.UNREACHABLE)
    for asked, answer in zip(running.lines, answers, strict=False):
        desk.do(CASEWORKER, answer_round, asked.line.id, answer)


def _give(desk: Desk, file: File) -> None:
    """Three lawyers for a parent who asks; where fewer fit, nobody gets a list."""
    people = desk.offices[file.who].ask(case_file, file.case_id).people
    parent = next((each for each in people if each.role.role in PARENTS), None)
    if parent is None:
        return
    wish = ListWish()
    found = desk.offices[file.who].ask(propose_list, file.case_id, parent.person.id, EntryKind.LAWYER, wish)
    if found.enough:
        names = [each.entry.id for each in found.names]
        file.do(give_list, file.case_id, parent.person.id, EntryKind.LAWYER, names, wish=wish)
