"""What stays as it is for good: cases that were anonymised, people who were erased."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from abductdesk.faults import Refused
from abductdesk.i18n import N_
from abductdesk.models import Case, Person, Record

_SEALS = (
    (Case, "anonymised_on", N_("This case was anonymised: it stays as it is, for the yearly figures.")),
    (Person, "erased_on", N_("This person was erased. Add the person anew if you work for them again.")),
)
_KEYS: dict[type[Record], str] = {Case: "case_id", Person: "person_id"}


def refuse_sealed(session: Session, record: Record) -> None:
    """Raise `Refused` for a change of an anonymised case, of an erased person, or of what belongs to them."""
    link = session.connection()  # below the wall: whoever works here may not bring anything back
    for model, sealed, said in _SEALS:
        table = model.__table__
        own = record.id if isinstance(record, model) else getattr(record, _KEYS[model], None)
        when = select(table.c[sealed]).where(table.c.id == own)
        if own is not None and link.execute(when).scalar_one_or_none() is not None:
            raise Refused(said)
