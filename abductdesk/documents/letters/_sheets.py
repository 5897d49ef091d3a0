"""The words of the directory's sheets: attestations, the list of names, addresses to write to."""

from __future__ import annotations

from collections.abc import Mapping

from abductdesk.terms import EntryKind

_ATTESTATION = "sheet:attestation"
ATTESTATION: Mapping[str, tuple[str, str]] = {
    "title": (_ATTESTATION, "Attestation of attendance"),
    "number": (_ATTESTATION, "Number {number}"),
    "attests": (_ATTESTATION, "{bureau} attests that"),
    "followed": (_ATTESTATION, "attended the training"),
    "on": (_ATTESTATION, "Date"),
    "span": (_ATTESTATION, "{since} to {until}"),
    "hours": (_ATTESTATION, "Hours"),
    "place": (_ATTESTATION, "Place"),
    "kind": (_ATTESTATION, "Subject"),
    "given_by": (_ATTESTATION, "Given by"),
    "dated": (_ATTESTATION, "{place}, {date}"),
    "signature": (_ATTESTATION, "For {bureau}"),
    "collection": (_ATTESTATION, "Attestations of attendance"),
}

_LIST = "sheet:directory"
DIRECTORY_LIST: Mapping[str, tuple[str, str]] = {
    EntryKind.LAWYER.value: (_LIST, "Lawyers for international child abduction"),
    EntryKind.MEDIATOR.value: (_LIST, "Mediators for families in two countries"),
    EntryKind.PSYCHOLOGIST.value: (_LIST, "Psychologists for children and parents"),
    EntryKind.INTERPRETER.value: (_LIST, "Interpreters"),
    EntryKind.AUTHORITY.value: (_LIST, "Authorities"),
    "state": (_LIST, "As verified by {bureau}, {made_on}. Names: {count}."),
    "choice": (
        _LIST,
        (
            "The list is in alphabetical order within each group; the order is no recommendation. You are "
            "free to choose anybody, also somebody who is not on it."
        ),
    ),
    "authorities": (_LIST, "Check the address with the authority before you send anything."),
    "elsewhere": (_LIST, "Place not stated"),
    "no_language": (_LIST, "Language not stated"),
    "languages": (_LIST, "Languages: {languages}"),
    "changes": (_LIST, "Addresses change: ask for a new list when this one is older than a year."),
}

_ADDRESSES = "sheet:addresses"
ADDRESS_LIST: Mapping[str, tuple[str, str]] = {
    "title": (_ADDRESSES, "Entries to verify"),
    "state": (_ADDRESSES, "Made on {made_on}. Answers by {answer_by}. Names: {count}."),
    "name": (_ADDRESSES, "Name"),
    "address": (_ADDRESSES, "Address"),
    "reach": (_ADDRESSES, "E-mail and phone"),
    "done": (_ADDRESSES, "Answer"),
    "quiet": (_ADDRESSES, "For use within the office. Destroy this list after use."),
}
