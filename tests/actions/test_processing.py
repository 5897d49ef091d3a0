"""The record of processing follows the records themselves; registers leave without names unless asked."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from abductdesk.actions.breaches import report_breach
from abductdesk.actions.bureau import change_settings, settings
from abductdesk.actions.holds import restrict
from abductdesk.actions.letterfacts import Addressee, Choices
from abductdesk.actions.letters import issue_letter
from abductdesk.actions.office import Look, Office
from abductdesk.actions.people import add_contact, change_contact
from abductdesk.actions.processing import (
    KINDS,
    Paper,
    PaperWish,
    export_paper,
    privacy_paper,
    processing_facts,
)
from abductdesk.actions.registers import record_request
from abductdesk.documents.privacyfacts import ProcessingFacts
from abductdesk.faults import Refused
from abductdesk.i18n import Tongue
from abductdesk.models import BY_KIND, Bureau, CaseRole, ContactPoint
from abductdesk.store import journal
from abductdesk.terms import ContactKind, HoldKind, RequestKind, Role, SubjectKind
from tests.actions.conftest import NOW, TODAY

ENGLISH = Tongue("en")


def facts(office: Office) -> ProcessingFacts:
    with office.vault.reading() as session:
        return processing_facts(Look(session, office.staff, NOW, {}))


def test_every_record_that_holds_data_of_somebody_is_named() -> None:
    holding = {kind for kind, model in BY_KIND.items() if model.holds.subject is not SubjectKind.NOBODY}
    assert set(KINDS) == holding


def test_it_says_what_the_vault_knows_and_nothing_else(office: Office, case_id: int) -> None:
    found = facts(office)
    assert (found.controller, found.officer, found.recipients, found.third_states) == ("", "", (), ())
    assert (ENGLISH.value(found.retention[0][0]), found.retention[0][1]) == ("Wrongful removal", 10)
    child = next(each for each in found.kept if ENGLISH.value(each.what) == "Child")
    assert "School" in map(ENGLISH.value, child.fields) and ENGLISH.value(child.keep) == "with the case"
    with office.vault.writing() as session:
        for bureau in session.scalars(select(Bureau)):
            bureau.street, bureau.postcode, bureau.city = "Houtstraat 1", "1000", "Brussel"
            bureau.phone, bureau.email = "02 512 34 56", "info@example.org"
    before = office.ask(settings)
    office.do(change_settings, seen=before.version, changes={"controller": "Stichting, Brussel"})
    with office.vault.reading() as session:
        taking = session.scalar(select(CaseRole.person_id).where(CaseRole.role == Role.TAKING_PARENT)) or 0
        point = session.scalar(select(ContactPoint).where(ContactPoint.person_id == taking))
    assert point is not None
    office.do(change_contact, point.id, seen=point.version, changes={"country": "MA", "city": "Rabat"})
    office.do(add_contact, taking, {"kind": ContactKind.PHONE, "value": "+90 212 000 00 00", "country": "TR"})
    to = Addressee(Role.TAKING_PARENT, "Inès Exemple", "fr", person_id=taking)
    office.do(issue_letter, case_id, "mediation_invitation", to, "fr", Choices())
    found = facts(office)
    assert found.controller == "Stichting, Brussel"
    assert [ENGLISH.value(each) for each in found.recipients] == ["Taking parent"]
    assert list(found.third_states) == ["MA"]  # the address, not the phone


@pytest.mark.parametrize("paper", list(Paper))
def test_only_managers_take_a_paper_out_and_it_is_journalled(
    office: Office, colleague: Office, clerk: Office, paper: Paper
) -> None:
    office.do(record_request, {"name": "Tom", "kind": RequestKind.ACCESS, "received_on": TODAY})
    office.do(report_breach, {"what": "A stick was lost."}, NOW)
    wish = PaperWish(paper, "en")
    for who in (colleague, clerk):
        with pytest.raises(Refused):
            who.ask(privacy_paper, wish)
        with pytest.raises(Refused):
            who.do(export_paper, wish)
    assert office.ask(privacy_paper, wish).bytes == office.do(export_paper, wish).result
    with office.vault.reading() as session:
        told = journal.entries_by(session, 1, 1)[0]
    assert (told.action, (told.detail or {})["exported"]) == ("export_paper", paper.value)


def test_a_table_names_nobody_unless_asked_and_no_cell_is_a_formula(office: Office) -> None:
    asked = {"name": "=HYPERLINK(1)", "wish": "My file", "kind": RequestKind.ACCESS, "received_on": TODAY}
    office.do(record_request, asked)

    def table(named: bool, paper: Paper = Paper.REQUESTS) -> str:
        made = office.do(export_paper, PaperWish(paper, "nl", named), table=True).result
        return bytes(made).decode("utf-8-sig")

    assert (
        "DR-2026-0001" in table(False) and "HYPERLINK" not in table(False) and "My file" not in table(False)
    )
    assert ";'=HYPERLINK(1);" in table(True)
    with pytest.raises(Refused):
        table(False, Paper.BREACHES)
    with pytest.raises(Refused):
        table(False, Paper.PROCESSING)


def test_a_register_with_names_stays_while_somebody_is_restricted(office: Office, case_id: int) -> None:
    with office.vault.reading() as session:
        person = session.scalar(select(CaseRole.person_id)) or 0
    office.do(record_request, {"kind": RequestKind.RESTRICTION, "received_on": date(2026, 11, 2)}, person)
    office.do(restrict, person, {"kind": HoldKind.CLAIMS, "reason": "A claim"})
    office.do(export_paper, PaperWish(Paper.REQUESTS, "en"))
    with pytest.raises(Refused, match="restricted"):
        office.do(export_paper, PaperWish(Paper.REQUESTS, "en", named=True))
