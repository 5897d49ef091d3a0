"""People on cases, how to reach them and who may see that."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.i18n import N_
from abductdesk.models.base import Holds, Keep, Record, field
from abductdesk.terms import (
    ContactKind,
    LanguageLevel,
    Precision,
    Role,
    Safety,
    Salutation,
    SubjectKind,
    Visibility,
)


class Person(Record):
    """A human being: parent, child, lawyer, relative. Never merged by the program itself."""

    __tablename__ = "person"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_PERSON)

    given_names: Mapped[str] = field(N_("Given names"), default="")
    family_names: Mapped[str] = field(N_("Family names"), default="")
    own_script_name: Mapped[str | None] = field(N_("Name in own script"))
    other_spellings: Mapped[str | None] = field(N_("Other spellings"), length=500)
    salutation: Mapped[Salutation] = field(N_("Salutation"), default=Salutation.NEUTRAL)
    born: Mapped[date | None] = field(N_("Born on"))
    born_precision: Mapped[Precision] = field(N_("Birth date known to the"), default=Precision.DAY)
    nationalities: Mapped[list[str]] = field(N_("Nationalities"), kind="countries", default=list)
    languages: Mapped[list[str]] = field(N_("Languages"), kind="languages", terms=LanguageLevel, default=list)
    letter_language: Mapped[str | None] = field(N_("Language of letters"), kind="language", length=5)
    interpreter_needed: Mapped[bool | None] = field(N_("Interpreter needed"))
    deceased: Mapped[bool] = field(N_("Deceased"), default=False)
    erased_on: Mapped[date | None]
    folded: Mapped[str] = mapped_column(String(1000), default="", index=True)

    @property
    def name(self) -> str:
        """Given and family names; a person without a name has the empty name."""
        return f"{self.given_names} {self.family_names}".strip()


class CaseRole(Record):
    """What a person is on a case, from when to when."""

    __tablename__ = "case_role"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role] = field(N_("Role"))
    since: Mapped[date | None] = field(N_("From"))
    until: Mapped[date | None] = field(N_("Until"))
    note: Mapped[str | None] = field(N_("Relation or firm"))


class ContactPoint(Record):
    """An address, phone or e-mail; `visible_to` is the address wall."""

    __tablename__ = "contact_point"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_PERSON)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[ContactKind] = field(N_("Kind"))
    value: Mapped[str] = field(
        N_("Number, e-mail or street"), N_("For an address: street and number."), required=True, length=300
    )
    postcode: Mapped[str | None] = field(N_("Postcode"), length=20)
    city: Mapped[str | None] = field(N_("Town"))
    region: Mapped[str | None] = field(N_("Region"))
    country: Mapped[str | None] = field(N_("Country"), kind="country")
    visible_to: Mapped[Visibility] = field(
        N_("Who may see it"),
        N_("Never appears in a letter, list or print for anyone else."),
        default=Visibility.OWNER_SIDE,
    )
    safe: Mapped[list[str]] = field(
        N_("Safe to use"),
        N_("A letter or call to a point marked Never is refused."),
        kind="terms",
        terms=Safety,
        default=list,
    )
    hours: Mapped[str | None] = field(N_("Agreed hours"))
    since: Mapped[date | None] = field(N_("From"))
    until: Mapped[date | None] = field(N_("Until"))
    folded: Mapped[str] = mapped_column(String(400), default="", index=True)
