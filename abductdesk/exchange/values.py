"""Cells of an imported table → dates, states, languages and coded values, as people of four languages
write them. Each raises `Refused` with the sentence that stands beside the row."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from babel import Locale

from abductdesk.exchange.tables import Cell
from abductdesk.faults import Refused
from abductdesk.folding import fold
from abductdesk.i18n import LETTER_LANGUAGES, OFFICE_LANGUAGES, Tongue
from abductdesk.terms import (
    ActsFor,
    CaseKind,
    EntryKind,
    Gender,
    LanguageLevel,
    Precision,
    Priority,
    ReferralSource,
    Sex,
    Stage,
    Term,
)

_EXCEL_FIRST_DAY = date(1899, 12, 30)  # day 0 of Excel's count, its false 29 February 1900 taken in
_EXCEL_DAYS = range(10_000, 80_000)  # 1927 to 2119: other numbers are no dates
_NUMBER = re.compile(r"\d{1,4}")
_SERIAL = re.compile(r"[0-9]{5}")
_AROUND_DAYS = frozenset({"de", "of", "er", "ste", "e", "st", "nd", "rd", "th"})
_CENTURY_TURNS = 40  # a year of two digits below it is 20..

_NO_STATES = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ"})  # codes that CLDR has besides

_YES = frozenset(["yes", "ja", "oui", "y", "j", "o", "x", "1", "true", "wahr", "vrai", "waar"])
_NO = frozenset(["no", "nee", "non", "nein", "n", "0", "-", "false", "falsch", "faux", "onwaar"])
# What people write besides codes, values and labels.
_STATES = {
    "uk": "GB", "england": "GB", "scotland": "GB", "schotland": "GB", "wales": "GB", "great britain": "GB",
    "groot-brittannie": "GB", "grande-bretagne": "GB", "grossbritannien": "GB", "holland": "NL",
    "b": "BE", "f": "FR", "d": "DE", "l": "LU", "usa": "US", "u.s.a.": "US", "vs": "US", "v.s.": "US",
    "etats-unis": "US", "turkey": "TR", "turkiye": "TR", "czech republic": "CZ",
    "tsjechische republiek": "CZ", "republique tcheque": "CZ", "dr congo": "CD", "drc": "CD", "rdc": "CD",
    "congo-kinshasa": "CD", "ivory coast": "CI", "ivoorkust": "CI", "macedonie": "MK", "macedonia": "MK",
    "moldavie": "MD", "palestine": "PS", "palestina": "PS", "palastina": "PS", "syrie": "SY",
    "russie": "RU", "rusland": "RU",
}  # fmt: skip
_OTHER_WORDS: tuple[tuple[Term, str], ...] = (
    (Sex.GIRL, "f, v, w, female, vrouw, meisje, fille, feminin, madchen, weiblich"),
    (Sex.BOY, "m, male, man, jongen, garcon, masculin, junge, mannlich"),
    (Sex.OTHER, "x"),
    (CaseKind.REMOVAL, "abduction, ontvoering, kinderontvoering, overbrenging, enlevement, deplacement"),
    (CaseKind.REMOVAL, "deplacement illicite, entfuhrung, kindesentfuhrung, verbringen, verbringung"),
    (CaseKind.RETENTION, "niet-terugkeer, achterhouding, non-retour, non-return, retention illicite"),
    (CaseKind.RETENTION, "zuruckhalten, zuruckhaltung"),
    (CaseKind.PREVENTION, "preventie, preventief, preventif, pravention, fear, vrees, crainte, befurchtung"),
    (CaseKind.ACCESS, "omgang, omgangsrecht, droit de visite, umgang, umgangsrecht"),
    (CaseKind.RELOCATION, "verhuizing, demenagement, umzug"),
    (CaseKind.INFORMATION_ONLY, "informatie, information, info"),
    (Stage.INTAKE, "open, ouvert, offen, lopend, en cours, laufend"),
    (Stage.CLOSED, "gesloten, afgesloten, cloture, ferme, clos, geschlossen, abgeschlossen"),
    (Stage.AFTERCARE, "nazorg, suivi, nachsorge"),
    (Priority.URGENT, "dringend, tres urgent"),
    (Priority.HIGH, "hoog, haute, eleve, hoch"),
    (Priority.NORMAL, "normaal, normale"),
    (ReferralSource.PARENT, "ouder, elternteil"),
    (ReferralSource.LAWYER, "advocaat, avocat, anwalt"),
    (ReferralSource.FPS_JUSTICE, "fod justitie, spf justice"),
    (ReferralSource.FPS_FOREIGN_AFFAIRS, "fod buitenlandse zaken, spf affaires etrangeres"),
    (ReferralSource.POLICE, "politie, polizei"),
    (ReferralSource.PROSECUTOR, "parket, parquet"),
    (ReferralSource.COURT, "rechtbank, tribunal, gericht"),
    (ReferralSource.HOTLINE_116000, "116000, 116 000, child focus"),
    (EntryKind.LAWYER, "advocaat, advocate, avocat, avocate, anwalt, anwaltin, rechtsanwalt, attorney"),
    (EntryKind.MEDIATOR, "bemiddelaar, bemiddelaarster, mediatrice, mediateur, mediatorin"),
    (EntryKind.PSYCHOLOGIST, "psycholoog, psychologue, psychologe, psychologin"),
    (EntryKind.INTERPRETER, "tolk, vertaler, interprete, traducteur, dolmetscher, dolmetscherin"),
    (EntryKind.AUTHORITY, "overheid, autoriteit, autorite, behorde, centrale autoriteit, central authority"),
    (LanguageLevel.NATIVE, "native, moedertaal, langue maternelle, maternelle, muttersprache, c2"),
    (LanguageLevel.GOOD, "fluent, goed, vlot, bon, bonne, courant, gut, fliessend, c1, b2"),
    (LanguageLevel.BASIC, "basis, de base, notions, grundkenntnisse, a1, a2, b1"),
    (Gender.WOMAN, "f, v, w, vrouw, femme, frau, female"),
    (Gender.MAN, "m, man, homme, mann, male"),
    (ActsFor.BOTH, "both, beide, les deux"),
)


def day_of(cell: Cell) -> tuple[date, Precision]:
    """A date and how precisely it is known. Day before month; "2026" and "02/2026" are known to the
    year and month. A year of two digits is 1940 to 2039."""
    if isinstance(cell, date):
        return cell, Precision.DAY
    text = fold(cell).removesuffix(" 00:00:00").removesuffix(" 00:00").removesuffix("t00:00:00")
    if _SERIAL.fullmatch(text) and int(text) in _EXCEL_DAYS:
        return _EXCEL_FIRST_DAY + timedelta(days=int(text)), Precision.DAY
    parts = re.findall(r"\d+|[^\W\d_]+", text)
    parts = [
        str(_months().get(part, part)) for part in parts if part not in ("de", "of", "the", "er", "ste", "e")
    ]
    if 1 <= len(parts) <= 3 and all(_NUMBER.fullmatch(part) for part in parts):
        found = _date(parts)
        if found is not None:
            return found
    raise Refused("“{value}” is not a date. Write it as day/month/year, for example 3/2/2026.", value=cell)


def _date(parts: list[str]) -> tuple[date, Precision] | None:
    year_first = len(parts[0]) == 4
    ordered = parts if year_first else parts[::-1]
    if len(ordered[0]) not in (2, 4) or (len(ordered) == 1 and not year_first):
        return None
    year = int(ordered[0])
    if len(ordered[0]) <= 2:
        year += 2000 if year < _CENTURY_TURNS else 1900
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(ordered) - 1]
    try:
        return date(year, *([int(part) for part in ordered[1:]] + [1, 1])[:2]), precision
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in OFFICE_LANGUAGES:
        for widths in Locale.parse(language).months.values():
            for width in ("wide", "abbreviated"):
                found |= {fold(name).rstrip("."): number for number, name in widths[width].items()}
    return found


def state_of(cell: Cell) -> str:
    """The ISO 3166 code of a state given by code or by name."""
    name = fold(str(cell))
    code = _countries().get(name) or _STATES.get(name)
    if code is None:
        raise Refused("“{value}” is not a state. Write its name or its code of two letters.", value=cell)
    return code


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in OFFICE_LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_STATES:
                found[fold(str(name))] = code
                found[code.lower()] = code
    return found


def language_of(cell: Cell) -> str:
    """The code of a language of letters given by code or by name."""
    name = fold(str(cell))
    for code in LETTER_LANGUAGES:
        names = {fold(Tongue(language).language_name(code)) for language in (*OFFICE_LANGUAGES, code)}
        if name in {code.lower(), code.split("_")[0], *names}:
            return code
    raise Refused("“{value}” is not a language in which letters can be made.", value=cell)


def spoken_of(cell: Cell) -> list[str]:
    """Languages with how well, as records keep them: "Frans (moedertaal), Engels; ar:good"."""
    found = []
    for part in several(str(cell)):
        name, _, level = part.partition(":") if ":" in part else part.partition("(")
        code = _languages().get(fold(name))
        if code is None:
            raise Refused("“{value}” is not a language. Write its name or its code.", value=name.strip())
        known = term_of(LanguageLevel, level.strip(" )")) if level.strip(" )") else LanguageLevel.GOOD
        found.append(f"{code}:{known}")
    return found


def several(text: str) -> list[str]:
    """The parts of a cell that lists several things."""
    return [part.strip() for part in re.split(r"[;,/\n]", text) if part.strip()]


@cache
def _languages() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in OFFICE_LANGUAGES:
        for code, name in Locale.parse(language).languages.items():
            if len(code) in (2, 3):
                found.setdefault(fold(str(name)), code)
                found[code] = code
    return found


def yes_or_no(cell: Cell) -> bool:
    """Yes or no, as people of four languages write it."""
    said = fold(str(cell))
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise Refused("“{value}” is neither yes nor no.", value=cell)


def number_of(cell: Cell) -> int:
    """A whole number."""
    said = str(cell).strip().removesuffix("%").strip()
    if not said.isdigit():
        raise Refused("This is not a whole number. Use digits only.")
    return int(said)


def term_of(terms: type[Term], cell: Cell) -> Term:
    """A coded value given by its value, or by its label in one of the four languages."""
    found = _terms(terms).get(fold(str(cell)))
    if found is None:
        raise Refused("“{value}” is not a known choice. Use one of the labels of the program.", value=cell)
    return found


@cache
def _terms(terms: type[Term]) -> dict[str, Term]:
    found: dict[str, Term] = {}
    for term, words in _OTHER_WORDS:
        if type(term) is terms:
            found |= dict.fromkeys(words.split(", "), term)
    for language in OFFICE_LANGUAGES:
        found |= {fold(Tongue(language).text(term.label)): term for term in terms}
    return (
        found
        | {fold(term.value): term for term in terms}
        | {fold(term.value).replace("_", " "): term for term in terms}
    )
