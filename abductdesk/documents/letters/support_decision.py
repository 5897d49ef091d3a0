"""To the parent, and to both FPS: the decision on financial support, with its calculation."""

from __future__ import annotations

from abductdesk.documents.letters._common import BASIC, PARENTS
from abductdesk.documents.wording import Has, Is, Lacks, Letter, P, Style
from abductdesk.i18n import N_
from abductdesk.terms import Role

_PARENT = Is("recipient.role", PARENTS)

LETTER = Letter(
    id="support_decision",
    title=N_("Decision on financial support"),
    purpose=N_("Grant or refusal of financial support, with the calculation; the proposal to both FPS"),
    recipients=(*PARENTS, Role.AUTHORITY),
    needs=(*BASIC, "support.number"),
    paragraphs=(
        P(
            "subject",
            "Decision on the request for financial support {request}",
            Style.SUBJECT,
            Lacks("support.proposed"),
        ),
        P(
            "subject_proposal",
            "Your decision on the request for financial support {request}",
            Style.SUBJECT,
            Has("support.proposed"),
        ),
        P(
            "proposal",
            "We propose to grant {proposed} and ask for your decision by {answered_by}. Please say whether "
            "you agree, agree up to an amount, or object. Silence is not taken as consent.",
            Style.BODY,
            Has("support.proposed"),
        ),
        P("applicant", "Applicant", Style.TERM, Has("support.applicant")),
        P("applicant_text", "{applicant}", Style.DEFINITION, Has("support.applicant")),
        P(
            "granted",
            "On {decided_on} the support that was asked for was granted: {granted}.",
            Style.BODY,
            Has("support.granted"),
            Lacks("support.partly"),
        ),
        P(
            "partly",
            "On {decided_on} part of the support that was asked for was granted: {granted}.",
            Style.BODY,
            Has("support.granted"),
            Has("support.partly"),
        ),
        P(
            "refused",
            "On {decided_on} the support that was asked for was refused.",
            Style.BODY,
            Has("support.refused"),
        ),
        P("reason", "Reason", Style.TERM, Lacks("support.proposed")),
        P("reason_text", "{reason}", Style.DEFINITION, Lacks("support.proposed")),
        P("sum_heading", "How it was calculated", Style.HEADING, Has("support.lines")),
        P("line", "{line}", Style.ITEM, Has("support.lines"), each="support.lines"),
        P("item", "{item}: {amount}", Style.ITEM, Has("support.items"), each="support.items"),
        P(
            "criteria",
            "The criteria that hold from {criteria_from} were applied.",
            Style.BODY,
            Has("support.criteria_from"),
        ),
        P("paid_heading", "Payment and receipts", Style.HEADING, Has("support.granted"), _PARENT),
        P(
            "receipts",
            "Please send the receipts within {receipts_within} days of the payment. What was paid and is not "
            "proven must be paid back.",
            Style.BODY,
            Has("support.granted"),
            _PARENT,
        ),
        P("appeal_heading", "If you do not agree", Style.HEADING, _PARENT),
        P(
            "appeal",
            "Write to us and say why. Somebody who did not take part in the decision looks at it again.",
            Style.BODY,
            _PARENT,
        ),
        P("private", "The other parent is not told of this decision.", Style.BODY, _PARENT),
        P("contact", "You can reach {caseworker} on {phone} or at {email}."),
    ),
)
