"""Privacy: the registers by keyboard, from a person's card, and from Today."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from abductdesk.actions.breaches import breaches, report_breach
from abductdesk.actions.holds import restrictions
from abductdesk.actions.informing import informing
from abductdesk.actions.office import Office
from abductdesk.actions.processing import Paper
from abductdesk.actions.registers import record_request, requests
from abductdesk.models import Bureau, CaseRole, Staff
from abductdesk.terms import (
    BreachRisk,
    HoldException,
    HoldKind,
    InformException,
    RequestKind,
    RequestOutcome,
    StaffRole,
)
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.registerentry import EntryDialog
from abductdesk.ui.registerexport import PaperDialog
from abductdesk.ui.registertab import RegisterTab
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.screens.privacy import PrivacyScreen
from abductdesk.ui.screens.today import Today
from abductdesk.ui.session import Session
from abductdesk.ui.widgets import Pill
from abductdesk.ui.window import Window
from tests.ui.caseroom import fill, opened, press, submit, text_of
from tests.ui.caseroom import tab as case_tab
from tests.ui.conftest import NOW, TODAY
from tests.ui.helpers import assert_accessible, assert_speaks
from tests.ui.office import abduction, cell, dialog, open_window, said

ASKED = {"name": "Tom Voorbeeld", "kind": RequestKind.ACCESS, "received_on": TODAY - timedelta(days=26)}


def tab_of(window: Window, key: str, rows: int, qtbot: QtBot) -> RegisterTab:
    """This register in front, with so many entries read."""
    window.go("privacy", key)
    screen = window.current()
    assert isinstance(screen, PrivacyScreen)
    tab = screen.tab
    assert isinstance(tab, RegisterTab)
    qtbot.waitUntil(lambda: len(tab.rows) == rows)
    return tab


def headings(screen: RegisterTab | Today) -> list[str]:
    """The headings of its table, with how many stand below each."""
    return list(said(screen.table))


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    return open_window(desk, qtbot, "privacy")


def test_a_request_is_recorded_extended_and_answered(window: Window, office: Office, qtbot: QtBot) -> None:
    tab = tab_of(window, "requests", 0, qtbot)
    assert tab.table.currentIndex() == 1, "an empty register says what it is for"
    window.run("new_request")
    made = dialog(FormDialog)
    assert_accessible(made)
    fill(made, name="Tom Voorbeeld", kind=RequestKind.ACCESS, received_on=TODAY - timedelta(days=26))
    submit(made, qtbot)
    qtbot.waitUntil(lambda: len(tab.rows) == 1)
    assert headings(tab) == ["This week, 1"]
    assert "Identity not checked" in cell(tab.table, 1, "who")
    assert "30 Nov 2026" in cell(tab.table, 1, "due") and "In 7 days" in cell(tab.table, 1, "due")
    assert "Art. 12(3)" in cell(tab.table, 1, "limit")
    tab.table.select(0)
    QTest.keyClick(tab.table.view, Qt.Key.Key_Return)
    shown = dialog(EntryDialog)
    assert_accessible(shown)
    assert "The identity is not checked yet" in text_of(shown)
    assert "plus one month: 28 November 2026" in text_of(shown)
    press(shown, "Extend…", qtbot)
    extend = dialog(FormDialog)
    fill(extend, extended_on=TODAY, extension_reason="Eleven files")
    submit(extend, qtbot)
    qtbot.waitUntil(lambda: office.ask(requests)[0].entry.extended_on == TODAY)
    qtbot.waitUntil(lambda: "28 Jan 2027" in cell(tab.table, 1, "due"))
    press(tab, "Answer…", qtbot)
    answer = dialog(FormDialog)
    fill(answer, outcome=RequestOutcome.REFUSED)
    answer.accept_button.click()
    qtbot.waitUntil(lambda: "where to complain" in answer.form.error("reason"))
    fill(answer, reason="Manifestly excessive")
    submit(answer, qtbot)
    qtbot.waitUntil(lambda: tab.table.model.rowCount() == 0)
    assert tab.which is not None
    tab.which.button("all").click()
    assert headings(tab) == ["Settled, 1"]


def test_a_late_extension_is_refused_below_its_field(window: Window, office: Office, qtbot: QtBot) -> None:
    office.do(record_request, {**ASKED, "received_on": date(2026, 10, 12)})
    tab = tab_of(window, "requests", 1, qtbot)
    assert headings(tab) == ["Overdue, 1"]
    press(tab, "Extend…", qtbot)
    extend = dialog(FormDialog)
    fill(extend, extended_on=TODAY, extension_reason="Too late")
    extend.accept_button.click()
    qtbot.waitUntil(lambda: "told after the first month" in extend.form.error("extended_on"))
    extend.done(0)


def test_a_breach_is_reported_assessed_notified_and_closed(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    tab = tab_of(window, "breaches", 0, qtbot)
    window.run("report_breach")
    made = dialog(FormDialog)
    assert_accessible(made)
    fill(made, what="A letter went to an old address.", known_on=date(2026, 11, 21))
    submit(made, qtbot)
    qtbot.waitUntil(lambda: len(tab.rows) == 1)
    assert "In 24 hours" in cell(tab.table, 1, "due") and "10:00" in cell(tab.table, 1, "due")
    assert "Not assessed yet" in cell(tab.table, 1, "risk")
    press(tab, "Assess…", qtbot)
    assess = dialog(FormDialog)
    fill(assess, risk=BreachRisk.HIGH, persons=2)
    submit(assess, qtbot)
    qtbot.waitUntil(lambda: office.ask(breaches)[0].entry.high_risk_on == TODAY)
    qtbot.waitUntil(lambda: "High risk" in cell(tab.table, 1, "risk"))
    press(tab, "Notified…", qtbot)
    submit(dialog(FormDialog), qtbot)
    qtbot.waitUntil(lambda: office.ask(breaches)[0].entry.notified_at == NOW)
    qtbot.waitUntil(lambda: tab.table.current().entry.notified_at is not None)
    tab.show_entry(tab.table.current())
    shown = dialog(EntryDialog)
    assert "Tell the persons concerned" in text_of(shown)
    press(shown, "Persons told…", qtbot)
    told = dialog(FormDialog)
    fill(told, told_on=TODAY)
    submit(told, qtbot)
    qtbot.waitUntil(lambda: tab.table.current().entry.told_on == TODAY)
    tab.show_entry(tab.table.current())
    press(dialog(EntryDialog), "Close it", qtbot)
    qtbot.waitUntil(lambda: office.ask(breaches)[0].entry.closed_on == TODAY)


@pytest.mark.parametrize("role", [StaffRole.CLERK, StaffRole.ADMINISTRATOR])
def test_a_clerk_or_administrator_only_reports_a_breach(
    office: Office, role: StaffRole, qtbot: QtBot
) -> None:
    with office.vault.writing() as db:
        db.add(Staff(id=9, name="Chris", roles=[role.value]))
    session = Session(Office(office.vault, 9, clock=lambda: NOW))
    qtbot.addWidget(session.window)
    session.window.show()
    keys = {command.key for command in session.window.commands}
    assert "report_breach" in keys and not keys & {"new_request", "go_privacy"}
    session.window.run("report_breach")
    made = dialog(FormDialog)
    fill(made, what="A stick was lost.")
    submit(made, qtbot)
    qtbot.waitUntil(lambda: len(office.ask(breaches)) == 1)
    session.desk.close()


def test_today_leads_to_the_entry(window: Window, office: Office, qtbot: QtBot) -> None:
    office.do(record_request, ASKED)
    office.do(report_breach, {"what": "A stick was lost."}, NOW - timedelta(hours=80))
    window.go("today")
    today = window.current()
    assert isinstance(today, Today)
    qtbot.waitUntil(lambda: today.table.model.rowCount() == 4)
    assert headings(today) == ["Overdue, 1", "This week, 1"]
    assert cell(today.table, 1, "case").startswith("BR-2026-0001")
    assert "8 hours late" in cell(today.table, 1, "due")
    today.table.select(3)
    QTest.keyClick(today.table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.current(), PrivacyScreen))
    qtbot.waitUntil(lambda: any(isinstance(each, EntryDialog) for each in window.findChildren(EntryDialog)))
    assert "DR-2026-0001" in text_of(dialog(EntryDialog))
    dialog(EntryDialog).done(0)


def test_who_is_to_be_informed_follows_from_the_case(window: Window, office: Office, qtbot: QtBot) -> None:
    case_id = abduction(office)
    tab = tab_of(window, "informing", 1, qtbot)
    assert "Lina Voorbeeld" in cell(tab.table, 1, "who") and "23 Dec 2026" in cell(tab.table, 1, "due")
    assert "not verified" in cell(tab.table, 1, "limit")
    press(tab, "Exception…", qtbot)
    made = dialog(FormDialog)
    assert "parental responsibility" in text_of(made)
    fill(made, exception=InformException.IMPOSSIBLE, reason="Would give the family away")
    submit(made, qtbot)
    qtbot.waitUntil(lambda: tab.table.model.rowCount() == 0)
    assert tab.which is not None
    tab.which.button("all").click()
    tab.table.select(0)
    QTest.keyClick(tab.table.view, Qt.Key.Key_Return)
    shown = dialog(EntryDialog)
    assert "Would give the family away" in text_of(shown)
    press(shown, "Take back", qtbot)
    qtbot.waitUntil(lambda: office.ask(informing)[0].open)
    screen = opened(window, case_id, qtbot)
    assert "1 person not informed yet (Art. 14)" in text_of(case_tab(screen, "overview"))


def offered(inside: QWidget, name: str, qtbot: QtBot, chosen: str) -> list[str]:
    """Choose from what data protection offers on a card; returns all that it offers."""
    press(inside, f"Data protection · {name}", qtbot)
    menu = next(menu for menu in inside.findChildren(QMenu) if menu.isVisible())
    actions = {action.text(): action for action in menu.actions()}
    actions[chosen].trigger()
    menu.close()
    return list(actions)


def test_a_card_leads_to_a_request_and_a_restriction_that_everybody_sees(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    case_id = abduction(office)
    screen = opened(window, case_id, qtbot, "people")
    people = case_tab(screen, "people")
    ask, limit = "Data-subject request…", "Restrict the use of their data…"
    assert offered(people, "Tom Voorbeeld", qtbot, ask) == ["Data of this person…", ask, limit, "Erase…"]
    request = dialog(FormDialog)
    assert request.form.rows["name"].editor.value() == "Tom Voorbeeld"
    fill(request, kind=RequestKind.RESTRICTION)
    submit(request, qtbot)
    assert office.ask(requests)[0].case_id == case_id
    offered(people, "Tom Voorbeeld", qtbot, limit)
    hold = dialog(FormDialog)
    fill(hold, kind=HoldKind.CLAIMS, reason="A claim against the bureau")
    submit(hold, qtbot)
    qtbot.waitUntil(lambda: "Restricted since 23 November 2026" in text_of(case_tab(screen, "people")))
    assert "Use of data restricted" in {pill.text() for pill in screen.header.findChildren(Pill)}
    tab = tab_of(window, "restrictions", 1, qtbot)
    assert "Not used" in cell(tab.table, 1, "state")
    press(tab, "Allow a use…", qtbot)
    use = dialog(FormDialog)
    fill(use, exception=HoldException.CLAIMS, exception_reason="Our own defence")
    submit(use, qtbot)
    qtbot.waitUntil(lambda: "Use allowed" in cell(tab.table, 1, "state"))
    press(tab, "Lift…", qtbot)
    lift = dialog(FormDialog)
    fill(lift, told_on=TODAY + timedelta(days=1))
    lift.accept_button.click()
    qtbot.waitUntil(lambda: "has not come yet" in lift.form.error("told_on"))
    fill(lift, told_on=TODAY)
    submit(lift, qtbot)
    qtbot.waitUntil(lambda: office.ask(restrictions)[0].entry.until == TODAY)


def test_a_rectification_leads_to_the_person_and_says_whom_to_tell(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    case_id = abduction(office)
    with office.vault.reading() as session:
        person = session.scalar(select(CaseRole.person_id)) or 0
    asked = {"kind": RequestKind.RECTIFICATION, "received_on": TODAY}
    office.do(record_request, asked, person)
    tab = tab_of(window, "requests", 1, qtbot)
    tab.show_entry(tab.rows[0])
    shown = dialog(EntryDialog)
    qtbot.waitUntil(lambda: "To be told once it is done (Art. 19)" in text_of(shown))
    press(shown, "Correct the person…", qtbot)
    case = window.current()
    assert isinstance(case, CaseScreen)
    qtbot.waitUntil(lambda: case.tabs.current == "people")
    assert case._case_id == case_id


def test_a_paper_is_looked_at_and_saved_as_table(
    window: Window, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    with office.vault.writing() as session:
        for bureau in session.scalars(select(Bureau)):
            bureau.controller = "Stichting"
    office.do(record_request, ASKED)
    tab = tab_of(window, "requests", 1, qtbot)
    press(tab, "On paper…", qtbot)
    paper = dialog(PaperDialog)
    qtbot.waitUntil(lambda: paper.save.isEnabled())
    assert_accessible(paper)
    paper.save_to(tmp_path / "requests.csv")
    qtbot.waitUntil(lambda: (tmp_path / "requests.csv").is_file())
    saved = (tmp_path / "requests.csv").read_text("utf-8-sig")
    assert "DR-2026-0001" in saved and "Tom" not in saved
    record = PaperDialog(window.desk, window, Paper.PROCESSING, "Record")
    qtbot.addWidget(record)
    qtbot.waitUntil(lambda: record.save.isEnabled())
    assert record.table.isHidden() and record.named.isHidden()
    record.done(0)


def test_every_tab_speaks_and_can_be_reached(window: Window, office: Office, qtbot: QtBot) -> None:
    abduction(office)
    office.do(record_request, ASKED)
    office.do(report_breach, {"what": "x"}, NOW)
    screen = window.current()
    assert isinstance(screen, PrivacyScreen)
    for key, rows in (("requests", 1), ("breaches", 1), ("informing", 1), ("restrictions", 0)):
        tab_of(window, key, rows, qtbot)
        assert_accessible(screen)
        assert_speaks(screen)
    window.go("privacy", "processing")
    qtbot.waitUntil(lambda: any("not entered yet" in each.text() for each in screen.findChildren(QLabel)))
    assert_accessible(screen)
    assert_speaks(screen)


def test_a_caseworker_neither_answers_nor_restricts_nor_takes_papers_out(
    office: Office, qtbot: QtBot
) -> None:
    with office.vault.writing() as session:
        session.add(Staff(id=2, name="Bram", roles=[StaffRole.CASEWORKER.value]))
    office.do(record_request, ASKED)
    desk = Desk(Office(office.vault, 2, clock=lambda: NOW))
    window = open_window(desk, qtbot, "privacy")
    tab = tab_of(window, "requests", 1, qtbot)
    screen = window.current()
    assert isinstance(screen, PrivacyScreen)
    names = {button.accessibleName() for button in tab._buttons}
    assert names == {"Extend…"} and not screen.choice.has("processing")
    desk.close()
