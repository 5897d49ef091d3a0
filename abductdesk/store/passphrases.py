"""How hard a passphrase is to guess, by a careful estimate made without any list from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import log2
from secrets import choice

from abductdesk.faults import Refused
from abductdesk.folding import fold
from abductdesk.i18n import L, Message

ENOUGH = 3
_STEPS = (28.0, 40.0, 50.0, 64.0)  # bits from which the score is 1, 2, 3, 4
_PIECE = re.compile(r"[^\W\d_]+|\d+|.", re.DOTALL)
_CONSONANTS = "bdfgjmnprstv"
_FIRST_TRIED = """
password passwort wachtwoord motdepasse passphrase geheim secret welkom welcome willkommen bienvenue admin
administrator letmein qwerty azerty qwertz iloveyou football voetbal monkey dragon master login bonjour hallo
hello soleil zomer summer winter sommer lente herfst janvier januari january januar belgie belgique belgium
brussel bruxelles brussels mediation bemiddeling child kind enfant abductdesk bureau user test demo root
"""
_COMMON = frozenset(_FIRST_TRIED.split())
_ROWS = ("qwertyuiop", "azertyuiop", "asdfghjkl", "qsdfghjklm")


@dataclass(frozen=True, slots=True)
class Strength:
    """`score` 0 (guessed at once) to 4 (very strong); `reason` is what to say under the field."""

    score: int
    reason: Message

    @property
    def enough(self) -> bool:
        return self.score >= ENOUGH


def strength(text: str, own: Iterable[str] = ()) -> Strength:
    """Estimate a passphrase; `own` are words anybody would try first (the person's, the bureau's)."""
    known = _COMMON | {word for phrase in own for word in fold(phrase).split() if len(word) > 2}
    bits = _bits(text, known)
    score = sum(bits >= step for step in _STEPS)
    if not text:
        return Strength(0, L("Four or five words that have nothing to do with each other are easy to keep."))
    if fold(text) in known or bits < _STEPS[0]:
        return Strength(score, L("Far too easy to guess. Use four or five unrelated words."))
    if score < ENOUGH:
        return Strength(score, L("Still too easy to guess. Add one or two unrelated words."))
    if score == ENOUGH:
        return Strength(score, L("Good. One more word makes it very strong."))
    return Strength(score, L("Very strong."))


def propose() -> str:
    """A passphrase to be typed once by the person it is given to: four made-up words of 71 bits together,
    without letters that look alike."""
    words = ("".join(choice(_CONSONANTS) + choice("aeiou") for _ in range(3)) for _ in range(4))
    return " ".join(words)


def require(text: str, own: Iterable[str] = ()) -> None:
    """Refuse a passphrase that is too easy to guess."""
    if not strength(text, own).enough:
        raise Refused(
            "This passphrase is too easy to guess. Use four or five words that have nothing to do with "
            "each other."
        )


def _bits(text: str, known: frozenset[str] | set[str]) -> float:
    """Sum over the pieces (words, numbers, signs); a piece that came before adds one bit."""
    total, seen = 0.0, set[str]()
    for piece in _PIECE.findall(text):
        plain = fold(piece)
        total += 1.0 if plain in seen else _piece_bits(piece, plain, known)
        seen.add(plain)
    return total


def _piece_bits(piece: str, plain: str, known: frozenset[str] | set[str]) -> float:
    if piece.isspace():
        return 0.5
    if plain in known:
        return 4.0
    if _is_row(plain):
        return 3.0 + log2(len(piece))
    if piece.isdigit():
        year = len(piece) == 4 and piece[:2] in ("19", "20")
        return 6.0 if year else 3.3 * len(piece)
    if piece.isalpha():
        # a long word is one choice from a dictionary, not a row of free letters
        return min(4.7 * len(piece), 11.0 + 0.6 * min(len(piece), 12))
    return 5.0


def _is_row(plain: str) -> bool:
    """Whether it is "aaaa", "4321", "890123" or runs along a row of keys."""
    if len(plain) < 3:
        return False
    steps = {(ord(after) - ord(before)) % 10 for before, after in pairwise(plain)}
    return len(steps) == 1 or any(plain in row or plain in row[::-1] for row in _ROWS)
