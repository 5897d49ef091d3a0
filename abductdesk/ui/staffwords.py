"""People who work here, in words: their roles, their state, when they last signed in."""

from __future__ import annotations

from collections.abc import Sequence

from abductdesk.actions.signing import How
from abductdesk.actions.staff import Colleague
from abductdesk.i18n import LN, L
from abductdesk.terms import StaffRole
from abductdesk.ui.tables import Cell
from abductdesk.ui.texts import Text

_HOW = {
    How.PASSPHRASE: L("with the passphrase"),
    How.COMPUTER: L("by the trusted computer"),
    How.CODE: L("with the recovery code"),
}


def roles_text(roles: Sequence[StaffRole | str]) -> Text:
    """The roles as one list."""
    known = [StaffRole(role) for role in roles]
    return lambda tongue: tongue.listing(known)


def state_cell(person: Colleague) -> Cell:
    """What holds of their access."""
    said, tone, sign = _state(person)
    since = L("since {day}", day=person.suspended_on) if person.suspended_on else ""
    return Cell(since, pill=said, tone=tone, icon=sign, second=True)


def _state(person: Colleague) -> tuple[Text, str, str]:
    if not person.active:
        if person.key:
            return L("Has left, key still there"), "danger", "warning"
        return L("Has left"), "neutral", "no_entry"
    if person.suspended_on is not None:
        return L("Suspended"), "warn", "blocked"
    if not person.key:
        return L("No key yet"), "danger", "warning"
    if person.must_change:
        return L("Temporary passphrase"), "accent", "key"
    return L("Active"), "ok", "ok"


def last_cell(person: Colleague) -> Cell:
    """When they last signed in, and how; wrong passphrases before it come first."""
    last = person.last
    if last is None:
        return Cell(L("never"), second=True)
    wrong = LN("{n} wrong passphrase before", "{n} wrong passphrases before", last.wrong)
    how = _HOW.get(How(last.how), "") if last.how in {*How} else ""
    return Cell(L("{at}", at=last.at), wrong if last.wrong else how)
