"""How hard a passphrase is to guess."""

from __future__ import annotations

import pytest

from abductdesk.faults import Refused
from abductdesk.store.passphrases import require, strength


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "password", "Passwort1!", "azerty123", "aaaaaaaaaaaaaaaaaaaa", "12345678901234567890",
        "motdepasse2026", "orchid", "orchid orchid orchid orchid", "bureau bureau bureau 2026",
        "ann peeters mediation bureau", "qwertyuiop asdfghjkl", "Welkom2026!",
        "summer winter summer winter 2025",
    ],
)  # fmt: skip
def test_what_anybody_would_try_is_not_enough(text: str) -> None:
    assert not strength(text, own=["Ann Peeters", "Mediation Bureau"]).enough
    with pytest.raises(Refused, match="too easy to guess"):
        require(text, own=["Ann Peeters", "Mediation Bureau"])


@pytest.mark.parametrize(
    "text",
    [
        "orchid tunnel harbour violin",
        "k9#Xw2$Lq7!Rz",
        "appelboom fietsbel regenjas kaars",
        "ёлка река поезд зонтик",
    ],
)
def test_four_unrelated_words_or_a_random_string_are_enough(text: str) -> None:
    require(text)


def test_more_is_stronger_and_says_so() -> None:
    words = ["orchid", "tunnel", "harbour", "violin", "marble"]
    scores = [strength(" ".join(words[:count])).score for count in range(6)]
    assert scores == sorted(scores)
    assert (scores[0], scores[-1]) == (0, 4)
    reasons = {strength(" ".join(words[:count])).reason.text for count in range(6)}
    assert len(reasons) >= 4
