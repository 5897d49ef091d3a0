"""What of a case is said in more than one tab: names, ages, states, events, people."""

from __future__ import annotations

from datetime import datetime

from abductdesk.actions.casefile import CaseFile, ChildOnCase, PersonOnCase
from abductdesk.actions.office import BRUSSELS
from abductdesk.i18n import LN, L, Listing, Message, Tongue
from abductdesk.models import CaseEvent, Person
from abductdesk.terms import EventKind, Outcome, Precision, RefusalGround, Role
from abductdesk.ui.texts import Text, apart, term

ABDUCTION = (EventKind.REMOVAL, EventKind.RETENTION)
PARENTS = (Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT)


def title(file: CaseFile) -> Text:
    """The children's names as a family says them ("Noor and Sam de Vries"), or the reference."""
    people = [entry.person for entry in file.children if entry.person.name]
    if not people:
        return file.case.reference
    families = {person.family_names for person in people}
    if len(people) > 1 and len(families) == 1 and all(person.given_names for person in people):
        given = Listing(tuple(person.given_names for person in people))
        family = next(iter(families))
        return lambda tongue: f"{tongue.value(given)} {family}".strip()
    return lambda tongue: tongue.listing(person.name for person in people)


def child_name(file: CaseFile, entry: ChildOnCase, *, given: bool = False) -> Text:
    """The child's name (or only the given one), or its number on the case."""
    number = next(at for at, other in enumerate(file.children) if other is entry) + 1
    name = entry.person.given_names if given else entry.person.name
    return apart(name) or L("Child {number}", number=number)


def ages(file: CaseFile) -> Text:
    """ "7 years" or "9, 7 and 4 years"; empty where no birth date is known."""
    known = [entry.age for entry in file.children if entry.age is not None]
    if not known:
        return ""
    if len(known) == 1:
        return age(known[0])
    return L("{ages} years", ages=Listing(tuple(known)))


def age(years: int) -> Message:
    return LN("{n} year", "{n} years", years) if years else L("under 1 year")


def states(file: CaseFile) -> Text:
    """From where to where, with a question mark for what is not known."""
    case = file.case

    def said(tongue: Tongue) -> str:
        origin, there = (
            tongue.country(code) if code else "?"
            for code in (case.habitual_residence_state, case.requested_state)
        )
        return f"{origin} → {there}"

    return said if case.habitual_residence_state or case.requested_state else ""


def country(code: str | None) -> Text:
    return (lambda tongue: tongue.country(code)) if code else ""


def happened(file: CaseFile) -> CaseEvent | None:
    """The (first) removal or retention."""
    return next((event for event in file.events if event.kind in ABDUCTION), None)


def day_of(event: CaseEvent, *, short: bool = True) -> Text:
    """The date of an event as precisely as it is known, with its time."""

    def said(tongue: Tongue) -> str:
        if event.precision is Precision.YEAR:
            return str(event.date.year)
        if event.precision is Precision.MONTH:
            return tongue.month(event.date)
        day = tongue.short_date(event.date) if short else tongue.date(event.date)
        return f"{day}, {tongue.value(event.time)}" if event.time else day

    return said


def event_name(event: CaseEvent) -> Message:
    return term(event.kind.label)


def event_choice(event: CaseEvent) -> Text:
    """An event in a list to choose from: what and when."""
    when = day_of(event)
    return lambda tongue: f"{tongue.say(event_name(event))}, {when(tongue) if callable(when) else when}"


def person_name(entry: PersonOnCase) -> Text:
    return apart(entry.person.name) or L("Person without a name")


def everybody(file: CaseFile) -> list[Person]:
    """Everybody on the case, children too."""
    return [entry.person for entry in file.people] + [entry.person for entry in file.children]


def role_words(entry: PersonOnCase) -> Text:
    """The role, with relation or firm, and since or until when."""

    def said(tongue: Tongue) -> str:
        parts = [tongue.text(entry.role.role.label)]
        if entry.role.note:
            parts.append(_spoken(apart(entry.role.note), tongue))
        if entry.role.until:
            parts.append(tongue.say(L("until {day}", day=entry.role.until)))
        return " · ".join(parts)

    return said


def joined(*parts: Text) -> Text:
    """Parts between dots; empty ones are left out."""
    from_parts = [part for part in parts if part]

    def said(tongue: Tongue) -> str:
        spoken = [_spoken(part, tongue) for part in from_parts]
        return " · ".join(part for part in spoken if part)

    return said if from_parts else ""


def _spoken(part: Text, tongue: Tongue) -> str:
    if isinstance(part, str):
        return part
    return tongue.say(part) if not callable(part) else part(tongue)


def outcome_tone(outcome: Outcome) -> tuple[str, str]:
    """Tone and icon of an outcome."""
    good = {
        Outcome.VOLUNTARY_RETURN, Outcome.RETURN_ORDERED_BY_CONSENT, Outcome.RETURN_ORDERED_CONTESTED,
        Outcome.ACCESS_AGREED, Outcome.ACCESS_ORDERED, Outcome.PREVENTED, Outcome.AGREED_NO_RETURN,
    }  # fmt: skip
    if outcome is Outcome.PENDING:
        return "neutral", "waiting"
    if outcome in good:
        return "ok", "ok"
    return ("warn", "warning") if outcome is Outcome.RETURN_REFUSED else ("neutral", "info")


def listed(items: tuple[Text, ...]) -> Text:
    """Names joined as the language joins them; empty for none."""
    return (lambda tongue: tongue.listing(_spoken(item, tongue) for item in items)) if items else ""


def grounds(codes: list[str]) -> tuple[RefusalGround, ...]:
    """Stored codes of grounds as terms, which know their words."""
    return tuple(RefusalGround(code) for code in codes)


def brussels(at: datetime) -> datetime:
    """A moment as the clock on the wall shows it."""
    return at.astimezone(BRUSSELS)
