"""The calendar file of an invitation to a session: when and where, as the letter says; no parent's name."""

from __future__ import annotations

from datetime import datetime

from abductdesk.actions.holds import refuse_held, stated_in
from abductdesk.actions.letterabout import refuse_unseen
from abductdesk.actions.office import Work, action
from abductdesk.exchange.ics import Appointment, write_appointment
from abductdesk.faults import Refused
from abductdesk.i18n import L, Tongue
from abductdesk.models import Case, Letter
from abductdesk.terms import Act

INVITATION = "session_convocation"


@action(act=Act.EXPORT)
def save_invitation(work: Work, letter_id: int) -> bytes:
    """The calendar file that goes with an invitation, in its language; journalled as an export.

    Raises `Refused` for any other letter.
    """
    letter = refuse_unseen(work, work.get(Letter, letter_id))
    if letter.letter != INVITATION or "starts" not in letter.added:
        raise Refused("Only an invitation to a session has a calendar file.")
    refuse_held(work, stated_in(work, letter))
    work.note(letter)
    case = work.get(Case, letter.case_id or 0)
    tongue, kept = Tongue(letter.language), letter.added
    return write_appointment(
        Appointment(
            uid=f"session-{kept['about']}-{case.id}@abductdesk",
            starts=datetime.fromisoformat(kept["starts"]),
            ends=datetime.fromisoformat(kept["ends"]),
            summary=tongue.say(L("Session of mediation")),
            description=tongue.say(L("Our reference: {reference}", reference=case.reference)),
            place=tongue.say(L("Online")) if kept["online"] else kept["place"],
            sequence=kept["sequence"],
            changed=letter.issued_at,
        )
    )
