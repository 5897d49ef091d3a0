"""What a record of each kind is called. To add a kind: one line here.

Where it reads better with a word of its own (the record of processing, the history), that place says so.
"""

from __future__ import annotations

from collections.abc import Mapping

from abductdesk.i18n import L, Message

NOUNS: Mapping[str, Message] = {
    "case_file": L("Case"), "person": L("Person"), "case_role": L("Role"), "child": L("Child"),
    "contact_point": L("Contact"), "event": L("Event"), "call": L("Call"), "note": L("Note"),
    "service": L("Service"), "proceeding": L("Proceedings"), "follow_up": L("Follow-up"),
    "measure": L("Measure"), "letter": L("Letter"), "attachment": L("Document"), "case_link": L("Link"),
    "limit_decision": L("Decision on a deadline"), "data_request": L("Data request"),
    "duty_to_inform": L("Duty to inform"), "processing_hold": L("Restriction"), "draft": L("Draft"),
    "exported_date": L("Date in a calendar"), "staff": L("Member of staff"), "workstation": L("Computer"),
    "breach": L("Data breach"), "erasure": L("Erasure"),
    "directory_entry": L("Entry of the directory"), "absence": L("Absence"),
    "conflict": L("Conflict of interest"),
    "participant": L("Participant of a training"), "given_list": L("List of names"),
    "given_name": L("Name on the list"), "round_entry": L("Question to an entry of the directory"),
    "mediation": L("Mediation"), "parent_step": L("Step of a parent"), "screening": L("Screening"),
    "safety_override": L("Override"), "pair_choice": L("Choice of mediators"),
    "mediator_offer": L("Question to a mediator"), "mediation_session": L("Session"),
    "child_voice": L("Voice of the child"), "agreement": L("Agreement"),
    "return_plan": L("Return plan"),
    "leg": L("Leg of a journey"), "travel_paper": L("Travel paper"),
    "emergency_contact": L("Emergency contact"), "return_step": L("Step of a return"),
    "aftercare": L("Aftercare"), "aftercare_contact": L("Follow-up after a return"),
    "psychologist_session": L("Session with a psychologist"),
    "support_request": L("Request for support"), "support_item": L("Item of a request for support"),
    "funding_first": L("Other funding"), "co_decision": L("Co-decision on support"),
    "approval": L("Approval of support"), "payment": L("Payment of support"),
    "receipt": L("Receipt for support"),
}  # fmt: skip
