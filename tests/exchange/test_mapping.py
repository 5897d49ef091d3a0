"""Headings as bureaus write them, in four languages."""

from __future__ import annotations

import pytest

from abductdesk.exchange.mapping import guess, key_of, targets
from abductdesk.i18n import OFFICE_LANGUAGES, Tongue

HEADINGS = {
    "nl": {
        "Dossiernr.": "reference", "Soort": "kind", "Voornaam kind": "child1.given_names",
        "Familienaam kind": "child1.family_names", "Geboortedatum": "child1.born", "Geslacht": "child1.sex",
        "Achterblijvende ouder: naam": "left.name", "Tel. achterblijvende ouder": "left.phone",
        "E-mail": "left.email", "Adres": "left.street", "Gemeente": "left.city",
        "Taal": "left.letter_language",
        "Ontvoerende ouder naam": "taking.name", "Ontvoerende ouder telefoon": "taking.phone",
        "Land van herkomst": "habitual_residence_state", "Land van bestemming": "requested_state",
        "Datum ontvoering": "removal", "Doorverwezen door": "referral_source", "Geopend op": "opened_on",
        "Status": "stage", "Dossierbeheerder": "caseworker", "Opmerkingen": "note",
        "Kind 2 voornaam": "child2.given_names", "Kind 2 geboortedatum": "child2.born",
    },
    "fr": {
        "Numéro de dossier": "reference", "Type de dossier": "kind", "Enfant": "child1.name",
        "Date de naissance": "child1.born", "Parent délaissé": "left.name", "Parent ravisseur": "taking.name",
        "Résidence habituelle": "habitual_residence_state", "État requis": "requested_state",
        "Date de l'enlèvement": "removal", "Date d'ouverture": "opened_on", "Réf. SPF Justice": "fps_justice",
    },
    "de": {
        "Aktenzeichen": "reference", "Fallart": "kind", "Vorname Kind": "child1.given_names",
        "Nachname Kind": "child1.family_names", "Geburtsdatum Kind": "child1.born",
        "Zurückgebliebener Elternteil Name": "left.name", "Entführender Elternteil Name": "taking.name",
        "Gewöhnlicher Aufenthalt": "habitual_residence_state", "Ersuchter Staat": "requested_state",
        "Entführt am": "removal", "Eröffnet am": "opened_on",
    },
    "en": {
        "Case number": "reference", "Kind of case": "kind", "Child 1: Given names": "child1.given_names",
        "Left-behind parent: Phone": "left.phone", "Taking parent: E-mail": "taking.email",
        "Habitual residence": "habitual_residence_state", "Where the child is": "requested_state",
        "Day of the retention": "retention", "PV number": "police",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", HEADINGS)
def test_columns_find_their_fields(language: str) -> None:
    headings = list(HEADINGS[language])
    found = {headings[column]: target for column, target in guess(headings).items()}
    assert found == HEADINGS[language]


def test_a_heading_that_says_nothing_known_is_left_alone() -> None:
    assert guess(["Schoenmaat", "", "Lievelingskleur moeder"]) == {}


def test_one_field_is_taken_by_one_column() -> None:
    assert guess(["Telefoon", "Telefoon"]) == {0: "left.phone"}


@pytest.mark.parametrize("language", OFFICE_LANGUAGES)
def test_the_programs_own_labels_are_understood(language: str) -> None:
    wanted = list(targets().values())
    found = guess([Tongue(language).say(target.label) for target in wanted])
    assert [found.get(place) for place in range(len(wanted))] == [target.id for target in wanted]


def test_a_table_is_known_again_however_its_headings_are_typed() -> None:
    assert key_of(["Naam ", "N°  dossier"]) == key_of(["naam", "n dossier"])
