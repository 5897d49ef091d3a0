"""What the directory says in words: how fresh an entry is, languages, the values of its fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from abductdesk.actions.standing import PRESSING, SOON, Standing
from abductdesk.i18n import Country, L, Language, Listing, Message, Money, Tongue
from abductdesk.models.base import Field
from abductdesk.terms import EntryKind, LanguageLevel, Specialism
from abductdesk.ui.texts import Text, apart, term, words

KIND_ICONS = {
    EntryKind.MEDIATOR: "mediation",
    EntryKind.LAWYER: "law",
    EntryKind.PSYCHOLOGIST: "person",
    EntryKind.INTERPRETER: "language",
    EntryKind.AUTHORITY: "office",
}
MANY: dict[EntryKind, Message] = {
    EntryKind.MEDIATOR: L("Mediators"),
    EntryKind.LAWYER: L("Lawyers"),
    EntryKind.PSYCHOLOGIST: L("Psychologists"),
    EntryKind.INTERPRETER: L("Interpreters"),
    EntryKind.AUTHORITY: L("Authorities"),
}
_STANDING: dict[Standing, tuple[Message, str, str]] = {
    Standing.VERIFIED: (L("Verified"), "ok", "verified"),
    Standing.SOON: (L("Verify soon"), "warn", "due"),
    Standing.LAPSED: (L("Lapsed"), "danger", "late"),
    Standing.NEVER: (L("Not verified yet"), "warn", "question"),
    Standing.LEFT: (L("Has left"), "neutral", "deleted"),
    Standing.MERGED: (L("Merged"), "neutral", "merge"),
}


def standing_words(standing: Standing) -> tuple[Message, str, str]:
    """Words, tone and icon of a pill."""
    return _STANDING[standing]


def ending(kind: EntryKind, ends: date | None, today: date) -> tuple[Message, str, str] | None:
    """What a pill says of an accreditation that ended or ends soon; None where there is time."""
    days = (ends - today).days if ends is not None else SOON + 1
    if days > SOON:
        return None
    mediator = kind is EntryKind.MEDIATOR
    if days < 0:
        return L("Accreditation ended") if mediator else L("Recognition ended"), "danger", "late"
    said = L("Accreditation ends") if mediator else L("Recognition ends")
    return said, "danger" if days <= PRESSING else "warn", "due"


def spoken(languages: Sequence[str], *, levels: bool = False) -> Text:
    """Languages by name; with `levels` how well each is spoken."""

    def said(tongue: Tongue) -> str:
        names = []
        for each in languages:
            code, _, level = each.partition(":")
            name = tongue.value(Language(code))
            names.append(f"{name} ({tongue.value(LanguageLevel(level))})" if levels and level else name)
        return ", ".join(names)

    return said if languages else ""


def value_of(described: Field, value: Any) -> Text:
    """The value of a field as people read it; empty where there is none."""
    if value in (None, "", []):
        return ""
    match described.kind:
        case "cents":
            return _said(Money(value))
        case "country":
            return _said(Country(value))
        case "countries":
            return _said(Listing(tuple(map(Country, value))))
        case "language":
            return _said(Language(value))
        case "languages":
            return spoken(value, levels=True)
        case "terms":
            return _said(Listing(tuple(map(Specialism, value))))
        case "yes_no":
            return L("Yes") if value else L("No")
        case "term":
            return term(value.label)
        case "date":
            return _said(value)
    return apart(str(value))


def _said(value: object) -> Text:
    return lambda tongue: tongue.value(value)


def joined(*parts: Text) -> Text:
    """Parts that say something, with dots between."""
    return lambda _tongue: " · ".join(filter(None, map(words, parts)))
