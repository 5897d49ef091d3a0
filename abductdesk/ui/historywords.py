"""The journal in words: what an action did, and each field before and after.

To give an action its words: one line in `SENTENCES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from abductdesk.actions.casefile import HistoryLine
from abductdesk.actions.records import plain, revive
from abductdesk.i18n import Country, L, Language, Listing, Message, Tongue
from abductdesk.models import BY_KIND
from abductdesk.models.base import Field, fields_of
from abductdesk.ui.texts import Text, apart

# action: (words, icon). Words follow the name: "An Peeters · opened the case".
SENTENCES: dict[str, tuple[Message, str]] = {
    "open_case": (L("opened the case"), "new_case"),
    "import_cases": (L("brought the case in from a file"), "import"),
    "import_timeline": (L("brought the timeline in from a file"), "import"),
    "change_case": (L("changed the case"), "edit"),
    "convert_prevention": (L("made the prevention case an abduction case"), "travel"),
    "close_case": (L("closed the case"), "closed_case"),
    "reopen_case": (L("opened the case again"), "cases"),
    "void_case": (L("voided the case"), "deleted"),
    "link_cases": (L("linked a case"), "link"),
    "unlink_cases": (L("removed a link"), "link"),
    "record_view": (L("looked at the case"), "show"),
    "add_event": (L("recorded an event"), "event"),
    "change_event": (L("corrected an event"), "event"),
    "remove_event": (L("removed an event"), "event"),
    "add_person": (L("added a person"), "person"),
    "change_person": (L("changed a person"), "person"),
    "change_role": (L("changed a role"), "role"),
    "add_child": (L("added a child"), "child"),
    "change_child": (L("changed what is recorded of a child"), "child"),
    "add_contact": (L("added an address, phone or e-mail"), "address"),
    "change_contact": (L("changed an address, phone or e-mail"), "address"),
    "remove_contact": (L("removed an address, phone or e-mail"), "address"),
    "record_safety": (L("recorded what is safe to use"), "wall"),
    "issue_letter": (L("issued a letter"), "letter"),
    "open_letter": (L("opened a letter"), "letter"),
    "record_print": (L("printed a letter"), "print"),
    "save_letter": (L("saved a letter outside the vault"), "export"),
    "export_calendar": (L("wrote its dates into a calendar file"), "export"),
    "tick_follow_up": (L("ticked a follow-up"), "follow_up"),
    "add_attachment": (L("added a document"), "attachment"),
    "save_attachment": (L("saved a document outside the vault"), "export"),
    "remove_attachment": (L("removed a document"), "attachment"),
    "decide": (L("decided about a deadline"), "decision"),
    "change_decision": (L("corrected a decision on a deadline"), "decision"),
    "take_back_decision": (L("took a decision on a deadline back"), "decision"),
    "verify_state": (L("recorded the status of a state"), "law"),
    "forget_state": (L("removed the status of a state"), "law"),
    "log_call": (L("logged a call"), "call"),
    "change_call": (L("corrected a call"), "call"),
    "attach_call": (L("put a call to the case"), "call"),
    "hand_over": (L("handed the case over to a colleague"), "people"),
    "export_deadlines": (L("put the case on a list of deadlines outside the vault"), "export"),
    "undo_last": (L("took a change back"), "undo"),
    "open_mediation": (L("opened a mediation"), "mediation"),
    "change_mediation": (L("judged the suitability of the mediation"), "mediation"),
    "end_mediation": (L("ended the mediation"), "mediation"),
    "reopen_mediation": (L("opened the mediation again"), "mediation"),
    "record_step": (L("recorded a step of a parent"), "mediation"),
    "record_screening": (L("recorded a screening"), "facts"),
    "override_safety": (L("overrode the safety of joint sessions"), "warning"),
    "withdraw_override": (L("withdrew an override"), "warning"),
    "choose_pair": (L("chose two mediators"), "people"),
    "ask_mediator": (L("asked a mediator"), "email"),
    "answer_offer": (L("recorded the answer of a mediator"), "edit"),
    "plan_session": (L("planned a session"), "event"),
    "change_session": (L("changed a session"), "event"),
    "hold_session": (L("recorded a session as held"), "event"),
    "cancel_session": (L("cancelled a session"), "event"),
    "plan_again": (L("planned a session again"), "event"),
    "add_agreement": (L("recorded an agreement"), "decision"),
    "change_agreement": (L("changed the agreement"), "decision"),
    "record_voice": (L("recorded the voice of a child"), "child"),
}
_ENTRIES: dict[tuple[str, str], tuple[Message, str]] = {
    ("hand_over", "follow_up"): (L("handed a follow-up over to a colleague"), "follow_up"),
    ("add_entry", "service"): (L("added a service"), "service"),
    ("change_entry", "service"): (L("changed a service"), "service"),
    ("remove_entry", "service"): (L("removed a service"), "service"),
    ("add_entry", "proceeding"): (L("added proceedings"), "proceeding"),
    ("change_entry", "proceeding"): (L("changed proceedings"), "proceeding"),
    ("remove_entry", "proceeding"): (L("removed proceedings"), "proceeding"),
    ("add_entry", "follow_up"): (L("added a follow-up"), "follow_up"),
    ("change_entry", "follow_up"): (L("changed a follow-up"), "follow_up"),
    ("remove_entry", "follow_up"): (L("removed a follow-up"), "follow_up"),
    ("add_entry", "measure"): (L("added a measure"), "measure"),
    ("change_entry", "measure"): (L("changed a measure"), "measure"),
    ("remove_entry", "measure"): (L("removed a measure"), "measure"),
    ("add_entry", "note"): (L("wrote a note"), "note"),
    ("change_entry", "note"): (L("corrected a note"), "note"),
    ("remove_entry", "note"): (L("removed a note"), "note"),
}
# What is not a field of a form but is worth saying.
_MORE: dict[str, Message] = {
    "reference": L("Reference"), "opened_on": L("Opened on"), "closed_on": L("Closed on"),
    "voided_on": L("Void since"), "void_reason": L("Why void"), "converted_on": L("Converted on"),
    "number": L("Number"), "recipient_name": L("To"), "printed_on": L("Printed or saved on"),
    "state": L("Status"), "decided_on": L("Decided on"),
}  # fmt: skip
_NOUNS: dict[str, Message] = {
    "case_file": L("Case"), "person": L("Person"), "case_role": L("Role"), "child": L("Child"),
    "contact_point": L("Contact"), "event": L("Event"), "call": L("Call"), "note": L("Note"),
    "service": L("Service"), "proceeding": L("Proceedings"), "follow_up": L("Follow-up"),
    "measure": L("Measure"), "letter": L("Letter"), "attachment": L("Document"), "case_link": L("Link"),
    "limit_decision": L("Decision on a deadline"), "mediation": L("Mediation"),
    "parent_step": L("Step of a parent"), "screening": L("Screening"), "safety_override": L("Override"),
    "pair_choice": L("Mediators"), "mediator_offer": L("Mediators"), "mediation_session": L("Session"),
    "child_voice": L("Voice of the child"), "agreement": L("Agreement"),
}  # fmt: skip
_LONGEST = 160


@dataclass(frozen=True)
class Names:
    """What ids in the journal stand for."""

    staff: Mapping[int, str] = field(default_factory=dict)
    children: Mapping[int, str] = field(default_factory=dict)
    events: Mapping[int, Text] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)


def _found(line: HistoryLine) -> tuple[Message, str]:
    found = _ENTRIES.get((line.action, line.record_kind)) or SENTENCES.get(line.action)
    return found or (L("changed something"), "edit")


def happened(line: HistoryLine) -> Message:
    """What was done, to follow the name."""
    return _found(line)[0]


def icon_of(line: HistoryLine) -> str:
    return _found(line)[1]


def noun(line: HistoryLine) -> Text:
    """What kind of record a line is about."""
    return _NOUNS.get(line.record_kind, "")


@cache
def _fields(kind: str) -> dict[str, Field]:
    model = BY_KIND.get(kind)
    return fields_of(model) if model is not None else {}


def change_lines(line: HistoryLine, names: Names) -> list[Text]:
    """Each field that changed: what it is called, before and after. What has no name in words is left out."""
    said: list[Text] = []
    fields = _fields(line.record_kind)
    order = {name: at for at, name in enumerate(fields)}
    for name, before, after in sorted(line.changes, key=lambda change: order.get(change[0], -1)):
        label = Message(fields[name].label) if name in fields else _MORE.get(name)
        described = fields.get(name)
        usual = before is None and described is not None and after == plain(described.default)
        if label is None or before == after or usual:
            continue
        one = _value(line.record_kind, name, described, before, names)
        other = _value(line.record_kind, name, described, after, names)
        said.append(_change(label, one, other))
    return said


def _change(label: Message, before: Text, after: Text) -> Text:
    def spoken(tongue: Tongue) -> str:
        one, other = (_spoken(value, tongue) for value in (before, after))
        if not one:
            return tongue.say(L("{field}: {after}", field=label, after=other))
        if not other:
            return tongue.say(L("{field}: {before}, removed", field=label, before=one))
        return tongue.say(L("{field}: {before} → {after}", field=label, before=one, after=other))

    return spoken


def _spoken(value: Text, tongue: Tongue) -> str:
    said = value if isinstance(value, str) else tongue.say(value) if not callable(value) else value(tongue)
    return said if len(said) <= _LONGEST else said[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _value(kind: str, name: str, described: Field | None, value: Any, names: Names) -> Text:
    """One value as people say it, out of the plain value of the journal."""
    if value in (None, "", []):
        return ""
    sort = described.kind if described is not None else ""
    match sort:
        case "staff":
            return apart(names.staff.get(value, "?"))
        case "children":
            return apart(", ".join(names.children.get(child) or "?" for child in value))
        case "event":
            return names.events.get(value, "?")
        case "country":
            return _said(Country(value))
        case "countries":
            return _said(Listing(tuple(Country(code) for code in value)))
        case "language":
            return _said(Language(value))
        case "languages":
            return _said(Listing(tuple(Language(str(code).split(":")[0]) for code in value)))
        case "terms" if described is not None and described.terms is not None:
            terms = described.terms
            return _said(Listing(tuple(terms(code) for code in value)))
    model = BY_KIND.get(kind)
    revived = revive(model, {name: value}).get(name, value) if model is not None else value
    if isinstance(revived, str) and not hasattr(revived, "label"):
        return apart(revived)
    return _said(revived)


def _said(value: object) -> Text:
    return lambda tongue: tongue.value(value)
