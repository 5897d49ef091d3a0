"""Drafts: kept over themselves, seen by their author alone, gone with what they became."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from abductdesk.actions.cases import open_case
from abductdesk.actions.entries import add_entry
from abductdesk.actions.office import Office
from abductdesk.actions.undo import last_change
from abductdesk.actions.unfinished import drop_draft, keep_draft, settling, unfinished
from abductdesk.faults import Refused
from abductdesk.models import Case, Draft, Note
from abductdesk.models.journal import Entry, EntryDetail
from abductdesk.store.vault import Vault
from tests.actions.conftest import NOW, removal

TYPED = {"typed": {"text": "Rang Lina’s aunt"}}


def kept(office: Office, **more: object) -> int:
    return int(office.do(keep_draft, TYPED, form="case.note", **more).result)  # type: ignore[arg-type]


def rows(vault: Vault) -> int:
    with vault.reading() as session:
        return session.scalar(select(func.count()).select_from(Draft)) or 0


def test_a_draft_is_kept_over_itself(office: Office, vault: Vault, case_id: int) -> None:
    first = kept(office, case_id=case_id)
    newer = {"typed": {"text": "Rang Lina’s aunt; nobody there"}}
    again = office.do(keep_draft, newer, form="case.note", case_id=case_id, draft_id=first).result
    assert again == first and rows(vault) == 1
    (found,) = office.ask(unfinished)
    assert (found.form, found.case_id, found.values, found.saved_at) == ("case.note", case_id, newer, NOW)
    assert found.reference == "PMB-2026-0001"


def test_only_its_author_sees_a_draft_or_takes_it_away(
    office: Office, colleague: Office, vault: Vault, case_id: int
) -> None:
    mine = kept(office, case_id=case_id)
    assert colleague.ask(unfinished) == []
    colleague.do(drop_draft, mine)
    assert rows(vault) == 1
    theirs = colleague.do(keep_draft, {"typed": {}}, form="case.note", draft_id=mine).result
    assert theirs != mine
    assert [each.id for each in office.ask(unfinished)] == [mine]


def test_a_clerk_has_no_drafts(clerk: Office) -> None:
    with pytest.raises(Refused):
        clerk.ask(unfinished)


def test_saving_takes_the_draft_away_in_the_same_step(office: Office, vault: Vault, case_id: int) -> None:
    draft = kept(office, case_id=case_id)
    touched = office.do(settling(add_entry, draft), case_id, "note", {"text": "Rang her aunt"})
    assert rows(vault) == 0
    assert ("draft", draft) in touched.records
    with vault.reading() as session:
        assert session.scalars(select(Note.text)).all() == ["Rang her aunt"]
    last = office.ask(last_change)
    assert last is not None and last.action == "add_entry"  # what can be undone is the note alone


def test_what_was_refused_keeps_its_draft(office: Office, vault: Vault, case_id: int) -> None:
    draft = kept(office, case_id=case_id)
    with pytest.raises(Refused):
        office.do(settling(add_entry, draft), case_id, "note", {"text": ""})
    assert rows(vault) == 1


def test_the_journal_says_that_it_was_there_and_never_what(
    office: Office, vault: Vault, case_id: int
) -> None:
    draft = kept(office, case_id=case_id)
    office.do(keep_draft, TYPED, form="case.note", case_id=case_id, draft_id=draft)
    office.do(drop_draft, draft)
    with vault.reading() as session:
        entries = session.scalars(select(Entry).where(Entry.record_kind == "draft")).all()
        details = session.scalars(select(EntryDetail.detail)).all()
        assert [(each.action, each.case_id, each.detail_hash) for each in entries] == [
            ("keep_draft", None, ""), ("drop_draft", None, ""),
        ]  # fmt: skip
        assert details
        assert not [each for each in details if "aunt" in each]


def test_a_case_opened_from_a_draft_leaves_none(office: Office, vault: Vault) -> None:
    draft = int(office.do(keep_draft, {"typed": {}}, form="new_case").result)
    office.do(settling(open_case, draft), removal())
    assert rows(vault) == 0
    with vault.reading() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 1
