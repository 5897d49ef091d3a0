"""Two kinds of error: `Refused` is theirs to know, everything else is ours to fix."""

from __future__ import annotations


class Refused(Exception):
    """What the person asked for cannot be done; `text` says what, where and what to do.

    `text` is an English message in the catalogue with named `{placeholders}`; `values` fills them.
    The exception's own string never carries the values, so that a log cannot leak them.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text)
        self.text = text
        self.values = values
        self.journalled = False  # whoever lets it pass on need not tell it again


class NotAllowed(Refused):
    """Their role does not allow it: a refused attempt, journalled also where somebody only asked."""


class Changed(Refused):
    """Somebody else changed the record meanwhile; `fields` maps a field to (theirs, yours)."""

    def __init__(self, text: str, /, fields: dict[str, tuple[object, object]], **values: object) -> None:
        super().__init__(text, **values)
        self.fields = fields


class Invalid(Refused):
    """One field of a form is wrong; `field` is its name in the record."""

    def __init__(self, field: str, text: str, /, **values: object) -> None:
        super().__init__(text, **values)
        self.field = field
