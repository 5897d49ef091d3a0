"""Where the address stands on A4 for each kind of window envelope. All figures in millimetres.

To add an envelope: one line in `PROFILES` (x and y from the top left corner of the sheet).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0


@dataclass(frozen=True, slots=True)
class Profile:
    """The address field, the sheet's left margin and its folds; `sender_y` places a return address line."""

    name: str
    x: float
    y: float
    width: float
    height: float
    left: float
    body_y: float
    info_x: float
    folds: tuple[float, ...]
    sender_y: float | None = None

    def moved(self, x: float = 0.0, y: float = 0.0) -> Profile:
        """The same profile with its address shifted, for a printer or envelope that is a little off."""
        sender = None if self.sender_y is None else self.sender_y + y
        return replace(self, x=self.x + x, y=self.y + y, sender_y=sender)


PROFILES: Mapping[str, Profile] = {
    # NBN Z 01-002 by secondary sources: left margin 33, address about y 60, at most 7 lines
    "belgian": Profile("belgian", 33, 60, 85, 35, 33, 108, 130, (99, 198)),
    # DIN 5008 B: field 20/45, 85 × 45, of which the upper 17.7 is the zone of the sender; text 5 inside
    "din5008b": Profile("din5008b", 25, 62.7, 80, 27.3, 25, 108, 130, (105, 210), sender_y=52),
}
