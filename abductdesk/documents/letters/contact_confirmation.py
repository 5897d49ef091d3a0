"""To the parent who contacted us: what was agreed, and who does what among the services."""

from __future__ import annotations

from abductdesk.documents.letters._common import ABOUT, BASIC, DEADLINES, PARENTS
from abductdesk.documents.wording import Has, Lacks, Letter, P, Style
from abductdesk.i18n import N_

LETTER = Letter(
    id="contact_confirmation",
    title=N_("Confirmation of the first conversation"),
    purpose=N_("What was agreed with the parent, and who does what among the services"),
    recipients=PARENTS,
    needs=BASIC,
    paragraphs=(
        P("subject", "Our conversation: what was agreed, and who does what", Style.SUBJECT),
        ABOUT,
        P(
            "intro",
            "You contacted us on {contacted_on}. This letter confirms what we discussed and sets out which "
            "service does what, so that you can come back to it at any time.",
        ),
        P("agreed_heading", "What we agreed", Style.HEADING, Has("case.agreed")),
        P("agreed", "{point}", Style.ITEM, each="case.agreed"),
        P("bureau_heading", "What our bureau does", Style.HEADING),
        P(
            "bureau",
            "We inform parents about mediation in cross-border conflicts about children. If both parents "
            "wish it, we organise that mediation with specialised mediators. When a child returns, we help "
            "to prepare the return. Both parents are our clients, equally: we do not take sides, and we do "
            "not take decisions in your place.",
        ),
        P(
            "discretion",
            "We do not pass on your address, phone number or e-mail address to the other parent without your "
            "agreement.",
        ),
        P(
            "reach",
            "By phone and e-mail we use only what you told us is safe: {reach}. Please tell us at once if "
            "this changes.",
            Style.BODY,
            Has("recipient.reach"),
        ),
        P("who_heading", "Who does what", Style.HEADING),
        P("authority", "FPS Justice, Central Authority", Style.TERM),
        P(
            "authority_does",
            "Handles applications for return or access under the Hague Convention of 25 October 1980, "
            "together with the Central Authority of the other state.",
            Style.DEFINITION,
        ),
        P("foreign_affairs", "FPS Foreign Affairs", Style.TERM),
        P(
            "foreign_affairs_does",
            "Is the contact point where no treaty applies with the other state, and for help from Belgian "
            "embassies and consulates.",
            Style.DEFINITION,
        ),
        P("police", "Police", Style.TERM),
        P(
            "police_does",
            "Take your report, and act when a child is in danger or cannot be found. In an emergency, call "
            "112.",
            Style.DEFINITION,
        ),
        P("prosecutor", "Public prosecutor", Style.TERM),
        P(
            "prosecutor_does",
            "Directs criminal investigations, where there are any. In return proceedings before a Belgian "
            "court, may represent the parent who asks for the return.",
            Style.DEFINITION,
        ),
        P("court", "Family court", Style.TERM),
        P(
            "court_does",
            "Decides on return, residence and contact. It can approve (homologate) an agreement between "
            "parents, which then has the force of a judgment.",
            Style.DEFINITION,
        ),
        P("lawyer", "Your lawyer", Style.TERM),
        P(
            "lawyer_does",
            "Advises you, acts for you and watches over your deadlines. If you wish, we give you the names "
            "of at least three specialised lawyers.",
            Style.DEFINITION,
        ),
        P("hotline", "Child Focus hotline", Style.TERM),
        P("hotline_does", "Answers day and night on the free number 116 000.", Style.DEFINITION),
        P("services_heading", "Already at work on your case", Style.HEADING, Has("services")),
        P("service", "{service}", Style.ITEM, each="services"),
        P("deadlines_heading", "Legal deadlines keep running", Style.HEADING),
        P(
            "deadlines",
            "A conversation with us, or a mediation, does not suspend or extend any legal deadline.",
        ),
        *DEADLINES,
        P("next_heading", "What happens next", Style.HEADING),
        P(
            "next_dated",
            "We will contact you again by {next_contact} at the latest.",
            Style.BODY,
            Has("case.next_contact"),
        ),
        P(
            "next",
            "We will contact you again as soon as there is news for you.",
            Style.BODY,
            Lacks("case.next_contact"),
        ),
        P(
            "contact",
            "Is something in this letter not as you remember it, or do you have a question? You can reach "
            "{caseworker} on {phone} or at {email}.",
        ),
    ),
)
