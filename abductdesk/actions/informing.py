"""The duty to inform people whose data came from somebody else (GDPR Art. 14).

Who must be told, and by when, follows from the people on a case and is never stored; what is stored is what a
person decided: told on a day, or an exception with its reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from abductdesk.actions.facts import office_facts
from abductdesk.actions.office import BRUSSELS, Look, Work, action, query
from abductdesk.actions.registers import refuse_to_come
from abductdesk.faults import Invalid
from abductdesk.i18n import L
from abductdesk.models import (
    Call,
    Case,
    CaseRole,
    Child,
    DutyToInform,
    Entry,
    Letter,
    Person,
    Staff,
)
from abductdesk.rules import engine
from abductdesk.rules.deadline import Deadline
from abductdesk.rules.facts import Decision, Event, Facts
from abductdesk.rules.facts import Office as OfficeFacts
from abductdesk.terms import (
    CallerRelation,
    DecisionKind,
    EventKind,
    InformException,
    Law,
    ReferralSource,
    Role,
    Status,
    TakingPerson,
)

# whose data come from somebody else; lawyers and authorities act in their office, a caller told us themself
_CONCERNED = (Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT, Role.RELATIVE, Role.OTHER)
_PARENT_CAME = (None, ReferralSource.PARENT, ReferralSource.LAWYER, ReferralSource.HOTLINE_116000)
_ADDED = ("add_person", "add_child")  # added later than the case was opened
_SAME = {CallerRelation.MOTHER: TakingPerson.MOTHER, CallerRelation.FATHER: TakingPerson.FATHER}


@dataclass(frozen=True)
class Duty:
    """One person on one case who must be told. `role` is None for a child, who is told through whoever holds
    parental responsibility; `letter` is the first letter to them: number and day."""

    case_id: int
    reference: str
    person_id: int
    name: str
    role: Role | None
    caseworker_id: int | None
    obtained_on: date
    limit: Deadline
    letter: tuple[str, date] | None = None
    decision: DutyToInform | None = None
    decided_by: str = ""

    @property
    def id(self) -> tuple[int, int]:
        return self.case_id, self.person_id

    @property
    def due(self) -> date:
        due = self.limit.due
        assert isinstance(due, date)
        return due

    @property
    def open(self) -> bool:
        """Whether nobody has told them, or recorded why not."""
        return self.decision is None

    @property
    def early_harm(self) -> bool:
        """Whether telling too early can endanger a child: the parent who has the child."""
        return self.open and self.role is Role.TAKING_PARENT


@query()
def informing(look: Look) -> list[Duty]:
    """Who must be told in the open cases, the most urgent first, then what was decided."""
    open_cases = select(Case.id).where(Case.closed_on.is_(None), Case.voided_on.is_(None), ~Case.study)
    return duties(look, list(look.session.scalars(open_cases)))


def duties(look: Look, case_ids: Sequence[int]) -> list[Duty]:
    """The duties of these cases, those undecided first, the earliest first."""
    cases = {
        case.id: case
        for case in look.session.scalars(select(Case).where(Case.id.in_(case_ids), ~Case.study))
        if case.voided_on is None
    }
    staff = {row.id: row.name for row in look.session.execute(select(Staff.id, Staff.name))}
    told = _decisions(look, list(cases))
    letters = _first_letters(look, list(cases))
    obtained = _Obtained(look, list(cases))
    counted = _Counted(look)
    found = []
    for case_id, person, role, record in _concerned(look, list(cases)):
        case, decision = cases[case_id], told.get((case_id, person.id))
        day = decision.obtained_on if decision else obtained.on(case, record)
        by = staff.get(decision.staff_id, "") if decision else ""
        letter = letters.get((case_id, person.id))
        limit = _with_contact(counted.limit(day, decision, by), letter, look.today, decision)
        found.append(
            Duty(
                case_id, case.reference, person.id, person.name, role, case.caseworker_id, day, limit,
                letter, decision, by,
            )
        )  # fmt: skip
    return sorted(found, key=lambda duty: (not duty.open, duty.due, duty.case_id, duty.person_id))


def _concerned(
    look: Look, case_ids: Sequence[int]
) -> Iterator[tuple[int, Person, Role | None, tuple[str, int]]]:
    """Everybody whose data came from somebody else, once a case: (case, person, role, their entry on it)."""
    came = _came_themselves(look, case_ids)
    seen: set[tuple[int, int]] = set()
    roles = (
        select(CaseRole, Person)
        .join(Person, Person.id == CaseRole.person_id)
        .where(CaseRole.case_id.in_(case_ids), CaseRole.role.in_(_CONCERNED))
        .where(~Person.deceased, Person.erased_on.is_(None))
        .order_by(CaseRole.id)
    )
    for role, person in look.session.execute(roles):
        key = (role.case_id, person.id)
        if key not in seen and role.role is not came.get(role.case_id):
            seen.add(key)
            yield role.case_id, person, role.role, (CaseRole.__tablename__, role.id)
    children = (
        select(Child, Person)
        .join(Person, Person.id == Child.person_id)
        .where(Child.case_id.in_(case_ids), ~Person.deceased, Person.erased_on.is_(None))
        .order_by(Child.id)
    )
    for child, person in look.session.execute(children):
        if (child.case_id, person.id) not in seen:
            yield child.case_id, person, None, (Child.__tablename__, child.id)


def _came_themselves(look: Look, case_ids: Sequence[int]) -> dict[int, Role]:
    """Which parent told the bureau of the case: by the first call, else by who referred it."""
    calls: dict[int, CallerRelation] = {}
    rows = select(Call.case_id, Call.relation).where(Call.case_id.in_(case_ids)).order_by(Call.at.desc())
    for case_id, first in look.session.execute(rows):
        if case_id is not None:
            calls[case_id] = first
    found: dict[int, Role] = {}
    cases = select(Case.id, Case.referral_source, Case.taking_person).where(Case.id.in_(case_ids))
    for row in look.session.execute(cases):
        relation: CallerRelation | None = calls.get(row.id)
        if relation in _SAME and _SAME[relation] is row.taking_person:
            found[row.id] = Role.TAKING_PARENT
        elif relation in _SAME or (relation is None and row.referral_source in _PARENT_CAME):
            found[row.id] = Role.LEFT_BEHIND_PARENT
    return found


class _Obtained:
    """When the bureau got somebody's data: when the case was opened, or the day they were added later."""

    def __init__(self, look: Look, case_ids: Iterable[int]) -> None:
        rows = select(Entry.record_kind, Entry.record_id, Entry.at).where(
            Entry.action.in_(_ADDED), Entry.case_id.in_(list(case_ids))
        )
        self._later: dict[tuple[str, int], datetime] = {
            (row.record_kind, row.record_id): row.at for row in look.session.execute(rows)
        }

    def on(self, case: Case, record: tuple[str, int]) -> date:
        at = self._later.get(record)
        return max(case.opened_on, at.astimezone(BRUSSELS).date()) if at is not None else case.opened_on


