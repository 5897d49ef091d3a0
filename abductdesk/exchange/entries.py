"""Rows of the office's own list → entries of the directory, or the reason why a row cannot be taken.

To take one more field: one line in `_FIELDS`, one in `_READERS` unless it is text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from abductdesk.exchange.csvfile import plain_cell
from abductdesk.exchange.drafts import ERRORS, Problem, split_name, whole_day
from abductdesk.exchange.mapping import Columns, Target, heading_words
from abductdesk.exchange.tables import Cell, Row, Table
from abductdesk.exchange.values import (
    language_of,
    number_of,
    several,
    spoken_of,
    state_of,
    term_of,
    yes_or_no,
)
from abductdesk.faults import Refused
from abductdesk.i18n import L, Message
from abductdesk.terms import ActsFor, EntryKind, Gender, Profession, Specialism

# label and what headings say besides, folded, in four languages
_FIELDS: Mapping[str, tuple[Message, str]] = {
    "kind": (
        L("Kind of entry"),
        "kind, soort, type, functie, genre, art, categorie, category, beruf, beroep",
    ),
    "name": (L("Full name"), "name, naam, nom, full name, volledige naam, nom complet, vollstandiger name"),
    "given_names": (
        L("Given names"),
        "given name, first name, voornaam, voornamen, prenom, prenoms, vorname",
    ),
    "family_names": (
        L("Family names"),
        "family name, last name, surname, familienaam, achternaam, nom de famille, nachname",
    ),
    "organisation": (
        L("Firm or organisation"),
        "organisation, organization, firm, kantoor, organisatie, bureau, cabinet, kanzlei, company",
    ),
    "street": (L("Street and number"), "street, address, straat, adres, rue, adresse, strasse, anschrift"),
    "postcode": (L("Postcode"), "zip, post code, code postal, plz, postleitzahl"),
    "city": (L("Town"), "city, gemeente, stad, plaats, ville, commune, localite, ort, stadt"),
    "region": (L("Region"), "regio, region, provincie, province, arrondissement, provinz"),
    "country": (L("Country"), "land, pays, state, staat"),
    "phone": (L("Phone"), "telephone, mobile, telefoon, tel, gsm, telefon, handy, telefoonnummer"),
    "email": (L("E-mail"), "e mail, email, mail, courriel, adresse e mail"),
    "website": (L("Website"), "web, site, url, site web, webseite"),
    "letter_language": (L("Language of letters"), "brieftaal, langue des lettres, briefsprache"),
    "languages": (L("Languages"), "talen, taal, langues, langue, sprachen, sprache, language, talenkennis"),
    "cultures": (L("Cultures"), "culturen, cultures, kulturen, origin, herkomst, origine, herkunft"),
    "gender": (L("Gender"), "sex, geslacht, sexe, geschlecht"),
    "profession": (L("Profession"), "beroepsgroep, profession"),
    "specialisms": (
        L("Specialisms"),
        "specialisaties, specialisation, specialites, fachgebiete, specialties",
    ),
    "accreditation": (
        L("Accreditation number"),
        "accreditation, erkenningsnummer, erkenning, agrement, numero d agrement, zulassung, licence",
    ),
    "accredited_from": (L("Accredited from"), "erkend vanaf, agree depuis, zugelassen ab"),
    "accredited_until": (
        L("Accredited until"),
        "erkend tot, agree jusqu au, zugelassen bis, recognised until",
    ),
    "bar": (L("Bar"), "balie, barreau, anwaltskammer"),
    "admitted_on": (L("Admitted since"), "ingeschreven sinds, inscrit depuis, zugelassen seit, admitted"),
    "acts_for": (L("Acts for"), "treedt op voor, agit pour, vertritt"),
    "legal_aid": (
        L("Takes legal aid"),
        "legal aid, pro deo, tweedelijnsbijstand, aide juridique, beratungshilfe",
    ),
    "courts": (L("Courts"), "rechtbanken, tribunaux, gerichte"),
    "child_inclusive": (L("Includes children"), "kinderen, enfants, kinder"),
    "online": (L("Works online"), "online, en ligne"),
    "travel_zone": (L("Travels to"), "verplaatst zich naar, se deplace, reist nach"),
    "most_cases": (L("Mediations at the same time, at most"), "maximum, max"),
    "sworn": (L("Sworn interpreter"), "beedigd, assermente, jure, beeidigt, sworn"),
    "third_party_payment": (L("Third-party payment"), "derdebetaler, tiers payant, direktabrechnung"),
    "waiting_weeks": (L("Waiting time (weeks)"), "wachttijd, delai d attente, wartezeit"),
    "consent_on": (L("Agreed to be listed on"), "toestemming, consentement, einwilligung, consent"),
    "insurance_checked_on": (L("Insurance checked on"), "verzekering, assurance, versicherung, insurance"),
    "verified_on": (L("Verified on"), "geverifieerd, gecontroleerd op, verifie le, gepruft am, verified"),
    "source": (L("Source"), "bron, source, quelle"),
    "read_on": (L("Source read on"), "gelezen op, lu le, gelesen am"),
    "note": (L("Note"), "notes, nota, opmerking, opmerkingen, remarque, remarques, notiz, bemerkungen"),
}


def _listed(of: Callable[[Cell], Any]) -> Callable[[Cell], list[Any]]:
    return lambda cell: [of(part) for part in several(str(cell))]


_READERS: Mapping[str, Callable[[Cell], Any]] = {
    "kind": lambda cell: term_of(EntryKind, cell),
    "gender": lambda cell: term_of(Gender, cell),
    "profession": lambda cell: term_of(Profession, cell),
    "acts_for": lambda cell: term_of(ActsFor, cell),
    "specialisms": _listed(lambda cell: term_of(Specialism, cell).value),
    "country": state_of,
    "cultures": _listed(state_of),
    "travel_zone": _listed(state_of),
    "languages": spoken_of,
    "letter_language": language_of,
    **dict.fromkeys(("most_cases", "waiting_weeks"), number_of),
    **dict.fromkeys(
        ("legal_aid", "child_inclusive", "online", "sworn", "third_party_payment"), yes_or_no
    ),
    **dict.fromkeys(
        (
            "accredited_from", "accredited_until", "admitted_on", "consent_on", "insurance_checked_on",
            "verified_on", "read_on",
        ),
        whole_day,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry as a row tells it."""

    line: int
    kind: EntryKind
    values: dict[str, Any]


