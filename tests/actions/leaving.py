"""What leaves the vault, and by which window: whoever adds to it says what leaves."""

from __future__ import annotations

# What leaves the vault, on paper or in a file. Whoever adds to it says what leaves.
LEAVES = {
    "export_calendar": "dates of open cases",
    "export_directory": "the list of names for parents, as PDF, table or cards",
    "export_addresses": "whom a verification round writes to",
    "issue_attestations": "attestations of a training",
    "export_data": "everything held on a person",
    "export_own_data": "everything held on oneself",
    "export_paper": "a paper of data protection",
    "export_case_list": "references, on the command line",
    "export_deadlines": "the list of deadlines, printed or saved",
    "export_draft": "a letter not issued, on the command line",
    "export_journal": "the journal of a period",
    "export_emergency_card": "the emergency card of a journey, printed or saved",
    "export_ledger": "the ledger of support, numbers only",
    "export_journey": "the moments of a journey, by reference",
    "record_print": "a letter, to the printer",
    "save_attachment": "a document",
    "save_invitation": "when and where a session takes place, to a file",
    "save_letter": "a letter, to a file",
}
# Files of the window that print or write one, and the action that is done before; "" where the vault's own
# papers are meant (`recovery_sheet` journals its own) and the certificate of an erasure, which names nobody.
WAYS_OUT = {
    "issuedletter.py": "record_print",
    "journalfile.py": "journal_file",
    "listdialog.py": "export_deadlines",
    "notes.py": "save_attachment",
    "calendar.py": "export_calendar",
    "passphrase.py": "",
    "temporary.py": "",
    "accessdialog.py": "export_data",
    "files.py": "export_directory",
    "verification.py": "export_addresses",
    "attestations.py": "issue_attestations",
    "certificatedialog.py": "",
    "registerexport.py": "export_paper",
    "settings.py": "export_own_data",
    "carddialog.py": "export_emergency_card",
    "travel.py": "export_journey",
    "budgets.py": "export_ledger",
}
