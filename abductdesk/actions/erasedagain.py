"""After an older backup was put back: what had been erased since is erased again, before anybody works.

The key file knows what was erased; the older database does not. `pending` is the difference.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from abductdesk.actions import sight
from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.erasing import Eraser
from abductdesk.actions.erasure import anonymise, next_number, register
from abductdesk.actions.office import EVERYBODY, Office, Work, action
from abductdesk.actions.subject import subject_of
from abductdesk.i18n import N_, Tongue
from abductdesk.models import Call, Case, Erasure, Person
from abductdesk.terms import ErasureKind

_AGAIN = N_("Erased again: an older backup was put back")
_ORDER = [ErasureKind.PERSON.value, ErasureKind.CASE.value, ErasureKind.CALL.value]


def pending(office: Office) -> list[tuple[str, int]]:
    """What the key file knows to be erased and the present, older database has not erased yet."""
    known = set(office.vault.erased)
    with office.vault.reading() as session:
        done = {
            (kind.value, record) for kind, record in session.execute(select(Erasure.kind, Erasure.record))
        }
    return sorted(known - done, key=lambda each: (_ORDER.index(each[0]), each[1]))


def replay(office: Office) -> int:
    """Erase again what was erased once and came back with an older backup; returns how much. Done at every
    opening, before anybody works: a number given anew must never be taken for one that was erased."""
    waiting = pending(office)
    if waiting:
        office.do(erase_again, waiting)
    return len(waiting)


@action(EVERYBODY, newcomer=True)
def erase_again(work: Work, waiting: Sequence[tuple[str, int]]) -> None:
    """Erase these (kind, record) again, each as it was decided then. Whoever opens the vault sets it off; the
    program does it, so no wall stands before it."""
    work.session.info.pop(sight.KEY, None)
    reason = Tongue(bureau_now(work).language).text(_AGAIN)
    for kind, record in waiting:
        _again(work, ErasureKind(kind), record, reason)
    work.erased = True


def _again(work: Work, kind: ErasureKind, record: int, reason: str) -> None:
    model = {ErasureKind.PERSON: Person, ErasureKind.CASE: Case, ErasureKind.CALL: Call}[kind]
    found = work.session.get(model, record)
    if isinstance(found, Case) and found.anonymised_on is None:
        anonymise(work, [found], reason, again=True)
        return
    eraser = Eraser(work)
    if isinstance(found, Person) and found.erased_on is None:
        eraser.person(subject_of(work, record))
    elif isinstance(found, Call):
        eraser.call(found)
    if found is not None:
        eraser.sweep()
    # what the older database does not hold is registered too, or a new record of that number would be erased
    register(work, next_number(work, again=True), kind, record, reason, eraser)
