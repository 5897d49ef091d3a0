"""Letters about a request for support: to the applicant alone, and to the authorities that decide with the
bureau. The other parent gets none, and no authority reads of an income: it reads what share is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from abductdesk.actions.bureau import closed_days
from abductdesk.actions.letterchoices import Addressee, Choices
from abductdesk.actions.letterpeople import PARENTS, bodies, people_as
from abductdesk.actions.lettersubject import About, Subject, Views
from abductdesk.actions.office import Look, Work
from abductdesk.actions.support import Outcome, outcome_of
from abductdesk.actions.supportflow import answers_of, proposed_of
from abductdesk.documents import facts as paper
from abductdesk.i18n import L, Message, Money
from abductdesk.models import Case, Letter, Service, SupportItem, SupportRequest
from abductdesk.rules.office_days import office as office_days
from abductdesk.rules.periods import Period, Unit
from abductdesk.terms import CoDecider, ServiceKind, SupportState, SupportUrgency

_BODY = {
    CoDecider.FPS_JUSTICE: ServiceKind.FPS_JUSTICE,
    CoDecider.FPS_FOREIGN_AFFAIRS: ServiceKind.FPS_FOREIGN_AFFAIRS,
}
_NOTHING_TO_CONFIRM = frozenset({SupportState.DRAFT, SupportState.WITHDRAWN})


def _requests(look: Look, case_id: int) -> list[SupportRequest]:
    found = select(SupportRequest).where(SupportRequest.case_id == case_id)
    return list(look.session.scalars(found.order_by(SupportRequest.id.desc())))


def _label(request: SupportRequest) -> Message:
    return L("{number}, {state}", number=request.number, state=request.state)


def _applicant(look: Look, request: SupportRequest) -> list[Addressee]:
    parents = people_as(look, request.case_id, PARENTS)
    return [to for to in parents if to.person_id == request.person_id]


def _to_confirm(look: Look, case_id: int) -> list[Subject]:
    """Requests that were handed in; only the applicant is told."""
    return [
        Subject(each.id, _label(each), tuple(_applicant(look, each)))
        for each in _requests(look, case_id)
        if each.state not in _NOTHING_TO_CONFIRM
    ]


def _to_decide(look: Look, case_id: int) -> list[Subject]:
    """Decided requests, and those that the co-deciding authorities are asked about."""
    found = []
    for request in _requests(look, case_id):
        asked = [_BODY[each.who] for each in answers_of(look, request.id)]
        authorities = bodies(look, case_id, asked) if asked else []
        if request.decided_on is not None:
            found.append(Subject(request.id, _label(request), (*_applicant(look, request), *authorities)))
        elif request.state is SupportState.CO_DECISION:
            found.append(Subject(request.id, _label(request), tuple(authorities)))
    return found


def _receipt(look: Look, to: Addressee, request_id: int, choices: Choices) -> Views:
    found = outcome_of(look, look.get(SupportRequest, request_id))
    request = found.request
    days = {
        SupportUrgency.NORMAL: found.criteria.amounts.normal_days,
        SupportUrgency.URGENT: found.criteria.amounts.urgent_days,
        SupportUrgency.EMERGENCY: 0,
    }[request.urgency]
    by = after(look, request.submitted_on or request.asked_on, days)
    lacking = request.state is SupportState.INCOMPLETE
    view = paper.SupportView(
        number=request.number,
        asked_on=request.submitted_on or request.asked_on,
        asked=tuple(paper.Sum(called(item), Money(item.asked_cents)) for item in found.items),
        missing=(request.missing or "") if lacking else "",
        whole=request.complete_on is not None and not lacking,
        answer_by=by if by >= look.today and request.decided_on is None and not lacking else None,
    )
    return Views({"support": view})


def called(item: SupportItem) -> Message:
    """What is asked for, with its description."""
    kind = Message(item.kind.label)
    return L("{kind} ({what})", kind=kind, what=item.what) if item.what else kind


def after(look: Look, day: date, days: int) -> date:
    """So many days of the office later."""
    due = office_days(day, Period(days, Unit.WORKING_DAY), closed_days(look)).due
    assert isinstance(due, date)
    return due


def _decision(look: Look, to: Addressee, request_id: int, choices: Choices) -> Views:
    request = look.get(SupportRequest, request_id)
    found = outcome_of(look, request)
    amounts = found.criteria.amounts
    for_applicant, decided = to.person_id == request.person_id, request.decided_on is not None
    refused = decided and not request.granted_cents
    view = paper.SupportView(
        number=request.number,
        applicant="" if for_applicant else found.person,
        proposed=None if decided else Money(proposed_of(look, request_id)),
        answer_by=None if decided else after(look, look.today, amounts.answer_days),
        granted=Money(request.granted_cents) if decided and request.granted_cents else None,
        refused=refused,
        partly=decided and not refused and (request.granted_cents or 0) < _asked(found.items),
        decided_on=request.decided_on,
        lines=_lines(found, for_applicant),
        items=tuple(
            paper.Sum(called(item), Money((item.granted_cents if decided else item.proposed_cents) or 0))
            for item in found.items
        ),
        criteria_from=found.criteria.valid_from if request.criteria_id else None,
        reason=(request.reason or "") if decided else "",
        receipts_within=amounts.receipt_days,
    )
    return Views({"support": view}, people=(request.person_id,))


def _asked(items: Iterable[SupportItem]) -> int:
    return sum(item.asked_cents for item in items)


def _lines(found: Outcome, for_applicant: bool) -> tuple[Message, ...]:
    """How it was calculated; for an authority without what tells of the income and the household."""
    if for_applicant or not found.tested.private:
        return found.tested.lines
    share = L("By the income a share of {percent} % is allowed.", percent=found.tested.percent)
    return (share, *(line for line in found.tested.lines if line not in found.tested.private))


def _asked_for(work: Work, letter: Letter, request_id: int) -> None:
    """The authority is asked from the day of this letter on."""
    request = work.get(SupportRequest, request_id)
    if letter.service_id is None or request.state is not SupportState.CO_DECISION:
        return
    kind = work.get(Service, letter.service_id).kind
    for asked in answers_of(work, request_id):
        if _BODY[asked.who] is kind and asked.answer is None:
            work.assign(asked, letter_id=letter.id, asked_on=work.today)
    work.touched |= {(SupportRequest.__tablename__, request_id), (Case.__tablename__, request.case_id)}


ABOUT = {
    "support_receipt": About(L("Request for support"), L("Case, support"), _to_confirm, _receipt),
    "support_decision": About(
        L("Request for support"), L("Case, support"), _to_decide, _decision, issued=_asked_for
    ),
}
