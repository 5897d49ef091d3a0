"""A copy of somebody's data: all that is theirs, nothing that is another's, and it says what is left out."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from abductdesk.actions.access import (
    AccessWish,
    Package,
    access_preview,
    export_data,
    export_own_data,
)
from abductdesk.actions.accessparts import HELD, NEVER, never
from abductdesk.actions.attachments import add_attachment
from abductdesk.actions.casefile import case_history
from abductdesk.actions.entries import add_entry
from abductdesk.actions.holdings import CASE, PERSON, leads_to, noun
from abductdesk.actions.office import Office
from abductdesk.actions.people import NewPerson, add_contact, add_person
from abductdesk.actions.undo import last_change
from abductdesk.faults import Invalid, Refused
from abductdesk.models import BY_KIND, ContactPoint, DataRequest, Entry
from abductdesk.models.base import Seen
from abductdesk.store.vault import Vault
from abductdesk.terms import ContactKind, RequestKind, Role, SubjectKind, Visibility
from tests.actions.vaultful import ANNA, BERT, HIDDEN, KID, family, letter_to, plant
from tests.documents.sample import by_pdfium


def wish(person_id: int, **more: Any) -> AccessWish:
    return AccessWish(person_id, "en", read=True, **more)


def opened(package: Package) -> tuple[str, dict[str, Any], zipfile.ZipFile]:
    """The words on paper, the data for programs, and the package."""
    packed = zipfile.ZipFile(io.BytesIO(package.content))
    return by_pdfium(packed.read("data.pdf")), json.loads(packed.read("data.json")), packed


def everything(packed: zipfile.ZipFile) -> str:
    """All words of the package, letters too."""
    words = [packed.read("data.json").decode()]
    words += [by_pdfium(packed.read(name)) for name in packed.namelist() if name.endswith(".pdf")]
    return "\n".join(words)


@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_every_record_with_data_of_people_is_in_the_copy_or_left_out_for_a_reason(kind: str) -> None:
    """A record added later: give it a key to a person or a case, or say in `NEVER` why it stays out."""
    model = BY_KIND[kind]
    if model.holds.subject in (SubjectKind.NOBODY, SubjectKind.STAFF):
        assert never(model) is not None
        return
    reached = leads_to(model, PERSON) or leads_to(model, CASE)
    assert reached or kind in NEVER, "nobody would find it: it refers to no person and to no case"
    assert noun(kind).text != "Other record", "it needs a word of its own in `nouns.NOUNS`"


def test_it_holds_what_is_theirs_and_nothing_of_the_others(office: Office, vault: Vault) -> None:
    case_id, anna, bert, _ = family(office)
    planted = plant(office, case_id)
    letter_to(office, case_id, anna, Role.LEFT_BEHIND_PARENT, " ".join(ANNA[:2]))
    letter_to(office, case_id, bert, Role.TAKING_PARENT, " ".join(BERT[:2]))
    held = office.ask(access_preview, wish(anna))
    everything_held = frozenset(piece.key for piece in held.pieces)
    made = office.do(export_data, wish(anna, also=everything_held - held_documents(held.pieces))).result
    paper, data, packed = opened(made)
    words = everything(packed)
    for mine in ANNA:
        assert mine in words, mine
    for theirs in (*BERT, BERT[3][-8:], "muizengang", "zeffirus", *KID, HIDDEN):
        assert theirs.casefold() not in json.dumps(data, ensure_ascii=False).casefold(), theirs
        assert theirs.casefold() not in paper.casefold(), theirs
    kinds = {record["kind"] for record in data["records"]}
    ours = {kind for kind, model in BY_KIND.items() if model.holds.seen is Seen.BUREAU}  # mediation
    expected = {kind for kind, _ in planted} - set(NEVER) - {"attachment"} - ours
    assert not ours & kinds
    assert expected | {"person", "contact_point", "case_role", "case_file", "letter", "event"} <= kinds
    assert {name for name in packed.namelist() if name.startswith("letters/")} == {
        "letters/PMB-L-2026-0001.pdf"
    }
    assert made.name == "PMB-2026-0001_data.zip"


def held_documents(pieces: Any) -> frozenset[Any]:
    return frozenset(piece.key for piece in pieces if piece.kind == "attachment")


def test_words_that_do_not_name_the_person_are_held_back_until_somebody_decides(office: Office) -> None:
    case_id, anna, _, _ = family(office)
    about_both = f"{ANNA[0]} thinks that {BERT[0]} moved"
    office.do(add_entry, case_id, "note", {"text": about_both})
    silent = int(office.do(add_entry, case_id, "note", {"text": "She hides from him in a shelter"}).result)
    office.do(add_entry, case_id, "service", {"kind": "other", "organisation": "Shelter of the North"})
    preview = office.ask(access_preview, wish(anna))
    given = {piece.key: piece for piece in preview.pieces if piece.given and piece.words}
    assert [piece.lines[0].value for piece in given.values() if piece.kind == "note"] == [
        about_both.replace(BERT[0], "[another person]")
    ]
    _, data, packed = opened(office.do(export_data, wish(anna)).result)
    assert "shelter" not in everything(packed).casefold()
    assert {each["what"] for each in data["left_out"]} >= {"Note", "Service", "Contact", "Role"}
    decided = wish(anna, also=frozenset({("note", silent, "text")}))
    assert "hides from him" in everything(opened(office.do(export_data, decided).result)[2])
    without = wish(anna, without=frozenset(given))
    assert "thinks that" not in everything(opened(office.do(export_data, without).result)[2])


def test_texts_must_be_read_first(office: Office) -> None:
    case_id, anna, _, _ = family(office)
    office.do(add_entry, case_id, "note", {"text": f"{ANNA[0]} called"})
    assert office.ask(access_preview, wish(anna)).texts == 2, "the note, and the source of the event"
    with pytest.raises(Refused, match="Read the texts first"):
        office.do(export_data, replace(wish(anna), read=False))


def test_a_lawyer_gets_what_names_them_and_nothing_of_the_case(office: Office) -> None:
    case_id, _, _, _ = family(office)
    new = NewPerson(Role.LAWYER_LEFT_BEHIND, {"given_names": "Odilon", "family_names": "Prevencher"})
    lawyer = int(office.do(add_person, case_id, new).result)
    office.do(add_entry, case_id, "note", {"text": f"Prevencher asked {ANNA[0]} for papers"})
    office.do(add_entry, case_id, "note", {"text": f"{ANNA[0]} is afraid"})
    paper, data, _ = opened(office.do(export_data, wish(lawyer)).result)
    assert "Prevencher asked [another person] for papers" in json.dumps(data)
    assert "afraid" not in paper
    assert {record["kind"] for record in data["records"]} == {"person", "case_role", "note"}


def test_the_data_of_a_child_given_to_a_parent_leave_out_where_it_is(office: Office, vault: Vault) -> None:
    _, anna, bert, kid = family(office)
    for value, seen in (("Schuilplaats 9", Visibility.OWNER_SIDE), ("Open laan 3", Visibility.BOTH_SIDES)):
        office.do(
            add_contact,
            kid,
            {"kind": ContactKind.ADDRESS, "value": value, "visible_to": seen, "country": "FR"},
        )
    alone = office.ask(access_preview, wish(kid))
    assert dict(alone.choices) == {anna: " ".join(ANNA[:2]), bert: " ".join(BERT[:2])}
    assert any("interest" in warning.text for warning in alone.warnings)
    assert "Schuilplaats 9" in everything(opened(office.do(export_data, wish(kid)).result)[2])
    _, data, packed = opened(office.do(export_data, wish(kid, given_to=anna)).result)
    words = everything(packed)
    for secret in ("Schuilplaats 9", "Quillebosch", "Muizengang", BERT[0]):
        assert secret not in words, secret
    assert "Open laan 3" in words
    reasons = {each["why"] for each in data["left_out"]}
    assert "Where the child is, is told to no parent in this way." in reasons


def test_what_both_know_is_no_secret(office: Office) -> None:
    """The home both shared stays in the texts: it is the person's own address too."""
    case_id, anna, bert, _ = family(office)
    office.do(add_contact, bert, {"kind": ContactKind.ADDRESS, "value": ANNA[2], "country": "BE"})
    office.do(add_entry, case_id, "note", {"text": f"{ANNA[0]} lived at {ANNA[2]}"})
    assert ANNA[2] in everything(opened(office.do(export_data, wish(anna)).result)[2])


