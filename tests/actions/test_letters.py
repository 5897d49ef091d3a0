"""Letters: what a recipient may know, what is missing, what is frozen."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest

from abductdesk.actions.bureau import change_own_details, change_settings, settings, staff_list
from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import NewCase, open_case, void_case
from abductdesk.actions.entries import add_entry, remove_entry
from abductdesk.actions.events import add_event
from abductdesk.actions.letterfacts import Addressee, Choices
from abductdesk.actions.letters import (
    draft_letter,
    issue_letter,
    letter_kinds,
    letter_languages,
    open_letter,
    record_print,
    save_letter,
)
from abductdesk.actions.office import Office
from abductdesk.actions.people import add_contact, change_contact, change_role
from abductdesk.faults import Invalid, Refused
from abductdesk.terms import CaseKind, ContactKind, LetterState, Role, Safety, ServiceKind
from tests.actions.conftest import TODAY


@pytest.fixture
def ready(office: Office) -> Office:
    """The bureau's own address and the caseworker's phone are entered."""
    office.do(
        change_settings,
        seen=office.ask(settings).version,
        changes={
            "street": "Voorbeeldlaan 10", "postcode": "1000", "city": "Brussel", "phone": "+32 2 000 00 00",
            "email": "bureau@example.org",
        },
    )  # fmt: skip
    me = office.ask(staff_list)[0]
    office.do(change_own_details, seen=me.version, changes={"phone": "+32 2 000 00 01"})
    return office


def to(office: Office, case_id: int, letter: str, role: Role) -> Addressee:
    kinds = {kind.id: kind for kind in office.ask(letter_kinds, case_id)}
    return next(found for found in kinds[letter].addressees if found.role is role)


def test_an_issued_letter_is_frozen_numbered_and_hashed(ready: Office, case_id: int) -> None:
    taking = to(ready, case_id, "mediation_invitation", Role.TAKING_PARENT)
    assert (taking.name, taking.language) == ("Inès Exemple", "fr")
    draft = ready.ask(draft_letter, case_id, "mediation_invitation", taking, "fr", Choices())
    assert draft.content is not None and not draft.missing
    letter_id = ready.do(issue_letter, case_id, "mediation_invitation", taking, "fr", Choices()).result
    letter = ready.ask(case_file, case_id).letters[0]
    content = ready.do(open_letter, letter_id).result
    assert letter.number == "PMB-L-2026-0001"
    assert letter.sha256 == hashlib.sha256(content).hexdigest()
    assert content.startswith(b"%PDF")
    ready.do(record_print, letter_id)
    assert ready.ask(case_file, case_id).letters[0].printed_on == TODAY
    assert ready.do(save_letter, letter_id).result == content


def test_missing_data_are_listed_with_where_to_enter_them(office: Office, case_id: int) -> None:
    left = to(office, case_id, "contact_confirmation", Role.LEFT_BEHIND_PARENT)
    draft = office.ask(draft_letter, case_id, "contact_confirmation", left, "nl", Choices())
    assert draft.content is None
    assert "Address of the bureau" in {line.what.text for line in draft.missing}
    with pytest.raises(Refused):
        office.do(issue_letter, case_id, "contact_confirmation", left, "nl", Choices())
    assert office.ask(case_file, case_id).letters == ()


@pytest.mark.parametrize(
    "leak",
    [
        "12 rue de l’Exemple", "12 RUE DE L'EXEMPLE, Lille", "12, rue de l-Exemple",
        "02/512.34.56", "+32 2 512 34 56", "ines.hidden @example.org",
    ],
)  # fmt: skip
def test_what_one_side_hides_never_reaches_the_other(ready: Office, case_id: int, leak: str) -> None:
    left = to(ready, case_id, "contact_confirmation", Role.LEFT_BEHIND_PARENT)
    taking = ready.ask(case_file, case_id).people[1].person
    ready.do(add_contact, taking.id, {"kind": ContactKind.PHONE, "value": "+32 2 512 34 56"})
    ready.do(add_contact, taking.id, {"kind": ContactKind.EMAIL, "value": "ines.hidden@example.org"})
    choices = Choices(agreed=[f"She can be found at {leak}"])
    with pytest.raises(Refused, match="give away") as caught:
        ready.ask(draft_letter, case_id, "contact_confirmation", left, "nl", choices)
    assert leak not in str(caught.value)
    with pytest.raises(Refused, match="give away"):
        ready.do(issue_letter, case_id, "contact_confirmation", left, "nl", choices)


def test_a_phone_number_is_guarded_however_it_is_written(ready: Office, case_id: int) -> None:
    taking = to(ready, case_id, "contact_confirmation", Role.TAKING_PARENT)
    choices = Choices(["Tel. 0470-12.34.56"], contacted_on=TODAY)
    with pytest.raises(Refused, match="give away"):
        ready.ask(draft_letter, case_id, "contact_confirmation", taking, "fr", choices)


def test_a_numbered_line_of_an_address_is_guarded_and_a_town_alone_is_not(
    ready: Office, case_id: int
) -> None:
    taking = ready.ask(case_file, case_id).people[1].person
    hidden = {"kind": ContactKind.ADDRESS, "value": "Villa Rosa\nKerkstraat 9\nBrussel"}
    ready.do(add_contact, taking.id, hidden)
    left = to(ready, case_id, "contact_confirmation", Role.LEFT_BEHIND_PARENT)
    told = Choices(["U schrijft naar Kerkstraat 9."])
    with pytest.raises(Refused, match="give away"):
        ready.ask(draft_letter, case_id, "contact_confirmation", left, "nl", told)
    town = Choices(["U komt naar ons kantoor in Brussel."])
    assert ready.ask(draft_letter, case_id, "contact_confirmation", left, "nl", town).content


def test_what_both_parents_share_is_no_secret_to_either(ready: Office, case_id: int) -> None:
    taking = ready.ask(case_file, case_id).people[1].person
    ready.do(add_contact, taking.id, {"kind": ContactKind.PHONE, "value": "0470 12 34 56"})
    left = to(ready, case_id, "contact_confirmation", Role.LEFT_BEHIND_PARENT)
    own = Choices(["U bent bereikbaar in de Voorbeeldstraat 1 en op +32 470 12 34 56."])
    ready.do(add_contact, taking.id, {"kind": ContactKind.ADDRESS, "value": "Voorbeeldstraat 1"})
    assert ready.ask(draft_letter, case_id, "contact_confirmation", left, "nl", own).content


def test_the_other_parent_is_not_told_when_the_first_one_called(ready: Office, case_id: int) -> None:
    taking = to(ready, case_id, "contact_confirmation", Role.TAKING_PARENT)
    draft = ready.ask(draft_letter, case_id, "contact_confirmation", taking, "fr", Choices())
    assert [line.choice for line in draft.missing] == ["contacted_on"]
    spoken = Choices(contacted_on=TODAY)
    assert ready.ask(draft_letter, case_id, "contact_confirmation", taking, "fr", spoken).content


@pytest.mark.parametrize(("name", "days"), [("reply_by", -1), ("next_contact", -1), ("contacted_on", 1)])
def test_a_day_that_cannot_be_is_refused_at_its_field(
    ready: Office, case_id: int, name: str, days: int
) -> None:
    left = to(ready, case_id, "contact_confirmation", Role.LEFT_BEHIND_PARENT)
    choices = Choices(**{name: TODAY + timedelta(days)})  # type: ignore[arg-type]
    with pytest.raises(Invalid) as caught:
        ready.ask(draft_letter, case_id, "contact_confirmation", left, "nl", choices)
    assert caught.value.field == name


def test_what_was_added_is_kept_for_a_correction(ready: Office, case_id: int) -> None:
    left = to(ready, case_id, "contact_confirmation", Role.LEFT_BEHIND_PARENT)
    choices = Choices(("A point",), next_contact=date(2026, 12, 1), services=(), contacted_on=TODAY)
    ready.do(issue_letter, case_id, "contact_confirmation", left, "nl", choices)
    assert Choices.of(ready.ask(case_file, case_id).letters[0].added) == choices


def test_an_address_marked_never_stops_the_letter(ready: Office, case_id: int) -> None:
    person = ready.ask(case_file, case_id).people[1]
    point = person.contacts[0]
    ready.do(change_contact, point.id, seen=point.version, changes={"safe": [Safety.NEVER]})
    taking = to(ready, case_id, "mediation_invitation", Role.TAKING_PARENT)
    with pytest.raises(Refused, match="marked never"):
        ready.ask(draft_letter, case_id, "mediation_invitation", taking, "fr", Choices())


def test_an_address_nobody_asked_about_warns(ready: Office, case_id: int) -> None:
    point = ready.ask(case_file, case_id).people[1].contacts[0]
    ready.do(change_contact, point.id, seen=point.version, changes={"safe": []})
    taking = to(ready, case_id, "mediation_invitation", Role.TAKING_PARENT)
    draft = ready.ask(draft_letter, case_id, "mediation_invitation", taking, "fr", Choices())
    assert len(draft.warnings) == 1


def test_a_correction_supersedes(ready: Office, case_id: int) -> None:
    taking = to(ready, case_id, "mediation_invitation", Role.TAKING_PARENT)
    first = ready.do(issue_letter, case_id, "mediation_invitation", taking, "fr", Choices()).result
    ready.do(issue_letter, case_id, "mediation_invitation", taking, "nl", Choices(), supersedes=first)
    newest, oldest = ready.ask(case_file, case_id).letters
    assert (newest.supersedes_id, oldest.state) == (first, LetterState.SUPERSEDED)
    with pytest.raises(Refused, match="already been superseded"):
        ready.do(issue_letter, case_id, "mediation_invitation", taking, "nl", Choices(), supersedes=first)


def test_the_central_authority_gets_its_notice(ready: Office, case_id: int) -> None:
    service = ready.do(
        add_entry,
        case_id,
        "service",
        {
            "kind": ServiceKind.FPS_JUSTICE, "organisation": "FPS Justice", "street": "Waterloolaan 115",
            "postcode": "1000", "city": "Brussel", "country": "BE",
        },
    ).result  # fmt: skip
    body = to(ready, case_id, "central_authority_notice", Role.AUTHORITY)
    draft = ready.ask(draft_letter, case_id, "central_authority_notice", body, "nl", Choices())
    assert draft.missing  # no mediation has begun
    for day in (3, 5):
        ready.do(add_event, case_id, {"kind": "consent_given", "date": date(2026, 11, day)})
    assert ready.ask(draft_letter, case_id, "central_authority_notice", body, "nl", Choices()).content
    ready.do(issue_letter, case_id, "central_authority_notice", body, "nl", Choices())
    with pytest.raises(Refused, match="letter was issued"):
        ready.do(remove_entry, "service", service)


def test_who_is_on_the_case_for_some_time_yet_can_get_a_letter(ready: Office, case_id: int) -> None:
    role = ready.ask(case_file, case_id).people[1].role
    ready.do(change_role, role.id, seen=role.version, changes={"until": TODAY + timedelta(1)})
    assert to(ready, case_id, "mediation_invitation", Role.TAKING_PARENT)
    role = ready.ask(case_file, case_id).people[1].role
    ready.do(
        change_role,
        role.id,
        seen=role.version,
        changes={"since": date(2026, 1, 1), "until": date(2026, 2, 1)},
    )
    with pytest.raises(StopIteration):
        to(ready, case_id, "mediation_invitation", Role.TAKING_PARENT)


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_each_office_language_makes_each_parents_letter(ready: Office, case_id: int, language: str) -> None:
    assert language in ready.ask(letter_languages)
    for letter, role in (
        ("contact_confirmation", Role.LEFT_BEHIND_PARENT),
        ("mediation_information", Role.LEFT_BEHIND_PARENT),
        ("mediation_invitation", Role.TAKING_PARENT),
    ):
        draft = ready.ask(
            draft_letter, case_id, letter, to(ready, case_id, letter, role), language, Choices()
        )
        assert draft.content is not None, draft.missing


def test_no_letter_leaves_a_study_or_void_case(ready: Office) -> None:
    case_id = ready.do(open_case, NewCase({"kind": CaseKind.REMOVAL})).result
    ready.do(void_case, case_id, seen=ready.ask(case_file, case_id).case.version, reason="twice")
    somebody = Addressee(Role.TAKING_PARENT, "X", "nl", person_id=1)
    with pytest.raises(Refused, match="study or void"):
        ready.do(issue_letter, case_id, "mediation_invitation", somebody, "nl", Choices())
