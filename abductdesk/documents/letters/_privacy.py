"""What the papers of data protection say around what the vault knows."""

from __future__ import annotations

from collections.abc import Mapping

RECORD = "sheet:processing"
PROCESSING: Mapping[str, tuple[str, str]] = {
    "title": (RECORD, "Record of processing activities"),
    "state": (RECORD, "GDPR Art. 30(1). Made by the program from its own records on {made_on}."),
    "fill": (RECORD, "To be filled in: ______________________________"),
    "controller": (RECORD, "Controller"),
    "joint": (RECORD, "Joint controller, representative"),
    "officer": (RECORD, "Data-protection officer"),
    "purposes": (RECORD, "Purposes"),
    "basis": (RECORD, "Legal basis of each purpose"),
    "persons": (RECORD, "Persons and data"),
    "what": (RECORD, "Record"),
    "whose": (RECORD, "Whose data"),
    "which": (RECORD, "Which data"),
    "keep": (RECORD, "How long"),
    "special": (
        RECORD,
        "Texts that people type may hold special data (Arts. 9 and 10). Ground for keeping them:",
    ),
    "recipients": (RECORD, "Recipients"),
    "no_recipients": (RECORD, "No letter has been issued and no service is recorded yet."),
    "transfers": (RECORD, "Transfers to third countries"),
    "no_transfers": (RECORD, "No letter went to an address outside the European Economic Area."),
    "transferred": (RECORD, "Letters went to: {states}. Ground and safeguards (Arts. 44 to 49):"),
    "retention": (RECORD, "Time limits for erasure"),
    "years": (RECORD, "{kind}: {years} years after the case was closed"),
    "security": (RECORD, "Security measures"),
    "organised": (RECORD, "Measures of the office itself (keys, rooms, training):"),
    "quiet": (RECORD, "Names nobody outside the bureau."),
}
PURPOSES: Mapping[str, tuple[str, str]] = {
    "mediation": (RECORD, "Informing parents about mediation in child abduction, and organising it"),
    "return": (RECORD, "Supporting the return of a child"),
    "limits": (RECORD, "Keeping the time limits of the law in each case"),
    "accountability": (RECORD, "Accounting for the use of data: requests, breaches, who did what and when"),
}  # fmt: skip
SECURITY: Mapping[str, tuple[str, str]] = {
    "encrypted": (RECORD, "The whole vault is encrypted (AES-256, every page authenticated), backups too."),
    "keys": (RECORD, "Each person opens it with a passphrase of their own; a key is taken away in one step."),
    "roles": (RECORD, "Roles: clerks and administrators see no content of cases."),
    "wall": (RECORD, "Addresses: what one parent may not know never reaches a letter to that parent."),
    "journal": (RECORD, "Every change, view, print and export is journalled in a chain that shows changes."),
    "lock": (RECORD, "The program locks itself when unused, and writes no file unless somebody saves one."),
    "network": (RECORD, "The program has no connection to any network."),
    "backup": (RECORD, "Backups are made by the program and checked by opening them."),
}  # fmt: skip

SHEET = "sheet:register"
REGISTER: Mapping[str, tuple[str, str]] = {
    "state": (SHEET, "As known on {made_on}. Entries: {entries}."),
    "named": (SHEET, "Confidential: names people."),
    "unnamed": (SHEET, "Without names of persons."),
    "nothing": (SHEET, "No entry yet."),
}
