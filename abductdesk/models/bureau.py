"""The bureau itself (dated settings) and the people who work there."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.i18n import N_
from abductdesk.models.base import Holds, Keep, Record, Seen, field
from abductdesk.terms import CaseKind, EnvelopeProfile, StaffRole, SubjectKind, Unit

# days before a limit at which people are warned
ALERT_DAYS = (60, 30, 14, 7, 3, 1)
# weeks after a return at which a child is followed up
AFTERCARE_WEEKS = (1, 4, 12, 26, 52)
# years a case stays after it was closed, by its kind: proposals of ours, for the bureau to settle
RETENTION_YEARS = {kind.value: 10 for kind in CaseKind} | {
    CaseKind.PREVENTION.value: 5,
    CaseKind.INFORMATION_ONLY.value: 2,
}


class Bureau(Record):
    """The bureau's settings from a day on; the newest that has begun holds.

    `alert_days` is the ladder of warnings; `targets` the office targets that the bureau settled, in working
    days by the id of the limit; `retention` the years a case stays after it was closed, by its kind.
    """

    __tablename__ = "bureau"
    holds = Holds(SubjectKind.NOBODY, Keep.FOR_THE_BUREAU, Seen.EVERYBODY)

    valid_from: Mapped[date] = field(N_("Holds from"))
    name: Mapped[str] = field(N_("Name of the bureau"), required=True)
    street: Mapped[str | None] = field(N_("Street and number"))
    postcode: Mapped[str | None] = field(N_("Postcode"), length=20)
    city: Mapped[str | None] = field(N_("Town"))
    country: Mapped[str] = field(N_("Country"), kind="country", default="BE")
    phone: Mapped[str | None] = field(N_("Phone"), length=40)
    email: Mapped[str | None] = field(N_("E-mail"))
    language: Mapped[str] = field(N_("Language of the bureau"), kind="language", default="nl", length=5)
    envelope: Mapped[EnvelopeProfile] = field(N_("Window envelopes"), default=EnvelopeProfile.BELGIAN)
    offset_right: Mapped[int] = field(
        N_("Move the address right (mm)"), N_("Negative moves it left."), default=0
    )
    offset_down: Mapped[int] = field(N_("Move the address down (mm)"), N_("Negative moves it up."), default=0)
    closed_days: Mapped[list[str]] = field(
        N_("Closing days"),
        N_("Days on which the bureau is closed besides public holidays."),
        kind="days",
        default=list,
    )
    alert_days: Mapped[list[int]] = mapped_column(default=lambda: list(ALERT_DAYS))
    targets: Mapped[dict[str, Any]] = mapped_column(default=dict)
    idle_minutes: Mapped[int] = field(N_("Lock after (minutes without use)"), default=10)
    retention: Mapped[dict[str, Any]] = mapped_column(default=lambda: dict(RETENTION_YEARS))
    controller: Mapped[str | None] = field(
        N_("Controller"),
        N_("Who answers for the data by law, with its address (GDPR Art. 4(7))."),
        length=300,
    )
    privacy_contact: Mapped[str | None] = field(N_("Data-protection officer"), length=300)
    backup_folder: Mapped[str | None] = field(
        N_("Backups also to"), N_("A folder of another disk, or a stick."), length=500
    )
    backup_hours: Mapped[int] = field(N_("Back up every (hours)"), default=24)
    aftercare_weeks: Mapped[list[int]] = mapped_column(default=lambda: list(AFTERCARE_WEEKS))
    verify_months: Mapped[int] = field(N_("Directory entries are verified every (months)"), default=12)
    backups_kept: Mapped[int] = field(N_("Backups kept"), default=14)


class Staff(Record):
    """Someone who works at the bureau; the vault's slot carries the same id.

    `active` ends for good when their key is taken away; `suspended_on` shuts them out until it is lifted;
    `must_change`: they have not yet chosen a passphrase of their own.
    """

    __tablename__ = "staff"
    holds = Holds(SubjectKind.STAFF, Keep.WITH_STAFF, Seen.EVERYBODY)

    name: Mapped[str] = field(N_("Name"), required=True)
    roles: Mapped[list[str]] = field(N_("Roles"), kind="terms", terms=StaffRole, default=list)
    phone: Mapped[str | None] = field(N_("Direct phone"), length=40)
    email: Mapped[str | None] = field(N_("E-mail"))
    unit: Mapped[Unit] = field(
        N_("Works for"), N_("Records of mediation are seen by the bureau alone."), default=Unit.BUREAU
    )
    active: Mapped[bool] = field(N_("Works here"), default=True)
    suspended_on: Mapped[date | None]
    must_change: Mapped[bool] = mapped_column(default=False)
    preferences: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ImportMapping(Record):
    """Which column of an imported table went to which field, remembered for next time."""

    __tablename__ = "import_mapping"
    holds = Holds(SubjectKind.NOBODY, Keep.FOR_THE_BUREAU)

    headings: Mapped[str] = mapped_column(String(4000), unique=True)
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
