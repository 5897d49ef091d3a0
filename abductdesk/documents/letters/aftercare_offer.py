"""To the parent after a return: whom the child can see, and when we ring. A variant for the child."""

from __future__ import annotations

from abductdesk.documents.letters._common import BASIC, PARENTS
from abductdesk.documents.wording import Has, Lacks, Letter, P, Style
from abductdesk.i18n import N_

LETTER = Letter(
    id="aftercare_offer",
    title=N_("Support after the return"),
    purpose=N_("Psychologist and follow-ups after a return, to the parent"),
    recipients=PARENTS,
    needs=(*BASIC, "aftercare.child"),
    paragraphs=(
        P("subject", "After the return of {child}", Style.SUBJECT),
        P(
            "intro",
            "Coming home is the beginning of a new time, also where everybody wished for it. Many children "
            "are relieved and sad at once. We therefore stay at your side after every return.",
        ),
        P("who_heading", "Somebody to talk to", Style.HEADING, Has("aftercare.psychologist")),
        P(
            "who_why",
            "{psychologist} knows children who have been through this. Whether you and {child} want it is up "
            "to you both; you can also begin later.",
            Style.BODY,
            Has("aftercare.psychologist"),
        ),
        P("who", "{psychologist}", Style.TERM, Has("aftercare.reach")),
        P("who_text", "{psychologist_reach}", Style.DEFINITION, Has("aftercare.reach")),
        P("waiting", "Waiting time", Style.TERM, Has("aftercare.waiting_weeks")),
        P("waiting_text", "about {waiting_weeks} weeks", Style.DEFINITION, Has("aftercare.waiting_weeks")),
        P(
            "nobody_yet",
            "If you wish, we look for a psychologist for {child} who speaks your language.",
            Style.BODY,
            Lacks("aftercare.psychologist"),
        ),
        P("calls_heading", "When we ring", Style.HEADING, Has("aftercare.calls")),
        P("call", "{day}", Style.ITEM, Has("aftercare.calls"), each="aftercare.calls"),
        P(
            "calls_why",
            "We ask how {child} is, how school goes, and whether you need anything. If you would rather not "
            "be rung, tell us.",
            Style.BODY,
            Has("aftercare.calls"),
        ),
        P(
            "costs",
            "The first sessions with a psychologist can be paid by the financial support; ask us before the "
            "first one.",
        ),
        P(
            "both",
            "The other parent gets the same offer. What either of you tells us is not passed on.",
        ),
        P("contact", "You can reach {caseworker} on {phone} or at {email}."),
    ),
)