class _Counted:
    """The limit of Art. 14(3), counted once for each day and decision: many duties share them."""

    def __init__(self, look: Look) -> None:
        self._today = look.today
        self._office: OfficeFacts = office_facts(look)
        self._known: dict[tuple[Any, ...], Deadline] = {}

    def limit(self, obtained: date, decision: DutyToInform | None, by: str) -> Deadline:
        told = decision.informed_on if decision is not None else None
        why = decision.reason if decision is not None and decision.exception is not None else None
        key = (obtained, told, why, by)
        if key not in self._known:
            self._known[key] = self._count(obtained, told, decision, by)
        return self._known[key]

    def _count(self, obtained: date, told: date | None, decision: DutyToInform | None, by: str) -> Deadline:
        events = [Event(1, EventKind.DATA_OBTAINED, obtained)]
        if told is not None:
            events.append(Event(2, EventKind.PERSON_INFORMED, max(told, obtained)))
        made: tuple[Decision, ...] = ()
        if decision is not None and decision.exception is not None:
            rule = "gdpr-art14-3-inform"
            made = (Decision(rule, DecisionKind.NOT_APPLICABLE, decision.reason or "", obtained, by),)
        facts = Facts(events=tuple(events), decisions=made, office=self._office)
        found = engine.deadlines(facts, self._today)
        return next(line for line in found if line.instrument is Law.GDPR)


