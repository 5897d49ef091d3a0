"""Records that letters are about, made on a case: what is no longer than a line in a test of letters."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from abductdesk.actions.bureau import change_own_details, change_settings, settings, staff_list
from abductdesk.actions.letterchoices import Addressee, Choices
from abductdesk.actions.letters import draft_letter, issue_letter, letter_kinds
from abductdesk.actions.office import Office
from abductdesk.documents import words_in
from abductdesk.models import (
    Agreement,
    DirectoryEntry,
    Mediation,
    MediationSession,
    PairChoice,
    Record,
    Screening,
)
from abductdesk.terms import AgreementKind, EntryKind, Gender, Party, RiskLevel, Role, SessionForm

BEGINS = datetime(2026, 12, 8, 8, 30, tzinfo=UTC)  # half past nine in Brussels


def enter_bureau(office: Office) -> None:
    """The bureau's own address, the caseworker's phone and e-mail."""
    bureau = {"street": "Voorbeeldlaan 10", "postcode": "1000", "city": "Brussel"}
    office.do(change_settings, seen=office.ask(settings).version, changes=bureau)
    me = {"phone": "+32 2 000 00 01", "email": "an@example.org"}
    office.do(change_own_details, seen=office.ask(staff_list)[0].version, changes=me)


def keep(office: Office, *records: Record) -> list[int]:
    """Keep records as another part of the program would; returns their ids."""
    with office.vault.writing() as session:
        for record in records:
            session.add(record)
            session.flush()
        return [record.id for record in records]


def of_mediation(model: type[Any], mediation_id: int, case_id: int, **values: Any) -> Any:
    """A record of a mediation, on its case where the record says so itself."""
    own = {"case_id": case_id} if "case_id" in model.__mapper__.columns else {}
    return model(mediation_id=mediation_id, **own, **values)


def entry(family_names: str, kind: EntryKind = EntryKind.MEDIATOR, **values: Any) -> DirectoryEntry:
    """Somebody of the directory whom letters can reach."""
    known: dict[str, Any] = {
        "given_names": "Kim", "gender": Gender.WOMAN, "street": f"{family_names}straat 8", "postcode": "1000",
        "city": "Brussel", "letter_language": "nl", "source": "typed by the bureau",
    }  # fmt: skip
    return DirectoryEntry(kind=kind, family_names=family_names, **{**known, **values})


class Mediated:
    """A case with a mediation, a pair, an interpreter, one session and an agreement."""

    def __init__(self, office: Office, case_id: int, form: SessionForm = SessionForm.SHUTTLE) -> None:
        self.office, self.case_id = office, case_id
        pair = (entry("Eerste", fee_cents=11_500), entry("Tweede", given_names="Jan", gender=Gender.MAN))
        first, second, interpreter = keep(office, *pair, entry("Tolk", EntryKind.INTERPRETER))
        made = Mediation(case_id=case_id, opened_on=date(2026, 11, 2), measures="Separate arrival")
        (self.id,) = keep(office, made)
        (self.pair,) = self.keep(
            PairChoice, first_id=first, second_id=second, chosen_on=date(2026, 11, 20), staff_id=1
        )
        (self.session,) = self.keep(
            MediationSession, form=form, party=Party.TAKING if form is SessionForm.CAUCUS else None,
            starts_at=BEGINS, minutes=180, place="Huis van de bemiddeling", first_id=first, second_id=second,
            interpreter_id=interpreter,
        )  # fmt: skip
        (self.agreement,) = self.keep(
            Agreement, kind=AgreementKind.FULL, points={"return": "agreed", "maintenance": "in_part"},
            papers={"protocol": "2026-11-21"}, undertakings="He pays the flat",
        )  # fmt: skip

    def keep(self, model: type[Any], **values: Any) -> list[int]:
        return keep(self.office, of_mediation(model, self.id, self.case_id, **values))

    def screened(self) -> list[int]:
        """The screenings that were recorded."""
        with self.office.vault.reading() as session:
            return list(session.scalars(select(Screening.id)))

    def screen(self, risk: RiskLevel) -> None:
        for party in (Party.LEFT_BEHIND, Party.TAKING):
            self.keep(Screening, party=party, on=date(2026, 11, 10), risk=risk, staff_id=1)


def to(office: Office, case_id: int | None, letter: str, role: Role, at: int = 0) -> Addressee:
    """Who gets this letter in this role."""
    kinds = {kind.id: kind for kind in office.ask(letter_kinds, case_id)}
    return [found for found in kinds[letter].addressees if found.role is role][at]


def read(office: Office, case_id: int | None, letter: str, who: Addressee, about: int, **more: Any) -> str:
    """The words of the letter as it would be issued, in English."""
    draft = office.ask(draft_letter, case_id, letter, who, "en", Choices(about=about, **more))
    assert draft.content is not None, [line.what.text for line in draft.missing]
    words = words_in(draft.content, "application/pdf")
    assert words is not None
    return " ".join(words.replace("\u00a0", " ").split())


def issue(office: Office, case_id: int | None, letter: str, who: Addressee, about: int) -> int:
    """Issue it in English."""
    return int(office.do(issue_letter, case_id, letter, who, "en", Choices(about=about)).result)


def one(office: Office, model: type[Any], record_id: int) -> Any:
    """The record as it is kept now."""
    with office.vault.reading() as session:
        return session.scalar(select(model).where(model.id == record_id))


def change(office: Office, model: type[Any], record_id: int, **values: Any) -> None:
    """Change a record as another part of the program would."""
    with office.vault.writing() as session:
        record = session.scalar(select(model).where(model.id == record_id))
        for name, value in values.items():
            setattr(record, name, value)
