"""Bring the catalogues up to date with the source, or check that they are.

    python -m scripts.translations            extract both domains, update every .po, say what is open
    python -m scripts.translations --check    change nothing; exit 1 where something is open or wrong

Domain `abductdesk` is what the program says (found in the source by Babel); domain `letters` is what
letters say (told by the letters themselves). A translation kept by Babel's guess is never used.
"""

from __future__ import annotations

import argparse
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from abductdesk.documents.letters import messages
from abductdesk.i18n import OFFICE_LANGUAGES
from scripts.catalogues import forms, mismatches, read

ROOT = Path(__file__).parent.parent
TRANSLATIONS = ROOT / "translations"
KEYWORDS = {
    "N_": None,
    "L": None,
    "LN": (1, 2),
    "LC": ((1, "c"), 2),
    "Refused": None,
    "Changed": None,
    "Invalid": (2,),
}
TARGETS = tuple(language for language in OFFICE_LANGUAGES if language != "en")
_FIXED = datetime(2026, 1, 1, tzinfo=UTC)  # a date of extraction would change every file every time


def program_template() -> Catalog:
    """Everything the program says, from the literals in its source."""
    template = Catalog(domain="abductdesk")
    source = ROOT / "abductdesk"
    found = extract_from_dir(source, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",))
    for file, _line, text, comments, context in found:
        template.add(text, locations=[(f"abductdesk/{file}", 0)], auto_comments=comments, context=context)
    return template


def letters_template() -> Catalog:
    """Everything letters say, one message for each paragraph, its id as a comment."""
    template = Catalog(domain="letters")
    for context, text, name in messages():
        template.add(text, auto_comments=[name], context=context)
    return template


def updated(template: Catalog, language: str) -> tuple[Path, Catalog]:
    """The language's catalogue of this domain with exactly the template's messages."""
    path = TRANSLATIONS / language / "LC_MESSAGES" / f"{template.domain}.po"
    catalog = read(path) if path.is_file() else Catalog(locale=language, domain=template.domain)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.project, catalog.version, catalog.header_comment = "AbductDesk", "", "# Draft translation."
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    catalog.creation_date = catalog.revision_date = _FIXED
    catalog.fuzzy = False
    return path, catalog


def as_bytes(catalog: Catalog) -> bytes:
    """The catalogue as a .po file."""
    out = io.BytesIO()
    write_po(out, catalog, width=110, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def open_entries(catalog: Catalog) -> list[str]:
    """Messages without a translation in every form, or only with a guess, one line each."""
    return [
        f"{catalog.locale} {catalog.domain}: {'a guess' if message.fuzzy else 'nothing'} "
        f"for {forms(message.id)[0]!r}"
        for message in catalog
        if message.id and (message.fuzzy or not message.string or not all(forms(message.string)))
    ]


def main(arguments: list[str] | None = None) -> int:
    """Exit 0 where every message of every language is translated and its placeholders agree."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="change nothing")
    check = parser.parse_args(arguments).check
    problems: list[str] = []
    for template in (program_template(), letters_template()):
        extra = {path.parent.parent.name for path in TRANSLATIONS.glob(f"*/LC_MESSAGES/{template.domain}.po")}
        for language in sorted({*TARGETS, *extra}):
            path, catalog = updated(template, language)
            problems += open_entries(catalog) + mismatches(catalog)
            content = as_bytes(catalog)
            if path.is_file() and path.read_bytes() == content:
                continue
            if check:
                problems.append(f"{language} {template.domain}: not up to date with the source")
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    print("\n".join(problems) if problems else "All catalogues are complete.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
