"""Returns of the demo: planned, prepared step by step, home, and followed up afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from random import Random

from abductdesk.actions.aftercare import aftercare_of, record_contact
from abductdesk.actions.casefile import CaseFile, case_file
from abductdesk.actions.departing import confirm_arrival, confirm_departure
from abductdesk.actions.office import BRUSSELS
from abductdesk.actions.planning import add_return_part, open_plan, tick_step
from abductdesk.actions.returning import PlanView, return_plans, returns_board
from abductdesk.demo.desk import MANAGER, Desk, File, Step
from abductdesk.faults import Refused
from abductdesk.models.bureau import AFTERCARE_WEEKS
from abductdesk.terms import EventKind, ReturnBasis, ReturnState, Role, Visibility, Wellbeing

DAY = timedelta(days=1)
RECENT = timedelta(days=150)
"""Of older returns only the event was kept."""
BEFORE = 9
"""So many days from today leaves the return that is surely being prepared."""
_TOWNS = {"FR": "Lyon", "NL": "Utrecht", "DE": "Köln", "PL": "Kraków", "ES": "Valencia", "BE": "Brussel",
          "UA": "Lviv", "GB": "London", "IT": "Torino", "RO": "Cluj", "MA": "Rabat", "TN": "Tunis",
          "TR": "Izmir"}  # fmt: skip
_HOW = (Wellbeing.MIXED, Wellbeing.RATHER_WELL, Wellbeing.WELL, Wellbeing.WELL, Wellbeing.NOT_SEEN)
_NOTES = ("Goes to school again.", "Sleeps well; misses a friend.", "Sees both parents as agreed.", "", "")


def go_home(file: File, decided: date, back: date, basis: ReturnBasis) -> None:
    """Plan the return of a case: by a plan where it is recent, else as the event that was recorded."""
    if back < file.desk.today - RECENT:
        file.event(EventKind.RETURNED, back)
    else:
        begun = decided + DAY
        file.on(begun, partial(_begin, file, back, basis))
        for before in (14, 7, 3):
            if back - before * DAY > begun:
                file.on(back - before * DAY, partial(_tick, file, before + 1))
        file.on(back, partial(_home, file, back))
    _follow_up(file, back)


def _follow_up(file: File, back: date) -> None:
    """The bureau rings at its weeks; now and then it is late."""
    rng = Random(f"{file.opened}/{back}")  # noqa: S311 - invented data
    for week in AFTERCARE_WEEKS:
        if rng.random() > 0.08:
            day = back + timedelta(weeks=week) + timedelta(days=rng.randint(-1, 2))
            file.on(day, partial(_ring, file, week, day, rng.choice(_HOW), rng.choice(_NOTES)))


def _ring(file: File, week: int, day: date, how: Wellbeing, note: str) -> None:
    for view in file.desk.offices[file.who].ask(aftercare_of, file.case_id):
        for contact in view.contacts:
            if contact.week == week and contact.done_on is None and view.aftercare.ended_on is None:
                file.do(record_contact, contact.id, on=day, wellbeing=how, note=note)


def _begin(file: File, back: date, basis: ReturnBasis) -> None:
    case = file.desk.offices[file.who].ask(case_file, file.case_id)
    there, home = case.case.requested_state or "FR", case.case.habitual_residence_state or "BE"
    from_place, to_place = _TOWNS.get(there, "Porto"), _TOWNS.get(home, "Porto")
    values = {
        "basis": basis, "leaves_on": back, "from_place": from_place, "to_place": to_place,
        "escort": "The taking parent travels along", "handover_place": "Arrivals hall, meeting point",
        "lodging": "With the grandmother for the first weeks", "school": "Expected on the Monday after",
        "first_contact": "The same evening, by phone",
    }  # fmt: skip
    plan_id = file.do(open_plan, file.case_id, values)
    leg = {
        "from_place": from_place, "to_place": to_place, "carrier": "Demo Air 214", "ticket": "DEMO42",
        "departs_day": back, "departs_time": time(10, 35), "arrives_day": back, "arrives_time": time(12, 10),
    }  # fmt: skip
    file.do(add_return_part, plan_id, "leg", leg)
    _papers(file, plan_id, case)
    for contact in (
        {"name": "Consular duty officer", "phone": "+32 400 09 00 81"},
        {"name": "Aunt of the child", "phone": "+32 400 09 00 82", "what": "meets them",
         "visible_to": Visibility.OWNER_SIDE, "side": Role.LEFT_BEHIND_PARENT},
    ):  # fmt: skip
        file.do(add_return_part, plan_id, "emergency_contact", contact)


def _papers(file: File, plan_id: int, case: CaseFile) -> None:
    for entry in case.children:
        paper = {"person_id": entry.person.id, "what": "Passport", "ready_on": file.desk.now.date()}
        file.do(add_return_part, plan_id, "travel_paper", paper)


def _view(file: File) -> PlanView | None:
    plans = file.desk.offices[file.who].ask(return_plans, file.case_id)
    return next((view for view in plans if view.plan.state is ReturnState.PLANNED), None)


def _tick(file: File, least: int) -> None:
    """What falls due so many days before departure, or earlier, is done."""
    view = _view(file)
    for step in view.steps if view is not None else ():
        if step.done_on is None and step.days_before >= least:
            file.do(tick_step, step.id)


def _home(file: File, back: date) -> None:
    view = _view(file)
    if view is None:
        return
    _tick(file, 0)
    file.do(confirm_departure, view.plan.id, back)
    file.do(confirm_arrival, view.plan.id, back)


def steps(desk: Desk, files: Sequence[File]) -> Iterator[Step]:
    """One return at least is being prepared today, and something blocks it."""

    def prepare() -> None:
        office = desk.offices[MANAGER]
        if any(view.blocks for view in office.ask(returns_board)):
            return
        for file in reversed(files):
            if file.open_on(desk.today) and EventKind.COURT_SEISED in file.events:
                try:
                    _begin(file, desk.today + BEFORE * DAY, ReturnBasis.AGREEMENT)
                except Refused:  # it was closed meanwhile
                    continue
                _tick(file, 15)
                return

    yield datetime.combine(desk.today - DAY, time(16), BRUSSELS).astimezone(UTC), prepare
