"""Every pair of 500 mediators ranked by the four criteria and all below them; the 20 best in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from abductdesk.rules.candidates import Candidate, Needs, Side
from abductdesk.rules.matching import rank
from abductdesk.terms import Gender, LanguageLevel, Profession
from benchmarks.measure import Row, interleaved, seconds

MEDIATORS, RUNS = 500, 15
FLOOR = "a loop over the same pairs that does nothing"
LANGUAGES = ("nl", "fr", "de", "en", "ar", "tr", "pl")
STATES = ("BE", "FR", "NL", "DE", "MA", "TR", "PL")


def directory(seed: int = 2026) -> list[Candidate]:
    """Mediators of every kind."""
    rng = Random(seed)
    return [
        Candidate(
            id=number,
            name=f"Mediator {number}",
            languages=tuple((code, rng.choice(list(LanguageLevel))) for code in rng.sample(LANGUAGES, 3)),
            cultures=frozenset(rng.sample(STATES, 2)),
            gender=rng.choice([*Gender, None]),
            profession=rng.choice([*Profession, None]),
            accredited_from=rng.choice([None, date(2020, 1, 1)]),
            cross_border=rng.random() < 0.5,
            load=rng.randint(0, 4),
            most=rng.choice([None, 2, 5]),
            travels=frozenset(rng.sample(STATES, 2)),
            fee_cents=rng.choice([None, 9000, 10500, 12000, 13500]),
            vat_percent=21,
        )
        for number in range(1, MEDIATORS + 1)
    ]


def bare(found: list[Candidate]) -> int:
    """The loop over all pairs, and nothing in it."""
    pairs = 0
    for at, _one in enumerate(found):
        for _other in found[at + 1 :]:
            pairs += 1
    return pairs


def rows() -> Iterator[Row]:
    """One ranking of the whole directory."""
    found = directory()
    needs = Needs(
        Side(frozenset({"nl", "fr"}), frozenset({"BE"})), Side(frozenset({"pl"}), frozenset({"PL"})),
        date(2026, 12, 7), date(2026, 12, 9), country="BE",
    )  # fmt: skip
    timed = {
        "floor": lambda: seconds(lambda: bare(found)),
        "ranked": lambda: seconds(lambda: rank(found, needs)),
    }
    took = interleaved(RUNS, timed)
    pairs = MEDIATORS * (MEDIATORS - 1) // 2
    yield Row(f"{pairs:,} pairs of mediators ranked", FLOOR, took["ranked"] / took["floor"])
