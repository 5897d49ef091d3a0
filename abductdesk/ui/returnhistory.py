"""The journal of returns and aftercare in words; read by `historywords`."""

from __future__ import annotations

from abductdesk.i18n import L, Message

SENTENCES: dict[str, tuple[Message, str]] = {
    "open_plan": (L("began the plan of a return"), "travel"),
    "change_plan": (L("changed the plan of a return"), "travel"),
    "add_return_part": (L("added to the plan of a return"), "travel"),
    "change_return_part": (L("changed a part of a return"), "travel"),
    "remove_return_part": (L("took a part out of a return"), "travel"),
    "tick_step": (L("ticked a step of a return"), "todo"),
    "confirm_departure": (L("confirmed a departure"), "travel"),
    "take_back_departure": (L("took a departure back"), "undo"),
    "confirm_arrival": (L("confirmed an arrival"), "ok"),
    "call_off_return": (L("called a return off"), "close"),
    "export_journey": (L("saved a journey for a calendar outside the vault"), "export"),
    "export_emergency_card": (L("took an emergency card outside the vault"), "export"),
    "edit_template": (L("changed a step of the template"), "edit"),
    "retire_step": (L("took a step out of the template"), "delete"),
    "ship_again": (L("went back to the steps that ship"), "undo"),
    "begin_aftercare": (L("began aftercare"), "child"),
    "record_contact": (L("recorded a follow-up after a return"), "phone"),
    "plan_contact": (L("planned a follow-up after a return"), "follow_up"),
    "drop_contact": (L("took out a follow-up after a return"), "follow_up"),
    "end_aftercare": (L("ended aftercare"), "closed_case"),
    "reopen_aftercare": (L("went on with aftercare"), "undo"),
    "set_aftercare_weeks": (L("changed the weeks of aftercare"), "settings"),
    "offer_psychologist": (L("recorded the offer of a psychologist"), "people"),
    "record_psychologist_session": (L("recorded a session with a psychologist"), "person"),
    "change_psychologist_session": (L("corrected a session with a psychologist"), "person"),
    "remove_psychologist_session": (L("removed a session with a psychologist"), "person"),
}
MORE: dict[str, Message] = {
    "aftercare_weeks": L("Weeks of aftercare"), "departed_on": L("Left on"), "arrived_on": L("Arrived on"),
    "called_off_on": L("Called off on"), "called_off_because": L("Reason"), "override_reason": L("Reason"),
    "departs_at": L("Departs at"), "arrives_at": L("Arrives at"), "week": L("Week"),
}  # fmt: skip
