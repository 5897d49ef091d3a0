"""A psychologist for the time after a return: who could see the child, whom the family took, the sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions.aftercare import running, touch
from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import LN, L, Language, Listing, Message
from abductdesk.models import (
    Absence,
    Aftercare,
    Case,
    CaseRole,
    Child,
    ContactPoint,
    DirectoryEntry,
    Person,
    PsychologistSession,
    SupportItem,
    SupportRequest,
)
from abductdesk.terms import ContactKind, EntryKind, Role, SupportKind

PARENTS = (Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT)
_PROVINCE = 1  # digits of a Belgian postcode that tell the province


@dataclass(frozen=True)
class Offer:
    """A psychologist of the directory for one child: what speaks for it and what against, in words; nothing
    is hidden. `score` orders: languages before recognition before region before waiting time."""

    entry_id: int
    name: str
    town: str
    pros: tuple[Message, ...]
    cons: tuple[Message, ...]
    score: tuple[int, ...]


@query()
def psychologist_offers(look: Look, aftercare_id: int) -> list[Offer]:
    """The psychologists of the directory for this child, the best first, each with its reasons."""
    aftercare = look.get(Aftercare, aftercare_id)
    child = look.get(Person, look.get(Child, aftercare.child_id).person_id)
    spoken = _codes(child.languages)
    parents = look.session.scalars(
        select(Person)
        .join(CaseRole, CaseRole.person_id == Person.id)
        .where(CaseRole.case_id == aftercare.case_id, CaseRole.role.in_(PARENTS))
    )
    theirs = {code for parent in parents for code in _codes(parent.languages)} - spoken
    near = _provinces(look, aftercare.case_id)
    entries = select(DirectoryEntry).where(
        DirectoryEntry.kind == EntryKind.PSYCHOLOGIST,
        DirectoryEntry.left_on.is_(None),
        DirectoryEntry.merged_into_id.is_(None),
    )
    away = select(Absence).where(Absence.since <= look.today, Absence.until >= look.today)
    absent = {row.entry_id: row.until for row in look.session.scalars(away)}
    found = [
        _offer(look, entry, spoken, theirs, near, absent.get(entry.id))
        for entry in look.session.scalars(entries)
    ]
    return sorted(found, key=lambda offer: (*(-part for part in offer.score), offer.name))


def _codes(languages: list[str]) -> set[str]:
    return {language.split(":")[0] for language in languages}


def _provinces(look: Look, case_id: int) -> set[str]:
    """The first digit of the Belgian postcodes of the family's own addresses."""
    points = select(ContactPoint.postcode).where(
        ContactPoint.kind == ContactKind.ADDRESS,
        ContactPoint.country.in_(("BE", None)) | ContactPoint.country.is_(None),
        ContactPoint.until.is_(None),
        ContactPoint.person_id.in_(
            select(CaseRole.person_id).where(CaseRole.case_id == case_id, CaseRole.role.in_(PARENTS))
        ),
    )
    codes = (str(code).strip() for code in look.session.scalars(points) if code)
    return {code[:_PROVINCE] for code in codes if len(code) == 4 and code.isdigit()}


def _offer(
    look: Look,
    entry: DirectoryEntry,
    spoken: set[str],
    theirs: set[str],
    near: set[str],
    away: date | None,
) -> Offer:
    pros: list[Message] = []
    cons: list[Message] = []
    score = (
        _languages(entry, spoken, theirs, pros, cons),
        _recognition(look, entry, away, pros, cons),
        _region(entry, near, pros, cons),
        _waiting(entry, pros, cons),
    )
    return Offer(entry.id, entry.name, entry.city or "", tuple(pros), tuple(cons), score)


def _languages(
    entry: DirectoryEntry, spoken: set[str], theirs: set[str], pros: list[Message], cons: list[Message]
) -> int:
    codes = _codes(entry.languages)
    with_child, with_parents = sorted(codes & spoken), sorted(codes & theirs)
    if with_child:
        pros.append(L("Speaks a language of the child: {languages}", languages=_listed(with_child)))
    elif spoken:
        cons.append(L("Speaks no language of the child ({languages})", languages=_listed(sorted(spoken))))
    else:
        cons.append(L("The languages of the child are not recorded"))
    if with_parents:
        pros.append(L("Speaks a language of a parent: {languages}", languages=_listed(with_parents)))
    return 2 * bool(with_child) + bool(with_parents)


def _listed(codes: list[str]) -> Listing:
    return Listing(tuple(Language(code) for code in codes))


def _recognition(
    look: Look, entry: DirectoryEntry, away: date | None, pros: list[Message], cons: list[Message]
) -> int:
    months = bureau_now(look).verify_months
    score = 0
    if entry.accredited_until is None:
        cons.append(L("Until when the recognition holds is not recorded"))
    elif entry.accredited_until < look.today:
        cons.append(L("Recognition ended on {day}", day=entry.accredited_until))
        score -= 4
    else:
        pros.append(L("Recognised until {day}", day=entry.accredited_until))
        score += 2
    if entry.verified_on is None:
        cons.append(L("The entry was never verified"))
    elif (look.today - entry.verified_on).days > months * 30.5:
        cons.append(L("Last verified on {day}: more than {months} months ago",
                      day=entry.verified_on, months=months))  # fmt: skip
    else:
        pros.append(L("Verified on {day}", day=entry.verified_on))
        score += 1
    if away is not None:
        cons.append(L("Absent until {day}", day=away))
        score -= 1
    return score


