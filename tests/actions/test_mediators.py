"""Pairs out of the directory, the choice with its ranking, offers, replacement."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from abductdesk.actions.cases import open_case
from abductdesk.actions.frozenwords import frozen, thawed
from abductdesk.actions.mediators import choose_pair, conflicts_of, propose_pairs
from abductdesk.actions.offers import answer_offer, ask_mediator
from abductdesk.actions.office import Look, Office, query
from abductdesk.actions.people import NewPerson, add_person
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import Country, L, Language, Listing, Message, Tongue
from abductdesk.models import Absence, Conflict, Participant, Training
from abductdesk.rules.candidates import Wroclaw
from abductdesk.terms import (
    ConflictKind,
    EntryKind,
    EventKind,
    OfferAnswer,
    Party,
    Role,
    SessionForm,
    TrainingKind,
)
from tests.actions import mediationroom as room
from tests.actions.conftest import TODAY, removal
from tests.actions.mediationroom import WISH
from tests.actions.test_mediation import events
from tests.actions.test_mediation_sessions import add_test_record


@pytest.fixture
def mediation_id(office: Office, case_id: int) -> int:
    return room.opened(office, case_id)


def met(office: Office, mediation_id: int, wish: Any = WISH) -> set[Wroclaw]:
    (pair, *_) = office.ask(propose_pairs, mediation_id, wish).ranking.pairs
    return {criterion.key for criterion in pair.criteria if criterion.met}


def test_a_pair_is_proposed_out_of_the_directory(office: Office, mediation_id: int) -> None:
    first, second = room.mediators(office)
    room.entry(office, given_names="Gone", left_on=TODAY)
    proposal = office.ask(propose_pairs, mediation_id, WISH)
    (pair,) = proposal.ranking.pairs
    assert pair.ids == (first, second) and pair.cost_cents == (245_200, 367_800)
    # letters to the parents are in Dutch and French; no nationality is recorded, so nobody's culture is known
    assert met(office, mediation_id) == {Wroclaw.BILINGUAL, Wroclaw.GENDERS, Wroclaw.PROFESSIONS}
    said = [Tongue("en").say(why) for each in pair.criteria if not each.met for why in each.why]
    assert "Left-behind parent: no nationality is recorded" in said
    with pytest.raises(Invalid, match="before the beginning"):
        office.ask(propose_pairs, mediation_id, replace(WISH, last=date(2026, 12, 1)))


def test_training_absence_and_load_are_read_from_their_records(
    office: Office, case_id: int, mediation_id: int
) -> None:
    first, second = room.mediators(office)
    title = {"title": "Cross-border", "kind": TrainingKind.CROSS_BORDER_MEDIATION, "on": TODAY}
    training = int(office.do(add_test_record, Training, title).result)
    for entry_id, attended in ((first, True), (second, False)):
        person = {"training_id": training, "entry_id": entry_id, "name": "x", "attended": attended}
        office.do(add_test_record, Participant, person)
    office.do(add_test_record, Absence, {"entry_id": second, "since": WISH.last, "until": WISH.last})
    other = room.opened(office, int(office.do(open_case, removal()).result))
    office.do(choose_pair, other, first, second, WISH)
    (pair,) = office.ask(propose_pairs, mediation_id, WISH).ranking.pairs
    flags = [Tongue("en").say(flag) for flag in pair.flags]
    assert "Bert Maes is absent on these days." in flags
    assert "Bert Maes has no recorded training in cross-border mediation." in flags
    assert not [flag for flag in flags if flag.startswith("Anna Nowak has no recorded training")]


def test_a_conflict_excludes_and_says_why_without_a_name(
    office: Office, case_id: int, mediation_id: int
) -> None:
    first, second = room.mediators(office)
    third = room.entry(office, given_names="Cas", organisation="Advocaten Zuid")
    office.do(
        add_person, case_id, NewPerson(Role.LAWYER_TAKING, {"family_names": "Raad"}, note="advocaten  ZUID")
    )
    office.do(add_test_record, Conflict,
              {"entry_id": second, "person_id": 3, "kind": ConflictKind.ACTED_FOR})  # fmt: skip
    fourth = room.entry(office, given_names="Dora")
    office.do(add_test_record, Conflict,
              {"entry_id": fourth, "firm": "Advocaten Zuid", "kind": ConflictKind.SAME_FIRM})  # fmt: skip
    lawyer = room.entry(office, EntryKind.LAWYER, family_names="Raad")
    fifth = room.entry(office, given_names="Els")
    office.do(add_test_record, Conflict,
              {"entry_id": fifth, "other_id": lawyer, "kind": ConflictKind.RELATION})  # fmt: skip
    ranking = office.ask(propose_pairs, mediation_id, WISH).ranking
    assert not ranking.pairs and ranking.total == 0
    why = {entry_id: [Tongue("en").say(each) for each in reasons] for entry_id, reasons in ranking.excluded}
    assert set(why) == {second, third, fourth, fifth}
    assert "Exemple" not in str(why) and "Taking parent" in why[second][0]
    with pytest.raises(Refused, match="conflict of interest"):
        office.do(choose_pair, mediation_id, first, second, WISH)


def test_the_choice_keeps_the_ranking_it_was_made_from(
    office: Office, case_id: int, mediation_id: int
) -> None:
    first, second = room.chosen(office, mediation_id)
    choice = room.seen(office, case_id).choice
    assert choice is not None and (choice.first_id, choice.second_id) == (first, second)
    kept = json.loads(json.dumps(choice.ranking))
    assert kept == choice.ranking and kept["place"] == 1 and kept["total"] == 1
    assert kept["chosen"] == kept["pairs"][0]
    assert kept["chosen"]["names"] == ["Anna Nowak", "Bert Maes"]
    said = {each["key"]: (each["met"], [Tongue("nl").say(thawed(why)) for why in each["why"]])
            for each in kept["chosen"]["criteria"]}  # fmt: skip
    assert said["genders"][0] is True and said["binational"][0] is False
    assert [each.date for each in events(office, case_id, EventKind.MEDIATORS_PROPOSED)] == [TODAY]
    with pytest.raises(Refused, match="chosen already"):
        office.do(choose_pair, mediation_id, second, first, WISH)
    with pytest.raises(Refused, match="two different"):
        office.do(choose_pair, mediation_id, first, first, WISH)


def test_who_stays_keeps_the_answer_when_the_other_is_replaced(
    office: Office, case_id: int, mediation_id: int
) -> None:
    first, second = room.chosen(office, mediation_id)
    choice = room.seen(office, case_id).choice
    assert choice is not None
    for entry_id in (first, second):
        office.do(ask_mediator, choice.id, entry_id, on=TODAY - timedelta(days=2))
    with pytest.raises(Refused, match="asked already"):
        office.do(ask_mediator, choice.id, first)
    yes, no = room.seen(office, case_id).offers
    office.do(answer_offer, yes.id, seen=1, changes={"answer": OfferAnswer.ACCEPTED})
    office.do(answer_offer, no.id, seen=1, changes={"answer": OfferAnswer.DECLINED, "reason": "no time"})
    third = room.entry(office, given_names="Cas", family_names="Peeters")
    wish = replace(WISH, keep=first)
    pairs = office.ask(propose_pairs, mediation_id, wish).ranking.pairs
    assert {pair.ids for pair in pairs} == {(first, second), (first, third)}
    planned = room.planned(office, mediation_id, SessionForm.SHUTTLE)
    office.do(choose_pair, mediation_id, first, third, wish)
    found = room.seen(office, case_id)
    assert found.choice is not None and found.choice.id != choice.id
    (offer,) = found.offers
    assert (offer.entry_id, offer.answer) == (first, OfferAnswer.ACCEPTED)
    assert found.replaced == {planned}
    with pytest.raises(Refused, match="not one of the two"):
        office.do(ask_mediator, choice.id, first)


def test_an_answer_is_not_before_the_question(office: Office, case_id: int, mediation_id: int) -> None:
    first, _ = room.chosen(office, mediation_id)
    choice = room.seen(office, case_id).choice
    assert choice is not None
    offer = int(office.do(ask_mediator, choice.id, first).result)
    with pytest.raises(Invalid, match="before the question"):
        early = {"answer": OfferAnswer.ACCEPTED, "answered_on": TODAY - timedelta(days=1)}
        office.do(answer_offer, offer, seen=1, changes=early)
    with pytest.raises(Invalid, match="not come yet"):
        office.do(answer_offer, offer, seen=1, changes={"answered_on": TODAY + timedelta(days=1)})


def test_conflicts_are_of_this_case_alone(office: Office, case_id: int, mediation_id: int) -> None:
    first, _ = room.mediators(office)
    other = int(office.do(open_case, removal()).result)
    office.do(add_test_record, Conflict,
              {"entry_id": first, "person_id": 2, "kind": ConflictKind.RELATION})  # fmt: skip

    @query()
    def asked(look: Look, which: int) -> dict[int, list[Message]]:
        return dict(conflicts_of(look, which))

    assert set(office.ask(asked, case_id)) == {first} and not office.ask(asked, other)


def test_words_survive_being_kept() -> None:
    said = L("{a} {b} {c} {d} {e}", a=Country("BE"), b=Listing((Language("nl"), 3)), c=Party.TAKING,
             d=date(2026, 1, 2), e=L("inside {n}", n=1))  # fmt: skip
    assert thawed(json.loads(json.dumps(frozen(said)))) == said
