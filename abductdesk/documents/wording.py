"""A letter's structure, and its wording in one language with the facts filled in: no layout here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from hashlib import sha256

from abductdesk.documents.facts import Facts
from abductdesk.documents.known import (
    EACH,
    PLACEHOLDERS,
    Missing,
    item_values,
    look,
    missing_of,
    names_in,
    values,
)
from abductdesk.faults import Refused
from abductdesk.i18n import Language, Listing, Message, Tongue, languages
from abductdesk.terms import Role

DOMAIN = "letters"
LAYOUT = 2  # raise it when the page itself changes, so that issued letters show which page they had
Overlay = Mapping[str, str]  # paragraph id: the bureau's own wording in the letter's language


class Style(Enum):
    """How a paragraph stands on the page."""

    SUBJECT = auto()
    ABOUT = auto()  # the line under the subject
    BODY = auto()
    HEADING = auto()
    ITEM = auto()
    BOX = auto()  # an item to tick
    STEP = auto()  # numbered
    TERM = auto()  # left column, with the DEFINITION that follows beside it
    DEFINITION = auto()


@dataclass(frozen=True, slots=True)
class Has:
    """Holds when the fact is not empty."""

    fact: str

    def holds(self, facts: Facts) -> bool:
        return bool(look(facts, self.fact))


@dataclass(frozen=True, slots=True)
class Is:
    """Holds when the fact is one of these values."""

    fact: str
    among: tuple[object, ...]

    def holds(self, facts: Facts) -> bool:
        return look(facts, self.fact) in self.among


@dataclass(frozen=True, slots=True)
class Lacks:
    """Holds when the fact is empty."""

    fact: str

    def holds(self, facts: Facts) -> bool:
        return not Has(self.fact).holds(facts)


Condition = Has | Is | Lacks


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One message of a letter: shown when all of `when` hold, once for each item of `each`."""

    id: str
    text: str
    style: Style = Style.BODY
    when: tuple[Condition, ...] = ()
    each: str = ""

    @property
    def facts(self) -> set[str]:
        """The facts it shows."""
        shown = {PLACEHOLDERS[name] for name in names_in(self.text) if name in PLACEHOLDERS}
        return shown | {self.each} if self.each else shown


def P(id: str, text: str, style: Style = Style.BODY, *when: Condition, each: str = "") -> Paragraph:
    """A paragraph; `text` is the English source in plain text with named placeholders."""
    return Paragraph(id, text, style, when, each)


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of letter. `needs` names facts it cannot go without beside those its wording shows; where it
    `greets` not, its own paragraphs do."""

    id: str
    title: str
    purpose: str
    recipients: tuple[Role, ...]
    needs: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    greets: bool = True

    @property
    def context(self) -> str:
        """The gettext context of its messages."""
        return f"letter:{self.id}"

    def missing(self, facts: Facts, overlay: Overlay | None = None) -> list[Missing]:
        """What must be entered before the letter can be made for these facts."""
        shown = [
            PLACEHOLDERS[name]
            for paragraph in self.paragraphs
            if all(condition.holds(facts) for condition in paragraph.when)
            for name in names_in((overlay or {}).get(paragraph.id, paragraph.text))
            if name in PLACEHOLDERS
        ]
        return missing_of(facts, (*self.needs, *shown))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph ready to be set: plain text in the letter's language."""

    id: str
    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter in words. `template_version` changes with any source text or wording it used."""

    letter: str
    language: str
    blocks: tuple[Block, ...]
    template_version: str
    greets: bool = True


class Speaker:
    """Wording from the letters' catalogue; labels of terms and rules from the program's."""

    def __init__(self, language: str) -> None:
        if language not in languages(DOMAIN):
            raise Refused(
                "There is no catalogue of letters in {language}. Choose another language for this letter.",
                language=Language(language),
            )
        self.language = language
        self.wordings = Tongue(language, DOMAIN)
        self.labels = Tongue(language)

    def wording(self, context: str, text: str) -> str:
        """The shipped wording, its placeholders still in place."""
        asis = {name: "{" + name + "}" for name in names_in(text)}
        return self.wordings.say(Message(text, asis, context=context))

    def phrase(self, phrase: tuple[str, str], **given: object) -> str:
        """A short text around the letter (its context and source), filled."""
        return self.fill(self.wording(*phrase), given)

    def fill(self, wording: str, given: Mapping[str, object]) -> str:
        """The wording with its placeholders filled; sentences and dates in the letter's language."""
        return self.labels.fill(wording, given)


def render(letter: Letter, facts: Facts, language: str, overlay: Overlay | None = None) -> Rendered:
    """The letter in words.

    Refused where facts are missing, where a paragraph has no wording in the language, and where the
    bureau's own wording uses a placeholder that letters do not know.
    """
    overlay = overlay or {}
    _check_overlay(letter, overlay)
    lacking = letter.missing(facts, overlay)
    if lacking:
        raise Refused(
            "The letter cannot be made yet. Enter first: {missing}.",
            missing=Listing(tuple(entry.label for entry in lacking)),
        )
    speaker = Speaker(language)
    used = sha256(f"{LAYOUT} {letter.context}".encode())
    blocks: list[Block] = []
    for paragraph in letter.paragraphs:
        if not all(condition.holds(facts) for condition in paragraph.when):
            continue
        wording = overlay.get(paragraph.id) or _shipped(speaker, letter, paragraph)
        used.update("\0".join((paragraph.id, paragraph.text, wording)).encode())
        blocks += (
            Block(paragraph.id, paragraph.style, speaker.fill(wording, given))
            for given in _givens(paragraph, wording, facts)
        )
    return Rendered(letter.id, language, tuple(blocks), used.hexdigest()[:16], letter.greets)


def _shipped(speaker: Speaker, letter: Letter, paragraph: Paragraph) -> str:
    if speaks(paragraph.text) and not speaker.wordings.knows(letter.context, paragraph.text):
        raise Refused(
            "Part of this letter has no wording in {language} yet ({paragraph}). "
            "Choose another language, or enter the bureau's own wording.",
            language=Language(speaker.language),
            paragraph=paragraph.id,
        )
    return speaker.wording(letter.context, paragraph.text)


def _givens(paragraph: Paragraph, wording: str, facts: Facts) -> Iterator[dict[str, object]]:
    common = values(facts, (name for name in names_in(wording) if name in PLACEHOLDERS))
    if not paragraph.each:
        yield common
        return
    items = look(facts, paragraph.each)
    assert isinstance(items, tuple)
    for item in items:
        yield {**common, **item_values(paragraph.each, item)}


def _check_overlay(letter: Letter, overlay: Overlay) -> None:
    known = {paragraph.id: paragraph for paragraph in letter.paragraphs}
    for id, wording in overlay.items():
        if id not in known:
            continue  # the paragraph left the letter: its wording waits in the vault, shown as outdated
        allowed = {*PLACEHOLDERS, *EACH.get(known[id].each, ())}
        for name in names_in(wording):
            if name not in allowed:
                raise Refused(
                    "The bureau's wording of paragraph {paragraph} uses {placeholder}, which letters do "
                    "not know. Correct the wording.",
                    paragraph=id,
                    placeholder="{" + name + "}",
                )


def speaks(text: str) -> bool:
    """Whether a wording holds words to translate, beside placeholders and signs."""
    return any(character.isalpha() for character in re.sub(r"\{\w+\}", "", text))
