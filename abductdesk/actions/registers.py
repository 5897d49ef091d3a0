"""The register of requests that people make about their own data (GDPR Arts. 12 and 15 to 22).

Caseworkers and managers record and extend; a manager answers, which closes the request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, cast, func, select

from abductdesk.actions import search
from abductdesk.actions.office import BRUSSELS, Look, Work, action, query
from abductdesk.actions.registerlimits import EXTENDED, counted, limits_of
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import L, Message
from abductdesk.models import Breach, Case, DataRequest, Letter, Person, ProcessingHold, Staff
from abductdesk.rules.deadline import Deadline
from abductdesk.store import journal
from abductdesk.terms import RequestKind, RequestOutcome, StaffRole, Status

MANAGERS = frozenset({StaffRole.MANAGER})
ASKED = ("name", "kind", "received_on", "how", "wish", "identity_checked_on", "identity_how")
# what must be told on to whom the data went (Art. 19)
TOLD_ON = frozenset({RequestKind.RECTIFICATION, RequestKind.ERASURE, RequestKind.RESTRICTION})


def next_number(look: Look, model: type[DataRequest] | type[Breach], prefix: str) -> str:
    """The next number of a yearly sequence without gaps, for example DR-2026-0001."""
    start = f"{prefix}-{look.today.year}-"
    running = cast(func.substr(model.number, len(start) + 1), Integer)
    last = look.session.scalar(select(func.max(running)).where(model.number.startswith(start))) or 0
    return f"{start}{last + 1:04d}"


def refuse_to_come(look: Look, values: Mapping[str, Any], *names: str) -> None:
    """Raise `Invalid` for one of these days that lies in the future."""
    for name in names:
        day = values.get(name)
        if isinstance(day, date) and day > look.today:
            raise Invalid(name, "This day has not come yet. Choose an earlier one.")


@action()
def record_request(work: Work, values: Mapping[str, Any], person_id: int | None = None) -> int:
    """Record a request; returns its id. Its limit runs from the day it came. `person_id` is whom it is about,
    where they are known here; without a name given the register keeps theirs."""
    given = dict(values)
    if person_id is not None:
        given.setdefault("name", work.get(Person, person_id).name)
    refuse_to_come(work, given, "received_on", "identity_checked_on")
    number = next_number(work, DataRequest, "DR")
    request = DataRequest(number=number, person_id=person_id, staff_id=work.staff.id)
    return work.add(request, **given).id


@action()
def change_request(work: Work, request_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Correct what was recorded of a request, or say how the identity was checked."""
    request = work.get(DataRequest, request_id)
    wanted = {name: value for name, value in changes.items() if name in ASKED}
    refuse_to_come(work, wanted, "received_on", "identity_checked_on")
    work.change(request, seen, wanted)
    for name in ("extended_on", "answered_on"):
        day = getattr(request, name)
        if day is not None and day < request.received_on:
            raise Invalid("received_on", "It was answered or extended before that day. Check the day.")


@action()
def extend_request(work: Work, request_id: int, *, seen: int, on: date, reason: str) -> None:
    """Record that the person was told of an extension, with reasons (Art. 12(3)).

    Raises `Invalid` where that was after the first month: such an extension is not valid.
    """
    request = work.get(DataRequest, request_id)
    _refuse_answered(request)
    if not reason.strip():
        raise Invalid("extension_reason", "Give the reasons: the person must be told them (Art. 12(3)).")
    _check_told(work, request, "extended_on", on)
    work.change(request, seen, {"extended_on": on, "extension_reason": reason})
    limit = next(line for line in counted(work, request) if line.id == EXTENDED)
    if limit.status is Status.NOT_APPLICABLE:
        raise Invalid("extended_on", "{why} Answer the request now.", why=limit.explanation[0])


