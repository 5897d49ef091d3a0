"""Financial support in the demo: criteria, a budget, and three requests on their way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from abductdesk.actions.budgets import set_budget
from abductdesk.actions.casefile import case_file
from abductdesk.actions.criteria import set_criteria
from abductdesk.actions.office import BRUSSELS
from abductdesk.actions.support import add_part, open_request
from abductdesk.actions.supportflow import (
    advise,
    approve,
    call_complete,
    decide_support,
    record_answer,
    run_test,
    submit,
)
from abductdesk.actions.supportmoney import commit_support, pay
from abductdesk.actions.supportview import support_file
from abductdesk.demo.desk import CASEWORKER, MANAGER, Desk, File, Step
from abductdesk.terms import Consent, SupportKind

FUNDER = "Fonds voorbeeld"
NOTE = "Invented for the demo: 20 % of a living wage"
AGO = 16  # days before today on which the first of them is asked for
# what is asked for, in cents, and how far each request has come
_ASKED = (
    (SupportKind.INTERPRETER, 62_000),
    (SupportKind.MEDIATION_FEES, 90_000),
    (SupportKind.TRANSLATION, 35_000),
)
_FAR = ("paid", "asked", "submitted")


def steps(desk: Desk, files: Sequence[File]) -> Iterator[Step]:
    """Criteria and a budget first, then one request on each of the newest cases that are old enough."""
    begun = date(desk.today.year - 1, 1, 3)
    yield _at(begun, 8), partial(desk.do, MANAGER, set_criteria, begun, {"per_dependant": 26_288}, NOTE)
    for year in (desk.today.year - 1, desk.today.year):
        yield _at(begun, 8), partial(desk.do, MANAGER, set_budget, FUNDER, year, 2_500_000)
    day = desk.today - timedelta(days=AGO)
    fit = [file for file in files if file.opened < day and file.open_on(desk.today)]
    left = list(zip(_ASKED, _FAR, strict=True))
    for file in reversed(fit):
        yield _at(day, 10), partial(_ask_next, desk, file, left)


def _ask_next(desk: Desk, file: File, left: list[tuple[tuple[SupportKind, int], str]]) -> None:
    """The next request, where a child of Belgium was taken and a parent is known."""
    found = desk.offices[CASEWORKER].ask(case_file, file.case_id)
    known = all(entry.person.born for entry in found.children)
    if left and known and found.case.open and found.case.habitual_residence_state == "BE":
        asked, far = left.pop(0)
        _ask(desk, file, *asked, far)


def _ask(desk: Desk, file: File, kind: SupportKind, cents: int, far: str) -> None:
    """A request from the first word to where it has come."""
    office = desk.offices[CASEWORKER]
    parents = office.ask(support_file, file.case_id).parents
    if not parents:
        return
    about = {
        "route": "mediation", "income_cents": 148_250, "with_family": True, "dependants": 1,
        "income_evidence": "Tax sheet",
    }  # fmt: skip
    made = desk.do(CASEWORKER, open_request, file.case_id, parents[0][0], about)
    part = {"kind": kind, "asked_cents": cents, "quote": "Offer of an invented firm"}
    desk.do(CASEWORKER, add_part, made, "support_item", part)
    desk.do(CASEWORKER, submit, made)
    if far == "submitted":
        return
    desk.do(CASEWORKER, call_complete, made)
    desk.do(CASEWORKER, run_test, made)
    desk.do(CASEWORKER, advise, made, "It fits the criteria.")
    desk.do(MANAGER, approve, made)
    if far == "asked":
        return
    view = next(each for each in office.ask(support_file, file.case_id).requests if each.request.id == made)
    for answer, _ in view.answers:
        desk.do(CASEWORKER, record_answer, answer.id, Consent.AGREES, office.today)
    desk.do(MANAGER, decide_support, made, "As advised.")
    desk.do(MANAGER, commit_support, made, FUNDER)
    desk.do(MANAGER, pay, made, cents // 2, office.today)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), BRUSSELS).astimezone(UTC)
