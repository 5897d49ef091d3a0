"""People, contact points, look-alikes and the search index."""

from __future__ import annotations

from datetime import date

import pytest

from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.cases import NewCase, open_case
from abductdesk.actions.office import Office
from abductdesk.actions.people import (
    NewChild,
    NewPerson,
    add_child,
    add_contact,
    add_person,
    change_contact,
    change_person,
    look_alikes,
    remove_contact,
)
from abductdesk.actions.search import find
from abductdesk.actions.undo import last_change, undo_last
from abductdesk.faults import Invalid, Refused
from abductdesk.terms import CaseKind, ContactKind, Role, Visibility
from tests.actions.conftest import removal


def test_the_same_child_and_the_conflict_of_the_other_parent_are_shown(office: Office, case_id: int) -> None:
    alike = office.ask(
        look_alikes,
        names=[
            ("lina", "VOORBEELD", date(2019, 5, 4), None),
            ("Ines", "Exemple", None, Role.LEFT_BEHIND_PARENT),
        ],
    )
    assert [(like.name, like.conflict) for like in alike] == [
        ("Inès Exemple", True),
        ("Lina Voorbeeld", False),
    ]


def test_the_same_phone_number_is_found_however_it_is_written(office: Office, case_id: int) -> None:
    alike = office.ask(look_alikes, names=[], phones=["0470/12.34.56"])
    assert [like.name for like in alike] == ["Tom Voorbeeld"]


def test_a_landline_is_found_with_and_without_the_country(office: Office, case_id: int) -> None:
    person = office.ask(case_file, case_id).people[0].person
    office.do(add_contact, person.id, {"kind": ContactKind.PHONE, "value": "+32 2 512 34 56"})
    alike = office.ask(look_alikes, names=[], phones=["02/512.34.56"])
    assert [like.name for like in alike] == ["Tom Voorbeeld"]


def test_what_undo_brings_back_is_found_again(office: Office, case_id: int) -> None:
    entry = office.ask(case_file, case_id).people[0]
    person, phone = entry.person, entry.contacts[1]
    steps = (
        (change_person, person.id, {"family_names": "Anders"}, person.version),
        (change_contact, phone.id, {"value": "+32 499 99 99 99"}, phone.version),
    )
    for change, record_id, changes, seen in steps:
        office.do(change, record_id, seen=seen, changes=changes)
        last = office.ask(last_change)
        assert last is not None
        office.do(undo_last, number=last.work)
    assert office.ask(look_alikes, names=[("Tom", "Voorbeeld", None, None)])
    assert office.ask(look_alikes, names=[], phones=["0470123456"])


def test_another_birth_date_is_another_child(office: Office, case_id: int) -> None:
    assert not office.ask(look_alikes, names=[("Lina", "Voorbeeld", date(2012, 1, 1), None)])


@pytest.mark.parametrize(
    "words", ["Voorb", "ines", "PMB-2026-0001", "0470123456", "+32 470 12 34 56", "lina voorbeeld"]
)
def test_people_and_cases_are_found_by_what_people_type(office: Office, case_id: int, words: str) -> None:
    assert case_id in {hit.case_id for hit in office.ask(find, words)}


@pytest.mark.parametrize("words", ["-x", "col:x", 'unbalanced "', "*", "", "'; DROP TABLE", "NEAR("])
def test_no_search_raises(office: Office, case_id: int, words: str) -> None:
    office.ask(find, words)


def test_a_changed_name_is_found_and_the_old_one_is_not(office: Office, case_id: int) -> None:
    person = office.ask(case_file, case_id).people[0].person
    office.do(change_person, person.id, seen=person.version, changes={"family_names": "Łukaszewicz"})
    assert office.ask(find, "lukasz")
    assert not [hit for hit in office.ask(find, "tom voorbeeld") if hit.kind == "person"]


def test_a_contact_point_defaults_to_its_owners_side(office: Office, case_id: int) -> None:
    person = office.ask(case_file, case_id).people[1].person
    point = office.do(add_contact, person.id, {"kind": ContactKind.EMAIL, "value": "ines@example.org"}).result
    contact = next(c for c in office.ask(case_file, case_id).people[1].contacts if c.id == point)
    assert contact.visible_to is Visibility.OWNER_SIDE
    office.do(change_contact, point, seen=contact.version, changes={"value": "i@example.org"})
    office.do(remove_contact, point)
    assert point not in {c.id for c in office.ask(case_file, case_id).people[1].contacts}


@pytest.mark.parametrize(
    "values",
    [
        {"kind": ContactKind.EMAIL, "value": "not an address"},
        {"kind": ContactKind.PHONE, "value": "12"},
        {"kind": ContactKind.ADDRESS, "value": ""},
    ],
)
def test_a_contact_that_cannot_be_is_refused(office: Office, case_id: int, values: dict[str, object]) -> None:
    person = office.ask(case_file, case_id).people[0].person
    with pytest.raises(Invalid) as caught:
        office.do(add_contact, person.id, values)
    assert caught.value.field == "value"


def test_a_child_is_on_a_case_once(office: Office, case_id: int) -> None:
    person_id = office.ask(case_file, case_id).children[0].person.id
    with pytest.raises(Refused, match="already on the case"):
        office.do(add_child, case_id, NewChild(person_id=person_id))


def test_a_known_person_can_be_put_on_another_case(office: Office, case_id: int) -> None:
    person = office.ask(case_file, case_id).people[0].person
    other = office.do(open_case, NewCase({"kind": CaseKind.ACCESS})).result
    office.do(add_person, other, NewPerson(Role.LEFT_BEHIND_PARENT, person_id=person.id))
    assert [who.person.id for who in office.ask(case_file, other).people] == [person.id]


def test_a_name_of_two_hundred_letters_and_one_in_arabic_are_kept(office: Office) -> None:
    long = "N" * 200
    case_id = office.do(open_case, removal()).result
    office.do(
        add_person,
        case_id,
        NewPerson(Role.RELATIVE, {"given_names": long, "own_script_name": "ليلى حداد"}),
    )
    person = office.ask(case_file, case_id).people[-1].person
    assert (person.given_names, person.own_script_name) == (long, "ليلى حداد")
    assert office.ask(find, "ليلى")


def test_a_child_born_tomorrow_is_refused(office: Office, case_id: int) -> None:
    with pytest.raises(Invalid) as caught:
        office.do(add_child, case_id, NewChild({"given_names": "A", "born": date(2026, 11, 24)}))
    assert caught.value.field == "born"


def test_the_history_tells_of_people_but_not_of_their_other_cases(office: Office, case_id: int) -> None:
    tom = next(
        each for each in office.ask(case_file, case_id).people if each.role.role is Role.LEFT_BEHIND_PARENT
    )
    other = int(office.do(open_case, NewCase({"kind": CaseKind.ACCESS})).result)
    before = office.ask(case_history, case_id)
    office.do(add_person, other, NewPerson(Role.TAKING_PARENT, {}, person_id=tom.person.id))
    assert office.ask(case_history, case_id) == before
    office.do(change_person, tom.person.id, seen=tom.person.version, changes={"letter_language": "en"})
    assert office.ask(case_history, case_id)[0].action == "change_person"
    assert office.ask(case_history, other)[0].action == "change_person"
