"""Requests for support on their way: small steps that the tests share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from abductdesk.actions.office import Office
from abductdesk.actions.support import (
    add_part,
    open_request,
    support_request,
)
from abductdesk.actions.supportflow import (
    advise,
    approve,
    call_complete,
    decide_support,
    record_answer,
    run_test,
    submit,
)
from abductdesk.models import CaseRole, CoDecision
from abductdesk.terms import Consent, Role
from abductdesk.terms import SupportState as S
from tests.actions.conftest import TODAY

ITEM, FUNDING = "support_item", "funding_first"
FUNDER = "Fund A"


def parent(office: Office, case_id: int, role: Role) -> int:
    with office.vault.reading() as session:
        return session.scalars(
            select(CaseRole.person_id).where(CaseRole.case_id == case_id, CaseRole.role == role)
        ).one()


def asked(office: Office, case_id: int, items: list[dict[str, Any]], **values: Any) -> int:
    """A submitted request of the left-behind parent with these items, complete."""
    about = {
        "route": "mediation", "income_cents": 150_000, "with_family": False, "dependants": 1,
        "income_evidence": "tax sheet 2025", **values,
    }  # fmt: skip
    made: int = office.do(
        open_request, case_id, parent(office, case_id, Role.LEFT_BEHIND_PARENT), about
    ).result
    for item in items:
        office.do(add_part, made, ITEM, {"quote": "offer", **item})
    office.do(submit, made)
    return made


def as_tested(office: Office, case_id: int, items: list[dict[str, Any]], **values: Any) -> int:
    made = asked(office, case_id, items, **values)
    office.do(call_complete, made)
    office.do(run_test, made)
    return made


def state(office: Office, request_id: int) -> S:
    return office.ask(support_request, request_id).request.state


def answer_all(
    office: Office, request_id: int, answer: Consent = Consent.AGREES, cents: int | None = None
) -> None:
    with office.vault.reading() as session:
        found = list(session.scalars(select(CoDecision.id).where(CoDecision.request_id == request_id)))
    for each in found:
        office.do(record_answer, each, answer, TODAY, cents=cents)


def granted(
    office: Office, managers: list[Office], case_id: int, items: list[dict[str, Any]], **values: Any
) -> int:
    made = as_tested(office, case_id, items, **values)
    office.do(advise, made, "Fits the criteria.")
    for manager in managers[:2]:
        if state(office, made) is S.ADVISED:
            manager.do(approve, made)
    answer_all(office, made)
    managers[0].do(decide_support, made, "As advised.")
    return made
