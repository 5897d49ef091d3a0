"""Measuring two or more things side by side, so that a busy moment of the computer hits all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was done, the floor it is measured against (1.0), and the ratio."""

    what: str
    floor: str
    ratio: float


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def interleaved(runs: int, timed: Mapping[str, Callable[[], float]]) -> dict[str, float]:
    """The median of what each function says it took (seconds), called in turns; the first turn is not
    counted."""
    found: dict[str, list[float]] = {name: [] for name in timed}
    for turn in range(runs + 1):
        for name, timer in timed.items():
            took = timer()
            if turn:
                found[name].append(took)
    return {name: median(taken) for name, taken in found.items()}
