"""Erased is erased: in every table, index, page and detail; others keep theirs; a restore erases again."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from abductdesk.actions import safe
from abductdesk.actions.attachments import add_attachment
from abductdesk.actions.calls import log_call
from abductdesk.actions.casefile import case_file
from abductdesk.actions.caselist import Filter, case_list
from abductdesk.actions.cases import change_case, open_case, reopen_case
from abductdesk.actions.entries import add_entry
from abductdesk.actions.erasedagain import erase_again, pending, replay
from abductdesk.actions.erasing import words_of_document
from abductdesk.actions.erasure import anonymise_cases, erase_calls, erase_person, erase_preview
from abductdesk.actions.erasures import certificate, erasures, export_certificate, rotates_on
from abductdesk.actions.holdings import CASE, belonging
from abductdesk.actions.office import Look, Office
from abductdesk.actions.people import NewPerson, add_contact, add_person, change_person
from abductdesk.actions.undo import last_change
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import Tongue
from abductdesk.models import (
    BY_KIND,
    Attachment,
    Call,
    Case,
    CaseEvent,
    CaseRole,
    Child,
    Erasure,
    Letter,
    Note,
    Person,
    ProcessingHold,
    Staff,
)
from abductdesk.store import header
from abductdesk.store.vault import Vault
from abductdesk.terms import CaseKind, ContactKind, ErasureKind, HoldKind, Outcome, Role
from tests.actions.conftest import NOW, removal
from tests.actions.vaultful import ANNA, BERT, KID, close, family, letter_to, plant, traces
from tests.conftest import PASSPHRASE, Template
from tests.documents.sample import by_pdfium

WHY = "The period is over"
WORD = Tongue("nl").text("[erased]")  # in the language of the bureau


def test_a_person_is_nowhere_any_more_and_the_others_are_untouched(office: Office, vault: Vault) -> None:
    case_id, anna, bert, _ = family(office)
    plant(office, case_id)
    mine = letter_to(office, case_id, anna, Role.LEFT_BEHIND_PARENT, " ".join(ANNA[:2]))
    theirs = letter_to(office, case_id, bert, Role.TAKING_PARENT, " ".join(BERT[:2]))
    close(office, case_id)
    assert len(traces(vault, *ANNA)) > 20, "they stood everywhere"
    office.do(erase_person, anna, reason=WHY, despite=True)
    assert traces(vault, *ANNA, "wobbelia", "99887766", "998877") == set()
    assert {"person", "contact_point", "note", "case_file", "search_entry"} <= traces(vault, *BERT)
    assert {"person", "note"} <= traces(vault, *KID)
    report = vault.verify()
    assert report.whole
    assert report.journal is not None and report.journal.erased > 10
    with vault.reading() as session:
        stub = session.get_one(Person, anna)
        assert (stub.name, stub.erased_on) == ("", office.today)
        assert session.get_one(Letter, mine).recipient_name == ""
        assert session.get_one(Letter, theirs).recipient_name == " ".join(BERT[:2])
    assert office.ask(last_change) is None, "undo brings nothing back"


def test_the_proof_sees_free_pages_and_the_log(office: Office, vault: Vault) -> None:
    """Pages are really decrypted: before an erasure the words stand in them, and in the log."""
    family(office)
    found = traces(vault, *ANNA)
    assert any(place.startswith("vault.db-wal ") for place in found)
    vault.forget()
    found = traces(vault, *ANNA)
    assert any(place.startswith("vault.db ") for place in found)
    assert not any(place.startswith("vault.db-wal ") for place in found)


def test_a_child_leaves_no_letter_that_names_it(office: Office, vault: Vault) -> None:
    case_id, anna, _, kid = family(office)
    letter = letter_to(office, case_id, anna, Role.LEFT_BEHIND_PARENT, " ".join(ANNA[:2]))
    with vault.reading() as session:
        said = words_of_document(looking(session), session.get_one(Letter, letter))
        assert KID[0] in (said or "")
    close(office, case_id)
    office.do(erase_person, kid, reason=WHY, despite=True)
    assert traces(vault, *KID) == set()
    with vault.reading() as session:
        assert words_of_document(looking(session), session.get_one(Letter, letter)) == ""
        child = session.get_one(Person, kid)
        assert child.born is not None
        assert (child.born.year, child.born.month, child.born.day) == (2017, 1, 1), (
            "the year, for the figures"
        )


def looking(session: object) -> Look:
    return Look(session, Staff(), NOW, {})  # type: ignore[arg-type]


def test_a_name_that_others_bear_stays_where_it_may_mean_them(office: Office, vault: Vault) -> None:
    case_id = int(office.do(open_case, removal()).result)  # father and child are both Voorbeeld
    told = "Tom Voorbeeld belde; Lina Voorbeeld is thuis. De heer Voorbeeld komt. Toms werk."
    add_entry_text(office, case_id, told)
    with vault.reading() as session:
        tom = next(each.id for each in session.query(Person) if each.given_names == "Tom")
    close(office, case_id)
    assert office.ask(erase_preview, tom).notes[-1].text.startswith("A name that others")
    erasure = office.do(erase_person, tom, reason=WHY, despite=True).result
    with vault.reading() as session:
        text = session.query(Note).one().text
        assert text == told.replace("Tom Voorbeeld", WORD).replace("Toms", WORD)
        assert session.get_one(Erasure, erasure).counts["shared"] == 1


def test_a_namesake_on_another_case_keeps_the_name(office: Office, vault: Vault) -> None:
    case_id, anna, _, _ = family(office)
    namesake = NewPerson(Role.RELATIVE, {"given_names": ANNA[0], "family_names": ANNA[1]})
    other = int(office.do(open_case, removal()).result)
    elsewhere = int(office.do(open_case, removal()).result)
    office.do(add_person, other, namesake)
    for place in (other, elsewhere):
        add_entry_text(office, place, f"{ANNA[0]} {ANNA[1]} and {ANNA[0]} alone")
    close(office, case_id)
    office.do(erase_person, anna, reason=WHY, despite=True)
    with vault.reading() as session:
        texts = {note.case_id: note.text for note in session.query(Note)}
    assert texts[other] == f"{ANNA[0]} {ANNA[1]} and {ANNA[0]} alone"
    assert texts[elsewhere] == f"{WORD} and {ANNA[0]} alone", "a first name elsewhere means anybody"


def add_entry_text(office: Office, case_id: int, text: str) -> None:
    office.do(add_entry, case_id, "note", {"text": text})


def test_what_stands_against_an_erasure(office: Office, vault: Vault) -> None:
    case_id, anna, _, _ = family(office)
    with pytest.raises(Refused, match="is open and needs"):
        office.do(erase_person, anna, reason=WHY, despite=True)
    close(office, case_id)
    with vault.writing() as session:
        hold = {"kind": HoldKind.CLAIMS, "since": office.today, "reason": "A lawsuit", "staff_id": 1}
        session.add(ProcessingHold(person_id=anna, **hold))
    assert [each.text.split(" ")[0] for each in office.ask(erase_preview, anna).grounds] == [
        "The",
        "{reference}",
    ]
    with pytest.raises(Refused, match="A manager may decide"):
        office.do(erase_person, anna, reason=WHY)
    with pytest.raises(Invalid, match="names somebody"):
        office.do(erase_person, anna, reason=f"As {ANNA[0]} asked", despite=True)
    with pytest.raises(Invalid, match="Say why"):
        office.do(erase_person, anna, reason=" ", despite=True)
    office.do(erase_person, anna, reason=WHY, despite=True)
    with pytest.raises(Refused, match="erased already"):
        office.do(erase_person, anna, reason=WHY, despite=True)


def test_only_managers_erase(office: Office, colleague: Office, vault: Vault) -> None:
    case_id, anna, _, _ = family(office)
    close(office, case_id)
    for verb, args in ((erase_person, (anna,)), (anonymise_cases, ([case_id],)), (erase_calls, ([1],))):
        with pytest.raises(Refused, match="role does not allow"):
            colleague.do(verb, *args, reason=WHY)  # type: ignore[arg-type]


def test_nothing_of_an_erased_person_is_written_again(office: Office) -> None:
    case_id, anna, _, _ = family(office)
    close(office, case_id)
    office.do(erase_person, anna, reason=WHY, despite=True)
    with pytest.raises(Refused, match="was erased"):
        office.do(change_person, anna, seen=1, changes={"given_names": ANNA[0]})
    with pytest.raises(Refused, match="was erased"):
        office.do(add_contact, anna, {"kind": ContactKind.PHONE, "value": ANNA[3]})


def test_a_document_that_only_a_person_can_read_goes_unless_it_is_kept(office: Office, vault: Vault) -> None:
    case_id, anna, _, _ = family(office)
    image = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    scan = int(office.do(add_attachment, case_id, name="scan.png", content=image).result)
    kept = int(office.do(add_attachment, case_id, name="kept.png", content=image).result)
    named = int(office.do(add_attachment, case_id, name="a.txt", content=f"By {ANNA[1]}".encode()).result)
    other = int(office.do(add_attachment, case_id, name="b.txt", content=b"Nobody at all").result)
    close(office, case_id)
    assert {each.id for each in office.ask(erase_preview, anna).documents} == {scan, kept}
    office.do(erase_person, anna, reason=WHY, despite=True, keep=[kept])
    with vault.reading() as session:
        sizes = {each.id: each.size for each in session.query(Attachment)}
    assert (sizes[scan], sizes[named]) == (0, 0)
    assert sizes[kept] > 0 and sizes[other] > 0


def test_a_case_is_anonymised_and_keeps_what_figures_need(office: Office, vault: Vault) -> None:
    case_id, anna, bert, _ = family(office)
    plant(office, case_id)
    letter_to(office, case_id, anna, Role.LEFT_BEHIND_PARENT, " ".join(ANNA[:2]))
    second = int(office.do(open_case, removal()).result)
    office.do(add_person, second, NewPerson(Role.RELATIVE, person_id=bert))
    close(office, case_id)
    before = office.ask(case_list, Filter(which="closed"))
    office.do(anonymise_cases, [case_id], reason=WHY, despite=True)
    assert traces(vault, *ANNA, *KID, "Quillebosch") == set()
    with vault.reading() as session:
        case = session.get_one(Case, case_id)
        assert case.reference == "PMB-2026-0001"
        assert (case.kind, case.requested_state, case.anonymised_on) == (CaseKind.REMOVAL, "FR", office.today)
        assert case.closed_on == date(2026, 11, 1)
        assert [child.outcome for child in session.query(Child).filter_by(case_id=case_id)] == [
            Outcome.VOLUNTARY_RETURN
        ]
        roles = session.query(CaseRole).filter_by(case_id=case_id).all()
        assert {each.role for each in roles} == {Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT}
        assert bert not in {each.person_id for each in roles}, "who stays elsewhere leaves this one"
        assert session.get_one(Person, bert).name == " ".join(BERT[:2])
        events = session.query(CaseEvent).filter_by(case_id=case_id)
        assert {each.date.day for each in events} == {1}
        for kind, model in BY_KIND.items():
            if kind in ("note", "follow_up", "draft", "exported_date", "case_link"):
                found = session.query(model).filter(belonging(model, CASE, [case_id])).count()
                assert found == 0, kind
    assert vault.verify().whole
    assert len(before.ids) == 1
    assert len(office.ask(case_list, Filter(which="closed")).ids) == 0
    assert list(office.ask(case_list, Filter(which="anonymised")).ids) == [case_id]


def test_an_anonymised_case_stays_as_it_is(office: Office) -> None:
    case_id, _, _, _ = family(office)
    close(office, case_id)
    office.do(anonymise_cases, [case_id], reason=WHY, despite=True)
    file = office.ask(case_file, case_id)
    with pytest.raises(Refused, match="was anonymised"):
        office.do(add_entry, case_id, "note", {"text": "again"})
    with pytest.raises(Refused, match="was anonymised"):
        office.do(reopen_case, case_id, seen=file.case.version)
    with pytest.raises(Refused, match="was anonymised"):
        office.do(change_case, case_id, seen=file.case.version, changes={"summary": "again"})
    with pytest.raises(Refused, match="anonymised already"):
        office.do(anonymise_cases, [case_id], reason=WHY, despite=True)
    assert office.ask(last_change) is None


def test_calls_say_nothing_any_more_but_are_counted(office: Office, vault: Vault) -> None:
    values = {
        "caller_name": ANNA[0],
        "caller_phone": ANNA[3],
        "question": f"{ANNA[1]}?",
        "children_ages": "4, 7",
    }
    call_id = int(office.do(log_call, values).result)
    office.do(erase_calls, [call_id], reason=WHY)
    assert traces(vault, *ANNA) == set()
    with vault.reading() as session:
        call = session.get_one(Call, call_id)
        assert (call.caller_name, call.question, call.children_ages) == (None, None, "4, 7")


def test_a_restored_backup_is_erased_again_before_anybody_works(
    office: Office, vault: Vault, vault_template: Template
) -> None:
    case_id, anna, _, _ = family(office)
    plant(office, case_id)
    call_id = int(office.do(log_call, {"caller_name": "Somebody Else"}).result)
    close(office, case_id)
    older = vault.back_up("before")
    later = int(office.do(open_case, removal()).result)  # the backup does not know this one
    close(office, later)
    office.do(erase_person, anna, reason=WHY, despite=True)
    office.do(erase_calls, [call_id], reason=WHY)
    office.do(anonymise_cases, [later], reason=WHY, despite=True)
    assert pending(office) == []
    erased = vault.erased
    vault.close()
    folder = vault.folder
    for name in ("vault.db-wal", "vault.db-shm"):
        (folder / name).unlink(missing_ok=True)
    shutil.copyfile(older / "vault.db", folder / "vault.db")
    read = header.read(folder)
    opened = Vault._open(folder, read, read.slots[0], vault_template.private, accept_older=True)
    try:
        again = Office(opened, 1, clock=lambda: NOW)
        assert traces(opened, *ANNA)
        assert pending(again)
        assert replay(again) == len(erased)
        assert traces(opened, *ANNA, "Somebody Else") == set()
        assert traces(opened, *BERT), "nobody else is erased"
        assert opened.erased == erased
        assert (replay(again), pending(again)) == (0, []), "once is enough"
        assert opened.verify().whole
        fresh = int(again.do(open_case, removal()).result)
        assert fresh == later, "the number is given anew …"
        assert replay(again) == 0, "… and is not taken for the one that was erased"
        numbers = [line.number for line in again.ask(erasures)]
        assert all(number.endswith("R") for number in numbers)
    finally:
        opened.close()


def test_it_is_erased_again_at_sign_in_whoever_opens(office: Office, vault: Vault) -> None:
    case_id, anna, _, _ = family(office)
    close(office, case_id)
    older = vault.back_up("before")
    office.do(erase_person, anna, reason=WHY, despite=True)
    vault.close()
    for name in ("vault.db-wal", "vault.db-shm"):
        (vault.folder / name).unlink(missing_ok=True)
    shutil.copyfile(older / "vault.db", vault.folder / "vault.db")
    opened = safe.sign_in(vault.folder, None, PASSPHRASE, accept_older=True)
    try:
        assert traces(opened.vault, *ANNA) == set()
    finally:
        opened.vault.close()


def test_a_clerk_sets_it_off_too(office: Office, clerk: Office, vault: Vault) -> None:
    """Nobody's role stands before what the program must do."""
    case_id, anna, _, _ = family(office)
    close(office, case_id)
    clerk.do(erase_again, [("person", anna)])
    assert traces(vault, *ANNA) == set()


def test_the_register_names_nobody_and_the_certificate_says_when_backups_forget(
    office: Office, vault: Vault
) -> None:
    case_id, anna, _, _ = family(office)
    close(office, case_id)
    first = int(office.do(erase_person, anna, reason=WHY, despite=True).result)
    line = office.ask(erasures)[0]
    assert (line.number, line.kind) == ("ER-2026-0001", ErasureKind.PERSON)
    assert "No backup" in by_pdfium(certificate(office, first, "en").bytes)
    vault.back_up()
    office.do(anonymise_cases, [case_id], reason=WHY, despite=True)
    assert [each.number for each in office.ask(erasures)] == ["ER-2026-0002", "ER-2026-0001"]
    assert rotates_on(date(2026, 11, 23), 24, 14) == date(2026, 12, 7)
    assert rotates_on(date(2026, 11, 23), 12, 3) == date(2026, 11, 25)
    assert office.do(export_certificate, first).result == "ER-2026-0001"
