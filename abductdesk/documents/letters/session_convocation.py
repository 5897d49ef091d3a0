"""To a parent, a mediator or an interpreter: when and where a session takes place."""

from __future__ import annotations

from abductdesk.documents.letters._common import BASIC
from abductdesk.documents.wording import Has, Is, Lacks, Letter, P, Style
from abductdesk.i18n import N_
from abductdesk.terms import Role

_PARENT = Is("recipient.role", (Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT))
_HELPER = Is("recipient.role", (Role.MEDIATOR, Role.INTERPRETER))
_TOGETHER = (Lacks("session.separate"), Lacks("session.alone"))
_ON_SITE, _ONLINE = Lacks("session.online"), Has("session.online")

LETTER = Letter(
    id="session_convocation",
    title=N_("Invitation to a session"),
    purpose=N_("Date, place and safety of a session of mediation"),
    recipients=(Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT, Role.MEDIATOR, Role.INTERPRETER),
    needs=(*BASIC, "session.day", "session.starts", "session.with_whom"),
    paragraphs=(
        P("subject", "Session of mediation on {session_day}", Style.SUBJECT),
        P("intro", "We invite you to the following session of mediation.", Style.BODY, _PARENT),
        P("intro_helper", "We confirm the following session of mediation.", Style.BODY, _HELPER),
        P("when", "When", Style.TERM),
        P("when_text", "{session_day}, from {session_starts} to {session_ends}", Style.DEFINITION),
        P("where", "Where", Style.TERM, _ON_SITE),
        P("where_text", "{session_place}", Style.DEFINITION, _ON_SITE),
        P("online", "Online", Style.TERM, _ONLINE),
        P(
            "online_text",
            "By video. You receive the link separately on the day before; please do not pass it on.",
            Style.DEFINITION,
            _ONLINE,
        ),
        P("taking_part", "Parents", Style.TERM, Has("session.parents"), _HELPER),
        P("taking_part_text", "{taking_part}", Style.DEFINITION, Has("session.parents"), _HELPER),
        P("who", "Mediators", Style.TERM),
        P("who_text", "{mediators}", Style.DEFINITION),
        P("interpreter", "Interpreter", Style.TERM, Has("session.interpreter")),
        P("interpreter_text", "{interpreter}", Style.DEFINITION, Has("session.interpreter")),
        P("safety", "Safety", Style.TERM, Has("session.measures"), _HELPER),
        P("safety_text", "{session_measures}", Style.DEFINITION, Has("session.measures"), _HELPER),
        P(
            "separate",
            "You and the other parent are in separate rooms, and the mediators go from one to the other. We "
            "see to it that you do not meet when you arrive or leave.",
            Style.BODY,
            _PARENT,
            Has("session.separate"),
            _ON_SITE,
        ),
        P(
            "separate_online",
            "You and the other parent do not see or hear each other: the mediators go from one to the other.",
            Style.BODY,
            _PARENT,
            Has("session.separate"),
            _ONLINE,
        ),
        P(
            "separate_helper",
            "The parents do not meet: please go from one to the other, and let them arrive and leave apart.",
            Style.BODY,
            _HELPER,
            Has("session.separate"),
        ),
        P(
            "alone",
            "This session is with you alone; the other parent does not take part.",
            Style.BODY,
            _PARENT,
            Has("session.alone"),
        ),
        P(
            "together",
            "If you would rather not be in one room with the other parent, tell us at any time, also on the "
            "day itself: the session then goes on separately.",
            Style.BODY,
            _PARENT,
            *_TOGETHER,
        ),
        P(
            "children",
            "Your children can be heard in this session if they wish. Nobody may press them to.",
            Style.BODY,
            _PARENT,
            Has("session.children_take_part"),
        ),
        P(
            "bring",
            "You may bring notes and papers. A lawyer may advise you before and after the session.",
            Style.BODY,
            _PARENT,
        ),
        P(
            "voluntary",
            "You take part of your own free will and may stop at any time. What is said is confidential "
            "(article 1728 of the Belgian Judicial Code). Court proceedings and legal deadlines keep "
            "running.",
            Style.BODY,
            _PARENT,
        ),
        P(
            "helper",
            "Please tell us at once if you cannot come. Addresses of the parents stay with our bureau.",
            Style.BODY,
            _HELPER,
        ),
        P(
            "contact",
            "If you cannot come or have a question, please ring {caseworker} on {phone} or write to {email}.",
        ),
    ),
)
