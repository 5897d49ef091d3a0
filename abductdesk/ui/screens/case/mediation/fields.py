"""What the forms of the mediation share: fields of no record, choices out of the directory, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abductdesk.actions.mediationfile import MediationFile
from abductdesk.i18n import Message
from abductdesk.models import Screening
from abductdesk.models.base import Field
from abductdesk.terms import EntryKind, Party, RiskLevel, Term
from abductdesk.ui.editors import Choice
from abductdesk.ui.texts import Text, apart, term

if TYPE_CHECKING:
    from abductdesk.ui.screens.case.room import Room

PARENTS = (Party.LEFT_BEHIND, Party.TAKING)
# tone and icon of a level of risk
TONES: dict[RiskLevel, tuple[str, str]] = {
    RiskLevel.HIGH: ("danger", "danger"),
    RiskLevel.MEDIUM: ("warn", "warning"),
    RiskLevel.LOW: ("ok", "ok"),
    RiskLevel.NONE_FOUND: ("ok", "ok"),
    RiskLevel.NOT_DONE: ("neutral", "waiting"),
}


def asked(
    name: str, text: str, kind: str, *, help: str = "", required: bool = False,
    terms: type[Term] | None = None,
) -> Field:  # fmt: skip
    """A question of a form that is no field of its record; `text` and `help` are marked texts."""
    return Field(name, text, help, kind, required, None, terms)


def entries(found: MediationFile, kind: EntryKind) -> list[Choice]:
    """Who of the directory can be chosen, by name."""
    ids = [entry_id for entry_id, each in found.kinds.items() if each is kind]
    return [
        (entry_id, apart(found.names[entry_id])) for entry_id in sorted(ids, key=lambda id_: found.names[id_])
    ]


def named(found: MediationFile, entry_id: int | None) -> Text:
    """The name of an entry."""
    return apart(found.names.get(entry_id or 0, ""))


def parent_name(room: Room, party: Party) -> str:
    """The name of a parent on the case, empty where nobody is recorded."""
    wanted = f"{party.value}_parent"
    return next((each.person.name for each in room.file.people if each.role.role == wanted), "")


def newest(found: MediationFile, party: Party) -> Screening | None:
    """The screening of a parent that counts."""
    return found.safety.screenings[party] if found.safety is not None else None


def party_name(party: Party) -> Message:
    return term(party.label)
