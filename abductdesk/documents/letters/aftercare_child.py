"""To the child after a return, in its own words."""

from __future__ import annotations

from abductdesk.documents.letters._common import BASIC, PARENTS
from abductdesk.documents.wording import Has, Lacks, Letter, P, Style
from abductdesk.i18n import N_

LETTER = Letter(
    id="aftercare_child",
    title=N_("Letter to the child after the return"),
    purpose=N_("Support after the return, in words for a child; handed over by the parent"),
    recipients=PARENTS,
    needs=(*BASIC, "aftercare.child"),
    paragraphs=(
        P("subject", "For {child}", Style.SUBJECT),
        P("dear", "Dear {child},"),
        P(
            "home",
            "You have travelled a lot, and now you are back. That can feel good, strange, sad or all at "
            "once. All of these are fine.",
        ),
        P("fault", "What happened is not your fault. Grown-ups had to decide, and you did nothing wrong."),
        P(
            "talk",
            "If you like, you can talk to {psychologist}. That is somebody who knows how it is when children "
            "come back from another country. You can talk, draw or say nothing at all.",
            Style.BODY,
            Has("aftercare.psychologist"),
        ),
        P(
            "talk_later",
            "If you like, we look for somebody you can talk to, who is not your mum or your dad.",
            Style.BODY,
            Lacks("aftercare.psychologist"),
        ),
        P("both", "You may love both your parents. You need not choose."),
        P(
            "ask",
            "If you want to ask us something, you can ring us on {phone} or ask somebody to do it for you. "
            "The number 116 000 is free in many countries of Europe.",
        ),
        P("from", "Best wishes,"),
    ),
    greets=False,
)
