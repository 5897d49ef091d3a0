"""Entries of the directory: added with a source, searched, verified, merged and taken apart again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from abductdesk.actions import directory as do
from abductdesk.actions.bureau import change_settings, settings
from abductdesk.actions.directorylist import EntryFilter, directory_list, directory_rows
from abductdesk.actions.directorymerge import merge_entries, similar_entries, unmerge_entry
from abductdesk.actions.directorypage import entry_history, entry_page
from abductdesk.actions.office import Office
from abductdesk.actions.search import find
from abductdesk.actions.standing import Reminders, Standing, directory_reminders
from abductdesk.actions.undo import last_change, undo_last
from abductdesk.faults import Changed, Invalid, Refused
from abductdesk.models.base import fields_of
from abductdesk.models.directory import DirectoryEntry
from abductdesk.terms import ConflictKind, EntryKind, LanguageLevel, Specialism
from tests.actions.directoryroom import ANY, SOURCE, TODAY, lawyer, mediator


def names(office: Office, **wanted: Any) -> list[str]:
    found = office.ask(directory_list, EntryFilter(**wanted))
    return [row.name for row in office.ask(directory_rows, found.ids)]


def test_every_field_of_a_kind_is_a_field_of_the_record() -> None:
    for kind, fields in do.FIELDS.items():
        assert set(fields) <= fields_of(DirectoryEntry).keys(), kind
        assert "source" in fields


def test_no_entry_is_without_its_source(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        office.do(do.add_directory_entry, EntryKind.LAWYER, {"family_names": "Voorbeeld"})
    assert refused.value.field == "source"


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        (EntryKind.LAWYER, {"family_names": ""}, "family_names"),
        (EntryKind.LAWYER, {"email": "ada@"}, "email"),
        (EntryKind.LAWYER, {"phone": "12"}, "phone"),
        (EntryKind.LAWYER, {"consent_on": TODAY + timedelta(days=1)}, "consent_on"),
        (EntryKind.LAWYER, {"specialisms": [Specialism.TRAUMA]}, "specialisms"),
        (EntryKind.LAWYER, {"sworn": True}, "sworn"),
        (EntryKind.LAWYER, {"fee_cents": -1}, "fee_cents"),
        (EntryKind.LAWYER, {"fee_cents": 12.5}, "fee_cents"),
        (EntryKind.LAWYER, {"vat_percent": 210}, "vat_percent"),
        (
            EntryKind.MEDIATOR,
            {"accredited_from": date(2026, 1, 2), "accredited_until": date(2026, 1, 1)},
            "accredited_until",
        ),
        (EntryKind.AUTHORITY, {"organisation": "Office"}, "read_on"),
    ],
)
def test_what_an_entry_cannot_be_is_refused_at_its_field(
    office: Office, kind: EntryKind, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        office.do(do.add_directory_entry, kind, {"family_names": "Voorbeeld", "source": SOURCE, **values})
    assert refused.value.field == field


def test_a_clerk_sees_nothing_of_it(clerk: Office) -> None:
    with pytest.raises(Refused, match="role"):
        clerk.ask(directory_list, EntryFilter())


def test_an_entry_is_found_by_name_language_place_specialism_culture_and_words(office: Office) -> None:
    lawyer(office, "Łukasiewicz", languages=["pl:native", "nl:basic"], city="Liège")
    lawyer(office, "Verzonnen", specialisms=[Specialism.CRIMINAL], bar="Balie Antwerpen")
    mediator(office, "Denkbeeldig", cultures=["MA"], region="Brabant")
    assert names(office, words="lukas") == ["Ada Łukasiewicz"]
    assert names(office, words="pools advoc") == ["Ada Łukasiewicz"]
    assert names(office, words="antwerp") == ["Ada Verzonnen"]
    assert names(office, words="marok mo") == ["Mo Denkbeeldig"]
    assert names(office, language="nl") == ["Ada Łukasiewicz", "Ada Verzonnen"]
    assert names(office, language="nl", level=LanguageLevel.GOOD) == ["Ada Verzonnen"]
    assert names(office, place="liege") == ["Ada Łukasiewicz"]
    assert names(office, place="BRABANT") == ["Mo Denkbeeldig"]
    assert names(office, specialism=Specialism.CRIMINAL) == ["Ada Verzonnen"]
    assert names(office, culture="MA") == ["Mo Denkbeeldig"]
    assert names(office, kind=EntryKind.MEDIATOR) == ["Mo Denkbeeldig"]
    counts = office.ask(directory_list, EntryFilter()).kinds
    assert (counts[None], counts[EntryKind.LAWYER], counts[EntryKind.MEDIATOR]) == (3, 2, 1)


def test_the_palette_finds_entries_beside_cases(office: Office, case_id: int) -> None:
    entry_id = lawyer(office, "Voorbeeld")
    hits = {(hit.kind, hit.record_id) for hit in office.ask(find, "voorbeeld")}
    assert ("directory_entry", entry_id) in hits
    assert ("case_file", case_id) in hits


def test_a_change_is_found_at_once_and_taken_back_whole(office: Office) -> None:
    entry_id = lawyer(office, "Verzonnen")
    office.do(do.change_directory_entry, entry_id, seen=1, changes={"family_names": "Bedacht"})
    assert names(office, words="bedacht") == ["Ada Bedacht"]
    last = office.ask(last_change)
    assert last is not None
    office.do(undo_last, number=last.work)
    assert names(office, words="bedacht") == []
    assert names(office, words="verzonnen") == ["Ada Verzonnen"]


def test_an_entry_added_by_mistake_is_taken_back_and_not_found(office: Office) -> None:
    lawyer(office, "Verzonnen")
    last = office.ask(last_change)
    assert last is not None
    office.do(undo_last, number=last.work)
    assert names(office) == []
    assert office.ask(find, "verzonnen") == []


def test_two_people_who_change_one_field_are_told(office: Office, colleague: Office) -> None:
    entry_id = lawyer(office, "Verzonnen")
    office.do(do.change_directory_entry, entry_id, seen=1, changes={"city": "Luik"})
    with pytest.raises(Changed):
        colleague.do(do.change_directory_entry, entry_id, seen=1, changes={"city": "Namen"})


@pytest.mark.parametrize(
    ("verified", "standing"),
    [
        (None, Standing.NEVER),
        (date(2025, 11, 22), Standing.LAPSED),
        (date(2025, 11, 23), Standing.SOON),  # the last day it holds is today
        (date(2026, 1, 22), Standing.SOON),
        (date(2026, 1, 23), Standing.VERIFIED),
    ],
)
def test_a_verification_holds_twelve_months(
    office: Office, verified: date | None, standing: Standing
) -> None:
    entry_id = lawyer(office, "Verzonnen", verified_on=verified)
    assert office.ask(entry_page, entry_id).standing is standing


def test_the_bureau_says_how_long_a_verification_holds(office: Office) -> None:
    entry_id = lawyer(office, "Verzonnen", verified_on=date(2026, 3, 1))
    seen = office.ask(settings).version
    office.do(change_settings, seen=seen, changes={"verify_months": 6})
    assert office.ask(entry_page, entry_id).standing is Standing.LAPSED


def test_verified_says_by_whom_and_when(office: Office) -> None:
    entry_id = lawyer(office, "Verzonnen", verified_on=None)
    office.do(do.verify_entry, entry_id, seen=1)
    page = office.ask(entry_page, entry_id)
    assert (page.entry.verified_on, page.verified_by, page.standing) == (
        TODAY, "An Peeters", Standing.VERIFIED,
    )  # fmt: skip
    history = [line.action for line in office.ask(entry_history, entry_id)]
    assert history == ["verify_entry", "add_directory_entry"]


def test_who_left_is_kept_and_can_come_back(office: Office) -> None:
    entry_id = lawyer(office, "Verzonnen")
    office.do(do.leave_directory, entry_id, seen=1)
    assert names(office) == []
    assert names(office, state="left") == ["Ada Verzonnen"]
    office.do(do.return_to_directory, entry_id, seen=ANY)
    assert names(office) == ["Ada Verzonnen"]


def test_a_manager_is_reminded_and_a_caseworker_is_not(office: Office, colleague: Office) -> None:
    lawyer(office, "Een", verified_on=None)
    lawyer(office, "Twee", verified_on=date(2025, 1, 1))
    lawyer(office, "Drie", verified_on=date(2025, 12, 1))
    mediator(office, "Vier", accredited_until=TODAY - timedelta(days=1))
    mediator(office, "Vijf", accredited_until=TODAY + timedelta(days=30))
    mediator(office, "Zes", accredited_until=TODAY + timedelta(days=31))
    gone = mediator(office, "Zeven", accredited_until=TODAY)
    office.do(do.leave_directory, gone, seen=ANY)
    assert office.ask(directory_reminders) == Reminders(2, 1, 1, 1, 1)
    assert colleague.ask(directory_reminders) is None
    assert names(office, state="ending") == ["Mo Vier", "Mo Vijf", "Mo Zes"]
    assert names(office, state="to_verify") == ["Ada Drie", "Ada Een", "Ada Twee"]


def test_the_same_e_mail_phone_or_name_is_shown_when_one_is_added(office: Office) -> None:
    lawyer(office, "Müller", email="Ada@Example.org", phone="+32 2 512 34 56")
    for values, why in (
        ({"family_names": "Muller", "given_names": "ADA"}, "same name"),
        ({"family_names": "X", "email": "ada@example.ORG"}, "same e-mail: {email}"),
        ({"family_names": "X", "phone": "02 512 34 56"}, "same phone number: {phone}"),
    ):
        (found,) = office.ask(similar_entries, values)
        assert [each.text for each in found.why] == [why]
    assert office.ask(similar_entries, {"family_names": "Y", "email": "", "phone": ""}) == []


def test_a_merge_is_read_through_and_undone_without_loss(office: Office) -> None:
    keep, gone = lawyer(office, "Verzonnen"), lawyer(office, "Verzonnen", city="Luik")
    conflict = {"kind": ConflictKind.SAME_FIRM, "firm": "Lex"}
    office.do(do.add_conflict, gone, conflict)
    office.do(merge_entries, keep, gone, seen=1)
    assert names(office) == ["Ada Verzonnen"]
    page = office.ask(entry_page, keep)
    assert [each.id for each in page.merged] == [gone]
    assert [each.whom for each in page.conflicts] == ["Lex"]
    root = office.ask(entry_page, gone).root
    assert root is not None and root.id == keep
    with pytest.raises(Refused, match="merged into another"):
        office.do(do.change_directory_entry, gone, seen=ANY, changes={"city": "Namen"})
    office.do(unmerge_entry, gone, seen=ANY)
    assert len(names(office)) == 2
    assert office.ask(entry_page, keep).conflicts == ()
    assert office.ask(entry_page, gone).entry.city == "Luik"


def test_only_entries_of_one_kind_are_merged(office: Office) -> None:
    with pytest.raises(Refused, match="same kind"):
        office.do(merge_entries, lawyer(office, "A"), mediator(office, "A"), seen=ANY)
    one = lawyer(office, "B")
    with pytest.raises(Refused, match="same entry"):
        office.do(merge_entries, one, one, seen=ANY)


def test_absences_and_conflicts_are_checked(office: Office) -> None:
    one = lawyer(office, "Verzonnen")
    with pytest.raises(Invalid, match="end lies before"):
        office.do(do.add_absence, one, {"since": TODAY, "until": TODAY - timedelta(days=1)})
    with pytest.raises(Invalid, match="with whom"):
        office.do(do.add_conflict, one, {"kind": ConflictKind.OTHER})
    made = office.do(do.add_absence, one, {"since": TODAY, "until": TODAY}).result
    assert len(office.ask(entry_page, one).absences) == 1
    office.do(do.remove_absence, made)
    assert office.ask(entry_page, one).absences == ()
