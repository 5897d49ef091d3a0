"""Finding people however their names are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abductdesk.folding import fold, match_query
from abductdesk.store import search
from abductdesk.store.vault import Vault

PAIRS = [
    ("lukasz", "Łukasz"),
    ("елкин", "Ёлкин"),
    ("isik", "Işık"),
    ("ISIK", "ışık"),
    ("istanbul", "İstanbul"),
    ("strasse", "Straße"),
    ("STRASSE", "straße"),
    ("muller", "Müller"),
    ("sorensen", "Sørensen"),
    ("dordevic", "Đorđević"),
    ("gudrun thor", "Guðrún Þór"),
    ("aegir", "Ægir"),
    ("oeuvre", "œuvre"),
    ("nguyen", "Nguyễn"),
    ("francois", "FRANÇOIS"),
    ("francois", "Franc\u0327ois"),
    ("o'brien", "O’Brien"),
    ("μαρια", "Μαρία"),
    ("γιωργος", "ΓΙΏΡΓΟΣ"),
    ("علي", "علی"),
    ("123", "１２３"),
]


@pytest.mark.parametrize(("typed", "written"), PAIRS)
def test_typed_finds_written(vault: Vault, typed: str, written: str) -> None:
    assert fold(typed) == fold(written)
    with vault.writing() as session:
        search.put(session, "person", 1, 7, f"{written} Other")
        search.put(session, "person", 2, None, "Somebody Else")
    with vault.reading() as session:
        assert search.find(session, typed) == [search.Found("person", 1, 7)]
        assert search.find(session, typed[:3]) == [search.Found("person", 1, 7)]


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("typed", ["", "   ", "-", '"', "***", "()"])
def test_nothing_to_look_for_finds_nothing(vault: Vault, typed: str) -> None:
    with vault.writing() as session:
        search.put(session, "person", 1, None, "Somebody")
    with vault.reading() as session:
        assert search.find(session, typed) == []


@pytest.mark.parametrize(
    "typed",
    ["-x", "col:x", '"unbalanced', "a AND", "NEAR(", "x*", "^x", "{a b}:c", "OR", "NOT y", "\x00z", "'"],
)
def test_what_people_type_is_never_syntax(vault: Vault, typed: str) -> None:
    with vault.writing() as session:
        search.put(session, "person", 1, None, f"before {typed} after")
    with vault.reading() as session:
        found = search.find(session, typed)
        assert found == ([search.Found("person", 1, None)] if match_query(typed) else [])


@given(st.text(max_size=40))
def test_any_text_makes_a_query_that_runs(text: str) -> None:
    assert match_query(text).count('"') % 2 == 0


def test_every_word_must_be_there_and_order_does_not_matter(vault: Vault) -> None:
    with vault.writing() as session:
        search.put(session, "person", 1, None, "Anna Maria Jansen")
        search.put(session, "person", 2, None, "Anna de Vries")
        search.put(session, "case_file", 3, 3, "PMB-2026-0042")
        search.put(session, "phone", 4, 3, "+32 470 12 34 56 32470123456")
    with vault.reading() as session:
        assert [found.record for found in search.find(session, "jans anna")] == [1]
        assert {found.record for found in search.find(session, "anna")} == {1, 2}
        assert [found.record for found in search.find(session, "pmb-2026-0042")] == [3]
        assert [found.record for found in search.find(session, "0042")] == [3]
        assert [found.record for found in search.find(session, "3247012")] == [4]


def test_the_index_follows_changes(vault: Vault) -> None:
    with vault.writing() as session:
        search.put(session, "person", 1, None, "Old Name")
        search.put(session, "person", 1, 5, "New Name")
        search.put(session, "person", 2, None, "Gone")
        search.drop(session, "person", 2)
    with pytest.raises(KeyError), vault.writing() as session:
        search.put(session, "person", 3, None, "Rolled Back")
        raise KeyError
    with vault.reading() as session:
        assert search.find(session, "old") == []
        assert search.find(session, "gone") == []
        assert search.find(session, "rolled") == []
        assert search.find(session, "new") == [search.Found("person", 1, 5)]
        assert session.connection().exec_driver_sql("SELECT count(*) FROM search_entry").scalar_one() == 1
    with vault.writing() as session:
        session.connection().exec_driver_sql("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