def _with_contact(
    limit: Deadline, letter: tuple[str, date] | None, today: date, decision: DutyToInform | None
) -> Deadline:
    """Art. 14(3)(b): at the latest at the first communication, where that comes before the month is over."""
    due = limit.due
    if letter is None or not isinstance(due, date) or letter[1] >= due:
        return limit
    number, day = letter
    said = L("Letter {number} of {day} was the first contact: at the latest then.", number=number, day=day)
    after = replace(limit, due=day, legal_end=day, explanation=(said, *limit.explanation))
    if decision is not None:
        return after
    missed = today > day
    return replace(after, status=Status.MISSED if missed else limit.status, days_left=(day - today).days)


def _decisions(look: Look, case_ids: Sequence[int]) -> dict[tuple[int, int], DutyToInform]:
    rows = select(DutyToInform).where(DutyToInform.case_id.in_(case_ids)).order_by(DutyToInform.id)
    return {(duty.case_id, duty.person_id): duty for duty in look.session.scalars(rows)}


def _first_letters(look: Look, case_ids: Sequence[int]) -> dict[tuple[int, int], tuple[str, date]]:
    rows = (
        select(Letter.case_id, Letter.person_id, Letter.number, Letter.issued_at)
        .where(Letter.case_id.in_(case_ids), Letter.person_id.is_not(None))
        .order_by(Letter.id)
    )
    found: dict[tuple[int, int], tuple[str, date]] = defaultdict(lambda: ("", date.max))
    for row in look.session.execute(rows):
        found.setdefault(
            (row.case_id, row.person_id), (row.number, row.issued_at.astimezone(BRUSSELS).date())
        )
    return dict(found)


@action()
def record_informed(
    work: Work, case_id: int, person_id: int, *, on: date, obtained_on: date | None = None
) -> int:
    """Record that somebody was told what the bureau holds of them and from whom; returns the entry's id."""
    refuse_to_come(work, {"informed_on": on, "obtained_on": obtained_on}, "informed_on", "obtained_on")
    return _decide(work, case_id, person_id, obtained_on, informed_on=on, exception=None, reason=None)


@action()
def record_exception(
    work: Work,
    case_id: int,
    person_id: int,
    *,
    exception: InformException,
    reason: str,
    obtained_on: date | None = None,
) -> int:
    """Record why somebody need not be told (Art. 14(5)), with the reason; returns the entry's id."""
    if not reason.strip():
        raise Invalid("reason", "Give the reason: an exception of Art. 14(5) must be shown to hold.")
    refuse_to_come(work, {"obtained_on": obtained_on}, "obtained_on")
    return _decide(
        work, case_id, person_id, obtained_on, informed_on=None, exception=exception, reason=reason
    )


def _decide(work: Work, case_id: int, person_id: int, obtained_on: date | None, **values: Any) -> int:
    found = {duty.person_id: duty for duty in duties(work, [case_id])}
    duty = found.get(person_id)
    if duty is None:
        raise Invalid("person_id", "This person need not be told on this case.")
    given = {**values, "obtained_on": obtained_on or duty.obtained_on}
    if duty.decision is not None:
        work.change(duty.decision, duty.decision.version, given)
        return duty.decision.id
    entry = DutyToInform(case_id=case_id, person_id=person_id, staff_id=work.staff.id)
    return work.add(entry, **given).id


@action()
def take_back_informed(work: Work, duty_id: int) -> None:
    """Take back what was recorded by mistake: the person must be told again."""
    work.remove(work.get(DutyToInform, duty_id))
