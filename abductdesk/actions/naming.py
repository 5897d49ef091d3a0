"""Where a text names somebody: names, phone numbers and addresses found and taken out, however written.

Names are whole words, whatever the case and the marks; numbers and addresses are found as the address wall
finds them. A name that somebody who stays bears as well is left where it is, and counted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from unicodedata import is_normalized

from abductdesk.actions.wall import traces
from abductdesk.folding import fold
from abductdesk.models import ContactPoint, Person
from abductdesk.terms import ContactKind

# Parts of family names that are words of their own: they name nobody alone.
_PARTICLES = frozenset(
    {
        "al", "ap", "ben", "bin", "bint", "d", "da", "das", "de", "dei", "del", "della", "den",
        "der", "des", "di", "do", "dos", "du", "e", "el", "en", "et", "la", "las", "le", "les",
        "lo", "los", "of", "op", "t", "te", "ten", "ter", "und", "van", "vande", "vanden", "vander",
        "von", "y", "zu", "zum", "zur",
    }
)  # fmt: skip
_SHORT = 3  # letters; so short a name is one only where it is written with a capital
_SIGN = re.compile(r"\w+")
_ODD = re.compile(
    "[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)  # signs that part words unseen


@dataclass(frozen=True)
class Known:
    """What somebody is known by, folded: whole names, single words of them, numbers and addresses."""

    phrases: frozenset[tuple[str, ...]] = frozenset()
    words: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()

    def __or__(self, other: Known) -> Known:
        return Known(
            self.phrases | other.phrases, self.words | other.words, self.numbers | other.numbers,
            self.values | other.values,
        )  # fmt: skip

    def without(self, other: Known) -> Known:
        """What the other is not known by as well."""
        return Known(
            self.phrases - other.phrases, self.words - other.words, self.numbers - other.numbers,
            self.values - other.values,
        )  # fmt: skip

    def whole(self) -> Known:
        """Whole names and numbers only: a first name alone says nothing on a case the person is not on."""
        return Known(self.phrases, frozenset(), self.numbers, self.values)


def known(person: Person, points: Iterable[ContactPoint] = ()) -> Known:
    """What this person is known by."""
    given, family = _words(person.given_names), _words(person.family_names)
    spellings = [_words(part) for part in re.split(r"[,;/\n]", person.other_spellings or "")]
    own = _words(person.own_script_name or "")
    phrases = {given + family, family + given, family if len(family) > 1 else (), own, *spellings}
    if len(given) > 1:
        phrases |= {(given[0], *family), (*family, given[0])}
    words = {word for name in (given, family, own, *spellings) for word in name if word not in _PARTICLES}
    numbers: set[str] = set()
    values: set[str] = set()
    for point in points:
        (numbers if point.kind is ContactKind.PHONE else values).update(traces(point))
    return Known(
        frozenset(phrase for phrase in phrases if len(phrase) > 1),
        frozenset(word for word in words if len(word) > 1),
        frozenset(numbers),
        frozenset(values),
    )


def everything(people: Iterable[Known]) -> Known:
    """What any of them is known by."""
    found = Known()
    for each in people:
        found = found | each
    return found


def _words(name: str) -> tuple[str, ...]:
    return tuple(_SIGN.findall(fold(name)))


class Finder:
    """Finds in any text what somebody is known by.

    `shared` is what others bear as well who stay: such a word is no finding, but `doubtful` tells of it.
    """

    def __init__(self, wanted: Known, shared: Known | None = None) -> None:
        self.wanted = wanted.without(shared) if shared is not None else wanted
        self.shared = wanted.words & shared.words if shared is not None else frozenset()

    def __bool__(self) -> bool:
        wanted = self.wanted
        return bool(wanted.phrases or wanted.words or wanted.numbers or wanted.values)

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        phrases = sorted(self.wanted.phrases, key=lambda phrase: -sum(map(len, phrase)))
        parts = [r"[\W_]+".join(map(re.escape, phrase)) for phrase in phrases]
        parts += sorted(map(re.escape, self.wanted.words), key=len, reverse=True)
        return _whole_words(parts)

    @cached_property
    def _starts(self) -> frozenset[str]:
        """The words a name can begin with: a quick look whether one can be there at all."""
        starts = {phrase[0] for phrase in self.wanted.phrases} | self.wanted.words
        return frozenset(starts | {f"{word}s" for word in starts})

    @cached_property
    def _shared(self) -> re.Pattern[str] | None:
        return _whole_words(sorted(map(re.escape, self.shared)))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the text gives somebody away: beginnings and ends, in order, none over another."""
        if not self.may_find(text):
            return []
        folded, places = _folded(text)
        found = [*self._named(text, folded, places), *self._numbered(text), *self._addressed(folded, places)]
        return _joined(found)

    def may_find(self, text: str) -> bool:
        """A quick look that spares most texts the slow one: False where nothing of theirs can stand in it."""
        if not text or not self:
            return False
        if _ODD.search(text) or not is_normalized("NFC", text):
            return True
        words = list(map(_word, _SIGN.findall(text)))
        if not self._starts.isdisjoint(words):
            return True
        compact = "".join(words)
        if any(trace in compact for trace in self.wanted.values):
            return True
        digits = "".join(filter(str.isdigit, compact)) if self.wanted.numbers else ""
        return any(trace in digits for trace in self.wanted.numbers)

    def finds(self, text: str) -> bool:
        """Whether the text gives somebody away."""
        return bool(self.spans(text))

    def doubtful(self, text: str) -> bool:
        """Whether a name stands in it that somebody who stays bears as well."""
        return self._shared is not None and self._shared.search(_folded(text)[0]) is not None

    def replaced(self, text: str, by: str) -> str:
        """The text with `by` in place of what gives somebody away."""
        for begin, end in reversed(self.spans(text)):
            text = text[:begin] + by + text[end:]
        return text

    def finds_in(self, value: Any) -> bool:
        """Whether a text, or any text of plain data, gives somebody away."""
        return any(map(self.finds, texts_in(value)))

    def replaced_in(self, value: Any, by: str) -> Any:
        """The same for plain data: texts in lists and dictionaries."""
        match value:
            case str():
                return self.replaced(value, by)
            case list():
                return [self.replaced_in(each, by) for each in value]
            case dict():
                return {
                    self.replaced(str(key), by): self.replaced_in(each, by) for key, each in value.items()
                }
        return value

    def _named(self, text: str, folded: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
        if self._names is None:
            return
        for match in self._names.finditer(folded):
            begin, end = places[match.start()], places[match.end() - 1] + 1
            if len(match[0]) > _SHORT or text[begin].isupper() or not text[begin].isascii():
                yield begin, end

    def _numbered(self, text: str) -> Iterator[tuple[int, int]]:
        places = [at for at, sign in enumerate(text) if sign.isdigit()]
        digits = "".join(text[at] for at in places)
        for trace in self.wanted.numbers:
            at = digits.find(trace)
            while at >= 0:
                begin, end = places[at], places[at + len(trace) - 1] + 1
                if not any(map(str.isalpha, text[begin:end])):  # else these digits are several numbers
                    while begin and text[begin - 1] in "0123456789+()./- ":  # the rest of the number
                        begin -= 1
                    while text[begin] == " ":
                        begin += 1
                    yield begin, end
                at = digits.find(trace, at + 1)

    def _addressed(self, folded: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
        if not self.wanted.values:
            return
        kept = [at for at, sign in enumerate(folded) if sign.isalnum()]
        compact = "".join(folded[at] for at in kept)
        for trace in self.wanted.values:
            at = compact.find(trace)
            while at >= 0:
                yield places[kept[at]], places[kept[at + len(trace) - 1]] + 1
                at = compact.find(trace, at + 1)


def texts_in(value: Any) -> Iterator[str]:
    """Every text of plain data, keys too."""
    match value:
        case str():
            yield value
        case list() | tuple():
            for each in value:
                yield from texts_in(each)
        case dict():
            for key, each in value.items():
                yield from texts_in(key)
                yield from texts_in(each)


def persons_known(people: Collection[Person], points: Iterable[ContactPoint]) -> dict[int, Known]:
    """What each of these people is known by."""
    of: dict[int, list[ContactPoint]] = {person.id: [] for person in people}
    for point in points:
        if point.person_id in of:
            of[point.person_id].append(point)
    return {person.id: known(person, of[person.id]) for person in people}


def _whole_words(parts: Sequence[str]) -> re.Pattern[str] | None:
    """A pattern of whole words; a genitive s belongs to the name ("Toms Brief", "Lina's school")."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?:'?s)?(?!\w)") if parts else None


@lru_cache(100_000)
def _word(word: str) -> str:
    return "".join(filter(str.isalnum, fold(word)))


@lru_cache(4096)
def _sign(sign: str) -> str:
    return " " if sign.isspace() else fold(sign)


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text folded sign by sign, and for each folded sign where it stands in the text."""
    if text.isascii():
        return text.lower(), range(len(text))
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        for one in _sign(sign):
            signs.append(one)
            places.append(at)
    return "".join(signs), places


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order; those that touch or overlap become one."""
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined
