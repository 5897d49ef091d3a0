"""To each mediator of the pair: the engagement, and the minimum of data."""

from __future__ import annotations

from abductdesk.documents.letters._common import BASIC
from abductdesk.documents.wording import Has, Lacks, Letter, P, Style
from abductdesk.i18n import N_
from abductdesk.terms import Role

LETTER = Letter(
    id="mediator_appointment",
    title=N_("Request to mediate"),
    purpose=N_("Engagement of a mediator, with the minimum of data"),
    recipients=(Role.MEDIATOR,),
    needs=(*BASIC, "engagement.parents", "engagement.languages", "engagement.countries"),
    paragraphs=(
        P(
            "subject",
            "Request to mediate together with {colleague}",
            Style.SUBJECT,
            Has("engagement.colleague"),
        ),
        P("subject_alone", "Request to mediate", Style.SUBJECT, Lacks("engagement.colleague")),
        P(
            "intro",
            "We ask you to mediate in a cross-border family matter. These are the data you need to answer; "
            "more follows once you have accepted.",
        ),
        P(
            "screened",
            "Both parents have been screened for safety, each separately.",
            Style.BODY,
            Has("engagement.screened"),
        ),
        P("parents", "Parents", Style.TERM),
        P("parents_text", "{parents}", Style.DEFINITION),
        P("languages", "Languages", Style.TERM),
        P("languages_text", "{parents_languages}", Style.DEFINITION),
        P("countries", "Countries", Style.TERM),
        P("countries_text", "{parents_countries}", Style.DEFINITION),
        P("children", "Children", Style.TERM, Has("engagement.ages")),
        P("children_text", "Age: {ages}", Style.DEFINITION, Has("engagement.ages")),
        P("fee", "Fee", Style.TERM, Has("engagement.fee")),
        P(
            "fee_text",
            "{fee} an hour without VAT; usually {hours_from} to {hours_to} hours over {days_from} to "
            "{days_to} days.",
            Style.DEFINITION,
            Has("engagement.fee"),
        ),
        P("before", "Time", Style.TERM, Has("engagement.before")),
        P(
            "before_text",
            "The sessions should be held before {before}. Court proceedings are not suspended by the "
            "mediation.",
            Style.DEFINITION,
            Has("engagement.before"),
        ),
        P("safety", "Safety", Style.TERM, Has("engagement.measures")),
        P("safety_text", "{measures}", Style.DEFINITION, Has("engagement.measures")),
        P("rules_heading", "What we ask of you", Style.HEADING),
        P(
            "conflict",
            "Please tell us before you accept if you have acted for one of the parents, if your firm has, or "
            "if anything else could make a parent doubt your impartiality.",
            Style.ITEM,
        ),
        P(
            "addresses",
            "Addresses and phone numbers of the parents stay with our bureau: please arrange everything "
            "through us.",
            Style.ITEM,
        ),
        P(
            "confidential",
            "What is said and written in the mediation is confidential (article 1728 of the Belgian Judicial "
            "Code). Please report to us dates, attendance, hours and the result only.",
            Style.ITEM,
        ),
        P(
            "accreditation",
            "An agreement can be homologated only if a mediator accredited by the Federal Mediation "
            "Commission led the mediation. Please confirm that your accreditation is valid.",
            Style.ITEM,
        ),
        P("answer", "Please let us know by {reply_by} whether you accept.", Style.BODY, Has("case.reply_by")),
        P("answer_soon", "Please let us know soon whether you accept.", Style.BODY, Lacks("case.reply_by")),
        P("contact", "You can reach {caseworker} on {phone} or at {email}."),
    ),
)
