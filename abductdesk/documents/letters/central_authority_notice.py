"""To FPS Justice: a mediation has begun or has ended. Dates only, no content, no result."""

from __future__ import annotations

from abductdesk.documents.letters._common import ABOUT, BASIC
from abductdesk.documents.wording import Has, Lacks, Letter, P, Style
from abductdesk.i18n import N_
from abductdesk.terms import Role

BEGUN = Lacks("case.mediation_ended")
ENDED = Has("case.mediation_ended")

LETTER = Letter(
    id="central_authority_notice",
    title=N_("Notice to the Central Authority"),
    purpose=N_("Mediation begun or ended; no content"),
    recipients=(Role.AUTHORITY,),
    needs=BASIC,
    paragraphs=(
        P("subject_begun", "Notice of the beginning of a mediation", Style.SUBJECT, BEGUN),
        P("subject_ended", "Notice of the end of a mediation", Style.SUBJECT, ENDED),
        ABOUT,
        P(
            "begun",
            "We inform you that a mediation between the parents in this case began on {mediation_began}.",
            Style.BODY,
            BEGUN,
        ),
        P(
            "ended",
            "We inform you that the mediation between the parents in this case ended on {mediation_ended}.",
            Style.BODY,
            ENDED,
        ),
        P("residence", "State of habitual residence", Style.TERM, Has("case.habitual_residence")),
        P("residence_is", "{habitual_residence}", Style.DEFINITION, Has("case.habitual_residence")),
        P("requested", "Requested state", Style.TERM, Has("case.requested_state")),
        P("requested_is", "{requested_state}", Style.DEFINITION, Has("case.requested_state")),
        P(
            "content",
            "This notice is limited to that date. What is said and written in the mediation is confidential "
            "(article 1728 of the Belgian Judicial Code). We therefore give no information about its content "
            "or its result.",
        ),
        P(
            "proceedings",
            "The mediation does not suspend the proceedings and does not extend any deadline. We therefore "
            "ask you to continue to handle the application.",
            Style.BODY,
            BEGUN,
        ),
        P(
            "hearings",
            "So that the sessions can be planned around them, we would be grateful if you told us of the "
            "hearings and decisions known to you. We will inform you when the mediation has ended.",
            Style.BODY,
            BEGUN,
        ),
        P(
            "result",
            "If the parents have reached an agreement, it is for them or their lawyers to inform you and the "
            "court.",
            Style.BODY,
            ENDED,
        ),
        P("contact", "For any question you can reach {caseworker} on {phone} or at {email}."),
    ),
)
