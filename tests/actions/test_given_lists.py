"""Lists for parents: rotation that is fair, conflicts that bar, reasons in words, and what was given."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from abductdesk.actions.directory import add_absence, add_conflict, leave_directory
from abductdesk.actions.directorymerge import merge_entries, unmerge_entry
from abductdesk.actions.directorypage import entry_page
from abductdesk.actions.firms import same_firm
from abductdesk.actions.givenlists import ListWish, Proposal, give_list, lists_of_case, propose_list
from abductdesk.actions.office import Office
from abductdesk.actions.people import NewPerson, add_person
from abductdesk.actions.undo import last_change, undo_last
from abductdesk.faults import Refused
from abductdesk.i18n import Tongue
from abductdesk.terms import ActsFor, ConflictKind, EntryKind, LanguageLevel, Role
from tests.actions.conftest import NOW
from tests.actions.directoryroom import ANY, TODAY, lawyer, parents

LAWYER = EntryKind.LAWYER


def proposed(office: Office, case_id: int, person_id: int, wish: ListWish | None = None) -> Proposal:
    return office.ask(propose_list, case_id, person_id, LAWYER, wish)


def reasons(proposal: Proposal) -> dict[str, str]:
    tongue = Tongue("en")
    return {each.entry.family_names: " ".join(map(tongue.say, each.why)) for each in proposal.left_out}


def able(proposal: Proposal) -> list[str]:
    return [each.entry.family_names for each in (*proposal.names, *proposal.reserve)]


def test_three_names_are_given_in_rotation_and_recorded(office: Office, case_id: int) -> None:
    ids = [lawyer(office, name) for name in ("Een", "Twee", "Drie", "Vier")]
    left, _ = parents(office, case_id)
    first = proposed(office, case_id, left)
    assert [each.entry.id for each in first.names] == ids[:3]
    office.do(give_list, case_id, left, LAWYER, ids[:3], wish=ListWish(languages=("nl",)))
    second = proposed(office, case_id, left)
    assert [each.entry.id for each in second.names] == [ids[3], ids[0], ids[1]]
    (given,) = office.ask(lists_of_case, case_id)
    assert (given.parent, given.on, given.staff) == ("Tom Voorbeeld", TODAY, "An Peeters")
    assert given.names == ("Ada Een", "Ada Twee", "Ada Drie")
    assert given.wishes == {"languages": ["nl"]}
    page = office.ask(entry_page, ids[1])
    assert [(each.reference, each.parent, each.place) for each in page.given] == [
        ("PMB-2026-0001", "Tom Voorbeeld", 2)
    ]


@pytest.mark.parametrize("lists", [60, pytest.param(1000, marks=pytest.mark.prove)])
def test_the_rotation_is_fair(office: Office, case_id: int, lists: int) -> None:
    """Among those who are equally able, nobody is named more than once more than another."""
    for number in range(7):
        lawyer(office, f"Nummer{number}")
    left, _ = parents(office, case_id)
    count: Counter[int] = Counter()
    for number in range(lists):
        day = NOW + timedelta(days=number // 3)  # several on one day, then the next
        office.clock = lambda day=day: day  # type: ignore[misc]
        wish = ListWish(with_lapsed=True)
        names = [each.entry.id for each in proposed(office, case_id, left, wish).names]
        office.do(give_list, case_id, left, LAWYER, names, wish=wish)
        count.update(names)
        assert max(count.values()) - min(count.get(each, 0) for each in range(1, 8)) <= 1


def test_a_firm_that_acts_for_the_other_parent_is_never_named(office: Office, case_id: int) -> None:
    lawyer(office, "Janssens", organisation="Janssens Advocaten")
    lawyer(office, "Peeters", organisation="Cabinet Dupont s.r.l.")
    lawyer(office, "Vrij", organisation="Vrij")
    new = NewPerson(
        Role.LAWYER_TAKING, {"given_names": "Ada", "family_names": "Janssens"}, note="Dupont Avocats"
    )
    office.do(add_person, case_id, new)
    left, taking = parents(office, case_id)
    found = proposed(office, case_id, left)
    assert able(found) == ["Vrij"]
    assert reasons(found) == {
        "Janssens": "Acts for the other parent on this case.",
        "Peeters": "Same firm as the other parent’s lawyer (Ada Janssens).",
    }
    assert set(able(proposed(office, case_id, taking))) == {"Janssens", "Peeters", "Vrij"}
    with pytest.raises(Refused, match="cannot be on this list"):
        office.do(give_list, case_id, left, LAWYER, [1, 2, 3])


def test_who_was_named_to_one_parent_is_not_named_to_the_other(office: Office, case_id: int) -> None:
    ids = [lawyer(office, name) for name in ("Een", "Twee", "Drie")]
    lawyer(office, "Vier", organisation="Een Advocaten")
    lawyer(office, "Vijf")
    left, taking = parents(office, case_id)
    office.do(give_list, case_id, left, LAWYER, ids)
    found = proposed(office, case_id, taking)
    assert able(found) == ["Vijf"]
    assert reasons(found)["Een"].startswith("Was named to the other parent on this case.")
    assert reasons(found)["Vier"] == "Same firm as Ada Een, who was named to the other parent."
    again = proposed(office, case_id, left)
    named_before = [each for each in (*again.names, *again.reserve) if each.remarks]
    assert {each.entry.id for each in named_before} == set(ids)


def test_a_conflict_with_anybody_of_the_case_bars(office: Office, case_id: int) -> None:
    one, two, three = (lawyer(office, name) for name in ("Een", "Twee", "Drie"))
    left, taking = parents(office, case_id)
    office.do(add_conflict, one, {"kind": ConflictKind.ACTED_FOR}, person_id=taking)
    office.do(add_conflict, two, {"kind": ConflictKind.ACTED_FOR}, person_id=left)
    office.do(add_conflict, three, {"kind": ConflictKind.RELATION}, person_id=left)
    found = proposed(office, case_id, left)
    assert able(found) == ["Twee"]  # having acted for this very parent is no obstacle
    assert reasons(found) == {
        "Een": "Conflict of interest: Has acted for this person.",
        "Drie": "Conflict of interest: Related or close.",
    }
    assert able(proposed(office, case_id, taking)) == ["Een"]


def test_a_conflict_with_a_colleague_who_was_named_to_the_other_parent_bars(
    office: Office, case_id: int
) -> None:
    ids = [lawyer(office, name) for name in ("Een", "Twee", "Drie")]
    spouse = lawyer(office, "Vier")
    left, taking = parents(office, case_id)
    office.do(add_conflict, spouse, {"kind": ConflictKind.RELATION}, other_id=ids[0])
    office.do(give_list, case_id, left, LAWYER, ids)
    assert reasons(proposed(office, case_id, taking))["Vier"] == (
        "Conflict of interest with Ada Een: Related or close."
    )


def test_each_reason_to_leave_somebody_out_is_said(office: Office, case_id: int) -> None:
    lawyer(office, "Stil", consent_on=None)
    lawyer(office, "Oud", verified_on=TODAY - timedelta(days=400))
    lawyer(office, "Nooit", verified_on=None)
    lawyer(office, "Links", acts_for=ActsFor.TAKING)
    lawyer(office, "Kind", acts_for=ActsFor.CHILD)
    away = lawyer(office, "Weg")
    office.do(add_absence, away, {"since": TODAY, "until": TODAY})
    gone = lawyer(office, "Vertrokken")
    office.do(leave_directory, gone, seen=ANY)
    left, _ = parents(office, case_id)
    found = proposed(office, case_id, left)
    assert able(found) == []
    assert reasons(found) == {
        "Stil": "Has not agreed to be listed.",
        "Oud": "Last verified on 19 October 2025: lapsed.",
        "Nooit": "Was never verified.",
        "Links": "Does not act for left-behind parents.",
        "Kind": "Acts for children, not for parents.",
        "Weg": "Away until 23 November 2026.",
    }
    asked_for = proposed(office, case_id, left, ListWish(with_lapsed=True))
    assert sorted(able(asked_for)) == ["Nooit", "Oud"]
    assert all(each.remarks for each in asked_for.names)


def test_wishes_narrow_the_list_and_are_no_bar(office: Office, case_id: int) -> None:
    lawyer(office, "Past", languages=["ar:native"], city="Luik")
    lawyer(office, "Taal", languages=["ar:basic"], city="Luik")
    lawyer(office, "Plaats", languages=["ar:good"], city="Gent")
    lawyer(office, "Duur", languages=["ar:good"], city="Luik", legal_aid=None)
    left, _ = parents(office, case_id)
    wish = ListWish(languages=("ar",), level=LanguageLevel.GOOD, place="LUIK", legal_aid=True)
    found = proposed(office, case_id, left, wish)
    assert able(found) == ["Past"]
    assert all(each.wish for each in found.left_out)
    assert reasons(found) == {
        "Taal": "Does not speak Arabic as wished.",
        "Plaats": "Not in LUIK.",
        "Duur": "Does not take legal aid.",
    }


def test_fewer_than_three_needs_a_manager_and_a_reason(
    office: Office, colleague: Office, case_id: int
) -> None:
    ids = [lawyer(office, "Een"), lawyer(office, "Twee")]
    left, _ = parents(office, case_id)
    assert not proposed(office, case_id, left).enough
    with pytest.raises(Refused, match="A manager may give fewer"):
        colleague.do(give_list, case_id, left, LAWYER, ids, reason="Nobody else")
    with pytest.raises(Refused, match="Say why"):
        office.do(give_list, case_id, left, LAWYER, ids, reason="  ")
    with pytest.raises(Refused, match="names nobody"):
        office.do(give_list, case_id, left, LAWYER, [])
    office.do(give_list, case_id, left, LAWYER, ids, reason="Only two speak Arabic")
    assert office.ask(lists_of_case, case_id)[0].reason == "Only two speak Arabic"


def test_a_merged_entry_counts_for_the_one_that_took_it_over(office: Office, case_id: int) -> None:
    ids = [lawyer(office, name) for name in ("Een", "Twee", "Drie", "Vier")]
    left, taking = parents(office, case_id)
    office.do(give_list, case_id, left, LAWYER, ids[:3])
    office.do(merge_entries, ids[3], ids[0], seen=ANY)
    assert "Vier" in reasons(proposed(office, case_id, taking))
    office.do(unmerge_entry, ids[0], seen=ANY)
    assert able(proposed(office, case_id, taking)) == ["Vier"]


def test_only_parents_of_the_case_get_lists(office: Office, case_id: int) -> None:
    lawyer(office, "Een")
    with pytest.raises(Refused, match="parents of a case"):
        proposed(office, case_id, 1)  # the child


def test_a_list_recorded_by_mistake_is_taken_back(office: Office, case_id: int) -> None:
    ids = [lawyer(office, name) for name in ("Een", "Twee", "Drie")]
    left, _ = parents(office, case_id)
    office.do(give_list, case_id, left, LAWYER, ids)
    last = office.ask(last_change)
    assert last is not None
    office.do(undo_last, number=last.work)
    assert office.ask(lists_of_case, case_id) == []
    assert proposed(office, case_id, left).names[0].times == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Janssens Advocaten", "Advocatenkantoor Janssens BV", True),
        ("Cabinet Dupont s.r.l.", "DUPONT & Associés", True),
        ("Müller Rechtsanwälte", "Kanzlei Muller", True),
        ("Dupont", "Dupont & Martin", True),
        ("Lex", "Lexmundi", False),
        ("Advocaten", "Advocatenkantoor Peeters", False),
        ("", "", False),
        (None, "Peeters", False),
    ],
)
def test_a_firm_is_known_whatever_its_form(one: str | None, other: str | None, same: bool) -> None:
    assert same_firm(one, other) is same
    assert same_firm(other, one) is same


def test_days_are_those_of_brussels(office: Office, case_id: int) -> None:
    ids = [lawyer(office, name) for name in ("Een", "Twee", "Drie")]
    left, _ = parents(office, case_id)
    office.clock = lambda: datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    office.do(give_list, case_id, left, LAWYER, ids)
    assert office.ask(lists_of_case, case_id)[0].on == TODAY + timedelta(days=1)
