"""To the left-behind parent: what mediation is, what it costs, how long it takes, what it does not stop."""

from __future__ import annotations

from abductdesk.documents.letters._common import ABOUT, BASIC, DEADLINES
from abductdesk.documents.wording import Letter, P, Style
from abductdesk.i18n import N_
from abductdesk.terms import Role

LETTER = Letter(
    id="mediation_information",
    title=N_("Information about mediation"),
    purpose=N_("Voluntary, confidential, cost and time; deadlines keep running"),
    recipients=(Role.LEFT_BEHIND_PARENT,),
    needs=BASIC,
    paragraphs=(
        P("subject", "Information about mediation", Style.SUBJECT),
        ABOUT,
        P(
            "intro",
            "This letter explains what a mediation between parents in different countries is, how it goes "
            "and what it costs, so that you can decide in your own time whether it suits you.",
        ),
        P("essentials_heading", "In brief", Style.HEADING),
        P("voluntary", "Voluntary", Style.TERM),
        P(
            "voluntary_text",
            "A mediation takes place only if both parents wish it. Each may stop at any time, without "
            "giving a reason.",
            Style.DEFINITION,
        ),
        P("confidential", "Confidential", Style.TERM),
        P(
            "confidential_text",
            "What is said and written in a mediation may not be used in court (article 1728 of the Belgian "
            "Judicial Code). Our bureau records dates and results only, never what was said.",
            Style.DEFINITION,
        ),
        P("impartial", "Impartial", Style.TERM),
        P(
            "impartial_text",
            "Both parents are our clients, equally. The two mediators take no side; where possible they "
            "know both languages and both cultures. They decide nothing: you and the other parent do.",
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
            "About {euros_from} to {euros_to} euros an hour for each of the two mediators. How this is "
            "shared is settled before you begin. If you cannot afford it, ask us for financial support "
            "first: parents who mediate receive the same support as parents who go to court.",
            Style.DEFINITION,
        ),
        P("steps_heading", "Step by step", Style.HEADING),
        P("step_talk", "We inform each parent separately, and ask each of them about safety.", Style.STEP),
        P("step_mediators", "If both wish to go on, we propose the mediators.", Style.STEP),
        P(
            "step_sign",
            "Both parents sign an agreement to mediate, with the ground rules and the fees.",
            Style.STEP,
        ),
        P(
            "step_sessions",
            "The sessions take place: together or in separate rooms, in person or online, with an "
            "interpreter where needed.",
            Style.STEP,
        ),
        P(
            "step_lawyers",
            "If there is an agreement, both parents’ lawyers read it before it is final.",
            Style.STEP,
        ),
        P(
            "step_court",
            "The family court can approve (homologate) it if the mediator is accredited. It then has the "
            "force of a judgment in Belgium; abroad, a further step may be needed.",
            Style.STEP,
        ),
        P("safety_heading", "Safety first", Style.HEADING),
        P(
            "safety",
            "Mediation does not suit every situation. If there has been violence, threats or pressure, "
            "please tell us. Where the risk is high, we do not bring the parents together.",
        ),
        P("court_heading", "Legal deadlines keep running", Style.HEADING),
        P(
            "court",
            "Mediation does not suspend court proceedings and does not extend any legal deadline. You can "
            "take every legal step and mediate at the same time: the one does not exclude the other. "
            "Please keep your lawyer informed.",
        ),
        *DEADLINES,
        P("next_heading", "What you can do now", Style.HEADING),
        P(
            "next",
            "Take the time to think it over, and ask us whatever you wish to know. If you would like to try, "
            "tell us: we then send the other parent a neutral invitation. We do so only with your agreement.",
        ),
        P("contact", "You can reach {caseworker} on {phone} or at {email}."),
    ),
)
