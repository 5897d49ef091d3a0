"""Everything leaves an entry: changes, views, exports, refusals; and who may read them."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from abductdesk import actions
from abductdesk.actions import office as house
from abductdesk.actions import safe, verbs
from abductdesk.actions.bureau import change_settings, settings
from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.caselist import Filter
from abductdesk.actions.cases import change_case, record_view
from abductdesk.actions.entries import add_entry
from abductdesk.actions.exports import export_case_list
from abductdesk.actions.journalbook import Asked, JournalRow, journal_numbers, journal_rows, record_history
from abductdesk.actions.lawbook import settle_targets
from abductdesk.actions.letters import letter_offer
from abductdesk.actions.office import Office, Work, action
from abductdesk.actions.people import change_person
from abductdesk.actions.signing import How, record_sign_in
from abductdesk.faults import NotAllowed, Refused
from abductdesk.models import Person, Staff
from abductdesk.models.base import Seen
from abductdesk.store import journal
from abductdesk.store.vault import Vault
from abductdesk.terms import Act, Priority, StaffRole, Unit
from tests.actions.leaving import LEAVES, WAYS_OUT
from tests.store.test_journal import tamper

NOTES = {"add", "change", "assign", "remove", "note", "tell"}


def entries(office: Office, **asked: Any) -> list[JournalRow]:
    numbers = office.ask(journal_numbers, Asked(**asked)).numbers
    return sorted(office.ask(journal_rows, list(numbers)), key=lambda row: -row.id)


def functions() -> dict[str, ast.FunctionDef]:
    """Every function of the actions, by name."""
    found: dict[str, ast.FunctionDef] = {}
    for path in Path(actions.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                found.setdefault(node.name, node)
    return found


def reaches_the_journal(name: str, known: dict[str, ast.FunctionDef], seen: set[str]) -> bool:
    """Whether the function, or one that it calls, journals on its `work`."""
    if name in seen or name not in known:
        return False
    seen.add(name)
    for call in (node for node in ast.walk(known[name]) if isinstance(node, ast.Call)):
        target = call.func
        if isinstance(target, ast.Attribute):
            if isinstance(target.value, ast.Name) and target.value.id == "work" and target.attr in NOTES:
                return True
            if isinstance(target.value, ast.Name) and (target.value.id, target.attr) == ("office", "do"):
                return True  # what works on keys and files journals by an action of its own
            if isinstance(target.value, ast.Name) and (target.value.id, target.attr) == ("journal", "append"):
                return True
            called = target.attr
        else:
            called = getattr(target, "id", "")
        if reaches_the_journal(called, known, seen):
            return True
    return False


def test_every_action_of_the_registry_leaves_an_entry() -> None:
    known = functions()
    changing = [verb.name for verb in verbs.every().values() if verb.changes and verb.name in known]
    assert len(changing) > 40
    silent = [name for name in changing if not reaches_the_journal(name, known, set())]
    assert not silent
    assert not reaches_the_journal("people_of", known, set()), "the check itself can say no"


def test_what_leaves_the_vault_is_listed_and_counted_as_such() -> None:
    exports = {verb.name for verb in verbs.every().values() if verb.act is Act.EXPORT and verb.changes}
    assert exports == set(LEAVES)


def test_no_window_prints_or_writes_without_an_action() -> None:
    ui = Path(actions.__path__[0]).parent / "ui"
    doors = ("print_pdf(", "write_whole(", "write_file(", "choose_file(", "(PagesDialog)")
    made_of_them = ("printing.py", "saving.py", "pagesdialog.py")  # whoever uses these is found
    found = {}
    for path in ui.rglob("*.py"):
        source = path.read_text("utf-8")
        if path.name not in made_of_them and any(door in source for door in doors):
            found[path.name] = source
    assert set(found) <= set(WAYS_OUT), "say in WAYS_OUT which action journals it"
    assert not [name for name, source in found.items() if WAYS_OUT[name] and WAYS_OUT[name] not in source], (
        "the action is done in the same file"
    )


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """An action that changes a record and says nothing of it."""
    monkeypatch.setattr(verbs, "VERBS", dict(verbs.VERBS))

    @action()
    def quietly(work: Work, person_id: int, name: str) -> None:
        work.get(Person, person_id).family_names = name

    return quietly


def test_a_change_that_an_action_forgot_is_journalled_without_its_values(
    office: Office, case_id: int, careless: Callable[..., Any]
) -> None:
    person_id = office.ask(case_file, case_id).people[0].person.id
    touched = office.do(careless, person_id, "Geheim")
    assert (Person.__tablename__, person_id) in touched.records
    last = entries(office)[0]
    assert (last.line.action, last.line.record_kind, last.line.record_id) == ("quietly", "person", person_id)
    with office.vault.reading() as session:
        told = journal.entries_for(session, "person", person_id)[0]
    assert told.detail is not None
    assert told.detail["fields"] == ["family_names"]
    assert "Geheim" not in json.dumps(told.detail)


def test_a_case_that_is_read_is_seen_whatever_asks(office: Office, colleague: Office, case_id: int) -> None:
    office.ask(case_file, case_id)
    office.ask(case_file, case_id)
    office.ask(letter_offer, case_id)
    colleague.ask(letter_offer, case_id)
    seen = [(row.line.staff, row.line.action) for row in entries(office, acts=frozenset({Act.VIEW}))]
    assert seen == [("Bram Wouters", "record_view"), ("An Peeters", "record_view")]


def test_opening_on_the_screen_is_one_view_in_either_order(office: Office, case_id: int) -> None:
    def views() -> int:
        return len(entries(office, acts=frozenset({Act.VIEW})))

    office.ask(case_file, case_id)
    office.do(record_view, case_id)
    assert views() == 1
    office.do(record_view, case_id)  # came back to it
    office.ask(case_file, case_id)
    assert views() == 2


def test_a_reader_does_not_wait_for_the_writer_to_tell(office: Office, case_id: int) -> None:
    with office._writing:
        office.ask(case_file, case_id)
        assert entries(office, acts=frozenset({Act.VIEW})) == []
    office.do(add_entry, case_id, "note", {"text": "x"})
    assert [row.line.record_id for row in entries(office, acts=frozenset({Act.VIEW}))] == [case_id]


def test_refused_questions_and_actions_say_what_was_tried_and_no_content(
    office: Office, clerk: Office, case_id: int
) -> None:
    with pytest.raises(NotAllowed):
        clerk.ask(case_file, case_id)
    with pytest.raises(Refused):
        clerk.do(add_entry, case_id, "note", {"text": "GEHEIM"})
    with pytest.raises(Refused):
        office.do(change_case, case_id, seen=1, changes={"stage": "closed"})
    with pytest.raises(Refused):
        safe.change_passphrase(office, "wrong", "orchid tunnel harbour violin 58")
    refused = entries(office, acts=frozenset({Act.REFUSAL}))
    assert [(row.line.staff, row.line.action, row.line.record_id) for row in refused] == [
        ("An Peeters", "passphrase_changed", 0),
        ("An Peeters", "change_case", case_id),
        ("Chris Clerk", "add_entry", case_id),
        ("Chris Clerk", "case_file", case_id),
    ]
    assert refused[-1].reason == "Your role does not allow this. Ask a manager or an administrator."
    assert refused[-1].reference == "PMB-2026-0001"
    with office.vault.reading() as session:
        told = [entry.detail for entry in journal.entries_by(session, clerk.staff.id)]
    assert "GEHEIM" not in json.dumps(told)
    assert {"kind": "case_file", "record": case_id}.items() <= (told[0] or {}).items()
    assert "add_entry" not in {line.action for line in office.ask(case_history, case_id)}, "nothing was done"


def test_whoever_is_stopped_by_the_wall_is_journalled(
    office: Office, clerk: Office, case_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbs, "VERBS", dict(verbs.VERBS))

    @house.query(house.EVERYBODY)
    def wide(look: house.Look, person_id: int) -> object:
        return look.get(Person, person_id)

    with pytest.raises(NotAllowed):
        clerk.ask(wide, 1)
    last = entries(office, acts=frozenset({Act.REFUSAL}))[0]
    assert (last.line.staff, last.line.action, last.line.record_id) == ("Chris Clerk", "wide", 1)


def test_somebody_who_no_longer_works_here_leaves_an_entry(vault: Vault, office: Office) -> None:
    with vault.writing() as session:
        session.add(Staff(id=5, name="Gone", roles=[StaffRole.MANAGER.value], active=False))
    with pytest.raises(NotAllowed):
        Office(vault, 5).do(record_sign_in, How.PASSPHRASE)
    last = entries(office, acts=frozenset({Act.REFUSAL}))[0]
    assert (last.line.staff, last.line.action) == ("Gone", "record_sign_in")


@pytest.fixture
def administrator(vault: Vault, office: Office) -> Office:
    with vault.writing() as session:
        session.add(Staff(id=7, name="Ad Min", roles=[StaffRole.ADMINISTRATOR.value]))
    return Office(vault, 7, clock=office.clock)


def test_filters_find_what_they_say(office: Office, colleague: Office, case_id: int) -> None:
    file = colleague.ask(case_file, case_id)
    person = file.people[0].person
    colleague.do(change_person, person.id, seen=person.version, changes={"given_names": "Tomas"})
    office.do(export_case_list, Filter())
    safe.back_up(office)
    assert {row.line.action for row in entries(office, staff_id=2)} == {"record_view", "change_person"}
    assert [row.line.action for row in entries(office, acts=frozenset({Act.EXPORT}))] == ["export_case_list"]
    assert "backup_made" in {row.line.action for row in entries(office, acts=frozenset({Act.KEYS}))}
    of_case = entries(office, reference=" pmb-2026-0001 ")
    assert "change_person" in {row.line.action for row in of_case}, "people of the case are part of it"
    assert "export_case_list" not in {row.line.action for row in of_case}
    assert entries(office, reference="PMB-1999-0001") == []
    assert entries(office, since=date(2026, 11, 24)) == []
    assert entries(office, until=date(2026, 11, 22), staff_id=2) == []
    acts = [entries(office, acts=frozenset({act})) for act in Act]
    assert sorted(row.id for rows in acts for row in rows) == sorted(row.id for row in entries(office))
    assert all(row.act is act for act, rows in zip(Act, acts, strict=True) for row in rows)


def test_administrators_see_who_and_what_kind_and_no_content(
    office: Office, administrator: Office, case_id: int
) -> None:
    office.do(change_case, case_id, seen=1, changes={"priority": Priority.URGENT})
    mine = next(row for row in entries(office) if row.line.action == "change_case")
    theirs = next(row for row in entries(administrator) if row.line.action == "change_case")
    assert mine.line.changes == (("priority", "normal", "urgent"),)
    assert mine.reference and mine.case_id == case_id
    assert theirs.line.changes == ()
    assert (theirs.reference, theirs.case_id) == ("", None)
    assert theirs.line.staff == "An Peeters"
    with pytest.raises(NotAllowed):
        administrator.ask(journal_numbers, Asked(reference="PMB-2026-0001"))


def test_only_keepers_read_the_journal(colleague: Office, clerk: Office) -> None:
    for somebody in (colleague, clerk):
        with pytest.raises(NotAllowed):
            somebody.ask(journal_numbers, Asked())


def test_a_person_has_a_history_with_old_and_new_values(office: Office, case_id: int) -> None:
    person = office.ask(case_file, case_id).people[0].person
    office.do(change_person, person.id, seen=person.version, changes={"given_names": "Tomas"})
    found = office.ask(record_history, (Person.__tablename__,), person.id)
    assert found.lines[0].changes == (("given_names", "Tom", "Tomas"),)
    assert {line.record_kind for line in found.lines} >= {"person", "contact_point", "case_role"}


def test_settings_and_targets_have_a_history(office: Office) -> None:
    seen = office.ask(settings).version
    office.do(change_settings, seen=seen, changes={"idle_minutes": 5})
    office.do(settle_targets, seen=office.ask(settings).version, targets={"int-first-contact": 3})
    lines = office.ask(record_history, ("bureau",)).lines
    assert {"change_settings", "settle_targets"} <= {line.action for line in lines}
    assert any(name == "targets" for line in lines for name, _, _ in line.changes)


def test_nobody_reads_the_history_of_what_they_may_not_see(
    office: Office, clerk: Office, colleague: Office, case_id: int
) -> None:
    with pytest.raises(NotAllowed):
        clerk.ask(record_history, (Person.__tablename__,), 1)
    with pytest.raises(NotAllowed):
        colleague.ask(record_history, (Staff.__tablename__,), 1)
    assert colleague.ask(record_history, (Staff.__tablename__,), 2).lines == ()
    assert office.ask(record_history, (Staff.__tablename__,)).lines


def test_a_chain_that_was_changed_is_found_in_steps_and_journalled(
    office: Office, case_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safe, "STEP", 3)
    steps, found = 0, safe.check_journal(office)
    while not isinstance(found, safe.Verified):
        steps, found = steps + 1, safe.check_journal(office, found)
    assert found.whole and steps > 2
    tamper(office.vault, "UPDATE journal SET action = 'x' WHERE sequence = 5")
    begun: Any = None
    while not isinstance(begun, safe.Verified):
        begun = safe.check_journal(office, begun)
    assert not begun.whole
    assert "The journal was changed at entry {entry}." in {sentence.text for sentence in begun.sentences}
    assert "The guards that keep the journal from being changed are missing." in {
        sentence.text for sentence in begun.sentences
    }
    assert entries(office)[0].line.action == "journal_check_failed"


def test_the_journal_keeps_to_the_wall_of_each_record(
    vault: Vault, office: Office, case_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Person, "holds", replace(Person.holds, seen=Seen.BUREAU))
    with vault.writing() as session:
        session.add(Staff(id=8, name="F", roles=[StaffRole.MANAGER.value], unit=Unit.FOUNDATION))
    foundation = Office(vault, 8, clock=office.clock)
    changed = {row.line.record_kind for row in entries(foundation) if row.line.changes}
    assert "person" not in changed
    assert "event" in changed
    assert "person" in {row.line.record_kind for row in entries(office) if row.line.changes}
