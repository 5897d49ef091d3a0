"""To the parent who asks for financial support: it arrived, and what is still missing."""

from __future__ import annotations

from abductdesk.documents.letters._common import BASIC, PARENTS
from abductdesk.documents.wording import Has, Letter, P, Style
from abductdesk.i18n import N_

LETTER = Letter(
    id="support_receipt",
    title=N_("Receipt of a request for support"),
    purpose=N_("Confirms a request for financial support and says what is missing"),
    recipients=PARENTS,
    needs=(*BASIC, "support.number", "support.asked_on", "support.asked"),
    paragraphs=(
        P("subject", "Your request for financial support {request}", Style.SUBJECT),
        P("intro", "We received your request of {asked_on}. You ask for support for:"),
        P("item", "{item}: {amount}", Style.ITEM, each="support.asked"),
        P("missing_heading", "What is still missing", Style.HEADING, Has("support.missing")),
        P("missing", "{missing}", Style.BODY, Has("support.missing")),
        P(
            "missing_why",
            "We can test your request once these papers are here. Please send copies and keep the originals.",
            Style.BODY,
            Has("support.missing"),
        ),
        P("whole", "Your request is complete.", Style.BODY, Has("support.whole")),
        P("next_heading", "What happens next", Style.HEADING),
        P(
            "criteria",
            "We test the request by fixed criteria: the link with Belgium, your income, other funding that "
            "comes first, and ceilings for each kind of cost. The decision is taken together with FPS "
            "Justice and, where needed, FPS Foreign Affairs. Parents who mediate get the same support as "
            "parents who go to court.",
        ),
        P("by", "You can expect the decision by {answered_by}.", Style.BODY, Has("support.answer_by")),
        P(
            "private",
            "The other parent is not told what you earn, nor that you asked for support.",
        ),
        P("no_costs", "Please make no costs before the decision: costs from before are not paid."),
        P("contact", "You can reach {caseworker} on {phone} or at {email}."),
    ),
)
