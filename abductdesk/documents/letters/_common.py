"""What several letters share: conditions, closing paragraphs, and the short texts around a letter."""

from __future__ import annotations

from collections.abc import Mapping

from abductdesk.documents.wording import Has, Is, P, Style
from abductdesk.terms import CaseKind, Role

BASIC = (
    "recipient.called",
    "recipient.destination",
    "bureau.name",
    "bureau.address",
    "caseworker.name",
    "case.reference",
)
PARENTS = (Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT)
LEFT_BEHIND = Is("recipient.role", (Role.LEFT_BEHIND_PARENT,))
RETURN_CASE = Is("case.kind", (CaseKind.REMOVAL, CaseKind.RETENTION))

ABOUT = P("about", "Concerns: {children}", Style.ABOUT, Has("case.children"))
DEADLINES = (
    P(
        "deadlines_known",
        "On the date of this letter we know of the dates below. Please have your lawyer check them.",
        Style.BODY,
        Has("deadlines"),
    ),
    P("deadline", "{due} – {deadline} ({instrument}, {article})", Style.ITEM, each="deadlines"),
    P(
        "one_year",
        "Please do not put off seeing a lawyer. Where the Hague Convention of 25 October 1980 applies and "
        "the return is asked for more than one year after the removal or retention, the court may take into "
        "account that the child has settled in the new environment (article 12).",
        Style.BODY,
        LEFT_BEHIND,
        RETURN_CASE,
    ),
)

COMMON = "letter:common"
# name in code: (gettext context, English source); a greeting may leave the name out
PHRASES: Mapping[str, tuple[str, str]] = {
    "our_reference": (COMMON, "Our reference"),
    "your_reference": (COMMON, "Your reference"),
    "letter": (COMMON, "Letter"),
    "handled_by": (COMMON, "Handled by"),
    "by_email": (COMMON, "By e-mail: {email}"),
    "confidential": (COMMON, "Personal and confidential"),
    "dated": (COMMON, "{place}, {date}"),
    "brussels": ("place", "Brussels"),
    "addressee:madam": ("addressee:madam", "Ms {name}"),
    "addressee:sir": ("addressee:sir", "Mr {name}"),
    "greeting:madam": ("greeting:madam", "Dear Ms {family_name},"),
    "greeting:sir": ("greeting:sir", "Dear Mr {family_name},"),
    "greeting:neutral": ("greeting:neutral", "Dear {name},"),
    "greeting:nobody": ("greeting:nobody", "Dear Sir or Madam,"),
    "closing:madam": ("closing:madam", "Yours sincerely,"),
    "closing:sir": ("closing:sir", "Yours sincerely,"),
    "closing:neutral": ("closing:neutral", "Yours sincerely,"),
    "closing:nobody": ("closing:nobody", "Yours faithfully,"),
}

SHEET = "sheet:recovery"
RECOVERY: Mapping[str, tuple[str, str]] = {
    "title": (SHEET, "Recovery code"),
    "what": (
        SHEET,
        (
            "This code opens the files of {bureau} when the passphrase is forgotten or the person who "
            "knows it is away. Whoever holds this sheet and a copy of the vault can read everything in it."
        ),
    ),
    "keep": (
        SHEET,
        (
            "Keep it on paper only, in a sealed envelope, in a safe, away from the computer. Do not "
            "photograph or scan it, and do not send it by e-mail."
        ),
    ),
    "use": (
        SHEET,
        (
            "To use it: start AbductDesk, choose “Recovery code” on the unlock screen, type the groups in "
            "order, and choose a new passphrase. Then print a new sheet and destroy this one."
        ),
    ),
    "code": (SHEET, "Code"),
    "bureau": (SHEET, "Bureau"),
    "person": (SHEET, "Made for"),
    "made_on": (SHEET, "Made on"),
}

FIRST = "sheet:passphrase"
TEMPORARY: Mapping[str, tuple[str, str]] = {
    "title": (FIRST, "Temporary passphrase"),
    "what": (
        FIRST,
        "With this passphrase the person named below opens the files of {bureau} for the first time.",
    ),
    "keep": (
        FIRST,
        "Hand this sheet over in person. Do not photograph it, and do not send it by e-mail.",
    ),
    "use": (
        FIRST,
        (
            "To use it: start AbductDesk, choose your name, and type the passphrase exactly as it stands "
            "above. The program then asks for one of your own. After that, destroy this sheet: it opens "
            "nothing any more."
        ),
    ),
    "bureau": (FIRST, "Bureau"),
    "person": (FIRST, "Made for"),
    "made_on": (FIRST, "Made on"),
}

LIST = "sheet:deadlines"
DEADLINE_LIST: Mapping[str, tuple[str, str]] = {
    "title": (LIST, "Deadlines until {until}"),
    "state": (LIST, "As known on {made_on}. Lines: {lines}. Cases: {cases}."),
    "shown": (LIST, "Only part of the deadlines: {shown}"),
    "check": (
        LIST,
        "Before you rely on a date, look in the file: paper does not change with it.",
    ),
    "date": (LIST, "Date"),
    "days": (LIST, "Time left"),
    "case": (LIST, "Case"),
    "limit": (LIST, "Limit"),
    "bound": (LIST, "Who is bound"),
    "past": (LIST, "Before {made_on}"),
    "undated": (LIST, "No date yet"),
    "nobody": (LIST, "Nobody has these cases"),
    "names": (
        LIST,
        "Confidential: names people. Do not leave this list lying about, and destroy it after use.",
    ),
    "quiet": (LIST, "Confidential. Destroy this list after use."),
    "entry": (LIST, "Journal: entry {entry}"),
}
