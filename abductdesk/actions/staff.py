"""Who works here: letting somebody in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from abductdesk.actions.office import Office, Work, action
from abductdesk.faults import Invalid
from abductdesk.models import Staff
from abductdesk.terms import Act, StaffRole


def admit(office: Office, values: Mapping[str, Any], passphrase: str) -> int:
    """Add a member of staff who signs in with this passphrase; returns the id. Raises `Refused` for a name
    that signs in already and for a passphrase that is too easy."""

    def give_key(person: Staff, session: Session) -> None:
        office.vault.add_person(person.id, person.name, passphrase, during=session)

    return int(office.do(add_staff, values, give_key).result)


@action(frozenset({StaffRole.ADMINISTRATOR}), Act.KEYS)
def add_staff(work: Work, values: Mapping[str, Any], give_key: Callable[[Staff, Session], None]) -> int:
    """Add the record and, in the same transaction, the key."""
    if not values.get("roles"):
        raise Invalid("roles", "Choose at least one role.")
    person = work.add(Staff(), **values)
    give_key(person, work.session)
    return person.id
