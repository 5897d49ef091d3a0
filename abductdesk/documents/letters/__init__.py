"""The letters, one file each: menus, the command line and the catalogues discover them here.

To add a letter: 1. one file here with `LETTER = Letter(…)`; 2. `python -m scripts.translations` and its
messages in each catalogue; 3. its expected texts under tests/documents/golden/.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from abductdesk.documents.letters._common import DEADLINE_LIST, PHRASES, RECOVERY, TEMPORARY
from abductdesk.documents.letters._data import CERTIFICATE, DATA_COPY
from abductdesk.documents.letters._privacy import PROCESSING, PURPOSES, REGISTER, SECURITY
from abductdesk.documents.letters._sheets import ADDRESS_LIST, ATTESTATION, DIRECTORY_LIST
from abductdesk.documents.letters._travel import EMERGENCY_CARD
from abductdesk.documents.wording import Letter, speaks


def _discover() -> dict[str, Letter]:
    found: list[Letter] = [
        import_module(f"{__name__}.{module.name}").LETTER
        for module in iter_modules(__path__)
        if not module.name.startswith("_")
    ]
    return {letter.id: letter for letter in sorted(found, key=lambda letter: letter.id)}


LETTERS: dict[str, Letter] = _discover()


def messages() -> Iterator[tuple[str, str, str]]:
    """All there is to translate, as (gettext context, English source, paragraph or name in code)."""
    for letter in LETTERS.values():
        for paragraph in letter.paragraphs:
            if speaks(paragraph.text):
                yield letter.context, paragraph.text, paragraph.id
    sheets = (RECOVERY, TEMPORARY, DEADLINE_LIST, DATA_COPY, CERTIFICATE, EMERGENCY_CARD)
    papers = (PROCESSING, PURPOSES, SECURITY, REGISTER)
    lists = (ATTESTATION, DIRECTORY_LIST, ADDRESS_LIST)
    for phrases in (PHRASES, *sheets, *papers, *lists):
        for name, (context, text) in phrases.items():
            yield context, text, name
