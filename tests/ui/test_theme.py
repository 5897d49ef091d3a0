"""The look: contrast of every pair, glyphs of every language, icons, text size."""

from __future__ import annotations

import lucide
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QRawFont
from PySide6.QtWidgets import QApplication, QPushButton

from abductdesk.i18n import LETTER_LANGUAGES, Tongue
from abductdesk.ui.icons import MEANINGS, icon
from abductdesk.ui.theme import (
    DARK,
    FAMILY,
    LIGHT,
    MARKS,
    PAIRS,
    SCALES,
    TONES,
    TYPES,
    Tokens,
    contrast,
    look,
)
from abductdesk.ui.widgets import Button, label


def test_contrast_is_computed_as_wcag_defines_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_on_its_ground_has_aa(tokens: Tokens) -> None:
    low = {(ink, ground): contrast(getattr(tokens, ink), getattr(tokens, ground)) for ink, ground in PAIRS}
    assert {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_mark_that_means_something_has_three_to_one(tokens: Tokens) -> None:
    low = {(ink, ground): contrast(getattr(tokens, ink), getattr(tokens, ground)) for ink, ground in MARKS}
    assert {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < 3} == {}


def test_the_font_has_every_letter_of_the_names_of_all_languages() -> None:
    names = {code: Tongue(code).language_name(code) for code in LETTER_LANGUAGES}
    for kind in TYPES:
        font = QRawFont.fromFont(look.font(kind))
        assert font.familyName() == FAMILY
        missing = {
            code: name
            for code, name in names.items()
            if any(not font.supportsCharacter(ord(letter)) for letter in name)
        }
        assert missing == {}


def test_one_icon_one_meaning_and_every_icon_exists() -> None:
    drawings = list(MEANINGS.values())
    assert sorted(set(drawings)) == sorted(drawings)
    assert set(drawings) <= set(lucide.get_icon_list())


def test_an_unknown_icon_is_a_bug() -> None:
    with pytest.raises(KeyError):
        icon("no such meaning")


def test_icons_take_the_colour_of_the_theme_that_comes_later() -> None:
    drawn = icon("letter", "text")
    light = drawn.pixmap(QSize(32, 32)).toImage()
    look.choose("dark")
    dark = drawn.pixmap(QSize(32, 32)).toImage()

    def brightest(image: QImage) -> int:
        points = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
        return max(point.lightness() for point in points if point.alpha() > 200)

    assert brightest(light) < 80 < 200 < brightest(dark)


def test_every_tone_has_its_three_colours() -> None:
    for tone in TONES:
        for token in (tone, f"{tone}_text", f"{tone}_soft"):
            assert look.colour(token).isValid()


@pytest.mark.parametrize("scale", SCALES)
def test_larger_text_makes_everything_larger_together(scale: int) -> None:
    look.choose(scale=scale)
    texts = {kind: look.font(kind).pixelSize() for kind in TYPES}
    assert texts == {kind: look.px(pixels) for kind, (pixels, _) in TYPES.items()}
    button, title = Button("Save"), label("Title", "page")
    button.ensurePolished()
    title.ensurePolished()
    assert button.font().pixelSize() == look.px(13)
    assert title.font().pixelSize() == look.px(24)
    assert button.sizeHint().height() >= look.px(20) + 12


def test_a_chosen_scheme_stays_whatever_the_system_says(qapp: QApplication) -> None:
    look.choose("dark")
    qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
    assert look.tokens is DARK


def test_a_text_can_be_set_sixty_thousand_times() -> None:
    """PySide 6.12.0 on Python 3.11 lost a reference to None per call and ended the process."""
    button = QPushButton()
    for count in range(60_000):
        button.setText(str(count))
    assert button.text() == "59999"
