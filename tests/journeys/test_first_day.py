"""From an empty computer to a letter in the post, by hand, and nothing lost when the power fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from abductdesk.actions import safe
from abductdesk.actions.casefile import case_file
from tests.journeys.atspi import ENABLED, FOCUSED, Node, NotThere, until
from tests.journeys.conftest import PASSPHRASE, Program, Start


def found_the_bureau(window: Node) -> str:
    """The first-start assistant; returns the recovery code."""
    window.find("Name of the bureau", "text").type("Bureau Test")
    window.find("Your name", "text").type("An Peeters")
    window.find("Next", "push button").press()
    window.find("Passphrase", "text").type(PASSPHRASE)
    window.find("Once more", "text").type(PASSPHRASE)
    window.find("Make the vault", "push button").press()
    code = window.find(part=" – ").name
    window.find(part="To confirm", role="text").type(code[-5:])
    window.find("Finish", "push button").press()
    window.find("Open the first case", "push button")
    return code


def fill(inside: Node, values: dict[str, str]) -> None:
    """Type into fields by their names."""
    for name, value in values.items():
        inside.find(name, "text").type(value)


def choose(inside: Node, name: str, typed: str) -> None:
    """Type into a list that one can type into."""
    inside.find(name, "combo box").find(role="text").type(typed)


def pick(program: Program, inside: Node, shown: str, wanted: str) -> None:
    """Choose further down a list by its arrow, one line at a time (a combo box is called what it shows now).

    Not by typing the words: what a slow computer takes long over, Qt takes for a new word.
    """
    combo = inside.find(shown, "combo box")
    combo.focus()
    until(lambda: combo.has(FOCUSED), f"the keyboard on {shown}")
    for _ in range(30):
        was = combo.name
        if was == wanted:
            return
        program.press("Down")
        _moved_on(combo, was)
    raise NotThere(f"{wanted} is not further down the list")


def _moved_on(combo: Node, was: str) -> None:
    until(lambda: combo.name != was, f"what comes after {was}")


def gone(window: Node, dialog: str) -> None:
    """Wait until a dialog has closed."""
    until(lambda: not window.find_all(dialog, "dialog"), f"the end of {dialog}")


def open_the_case(window: Node, abroad: str = "France", removed: str = "3/2/26") -> None:
    window.find("New case", "push button").press()
    dialog = window.find("New case", "dialog")
    choose(dialog, "Habitual residence", "Belgium")
    choose(dialog, "Where the child is", abroad)
    dialog.find(part="Date of the removal", role="text").type(removed)
    people = {
        "Given names": ["Tom", "Inès", "Lina"],
        "Family names": ["Voorbeeld", "Exemple", "Voorbeeld"],
        "Phone": ["+32 470 12 34 56", "+33 6 12 34 56 78"],
    }
    for name, values in people.items():
        for field, value in zip(dialog.find_all(name, "text"), values, strict=True):
            field.type(value)
    dialog.find("Born on", "text").type("4/5/2019")
    dialog.find("Create case", "push button").press()
    gone(window, "New case")


def give_the_address(program: Program, person: int, values: dict[str, str]) -> None:
    """The person at this place of the list, parents in the order in which they were entered."""
    window = program.window
    window.find("People", "check box").press()
    until(lambda: len(window.find_all("Add address, phone or e-mail", "push button")) == 2, "both parents")
    window.find_all("Add address, phone or e-mail", "push button")[person].press()
    dialog = window.find(role="dialog")
    pick(program, dialog, "Kind *", "Postal address")
    dialog.find(part="Number, e-mail or street", role="text").type(values["street"])
    fill(dialog, {"Postcode": values["postcode"], "Town": values["town"]})
    choose(dialog, "Country", values["country"])
    dialog.find("Add", "push button").press()
    window.find(part=values["street"], role="label")


def enter_the_bureaus_address(window: Node) -> None:
    window.find("Settings", "push button").press()
    window.find("The bureau", "label")
    window.find_all("Edit", "push button")[0].press()
    dialog = window.find("The bureau", "dialog")
    fill(
        dialog,
        {
            "Street and number": "Voorbeeldlaan 10",
            "Postcode": "1000",
            "Town": "Brussel",
            "Phone": "+32 2 000 00 00",
            "E-mail": "bureau@example.org",
        },
    )
    dialog.find("Save", "push button").press()
    gone(window, "The bureau")


def unlock(program: Program) -> None:
    program.window.find("Passphrase", "text").type(PASSPHRASE)
    program.window.find("Open", "push button").press()
    program.window.find("New case", "push button")


def issue_the_invitation(program: Program) -> str:
    """Write the neutral invitation and issue it; returns its number."""
    window = program.window
    window.find("Write letter", "push button").press()
    dialog = window.find("Write a letter", "dialog")
    pick(program, dialog, "Confirmation of the first conversation", "Invitation to a first conversation")
    issue = dialog.find(part="Issue", role="push button")
    until(lambda: issue.has(ENABLED), "a letter with nothing missing")
    issue.press()
    window.find("Issue", "push button").press()
    return window.find(part="PMB-L-", role="label").name


def test_from_an_empty_computer_to_a_letter(start: Start, computer: dict[str, str]) -> None:
    program = start()
    window = program.window
    found_the_bureau(window)
    enter_the_bureaus_address(window)
    open_the_case(window)
    window.find(part="2 February 2027")
    window.find("1980 Convention and Brussels IIb", "label")
    window.find(part="both bound by Regulation (EU) 2019/1111")
    lille = {"street": "12 rue de l’Exemple", "postcode": "59000", "town": "Lille", "country": "France"}
    give_the_address(program, 1, lille)
    assert "PMB-L-2026-0001" in issue_the_invitation(program)
    program.stop()

    again = start()
    unlock(again)
    again.window.find("Cases", "push button").press()
    again.window.find(part="PMB-2026-0001", role="cell")
    office = safe.sign_in(Path(computer["XDG_DATA_HOME"]) / "AbductDesk" / "vault", None, PASSPHRASE)
    letters = office.ask(case_file, 1).letters
    assert [letter.number for letter in letters] == ["PMB-L-2026-0001"]
    assert safe.verify(office).whole
    office.vault.close()


def test_a_wrong_passphrase_is_said_and_the_right_one_opens(start: Start) -> None:
    program = start()
    found_the_bureau(program.window)
    program.window.find("Lock", "push button").press()
    program.window.find("Passphrase", "text").type("not this one at all")
    program.window.find("Open", "push button").press()
    program.window.find(part="passphrase", role="label")
    assert not program.window.find_all("New case")
    unlock(program)


@pytest.mark.usefixtures("keyring")
def test_a_trusted_computer_opens_at_once_and_asks_after_a_lock(start: Start) -> None:
    program = start()
    window = program.window
    found_the_bureau(window)
    window.find("Settings", "push button").press()
    window.find(part="The passphrase is asked at every start", role="label")
    window.find("Trust this computer", "push button").press()
    window.find(part="This computer is trusted", role="label")
    program.stop()

    again = start().window
    again.find("New case", "push button")
    again.find("Lock", "push button").press()
    again.find("Passphrase", "text")
    assert not again.find_all("New case")
