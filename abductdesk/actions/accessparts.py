"""What goes into the copy of somebody's data, piece by piece, and what does not, with the reason.

One's own records go whole. Of the records of a case go the facts, to those whom the case is about; each text
that somebody wrote is a piece of its own: it goes where it names the person, and is held back until somebody
decides where it does not. A new record needs nothing here; one that must never go gets a line in `NEVER`, one
that is to be held back a line in `HELD`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from abductdesk.actions.holdings import CASE, PERSON, Told, belonging, find, leads_to, noun, told
from abductdesk.actions.naming import Finder
from abductdesk.actions.office import Look
from abductdesk.actions.subject import Subject
from abductdesk.documents.datafacts import LeftOut
from abductdesk.i18n import N_, L, Message, Tongue
from abductdesk.models import (
    BY_KIND,
    Approval,
    Call,
    Case,
    Child,
    CoDecision,
    ContactPoint,
    Draft,
    FundingFirst,
    Payment,
    Person,
    Receipt,
    Record,
    SupportItem,
    SupportRequest,
)
from abductdesk.models.base import Seen, fields_of
from abductdesk.terms import Role, SubjectKind, Visibility

Key = tuple[str, int, str]
NEVER: Mapping[str, Message] = {
    "exported_date": L("The same dates stand in the files."),
    **dict.fromkeys(
        ("directory_entry", "absence", "participant", "round_entry"),
        L("It is about a professional of the directory, who is shown it there."),
    ),
    "case_link": L("It says which files belong together, nothing about a person."),
}
HELD: Mapping[str, Message] = {
    "service": L("It may give away where somebody is, or who helps them."),
    "measure": L("To tell of a measure may defeat it."),
    "attachment": L("A document may speak of others: look at it first."),
}
_SILENT = L("It does not name this person and may be about somebody else.")
_OTHERS = L("These are the data of other people (Art. 15(4)).")
_LETTERS = L("They were written to others; who received letters is counted above.")
_NOT_ABOUT = L("The file is about other people; only what names this person is given.")
_CALLERS = L("Somebody else may have called.")
_MEDIATION = L("What belongs to mediation is confidential by law (Judicial Code art. 1728).")
_INSIDE = L("It is about the work of the bureau, not about people on files.")
_OF_A_REQUEST = (SupportItem, FundingFirst, CoDecision, Approval, Payment, Receipt)
# Where a child is: never in a copy that a parent gets.
_WHEREABOUTS = frozenset({"where_now", "school", "carer_before", "passport_holder"})
_OPEN = frozenset({Visibility.BOTH_SIDES, Visibility.EVERYONE})
# Where the other side is.
_OF_SIDE = {"left_behind_lives_in": Role.LEFT_BEHIND_PARENT, "taking_lives_in": Role.TAKING_PARENT}


@dataclass(frozen=True)
class Line:
    """A field as it goes out: replaced where it spoke of others."""

    name: str
    label: Message
    value: object
    plain: Any


@dataclass(frozen=True)
class Piece:
    """What goes out or is held back at once: the facts of a record (`field` empty) or one text in it.

    `words`: it must be read before it goes; `replaced`: something about others was taken out of it."""

    kind: str
    id: int
    field: str
    reference: str
    lines: tuple[Line, ...]
    given: bool
    words: bool = False
    replaced: bool = False
    why: Message | None = None

    @property
    def key(self) -> Key:
        return self.kind, self.id, self.field


def never(model: type[Record]) -> Message | None:
    """Why records of this kind are in no copy; None where they are in those of the people they are about."""
    if model.__tablename__ in NEVER:
        return NEVER[model.__tablename__]
    if model.holds.seen is Seen.BUREAU:
        return _MEDIATION
    if model.holds.subject in (SubjectKind.NOBODY, SubjectKind.STAFF):
        return _INSIDE
    return None


def pieces_of(
    look: Look, subject: Subject, given_to: int | None, tongue: Tongue
) -> tuple[list[Piece], list[LeftOut]]:
    """Every piece held on somebody, and what is left out whatever a person decides."""
    made = _Making(look, subject, given_to, tongue)
    pieces = [piece for model in BY_KIND.values() for piece in made.of(model)]
    order = {
        kind: at for at, kind in enumerate(("person", "contact_point", "case_role", "child", "case_file"))
    }
    pieces.sort(key=lambda piece: (order.get(piece.kind, len(order)), piece.kind, piece.id, piece.field))
    return pieces, made.left_out()


class _Making:
    """One copy in the making."""

    def __init__(self, look: Look, subject: Subject, given_to: int | None, tongue: Tongue) -> None:
        self.look, self.subject, self.given_to = look, subject, given_to
        self.instead = tongue.text(N_("[another person]"))
        self.others = subject.others_finder()
        self.mine = Finder(subject.known)
        self.references = {case.id: case.reference for case in subject.cases}
        self.out: Counter[tuple[str, str]] = Counter()
        self.reasons: dict[tuple[str, str], Message] = {}

    def left_out(self) -> list[LeftOut]:
        return [
            LeftOut(noun(kind), n, self.reasons[kind, why]) for (kind, why), n in sorted(self.out.items())
        ]

    def leave(self, kind: str, why: Message, count: int = 1) -> None:
        if count:
            self.out[kind, why.text] += count
            self.reasons[kind, why.text] = why

    def of(self, model: type[Record]) -> Iterator[Piece]:
        """The pieces of one kind of record."""
        kind = model.__tablename__
        mine = find(self.look, model, self._own(model))
        if model in (Person, ContactPoint):
            theirs = belonging(model, PERSON, list(self.subject.others))
            self.leave(kind, _OTHERS, len(find(self.look, model, theirs)))
        ids = {record.id for record in mine}
        around = [
            record
            for record in (find(self.look, model, self._around(model)) if leads_to(model, CASE) else [])
            if record.id not in ids
        ]
        reason = never(model)
        if reason is not None:
            self.leave(kind, reason, len(mine) + len(around))
            return
        for record in mine:
            yield from self._own_pieces(record)
        if leads_to(model, PERSON):
            self.leave(kind, _LETTERS if kind == "letter" else _OTHERS, len(around))
            return
        for record in around:
            yield from self._case_pieces(record)

    def _own(self, model: type[Record]) -> ColumnElement[bool]:
        """Records that are this person's own."""
        if model is Call:
            return Call.id.in_([call.id for call in self.subject.calls])
        if model is Draft:
            return and_(Draft.kind == "person", Draft.record == self.subject.id)
        if issubclass(model, _OF_A_REQUEST):  # also what is asked for a child is the applicant's alone
            mine = select(SupportRequest.id).where(SupportRequest.person_id == self.subject.id)
            return model.request_id.in_(mine)
        return belonging(model, PERSON, [self.subject.id])

    def _around(self, model: type[Record]) -> ColumnElement[bool]:
        theirs = belonging(model, CASE, self.subject.case_ids)
        if model is Draft:  # what is typed of a request for support is the applicant's alone
            return and_(theirs, Draft.form.not_like("case.support%"))
        return theirs

    def _own_pieces(self, record: Record) -> Iterator[Piece]:
        kind = record.__tablename__
        if isinstance(record, ContactPoint) and self.given_to is not None and not self._open(record):
            self.leave(kind, L("It is not open to both parents."))
            return
        facts: list[Line] = []
        for each in told(record):
            if self.given_to is not None and isinstance(record, Child) and each.name in _WHEREABOUTS:
                self.leave(kind, L("Where the child is, is told to no parent in this way."))
                continue
            made, replaced = self._line(each)
            long = getattr(fields_of(type(record)).get(each.name), "kind", "") == "long"
            if each.words and (long or replaced):
                yield self._piece(record, each.name, (made,), words=True, replaced=replaced)
            else:
                facts.append(made)
        yield self._piece(record, "", tuple(facts))

    def _open(self, point: ContactPoint) -> bool:
        """Whether a parent may see this contact point of the child: open to both, or the parent's own."""
        own = select(ContactPoint.folded).where(ContactPoint.person_id == self.given_to)
        return point.visible_to in _OPEN or point.folded in set(self.look.session.scalars(own))

    def _case_pieces(self, record: Record) -> Iterator[Piece]:
        kind = record.__tablename__
        held = HELD.get(kind) or (_CALLERS if kind == "call" else None)
        lines = [each for each in told(record) if not self._other_side(record, each)]
        facts = tuple(self._line(each)[0] for each in lines if not each.words)
        if not self.subject.family:
            naming = [each for each in lines if each.words and self._names(each)]
            self.leave(kind, _NOT_ABOUT, 0 if naming else 1)
            lines, facts = naming, ()
        if held is not None and lines:
            every = [self._line(each) for each in lines]
            taken = any(replaced for _, replaced in every)
            made = tuple(line for line, _ in every)
            yield self._piece(record, "", made, given=False, words=True, replaced=taken, why=held)
            return
        if facts:
            yield self._piece(record, "", facts)
        for each in lines:
            if each.words:
                made_line, replaced = self._line(each)
                names = self._names(each)
                yield self._piece(
                    record, each.name, (made_line,), given=names, words=True, replaced=replaced,
                    why=None if names else _SILENT,
                )  # fmt: skip

    def _other_side(self, record: Record, each: Told) -> bool:
        """Whether a field of the case says where somebody else lives."""
        role = _OF_SIDE.get(each.name) if isinstance(record, Case) else None
        return role is not None and role not in self.subject.roles

    def _names(self, each: Told) -> bool:
        return self.mine.finds(str(each.value))

    def _line(self, each: Told) -> tuple[Line, bool]:
        """The field as it goes out, and whether something was taken out of it."""
        if not each.words:
            return Line(each.name, each.label, each.value, each.plain), False
        text = str(each.value)
        clean = self.others.replaced(text, self.instead)
        plain = self.others.replaced_in(each.plain, self.instead)
        return Line(each.name, each.label, clean, plain), clean != text

    def _piece(self, record: Record, field: str, lines: Iterable[Line], *, given: bool = True,
               words: bool = False, replaced: bool = False, why: Message | None = None) -> Piece:  # fmt: skip
        case_id = record.id if isinstance(record, Case) else getattr(record, "case_id", None)
        reference = self.references.get(case_id or 0, "")
        return Piece(
            record.__tablename__, record.id, field, reference, tuple(lines), given, words, replaced, why
        )


def is_child(look: Look, person_id: int) -> bool:
    """Whether somebody is a child on any case."""
    return look.session.scalar(select(Child.id).where(Child.person_id == person_id).limit(1)) is not None