def test_a_document_goes_only_when_somebody_chose_it(office: Office) -> None:
    case_id, anna, _, _ = family(office)
    held = int(office.do(add_attachment, case_id, name=f"{BERT[0]}.txt", content=b"a statement").result)
    assert not [
        name for name in opened(office.do(export_data, wish(anna)).result)[2].namelist() if "doc" in name
    ]
    chosen = wish(anna, also=frozenset({("attachment", held, "")}))
    packed = opened(office.do(export_data, chosen).result)[2]
    assert packed.read(f"documents/{held}.txt") == b"a statement"
    assert BERT[0] not in everything(packed)


def test_the_request_is_named_and_must_be_theirs(office: Office, vault: Vault) -> None:
    _, anna, bert, _ = family(office)
    with vault.writing() as session:
        values = {"name": "A", "kind": RequestKind.ACCESS, "received_on": office.today, "staff_id": 1}
        request = DataRequest(number="DR-2026-0001", person_id=anna, **values)
        session.add(request)
        session.flush()
        request_id = request.id
    assert office.ask(access_preview, wish(anna)).requests == ((request_id, "DR-2026-0001"),)
    made = office.do(export_data, wish(anna, request_id=request_id)).result
    assert made.name == "DR-2026-0001_data.zip"
    assert opened(made)[1]["request"] == "DR-2026-0001"
    with pytest.raises(Invalid, match="somebody else"):
        office.do(export_data, wish(bert, request_id=request_id))


