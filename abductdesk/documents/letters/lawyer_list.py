"""To either parent: at least three specialised lawyers who can act for their side."""

from __future__ import annotations

from abductdesk.documents.letters._common import ABOUT, BASIC, LEFT_BEHIND, PARENTS, RETURN_CASE
from abductdesk.documents.wording import Is, Letter, P, Style
from abductdesk.i18n import N_, Country

LETTER = Letter(
    id="lawyer_list",
    title=N_("List of lawyers"),
    purpose=N_("At least three specialised lawyers for the parent's side"),
    recipients=PARENTS,
    needs=(*BASIC, "names"),
    paragraphs=(
        P("subject", "Specialised lawyers", Style.SUBJECT),
        ABOUT,
        P(
            "intro",
            "As agreed, we give you the names of lawyers who know cases of international child abduction. "
            "The choice is yours; you may also choose somebody else. We recommend nobody in particular and "
            "receive nothing from anybody on this list.",
        ),
        P("who", "{who}", Style.ITEM, each="names"),
        P(
            "side",
            "As far as we know, none of them acts for the other parent. Please ask at the first contact "
            "whether they are free to take your case.",
        ),
        P(
            "aid",
            "If you cannot pay a lawyer, ask about legal aid: whether you have a right to it depends on your "
            "income.",
        ),
        P(
            "prosecutor",
            "In Belgium the public prosecutor may act for the parent who asks for the return under the Hague "
            "Convention of 25 October 1980. You may also have a lawyer of your own.",
            Style.BODY,
            LEFT_BEHIND,
            RETURN_CASE,
            Is("case.requested_state", (Country("BE"),)),
        ),
        P(
            "time",
            "Please do not wait: legal deadlines keep running, also while you look for a lawyer or think "
            "about mediation.",
        ),
        P("contact", "You can reach {caseworker} on {phone} or at {email}."),
    ),
)
