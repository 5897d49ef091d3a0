"""Which two mediators fit two parents: every pair of the directory, ranked, with the reasons in words.

The four criteria are those of the Wroclaw Declaration on the mediation of binational disputes (2007; known,
not read in a published text): two mediators who between them cover both cultures, both languages, both
genders and both professions. Pure: no names, no store, no clock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest, nsmallest
from operator import add

from abductdesk.i18n import Message
from abductdesk.rules.candidates import Candidate, Needs, Pair
from abductdesk.rules.pairwords import criteria_of, flags_of
from abductdesk.terms import Gender, Profession

HOURS = (10, 15)
"""The usual length of a mediation, over two or three days."""


@dataclass(frozen=True)
class Ranking:
    """The best pairs, best first, out of `total` possible ones; who was left out and why."""

    pairs: tuple[Pair, ...]
    total: int
    excluded: tuple[tuple[int, tuple[Message, ...]], ...] = field(default=())


# One bit for what one mediator brings; what two bring together is the union.
CULTURE_L, CULTURE_T, SPEAKS_L, SPEAKS_T, WOMAN, MAN, LEGAL, SOCIAL = (1 << place for place in range(8))
_CRITERIA = (CULTURE_L | CULTURE_T, SPEAKS_L | SPEAKS_T, WOMAN | MAN, LEGAL | SOCIAL)
_MET = tuple(sum(mask & bits == bits for bits in _CRITERIA) for mask in range(256))
# The order of pairs as one number: criteria, halves of criteria, then the parts below, each in its place.
_FEE_BITS, _LOAD_BITS = 26, 10
_MOST_FEE, _MOST_LOAD = (1 << _FEE_BITS - 1) - 1, (1 << _LOAD_BITS - 1) - 1
_REACH = _FEE_BITS + _LOAD_BITS
_TRAINED, _FREE, _ACCREDITED, _HALVES, _WHOLE = (_REACH + 2 * step for step in (1, 2, 3, 4, 6))
_UNION = tuple(_MET[mask] << _WHOLE | mask.bit_count() << _HALVES for mask in range(256))
_ROWS = tuple(tuple(_UNION[one | other] for other in range(256)) for one in range(256))


def mask_of(candidate: Candidate, needs: Needs) -> int:
    """What one mediator brings, as bits."""
    left, taking = needs.left_behind, needs.taking
    profession = candidate.profession
    bits = (
        (CULTURE_L, bool(candidate.cultures & left.cultures)),
        (CULTURE_T, bool(candidate.cultures & taking.cultures)),
        (SPEAKS_L, candidate.speaks(left.languages)),
        (SPEAKS_T, candidate.speaks(taking.languages)),
        (WOMAN, candidate.gender is Gender.WOMAN),
        (MAN, candidate.gender is Gender.MAN),
        (LEGAL, profession in (Profession.LEGAL, Profession.BOTH)),
        (SOCIAL, profession in (Profession.PSYCHOSOCIAL, Profession.BOTH)),
    )
    return sum(bit for bit, on in bits if on)


def worth_of(candidate: Candidate, needs: Needs) -> int:
    """What one mediator adds to the order of a pair below the criteria, as one number: accredited on the
    last day, free, trained across borders, within reach, little load, low fee. Two never overflow."""
    free = not candidate.full and not candidate.away(needs.first, needs.last)
    fee = _gross(candidate)
    cheap = _MOST_FEE - min(_MOST_FEE if fee is None else fee, _MOST_FEE)
    idle = _MOST_LOAD - min(candidate.load, _MOST_LOAD)
    accredited = needs.homologation and candidate.accredited_on(needs.last)
    return (
        accredited << _ACCREDITED
        | free << _FREE
        | candidate.cross_border << _TRAINED
        | needs.reaches(candidate) << _REACH
        | idle << _FEE_BITS
        | cheap
    )


def _gross(candidate: Candidate) -> int | None:
    """An hour with VAT in hundredths of a cent; unknown VAT counts as none."""
    if candidate.fee_cents is None:
        return None
    return candidate.fee_cents * (100 + (candidate.vat_percent or 0))


def cost_of(one: Candidate, other: Candidate) -> tuple[int, int] | None:
    """What 10 and 15 hours of both cost with VAT, in cents (half a cent up); None where a fee is unknown."""
    first, second = _gross(one), _gross(other)
    if first is None or second is None:
        return None
    low, high = (((first + second) * hours + 50) // 100 for hours in HOURS)
    return low, high


def rank(candidates: Sequence[Candidate], needs: Needs, most: int = 20, keep: int | None = None) -> Ranking:
    """The `most` best pairs, best first, ties by id; with `keep` only pairs with this mediator.

    Exact over every pair, without touching each: mediators who bring the same are compared as one kind. Words
    are found for the best only.
    """
    fit = sorted((each for each in candidates if not each.conflicts), key=lambda each: each.id)
    excluded = tuple((each.id, each.conflicts) for each in candidates if each.conflicts)
    best = _best(fit, needs, most, keep)
    by_id = {each.id: each for each in fit}
    pairs = tuple(describe(by_id[one], by_id[other], needs) for one, other in best)
    count = len(fit)
    total = count * (count - 1) // 2 if keep is None else (count - 1 if keep in by_id else 0)
    return Ranking(pairs, total, excluded)


def describe(one: Candidate, other: Candidate, needs: Needs) -> Pair:
    """One pair in words: each criterion met or not and why, what else is to be known, what it costs."""
    first, second = sorted((one, other), key=lambda each: each.id)
    return Pair(
        first.id,
        second.id,
        criteria_of(first, second, needs),
        flags_of(first, second, needs),
        cost_of(first, second),
    )


@dataclass(frozen=True, slots=True)
class _Kind:
    """Mediators who bring the same: the worthiest first, equal ones by id."""

    mask: int
    worths: tuple[int, ...]
    ids: tuple[int, ...]


def _best(fit: Sequence[Candidate], needs: Needs, most: int, keep: int | None) -> list[tuple[int, int]]:
    if most < 1:
        return []
    by_mask: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for each in fit:
        by_mask[mask_of(each, needs)].append((-worth_of(each, needs), each.id))
    kinds = [_kind(mask, sorted(members)) for mask, members in by_mask.items()]
    if keep is not None:
        return _with(kinds, keep, most)
    masks, tops = [kind.mask for kind in kinds], [kind.worths[0] for kind in kinds]
    reached: list[tuple[int, int, int]] = []
    for at, (mask, top) in enumerate(zip(masks, tops, strict=True)):
        scores = map(add, map(_ROWS[mask].__getitem__, masks[at + 1 :]), tops[at + 1 :])
        reached += [(score + top, at, other) for other, score in enumerate(scores, at + 1)]
    for at, kind in enumerate(kinds):
        if len(kind.ids) > 1:
            reached.append((_UNION[kind.mask] + kind.worths[0] + kind.worths[1], at, at))
    # the best pair of two kinds is a pair there is: so many of them reach this bar
    bar = min(nlargest(most, (score for score, _, _ in reached)), default=0) if len(reached) >= most else 0
    found: list[tuple[int, int, int]] = []
    for score, at, other in reached:
        if score >= bar:
            found += _between(kinds[at], kinds[other], bar, most)
    return [(one, other) for _, one, other in sorted(found)[:most]]


def _kind(mask: int, members: list[tuple[int, int]]) -> _Kind:
    return _Kind(mask, tuple(-worth for worth, _ in members), tuple(id_ for _, id_ in members))


def _between(one: _Kind, other: _Kind, bar: int, most: int) -> Iterator[tuple[int, int, int]]:
    """The pairs of two kinds that may be among the best, as (negative score, lower id, higher id).

    A pair stays behind every pair of members that stand no lower in their kinds; where there are `most` of
    those, it is not wanted.
    """
    union, same = _UNION[one.mask | other.mask], one is other
    for at, (worth, id_) in enumerate(zip(one.worths, one.ids, strict=True)):
        first = at + 1 if same else 0
        for place in range(first, len(other.ids)):
            score = union + worth + other.worths[place]
            ahead = (at + 1) * place - at * (at + 1) // 2 if same else (at + 1) * (place + 1)
            if score < bar or ahead > most:
                break
            lower, higher = sorted((id_, other.ids[place]))
            yield -score, lower, higher
        else:
            continue
        if place == first:
            return  # whoever follows in this kind is worth no more


def _with(kinds: list[_Kind], keep: int, most: int) -> list[tuple[int, int]]:
    """The best pairs that hold one mediator."""
    mine = next((kind for kind in kinds if keep in kind.ids), None)
    if mine is None:
        return []
    worth = mine.worths[mine.ids.index(keep)]
    scored = (
        (-(_UNION[mine.mask | kind.mask] + worth + theirs), *sorted((keep, id_)))
        for kind in kinds
        for theirs, id_ in zip(kind.worths, kind.ids, strict=True)
        if id_ != keep
    )
    return [(one, other) for _, one, other in nsmallest(most, scored)]
