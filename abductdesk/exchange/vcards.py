"""vCards ↔ plain rows: one card, one entry of the directory."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from abductdesk.exchange.tables import LARGEST, MOST_ROWS, Row, Table
from abductdesk.faults import Refused

HEADINGS = (
    "name",
    "given_names",
    "family_names",
    "organisation",
    "street",
    "postcode",
    "city",
    "region",
    "country",
    "phone",
    "email",
    "website",
    "languages",
    "kind",
    "note",
)
"""Columns of the table that cards are read into: names of fields of an entry."""
_MARK = b"BEGIN:VCARD"


def is_vcard(content: bytes) -> bool:
    """Whether the bytes begin as a vCard does."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[: len(_MARK)].upper() == _MARK


def read_vcards(content: bytes) -> Table:
    """The cards as a table. Raises `Refused` for what cannot be read, with the number of the card."""
    from vobject import readComponents  # takes 25 ms to import: few imports are of cards
    from vobject.base import VObjectError

    logging.getLogger("vobject.base").disabled = True  # it would print the lines that it cannot read
    if len(content) > LARGEST:
        raise Refused(
            "This file is larger than {most} MB. Split it and import the parts.", most=LARGEST // 1024**2
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    rows: list[Row] = []
    cards = readComponents(text, ignoreUnreadable=True)
    while True:
        try:
            card = next(cards)
        except StopIteration:
            break
        except (VObjectError, ValueError, IndexError, AttributeError, TypeError):
            raise Refused(
                "Card {number} cannot be read. Export the contacts again as vCard 3.0.", number=len(rows) + 1
            ) from None
        if card.name == "VCARD":
            rows.append(Row(len(rows) + 1, tuple(_cells(card))))
        if len(rows) > MOST_ROWS:
            raise Refused(
                "The table has more than {most} rows. Split it and import the parts.", most=MOST_ROWS
            )
    if not rows:
        raise Refused("This file holds no card.")
    return Table(HEADINGS, tuple(rows))


def _cells(card: Any) -> Iterator[str]:
    name, address = getattr(card, "n", None), getattr(card, "adr", None)
    given, family = ("", "")
    if name is not None:
        given, family = _text(name.value.given), _text(name.value.family)
    organisation = _text(card.org.value) if hasattr(card, "org") else ""
    full = _text(card.fn.value) if hasattr(card, "fn") else ""
    yield full if not (given or family) and full != organisation else ""
    yield from (given, family, organisation)
    for part in ("street", "code", "city", "region", "country"):
        yield _text(getattr(address.value, part, "")) if address is not None else ""
    for part in ("tel", "email", "url"):
        yield _text(getattr(card, part).value).removeprefix("tel:") if hasattr(card, part) else ""
    yield ", ".join(_text(each.value) for each in card.contents.get("lang", ()))
    yield _text(card.categories.value) if hasattr(card, "categories") else ""
    yield _text(card.note.value) if hasattr(card, "note") else ""


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_text, value)))
    return " ".join(str(value or "").split())


def vcard_bytes(cards: Iterable[Mapping[str, str]]) -> bytes:
    """Cards (vCard 3.0, which every address book reads) from the fields named in `HEADINGS`; `languages` is a
    list of codes joined by commas, `country` the country's name, `uid` a name that stays the same."""
    from vobject import vCard
    from vobject.vcard import Address, Name

    out = []
    for fields in cards:
        read = {name: fields.get(name, "") for name in HEADINGS}
        card = vCard()
        full = f"{read['given_names']} {read['family_names']}".strip()
        card.add("fn").value = full or read["organisation"]
        card.add("n").value = Name(family=read["family_names"], given=read["given_names"])
        if read["organisation"]:
            card.add("org").value = [read["organisation"]]
        place = {part: read[name] for part, name in _ADDRESS.items()}
        if any(place.values()):
            address = card.add("adr")
            address.value, address.type_param = Address(**place), "WORK"
        for part, name in (("tel", "phone"), ("email", "email"), ("url", "website"), ("note", "note")):
            if read[name]:
                card.add(part).value = read[name]
        for code in filter(None, read["languages"].split(",")):
            card.add("lang").value = code
        if read["kind"]:
            card.add("categories").value = [read["kind"]]
        if fields.get("uid"):
            card.add("uid").value = fields["uid"]
        out.append(str(card.serialize(lineLength=75)))
    return "".join(out).encode()


_ADDRESS = {"street": "street", "code": "postcode", "city": "city", "region": "region", "country": "country"}
