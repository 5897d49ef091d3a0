"""A vault in which two families' words stand in every text of every record, and a way to look everywhere."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import JSON, Boolean, Date, Enum, Integer, LargeBinary, Time

from abductdesk.actions.bureau import change_own_details, change_settings, settings
from abductdesk.actions.cases import NewCase, close_case, open_case
from abductdesk.actions.holdings import CASE, PERSON, leads_to, words_of
from abductdesk.actions.letterfacts import Addressee, Choices
from abductdesk.actions.letters import issue_letter
from abductdesk.actions.office import Office
from abductdesk.actions.people import NewChild, NewPerson, change_child
from abductdesk.models import BY_KIND, Base, Case, Child, Person, Record
from abductdesk.models.base import UtcDateTime
from abductdesk.store import engines, journal
from abductdesk.store.vault import Vault
from abductdesk.terms import (
    CaseKind,
    ClosureReason,
    ContactKind,
    EventKind,
    Outcome,
    Role,
    Safety,
)

PAGE = 4096
# Made-up words that stand for somebody, each found nowhere else.
ANNA = ("Wobbelia", "Quistenroth", "Vlokkenpad 77", "+32 471 99 88 77", "wobbelia@quist.example")
BERT = ("Zeffirus", "Brandolijn", "Muizengang 13", "+32 472 11 22 33", "zeffirus@brand.example")
KID = ("Pimpernella", "Ostervang")
HIDDEN = f"With {BERT[0]}, {BERT[2]}"


def family(office: Office) -> tuple[int, int, int, int]:
    """A case with two parents and a child; returns the ids of the case, Anna, Bert and the child."""
    new = NewCase(
        values={"kind": CaseKind.REMOVAL, "habitual_residence_state": "BE", "requested_state": "FR"},
        children=[
            NewChild(
                {"given_names": KID[0], "family_names": KID[1], "born": date(2017, 5, 4)},
                {"school": "Quillebosch school", "where_now": HIDDEN},
            )
        ],
        people=[
            NewPerson(
                role, {"given_names": who[0], "family_names": who[1], "letter_language": "nl"}, points(who)
            )
            for role, who in ((Role.LEFT_BEHIND_PARENT, ANNA), (Role.TAKING_PARENT, BERT))
        ],
        events=[{"kind": EventKind.REMOVAL, "date": date(2026, 2, 3), "source": f"Told by {ANNA[0]}"}],
    )
    case_id = int(office.do(open_case, new).result)
    with office.vault.reading() as session:
        ids = {person.given_names: person.id for person in session.query(Person)}
    return case_id, ids[ANNA[0]], ids[BERT[0]], ids[KID[0]]


def points(who: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"kind": ContactKind.ADDRESS, "value": who[2], "postcode": "1000", "city": "Brussel", "country": "BE",
         "safe": [Safety.WRITE]},
        {"kind": ContactKind.PHONE, "value": who[3]},
        {"kind": ContactKind.EMAIL, "value": who[4]},
    ]  # fmt: skip


def close(office: Office, case_id: int) -> None:
    """Settle the child and close the case."""
    with office.vault.reading() as session:
        case, child = session.get_one(Case, case_id), session.query(Child).filter_by(case_id=case_id).one()
    outcome = {"outcome": Outcome.VOLUNTARY_RETURN}
    office.do(change_child, child.id, seen=child.version, changes=outcome)
    with office.vault.reading() as session:
        case = session.get_one(Case, case_id)
    reason = next(iter(ClosureReason))
    office.do(close_case, case_id, seen=case.version, reason=reason, despite_open_points=True)


def letter_to(office: Office, case_id: int, person_id: int, role: Role, name: str) -> int:
    """A letter that is really made, in Dutch; it names the child."""
    held = office.ask(settings)
    if not held.street:
        address = {
            "street": "Voorbeeldlaan 10",
            "postcode": "1000",
            "city": "Brussel",
            "phone": "+32 2 000 00 00",
        }
        office.do(change_settings, seen=held.version, changes={**address, "email": "bureau@test.example"})
        me = office.staff
        office.do(change_own_details, seen=me.version, changes={"phone": "+32 2 000 00 01"})
    to = Addressee(role, name, "nl", person_id=person_id)
    return int(
        office.do(
            issue_letter, case_id, "contact_confirmation", to, "nl", Choices(contacted_on=date(2026, 11, 3))
        ).result
    )


def sentence() -> str:
    """Names both, in one text, with a number and an address of each."""
    return (
        f"{ANNA[0]} {ANNA[1]} ({ANNA[3]}, {ANNA[2]}) spoke to {BERT[0].upper()} about {KID[0]}; "
        f"{BERT[1]} can be reached at {BERT[3].replace(' ', '/')}, {BERT[2].lower()}, {BERT[4]}."
    )


def plant(office: Office, case_id: int) -> list[tuple[str, int]]:
    """One record of every kind that belongs to the case alone, its words naming both; journalled as well."""
    planted = []
    with office.vault.writing() as session:
        parents = {CASE.name: case_id, "staff": 1}
        for kind in (table.name for table in Base.metadata.sorted_tables if table.name in BY_KIND):
            model = BY_KIND[kind]
            if leads_to(model, PERSON) or model is Case or kind in parents:
                continue
            if not leads_to(model, CASE) and kind not in NEEDED:
                continue
            values = _values(model, parents)
            if kind in NEEDED:  # a professional, whom nothing of the family concerns
                values |= dict.fromkeys(words_of(model).texts, "x")
            record = model(**values)
            session.add(record)
            session.flush()
            parents[kind] = record.id
            if not leads_to(model, CASE):
                continue
            planted.append((kind, record.id))
            about = [(kind, record.id), (Case.__tablename__, case_id)]
            detail = {"added": {"text": sentence()}, "version": 1, "work": f"planted{record.id}{kind}"}
            journal.append(session, 1, "change_case", kind, record.id, detail, about, case_id=case_id)
        case = session.get_one(Case, case_id)
        for name in words_of(Case).texts:
            setattr(case, name, sentence())
    return planted


NEEDED = frozenset({"directory_entry"})  # belongs to no case, but records of one hang on it


def _values(model: type[Record], parents: dict[str, int]) -> dict[str, Any]:
    words = words_of(model)
    values: dict[str, Any] = {}
    for attribute in model.__mapper__.column_attrs:
        name, column = attribute.key, attribute.columns[0]
        if name in ("id", "version") or (column.nullable and name not in (*words.texts, *words.data)):
            continue
        values[name] = _value(name, column, words)
    for each in model.__table__.columns:
        for key in each.foreign_keys:
            name = key.column.table.name
            if name in parents and (not each.nullable or name == CASE.name):
                values[each.key] = parents[name]
    return values


def _value(name: str, column: Any, words: Any) -> Any:
    kind = column.type
    if name in words.texts:
        return sentence()
    if name in words.data:
        return {"text": sentence(), "more": [sentence()]}
    if isinstance(kind, LargeBinary):
        return sentence().encode()
    if isinstance(kind, Enum):
        assert kind.enum_class is not None
        return next(iter(kind.enum_class))
    if isinstance(kind, JSON):
        return column.default.arg(None) if column.default is not None else {}
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, Integer):
        return 1
    if isinstance(kind, Date):
        return date(2026, 3, 14)
    if isinstance(kind, Time):
        return None
    if isinstance(kind, UtcDateTime):
        return datetime(2026, 3, 14, 12, tzinfo=UTC)
    return "text/plain" if name == "media_type" else f"{name}-x"


def everywhere(vault: Vault) -> Iterator[tuple[str, str]]:
    """Every value of every table, the index's own tables too, and every page of the file and of its log,
    decrypted without the database: free pages and gaps too."""
    with closing(engines.connect(vault.path, vault._database_key)) as link:
        tables = [row[0] for row in link.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in link.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    if isinstance(value, bytes):
                        yield table, value.decode("latin-1")
                    elif isinstance(value, str):
                        yield table, value
    for name, skip, head in ((engines.FILE, 0, 0), (f"{engines.FILE}-wal", 32, 24)):
        path = vault.folder / name
        if path.exists():
            for number, page in enumerate(_pages(path, skip, head, vault._database_key)):
                yield f"{name} {number}", page


def _pages(path: Path, skip: int, head: int, key: str) -> Iterator[str]:
    """Pages as SQLCipher 4 keeps them: AES-256-CBC, 80 bytes of IV and MAC at the end, a salt before the
    first of a file. Read through another process: opening it here would drop SQLite's locks."""
    content = subprocess.run(["cat", str(path)], capture_output=True, check=True).stdout[skip:]
    for at in range(0, len(content), PAGE + head):
        page = content[at + head : at + head + PAGE]
        if len(page) < PAGE:
            return
        first = 16 if (at == 0 and not head) else 0
        cipher = Cipher(algorithms.AES(bytes.fromhex(key)), modes.CBC(page[PAGE - 80 : PAGE - 64]))
        yield cipher.decryptor().update(page[first : PAGE - 80]).decode("latin-1")


def traces(vault: Vault, *words: str) -> set[str]:
    """Where any of these words still stands, in any case."""
    wanted = [word.casefold() for word in words]
    return {place for place, text in everywhere(vault) if any(word in text.casefold() for word in wanted)}
