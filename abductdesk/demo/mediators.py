"""Mediators of the demo: invented, few, and of every kind that matching tells apart."""

from __future__ import annotations

from datetime import date

from abductdesk.actions.directory import add_directory_entry
from abductdesk.demo.desk import MANAGER, Desk
from abductdesk.demo.texts import FICTIONAL
from abductdesk.terms import EntryKind, Gender, Profession

_WOMAN, _MAN = Gender.WOMAN, Gender.MAN
_LEGAL, _SOCIAL, _BOTH = Profession.LEGAL, Profession.PSYCHOSOCIAL, Profession.BOTH
PEOPLE: tuple[tuple[str, str, Gender, Profession, list[str], list[str], int], ...] = (
    ("Hilde", "Aerts-Demo", _WOMAN, _LEGAL, ["nl:native", "fr:good", "en:good"], ["BE", "NL"], 12000),
    ("Olivier", "Lambert-Demo", _MAN, _SOCIAL, ["fr:native", "nl:good"], ["BE", "FR"], 11000),
    ("Katarzyna", "Zielińska-Demo", _WOMAN, _SOCIAL, ["pl:native", "nl:good", "en:good"], ["PL"], 10500),
    ("Mehmet", "Aydın-Demo", _MAN, _LEGAL, ["tr:native", "nl:native", "fr:good"], ["TR", "BE"], 12500),
    ("Giulia", "Ferrari-Demo", _WOMAN, _BOTH, ["it:native", "fr:good", "es:good"], ["IT"], 13000),
    ("Andreas", "Keller-Demo", _MAN, _LEGAL, ["de:native", "en:good", "fr:good"], ["DE", "BE"], 12000),
)


def mediators(desk: Desk) -> None:
    """The directory, made when it is first needed."""
    if desk.directory:
        return
    desk.directory = True
    for given, family, gender, profession, languages, cultures, fee in PEOPLE:
        values = {
            "given_names": given, "family_names": family, "gender": gender, "profession": profession,
            "languages": languages, "cultures": cultures, "fee_cents": fee, "vat_percent": 21,
            "accredited_from": date(2022, 1, 1), "accreditation": f"DEMO-{fee}", "online": True,
            "most_cases": 6, "source": FICTIONAL,
        }  # fmt: skip
        desk.do(MANAGER, add_directory_entry, EntryKind.MEDIATOR, values)
