"""The bureau of the demo at work: a clock that is set, three people, and a case on their desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any, Concatenate, ParamSpec

from abductdesk.actions.aftercare import aftercare_of, end_aftercare
from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import change_case, close_case
from abductdesk.actions.entries import add_entry, tick_follow_up
from abductdesk.actions.events import add_event
from abductdesk.actions.letterfacts import Addressee, Choices
from abductdesk.actions.letters import issue_letter, letter_kinds, record_print
from abductdesk.actions.office import BRUSSELS, Office, Work
from abductdesk.actions.people import change_child
from abductdesk.demo.texts import AGREED
from abductdesk.faults import Refused
from abductdesk.rules.calendars import BELGIAN
from abductdesk.terms import ClosureReason, EventKind, Outcome, Role

P = ParamSpec("P")
ANY = 10**9  # nobody else is at work here: whatever version there is
MANAGER, CASEWORKER, CLERK = 1, 2, 3

Step = tuple[datetime, Callable[[], object]]
"""When something is done, and what."""


@dataclass
class Desk:
    """Everybody at work, at the moment the clock says. `numbers` makes phone numbers differ."""

    today: date
    now: datetime
    offices: dict[int, Office] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)
    directory: bool = False

    def do(
        self, who: int, verb: Callable[Concatenate[Work, P], Any], *args: P.args, **kwargs: P.kwargs
    ) -> Any:
        """One action of one person; returns what it returned."""
        return self.offices[who].do(verb, *args, **kwargs).result


_IN_COURT = frozenset(
    {
        EventKind.COURT_SEISED, EventKind.INTRODUCTORY_HEARING, EventKind.ADJOURNED_HEARING,
        EventKind.DECISION_RETURN, EventKind.DECISION_REFUSAL, EventKind.APPEAL_LODGED,
        EventKind.APPEAL_REGISTERED, EventKind.APPEAL_HEARING, EventKind.APPEAL_DECIDED,
    }
)  # fmt: skip


def moment(rng: Random, day: date) -> datetime:
    """Some minute of office hours on that day. What falls on a weekend is done on Monday morning, in the
    order of its days, so that nothing comes before what it follows from."""
    earliest, latest = {6: (0, 80), 7: (81, 160), 1: (161, 480)}.get(day.isoweekday(), (0, 480))
    while day.isoweekday() > 5:
        day += timedelta(days=1)
    at = datetime.combine(day, time(9), BRUSSELS) + timedelta(minutes=rng.randint(earliest, latest))
    return at.astimezone(UTC)


def days(rng: Random, least: int, most: int) -> timedelta:
    """Some days."""
    return timedelta(days=rng.randint(least, most))


@dataclass
class File:
    """One case on somebody's desk."""

    desk: Desk
    rng: Random
    who: int
    opened: date
    case_id: int = 0
    ended: date | None = None
    void: bool = False
    mediated: bool = False
    mediation_id: int = 0
    events: dict[EventKind, int] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    def open_on(self, day: date) -> bool:
        """Whether somebody still works on the case that day."""
        return not self.void and (self.ended is None or self.ended > day)

    def on(self, day: date, do: Callable[[], object]) -> None:
        """Plan something for a day."""
        self.steps.append((moment(self.rng, day), do))

    def event(self, kind: EventKind, day: date, *, of: EventKind | None = None, **more: Any) -> None:
        """Plan that an event is recorded on the day it happened; courts sit on working days only."""
        if kind in _IN_COURT:
            day = BELGIAN.working_day_from(day)

        def record() -> None:
            if of is not None:
                more["of_id"] = self.events[of]
            self.events[kind] = self.do(add_event, self.case_id, {"kind": kind, "date": day, **more})

        self.on(day, record)

    def change(self, day: date, **changes: Any) -> None:
        """Plan a change of the case's own fields."""
        self.on(day, lambda: self.do(change_case, self.case_id, seen=ANY, changes=changes))

    def entry(self, table: str, day: date, /, **values: Any) -> None:
        """Plan an entry of this kind (the name of its table)."""
        self.on(day, lambda: self.do(add_entry, self.case_id, table, values))

    def follow_up(self, what: str, day: date, due: date, done: date | None = None) -> None:
        """Plan that something is put down to do, and the day it is done."""
        made: list[int] = []
        self.on(
            day,
            lambda: made.append(self.do(add_entry, self.case_id, "follow_up", {"what": what, "due": due})),
        )
        if done is not None:
            self.on(done, lambda: self.do(tick_follow_up, made[0], seen=ANY))

    def letter(self, letter: str, role: Role, day: date) -> None:
        """Plan a letter to whoever has the role, if there is somebody then, and that it is printed."""

        def issue() -> None:
            to = self._addressee(letter, role)
            if to is None:
                return
            soon = day + timedelta(days=14)
            choices = Choices(AGREED[to.language], next_contact=soon, reply_by=soon)
            try:
                made = self.do(issue_letter, self.case_id, letter, to, to.language, choices)
            except Refused:  # no address that may be written to: the bureau rings instead
                return
            self.do(record_print, made)

        self.on(day, issue)

    def _addressee(self, letter: str, role: Role) -> Addressee | None:
        kinds = self.desk.offices[self.who].ask(letter_kinds, self.case_id)
        fitting = next(kind for kind in kinds if kind.id == letter).addressees
        return next((to for to in fitting if to.role is role), None)

    def close(
        self, day: date, outcome: Outcome, reason: ClosureReason, grounds: tuple[str, ...] = ()
    ) -> None:
        """Plan the end: every child gets its outcome, the case its reason."""

        def settle() -> None:
            values = {"outcome": outcome, "outcome_on": day, "refusal_grounds": list(grounds)}
            for entry in self.desk.offices[self.who].ask(case_file, self.case_id).children:
                self.do(change_child, entry.child.id, seen=ANY, changes=values)
            self._end_care()
            self.do(close_case, self.case_id, seen=ANY, reason=reason, despite_open_points=True)

        self.on(day, settle)
        self.ended, end = day, self.steps[-1][0]
        self.steps = [step for step in self.steps if step[0] <= end]

    def _end_care(self) -> None:
        """Before a case closes its aftercare ends."""
        for view in self.desk.offices[self.who].ask(aftercare_of, self.case_id):
            if view.aftercare.ended_on is None:
                report = "The family goes on with the school and its own doctor."
                self.do(end_aftercare, view.aftercare.id, report)

    def do(self, verb: Callable[Concatenate[Work, P], Any], *args: P.args, **kwargs: P.kwargs) -> Any:
        return self.desk.do(self.who, verb, *args, **kwargs)
