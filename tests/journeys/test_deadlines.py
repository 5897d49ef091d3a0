"""A state that nobody knows is looked up; a deadline appears, is decided on, stands in the list; a month is
counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from abductdesk.i18n import Tongue
from tests.journeys.atspi import FOCUSED, Node, until
from tests.journeys.conftest import Program, Start
from tests.journeys.test_first_day import found_the_bureau, gone, open_the_case, pick

ALBANIA = "Record the status of Albania"
SIX_WEEKS = "Six weeks, then reasons for the delay may be asked"


def record_the_status(window: Node) -> None:
    """What the official table says of Albania, from the card that asks for it."""
    window.find(ALBANIA, "push button").press()
    dialog = window.find("Record the status of a state", "dialog")
    dialog.find(part="Source", role="text").type("status table of the Hague Conference")
    dialog.find("Record", "push button").press()
    gone(window, "Record the status of a state")
    window.find(part="in force, verified on", role="label")
    assert not window.find_all(ALBANIA)


def record_the_court(program: Program, seised: str) -> None:
    """The event from which the six weeks run."""
    window = program.window
    window.find("Record event", "push button").press()
    dialog = window.find("Record event", "dialog")
    pick(program, dialog, "What happened *", "Court seised")
    dialog.find(part="Date *", role="text").type(seised)
    dialog.find(part="Saving this moves", role="label")
    dialog.find("Record", "push button").press()
    gone(window, "Record event")


def extend(program: Program, last: str) -> None:
    """The decision of the court about the six weeks."""
    window = program.window
    window.find("Events and deadlines", "check box").press()
    window.find(part=SIX_WEEKS, role="push button").press()
    window.find("Decide about this deadline…", "push button").press()
    dialog = window.find("Decide about a deadline", "dialog")
    pick(program, dialog, "Met on", "Extended by the court until")
    dialog.find(part="Day", role="text").type(last)
    dialog.find(part="Reason", role="text").type("Order of the court of first instance")
    dialog.find("Record decision", "push button").press()
    gone(window, "Decide about a deadline")
    window.find("Take the decision back", "push button")


def count_a_month(program: Program) -> None:
    """From 31 January there is no 31 February, and the 28th is a Saturday. All by the keyboard."""
    window = program.window
    window.find("Date calculator", "push button").press()
    start, period = window.find("Starts from", "text"), window.find("Period", "text")
    start.type("31/1/26")
    step(program, "Tab", period)
    period.type("1")
    step(program, "shift+Tab", start)
    program.press("shift+Tab")
    program.press("Down")
    window.find("Belgian count (Judicial Code)", "combo box")
    step(program, "Tab", start)
    step(program, "Tab", period)
    program.press("Tab")
    program.press("Down")
    window.find("months", "combo box")
    window.find("Monday, 2 March 2026", "label")


def step(program: Program, key: str, there: Node) -> None:
    """Move the keyboard on, and wait until it is there."""
    program.press(key)
    until(lambda: there.has(FOCUSED), f"the keyboard after {key}")


def test_from_an_unknown_state_to_a_decided_deadline(start: Start) -> None:
    today = datetime.now(UTC).date()
    program = start()
    found_the_bureau(program.window)
    open_the_case(program.window, "Albania", f"{today - timedelta(days=40):%d/%m/%Y}")
    record_the_status(program.window)
    record_the_court(program, f"{today - timedelta(days=20):%d/%m/%Y}")
    extended = today + timedelta(days=27)
    extend(program, f"{extended:%d/%m/%Y}")
    program.window.find("Deadlines", "push button").press()
    line = program.window.find(part=f"Deadline: {SIX_WEEKS}", role="cell").name
    assert "Albania" in line
    assert f"May be chased from, {Tongue('en').short_date(extended + timedelta(days=1))}" in line
    count_a_month(program)
