"""What the journal says of each action on the directory and on mediation; see `historywords`."""

from __future__ import annotations

from abductdesk.i18n import L, Message

MEDIATION: dict[str, tuple[Message, str]] = {
    "add_directory_entry": (L("added the entry"), "entry_new"),
    "import_entries": (L("brought the entry in from a file"), "import"),
    "change_directory_entry": (L("changed the entry"), "edit"),
    "verify_entry": (L("verified the entry"), "verified"),
    "answer_round": (L("recorded the answer to a verification"), "verified"),
    "leave_directory": (L("took the entry out of the directory"), "deleted"),
    "return_to_directory": (L("brought the entry back into the directory"), "redo"),
    "merge_entries": (L("merged the entry into another one"), "merge"),
    "unmerge_entry": (L("undid the merge"), "undo"),
    "export_directory": (L("put the entry on a list outside the vault"), "export"),
    "give_list": (L("gave a parent a list of names"), "rotation"),
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
