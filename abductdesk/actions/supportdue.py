"""What is due on support: decisions by their urgency, answers of authorities, receipts. Working days of the
bureau."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import select

from abductdesk.actions.bureau import closed_days
from abductdesk.actions.criteria import criteria_for
from abductdesk.actions.deadlines import Due, SupportDue, names_of_children
from abductdesk.actions.office import Look, query
from abductdesk.actions.supportflow import BEFORE, answers_of
from abductdesk.actions.supportsums import balance_of, receipts_due
from abductdesk.models import Case, CoDecision, SupportRequest
from abductdesk.rules.office_days import office as office_days
from abductdesk.rules.periods import Period, Unit
from abductdesk.terms import CoDecider, SupportState, SupportUrgency


@dataclass(frozen=True)
class Waiting:
    """A request that somebody must do something about by a day. `who`: an authority that has not answered;
    `receipts`: the receipts for what was paid."""

    request: SupportRequest
    due: date
    who: CoDecider | None = None
    receipts: bool = False
    reference: str = ""
    caseworker_id: int | None = None

    @property
    def id(self) -> tuple[int, str]:
        return self.request.id, "receipts" if self.receipts else (self.who or "")


def decision_due(look: Look, request: SupportRequest) -> date | None:
    """The day by which the bureau decides, by the urgency; the same day in an emergency."""
    if request.submitted_on is None:
        return None
    amounts = criteria_for(look, request.submitted_on).amounts
    days = {
        SupportUrgency.NORMAL: amounts.normal_days,
        SupportUrgency.URGENT: amounts.urgent_days,
        SupportUrgency.EMERGENCY: 0,
    }[request.urgency]
    return _after(look, request.submitted_on, days)


def answer_due(look: Look, request: SupportRequest, asked: CoDecision) -> date:
    """The day by which an authority should answer; silence is never consent."""
    return _after(look, asked.asked_on, criteria_for(look, request.submitted_on).amounts.answer_days)


def _after(look: Look, day: date, days: int) -> date:
    due = office_days(day, Period(days, Unit.WORKING_DAY), closed_days(look)).due
    assert isinstance(due, date)
    return due


@query()
def support_waiting(look: Look) -> list[Waiting]:
    """What is due on requests; earliest first."""
    return waiting(look)


def lines_of(look: Look) -> list[Due]:
    """The same as lines of Today."""
    found = waiting(look)
    names = names_of_children(look, {each.request.case_id for each in found})
    return [
        Due(
            each.request.case_id, each.reference, names.get(each.request.case_id, ""), each.caseworker_id,
            each.due,
            support=SupportDue(each.request.id, each.request.number, each.who, each.receipts),
        )
        for each in found
    ]  # fmt: skip


def waiting(look: Look) -> list[Waiting]:
    """Decisions by their urgency, answers of authorities, receipts; earliest first."""
    states = [*BEFORE, SupportState.PAID]
    found = []
    asked = select(SupportRequest, Case).join(Case, Case.id == SupportRequest.case_id)
    for request, case in look.session.execute(asked.where(SupportRequest.state.in_(states))):
        made = partial(Waiting, request, reference=case.reference, caseworker_id=case.caseworker_id)
        if request.state is SupportState.PAID:
            due = receipts_due(look, request)
            if due is not None and balance_of(look, request).unproven:
                found.append(made(due=due, receipts=True))
            continue
        due = decision_due(look, request)
        if due is not None:
            found.append(made(due=due))
        found += [
            made(due=answer_due(look, request, each), who=each.who)
            for each in answers_of(look, request.id)
            if each.answer is None
        ]
    return sorted(found, key=lambda each: (each.due, each.request.id))
