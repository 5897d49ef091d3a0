"""The journal in words: what an action did, and each field before and after.

To give an action its words: one line in `SENTENCES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from abductdesk.actions.attempts import REFUSED
from abductdesk.actions.casefile import HistoryLine
from abductdesk.actions.lawbook import target_names
from abductdesk.actions.nouns import NOUNS
from abductdesk.actions.records import plain, revive
from abductdesk.i18n import Country, L, Language, Listing, Message, Money, Tongue
from abductdesk.models import BY_KIND
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import CaseKind
from abductdesk.ui import returnhistory
from abductdesk.ui.mediationhistory import MEDIATION
from abductdesk.ui.supporthistory import SUPPORT
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
    "save_invitation": (L("saved the calendar file of a session"), "export"),
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
    "signed_in": (L("signed in"), "unlock"),
    "opened_with_recovery_code": (L("opened the vault with the recovery code"), "unlock"),
    "recovered_by_code": (L("chose a new passphrase with the recovery code"), "key"),
    "passphrase_changed": (L("chose a new passphrase"), "key"),
    "passphrase_reset": (L("gave a colleague a temporary passphrase"), "key"),
    "add_staff": (L("let a colleague in"), "person"),
    "change_staff": (L("changed roles or details of a colleague"), "role"),
    "suspend_staff": (L("suspended a colleague"), "blocked"),
    "lift_suspension": (L("lifted a suspension"), "unlock"),
    "end_access": (L("took access away from a colleague"), "no_entry"),
    "keys_changed": (L("gave the vault new keys"), "key"),
    "recovery_code_renewed": (L("made a new recovery code"), "key"),
    "workstation_trusted": (L("trusted a computer"), "trusted"),
    "workstation_forgotten": (L("stopped trusting a computer"), "trusted"),
    "copied_for_move": (L("copied the vault for another computer"), "travel"),
    "record_request": (L("recorded a data-subject request"), "privacy"),
    "change_request": (L("corrected a data-subject request"), "privacy"),
    "extend_request": (L("extended a data-subject request"), "privacy"),
    "answer_request": (L("answered a data-subject request"), "privacy"),
    "reopen_request": (L("took an answer to a request back"), "privacy"),
    "report_breach": (L("reported a data breach"), "breach"),
    "assess_breach": (L("assessed a data breach"), "breach"),
    "notify_breach": (L("recorded the notice of a breach"), "breach"),
    "leave_unnotified": (L("recorded why a breach is not notified"), "breach"),
    "tell_persons": (L("recorded that persons were told of a breach"), "breach"),
    "close_breach": (L("closed a data breach"), "breach"),
    "reopen_breach": (L("opened a data breach again"), "breach"),
    "restrict": (L("restricted the use of somebody's data"), "no_entry"),
    "lift_restriction": (L("lifted a restriction"), "no_entry"),
    "allow_use": (L("allowed a use of restricted data"), "no_entry"),
    "end_use": (L("no longer allowed a use of restricted data"), "no_entry"),
    "record_informed": (L("recorded that somebody was informed"), "privacy"),
    "record_exception": (L("recorded why somebody is not informed"), "privacy"),
    "take_back_informed": (L("took back that somebody was informed"), "privacy"),
    "export_paper": (L("took a paper of data protection outside the vault"), "export"),
    "undo_last": (L("took a change back"), "undo"),
    "case_file": (L("looked at the case"), "show"),
    "draft_letter": (L("prepared a letter"), "letter"),
    "export_draft": (L("took a draft of a letter outside the vault"), "export"),
    "export_case_list": (L("took the list of cases outside the vault"), "export"),
    "export_journal": (L("took the journal outside the vault"), "export"),
    "journal_numbers": (L("looked into the journal"), "history"),
    "record_history": (L("looked into the history of a record"), "history"),
    "change_settings": (L("changed the settings of the bureau"), "settings"),
    "drop_planned_settings": (L("removed planned settings"), "settings"),
    "settle_targets": (L("settled office targets"), "law"),
    "set_ladder": (L("changed the warnings"), "bell"),
    "add_holiday": (L("corrected a calendar of public holidays"), "calendar"),
    "change_holiday": (L("corrected a calendar of public holidays"), "calendar"),
    "drop_holiday": (L("removed a correction of a calendar"), "calendar"),
    "prefer": (L("changed their own preferences"), "settings"),
    "change_own_details": (L("changed their own details"), "person"),
    "found_bureau": (L("founded the vault"), "encrypted"),
    "sign_in": (L("tried to sign in"), "lock"),
    "record_sign_in": (L("tried to sign in"), "lock"),
    "recovery_sheet_made": (L("made the sheet with the recovery code"), "print"),
    "backup_made": (L("made a backup"), "backup"),
    "vault_restored": (L("opened an older vault and confirmed it"), "backup"),
    "journal_check_failed": (L("was told that the journal is not whole"), "danger"),
    "export_data": (L("saved a copy of somebody's data outside the vault"), "export"),
    "erase_person": (L("erased a person"), "anonymise"),
    "anonymise_cases": (L("anonymised the case"), "anonymise"),
    "erase_calls": (L("erased a call"), "anonymise"),
    "erase_again": (L("erased again what an older backup had brought back"), "anonymise"),
    "keep_longer": (L("decided to keep the case longer"), "due"),
    **MEDIATION,
    **returnhistory.SENTENCES,
    **SUPPORT,
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
    "state": L("Status"), "decided_on": L("Decided on"), "alert_days": L("Days of warning"),
    "suspended_on": L("Shut out since"), "kept_because": L("Reason"), **returnhistory.MORE,
    "submitted_on": L("Submitted on"), "withdrawn_on": L("Withdrawn on"),
    "committed_on": L("Committed on"), "funder": L("Funder"), "granted_cents": L("Granted"),
    "proposed_cents": L("Proposed"), "released_cents": L("No longer needed"),
}  # fmt: skip
_NOUNS: dict[str, Message] = {
    **NOUNS,
    "staff": L("Colleague"), "bureau": L("Settings of the bureau"),
    "verified_state": L("Status of a state"), "holiday_change": L("Correction of a calendar"),
    "import_mapping": L("Columns of an import"), "vault": L("Vault"),
    "data_request": L("Data-subject request"), "duty_to_inform": L("Information given to persons"),
    "pair_choice": L("Mediators"), "mediator_offer": L("Mediators"),
    "step_template": L("Step of the template"), "criteria": L("Criteria"), "budget": L("Budget"),
}  # fmt: skip
_DICTIONARIES = frozenset({"targets", "retention"})
_LONGEST = 160
_HOLE = re.compile(r"\{\w+\}")


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
    """What was done, or tried and refused, to follow the name."""
    if line.record_kind != REFUSED:
        return _found(line)[0]
    known = line.action in SENTENCES
    return L("tried and was refused: {what}", what=_found(line)[0]) if known else L("was refused something")


def icon_of(line: HistoryLine) -> str:
    return "no_entry" if line.record_kind == REFUSED else _found(line)[1]


def noun(line: HistoryLine) -> Text:
    """What kind of record a line is about."""
    return _NOUNS.get(line.record_kind, "")


def record_words(kind: str, number: int) -> Text:
    """A record by kind and number."""
    called = _NOUNS.get(kind)
    if called is None or not number:
        return called or ""
    return L("{record} {number}", record=called, number=str(number))


def refusal_words(reason: str) -> Text:
    """The sentence that refused, without what it was filled with: that is not kept."""
    return lambda tongue: _HOLE.sub("…", tongue.text_of(reason))


@cache
def _fields(kind: str) -> dict[str, Field]:
    model = BY_KIND.get(kind)
    return fields_of(model) if model is not None else {}


def change_lines(line: HistoryLine, names: Names) -> list[Text]:
    """Each field that changed: what it is called, before and after. What has no name in words is left out."""
    said: list[Text] = []
    fields = _fields(line.record_kind)
    order = {name: at for at, name in enumerate(fields)}
    for name, before, after in sorted(_opened(line.changes), key=lambda change: order.get(change[0], -1)):
        label = Message(fields[name].label) if name in fields else _MORE.get(name) or _inside(name)
        described = fields.get(name)
        usual = before is None and described is not None and after == plain(described.default)
        if label is None or before == after or usual:
            continue
        one = _value(line.record_kind, name, described, before, names)
        other = _value(line.record_kind, name, described, after, names)
        said.append(_change(label, one, other))
    return said


def _opened(changes: Iterable[tuple[str, Any, Any]]) -> Iterator[tuple[str, Any, Any]]:
    """Each change; those of targets and of years of keeping one by one."""
    for name, before, after in changes:
        if name not in _DICTIONARIES:
            yield name, before, after
            continue
        old, new = before or {}, after or {}
        for key in {**old, **new}:
            yield f"{name}:{key}", old.get(key), new.get(key)


def _inside(name: str) -> Message | None:
    """What one entry of a dictionary is called."""
    field, _, key = name.partition(":")
    if field == "targets":
        return target_names().get(key)
    if field == "retention" and key in {kind.value for kind in CaseKind}:
        return L("Years of keeping: {kind}", kind=CaseKind(key))
    return None


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
    sort = described.kind if described is not None else "cents" if name.endswith("_cents") else ""
    match sort:
        case "staff":
            return apart(names.staff.get(value, "?"))
        case "children":
            return apart(", ".join(names.children.get(child) or "?" for child in value))
        case "event":
            return names.events.get(value, "?")
        case "cents":
            return _said(Money(value))
        case "days":
            return _said(Listing(tuple(date.fromisoformat(day) for day in value)))
        case "cents":
            return _said(Money(value))
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
    if isinstance(value, list):
        return _said(Listing(tuple(value)))
    model = BY_KIND.get(kind)
    revived = revive(model, {name: value}).get(name, value) if model is not None else value
    if isinstance(revived, str) and not hasattr(revived, "label"):
        return apart(revived)
    return _said(revived)


def _said(value: object) -> Text:
    return lambda tongue: tongue.value(value)