def _region(entry: DirectoryEntry, near: set[str], pros: list[Message], cons: list[Message]) -> int:
    postcode = (entry.postcode or "").strip()
    if near and postcode[:_PROVINCE] in near and len(postcode) == 4:
        pros.append(L("In the region of the family"))
        return 2
    if entry.online:
        pros.append(L("Works online"))
        return 1
    if near:
        cons.append(L("Not in the region of the family"))
    return 0


def _waiting(entry: DirectoryEntry, pros: list[Message], cons: list[Message]) -> int:
    weeks = entry.waiting_weeks
    if weeks is None:
        cons.append(L("Waiting time is not recorded"))
        return -26
    if weeks == 0:
        pros.append(L("No waiting time"))
    else:
        said = LN("Waiting time: {n} week", "Waiting time: {n} weeks", weeks)
        (pros if weeks <= 4 else cons).append(said)
    return -weeks


@action()
def offer_psychologist(
    work: Work, aftercare_id: int, entry_id: int | None, *, declined: bool = False
) -> None:
    """A psychologist of the directory was offered (None: none is known), or the family declined."""
    aftercare = running(work, aftercare_id)
    if entry_id is not None:
        _check_entry(work, entry_id)
    values = {"declined_on": work.today} if declined else {"psychologist_id": entry_id, "declined_on": None}
    work.assign(aftercare, offered_on=aftercare.offered_on or work.today, **values)
    touch(work, aftercare)


def _check_entry(work: Work, entry_id: int) -> None:
    entry = work.get(DirectoryEntry, entry_id)
    if entry.kind is not EntryKind.PSYCHOLOGIST or entry.left_on is not None:
        raise Refused("Choose a psychologist of the directory.")


@dataclass(frozen=True)
class PsychologistSupport:
    """Support for a psychologist on a case, as a session can be charged to it. `used_cents` is what the
    sessions charged to it cost so far."""

    item_id: int
    number: str
    what: str
    child_id: int | None
    granted_cents: int | None
    used_cents: int


@query(shows="case_id")
def psychologist_support(look: Look, case_id: int) -> list[PsychologistSupport]:
    """The support items for a psychologist on a case."""
    rows = (
        select(SupportItem, SupportRequest.number)
        .join(SupportRequest, SupportRequest.id == SupportItem.request_id)
        .where(SupportRequest.case_id == case_id, SupportItem.kind == SupportKind.PSYCHOLOGIST)
        .order_by(SupportItem.id)
    )
    found = []
    for item, number in look.session.execute(rows):
        spent = select(PsychologistSession.cents).where(PsychologistSession.item_id == item.id)
        used = sum(cents or 0 for cents in look.session.scalars(spent))
        found.append(
            PsychologistSupport(item.id, number, item.what or "", item.child_id, item.granted_cents, used)
        )
    return found


@action()
def record_psychologist_session(work: Work, aftercare_id: int, values: Mapping[str, Any]) -> int:
    """Record a session and its cost; where support pays for it, the item must be a psychologist's for this
    child."""
    aftercare = running(work, aftercare_id)
    given = {"entry_id": aftercare.psychologist_id, **values}
    made = work.add(PsychologistSession(aftercare_id=aftercare_id), **_checked(work, aftercare, given))
    touch(work, aftercare)
    return made.id


@action()
def change_psychologist_session(
    work: Work, session_id: int, *, seen: int, changes: Mapping[str, Any]
) -> None:
    """Correct a session or its cost, also after the aftercare has ended: bills come late."""
    session = work.get(PsychologistSession, session_id)
    aftercare = work.get(Aftercare, session.aftercare_id)
    work.change(session, seen, _checked(work, aftercare, changes))
    touch(work, aftercare)


@action()
def remove_psychologist_session(work: Work, session_id: int) -> None:
    """Take out a session that was recorded by mistake."""
    session = work.get(PsychologistSession, session_id)
    aftercare = work.get(Aftercare, session.aftercare_id)
    work.remove(session)
    touch(work, aftercare)


def _checked(work: Work, aftercare: Aftercare, values: Mapping[str, Any]) -> dict[str, Any]:
    if not work.get(Case, aftercare.case_id).open:
        raise Refused("The case is not open. Reopen it first.")
    on = values.get("on")
    if on is not None and on > work.today:
        raise Invalid("on", "This day has not come yet. Choose an earlier one.")
    if values.get("entry_id") is not None:
        _check_entry(work, values["entry_id"])
    item_id = values.get("item_id")
    if item_id is not None:
        item = work.get(SupportItem, item_id)
        request = work.get(SupportRequest, item.request_id)
        ours = request.case_id == aftercare.case_id and item.child_id in (None, aftercare.child_id)
        if item.kind is not SupportKind.PSYCHOLOGIST or not ours:
            raise Invalid("item_id", "Choose support for a psychologist on this case.")
    return dict(values)
