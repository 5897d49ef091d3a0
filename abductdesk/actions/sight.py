"""What a member of staff may see at all: every record says it (`Holds.seen`), the session asks it.

It stands below the roles of actions and queries: one that was declared too wide, or joins what it should
not, is stopped here. A record that is added later is behind this wall from its first day.
"""

from __future__ import annotations

from sqlalchemy import event
from sqlalchemy.orm import Mapper, ORMExecuteState, Session

from abductdesk.faults import NotAllowed
from abductdesk.i18n import N_
from abductdesk.models import BY_KIND, Base, Staff
from abductdesk.models.base import Holds, Seen
from abductdesk.terms import StaffRole, Unit

KEY = "seer"  # where a session carries who looks, in its `info`; without it the program itself is at work
CASE_STAFF = frozenset({StaffRole.CASEWORKER, StaffRole.MANAGER})
KEEPERS = frozenset({StaffRole.MANAGER, StaffRole.ADMINISTRATOR})


def not_allowed() -> NotAllowed:
    return NotAllowed(N_("Your role does not allow this. Ask a manager or an administrator."))


def may_see(staff: Staff, seen: Seen) -> bool:
    """Whether this person may see records behind this wall."""
    roles = set(staff.roles)
    match seen:
        case Seen.EVERYBODY:
            return True
        case Seen.CASE_STAFF:
            return bool(roles & CASE_STAFF)
        case Seen.BUREAU:
            return bool(roles & CASE_STAFF) and staff.unit is Unit.BUREAU
        case Seen.KEEPERS:
            return bool(roles & KEEPERS)


def may_see_kind(staff: Staff, kind: str) -> bool:
    """The same for a record named by its kind; what is no record is behind no wall."""
    model = BY_KIND.get(kind)
    return model is None or may_see(staff, holds_of(model).seen)


def holds_of(model: type[object]) -> Holds:
    """What a record declared of itself."""
    found = getattr(model, "holds", None)
    assert isinstance(found, Holds)
    return found


@event.listens_for(Session, "do_orm_execute")
def _refuse_unseen(state: ORMExecuteState) -> None:
    staff = state.session.info.get(KEY)
    if staff is None:
        return
    mappers: list[Mapper[Base]] = [*state.all_mappers]
    if not all(may_see(staff, holds_of(mapper.class_).seen) for mapper in mappers):
        raise not_allowed()
