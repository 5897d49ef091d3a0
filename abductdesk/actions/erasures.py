"""The register of erasures, and the certificate of each: in numbers, by role, without saying who it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from abductdesk import documents
from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.erasing import COUNTED
from abductdesk.actions.office import BRUSSELS, Look, Office, Work, action, guarded, query
from abductdesk.actions.sight import KEEPERS
from abductdesk.documents.datafacts import CertificateFacts
from abductdesk.i18n import L, Message
from abductdesk.models import Case, Erasure, Staff
from abductdesk.store import backup
from abductdesk.terms import ErasureKind, StaffRole


@dataclass(frozen=True)
class ErasedLine:
    """One line of the register. `reference` is that of an anonymised case."""

    id: int
    number: str
    kind: ErasureKind
    at: datetime
    by: str
    reason: str
    reference: str
    counts: tuple[tuple[Message, int], ...]


@query(KEEPERS)
def erasures(look: Look) -> list[ErasedLine]:
    """The register of erasures, the newest first; people erased with their case stand with it."""
    rows = select(Erasure, Staff.name).join(Staff, Staff.id == Erasure.staff_id).order_by(Erasure.id.desc())
    return [
        ErasedLine(
            entry.id, entry.number, entry.kind, entry.erased_at, name, entry.reason,
            _reference(look, entry), _counts(entry),
        )
        for entry, name in look.session.execute(rows)
        if "." not in entry.number
    ]  # fmt: skip


def _reference(look: Look, entry: Erasure) -> str:
    table = Case.__table__  # below the wall: an administrator sees the number of a case, nothing of it
    if entry.kind is not ErasureKind.CASE:
        return ""
    found = look.session.connection().execute(select(table.c.reference).where(table.c.id == entry.record))
    return str(found.scalar_one_or_none() or "")


def _counts(entry: Erasure) -> tuple[tuple[Message, int], ...]:
    return tuple((said, entry.counts[name]) for name, said in COUNTED.items() if entry.counts.get(name))


@query(KEEPERS)
def _certificate_facts(look: Look, erasure_id: int) -> CertificateFacts:
    entry, settings = look.get(Erasure, erasure_id), bureau_now(look)
    on = entry.erased_at.astimezone(BRUSSELS).date()
    said = {
        ErasureKind.PERSON: L("The data of one person were erased"),
        ErasureKind.CASE: L("A file was anonymised, with the people who are on no other"),
        ErasureKind.CALL: L("What a call said was erased"),
    }
    return CertificateFacts(
        bureau=settings.name,
        controller=settings.controller or "",
        number=entry.number,
        what=said[entry.kind],
        reference=_reference(look, entry),
        erased_on=on,
        role=_role(look.get(Staff, entry.staff_id)),
        reason=entry.reason,
        counts=_counts(entry),
        rotates_on=rotates_on(on, settings.backup_hours, settings.backups_kept),
        kept=settings.backups_kept,
        shared=int(entry.counts.get("shared") or 0),
    )


def rotates_on(erased_on: date, hours: int, kept: int) -> date:
    """The day by which the last backup made before has made room, if backups are made as planned."""
    return erased_on + timedelta(days=-(-hours * kept // 24))


def _role(staff: Staff) -> Message:
    roles = [StaffRole(role) for role in staff.roles]
    role = next((each for each in (StaffRole.MANAGER, StaffRole.ADMINISTRATOR) if each in roles), None)
    return Message((role or roles[0]).label) if roles else L("a member of staff")


@guarded(KEEPERS, changes=False)
def certificate(office: Office, erasure_id: int, language: str) -> documents.Made:
    """The certificate of an erasure, made in memory; the same whenever it is asked for while the settings
    of backups stay."""
    facts = office.ask(_certificate_facts, erasure_id)
    entry_at = next(line.at for line in office.ask(erasures) if line.id == erasure_id)
    older = [found for found in backup.every(office.vault.folder) if found.made_at <= entry_at]
    return documents.certificate(facts if older else replace(facts, rotates_on=None), language)


@action(KEEPERS)
def export_certificate(work: Work, erasure_id: int) -> str:
    """Journal that a certificate leaves the vault; returns its number, which its file is named by."""
    entry = work.get(Erasure, erasure_id)
    work.note(entry, {"exported": "certificate"})
    work.touched.clear()
    return entry.number
