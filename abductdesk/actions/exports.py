"""What leaves the vault unencrypted because somebody asked for it: journalled before it goes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from abductdesk import documents
from abductdesk.actions.caselist import Filter, Row, case_ids, case_rows
from abductdesk.actions.holds import refuse_held, stated_by
from abductdesk.actions.letterfacts import Choices, addressees
from abductdesk.actions.letters import draft_letter
from abductdesk.actions.office import Work, action
from abductdesk.faults import Refused
from abductdesk.i18n import Listing, Message
from abductdesk.models import Case
from abductdesk.terms import Act, Role


@dataclass(frozen=True)
class Exported:
    """A draft as it leaves, to whom, and what should be known before it is used."""

    content: bytes
    to: str
    warnings: tuple[Message, ...]


@action(act=Act.EXPORT)
def export_draft(
    work: Work,
    reference: str,
    letter_id: str,
    language: str,
    *,
    role: Role | None = None,
) -> Exported:
    """The letter on the case of this reference as it would be issued now, to the first who can get it or
    who has the role. It gets no number. Raises `Refused` with what is missing."""
    case = work.session.scalar(select(Case).where(func.upper(Case.reference) == reference.strip().upper()))
    if case is None:
        raise Refused("There is no case {reference}.", reference=reference)
    if case.study or case.voided_on is not None:
        raise Refused("Letters go out from open cases of the bureau only, not from study or void cases.")
    found = [
        to for to in addressees(work, case.id, documents.letter(letter_id)) if role is None or to.role is role
    ]
    if not found:
        raise Refused("Nobody on this case can get this letter. Add the person or the service first.")
    refuse_held(work, stated_by(work, case.id, found[0].person_id))
    made = draft_letter(work, case.id, letter_id, found[0], language, Choices())
    if made.content is None:
        wanted = Listing(tuple(entry.what for entry in made.missing))
        raise Refused("The letter cannot be made yet. Missing: {what}.", what=wanted)
    work.note(case, {"exported": letter_id, "language": language})
    work.touched.clear()
    return Exported(made.content, found[0].name, made.warnings)


@action(act=Act.EXPORT)
def export_case_list(work: Work, wanted: Filter) -> list[Row]:
    """The list of cases by reference, without names, for the command line."""
    rows = case_rows(work, case_ids(work, wanted, "reference"))
    work.tell(Case.__tablename__, 0, {"exported": "case_list", "cases": len(rows)})
    return rows
