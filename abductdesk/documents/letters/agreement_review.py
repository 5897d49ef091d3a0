"""To both lawyers: the agreement for review before signature, and what the court asks for."""

from __future__ import annotations

from abductdesk.documents.letters._common import ABOUT, BASIC
from abductdesk.documents.wording import Has, Letter, P, Style
from abductdesk.i18n import N_
from abductdesk.terms import Role

LETTER = Letter(
    id="agreement_review",
    title=N_("Agreement for review"),
    purpose=N_("Draft agreement to both lawyers, with the papers for homologation"),
    recipients=(Role.LAWYER_LEFT_BEHIND, Role.LAWYER_TAKING),
    needs=(*BASIC, "agreement.kind", "agreement.agreed"),
    paragraphs=(
        P("subject", "{agreement_kind} for review", Style.SUBJECT),
        ABOUT,
        P(
            "intro",
            "The parents have reached an agreement in mediation. Before they sign, we ask both lawyers to "
            "review it. The text itself comes to you from the mediators; we name the topics only.",
        ),
        P("agreed_heading", "Agreed", Style.HEADING),
        P("agreed", "{topic}", Style.ITEM, each="agreement.agreed"),
        P("open_heading", "Not agreed, or in part only", Style.HEADING, Has("agreement.open")),
        P("open", "{topic}", Style.ITEM, Has("agreement.open"), each="agreement.open"),
        P("ask_heading", "What we ask you", Style.HEADING),
        P(
            "enforceable",
            "Can every point be enforced in both states, and does it need an order there (a mirror order or "
            "recognition) before anybody travels?",
            Style.STEP,
        ),
        P(
            "interests",
            "Does anything stand against public policy or the interests of the children? On these grounds "
            "alone the court may refuse to homologate (articles 1733 and 1736 of the Judicial Code).",
            Style.STEP,
        ),
        P("proceedings", "What must happen to proceedings that are pending, and when?", Style.STEP),
        P("lacking_heading", "Still missing for homologation", Style.HEADING, Has("agreement.lacking")),
        P("lacking", "{paper}", Style.BOX, Has("agreement.lacking"), each="agreement.lacking"),
        P("papers_heading", "Already there for homologation", Style.HEADING, Has("agreement.papers")),
        P("papers", "{paper}", Style.ITEM, Has("agreement.papers"), each="agreement.papers"),
        P("answer_by", "Please answer by {reply_by}.", Style.BODY, Has("case.reply_by")),
        P(
            "running",
            "The mediation does not suspend court proceedings: deadlines keep running until the court has "
            "decided.",
        ),
        P("contact", "You can reach {caseworker} on {phone} or at {email}."),
    ),
)
