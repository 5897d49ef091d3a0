"""Who may be named to a parent: what bars an entry, what to know of it, what the parent wishes; in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from abductdesk.actions.directorylist import in_place, speaks
from abductdesk.actions.directorymerge import merged_into
from abductdesk.actions.firms import same_firm
from abductdesk.actions.office import Look
from abductdesk.actions.standing import LISTED_ALWAYS, Standing, lapses_on, standing_of
from abductdesk.folding import fold
from abductdesk.i18n import L, Language, Message
from abductdesk.models import (
    Absence,
    CaseRole,
    Child,
    Conflict,
    DirectoryEntry,
    GivenList,
    GivenName,
    Person,
)
from abductdesk.terms import ActsFor, ConflictKind, EntryKind, LanguageLevel, Role

Why = Message
_OTHER = {
    Role.LEFT_BEHIND_PARENT: (Role.TAKING_PARENT, Role.LAWYER_TAKING),
    Role.TAKING_PARENT: (Role.LEFT_BEHIND_PARENT, Role.LAWYER_LEFT_BEHIND),
}
_ACT = {Role.LEFT_BEHIND_PARENT: ActsFor.LEFT_BEHIND, Role.TAKING_PARENT: ActsFor.TAKING}


@dataclass(frozen=True)
class Opponent:
    """Somebody who acts for the other parent, or was named to them: a lawyer on the case or an entry."""

    name: str
    firm: str
    entry_id: int | None = None


@dataclass(frozen=True)
class Side:
    """A parent on a case and all that stands against a name: who acts for the other parent, who was named to
    the other parent, conflicts and absences of the day by entry; who was named to this parent before."""

    person_id: int
    role: Role
    today: date
    everybody: frozenset[int]
    acting: tuple[Opponent, ...]
    named: tuple[Opponent, ...]
    conflicts: dict[int, list[Conflict]]
    away: dict[int, date]
    before: frozenset[int]
    entries: dict[int, DirectoryEntry]


def side_of(look: Look, case_id: int, person_id: int, role: Role) -> Side:
    """Read once for a list."""
    parents, lawyers = _OTHER[role]
    people = select(CaseRole.person_id, CaseRole.role, CaseRole.note, Person)
    on_case = look.session.execute(
        people.join(Person, Person.id == CaseRole.person_id).where(CaseRole.case_id == case_id)
    ).all()
    children = look.session.scalars(select(Child.person_id).where(Child.case_id == case_id))
    others = {row.person_id for row in on_case if row.role is parents} - {person_id}
    root = merged_into(look)
    named, before = _named(look, case_id, person_id, others, root)
    conflicts: dict[int, list[Conflict]] = {}
    for conflict in look.session.scalars(select(Conflict)):
        for entry_id in filter(None, (conflict.entry_id, conflict.other_id)):
            conflicts.setdefault(root.get(entry_id, entry_id), []).append(conflict)
    absent = select(Absence).where(Absence.since <= look.today, Absence.until >= look.today)
    away: dict[int, date] = {}
    for absence in look.session.scalars(absent):
        stands = root.get(absence.entry_id, absence.entry_id)
        away[stands] = max(absence.until, away.get(stands, absence.until))
    linked = {
        each for found in conflicts.values() for c in found for each in (c.entry_id, c.other_id) if each
    }
    entries = select(DirectoryEntry).where(DirectoryEntry.id.in_(linked | set(root)))
    return Side(
        person_id, role, look.today,
        frozenset({row.person_id for row in on_case} | set(children)),
        tuple(Opponent(row[3].name, row.note or "") for row in on_case if row.role is lawyers),
        tuple(named), conflicts, away, frozenset(before),
        {entry.id: entry for entry in look.session.scalars(entries)},
    )  # fmt: skip


def _named(
    look: Look, case_id: int, person_id: int, others: set[int], root: dict[int, int]
) -> tuple[list[Opponent], set[int]]:
    """Entries named on this case to the other parent, and those named to this one."""
    rows = (
        select(GivenList.person_id, DirectoryEntry)
        .join(GivenName, GivenName.list_id == GivenList.id)
        .join(DirectoryEntry, DirectoryEntry.id == GivenName.entry_id)
        .where(GivenList.case_id == case_id)
    )
    named: list[Opponent] = []
    before: set[int] = set()
    for to, entry in look.session.execute(rows):
        stands = root.get(entry.id, entry.id)
        if to in others:
            named.append(Opponent(entry.name, entry.organisation or "", stands))
        elif to == person_id:
            before.add(stands)
    return named, before


def barred(look: Look, entry: DirectoryEntry, side: Side, *, with_lapsed: bool, months: int) -> list[Why]:
    """Why the entry must not be named to this parent; empty where it may."""
    return [
        *_not_listed(entry, side.today, months, with_lapsed),
        *_other_side(entry, side),
        *_conflicting(entry, side),
    ] + ([L("Away until {day}.", day=side.away[entry.id])] if entry.id in side.away else [])


def _not_listed(entry: DirectoryEntry, today: date, months: int, with_lapsed: bool) -> Iterator[Why]:
    if entry.consent_on is None and entry.kind not in LISTED_ALWAYS:
        yield L("Has not agreed to be listed.")
    standing = standing_of(entry, today, months)
    if not standing.fresh and not with_lapsed:
        if entry.verified_on is None:
            yield L("Was never verified.")
        else:
            yield L("Last verified on {day}: lapsed.", day=entry.verified_on)
    if entry.accredited_until is not None and entry.accredited_until < today:
        if entry.kind is EntryKind.MEDIATOR:
            yield L("The accreditation ended on {day}.", day=entry.accredited_until)
        else:
            yield L("The recognition ended on {day}.", day=entry.accredited_until)


def _other_side(entry: DirectoryEntry, side: Side) -> Iterator[Why]:
    """What ties the entry to the other parent of this case."""
    if entry.acts_for is not None and entry.acts_for not in (_ACT[side.role], ActsFor.BOTH):
        if entry.acts_for is ActsFor.CHILD:
            yield L("Acts for children, not for parents.")
        elif side.role is Role.LEFT_BEHIND_PARENT:
            yield L("Does not act for left-behind parents.")
        else:
            yield L("Does not act for taking parents.")
    own = fold(entry.name)
    for acting in side.acting:
        if acting.name and fold(acting.name) in (own, _turned(entry)):
            yield L("Acts for the other parent on this case.")
        elif same_firm(entry.organisation, acting.firm):
            yield L("Same firm as the other parent’s lawyer ({name}).", name=acting.name or acting.firm)
    if entry.kind is not EntryKind.LAWYER:
        return  # a psychologist or an interpreter may be named to both
    for named in side.named:
        if named.entry_id == entry.id:
            yield L("Was named to the other parent on this case.")
        elif same_firm(entry.organisation, named.firm):
            yield L("Same firm as {name}, who was named to the other parent.", name=named.name)


def _turned(entry: DirectoryEntry) -> str:
    return fold(f"{entry.family_names} {entry.given_names}")


def _conflicting(entry: DirectoryEntry, side: Side) -> Iterator[Why]:
    """Recorded conflicts of interest that touch this case."""
    tied = {each.entry_id: each.name for each in side.named if each.entry_id is not None}
    for conflict in side.conflicts.get(entry.id, ()):
        if conflict.person_id in side.everybody and not _was_theirs(conflict, side, entry.kind):
            yield L("Conflict of interest: {kind}.", kind=conflict.kind)
        if conflict.firm and any(same_firm(conflict.firm, each.firm) for each in (*side.acting, *side.named)):
            yield L(
                "Conflict of interest with the firm {firm}: {kind}.", firm=conflict.firm, kind=conflict.kind
            )
        if conflict.other_id is not None:
            other = conflict.other_id if conflict.entry_id == entry.id else conflict.entry_id
            linked = side.entries.get(other)
            acts = linked is not None and any(fold(each.name) == fold(linked.name) for each in side.acting)
            if linked is not None and (acts or other in tied):
                yield L("Conflict of interest with {name}: {kind}.", name=linked.name, kind=conflict.kind)


def _was_theirs(conflict: Conflict, side: Side, kind: EntryKind) -> bool:
    """Having acted for this very parent is no obstacle to acting again, but it is to mediating."""
    own = conflict.person_id == side.person_id and conflict.kind is ConflictKind.ACTED_FOR
    return own and kind is not EntryKind.MEDIATOR


def remarks(look: Look, entry: DirectoryEntry, side: Side, months: int) -> Iterator[Why]:
    """What to know before an entry is named."""
    if entry.kind is EntryKind.LAWYER and entry.insurance_checked_on is None:
        yield L("The insurance was not checked.")
    if entry.kind is EntryKind.LAWYER and entry.acts_for is None:
        yield L("Does not say for whom they act.")
    if entry.verified_on is not None and lapses_on(entry.verified_on, months) < side.today:
        yield L("Last verified on {day}: lapsed.", day=entry.verified_on)
    elif standing_of(entry, side.today, months) is Standing.NEVER:
        yield L("Was never verified.")
    if entry.id in side.before:
        yield L("Was named to this parent before.")


def unwished(
    entry: DirectoryEntry, languages: Sequence[str], level: LanguageLevel | None, place: str, legal_aid: bool
) -> list[Why]:
    """What of the parent's wishes the entry does not meet."""
    found = [
        L("Does not speak {language} as wished.", language=Language(code))
        for code in languages
        if not speaks(entry.languages, code, level)
    ]
    if place.strip() and not in_place(entry, place):
        found.append(L("Not in {place}.", place=place.strip()))
    if legal_aid and not entry.legal_aid:
        found.append(L("Does not take legal aid."))
    return found
