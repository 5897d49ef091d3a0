"""The search index: one row per case, person and entry of the directory, of folded text that finds Łukasz for
lukasz."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from abductdesk.actions.office import Look, Work, query
from abductdesk.models import (
    Case,
    CaseRole,
    Child,
    ContactPoint,
    DirectoryEntry,
    Person,
    Proceeding,
    Service,
)
from abductdesk.store import search as store
from abductdesk.terms import ContactKind

CASE, PERSON, ENTRY = Case.__tablename__, Person.__tablename__, DirectoryEntry.__tablename__


def _put(work: Work, kind: str, record_id: int, case_id: int | None, words: list[str | None]) -> None:
    store.put(work.session, kind, record_id, case_id, " ".join(filter(None, words)))


def _names(person: Person) -> list[str | None]:
    return [person.given_names, person.family_names, person.own_script_name, person.other_spellings]


def numbers(value: str) -> list[str | None]:
    """A phone number as people search for it: as written, and as one run of digits."""
    compact = "".join(filter(str.isdigit, value))
    return [value, compact, "0" + compact[2:] if compact.startswith("32") else None]


def index_person(work: Work, person_id: int) -> None:
    """Bring a person's row and the rows of the person's cases up to date, at the end of the transaction."""
    work.later[PERSON, person_id] = partial(_index_person, work, person_id)


def _index_person(work: Work, person_id: int) -> None:
    person = work.get(Person, person_id)
    words = _names(person)
    for point in work.session.scalars(select(ContactPoint).where(ContactPoint.person_id == person_id)):
        if point.kind is ContactKind.PHONE:
            words += numbers(point.value)
    _put(work, PERSON, person_id, None, words)
    for case_id in cases_of(work, person_id):
        index_case(work, case_id)


def drop_person(work: Work, person_id: int) -> None:
    """Take a person who is no longer there out of the index."""
    work.later.pop((PERSON, person_id), None)
    store.drop(work.session, PERSON, person_id)


def cases_of(look: Look, person_id: int) -> list[int]:
    """The cases a person is on, in any role."""
    roles = select(CaseRole.case_id).where(CaseRole.person_id == person_id)
    children = select(Child.case_id).where(Child.person_id == person_id)
    return sorted(set(look.session.scalars(roles.union(children))))


def index_case(work: Work, case_id: int) -> None:
    """Bring a case's row up to date at the end of the transaction: reference, names on it, dockets,
    references of services."""
    work.later[CASE, case_id] = partial(_index_case, work, case_id)


def _index_case(work: Work, case_id: int) -> None:
    session = work.session
    case = work.get(Case, case_id)
    words: list[str | None] = [case.reference]
    if case.sequence:
        words.append(str(case.sequence))
    for person in session.scalars(select(Person).where(Person.id.in_(people_of(work, case_id)))):
        words += _names(person)
    words += session.scalars(select(Proceeding.docket).where(Proceeding.case_id == case_id))
    words += session.scalars(select(Service.reference).where(Service.case_id == case_id))
    _put(work, CASE, case_id, case_id, words)


@dataclass(frozen=True)
class Hit:
    """A case, person or entry of the directory that Ctrl+K found. `case_id` is where Enter leads; an entry
    has none."""

    kind: str
    record_id: int
    case_id: int | None
    title: str
    caption: str


def matching_cases(look: Look, words: str) -> list[int]:
    """Ids of cases whose row has all the words, as beginnings."""
    return matching(look, CASE, words)


def matching(look: Look, kind: str, words: str) -> list[int]:
    """Ids of records of this kind whose row has all the words, as beginnings."""
    return [hit.record for hit in store.find(look.session, words, 100_000) if hit.kind == kind]


@query()
def find(look: Look, words: str, limit: int = 12) -> list[Hit]:
    """Cases by reference or name, people by name or phone, entries of the directory; best match first."""
    made = {CASE: _case_hit, PERSON: _person_hit, ENTRY: _entry_hit}
    return [made[hit.kind](look, hit.record) for hit in store.find(look.session, words, limit)]


def _entry_hit(look: Look, entry_id: int) -> Hit:
    entry = look.get(DirectoryEntry, entry_id)
    about = (entry.organisation if entry.organisation != entry.name else "", entry.city)
    return Hit(ENTRY, entry_id, None, entry.name, " · ".join(filter(None, about)))


def _case_hit(look: Look, case_id: int) -> Hit:
    case = look.get(Case, case_id)
    return Hit(CASE, case_id, case_id, case.reference, ", ".join(children_names(look, case_id)))


def _person_hit(look: Look, person_id: int) -> Hit:
    cases = cases_of(look, person_id)
    references = look.session.scalars(select(Case.reference).where(Case.id.in_(cases)))
    name = look.get(Person, person_id).name
    return Hit(PERSON, person_id, cases[-1] if cases else None, name, ", ".join(references))


def children_names(look: Look, case_id: int) -> list[str]:
    """The children's names on a case, eldest first as far as births are known."""
    rows = select(Person).join(Child, Child.person_id == Person.id).where(Child.case_id == case_id)
    people = look.session.scalars(rows.order_by(Person.born.is_(None), Person.born, Child.id))
    return [person.name for person in people if person.name]


def given_names(look: Look, case_id: int) -> list[str]:
    """The children's given names, eldest first."""
    rows = select(Person.given_names).join(Child, Child.person_id == Person.id)
    ordered = rows.where(Child.case_id == case_id).order_by(Person.born.is_(None), Person.born, Child.id)
    return [name for name in look.session.scalars(ordered) if name]


def people_of(look: Look, case_id: int) -> list[int]:
    """Everybody on a case, children too."""
    roles = select(CaseRole.person_id).where(CaseRole.case_id == case_id)
    children = select(Child.person_id).where(Child.case_id == case_id)
    return sorted(set(look.session.scalars(roles.union(children))))
