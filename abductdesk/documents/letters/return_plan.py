"""To everybody who takes part in a return: a travel sheet by role, each seeing only what is theirs."""

from __future__ import annotations

from abductdesk.documents.letters._common import ABOUT, BASIC
from abductdesk.documents.wording import Has, Is, Letter, P, Style
from abductdesk.i18n import N_
from abductdesk.terms import Role

_PARENT = Is("recipient.role", (Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT))

LETTER = Letter(
    id="return_plan",
    title=N_("Travel sheet"),
    purpose=N_("Who, when, where and emergency numbers of a return; each sees only what is theirs"),
    recipients=(
        Role.LEFT_BEHIND_PARENT,
        Role.TAKING_PARENT,
        Role.LAWYER_LEFT_BEHIND,
        Role.LAWYER_TAKING,
        Role.RELATIVE,
        Role.AUTHORITY,
    ),
    needs=(*BASIC, "journey.leaves_on", "journey.contacts"),
    paragraphs=(
        P("subject", "The return on {leaves_on}", Style.SUBJECT),
        ABOUT,
        P(
            "intro",
            "This sheet says what you need to know for the journey. Please keep it with you.",
            Style.BODY,
            _PARENT,
        ),
        P("journey_heading", "The journey", Style.HEADING, Has("journey.legs")),
        P("leg", "{leg}", Style.STEP, Has("journey.legs"), each="journey.legs"),
        P("escort", "Travels with the child", Style.TERM, Has("journey.escort")),
        P("escort_text", "{escort}", Style.DEFINITION, Has("journey.escort")),
        P("handover", "Handover", Style.TERM, Has("journey.handover_place")),
        P("handover_text", "{handover_place}", Style.DEFINITION, Has("journey.handover_place")),
        P("people", "Who is there", Style.TERM, Has("journey.handover_people")),
        P("people_text", "{handover_people}", Style.DEFINITION, Has("journey.handover_people")),
        P("lodging", "Where you will stay", Style.TERM, Has("journey.lodging")),
        P("lodging_text", "{lodging}", Style.DEFINITION, Has("journey.lodging")),
        P("school", "School", Style.TERM, Has("journey.school")),
        P("school_text", "{school}", Style.DEFINITION, Has("journey.school")),
        P("health", "Health", Style.TERM, Has("journey.health")),
        P("health_text", "{health}", Style.DEFINITION, Has("journey.health")),
        P("contact_other", "First contact with the other parent", Style.TERM, Has("journey.first_contact")),
        P("contact_other_text", "{first_contact}", Style.DEFINITION, Has("journey.first_contact")),
        P("protection", "Protective measures", Style.TERM, Has("journey.protection")),
        P("protection_text", "{protection}", Style.DEFINITION, Has("journey.protection")),
        P("emergency_heading", "In an emergency", Style.HEADING),
        P("emergency", "{contact}", Style.ITEM, each="journey.contacts"),
        P("papers_heading", "Papers to carry", Style.HEADING, Has("journey.papers")),
        P("paper", "{paper}", Style.BOX, Has("journey.papers"), each="journey.papers"),
        P("todo_heading", "What you do before", Style.HEADING, Has("journey.todo")),
        P("todo", "{what}: by {due}", Style.BOX, Has("journey.todo"), each="journey.todo"),
        P(
            "change",
            "If anything changes, a flight, an illness, a delay at the border, please ring first and wait "
            "for our answer before you decide.",
            Style.BODY,
            _PARENT,
        ),
        P("contact", "You can reach {caseworker} on {phone} or at {email}."),
    ),
)
