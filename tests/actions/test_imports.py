"""Existing cases come in from a table: previewed first, then all chosen rows or nothing."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from abductdesk.actions.casefile import CaseFile, case_file
from abductdesk.actions.cases import open_case
from abductdesk.actions.imports import Cancelled, Preview, columns_for, import_cases, preview_import
from abductdesk.actions.office import Office
from abductdesk.actions.search import find
from abductdesk.exchange.tables import Table, read_table
from abductdesk.faults import Refused
from abductdesk.i18n import Tongue
from abductdesk.models import Case, ImportMapping, Person
from abductdesk.terms import CaseKind, ContactKind, EventKind, Precision, Role, Sex, Stage, Visibility
from tests.actions.conftest import removal

HEADINGS = (
    "Dossiernr.;Soort;Kind voornaam;Kind familienaam;Geboortedatum;Geslacht;Achterblijvende ouder: naam;"
    "Telefoon;E-mail;Adres;Postcode;Gemeente;Land;Ontvoerende ouder naam;Gewone verblijfplaats;"
    "Verblijft in;Datum ontvoering;Geopend op;Gesloten op;Status;Dossierbeheerder;PV nummer;Opmerkingen"
)
LINA = (
    "2024/17;ontvoering;Lina;Fictief;3/2/19;V;Fictief, Tom;0470 12 34 56 / +32 2 555 01 23;tom@example.org;"
    "Voorbeeldstraat 1;1000;Brussel;België;Inès Exemple;BE;Frankrijk;1/3/2024;15-03-2024;;intake;"
    "An Peeters;BR.12.34/2024;belde zelf"
)
BROTHER = "2024/17;;Noor;Fictief;2021;M;;;;;;;;;;;;;;;;;"
OLDER = "2023/4;preventie;Amal;Verzonnen;;;;;;;;;;;België;Marokko;;2/1/2024;9/9/2024;gesloten;Piet Weg;;"


def table(*rows: str) -> Table:
    return read_table("\n".join((HEADINGS, *rows)).encode())


def preview(office: Office, *rows: str) -> Preview:
    made = table(*rows)
    return office.ask(preview_import, made, office.ask(columns_for, made.headings))


def bring_in(office: Office, *rows: str, lines: set[int] | None = None) -> list[CaseFile]:
    made = table(*rows)
    done = office.do(import_cases, made, office.ask(columns_for, made.headings), lines=lines)
    return [office.ask(case_file, case_id) for case_id in done.result]


def counts(office: Office) -> tuple[int, ...]:
    with office.vault.reading() as session:
        return tuple(
            session.scalar(select(func.count()).select_from(model)) or 0
            for model in (Case, Person, ImportMapping)
        )


def test_a_case_comes_in_whole(office: Office) -> None:
    older, lina = bring_in(office, LINA, BROTHER, OLDER)
    case = lina.case
    assert (case.reference, case.opened_on, case.kind) == (
        "PMB-2024-0002",
        date(2024, 3, 15),
        CaseKind.REMOVAL,
    )
    assert (case.habitual_residence_state, case.requested_state, case.left_behind_lives_in) == (
        "BE",
        "FR",
        "BE",
    )
    assert case.caseworker_id == office.staff.id
    assert [(entry.person.given_names, entry.child.sex) for entry in lina.children] == [
        ("Lina", Sex.GIRL),
        ("Noor", Sex.BOY),
    ]
    assert lina.children[1].person.born_precision is Precision.YEAR
    left, taking = lina.people
    assert (left.role.role, left.person.family_names, left.person.given_names) == (
        Role.LEFT_BEHIND_PARENT,
        "Fictief",
        "Tom",
    )
    assert left.role.since == case.opened_on
    assert [(point.kind, point.value, point.visible_to) for point in left.contacts] == [
        (ContactKind.PHONE, "0470 12 34 56", Visibility.OWNER_SIDE),
        (ContactKind.PHONE, "+32 2 555 01 23", Visibility.OWNER_SIDE),
        (ContactKind.EMAIL, "tom@example.org", Visibility.OWNER_SIDE),
        (ContactKind.ADDRESS, "Voorbeeldstraat 1", Visibility.OWNER_SIDE),
    ]
    assert taking.person.name == "Inès Exemple"
    assert [(event.kind, event.date) for event in lina.events] == [(EventKind.REMOVAL, date(2024, 3, 1))]
    assert [service.reference for service in lina.services] == ["BR.12.34/2024", "2024/17"]
    assert [note.text for note in lina.notes] == ["belde zelf"]
    assert lina.assessed.deadlines
    assert (older.case.reference, older.case.stage) == ("PMB-2024-0001", Stage.CLOSED)
    assert older.case.closed_on == date(2024, 9, 9)
    assert [note.text for note in older.notes] == [f"{Tongue('nl').text('Caseworker')}: Piet Weg"]


def test_the_earlier_reference_finds_the_case(office: Office) -> None:
    (lina,) = bring_in(office, LINA)
    assert {hit.case_id for hit in office.ask(find, "2024/17")} == {lina.case.id}


def test_the_earlier_register_is_no_service_at_work(office: Office) -> None:
    (lina,) = bring_in(office, LINA)
    assert [service.until for service in lina.services] == [None, date(2024, 3, 15)]


def test_the_preview_writes_nothing_and_tells_every_row(office: Office) -> None:
    before = counts(office)
    told = preview(office, LINA, BROTHER, OLDER, ";ontvoering;;;;;;;;;;;;;;;;;;;;;")
    assert counts(office) == before
    assert [(ready.lines, ready.names) for ready in told.ready] == [
        ((2, 3), "Lina Fictief, Noor Fictief"),
        ((4,), "Amal Verzonnen"),
    ]
    assert [problem.line for problem in told.problems] == [5]
    assert told.rows == 4
    assert "Piet Weg" in Tongue("en").say(told.ready[1].remarks[0])


def row(**cells: str) -> str:
    """A fit row but for these cells, by heading."""
    headings = HEADINGS.split(";")
    values = dict(zip(headings, LINA.split(";"), strict=True)) | {"Dossiernr.": "X1"}
    return ";".join({**values, **{name.replace("_", " "): value for name, value in cells.items()}}.values())


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"Soort": "=1+1"}, "formula"),
        ({"Kind voornaam": "=cmd|' /C calc'!A0"}, "formula"),
        ({"Adres": "#REF!"}, "formula"),
        ({"Soort": "schaken"}, "“schaken” is not a known choice"),
        ({"Soort": "", "Datum ontvoering": ""}, "what kind of case"),
        ({"Geboortedatum": "31/02/2019"}, "“31/02/2019” is not a date"),
        ({"Geboortedatum": "3/2/2031"}, "lies in the future"),
        ({"Datum ontvoering": "1/1/2030"}, "lies in the future"),
        ({"Datum ontvoering": "1/1/1850"}, "between 1900 and 2100"),
        ({"Geopend op": "2024"}, "not a whole date"),
        ({"Geopend op": "1/1/2030"}, "lies in the future"),
        ({"Gesloten op": "1/1/2024"}, "before it was opened"),
        ({"Gesloten op": "1/6/2024"}, "stage of an open case"),
        ({"Status": "gesloten"}, "does not say since which day"),
        ({"Verblijft in": "Atlantis"}, "“Atlantis” is not a state"),
        ({"E-mail": "tom at example"}, "not an e-mail address"),
        ({"Telefoon": "12"}, "five digits"),
        ({"Kind familienaam": "W" * 201}, "too long"),
        ({"PV nummer": "9" * 101}, "too long"),
        ({"Kind voornaam": "Li\x07na"}, "cannot be kept"),
        ({"Opmerkingen": "x;te veel"}, "more cells than there are headings"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(office: Office, cells: dict[str, str], says: str) -> None:
    told = preview(office, row(**cells), OLDER)
    assert [ready.lines for ready in told.ready] == [(3,)]
    assert [problem.line for problem in told.problems] == [2]
    assert says in Tongue("en").say(told.problems[0].why)


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        ({"Kind voornaam": "W" * 200}, "W" * 200 + " Fictief"),
        ({"Kind voornaam": "מרים", "Kind familienaam": "\u202bאל-סייד\u202c"}, "מרים אל-סייד"),
        ({"Kind voornaam": "Ёлка", "Kind familienaam": "Œuvrard-d’Ürsel"}, "Ёлка Œuvrard-d’Ürsel"),
        ({"Kind voornaam": "Robert'); DROP TABLE case_file;--".replace(";", "")}, None),
    ],
)
def test_unusual_names_come_in_as_they_are(office: Office, cells: dict[str, str], names: str | None) -> None:
    (made,) = bring_in(office, row(**cells))
    assert names is None or made.children[0].person.name == names


def test_one_bad_row_of_a_family_holds_back_the_family(office: Office) -> None:
    told = preview(office, LINA, "2024/17;;Noor;Fictief;31/2/2021;M;;;;;;;;;;;;;;;;;", OLDER)
    assert [problem.line for problem in told.problems] == [2, 3]
    assert [ready.lines for ready in told.ready] == [(4,)]


@pytest.mark.parametrize(
    "second", [LINA, BROTHER.replace("Noor;Fictief;2021;M", ";;;"), LINA.replace("Tom", "Jan")]
)
def test_a_reference_that_stands_twice_needs_another_child_and_no_contradiction(
    office: Office, second: str
) -> None:
    told = preview(office, LINA, second)
    assert (told.ready, [problem.line for problem in told.problems]) == ((), [2, 3])


def test_nothing_comes_in_while_one_row_is_unfit(office: Office) -> None:
    before = counts(office)
    with pytest.raises(Refused) as refused:
        bring_in(office, LINA, row(Geboortedatum="31/2/2019"), OLDER)
    assert "Line 3" in Tongue("en").say(refused.value)
    assert counts(office) == before


def test_the_fit_rows_can_be_chosen(office: Office) -> None:
    made = bring_in(office, LINA, row(Geboortedatum="31/2/2019"), OLDER, lines={4})
    assert [found.case.kind for found in made] == [CaseKind.PREVENTION]


def test_cancelling_leaves_nothing(office: Office) -> None:
    before, seen = counts(office), []
    made = table(*(row(**{"Dossiernr.": f"R{n}"}) for n in range(20)))
    with pytest.raises(Cancelled):
        office.do(
            import_cases,
            made,
            office.ask(columns_for, made.headings),
            progress=lambda done, whole: seen.append((done, whole)),
            cancelled=lambda: len(seen) == 7,
        )
    assert seen == [(n, 20) for n in range(1, 8)]
    assert counts(office) == before
    assert not office.ask(find, "Fictief")


def test_the_same_file_twice_is_seen(office: Office) -> None:
    (lina,) = bring_in(office, LINA)
    told = preview(office, LINA)
    assert not told.ready
    assert (
        Tongue("en").say(told.problems[0].why)
        == f"This reference was imported before, as {lina.case.reference}."
    )


def test_people_of_other_cases_are_shown_and_never_merged(office: Office) -> None:
    office.do(open_case, removal())
    fields = {"Kind_voornaam": "lina", "Kind_familienaam": "VOORBEELD", "Geboortedatum": "4/5/2019"}
    told = preview(office, row(**fields, Telefoon="0470/12.34.56"))
    (ready,) = told.ready
    assert {like.name for like in ready.alike} == {"Inès Exemple", "Lina Voorbeeld", "Tom Voorbeeld"}
    before = counts(office)
    bring_in(office, row(**fields))
    assert counts(office)[1] == before[1] + 3


def test_the_same_child_on_two_lines_is_remarked(office: Office) -> None:
    told = preview(office, LINA, row(**{"Dossiernr.": "other"}))
    assert [Tongue("en").say(ready.remarks[0]) for ready in told.ready] == [
        "Line 3 names the same child.",
        "Line 2 names the same child.",
    ]


def test_the_columns_are_remembered(office: Office) -> None:
    made = read_table(b"Foo;Bar;Geboortedatum\nLina;Fictief;3/2/2019\n")
    assert office.ask(columns_for, made.headings) == {2: "child1.born"}
    chosen = {0: "child1.given_names", 1: "child1.family_names", 2: "child1.born"}
    with pytest.raises(Refused, match="nothing was imported"):
        office.do(import_cases, made, chosen)
    made = read_table(b"Foo;Bar;Geboortedatum;Soort\nLina;Fictief;3/2/2019;info\n")
    office.do(import_cases, made, {**chosen, 3: "kind"})
    assert office.ask(columns_for, made.headings) == {**chosen, 3: "kind"}
