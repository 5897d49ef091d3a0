"""One parent's income never leaves for the other side: every way out is tried, or it is said why not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

import pytest

from abductdesk.actions import verbs
from abductdesk.actions.access import AccessWish, access_preview, export_data
from abductdesk.actions.bureau import change_own_details, change_settings
from abductdesk.actions.calendarfile import export_calendar
from abductdesk.actions.casefile import case_file
from abductdesk.actions.caselist import Filter
from abductdesk.actions.deadlinelist import ListWish, export_deadlines
from abductdesk.actions.entries import add_entry
from abductdesk.actions.exports import export_case_list
from abductdesk.actions.journalbook import Asked
from abductdesk.actions.journalexport import JournalWish, journal_file
from abductdesk.actions.letterfacts import Addressee, Choices
from abductdesk.actions.letters import draft_letter, letter_kinds
from abductdesk.actions.office import Office
from abductdesk.actions.supportexport import LedgerWish, export_ledger
from abductdesk.actions.supportmoney import commit_support, pay
from abductdesk.actions.unfinished import keep_draft
from abductdesk.demo.desk import ANY
from abductdesk.demo.texts import SETTINGS
from abductdesk.terms import Act, Role
from abductdesk.terms import SupportKind as K
from tests.actions.conftest import TODAY
from tests.actions.support_room import FUNDER, granted, parent
from tests.documents.sample import by_pdfium

INCOME = 143_719
WRITTEN = ("143719", "1437.19", "1437,19", "1,437.19", "1.437,19", "1\u202f437,19", "1\u00a0437,19")


@pytest.fixture
def supported(office: Office, managers: list[Office], case_id: int) -> int:
    """A case on which the left-behind parent got support, and a form of it lies unfinished."""
    child = office.ask(case_file, case_id).children[0].child.id
    made = granted(
        office, managers, case_id,
        [{"kind": K.TRAVEL_CHILD, "asked_cents": 40_000, "child_id": child, "to_state": "FR",
          "what": "Geheimvlucht"}], income_cents=INCOME,
    )  # fmt: skip
    managers[0].do(commit_support, made, FUNDER)
    managers[0].do(pay, made, 40_000, TODAY)
    office.do(add_entry, case_id, "follow_up", {"what": "Call", "due": TODAY})
    office.do(change_settings, seen=ANY, changes=SETTINGS)
    office.do(change_own_details, seen=ANY, changes={"phone": "+32 2 555 55 55", "email": "an@example.org"})
    typed = {"typed": {"income_cents": "1437,19", "hardship": "Inès knows nothing of it"}}
    office.do(
        keep_draft, typed, form="case.support_request", kind="support_request", record=made, case_id=case_id
    )
    return case_id


def packed(content: bytes) -> str:
    """Every word of a copy of data."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        words = [package.read(name).decode("utf-8", "replace") for name in names if not name.endswith(".pdf")]
        return "\n".join(
            [*words, *(by_pdfium(package.read(name)) for name in names if name.endswith(".pdf"))]
        )


def copies(office: Office, case_id: int) -> Iterator[str]:
    """The other parent's own data, and the child's data given to them, with all that may be decided."""
    other = parent(office, case_id, Role.TAKING_PARENT)
    child = office.ask(case_file, case_id).children[0].person.id
    for wish in (AccessWish(other, "en", read=True), AccessWish(child, "en", given_to=other, read=True)):
        held = frozenset(piece.key for piece in office.ask(access_preview, wish).pieces)
        every = AccessWish(wish.person_id, "en", given_to=wish.given_to, read=True, also=held)
        yield packed(office.do(export_data, every).result.content)


def letters(office: Office, case_id: int) -> Iterator[str]:
    """Every letter that anybody but the applicant can get, as it would be issued."""
    applicant = parent(office, case_id, Role.LEFT_BEHIND_PARENT)
    for kind in office.ask(letter_kinds, case_id):
        places: list[tuple[Addressee, int | None]] = []
        places += [(to, None) for to in kind.addressees if kind.about is None]
        places += [(to, subject.id) for subject in kind.subjects for to in subject.addressees]
        for to, about in places:
            if to.person_id == applicant:
                continue
            choices = Choices(
                ("An agreement",), next_contact=TODAY, reply_by=TODAY, contacted_on=TODAY, about=about
            )
            made = office.ask(draft_letter, case_id, kind.id, to, to.language, choices)
            if made.content is not None:
                yield by_pdfium(made.content)


def lists(office: Office, case_id: int) -> Iterator[str]:
    yield office.do(export_calendar, "en").result.content.decode()
    yield repr(office.do(export_case_list, Filter()).result)
    yield by_pdfium(office.do(export_deadlines, ListWish("en", days=365, named=True)).result.bytes)


def ledger(office: Office, case_id: int) -> Iterator[str]:
    for kind in ("csv", "xlsx"):
        content = office.do(export_ledger, LedgerWish(None, kind, "nl")).result
        yield packed(content) if kind == "xlsx" else content.decode()


def journal(office: Office, case_id: int) -> Iterator[str]:
    yield journal_file(office, JournalWish(Asked(), "csv")).decode()


TRIED: dict[str, Callable[[Office, int], Iterator[str]]] = {
    "export_calendar": lists, "export_case_list": lists, "export_deadlines": lists, "export_draft": letters,
    "export_journal": journal, "export_ledger": ledger,
}  # fmt: skip
WHY_NOT = {
    "record_print": "the stored pages of a letter: tried where it is made",
    "save_letter": "the stored pages of a letter: tried where it is made",
    "save_invitation": "when and where a session takes place: names nobody",
    "export_journey": "when a journey is: names nobody",
    "export_emergency_card": "phone numbers and the day: reads nothing of a request",
    "export_data": "tried as copies",
    "export_own_data": "the account of staff: holds no case",
    "export_paper": "registers of data protection: read nothing of a request",
    "export_directory": "professionals only",
    "export_addresses": "professionals only",
    "issue_attestations": "professionals only",
    "save_attachment": "a document of the case, saved by staff; none is made of a request",
}


def test_every_way_out_is_tried_or_said_why_not() -> None:
    exports = {verb.name for verb in verbs.every().values() if verb.act is Act.EXPORT and verb.changes}
    assert exports == set(TRIED) | set(WHY_NOT)


@pytest.mark.parametrize("way", [copies, letters, lists, ledger, journal], ids=lambda way: way.__name__)
def test_the_income_of_one_parent_is_in_nothing_for_the_other(
    office: Office, supported: int, way: Callable[[Office, int], Iterator[str]]
) -> None:
    made = list(way(office, supported))
    assert made
    for words in made:
        assert not [written for written in WRITTEN if written in words]
        assert "Geheimvlucht" not in words, "nor what was asked for"


def test_the_applicant_gets_their_own(office: Office, supported: int) -> None:
    mine = parent(office, supported, Role.LEFT_BEHIND_PARENT)
    words = packed(office.do(export_data, AccessWish(mine, "en", read=True)).result.content)
    assert "1,437.19" in words
    assert "Geheimvlucht" in words
