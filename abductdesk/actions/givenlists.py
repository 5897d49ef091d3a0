"""Lists of names for a parent: at least three, in rotation, never who acts for the other side of the case.

Who is left out is said with the reason; who got which names when is recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions import listing
from abductdesk.actions.directorylist import current_entries, last_given
from abductdesk.actions.listing import Why
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.actions.standing import months_now
from abductdesk.faults import Refused
from abductdesk.i18n import LN, Message
from abductdesk.models import Case, CaseRole, DirectoryEntry, GivenList, GivenName, Person, Staff
from abductdesk.terms import EntryKind, LanguageLevel, Role, StaffRole

LEAST = 3
"""Names that a list has at least: the parent chooses, not the bureau."""
GIVEN_KINDS = (EntryKind.LAWYER, EntryKind.PSYCHOLOGIST, EntryKind.INTERPRETER, EntryKind.MEDIATOR)
PARENTS = (Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT)


@dataclass(frozen=True)
class ListWish:
    """What the parent wants: languages that must be spoken at least so well, a town or region, legal aid.
    `with_lapsed` lets entries in whose verification has lapsed."""

    languages: tuple[str, ...] = ()
    level: LanguageLevel | None = None
    place: str = ""
    legal_aid: bool = False
    with_lapsed: bool = False

    @property
    def plain(self) -> dict[str, Any]:
        """As it is kept with the list."""
        kept = {
            "languages": list(self.languages), "level": str(self.level or ""), "place": self.place,
            "legal_aid": self.legal_aid, "with_lapsed": self.with_lapsed,
        }  # fmt: skip
        return {name: value for name, value in kept.items() if value}


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be named: when last given out, how often, and what to know before."""

    entry: DirectoryEntry
    last: date | None
    times: int
    remarks: tuple[Message, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """Somebody who cannot be named, and why. `wish`: only because of what the parent wishes."""

    entry: DirectoryEntry
    why: tuple[Message, ...]
    wish: bool


@dataclass(frozen=True)
class Proposal:
    """Who comes next in the rotation: `names` for the list, `reserve` to replace one; and who is left out."""

    kind: EntryKind
    person: Person
    role: Role
    names: tuple[Candidate, ...]
    reserve: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]
    today: date

    @property
    def enough(self) -> bool:
        return len(self.names) >= LEAST


@dataclass(frozen=True)
class ListGiven:
    """A list as it was given: to whom, when, by whom, the names in their order, why fewer than three."""

    list_id: int
    kind: EntryKind
    parent: str
    person_id: int
    on: date
    staff: str
    names: tuple[str, ...]
    reason: str
    wishes: dict[str, Any] = field(default_factory=dict)


@query()
def propose_list(
    look: Look, case_id: int, person_id: int, kind: EntryKind, wish: ListWish | None = None
) -> Proposal:
    """Who is next for this parent on this case, and who is left out with the reason. Raises `Refused` where
    the person is no parent on the case."""
    return _proposal(look, case_id, person_id, kind, wish or ListWish())


def _proposal(look: Look, case_id: int, person_id: int, kind: EntryKind, wish: ListWish) -> Proposal:
    person = look.get(Person, person_id)
    role = _role(look, case_id, person_id)
    side = listing.side_of(look, case_id, person_id, role)
    given = last_given(look)
    months = months_now(look)
    fitting: list[Candidate] = []
    left_out: list[LeftOut] = []
    for entry in current_entries(look, kind):
        barred = listing.barred(look, entry, side, with_lapsed=wish.with_lapsed, months=months)
        unwished = _unwished(entry, wish) if not barred else []
        if barred or unwished:
            left_out.append(LeftOut(entry, tuple(barred or unwished), wish=not barred))
            continue
        last, times = given.get(entry.id, (None, 0))
        remarks = tuple(listing.remarks(look, entry, side, months))
        fitting.append(Candidate(entry, last, times, remarks))
    fitting.sort(key=lambda each: (each.last or date.min, each.times, each.entry.id))
    return Proposal(
        kind, person, role, tuple(fitting[:LEAST]), tuple(fitting[LEAST:]), tuple(left_out), look.today
    )


