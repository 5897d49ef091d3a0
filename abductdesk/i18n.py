"""Texts, plurals, dates, amounts and direction in one language.

Write `N_("…")` where a text is data, `L("…", name=value)` where it is a sentence for later, and give
both to a `Tongue`. Never translate at import time; never put an f-string into any of them.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

from abductdesk.faults import Refused

OFFICE_LANGUAGES = ("nl", "fr", "de", "en")
LETTER_LANGUAGES = (
    *OFFICE_LANGUAGES,
    "es", "it", "pt_PT", "pl", "ro", "bg", "uk", "ru", "el", "tr", "ar", "fa", "he",
)  # fmt: skip
_LOCALES = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB"}
Day = date  # `Tongue.date` hides the class inside its own body
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def N_(text: str) -> str:
    """Mark a text for translation and return it unchanged."""
    return text


@dataclass(frozen=True)
class Message:
    """A sentence not yet in a language: catalogue text and the values of its placeholders."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None
    context: str | None = None


def L(text: str, /, **values: object) -> Message:
    """A sentence for later."""
    return Message(text, values)


def LN(one: str, many: str, n: int, /, **values: object) -> Message:
    """A counted sentence for later; `{n}` is the count."""
    return Message(one, {**values, "n": n}, plural=many)


def LC(context: str, text: str, /, **values: object) -> Message:
    """A sentence for later whose translation depends on the context."""
    return Message(text, values, context=context)


class Country(str):
    """An ISO 3166 code; shown as the country's name (nominative) in the language spoken."""


class Language(str):
    """A language code; shown as the language's name."""


@dataclass(frozen=True)
class Money:
    """An exact amount in integer cents."""

    cents: int
    currency: str = "EUR"


@dataclass(frozen=True)
class Listing:
    """Several values, joined as the language joins them ("a, b and c")."""

    items: tuple[object, ...]


def translations_folder() -> Path:
    """Where the catalogues are: packed in the installed program, or beside the source."""
    packed = Path(__file__).parent / "translations"
    return packed if packed.is_dir() else Path(__file__).parent.parent / "translations"


def languages(domain: str) -> tuple[str, ...]:
    """Languages with a catalogue of this domain, English first."""
    found = {path.parent.parent.name for path in translations_folder().glob(f"*/LC_MESSAGES/{domain}.[pm]o")}
    return ("en", *sorted(found - {"en"}))


@cache
def _catalogue(language: str, domain: str) -> gettext.NullTranslations:
    folder = translations_folder() / language / "LC_MESSAGES"
    compiled, source = folder / f"{domain}.mo", folder / f"{domain}.po"
    if compiled.is_file():
        return gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
    if source.is_file():
        packed = io.BytesIO()
        write_mo(packed, read_po(io.BytesIO(source.read_bytes()), locale=language))
        packed.seek(0)
        return gettext.GNUTranslations(packed)
    return gettext.NullTranslations()


class Tongue:
    """Speaks one language from one catalogue: sentences, dates, amounts, names of countries.

    `language` is one of `LETTER_LANGUAGES`; `domain` is the catalogue ("abductdesk" or "letters").
    """

    def __init__(self, language: str, domain: str = "abductdesk") -> None:
        self.language = language
        self.locale = Locale.parse(_LOCALES.get(language, language))
        self._texts = _catalogue(language, domain)

    @property
    def right_to_left(self) -> bool:
        return self.locale.text_direction == "rtl"

    def text(self, text: str, /, **values: object) -> str:
        """The text in this language with its placeholders filled."""
        return self.fill(self._texts.gettext(text), values)

    def text_of(self, text: str) -> str:
        """The text in this language with its placeholders as they are."""
        return self._texts.gettext(text)

    def say(self, message: Message | Refused | str) -> str:
        """A `Message`, a refusal or a marked text in this language."""
        if isinstance(message, str):
            return self.text(message)
        if isinstance(message, Refused):
            return self.text(message.text, **message.values)
        if message.plural is not None:
            found = self._texts.ngettext(message.text, message.plural, int(str(message.values["n"])))
        elif message.context is not None:
            found = self._texts.pgettext(message.context, message.text)
        else:
            found = self._texts.gettext(message.text)
        return self.fill(found, message.values)

    def knows(self, context: str, text: str) -> bool:
        """Whether this language has its own wording (English always has)."""
        # not by comparing texts: "Police" is French too
        return self.language == "en" or f"{context}\4{text}" in getattr(self._texts, "_catalog", {})

    def fill(self, text: str, values: Mapping[str, object]) -> str:
        """Replace `{name}` by its value, and nothing else: attributes and globals stay out of reach."""
        return _PLACEHOLDER.sub(lambda found: self.value(values[found[1]]), text)

    def value(self, value: object) -> str:
        """One value as people write it in this language."""
        match value:
            case None:
                return ""
            case Message() | Refused():
                return self.say(value)
            case Country():
                return self.country(value)
            case Language():
                return self.language_name(value)
            case Money():
                return self.amount(value)
            case Listing():
                return self.listing(value.items)
            case bool():
                return self.text(N_("yes")) if value else self.text(N_("no"))
            case datetime():
                return self.moment(value)
            case date():
                return self.date(value)
            case time():
                return format_time(value, "short", locale=self.locale)
            case int() | Decimal():
                return format_decimal(value, locale=self.locale)
            case _:
                label = getattr(value, "label", None)
                return self.text(label) if isinstance(label, str) else str(value)

    def date(self, day: Day, *, weekday: bool = False) -> str:
        """A day, written out: "3 February 2026". With its weekday it begins a line: "Tuesday, 3 …"."""
        written = format_date(day, "full" if weekday else "long", locale=self.locale)
        if self.language == "fr":  # CLDR writes "1 décembre" where French says "1er décembre"
            written = re.sub(r"\b1 ", "1er ", written, count=1)
        return written[:1].upper() + written[1:]

    def short_date(self, day: Day) -> str:
        """A day for a narrow column: "3 Feb 2026"."""
        return format_date(day, "medium", locale=self.locale)

    def month(self, day: Day) -> str:
        """A month: "February 2026"."""
        return format_date(day, "MMMM y", locale=self.locale)

    def moment(self, at: datetime) -> str:
        """A day and time: "3 February 2026 at 14:20"."""
        return f"{self.date(at)}, {format_time(at.time(), 'short', locale=self.locale)}"

    def amount(self, money: Money) -> str:
        """Money, exact to the cent."""
        return format_currency(Decimal(money.cents) / 100, money.currency, locale=self.locale)

    def country(self, code: str) -> str:
        """The country's name, or the code where CLDR has none."""
        return str(self.locale.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """The language's name, or the code where CLDR has none."""
        return str(self.locale.languages.get(code) or self.locale.languages.get(code.split("_")[0], code))

    def listing(self, items: Iterable[object]) -> str:
        """Values joined as this language joins them."""
        return format_list([self.value(item) for item in items], locale=self.locale)
