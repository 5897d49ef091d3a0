"""Text as it is compared and searched: lukasz finds Łukasz, елкин finds Ёлкин, strasse finds Straße."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans(
    {
        "ł": "l", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h",
        "ŧ": "t", "ŋ": "n", "ĸ": "k", "ə": "e", "ɨ": "i", "ƒ": "f", "ß": "ss", "ґ": "г", "є": "е",
        "і": "и", "ك": "ک", "ي": "ی", "ى": "ی", "ة": "ه",
        "’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "ـ": None,
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The text without case, marks and look-alike letters; spaces are single."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(map(_bare, apart)).casefold()
    return " ".join(plain.translate(_LETTERS).split())


def _bare(sign: str) -> str:
    """The sign, a space for a control sign, nothing for a mark or an invisible sign."""
    category = unicodedata.category(sign)
    if category == "Cc":
        return " "
    return "" if category[0] == "C" or unicodedata.combining(sign) else sign


def match_query(text: str) -> str:
    """An FTS5 query for what people type: every word, each as a prefix, nothing read as syntax.
    Empty where no word has a letter or digit."""
    words = (word.replace('"', "") for word in fold(text).split())
    return " ".join(f'"{word}"*' for word in words if any(sign.isalnum() for sign in word))
