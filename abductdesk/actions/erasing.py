"""How something is erased: records emptied or removed, names taken out of texts, details of the journal gone.

Which records belong to somebody is found by their keys (`holdings`); a record added later is emptied too. One
that is of no use once it is empty gets its name in `GONE`. Nothing here journals what it erases.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, cast

from sqlalchemy import Date, Table, func, select

from abductdesk import documents
from abductdesk.actions import search
from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.erasednames import Names
from abductdesk.actions.holdings import CASE, PERSON, belonging, find, keys_to, leads_to, words_of
from abductdesk.actions.naming import Finder
from abductdesk.actions.office import Look, Work
from abductdesk.actions.subject import Subject
from abductdesk.i18n import N_, L, Message, Tongue
from abductdesk.models import (
    BY_KIND,
    Attachment,
    Call,
    Case,
    ContactPoint,
    Draft,
    Erasure,
    Letter,
    Person,
    Record,
    Staff,
)
from abductdesk.models.base import Keep, UtcDateTime, fields_of
from abductdesk.store import journal
from abductdesk.store import search as index
from abductdesk.terms import Precision, Salutation, SubjectKind

COUNTED: dict[str, Message] = {
    "people": L("People"),
    "records": L("Records emptied"),
    "contacts": L("Addresses, phones and e-mails"),
    "letters": L("Letters (their pages and recipients)"),
    "documents": L("Documents"),
    "texts": L("Texts in which a name or number was taken out"),
    "removed": L("Notes, follow-ups, drafts and other records removed"),
    "calls": L("Calls"),
    "details": L("Details of journal entries"),
}
# Of a case that was anonymised these are of no use once they are empty.
GONE = frozenset(
    {
        "note",
        "follow_up",
        "draft",
        "exported_date",
        "case_link",
        "screening",
        "safety_override",
        "child_voice",
    }
)
_AGES = frozenset("0123456789 ,;/+-")


class Eraser:
    """Erases in one transaction; `counts` says how much, `shared` in how many texts a name was left that
    somebody who stays bears too. Call `sweep` last."""

    def __init__(self, work: Work, keep: Collection[int] = ()) -> None:
        self.work, self.keep = work, frozenset(keep)
        self.counts: Counter[str] = Counter()
        self.shared = 0
        self.word = Tongue(bureau_now(work).language).text(N_("[erased]"))
        self._gone: list[Subject] = []
        self._cases: set[int] = set()

    # one thing

    def person(self, subject: Subject) -> None:
        """Empty a person and all that is theirs alone; the row stays, so that numbers and figures hold."""
        work, person = self.work, subject.person
        for model in BY_KIND.values():
            if model is Person or not leads_to(model, PERSON):
                continue
            for record in find(work, model, belonging(model, PERSON, [person.id])):
                if isinstance(record, ContactPoint):
                    self._delete(record, "contacts")
                else:
                    self._empty(record, "letters" if isinstance(record, Letter) else "records")
        for draft in work.session.scalars(
            select(Draft).where(Draft.kind == Person.__tablename__, Draft.record == person.id)
        ):
            self._delete(draft)
        for call in subject.calls:
            self.call(call)
        born = date(person.born.year, 1, 1) if subject.child and person.born else None
        self.wipe(person)
        person.nationalities, person.languages, person.letter_language = [], [], None
        person.salutation, person.interpreter_needed = Salutation.NEUTRAL, None
        person.born, person.born_precision = born, Precision.YEAR if born else Precision.DAY
        person.erased_on = work.today
        work.touched.add((Person.__tablename__, person.id))
        search.drop_person(work, person.id)
        self.counts["people"] += 1
        self._gone.append(subject)
        self._forget((Person.__tablename__, person.id))
        for case_id in subject.case_ids:
            search.index_case(work, case_id)
            work.facts_changed(case_id)

    def call(self, call: Call) -> None:
        """Empty a call; when it was, how, its urgency and the ages of children stay for the figures."""
        if any(getattr(call, name) for name in words_of(Call).texts):
            self._empty(call, "calls")
        self._forget((Call.__tablename__, call.id))

    def case(self, case: Case, people: Sequence[Subject]) -> None:
        """Empty a case down to what the figures need; `people` are erased with it, others leave it."""
        work = self.work
        for subject in people:
            self.person(subject)
        self._part(case)
        for model in BY_KIND.values():
            if model is Case or not leads_to(model, CASE):
                continue
            for record in find(work, model, belonging(model, CASE, [case.id])):
                if record.__tablename__ in GONE:
                    self._delete(record)
                else:
                    kinds = {Letter: "letters", Attachment: "documents", Call: "calls"}
                    self._empty(record, kinds.get(type(record), "records"), months=True)
        self._empty(case, "records", months=True)
        case.retention_until, case.anonymised_on = None, work.today
        self._cases.add(case.id)
        self._forget((Case.__tablename__, case.id))
        search.index_case(work, case.id)
        work.facts_changed(case.id)

    def _part(self, case: Case) -> None:
        """Let those who are on other files too leave this one: a nameless person takes their place."""
        for person_id in search.people_of(self.work, case.id):
            person = self.work.get(Person, person_id)
            if person.erased_on is not None:
                continue
            born = date(person.born.year, 1, 1) if person.born else None
            stand_in = Person(erased_on=self.work.today, born=born, folded="")
            stand_in.born_precision = Precision.YEAR if born else Precision.DAY
            self.work.session.add(stand_in)
            self.work.session.flush()
            self.work.touched |= {(Person.__tablename__, id) for id in (person_id, stand_in.id)}
            for model in BY_KIND.values():
                for column in keys_to(model, PERSON) if leads_to(model, CASE) else ():
                    theirs = belonging(model, CASE, [case.id]) & (column == person_id)
                    for record in find(self.work, model, theirs):
                        setattr(record, column.key, stand_in.id)
            search.index_person(self.work, person_id)

    # records

    def wipe(self, record: Record, *, months: bool = False) -> None:
        """Take all words out of a record: texts, data, bytes; with `months` its days become months."""
        model = type(record)
        fields, words = fields_of(model), words_of(model)
        for name in words.texts:
            described = fields.get(name)
            nullable = model.__mapper__.columns[name].nullable
            required = described is not None and described.required
            if name == "children_ages" and set(getattr(record, name) or "") <= _AGES:
                continue
            setattr(record, name, None if nullable else self.word if required else "")
        for name in words.data:
            setattr(record, name, type(getattr(record, name))())
        for name in words.bytes:
            setattr(record, name, b"")
        if words.bytes and hasattr(record, "size"):
            record.size = 0
        if isinstance(record, Letter):
            record.deadlines_stated = {}
        if months:
            _to_months(record)

    def _empty(self, record: Record, counted: str, *, months: bool = False) -> None:
        self.wipe(record, months=months)
        self.counts[counted] += 1
        self._touch(record)

    def _delete(self, record: Record, counted: str = "removed") -> None:
        self._touch(record)
        self.work.session.delete(record)
        self.work.session.flush()
        self.counts[counted] += 1

    def _touch(self, record: Record) -> None:
        self.work.touched.add((record.__tablename__, record.id))

    def _forget(self, subject: journal.Subject) -> None:
        self.counts["details"] += journal.erase_details(self.work.session, subject)

    # everything else that names them

    def sweep(self, together: Sequence[Eraser] = ()) -> None:
        """Take their names and numbers out of every other text, document and detail of the vault, and those
        of what others erased `together` with it: the vault is read once, and all is counted here."""
        self.work.session.flush()
        for other in together:
            self._gone += other._gone
            self._cases |= other._cases
        names = Names(self.work, self._gone)
        for model in BY_KIND.values():
            self._sweep_texts(model, names)
        self._sweep_bytes(names)
        self._sweep_journal(names)
        self.work.session.flush()
        self.work.settle()
        index.rebuild(self.work.session)
        self.work.erased = True

    def _sweep_texts(self, model: type[Record], names: Names) -> None:
        """People's own names stay theirs, and so do the bureau's settings and the names of its staff."""
        if model in (Person, Erasure) or model.holds.keep is Keep.FOR_THE_BUREAU:
            return
        words = words_of(model)
        columns = words.data if model.holds.subject is SubjectKind.STAFF else (*words.texts, *words.data)
        table = cast(Table, model.__table__)
        if not columns or (model.holds.subject is SubjectKind.STAFF and model is not Staff):
            return
        case = table.c.id if model is Case else table.c.get("case_id")
        person = table.c.get("person_id")
        rows = select(table.c.id, *(each for each in (case, person) if each is not None),
                      *(table.c[name] for name in columns))  # fmt: skip
        for row in self.work.session.connection().execute(rows).mappings().all():
            values = {name: row[name] for name in columns if row[name]}
            case_id = row[case.name] if case is not None else None
            finder = names.finder(values, case_id, row.get("person_id"))
            if finder is None:
                continue
            self.shared += sum(finder.doubtful(str(value)) for value in values.values())
            if any(map(finder.finds_in, values.values())):
                self._replace(self.work.get(model, row["id"]), values, finder)

    def _replace(self, record: Record, values: dict[str, Any], finder: Finder) -> None:
        if isinstance(record, Draft):
            self._delete(record)
            return
        for name, value in values.items():
            if finder.finds_in(value):
                clean = finder.replaced_in(value, self.word)
                longest = getattr(record.__mapper__.columns[name].type, "length", None)
                setattr(record, name, clean[:longest] if isinstance(clean, str) else clean)
                self.counts["texts"] += 1
        self._touch(record)

    def _sweep_bytes(self, names: Names) -> None:
        """Letters and documents of their cases: what names them goes, and what only a person could read goes
        unless a person looked at it."""
        ids = {case_id for subject in self._gone for case_id in subject.case_ids} - self._cases
        link = self.work.session.connection()
        kinds: tuple[tuple[Any, str], ...] = ((Letter, "letters"), (Attachment, "documents"))
        for model, counted in kinds:
            table = cast(Table, model.__table__)
            held = select(table.c.id, table.c.case_id).where(
                table.c.case_id.in_(ids), func.length(table.c.content) > 0
            )
            for record_id, case_id in link.execute(held).all():
                record: Letter | Attachment = self.work.get(model, record_id)
                if isinstance(record, Attachment) and record_id in self.keep:
                    continue
                said = words_of_document(self.work, record)
                if said is None or names.of_case(case_id).finds(said):
                    self._empty(record, counted)

    def _sweep_journal(self, names: Names) -> None:
        session = self.work.session
        found = set()
        for row in journal.details(session):
            if not names.may_stand(row["detail"], row["case_id"]):
                continue
            detail = json.loads(row["detail"])
            finder = names.finder({"": detail}, row["case_id"], None)
            if finder is None or not finder.finds_in(detail):
                continue
            about = [
                record for kind, record in journal.subjects_of(session, row["sequence"]) if kind == "person"
            ]
            if row["case_id"] is None and about:
                finder = names.beside(about)
            if finder.finds_in(detail):
                found.add(row["sequence"])
        self.counts["details"] += journal.erase_entries(session, found)


def words_of_document(look: Look, record: Letter | Attachment) -> str | None:
    """The words of a letter or document; None where only a person can read it."""
    table = cast(Table, type(record).__table__)
    content = look.session.connection().execute(select(table.c.content).where(table.c.id == record.id))
    kind = record.media_type if isinstance(record, Attachment) else "application/pdf"
    return documents.words_in(content.scalar_one(), kind)


def _to_months(record: Record) -> None:
    """Days become the first of their month, moments midnight of it; times go."""
    for name, column in _days(record):
        value = getattr(record, name)
        if isinstance(value, datetime):
            setattr(record, name, datetime(value.year, value.month, 1, tzinfo=UTC))
        elif isinstance(value, date):
            setattr(record, name, value.replace(day=1))
        elif isinstance(value, time) and column.nullable:
            setattr(record, name, None)
    if getattr(record, "precision", None) is Precision.DAY:
        cast(Any, record).precision = Precision.MONTH


def _days(record: Record) -> Iterator[tuple[str, Any]]:
    for attribute in record.__mapper__.column_attrs:
        column = attribute.columns[0]
        if isinstance(column.type, Date | UtcDateTime) or column.type.python_type is time:
            yield attribute.key, column