@action(MANAGERS)
def answer_request(
    work: Work, request_id: int, *, seen: int, outcome: RequestOutcome, on: date, reason: str = ""
) -> None:
    """Record the answer that the person got; a refusal, also in part, needs its reason (Art. 12(4))."""
    request = work.get(DataRequest, request_id)
    _refuse_answered(request)
    if outcome is not RequestOutcome.GRANTED and not reason.strip():
        raise Invalid(
            "reason", "Give the reason: the person must be told it, and where to complain (Art. 12(4))."
        )
    _check_told(work, request, "answered_on", on)
    work.change(request, seen, {"outcome": outcome, "answered_on": on, "reason": reason or None})


@action(MANAGERS)
def reopen_request(work: Work, request_id: int, *, seen: int) -> None:
    """Take back an answer that was recorded by mistake."""
    request = work.get(DataRequest, request_id)
    if request.answered_on is None:
        raise Refused("This request is not answered yet.")
    work.change(request, seen, {"outcome": None, "answered_on": None})


def _refuse_answered(request: DataRequest) -> None:
    if request.answered_on is not None:
        raise Refused("This request is already answered. A manager can take the answer back.")


def _check_told(work: Work, request: DataRequest, name: str, on: date) -> None:
    refuse_to_come(work, {name: on}, name)
    if on < request.received_on:
        raise Invalid(name, "The request came later than that. Check the day.")


@dataclass(frozen=True)
class Recipient:
    """Somebody to whom data on the person's cases went: a letter, or an export that people saved."""

    reference: str
    what: Message
    to: str
    on: date


@dataclass(frozen=True)
class Request:
    """A request with what follows from it. `limits` has the one that people work to first."""

    entry: DataRequest
    limits: tuple[Deadline, ...]
    recorded_by: str
    case_id: int | None = None
    held: bool = False

    @property
    def id(self) -> int:
        return self.entry.id

    @property
    def limit(self) -> Deadline:
        return self.limits[0]

    @property
    def unidentified(self) -> bool:
        """Whether nobody has checked yet who asks (Art. 12(6))."""
        return self.entry.identity_checked_on is None


@query()
def requests(look: Look) -> list[Request]:
    """The register, the newest first."""
    rows = select(DataRequest, Staff.name).join(Staff, Staff.id == DataRequest.staff_id)
    held = set(look.session.scalars(select(ProcessingHold.person_id).where(ProcessingHold.until.is_(None))))
    found = []
    for entry, name in look.session.execute(rows.order_by(DataRequest.id.desc())):
        cases = search.cases_of(look, entry.person_id) if entry.person_id is not None else []
        last = cases[-1] if cases else None
        limits = limits_of(look, entry, name)
        found.append(Request(entry, limits, name, last, entry.person_id in held))
    return found


_SENT = {
    "deadlines": L("List of deadlines"),
    "calendar": L("Calendar file"),
}


@query()
def recipients(look: Look, person_id: int) -> list[Recipient]:
    """To whom data of this person may have gone, the newest first: whoever is to be told that they were
    rectified, erased or restricted (Art. 19). Letters to the person are left out."""
    cases = search.cases_of(look, person_id)
    references = {row.id: row.reference for row in look.session.execute(
        select(Case.id, Case.reference).where(Case.id.in_(cases)))}  # fmt: skip
    letters = select(Letter).where(Letter.case_id.in_(cases))
    found = [
        Recipient(
            references[letter.case_id],
            L("Letter {number}", number=letter.number),
            letter.recipient_name,
            letter.issued_at.astimezone(BRUSSELS).date(),
        )
        for letter in look.session.scalars(letters)
        if letter.person_id != person_id
    ]
    for case_id in cases:
        for entry in journal.entries_of_case(look.session, case_id):
            what = _left(entry)
            if what is not None:
                day = entry.at.astimezone(BRUSSELS).date()
                found.append(Recipient(references[case_id], what, "", day))
    return sorted(found, key=lambda each: each.on, reverse=True)


def _left(entry: journal.Told) -> Message | None:
    """What left the vault by this entry of the journal, if anything did."""
    if entry.action == "save_attachment":
        return L("Document saved outside the vault")
    exported = (entry.detail or {}).get("exported")
    if exported is None:
        return None
    return _SENT.get(str(exported), L("Export"))
