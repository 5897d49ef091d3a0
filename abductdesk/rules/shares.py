"""Sharing out whole cents: in proportion, to the cent, the same whatever the order."""

from __future__ import annotations

from collections.abc import Mapping


def shared_out(cents: int, weights: Mapping[int, int]) -> dict[int, int]:
    """Share `cents` out in proportion to the weights (by largest remainder, ties by key); the shares add up
    to `cents` exactly. No share is above its weight where `cents` is not above their sum."""
    total = sum(weights.values())
    if total == 0 or cents == 0:
        return dict.fromkeys(weights, 0)
    shares = {key: cents * weight // total for key, weight in weights.items()}
    rest = cents - sum(shares.values())
    by_remainder = sorted(weights, key=lambda key: (-(cents * weights[key] % total), key))
    for key in by_remainder[:rest]:
        shares[key] += 1
    return shares


def capped(amounts: Mapping[int, int], most: int) -> dict[int, int]:
    """The amounts, reduced in proportion to `most` in all where they are more."""
    return dict(amounts) if sum(amounts.values()) <= most else shared_out(most, amounts)
