"""Which column of a table goes to which field of a case, guessed from headings in four languages.

To take one more field: one line here, its words in `words.py`, and where `drafts.py` puts it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from abductdesk.exchange import words
from abductdesk.folding import fold
from abductdesk.i18n import OFFICE_LANGUAGES, L, Message, Tongue

CHILDREN = 4  # children that one row can hold; more come as rows with the same reference

Columns = Mapping[int, str]
"""Position of a column → id of its target."""


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a column can go to. `words` are what headings say, folded; `who` whose field it is."""

    id: str
    label: Message
    words: tuple[str, ...]
    who: str = ""


_CASE: dict[str, Message] = {
    "reference": L("Reference in the earlier register"),
    "kind": L("Kind of case"),
    "certainty": L("Certainty"),
    "priority": L("Priority"),
    "stage": L("Stage"),
    "habitual_residence_state": L("Habitual residence"),
    "requested_state": L("Where the child is"),
    "removal": L("Day of the removal"),
    "retention": L("Day of the retention"),
    "opened_on": L("Opened on"),
    "closed_on": L("Closed on"),
    "caseworker": L("Caseworker"),
    "referral_source": L("Referred by"),
    "fps_justice": L("Reference of FPS Justice"),
    "fps_foreign_affairs": L("Reference of FPS Foreign Affairs"),
    "police": L("Reference of the police"),
    "court": L("Docket number of the court"),
    "summary": L("Summary"),
    "note": L("Note"),
}
_WHO: dict[str, Message] = {
    "child": L("Child"),
    "left": L("Left-behind parent"),
    "taking": L("Taking parent"),
}
_PERSON: dict[str, Message] = {
    "name": L("Full name"),
    "given_names": L("Given names"),
    "family_names": L("Family names"),
    "own_script_name": L("Name in own script"),
    "born": L("Born on"),
    "sex": L("Sex"),
    "phone": L("Phone"),
    "email": L("E-mail"),
    "street": L("Street and number"),
    "postcode": L("Postcode"),
    "city": L("Town"),
    "country": L("Country"),
    "letter_language": L("Language of letters"),
}
_ONLY_PARENTS = frozenset({"phone", "email", "street", "postcode", "city", "country", "letter_language"})
_ONLY_CHILDREN = frozenset({"sex"})


@cache
def targets() -> dict[str, Target]:
    """Every field that a column can go to, by id, in the order a person would look for it."""
    found = [Target(name, label, heading_words(label, words.CASE[name])) for name, label in _CASE.items()]
    for number in range(1, CHILDREN + 1):
        for name, what in _PERSON.items():
            if name not in _ONLY_PARENTS:
                label = L("Child {n}: {what}", n=number, what=what)
                found.append(
                    Target(
                        f"child{number}.{name}",
                        label,
                        heading_words(what, words.PERSON[name]),
                        f"child{number}",
                    )
                )
    for who in ("left", "taking"):
        for name, what in _PERSON.items():
            if name not in _ONLY_CHILDREN:
                label = L("{who}: {what}", who=_WHO[who], what=what)
                found.append(Target(f"{who}.{name}", label, heading_words(what, words.PERSON[name]), who))
    return {target.id: target for target in found}


def heading_words(label: Message, said: str) -> tuple[str, ...]:
    """What headings say, the longest first, with the program's own label in each language."""
    own = [_plain(Tongue(language).say(label)) for language in OFFICE_LANGUAGES]
    return _longest_first([*_apart(said), *own])


def _apart(said: str) -> list[str]:
    return [" ".join(word.split()) for word in said.split(",")]


def _longest_first(phrases: list[str]) -> tuple[str, ...]:
    return tuple(sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)))


@cache
def _whose() -> dict[str, tuple[str, ...]]:
    return {who: _longest_first(_apart(said)) for who, said in words.WHO.items()}


def _plain(heading: str) -> str:
    """A heading folded, its words and numbers apart."""
    return " ".join(re.findall(r"\d+|[^\W\d_]+", fold(heading)))


def key_of(headings: Sequence[str]) -> str:
    """What a table is known by next time: its headings, folded."""
    return "|".join(map(_plain, headings))[:4000]


def guess(headings: Sequence[str], offered: Mapping[str, Target] | None = None) -> dict[int, str]:
    """The likely target of each column (of a case, unless others are `offered`); a column that says nothing
    known stays out."""
    scored = []
    for column, heading in enumerate(headings):
        plain = _plain(heading)
        for place, target in enumerate((offered or targets()).values()):
            if score := _score(plain, target):
                scored.append((-score, column, place, target.id))
    found: dict[int, str] = {}
    for _, column, _, target_id in sorted(scored):
        if column not in found and target_id not in found.values():
            found[column] = target_id
    return dict(sorted(found.items()))


def _score(heading: str, target: Target) -> int:
    """How much of the heading the target explains; 0 where it does not fit."""
    said = next((word for word in target.words if _has(heading, word)), "")
    if not target.who:
        return len(said) * 2 + (said == heading) if said else 0
    who = target.who.rstrip("1234")
    named = next((word for word in _whose()[who] if _has(heading, word)), "")
    if not named:
        return len(said) if said and _by_default(target) and not _names_somebody(heading) else 0
    if who == "child" and target.who != f"child{_number(heading)}":
        return 0
    rest = f" {heading} ".replace(f" {named} ", " ").split()
    if target.id.endswith(".name") and not [word for word in rest if word not in words.ANYBODY | set("1234")]:
        return len(heading) * 2
    return (len(said) + len(named)) * 2 if said else 0


def _number(heading: str) -> str:
    """Which child the heading means."""
    found = re.search(r"\b[1-9]\b", heading)
    return found[0] if found else "1"


def _has(heading: str, word: str) -> bool:
    return f" {word} " in f" {heading} "


def _names_somebody(heading: str) -> bool:
    return any(_has(heading, word) for said in _whose().values() for word in said)


def _by_default(target: Target) -> bool:
    """Whose field it is where a heading names nobody: names and births are the child's, ways to reach
    somebody the left-behind parent's."""
    name = target.id.partition(".")[2]
    return target.who == ("left" if name in _ONLY_PARENTS else "child1")