@cache
def targets() -> dict[str, Target]:
    """Every field that a column can go to, by id."""
    return {name: Target(name, label, heading_words(label, said)) for name, (label, said) in _FIELDS.items()}


def read_entries(
    table: Table, columns: Columns, given: Mapping[str, Any]
) -> tuple[list[EntryDraft], list[Problem]]:
    """Drafts of the rows that can be read, in the order of the file, and the problems of the others. `given`
    holds what is the same for all rows where the row itself says nothing (kind, source, …)."""
    drafts: list[EntryDraft] = []
    problems: list[Problem] = []
    for row in table.rows:
        said, wrong = _read(table, row, columns)
        values = {**given, **said}
        kind = values.pop("kind", None)
        if kind is None and not wrong:
            why = Refused("This row does not say what kind of entry it is. Choose one for the whole file.")
            wrong = [Problem(row.line, "", why)]
        if wrong:
            problems += wrong
        else:
            drafts.append(EntryDraft(row.line, kind, values))
    return drafts, problems


def _read(table: Table, row: Row, columns: Columns) -> tuple[dict[str, Any], list[Problem]]:
    if len(row.cells) > len(table.headings):
        why = Refused("This row has more cells than there are headings ({n}).", n=len(table.headings))
        return {}, [Problem(row.line, "", why)]
    said: dict[str, Any] = {}
    wrong: list[Problem] = []
    for name, value, heading in _cells(table, row, columns):
        try:
            if name == "name":
                said = {
                    **split_name(str(_value(name, value)), adult=True),
                    **said,
                }  # what stands apart is more certain
            else:
                said[name] = _value(name, value)
        except Refused as why:
            wrong.append(Problem(row.line, heading, why))
    return said, wrong


def _cells(table: Table, row: Row, columns: Columns) -> Iterator[tuple[str, Cell, str]]:
    for column, target in columns.items():
        cell = row.cells[column]
        if cell != "":
            yield target, cell, table.headings[column]


def _value(name: str, cell: Cell) -> Any:
    if isinstance(cell, str):
        if cell.startswith("=") or cell.casefold() in ERRORS:
            raise Refused(
                "“{value}” is a formula or its error. Save the table with values only, and import that.",
                value=cell,
            )
        cell = plain_cell(cell)
    read = _READERS.get(name)
    return read(cell) if read is not None else str(cell)
