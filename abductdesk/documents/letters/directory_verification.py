"""To somebody of the directory: is the entry still right?"""

from __future__ import annotations

from abductdesk.documents.letters._common import BASIC
from abductdesk.documents.wording import Has, Letter, P, Style
from abductdesk.i18n import N_
from abductdesk.terms import Role

LETTER = Letter(
    id="directory_verification",
    title=N_("Is your entry still right?"),
    purpose=N_("Yearly question to everybody on the directory"),
    recipients=(Role.OTHER,),
    needs=(*(fact for fact in BASIC if fact != "case.reference"), "entry.says"),
    paragraphs=(
        P("subject", "Is your entry still right?", Style.SUBJECT),
        P(
            "intro",
            "You are on the list that our bureau keeps for parents in cases of international child "
            "abduction. We check it at least once a year, so that no parent loses time with an entry that is "
            "out of date. This is what it says of you:",
        ),
        P("says", "{line}", Style.ITEM, each="entry.says"),
        P("answer_heading", "Your answer", Style.HEADING),
        P("right", "Everything is right.", Style.BOX),
        P("changes", "Please change the following:", Style.BOX),
        P("leave", "Please take me off the list.", Style.BOX),
        P(
            "by",
            "Please answer by {entry_by}. Without an answer we no longer give your name to parents until we "
            "have spoken with you.",
            Style.BODY,
            Has("entry.answer_by"),
        ),
        P(
            "rights",
            "You may see, correct or withdraw what we keep about you at any time. We give it to parents, to "
            "their lawyers and to authorities, and to nobody else.",
        ),
        P("contact", "You can reach {caseworker} on {phone} or at {email}."),
    ),
)
