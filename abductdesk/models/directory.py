"""The directory: mediators, lawyers, psychologists, interpreters, authorities, and what keeps it right.

None ships: an entry is imported or typed, with its source.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.i18n import N_
from abductdesk.models.base import Holds, Keep, Record, field
from abductdesk.terms import (
    ActsFor,
    Audience,
    ConflictKind,
    EntryKind,
    Gender,
    LanguageLevel,
    Profession,
    RoundAnswer,
    Specialism,
    SubjectKind,
    TrainingKind,
)


class DirectoryEntry(Record):
    """Somebody the bureau can turn to. Which fields a kind has: `actions.directory.FIELDS`.

    `fee_cents` is for an hour, in euro cents without VAT; `merged_into_id` points to the entry that took
    this one over (nothing of it is lost, and the merge can be undone).
    """

    __tablename__ = "directory_entry"
    holds = Holds(SubjectKind.PERSON, Keep.FOR_THE_BUREAU)

    kind: Mapped[EntryKind] = field(N_("Kind of entry"), index=True)
    given_names: Mapped[str] = field(N_("Given names"), default="")
    family_names: Mapped[str] = field(N_("Family names"), default="")
    organisation: Mapped[str | None] = field(N_("Firm or organisation"))
    gender: Mapped[Gender | None] = field(N_("Gender"))
    street: Mapped[str | None] = field(N_("Street and number"), length=300)
    postcode: Mapped[str | None] = field(N_("Postcode"), length=20)
    city: Mapped[str | None] = field(N_("Town"))
    region: Mapped[str | None] = field(N_("Region"))
    country: Mapped[str | None] = field(N_("Country"), kind="country", default="BE")
    phone: Mapped[str | None] = field(N_("Phone"), length=40)
    email: Mapped[str | None] = field(N_("E-mail"))
    website: Mapped[str | None] = field(N_("Website"))
    letter_language: Mapped[str | None] = field(N_("Language of letters"), kind="language", length=5)
    languages: Mapped[list[str]] = field(N_("Languages"), kind="languages", terms=LanguageLevel, default=list)
    cultures: Mapped[list[str]] = field(
        N_("Cultures"), N_("Countries whose life they know from within."), kind="countries", default=list
    )
    profession: Mapped[Profession | None] = field(N_("Profession"))
    specialisms: Mapped[list[str]] = field(N_("Specialisms"), kind="terms", terms=Specialism, default=list)
    accreditation: Mapped[str | None] = field(N_("Accreditation number"), length=60)
    accredited_from: Mapped[date | None] = field(N_("Accredited from"))
    accredited_until: Mapped[date | None] = field(N_("Accredited until"))
    child_inclusive: Mapped[bool | None] = field(N_("Includes children"))
    online: Mapped[bool | None] = field(N_("Works online"))
    travel_zone: Mapped[list[str]] = field(N_("Travels to"), kind="countries", default=list)
    most_cases: Mapped[int | None] = field(N_("Mediations at the same time, at most"))
    fee_cents: Mapped[int | None] = field(N_("Fee for an hour"), kind="cents")
    vat_percent: Mapped[int | None] = field(N_("VAT (%)"))
    bar: Mapped[str | None] = field(N_("Bar"))
    admitted_on: Mapped[date | None] = field(N_("Admitted since"))
    acts_for: Mapped[ActsFor | None] = field(N_("Acts for"))
    legal_aid: Mapped[bool | None] = field(N_("Takes legal aid"))
    courts: Mapped[str | None] = field(N_("Courts"), length=500)
    insurance_checked_on: Mapped[date | None] = field(N_("Insurance checked on"))
    third_party_payment: Mapped[bool | None] = field(N_("Third-party payment"))
    waiting_weeks: Mapped[int | None] = field(N_("Waiting time (weeks)"))
    sworn: Mapped[bool | None] = field(N_("Sworn interpreter"))
    consent_on: Mapped[date | None] = field(N_("Agreed to be listed on"))
    source: Mapped[str] = field(
        N_("Source"), N_("Where it was read or who said it."), required=True, length=500
    )
    read_on: Mapped[date | None] = field(N_("Source read on"))
    verified_on: Mapped[date | None] = field(N_("Verified on"))
    verified_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    left_on: Mapped[date | None] = field(N_("Left the directory on"))
    note: Mapped[str | None] = field(N_("Note"), kind="long")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("directory_entry.id"))
    folded: Mapped[str] = mapped_column(String(1000), default="", index=True)

    @property
    def name(self) -> str:
        """Given and family names, else the organisation."""
        return f"{self.given_names} {self.family_names}".strip() or (self.organisation or "")


class Absence(Record):
    """Days on which somebody of the directory cannot be asked."""

    __tablename__ = "absence"
    holds = Holds(SubjectKind.PERSON, Keep.FOR_THE_BUREAU)

    entry_id: Mapped[int] = mapped_column(ForeignKey("directory_entry.id"), index=True)
    since: Mapped[date] = field(N_("From"))
    until: Mapped[date] = field(N_("Until"))


class Conflict(Record):
    """A conflict of interest of an entry: with a person, a firm, or another entry of the directory."""

    __tablename__ = "conflict"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_PERSON)

    entry_id: Mapped[int] = mapped_column(ForeignKey("directory_entry.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("directory_entry.id"))
    firm: Mapped[str | None] = field(N_("Firm"))
    kind: Mapped[ConflictKind] = field(N_("Conflict of interest"))
    note: Mapped[str | None] = field(N_("Note"), length=300)


class Training(Record):
    """A training: one that the bureau gave, or one given elsewhere that people of the directory followed."""

    __tablename__ = "training"
    holds = Holds(SubjectKind.NOBODY, Keep.FOR_THE_BUREAU)

    title: Mapped[str] = field(N_("Title"), required=True)
    kind: Mapped[TrainingKind] = field(N_("Kind of training"))
    on: Mapped[date] = field(N_("Day"))
    until: Mapped[date | None] = field(N_("Until"))
    hours: Mapped[int | None] = field(N_("Hours"))
    place: Mapped[str | None] = field(N_("Place"))
    given_by: Mapped[str | None] = field(N_("Given by"), N_("Empty: the bureau."))
    audience: Mapped[list[str]] = field(N_("For whom"), kind="terms", terms=Audience, default=list)


class Participant(Record):
    """Somebody who took part in a training; an entry of the directory or anybody by name."""

    __tablename__ = "participant"
    holds = Holds(SubjectKind.PERSON, Keep.FOR_THE_BUREAU)

    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("directory_entry.id"), index=True)
    name: Mapped[str] = field(N_("Name"), required=True)
    audience: Mapped[Audience | None] = field(N_("Takes part as"))
    organisation: Mapped[str | None] = field(N_("Firm or organisation"))
    attended: Mapped[bool | None] = field(N_("Attended"))
    attestation: Mapped[str | None] = mapped_column(String(40))
    attested_on: Mapped[date | None]


class GivenList(Record):
    """A list of names that a parent was given: who, when, of what, by whom, and on which letter."""

    __tablename__ = "given_list"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[EntryKind]
    given_on: Mapped[date]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))


class GivenName(Record):
    """One name on a given list, in its place."""

    __tablename__ = "given_name"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_CASE)

    list_id: Mapped[int] = mapped_column(ForeignKey("given_list.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("directory_entry.id"), index=True)
    place: Mapped[int]


class VerificationRound(Record):
    """Asking everybody whose verification lapses whether their entry is still right."""

    __tablename__ = "verification_round"
    holds = Holds(SubjectKind.NOBODY, Keep.FOR_THE_BUREAU)

    begun_on: Mapped[date]
    answer_by: Mapped[date] = field(N_("Answers by"))
    closed_on: Mapped[date | None]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class RoundEntry(Record):
    """One entry in a verification round: asked how and when, and what came of it."""

    __tablename__ = "round_entry"
    holds = Holds(SubjectKind.PERSON, Keep.FOR_THE_BUREAU)

    round_id: Mapped[int] = mapped_column(ForeignKey("verification_round.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("directory_entry.id"), index=True)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    asked_on: Mapped[date | None]
    answered_on: Mapped[date | None] = field(N_("Answered on"))
    answer: Mapped[RoundAnswer | None] = field(N_("Answer"))
