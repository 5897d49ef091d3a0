"""The words of a copy of somebody's data, and of a certificate of erasure."""

from __future__ import annotations

from collections.abc import Mapping

COPY, DONE = "sheet:data", "sheet:erasure"
DATA_COPY: Mapping[str, tuple[str, str]] = {
    "title": (COPY, "Your data at {bureau}"),
    "state": (COPY, "Copy of the data on {name}, as held on {made_on}."),
    "request": (COPY, "Request {number}."),
    "law": (
        COPY,
        (
            "This copy is given under Article 15 of the General Data Protection Regulation (EU) "
            "2016/679. The same data stand in the file data.json, which programs can read (Article "
            "20)."
        ),
    ),
    "about": (COPY, "About your data"),
    "controller": (COPY, "Who answers for them"),
    "contact": (COPY, "Data-protection officer"),
    "purpose": (COPY, "What for"),
    "purpose_is": (
        COPY,
        (
            "Information, mediation before proceedings, and support in matters of international child"
            " abduction."
        ),
    ),
    "purpose_staff": (COPY, "Working with the files of the bureau, and showing afterwards who did what."),
    "source": (COPY, "Where they come from"),
    "source_is": (
        COPY,
        (
            "From you, from other people on the file, from authorities, courts and lawyers. Where a "
            "source was written down, it stands with the entry."
        ),
    ),
    "source_staff": (COPY, "From you, from whoever gave you access, and from what you did with the program."),
    "kept": (COPY, "How long"),
    "kept_open": (COPY, "{reference}: as long as the file is open, then for the period of the bureau"),
    "kept_until": (COPY, "{reference}: until {day}"),
    "kept_none": (COPY, "For the period that the bureau set"),
    "kept_staff": (COPY, "While you work here; the record of who did what stays as long as the files"),
    "rights": (COPY, "Your rights"),
    "rights_are": (
        COPY,
        (
            "You may ask for wrong data to be corrected, for data to be erased or restricted, and you"
            " may object. You may complain to the Data Protection Authority. No decision is made by a"
            " program alone."
        ),
    ),
    "data": (COPY, "The data"),
    "nothing": (COPY, "The bureau holds nothing else on you."),
    "of_case": (COPY, "{title} · file {reference}"),
    "recipients": (COPY, "Who received data from these files"),
    "no_recipients": (COPY, "No letter has left the bureau in these files."),
    "uses": (COPY, "What was done with these data inside the bureau"),
    "uses_staff": (COPY, "What the record of the program holds of your work"),
    "count": (COPY, "Number"),
    "first": (COPY, "First"),
    "last": (COPY, "Last"),
    "who": (COPY, "Recipients"),
    "use": (COPY, "Use"),
    "left_out": (COPY, "What is not in this copy, and why"),
    "left_count": (COPY, "{what} ({count})"),
    "complain": (
        COPY,
        (
            "Where you think that something is missing, write to the bureau; you may also complain to"
            " the Data Protection Authority."
        ),
    ),
    "unprintable": (COPY, "[other script: see data.json]"),
    "footer": (COPY, "Confidential: personal data. Keep this copy where nobody else can read it."),
    "running": (COPY, "Copy of data"),
}
CERTIFICATE: Mapping[str, tuple[str, str]] = {
    "title": (DONE, "Certificate of erasure"),
    "number": (DONE, "Number"),
    "what": (DONE, "What was done"),
    "reference": (DONE, "File"),
    "erased_on": (DONE, "On"),
    "by": (DONE, "By"),
    "by_role": (DONE, "{role} of {bureau}"),
    "reason": (DONE, "Reason"),
    "controller": (DONE, "Controller"),
    "declare": (
        DONE,
        (
            "The bureau erased the data named below from its records, its search index and the "
            "details of its journal, and overwrote the places where they stood. This certificate and "
            "the register of erasures name nobody."
        ),
    ),
    "counts": (DONE, "Erased"),
    "backups": (DONE, "Backups"),
    "backups_until": (
        DONE,
        (
            "Backups made before this day still hold these data, encrypted. The last {kept} are kept,"
            " and the oldest goes with each new one: by {day} none holds them any more, if backups "
            "are made as planned."
        ),
    ),
    "backups_none": (DONE, "No backup of this vault was made before the erasure."),
    "copies": (DONE, "Copies of backups in other places must be thrown away by hand."),
    "replay": (
        DONE,
        (
            "When an older backup is put back, the program erases the same data again before anybody "
            "works with it."
        ),
    ),
    "paper": (
        DONE,
        (
            "Letters, prints and files that had left the bureau before are outside its reach. They "
            "are in the hands of those who received them."
        ),
    ),
    "shared": (
        DONE,
        (
            "A name that other people on the file bear as well was left where it could mean them "
            "(places: {count})."
        ),
    ),
    "remains": (DONE, "What remains"),
    "remains_is": (
        DONE,
        ("Numbers, kinds, states, months and outcomes for the yearly figures, which name nobody."),
    ),
    "footer": (DONE, "Keep this certificate with the register of erasures."),
}
