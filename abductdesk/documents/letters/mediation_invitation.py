"""To the taking parent: a neutral first invitation that accuses nobody and reveals no address."""

from __future__ import annotations

from abductdesk.documents.letters._common import ABOUT, BASIC
from abductdesk.documents.wording import Has, Lacks, Letter, P, Style
from abductdesk.i18n import N_
from abductdesk.terms import Role

LETTER = Letter(
    id="mediation_invitation",
    title=N_("Invitation to a first conversation"),
    purpose=N_("Neutral first invitation: accuses nobody, reveals no address"),
    recipients=(Role.TAKING_PARENT,),
    needs=BASIC,
    paragraphs=(
        P("subject", "Invitation to a first conversation", Style.SUBJECT),
        ABOUT,
        P(
            "intro",
            "We have been contacted about a question that concerns you, the other parent and your family’s "
            "life in more than one country. We would like to hear how you see it. We therefore invite you "
            "to a first conversation: by phone, by video or at our office, with you alone and without any "
            "commitment.",
        ),
        P("who_heading", "Who we are", Style.HEADING),
        P(
            "who",
            "Our bureau informs parents about mediation in cross-border family matters and, if both "
            "parents wish it, organises that mediation. It is part of Child Focus and works independently "
            "of it. We are not a court, not the police and not a public authority, and we take no "
            "decisions. Both parents are our clients, equally. This letter makes no reproach to anyone.",
        ),
        P("mediation_heading", "What mediation means", Style.HEADING),
        P(
            "mediation",
            "In a mediation you and the other parent look together for solutions that work for your children "
            "and for both of you: where they live, contact, travel, school, or whatever matters to you.",
        ),
        P("voluntary", "Voluntary", Style.TERM),
        P(
            "voluntary_text",
            "You decide whether you take part. You are free to say no, and you may stop at any time without "
            "giving a reason.",
            Style.DEFINITION,
        ),
        P("confidential", "Confidential", Style.TERM),
        P(
            "confidential_text",
            "What is said and written in a mediation may not be used in court (article 1728 of the Belgian "
            "Judicial Code). Without your agreement we do not tell the other parent where you are or how you "
            "can be reached.",
            Style.DEFINITION,
        ),
        P("impartial", "Impartial", Style.TERM),
        P(
            "impartial_text",
            "The two mediators take no side and decide nothing: the decisions stay with you and the "
            "other parent. Where possible they know both languages and both cultures.",
            Style.DEFINITION,
        ),
        P("time", "Time", Style.TERM),
        P(
            "time_text",
            "As a rule {hours_from} to {hours_to} hours over {days_from} to {days_to} days, within {weeks} "
            "weeks after both parents have agreed to mediate.",
            Style.DEFINITION,
        ),
        P("costs", "Costs", Style.TERM),
        P(
            "costs_text",
            "About {euros_from} to {euros_to} euros an hour for each mediator. Parents who cannot afford "
            "this may ask us for financial support beforehand.",
            Style.DEFINITION,
        ),
        P("rights_heading", "Your rights stay as they are", Style.HEADING),
        P(
            "rights",
            "Mediation does not suspend court proceedings, and legal deadlines keep running. You may take "
            "a lawyer’s advice at any time, also before you answer us. If you wish, we give you the names "
            "of at least three specialised lawyers.",
        ),
        P(
            "safety",
            "We always speak with each parent separately first, also about safety. If you do not feel "
            "safe, or cannot speak freely, tell us: you will not have to meet the other parent.",
        ),
        P("answer_heading", "Your answer", Style.HEADING),
        P(
            "answer_by",
            "Please let us know by {reply_by} whether you would like to have this conversation.",
            Style.BODY,
            Has("case.reply_by"),
        ),
        P(
            "answer",
            "Please let us know whether you would like to have this conversation.",
            Style.BODY,
            Lacks("case.reply_by"),
        ),
        P(
            "contact",
            "You can reach {caseworker} on {phone} or at {email}, in Dutch, French, German or English. For "
            "other languages we work with an interpreter.",
        ),
    ),
)