def _unwished(entry: DirectoryEntry, wish: ListWish) -> list[Why]:
    return listing.unwished(entry, wish.languages, wish.level, wish.place, wish.legal_aid)


def _role(look: Look, case_id: int, person_id: int) -> Role:
    """The parent's role on the case; the present one counts before a former one."""
    look.get(Case, case_id)
    roles = select(CaseRole.role).where(
        CaseRole.case_id == case_id, CaseRole.person_id == person_id, CaseRole.role.in_(PARENTS)
    )
    found = look.session.scalar(roles.order_by(CaseRole.until.is_not(None), CaseRole.id))
    if found is None:
        raise Refused("Lists are given to the parents of a case. Record the person as a parent first.")
    return found


@action()
def give_list(
    work: Work,
    case_id: int,
    person_id: int,
    kind: EntryKind,
    entry_ids: Sequence[int],
    *,
    wish: ListWish | None = None,
    reason: str = "",
) -> int:
    """Record that the parent got these names today, in this order; returns the id of the list.

    Raises `Refused` for a name that must not be given (with the reason), and for fewer than three names
    unless a manager says why.
    """
    case = work.get(Case, case_id)
    if case.study or case.voided_on is not None:
        raise Refused("Lists are given on open cases of the bureau only, not on study or void cases.")
    wish = wish or ListWish()
    names = list(dict.fromkeys(entry_ids))
    found = _proposal(work, case_id, person_id, kind, wish)
    _refuse_left_out(found, names)
    _refuse_few(work, found, names, reason)
    made = GivenList(
        case_id=case_id, person_id=person_id, kind=kind, given_on=work.today, staff_id=work.staff.id,
        wishes=wish.plain,
    )  # fmt: skip
    given = work.add(made, reason=reason.strip() or None)
    for place, entry_id in enumerate(names, start=1):
        work.add(GivenName(list_id=given.id, entry_id=entry_id, place=place))
        work.touched.add((DirectoryEntry.__tablename__, entry_id))
    return given.id


def _refuse_left_out(found: Proposal, names: Sequence[int]) -> None:
    can = {each.entry.id for each in (*found.names, *found.reserve)}
    out = {each.entry.id: each for each in found.left_out}
    for entry_id in names:
        if entry_id in can:
            continue
        if entry_id not in out:
            raise Refused("A name of this list is no longer in the directory. Look at the proposal again.")
        raise Refused(
            "{name} cannot be on this list: {why}", name=out[entry_id].entry.name, why=out[entry_id].why[0]
        )


def _refuse_few(work: Work, found: Proposal, names: Sequence[int], reason: str) -> None:
    if not names:
        raise Refused("This list names nobody. Choose at least one name.")
    if len(names) >= LEAST:
        return
    if StaffRole.MANAGER not in work.staff.roles:
        raise Refused(
            "A list has at least {least} names. A manager may give fewer, with the reason.", least=LEAST
        )
    if not reason.strip():
        raise Refused("Say why this list has fewer than {least} names.", least=LEAST)


def few_words(count: int) -> Message:
    """How many names there are where three are wanted."""
    return LN(
        "Only {n} name fits; a list has at least three.",
        "Only {n} names fit; a list has at least three.",
        count,
    )


@query()
def lists_of_case(look: Look, case_id: int) -> list[ListGiven]:
    """The lists given on a case, the newest first."""
    rows = (
        select(GivenList, Person, Staff.name)
        .join(Person, Person.id == GivenList.person_id)
        .join(Staff, Staff.id == GivenList.staff_id)
        .where(GivenList.case_id == case_id)
        .order_by(GivenList.given_on.desc(), GivenList.id.desc())
    )
    return [
        ListGiven(
            row[0].id, row[0].kind, row[1].name, row[1].id, row[0].given_on, row[2],
            _names(look, row[0].id), row[0].reason or "", dict(row[0].wishes),
        )
        for row in look.session.execute(rows)
    ]  # fmt: skip


def _names(look: Look, list_id: int) -> tuple[str, ...]:
    rows = (
        select(DirectoryEntry)
        .join(GivenName, GivenName.entry_id == DirectoryEntry.id)
        .where(GivenName.list_id == list_id)
        .order_by(GivenName.place)
    )
    return tuple(entry.name for entry in look.session.scalars(rows))
