"""Which editor a kind of field gets, and the names of countries and languages in the language spoken.

To add a kind: one line in `editor_for`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from abductdesk.i18n import LETTER_LANGUAGES
from abductdesk.ui.amounts import AmountEditor
from abductdesk.ui.dayseditor import DaysEditor
from abductdesk.ui.editors import (
    Choice,
    ChoiceEditor,
    DateEditor,
    Editor,
    LongEditor,
    NumberEditor,
    SeveralEditor,
    TextEditor,
    TimeEditor,
    YesNoEditor,
)
from abductdesk.ui.languageseditor import LanguagesEditor
from abductdesk.ui.texts import term, tongue

if TYPE_CHECKING:
    from abductdesk.models.base import Field

WIDE = frozenset({"long", "terms", "countries", "languages", "children"})
NEAR = ("BE", "FR", "NL", "DE", "LU", "GB")
_NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
# Spoken by people the bureau meets, beyond the languages it writes letters in.
_MORE_LANGUAGES = ("sq", "hy", "az", "be", "bs", "zh", "hr", "cs", "da", "et", "fi", "ka", "hi", "hu", "ja",
                   "ku", "lv", "lt", "mk", "ne", "no", "ps", "pt", "sr", "sk", "sl", "so", "sv", "th", "ti",
                   "ur", "vi", "ber", "rw", "ln", "sw", "wo", "am", "bn", "pa")  # fmt: skip


def _sorted(choices: list[Choice]) -> list[Choice]:
    def key(choice: Choice) -> str:
        flat = unicodedata.normalize("NFKD", str(choice[1]).casefold())
        return "".join(letter for letter in flat if not unicodedata.combining(letter))

    return sorted(choices, key=key)


def countries() -> list[Choice]:
    """All countries by name: Belgium and its neighbours first, then by the alphabet."""
    spoken = tongue()
    known = map(str, spoken.locale.territories)
    codes = [code for code in known if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY]
    near: list[Choice] = [(code, spoken.country(code)) for code in NEAR]
    return near + _sorted([(code, spoken.country(code)) for code in codes if code not in NEAR])


def languages() -> list[Choice]:
    """Languages people speak: those of the office first, then by the alphabet."""
    spoken = tongue()
    office: list[Choice] = [(code, spoken.language_name(code)) for code in LETTER_LANGUAGES[:4]]
    rest = [*LETTER_LANGUAGES[4:], *_MORE_LANGUAGES]
    return office + _sorted([(code, spoken.language_name(code)) for code in rest])


def letter_languages() -> list[Choice]:
    """Languages the bureau writes letters in."""
    spoken = tongue()
    return [(code, spoken.language_name(code)) for code in LETTER_LANGUAGES]


def editor_for(described: Field, choices: Sequence[Choice] | None = None) -> Editor:
    """The editor of a field; `choices` for kinds whose list the screen knows (staff, children, …)."""
    offered = list(choices or [])
    match described.kind:
        case _ if choices is not None:
            if described.kind in WIDE:
                return SeveralEditor(lambda: offered)
            return ChoiceEditor(lambda: offered)
        case "text":
            return TextEditor(described.length)
        case "long":
            return LongEditor()
        case "days":
            return DaysEditor()
        case "number":
            return NumberEditor()
        case "cents":
            return AmountEditor()
        case "date":
            return DateEditor()
        case "time":
            return TimeEditor()
        case "yes_no":
            return YesNoEditor(described.required or not described.nullable)
        case "term" | "terms":
            listed: list[Choice] = [(each, term(each.label)) for each in described.terms or ()]
            if described.kind == "terms":
                return SeveralEditor(lambda: listed)
            return ChoiceEditor(lambda: listed)
        case "country":
            return ChoiceEditor(countries, search=True)
        case "countries":
            return SeveralEditor(countries)
        case "language":
            return ChoiceEditor(letter_languages, search=True)
        case "languages":
            return LanguagesEditor(languages)
        case _:
            raise LookupError(described.kind)