def test_that_it_left_is_journalled_and_cannot_be_undone(office: Office, vault: Vault) -> None:
    case_id, anna, _, _ = family(office)
    before = office.ask(last_change)
    office.do(export_data, wish(anna))
    with vault.reading() as session:
        kinds = [
            (each.record_kind, each.record_id)
            for each in session.query(Entry)
            if each.action == "export_data"
        ]
    assert kinds == [("person", anna), ("case_file", case_id)]
    assert "export_data" in {line.action for line in office.ask(case_history, case_id)}
    assert office.ask(last_change) == before


def test_uses_and_recipients_are_counted_without_names_of_staff(office: Office) -> None:
    case_id, anna, bert, _ = family(office)
    letter_to(office, case_id, bert, Role.TAKING_PARENT, " ".join(BERT[:2]))
    paper, data, _ = opened(office.do(export_data, wish(anna)).result)
    assert data["recipients"] == [
        {"what": "Taking parent", "count": 1, "first": "2026-11-23", "last": "2026-11-23"}
    ]
    assert {each["what"] for each in data["uses"]} >= {"Written or changed"}
    assert office.staff.name not in paper


def test_a_name_in_another_script_is_in_the_file_and_said_on_paper(office: Office) -> None:
    case_id, _, _, _ = family(office)
    values = {"given_names": "Nour", "family_names": "Haddad", "own_script_name": "نور حداد"}
    person = int(office.do(add_person, case_id, NewPerson(Role.RELATIVE, values)).result)
    paper, data, _ = opened(office.do(export_data, wish(person)).result)
    assert "[other script: see data.json]" in " ".join(paper.split())
    assert "نور حداد" in json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_in_every_language(office: Office, language: str) -> None:
    case_id, anna, _, _ = family(office)
    plant(office, case_id)
    paper, data, _ = opened(office.do(export_data, replace(wish(anna), language=language)).result)
    assert data["language"] == language
    assert ANNA[0] in paper


def test_staff_get_what_is_held_on_them_whatever_their_role(clerk: Office, office: Office) -> None:
    paper, data, _ = opened(clerk.do(export_own_data, "en").result)
    assert "Chris Clerk" in paper
    assert "Chris Clerk" in json.dumps(data)
    assert office.staff.name not in paper


def test_held_kinds_exist() -> None:
    assert {*HELD, *NEVER} <= set(BY_KIND)
    assert ContactPoint.__tablename__ not in HELD
