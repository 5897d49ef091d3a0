"""The letters' own fonts, from a package, and the characters they can draw.

Never the system's fonts: the same letter looks the same in every office.
"""

from __future__ import annotations

import io
import unicodedata
from functools import cache
from importlib import import_module

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from abductdesk.faults import Refused

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "FiraGO", "FiraGO-Bold", "FiraGO-Italic", "FiraGO-BoldItalic"
MONO = "CascadiaMono"
_MODULES = {
    REGULAR: "FiraGO_Regular",
    BOLD: "FiraGO_Bold",
    ITALIC: "FiraGO_Italic",
    BOLD_ITALIC: "FiraGO_BoldItalic",
    MONO: "CascadiaMono_Regular",
}
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")  # set letter by letter; others would need shaping
# narrow no-break space → no-break space; controls of direction, zero-width marks and soft hyphens go
_REPLACED = {0x202F: "\u00a0", 0x2007: "\u00a0", 0x0009: " "} | dict.fromkeys(
    (0x000D, 0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


@cache
def load(name: str) -> TTFont:
    """The font of that name, registered once with ReportLab."""
    font = TTFont(name, io.BytesIO(bytes(import_module(f"pymupdf_fonts.{_MODULES[name]}").fontbuffer)))
    pdfmetrics.registerFont(font)
    if name == BOLD_ITALIC:
        for bold, italic, face in ((0, 0, REGULAR), (1, 0, BOLD), (0, 1, ITALIC), (1, 1, BOLD_ITALIC)):
            addMapping(REGULAR, bold, italic, face)
    return font


def drawable(text: str, font: str = REGULAR) -> str:
    """The text as it can be set.

    Composed, spaces of odd widths made ordinary, invisible controls taken out.

    Raises `Refused` for letters of a script written from right to left, for letters of scripts that need
    shaping, and for any character that the font lacks: an empty box would be a silent hole.
    """
    clean = unicodedata.normalize("NFC", text).translate(_REPLACED)
    if clean.isascii() and clean.isprintable():
        return clean
    glyphs = load(font).face.charToGlyph
    for character in dict.fromkeys(clean):
        _check(character, glyphs)
    return clean


def _check(character: str, glyphs: dict[int, int]) -> None:
    if character == "\n":
        return
    if unicodedata.bidirectional(character) in _RIGHT_TO_LEFT:
        raise Refused(
            "The text holds “{character}”, of a script written from right to left, which letters cannot show "
            "yet. Write that name or passage in Latin letters.",
            character=character,
        )
    name = unicodedata.name(character, "")
    if ord(character) not in glyphs or (character.isalpha() and not _known_script(name)):
        raise Refused(
            "The text holds “{character}” ({code}), which the letters’ font cannot draw. Replace it, or "
            "write that name in Latin letters.",
            character=character,
            code=f"U+{ord(character):04X}",
        )


def _known_script(name: str) -> bool:
    return name.startswith((*_SCRIPTS, "MODIFIER", "FEMININE", "MASCULINE", "MICRO"))


def require_latin(text: str) -> None:
    """Raise `Refused` where an address holds other letters than Latin: the post here reads no other."""
    for character in text:
        if character.isalpha() and not _known_script(unicodedata.name(character, "")):
            drawable(character)  # says which script it cannot set
        if character.isalpha() and unicodedata.name(character, "").startswith(("GREEK", "CYRILLIC")):
            raise Refused(
                "The address holds “{character}”, which is not a Latin letter. Write name and address in "
                "Latin letters.",
                character=character,
            )
