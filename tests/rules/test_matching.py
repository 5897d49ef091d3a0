"""Matching against a naive comparison of all pairs, and what it says of each pair."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abductdesk.i18n import L, Tongue
from abductdesk.rules.candidates import Candidate, Needs, Side, Wroclaw
from abductdesk.rules.matching import cost_of, describe, rank
from abductdesk.terms import Gender, LanguageLevel, Profession

FIRST, LAST = date(2026, 12, 7), date(2026, 12, 9)
NEEDS = Needs(
    Side(frozenset({"nl", "fr"}), frozenset({"BE"})), Side(frozenset({"pl"}), frozenset({"PL"})),
    FIRST, LAST, homologation=True, online=False, country="BE",
)  # fmt: skip
ANNA = Candidate(
    1, "Anna", (("pl", LanguageLevel.NATIVE), ("nl", LanguageLevel.GOOD)), frozenset({"PL"}), Gender.WOMAN,
    Profession.LEGAL, date(2020, 1, 1), None, cross_border=True, travels=frozenset({"BE"}), fee_cents=12000,
    vat_percent=21,
)  # fmt: skip
BERT = Candidate(
    2, "Bert", (("nl", LanguageLevel.NATIVE),), frozenset({"BE"}), Gender.MAN, Profession.PSYCHOSOCIAL,
    None, None, cross_border=True, travels=frozenset({"BE"}), fee_cents=10050,
)  # fmt: skip

spoken = st.lists(
    st.tuples(st.sampled_from(["nl", "fr", "pl", "de"]), st.sampled_from(list(LanguageLevel))),
    max_size=3,
    unique_by=lambda each: each[0],
)
days = st.none() | st.dates(date(2026, 11, 1), date(2027, 1, 31))


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    ids = draw(st.lists(st.integers(1, 60), unique=True, max_size=14))
    return [
        Candidate(
            id=id_,
            name=f"M{id_}",
            languages=tuple(draw(spoken)),
            cultures=frozenset(draw(st.sets(st.sampled_from(["BE", "PL", "DE"]), max_size=2))),
            gender=draw(st.none() | st.sampled_from(list(Gender))),
            profession=draw(st.none() | st.sampled_from(list(Profession))),
            accredited_from=draw(days),
            accredited_until=draw(days),
            cross_border=draw(st.booleans()),
            absent=tuple((day, day + timedelta(days=2)) for day in draw(st.lists(days, max_size=1)) if day),
            load=draw(st.integers(0, 3)),
            most=draw(st.none() | st.integers(0, 3)),
            online=draw(st.none() | st.booleans()),
            travels=frozenset(draw(st.sets(st.sampled_from(["BE", "PL"]), max_size=2))),
            fee_cents=draw(st.none() | st.sampled_from([9000, 12000])),
            vat_percent=draw(st.none() | st.just(21)),
            conflicts=(L("Same firm"),) if draw(st.integers(0, 5)) == 0 else (),
        )
        for id_ in ids
    ]


needs = st.builds(
    Needs,
    st.builds(Side, st.frozensets(st.sampled_from(["nl", "fr"])), st.frozensets(st.just("BE"))),
    st.builds(
        Side, st.frozensets(st.sampled_from(["pl", "fr"])), st.frozensets(st.sampled_from(["PL", "BE"]))
    ),
    st.just(FIRST),
    st.just(LAST),
    st.booleans(),
    st.booleans(),
    st.none() | st.just("BE"),
)


def halves(one: Candidate, other: Candidate, wanted: Needs) -> list[list[bool]]:
    """The criteria, written down as naively as can be: two halves for each."""
    two = (one, other)
    fluent = {LanguageLevel.NATIVE, LanguageLevel.GOOD}
    sides = (wanted.left_behind, wanted.taking)
    return [
        [any(set(each.cultures) & set(side.cultures) for each in two) for side in sides],
        [
            any(code in side.languages and level in fluent for each in two for code, level in each.languages)
            for side in sides
        ],
        [any(each.gender is gender for each in two) for gender in (Gender.WOMAN, Gender.MAN)],
        [
            any(each.profession in (profession, Profession.BOTH) for each in two)
            for profession in (Profession.LEGAL, Profession.PSYCHOSOCIAL)
        ],
    ]


def value(one: Candidate, other: Candidate, wanted: Needs) -> tuple[object, ...]:
    """The order of a pair, the smaller the better: criteria, halves, the rest one by one, ids."""
    two = (one, other)
    met = halves(one, other, wanted)

    def count(test: object) -> int:
        return -sum(bool(test(each)) for each in two)  # type: ignore[operator]

    def accredited(each: Candidate) -> bool:
        begun = each.accredited_from is not None and each.accredited_from <= wanted.last
        return begun and not (each.accredited_until is not None and each.accredited_until < wanted.last)

    def free(each: Candidate) -> bool:
        full = each.most is not None and each.load >= each.most
        return not full and all(until < wanted.first or since > wanted.last for since, until in each.absent)

    def reached(each: Candidate) -> bool:
        return (
            each.online is True if wanted.online else wanted.country is None or wanted.country in each.travels
        )

    unknown = 10**12
    fees = [
        unknown if each.fee_cents is None else each.fee_cents * (100 + (each.vat_percent or 0))
        for each in two
    ]
    return (
        -sum(all(criterion) for criterion in met),
        -sum(half for criterion in met for half in criterion),
        count(accredited) if wanted.homologation else 0,
        count(free),
        count(lambda each: each.cross_border),
        count(reached),
        one.load + other.load,
        sum(fee == unknown for fee in fees),
        sum(fee for fee in fees if fee != unknown),
        *sorted((one.id, other.id)),
    )


def naive(found: Sequence[Candidate], wanted: Needs, most: int, keep: int | None) -> list[tuple[int, int]]:
    fit = [each for each in found if not each.conflicts]
    pairs = [pair for pair in combinations(fit, 2) if keep is None or keep in {each.id for each in pair}]
    pairs.sort(key=lambda pair: value(pair[0], pair[1], wanted))
    return [(min(one.id, other.id), max(one.id, other.id)) for one, other in pairs][:most]


@settings(max_examples=150, deadline=None)
@given(candidates(), needs, st.integers(0, 30))
def test_the_best_pairs_are_those_of_a_naive_comparison(
    found: list[Candidate], wanted: Needs, most: int
) -> None:
    ranking = rank(found, wanted, most)
    assert [pair.ids for pair in ranking.pairs] == naive(found, wanted, most, None)
    fit = [each for each in found if not each.conflicts]
    assert ranking.total == len(list(combinations(fit, 2)))


@pytest.mark.prove
@settings(max_examples=5000, deadline=None)
@given(candidates(), needs, st.integers(0, 30))
def test_the_best_pairs_are_those_of_a_naive_comparison_at_length(
    found: list[Candidate], wanted: Needs, most: int
) -> None:
    assert [pair.ids for pair in rank(found, wanted, most).pairs] == naive(found, wanted, most, None)


@settings(max_examples=60, deadline=None)
@given(candidates(), needs, st.data())
def test_who_stays_is_in_every_pair(found: list[Candidate], wanted: Needs, data: st.DataObject) -> None:
    keep = data.draw(st.sampled_from([each.id for each in found] or [1]))
    ranking = rank(found, wanted, 50, keep)
    assert [pair.ids for pair in ranking.pairs] == naive(found, wanted, 50, keep)
    assert ranking.total == len(ranking.pairs)


@settings(max_examples=80, deadline=None)
@given(candidates(), needs, st.randoms())
def test_the_order_of_the_directory_changes_nothing(
    found: list[Candidate], wanted: Needs, chance: object
) -> None:
    mixed = list(found)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert rank(mixed, wanted).pairs == rank(found, wanted).pairs


@settings(max_examples=80, deadline=None)
@given(candidates(), needs)
def test_no_pair_is_invalid_and_every_unmet_criterion_says_why(found: list[Candidate], wanted: Needs) -> None:
    by_id = {each.id: each for each in found}
    ranking = rank(found, wanted, 200)
    assert {entry for entry, _ in ranking.excluded} == {each.id for each in found if each.conflicts}
    english = Tongue("en")
    for pair in ranking.pairs:
        one, other = by_id[pair.first], by_id[pair.second]
        assert one.id != other.id and not one.conflicts and not other.conflicts
        assert [criterion.key for criterion in pair.criteria] == list(Wroclaw)
        assert [each.met for each in pair.criteria] == [all(each) for each in halves(one, other, wanted)]
        assert all(each.why and all(english.say(why).strip() for why in each.why) for each in pair.criteria)


def test_all_alike_are_ranked_by_id_alone() -> None:
    alike = [Candidate(id_) for id_ in range(1, 41)]
    pairs = [pair.ids for pair in rank(alike, NEEDS, 100).pairs]
    assert pairs == list(combinations(range(1, 41), 2))[:100]


def test_a_pair_that_meets_everything_says_who_brings_what() -> None:
    (pair,) = rank([BERT, ANNA], NEEDS).pairs
    english = Tongue("en")
    said = {criterion.key: [english.say(why) for why in criterion.why] for criterion in pair.criteria}
    assert pair.met == 4
    assert said[Wroclaw.BINATIONAL] == ["Left-behind parent: Bert (Belgium)", "Taking parent: Anna (Poland)"]
    assert said[Wroclaw.BILINGUAL] == [
        "Left-behind parent: Anna and Bert (Dutch)", "Taking parent: Anna (Polish)",
    ]  # fmt: skip
    assert said[Wroclaw.PROFESSIONS] == ["Legal: Anna", "Psychosocial: Bert"]
    assert [english.say(flag) for flag in pair.flags] == [
        "Bert is not accredited on 9 December 2026; homologation takes an accredited mediator."
    ]


def test_what_is_unmet_is_said_in_words() -> None:
    little = Candidate(3, "Cas", (("pl", LanguageLevel.BASIC),), gender=Gender.MAN)
    other = Candidate(4, "Dirk", gender=Gender.MAN, profession=Profession.OTHER, load=2, most=2,
                      absent=((LAST, LAST),))  # fmt: skip
    pair = describe(other, little, NEEDS)
    english = Tongue("en")
    said = [english.say(why) for criterion in pair.criteria for why in criterion.why]
    assert pair.ids == (3, 4) and pair.met == 0 and pair.cost_cents is None
    assert "Taking parent: neither knows the culture from within (Poland)" in said
    assert "Left-behind parent: neither speaks the language (French and Dutch)" in said
    assert "Taking parent: Cas speaks only a little of the language (Polish)" in said
    assert "Two men" in said and "Legal: nobody; the profession is not recorded: Cas" in said
    flags = [english.say(flag) for flag in pair.flags]
    assert (
        "Dirk is absent on these days." in flags and "Dirk has 2 mediations now and takes no more." in flags
    )
    assert "Cas does not travel there (Belgium)." in flags and "The fee of Cas is not recorded." in flags


def test_what_two_cost_for_ten_to_fifteen_hours_with_vat() -> None:
    assert cost_of(ANNA, BERT) == (245_700, 368_550)  # (145.20 + 100.50) × 10 and × 15
