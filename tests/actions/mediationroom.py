"""A mediation with what it needs, made as quickly as staff would: parents, screenings, two mediators."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from abductdesk.actions.mediation import open_mediation, record_step
from abductdesk.actions.mediationfile import MediationFile, mediation_file
from abductdesk.actions.mediationsafety import QUESTIONS, Answer, record_screening
from abductdesk.actions.mediationsessions import plan_session
from abductdesk.actions.mediators import Wish, choose_pair
from abductdesk.actions.office import Office, Work, action
from abductdesk.models import DirectoryEntry, Mediation, MediationSession
from abductdesk.terms import EntryKind, Gender, MediationStep, Party, Profession, SessionForm, StepAnswer
from tests.actions.conftest import TODAY

LEFT, TAKING = Party.LEFT_BEHIND, Party.TAKING
SAFE = {each.id: Answer.NO if each.worrying is Answer.YES else Answer.YES for each in QUESTIONS}
HIGH = {**SAFE, "hurt": Answer.YES}
MEDIUM = {**SAFE, "watches": Answer.YES}
WISH = Wish(date(2026, 12, 7), date(2026, 12, 9))
ANNA: dict[str, Any] = {
    "given_names": "Anna", "family_names": "Nowak", "gender": Gender.WOMAN, "profession": Profession.LEGAL,
    "languages": ["fr:native", "nl:good"], "cultures": ["FR"], "accredited_from": date(2020, 1, 1),
    "accreditation": "DEMO-1", "fee_cents": 12000, "vat_percent": 21, "online": True,
}  # fmt: skip
BERT: dict[str, Any] = {
    "given_names": "Bert", "family_names": "Maes", "gender": Gender.MAN,
    "profession": Profession.PSYCHOSOCIAL, "languages": ["nl:native"], "cultures": ["BE"],
    "fee_cents": 10000,
}  # fmt: skip


@action()
def add_test_entry(work: Work, kind: EntryKind, values: dict[str, Any]) -> int:
    """An entry of the directory, without what its own actions add."""
    return work.add(DirectoryEntry(), kind=kind, source="test", **values).id


def entry(office: Office, kind: EntryKind = EntryKind.MEDIATOR, **values: Any) -> int:
    return int(office.do(add_test_entry, kind, values).result)


def mediators(office: Office) -> tuple[int, int]:
    return entry(office, **ANNA), entry(office, **BERT)


def opened(office: Office, case_id: int) -> int:
    return int(office.do(open_mediation, case_id).result)


def screened(
    office: Office, mediation_id: int, party: Party, answers: Any = None, on: date = TODAY, **more: Any
) -> int:
    done = office.do(record_screening, mediation_id, party, on=on, answers=answers or SAFE, **more)
    return int(done.result)


def both_screened(office: Office, mediation_id: int, answers: Any = None) -> None:
    for party in (LEFT, TAKING):
        screened(office, mediation_id, party, answers)


def consented(office: Office, mediation_id: int, party: Party, on: date = TODAY) -> int:
    changes = {"done_on": on, "answer": StepAnswer.YES}
    return int(office.do(record_step, mediation_id, party, MediationStep.CONSENT, changes=changes).result)


def chosen(office: Office, mediation_id: int) -> tuple[int, int]:
    first, second = mediators(office)
    office.do(choose_pair, mediation_id, first, second, WISH)
    return first, second


def planned(
    office: Office,
    mediation_id: int,
    form: SessionForm = SessionForm.JOINT,
    on: date = date(2026, 12, 7),
    at: time = time(9, 30),
    **values: Any,
) -> int:
    place = {} if values.get("online") else {"place": "Huis van de Bemiddeling 3, Brussel"}
    asked = {"form": form, **place, **values}
    return int(office.do(plan_session, mediation_id, on=on, at=at, values=asked).result)


def seen(office: Office, case_id: int) -> MediationFile:
    return office.ask(mediation_file, case_id)


def mediation(office: Office, case_id: int) -> Mediation:
    found = seen(office, case_id).mediation
    assert found is not None
    return found


def session(office: Office, case_id: int, session_id: int) -> MediationSession:
    return next(each for each in seen(office, case_id).sessions if each.id == session_id)
