"""Every letter in every language of the office, from invented cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from abductdesk.actions.caselist import Filter, case_ids
from abductdesk.actions.letterfacts import Addressee, Choices
from abductdesk.actions.letters import draft_letter, letter_kinds
from abductdesk.actions.office import Office
from abductdesk.demo.texts import AGREED
from abductdesk.faults import Refused
from abductdesk.i18n import OFFICE_LANGUAGES


def letters(office: Office) -> Iterator[tuple[str, bytes]]:
    """(name, PDF) of each letter in nl, fr, de and en, to somebody who reads that language where there is
    one. A letter that no case of the demo can have is left out."""
    soon = office.clock().date() + timedelta(days=14)
    for letter, places in _places(office).items():
        for language in OFFICE_LANGUAGES:
            for case_id, to, about in sorted(places, key=lambda place: place[1].language != language):
                choices = Choices(AGREED[language], next_contact=soon, reply_by=soon, about=about)
                made = _draft(office, case_id, letter, to, language, choices)
                if made is not None:
                    yield f"{letter}-{language}", made
                    break


def _places(office: Office) -> dict[str, list[tuple[int | None, Addressee, int | None]]]:
    """For each letter the cases and people it could go to, and the record it is about; newest case first."""
    found: dict[str, list[tuple[int | None, Addressee, int | None]]] = defaultdict(list)
    cases = office.ask(case_ids, Filter(), "reference", True)
    for case_id in (None, *cases):  # None: to those in the directory
        for kind in office.ask(letter_kinds, case_id):
            if kind.about is None:
                found[kind.id] += [(case_id, to, None) for to in kind.addressees]
            for subject in kind.subjects:
                found[kind.id] += [(case_id, to, subject.id) for to in subject.addressees]
    return found


def _draft(
    office: Office, case_id: int | None, letter: str, to: Addressee, language: str, choices: Choices
) -> bytes | None:
    try:
        return office.ask(draft_letter, case_id, letter, to, language, choices).content
    except Refused:  # no address that may be written to
        return None
