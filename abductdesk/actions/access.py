"""Everything the vault holds on a person, for that person: looked through first, then handed over whole.

What is about others stays behind: their records are left out, their names, numbers and addresses replaced,
and every text that somebody wrote must be read by a person before it goes. What may be in the copy is decided
in `accessparts`, record by record; the reasons stand in docs/decisions/erasure.md.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from mimetypes import guess_extension
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from abductdesk import documents
from abductdesk.actions.accessparts import Key, Piece, pieces_of
from abductdesk.actions.accessuse import recipients_of, staff_uses, uses_of
from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.holdings import noun, told
from abductdesk.actions.office import BRUSSELS, EVERYBODY, Look, Work, action, query
from abductdesk.actions.records import plain
from abductdesk.actions.retention import clock_of
from abductdesk.actions.subject import Subject, subject_of
from abductdesk.documents.datafacts import CopyFacts, Counted, DataLine, DataPart, LeftOut
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import L, Message, Tongue
from abductdesk.models import Attachment, Child, DataRequest, Letter, Person, Staff, Workstation
from abductdesk.terms import Act

JSON_NAME, PDF_NAME = "data.json", "data.pdf"
FORMAT = "abductdesk-data-copy"


@dataclass(frozen=True)
class AccessWish:
    """Whose data, in which language. `given_to`: the parent who gets them for a child, else the person
    alone. `also` are held pieces that somebody decided to give, `without` those decided against, `read` says
    that every text was read."""

    person_id: int
    language: str
    given_to: int | None = None
    request_id: int | None = None
    also: frozenset[Key] = frozenset()
    without: frozenset[Key] = frozenset()
    read: bool = False


@dataclass(frozen=True)
class Preview:
    """What would go out: the pieces with why some are held back, what never goes, and what to think of first.

    `choices` are who could get the data of a child (id, name); `requests` the person's open requests."""

    name: str
    reference: str
    pieces: tuple[Piece, ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[Message, ...]
    choices: tuple[tuple[int, str], ...]
    requests: tuple[tuple[int, str], ...]

    @property
    def texts(self) -> int:
        """How many texts that people wrote are among what goes."""
        return sum(piece.words for piece in self.pieces if piece.given)


@dataclass(frozen=True)
class Package:
    """A package for the person: one file to save, its name, and how many records and pages it holds."""

    content: bytes
    name: str
    records: int
    pages: int


@query()
def access_preview(look: Look, wish: AccessWish) -> Preview:
    """What the copy would hold, what is left out and why."""
    subject = _subject(look, wish.person_id)
    pieces, left_out = pieces_of(look, subject, wish.given_to, Tongue(wish.language))
    return Preview(
        subject.person.name,
        _reference(look, wish, subject),
        tuple(_chosen(wish, pieces)),
        tuple(left_out),
        tuple(_warnings(subject, wish)),
        _guardians(look, subject),
        _requests(look, subject.id),
    )


@query()
def access_pages(look: Look, wish: AccessWish) -> documents.Made:
    """The copy on paper as it would be made now."""
    return documents.data_copy(_facts(look, wish)[0], wish.language)


@action(act=Act.EXPORT)
def export_data(work: Work, wish: AccessWish) -> Package:
    """The copy as it leaves the vault: paper, data file and the person's own letters in one package.

    Raises `Refused` where texts were not read yet, or the request belongs to somebody else.
    """
    subject = _subject(work, wish.person_id)
    facts, pieces = _facts(work, wish)
    if any(piece.words and piece.given for piece in pieces) and not wish.read:
        raise Refused("Read the texts first, and say that you did: they may speak of other people.")
    if wish.request_id is not None and work.get(DataRequest, wish.request_id).person_id != wish.person_id:
        raise Invalid("request_id", "This request was made by somebody else.")
    made = documents.data_copy(facts, wish.language)
    files = {PDF_NAME: made.bytes, JSON_NAME: _as_json(facts, pieces, wish.language)}
    files |= _letters(work, pieces) | _attachments(work, pieces)
    detail = {
        "exported": "data",
        "language": wish.language,
        "request": wish.request_id,
        "pieces": len(pieces),
    }
    work.note(subject.person, detail)
    for case in subject.cases:
        work.note(case, detail)
    work.touched.clear()
    return Package(
        _packed(files, work.now),
        f"{_reference(work, wish, subject)}_data.zip",
        len({(piece.kind, piece.id) for piece in pieces if piece.given}),
        made.pages,
    )


@action(EVERYBODY, Act.EXPORT)
def export_own_data(work: Work, language: str) -> Package:
    """What the vault holds on whoever asks as a member of staff."""
    me = work.get(Staff, work.staff.id)
    computers = work.session.scalars(select(Workstation).where(Workstation.staff_id == me.id))
    parts = tuple(
        DataPart(
            noun(record.__tablename__), "", tuple(DataLine(each.label, each.value) for each in told(record))
        )
        for record in (me, *computers)
    )
    facts = replace(
        _empty(work, me.name), parts=parts, uses=tuple(staff_uses(work, me.id)), staff=True,
        left_out=(
            LeftOut(
                L("What you did on the files of others"), 0,
                L("It is counted here; what stands in those files are the data of the people on them."),
            ),
        ),
    )  # fmt: skip
    made = documents.data_copy(facts, language)
    work.note(me, {"exported": "own_data", "language": language})
    work.touched.clear()
    files = {PDF_NAME: made.bytes, JSON_NAME: _as_json(facts, (), language)}
    return Package(_packed(files, work.now), "my_data.zip", len(parts), made.pages)


def _subject(look: Look, person_id: int) -> Subject:
    subject = subject_of(look, person_id)
    if subject.person.erased_on is not None:
        raise Refused("This person was erased; nothing is held any more.")
    return subject


def _chosen(wish: AccessWish, pieces: Iterable[Piece]) -> Iterable[Piece]:
    """The pieces as a person decided on them."""
    for piece in pieces:
        yield replace(piece, given=(piece.given or piece.key in wish.also) and piece.key not in wish.without)


def _facts(look: Look, wish: AccessWish) -> tuple[CopyFacts, list[Piece]]:
    subject = _subject(look, wish.person_id)
    pieces, left_out = pieces_of(look, subject, wish.given_to, Tongue(wish.language))
    chosen = list(_chosen(wish, pieces))
    request = look.session.get(DataRequest, wish.request_id) if wish.request_id else None
    facts = replace(
        _empty(look, subject.person.name),
        number=request.number if request is not None else "",
        parts=tuple(_parts(chosen)),
        recipients=tuple(recipients_of(look, subject)),
        uses=tuple(uses_of(look, subject)),
        kept=tuple((case.reference, clock_of(look, case).until) for case in subject.cases),
        left_out=(*left_out, *_held(chosen)),
    )
    return facts, chosen


def _empty(look: Look, name: str) -> CopyFacts:
    settings = bureau_now(look)
    return CopyFacts(
        bureau=settings.name,
        controller=settings.controller or "",
        contact=settings.privacy_contact or "",
        made_on=look.today,
        name=name,
        number="",
        parts=(),
        recipients=(),
        uses=(),
        kept=(),
        left_out=(),
    )


def _parts(pieces: Sequence[Piece]) -> Iterable[DataPart]:
    """The given pieces of one record under one title."""
    parts: dict[tuple[str, int], DataPart] = {}
    for piece in pieces:
        if piece.given:
            place = (piece.kind, piece.id)
            before = parts.get(place, DataPart(noun(piece.kind), piece.reference, ()))
            lines = (*before.lines, *(DataLine(each.label, each.value) for each in piece.lines))
            parts[place] = replace(before, lines=lines)
    return parts.values()


def _held(pieces: Sequence[Piece]) -> Iterable[LeftOut]:
    """What was held back, by kind and reason; what somebody took out has a reason of its own."""
    counts: dict[tuple[str, str], tuple[LeftOut, int]] = {}
    for piece in pieces:
        if not piece.given:
            why = piece.why or L("It would harm the rights of others (Art. 15(4)): decided by a person.")
            key = (piece.kind, why.text)
            counts[key] = (LeftOut(noun(piece.kind), 0, why), counts.get(key, (None, 0))[1] + 1)
    return [replace(each, count=count) for each, count in counts.values()]


def _warnings(subject: Subject, wish: AccessWish) -> Iterable[Message]:
    if subject.child:
        yield L(
            "These are the data of a child. Give them to a parent only where that is in the interest of the "
            "child: is the parent's authority proven, and may this parent know what stands in them?"
        )
        if wish.given_to is not None:
            yield L("Where the child is, its school and addresses not open to both parents are left out.")
    if any(case.open for case in subject.cases):
        yield L("A case of this person is open: what goes out may come before a court.")


def _guardians(look: Look, subject: Subject) -> tuple[tuple[int, str], ...]:
    """The adults of a child's cases who could get its data."""
    if not subject.child:
        return ()
    adults = select(Person).where(
        Person.id.in_(subject.others), Person.id.not_in(select(Child.person_id)), Person.erased_on.is_(None)
    )
    return tuple((person.id, person.name) for person in look.session.scalars(adults.order_by(Person.id)))


def _requests(look: Look, person_id: int) -> tuple[tuple[int, str], ...]:
    mine = select(DataRequest).where(DataRequest.person_id == person_id, DataRequest.answered_on.is_(None))
    return tuple((each.id, each.number) for each in look.session.scalars(mine.order_by(DataRequest.id)))


def _reference(look: Look, wish: AccessWish, subject: Subject) -> str:
    """What the file is called by: the request's number, else that of the newest case; never a name."""
    request = look.session.get(DataRequest, wish.request_id) if wish.request_id else None
    if request is not None:
        return request.number
    return subject.cases[-1].reference if subject.cases else "data"


def _letters(look: Look, pieces: Iterable[Piece]) -> dict[str, bytes]:
    """The person's own letters as they were issued."""
    ids = {piece.id for piece in pieces if piece.kind == Letter.__tablename__ and piece.given}
    found = select(Letter).where(Letter.id.in_(ids)).options(undefer(Letter.content))
    return {
        f"letters/{each.number}.pdf": each.content for each in look.session.scalars(found) if each.content
    }


def _attachments(look: Look, pieces: Iterable[Piece]) -> dict[str, bytes]:
    """Documents that somebody looked at and decided to give; numbered, for their names may name people."""
    ids = {piece.id for piece in pieces if piece.kind == Attachment.__tablename__ and piece.given}
    found = select(Attachment).where(Attachment.id.in_(ids)).options(undefer(Attachment.content))
    return {
        f"documents/{each.id}{guess_extension(each.media_type) or '.bin'}": each.content
        for each in look.session.scalars(found)
    }


def _packed(files: Mapping[str, bytes], at: datetime) -> bytes:
    out, moment = io.BytesIO(), at.astimezone(BRUSSELS).timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, moment), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _as_json(facts: CopyFacts, pieces: Iterable[Piece], language: str) -> bytes:
    """The same data for programs (Arts. 15(3), 20): codes and ISO dates, with their labels beside them."""
    tongue = Tongue(language)
    records: dict[tuple[str, int], dict[str, Any]] = {}
    for piece in pieces:
        if piece.given:
            entry = {"kind": piece.kind, "id": piece.id, "case": piece.reference or None, "fields": {}}
            fields = records.setdefault((piece.kind, piece.id), entry)["fields"]
            for line in piece.lines:
                fields[line.name] = {"label": tongue.say(line.label), "value": plain(line.plain)}
    staff = [
        {tongue.say(line.label): tongue.value(line.value) for line in part.lines}
        for part in facts.parts
        if facts.staff
    ]
    told_ = {
        "format": FORMAT,
        "version": 1,
        "language": language,
        "made_on": facts.made_on.isoformat(),
        "controller": facts.controller or facts.bureau,
        "request": facts.number or None,
        "records": [*records.values(), *staff],
        "recipients": [_counted(each, tongue) for each in facts.recipients],
        "uses": [_counted(each, tongue) for each in facts.uses],
        "kept_until": {name: day.isoformat() if day else None for name, day in facts.kept},
        "left_out": [
            {"what": tongue.say(each.what), "count": each.count, "why": tongue.say(each.why)}
            for each in facts.left_out
        ],
    }
    return json.dumps(told_, ensure_ascii=False, indent=1).encode()


def _counted(each: Counted, tongue: Tongue) -> dict[str, Any]:
    days = {"first": each.first, "last": each.last}
    return {"what": tongue.value(each.what), "count": each.count} | {
        name: day.isoformat() if day else None for name, day in days.items()
    }
