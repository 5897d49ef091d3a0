"""The facts a letter can ask for by name, and the placeholders that wording may use.

To add a fact: one line in `FACTS` (and, if wording may show it, one in `PLACEHOLDERS`). Whatever is not
here cannot be reached by any wording, shipped or edited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from abductdesk.documents.facts import Facts
from abductdesk.i18n import N_, L, Listing, Message


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact the letter needs and does not have: what it is called, and where it is entered."""

    fact: str
    label: Message
    where: Message


# dotted name in `Facts`: (what people call it, where they enter it)
FACTS: Mapping[str, tuple[str, str]] = {
    "recipient.called": (N_("Name of the recipient"), N_("Case, people")),
    "recipient.destination": (
        N_("Postal address or e-mail that is safe and that the bureau may write to"),
        N_("Case, people"),
    ),
    "recipient.reach": (N_("How the recipient can be reached safely"), N_("Case, people")),
    "recipient.reference": (N_("The recipient's own reference"), N_("Case, services involved")),
    "bureau.name": (N_("Name of the bureau"), N_("Settings, bureau")),
    "bureau.address": (N_("Address of the bureau"), N_("Settings, bureau")),
    "caseworker.name": (N_("Name of the caseworker"), N_("Case, overview")),
    "phone": (N_("Phone of the caseworker or of the bureau"), N_("Settings, bureau")),
    "email": (N_("E-mail of the caseworker or of the bureau"), N_("Settings, bureau")),
    "case.reference": (N_("Reference of the case"), N_("Case, overview")),
    "case.kind": (N_("Kind of case"), N_("Case, overview")),
    "case.children": (N_("Given names of the children"), N_("Case, people")),
    "case.habitual_residence": (N_("State of habitual residence"), N_("Case, overview")),
    "case.requested_state": (N_("State where the child is"), N_("Case, overview")),
    "case.contacted_on": (N_("Date of the conversation"), N_("Letter")),
    "case.agreed": (N_("What was agreed in the conversation"), N_("Letter")),
    "case.next_contact": (N_("Date of the next contact"), N_("Letter")),
    "case.reply_by": (N_("Date by which an answer is asked"), N_("Letter")),
    "case.mediation_began": (N_("Date on which the mediation began"), N_("Case, events")),
    "case.mediation_ended": (N_("Date on which the mediation ended"), N_("Case, events")),
    "deadlines": (N_("Deadlines of the case"), N_("Case, deadlines")),
    "services": (N_("Services at work on the case"), N_("Case, services involved")),
    "session.day": (N_("Day of the session"), N_("Case, mediation")),
    "session.starts": (N_("Time of the session"), N_("Case, mediation")),
    "session.ends": (N_("End of the session"), N_("Case, mediation")),
    "session.place": (N_("Place of the session"), N_("Case, mediation")),
    "session.with_whom": (N_("The mediators"), N_("Case, mediation")),
    "engagement.parents": (N_("Names of the parents"), N_("Case, people")),
    "engagement.languages": (N_("Languages of the parents"), N_("Case, people")),
    "engagement.countries": (N_("Countries of the parents"), N_("Case, people")),
    "engagement.colleague": (N_("The other mediator"), N_("Case, mediation")),
    "engagement.fee": (N_("Fee of the mediator"), N_("Directory")),
    "names": (N_("Names of the list"), N_("Directory")),
    "agreement.kind": (N_("Kind of agreement"), N_("Case, mediation")),
    "agreement.agreed": (N_("What was agreed, by topic"), N_("Case, mediation")),
    "journey.leaves_on": (N_("Day of departure"), N_("Case, return")),
    "journey.legs": (N_("Legs of the journey"), N_("Case, return")),
    "journey.contacts": (N_("Emergency numbers"), N_("Case, return")),
    "support.number": (N_("Number of the request"), N_("Case, support")),
    "support.asked_on": (N_("Day of the request"), N_("Case, support")),
    "support.asked": (N_("What is asked for"), N_("Case, support")),
    "support.answer_by": (N_("Date by which an answer is asked"), N_("Case, support")),
    "support.decided_on": (N_("Day of the decision"), N_("Case, support")),
    "support.reason": (N_("Reason of the decision"), N_("Case, support")),
    "aftercare.child": (N_("Name of the child"), N_("Case, people")),
    "aftercare.psychologist": (N_("Psychologist"), N_("Case, aftercare")),
    "entry.says": (N_("What the directory says"), N_("Directory")),
    "entry.answer_by": (N_("Date by which an answer is asked"), N_("Directory")),
}

