"""The look: colours, type scale and text size, light and dark, on Fusion.

Everything that paints asks `look` while it paints, so a change of theme needs no wiring:

    from abductdesk.ui.theme import look
    painter.setPen(look.colour("text2")); painter.setFont(look.font("caption")); width = look.px(240)

The one `look` belongs to the one QApplication. `look.dress()` once at start, `look.choose()` later.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pymupdf_fonts
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from abductdesk.i18n import N_
from abductdesk.ui.style import stylesheet

FAMILY = "FiraGO"
SCALES = (100, 125, 150, 200)
SCHEMES = {"system": N_("As the computer"), "light": N_("Light"), "dark": N_("Dark")}
SPACE = (4, 8, 12, 16, 24, 32)
RADIUS, CARD_RADIUS = 6, 10

# type: (pixels at 100 %, weight)
TYPES: dict[str, tuple[int, int]] = {
    "caption": (12, 400),
    "caption_strong": (12, 700),
    "body": (13, 400),
    "strong": (13, 700),
    "card": (15, 700),
    "lead": (15, 400),
    "dialog": (18, 700),
    "page": (24, 700),
    "figure": (28, 700),
}


@dataclass(frozen=True)
class Tokens:
    """Colours by what they are for. A tone has three: `x` (marks and bars), `x_text`, `x_soft`."""

    dark: bool
    page: str
    sidebar: str
    surface: str
    hover: str
    border: str
    hairline: str
    input_border: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    accent_soft: str
    danger: str
    danger_text: str
    danger_soft: str
    on_danger: str
    warn: str
    warn_text: str
    warn_soft: str
    ok: str
    ok_text: str
    ok_soft: str
    neutral: str
    neutral_text: str
    neutral_soft: str
    selection: str
    nav_selected: str
    nav_border: str
    toast: str
    on_toast: str
    toast_link: str
    scroll: str


LIGHT = Tokens(
    dark=False, page="#F4F5F8", sidebar="#EBEEF4", surface="#FFFFFF", hover="#EFF2F7",
    border="#DDE2EA", hairline="#E4E8EE", input_border="#818B9A",
    text="#18202B", text2="#465160", text3="#5F6B7A",
    accent="#2A5BD0", accent_hover="#224CB2", on_accent="#FFFFFF", accent_text="#2353C4",
    accent_soft="#E4ECFB",
    danger="#CF3A30", danger_text="#A3201A", danger_soft="#FDE6E5", on_danger="#FFFFFF",
    warn="#B9730A", warn_text="#7A4A00", warn_soft="#FDEFD3",
    ok="#2B8A55", ok_text="#1A673D", ok_soft="#E2F2E7",
    neutral="#7B8696", neutral_text="#465160", neutral_soft="#EDF0F4",
    selection="#E4ECFB", nav_selected="#FFFFFF", nav_border="#DDE2EA",
    toast="#18202B", on_toast="#F3F5F8", toast_link="#9DBBFF", scroll="#8A94A3",
)  # fmt: skip
DARK = Tokens(
    dark=True, page="#10141A", sidebar="#0B0E13", surface="#181E26", hover="#212833",
    border="#2B333F", hairline="#29313C", input_border="#6B778A",
    text="#E9EDF3", text2="#B7C0CD", text3="#98A3B3",
    accent="#7DA5FF", accent_hover="#9ABAFF", on_accent="#0B1526", accent_text="#8FB2FF",
    accent_soft="#1E2B4A",
    danger="#F0746A", danger_text="#FFA9A1", danger_soft="#451D1D", on_danger="#240807",
    warn="#E2A03F", warn_text="#FFCD78", warn_soft="#3C2B0D",
    ok="#55BE86", ok_text="#84DDA8", ok_soft="#163322",
    neutral="#8A95A6", neutral_text="#B7C0CD", neutral_soft="#252C37",
    selection="#1F2D4D", nav_selected="#1E2B4A", nav_border="#1E2B4A",
    toast="#E9EDF3", on_toast="#18202B", toast_link="#2353C4", scroll="#5E6B7E",
)  # fmt: skip

# Every pair of text on ground that the program paints; a test computes AA for each.
PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("text", "text2", "text3") for ground in (
        "page", "sidebar", "surface", "hover", "selection", "nav_selected")),
    *((f"{tone}_text", f"{tone}_soft") for tone in ("accent", "danger", "warn", "ok", "neutral")),
    *((f"{tone}_text", ground) for tone in ("accent", "danger", "warn", "ok", "neutral")
      for ground in ("surface", "selection", "page")),
    ("accent_text", "nav_selected"), ("text", "accent_soft"), ("text2", "accent_soft"),
    ("text", "warn_soft"), ("text2", "warn_soft"), ("text", "danger_soft"), ("text2", "danger_soft"),
    ("text", "neutral_soft"), ("text2", "neutral_soft"), ("text", "ok_soft"), ("text2", "ok_soft"),
    ("accent_text", "neutral_soft"), ("text3", "neutral_soft"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_danger", "danger"),
    ("on_toast", "toast"), ("toast_link", "toast"),
)  # fmt: skip
# What carries meaning without being text needs 3:1.
MARKS: tuple[tuple[str, str], ...] = (
    *((tone, ground) for tone in ("accent", "danger", "warn", "ok", "neutral")
      for ground in ("surface", "page")),
    ("input_border", "surface"), ("input_border", "page"), ("accent", "selection"), ("accent", "sidebar"),
)  # fmt: skip
TONES = ("accent", "danger", "warn", "ok", "neutral")


@cache
def _load_fonts() -> None:
    for name in ("figo", "figbo"):  # 16 ms each to unpack; the window writes nothing in italics
        if QFontDatabase.addApplicationFontFromData(pymupdf_fonts.myfont(name)) < 0:
            raise RuntimeError("FiraGO could not be loaded")


class Look(QObject):
    """The present theme. `changed` fires after a change of scheme or text size."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT
        self.scheme = "system"
        self.scale = 100
        self._fonts: dict[str, QFont] = {}
        self._colours: dict[str, QColor] = {}

    def dress(self, scheme: str = "system", scale: int = 100) -> None:
        """Dress the QApplication for the first time: Fusion, fonts, palette, stylesheet."""
        app = _app()
        _load_fonts()
        app.setStyle(QStyleFactory.create("Fusion"))
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.choose(scheme, scale)

    def choose(self, scheme: str | None = None, scale: int | None = None) -> None:
        """Another scheme ("system", "light", "dark") or text size (100, 125, 150, 200 per cent)."""
        self.scheme = scheme or self.scheme
        self.scale = scale or self.scale
        dark = self.scheme == "dark" or (
            self.scheme == "system" and _app().styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        self.tokens = DARK if dark else LIGHT
        self._fonts.clear()
        self._colours.clear()
        app = _app()
        app.setFont(self.font("body"))
        app.setPalette(_palette(self.tokens))
        app.setStyleSheet(stylesheet(vars(self.tokens), self.px))
        self.changed.emit()

    def px(self, pixels: int) -> int:
        """A length that grows with the text size."""
        return round(pixels * self.scale / 100)

    def colour(self, token: str) -> QColor:
        """The colour of a token, for painting; do not change it."""
        found = self._colours.get(token)
        if found is None:
            found = self._colours[token] = QColor(getattr(self.tokens, token))
        return found

    def font(self, kind: str) -> QFont:
        """The font of a type (see `TYPES`); copy it before changing it."""
        found = self._fonts.get(kind)
        if found is None:
            pixels, weight = TYPES[kind]
            found = QFont(FAMILY)
            found.setPixelSize(self.px(pixels))
            found.setWeight(QFont.Weight(weight))
            if kind == "figure":
                found.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[kind] = found
        return found

    def _system_changed(self) -> None:
        if self.scheme == "system":
            self.choose()


def _app() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("the look needs a QApplication")
    return app


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, token in {
        role.Window: tokens.page, role.WindowText: tokens.text, role.Base: tokens.surface,
        role.AlternateBase: tokens.hover, role.Text: tokens.text, role.Button: tokens.surface,
        role.ButtonText: tokens.text, role.BrightText: tokens.danger_text, role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent, role.ToolTipBase: tokens.toast,
        role.ToolTipText: tokens.on_toast, role.PlaceholderText: tokens.text3, role.Link: tokens.accent_text,
        role.LinkVisited: tokens.accent_text, role.Light: tokens.surface, role.Midlight: tokens.hover,
        role.Mid: tokens.border, role.Dark: tokens.input_border, role.Shadow: tokens.border,
        role.Accent: tokens.accent,
    }.items():  # fmt: skip
        palette.setColor(which, QColor(token))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.text3))
    return palette


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours written #RRGGBB."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


look = Look()
