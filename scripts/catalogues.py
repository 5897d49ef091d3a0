"""What must hold of a catalogue before it ships; used by the build and by `scripts.translations`."""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

_NAMED = re.compile(r"\{(\w+)\}")


def read(path: Path) -> Catalog:
    """The catalogue in a .po file under `<language>/LC_MESSAGES/`."""
    return read_po(
        io.BytesIO(path.read_bytes()), locale=path.parent.parent.name, domain=path.stem, abort_invalid=True
    )


def forms(entry: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """A message or translation as a tuple, whether it counts or not."""
    return (entry or "",) if entry is None or isinstance(entry, str) else tuple(entry)


def _placeholders(text: str) -> set[str]:
    return set(_NAMED.findall(text))


def _differs(source: set[str], translation: set[str], message: Message) -> bool:
    if translation - source:
        return True
    # a language may greet without the name ("Madame,") and one plural form may do without the number
    optional = {"n"} if message.pluralizable else set()
    if (message.context or "").startswith("greeting:"):
        optional = source
    return bool(source - translation - optional)


def mismatches(catalog: Catalog) -> list[str]:
    """Translations whose `{placeholders}` are not those of the source, one line each."""
    found = []
    for message in catalog:
        if not message.id:
            continue
        source = set().union(*(_placeholders(form) for form in forms(message.id)))
        found += [
            f"{catalog.locale} {catalog.domain}: {sorted(source)}, {forms(message.id)[0]!r} ≠ {form!r}"
            for form in forms(message.string)
            if form and _differs(source, _placeholders(form), message)
        ]
    return found