# {placeholder} in wording: dotted name in `Facts`
PLACEHOLDERS: Mapping[str, str] = {
    "name": "recipient.called",
    "bureau": "bureau.name",
    "caseworker": "caseworker.name",
    "phone": "phone",
    "email": "email",
    "reference": "case.reference",
    "their_reference": "recipient.reference",
    "reach": "recipient.reach",
    "children": "case.children",
    "habitual_residence": "case.habitual_residence",
    "requested_state": "case.requested_state",
    "contacted_on": "case.contacted_on",
    "next_contact": "case.next_contact",
    "reply_by": "case.reply_by",
    "mediation_began": "case.mediation_began",
    "mediation_ended": "case.mediation_ended",
    "euros_from": "mediation.euros_from",
    "euros_to": "mediation.euros_to",
    "hours_from": "mediation.hours_from",
    "hours_to": "mediation.hours_to",
    "days_from": "mediation.days_from",
    "days_to": "mediation.days_to",
    "weeks": "mediation.weeks",
    "session_day": "session.day",
    "session_starts": "session.starts",
    "session_ends": "session.ends",
    "session_place": "session.place",
    "mediators": "session.with_whom",
    "interpreter": "session.interpreter",
    "session_measures": "session.measures",
    "taking_part": "session.parents",
    "parents": "engagement.parents",
    "parents_languages": "engagement.languages",
    "parents_countries": "engagement.countries",
    "ages": "engagement.ages",
    "colleague": "engagement.colleague",
    "fee": "engagement.fee",
    "before": "engagement.before",
    "measures": "engagement.measures",
    "agreement_kind": "agreement.kind",
    "drafted_on": "agreement.drafted_on",
    "leaves_on": "journey.leaves_on",
    "escort": "journey.escort",
    "handover_place": "journey.handover_place",
    "handover_people": "journey.handover_people",
    "lodging": "journey.lodging",
    "school": "journey.school",
    "health": "journey.health",
    "first_contact": "journey.first_contact",
    "protection": "journey.protection",
    "request": "support.number",
    "asked_on": "support.asked_on",
    "missing": "support.missing",
    "answered_by": "support.answer_by",
    "applicant": "support.applicant",
    "proposed": "support.proposed",
    "granted": "support.granted",
    "decided_on": "support.decided_on",
    "criteria_from": "support.criteria_from",
    "reason": "support.reason",
    "receipts_within": "support.receipts_within",
    "child": "aftercare.child",
    "psychologist": "aftercare.psychologist",
    "psychologist_reach": "aftercare.reach",
    "waiting_weeks": "aftercare.waiting_weeks",
    "entry_by": "entry.answer_by",
}

# {placeholder} in a paragraph repeated for each: attribute of the item ("" is the item itself)
EACH: Mapping[str, Mapping[str, str]] = {
    "deadlines": {"deadline": "name", "due": "due", "instrument": "instrument", "article": "article"},
    "services": {"service": "line"},
    "case.agreed": {"point": ""},
    "names": {"who": "shown"},
    "agreement.agreed": {"topic": ""},
    "agreement.open": {"topic": ""},
    "agreement.papers": {"paper": ""},
    "agreement.lacking": {"paper": ""},
    "journey.legs": {"leg": ""},
    "journey.papers": {"paper": ""},
    "journey.todo": {"what": "what", "due": "due"},
    "journey.contacts": {"contact": ""},
    "support.asked": {"item": "what", "amount": "amount"},
    "support.lines": {"line": ""},
    "support.items": {"item": "what", "amount": "amount"},
    "aftercare.calls": {"day": ""},
    "entry.says": {"line": ""},
}

_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
_NAMED = re.compile(r"\{(\w+)\}")


def names_in(wording: str) -> tuple[str, ...]:
    """The placeholders of a wording, in order."""
    return tuple(_NAMED.findall(wording))


def look(facts: Facts, dotted: str) -> object:
    """The fact of that dotted name."""
    return attrgetter(dotted)(facts)


def values(facts: Facts, names: Iterable[str]) -> dict[str, object]:
    """The values of these placeholders; a phone number does not break over a line."""
    found: dict[str, object] = {}
    for name in names:
        value = look(facts, PLACEHOLDERS[name])
        if name in ("phone", "reach", "psychologist_reach"):
            parts = value if isinstance(value, tuple) else (value,)
            value = tuple(_BETWEEN_DIGITS.sub("\u00a0", str(part)) for part in parts)
        found[name] = Listing(value) if isinstance(value, tuple) else value
    return found


def item_values(each: str, item: object) -> dict[str, object]:
    """The values of the placeholders for one item of a repeated paragraph."""
    return {
        name: attrgetter(attribute)(item) if attribute else item for name, attribute in EACH[each].items()
    }


def missing_of(facts: Facts, dotted_names: Iterable[str]) -> list[Missing]:
    """Those of the named facts that are empty, once each, in the order asked."""
    return [
        Missing(dotted, L(FACTS[dotted][0]), L(FACTS[dotted][1]))
        for dotted in dict.fromkeys(dotted_names)
        if dotted in FACTS and not look(facts, dotted)
    ]
