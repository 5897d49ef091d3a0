"""The small pieces: keyboard, names, urgency in three ways, toasts, questions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from abductdesk.i18n import L
from abductdesk.ui.cards import Card, EmptyState, KeyValues, Page, StatCard, TwoLines, divided, facts, section
from abductdesk.ui.checks import Check
from abductdesk.ui.feedback import Banner, Notice, Toast, ask
from abductdesk.ui.painting import initials
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Avatar, Button, Pill, Segments, column, label, mnemonics
from tests.ui.helpers import assert_accessible, assert_speaks, unnamed


def page_of_everything() -> Page:
    page = Page(L("Today"), L("Sunday"), actions=[Button(L("&Print list"), icon="print")])
    figure = StatCard("late", "danger", L("Overdue"))
    figure.figure("2", L("oldest 2 days"))
    page.add_row(figure, StatCard("due", "warn", L("Due today")))
    card = Card(L("Parties"), actions=[Segments([("mine", L("Mine")), ("all", L("All"))])])
    call = Button(L("Call"), look="icon", icon="phone")
    card.add(TwoLines("Pieter de Vries", L("Left-behind parent"), avatar="Pieter de Vries", buttons=[call]))
    card.add(KeyValues([(L("Residence"), "Gent"), (L("Removed"), "")]), section(L("More")), Check(L("Tick")))
    card.add(divided(Pill(L("2 days late"), "danger", icon="late"), facts(("child", L("Girl, 7 years")))))
    page.add(card, Banner("warn", L("Out of date."), L("Review"), lambda: None))
    page.add(
        EmptyState("letter", L("No letters yet"), L("They come here."), Button(L("Write"), look="primary"))
    )
    return page


def test_everything_has_a_name_and_follows_the_language(qtbot: QtBot) -> None:
    page = page_of_everything()
    qtbot.addWidget(page)
    page.show()
    assert_accessible(page)
    assert_speaks(page, {"2", "Pieter de Vries", "Gent"})


def test_the_helper_finds_what_has_no_name(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    whole.setLayout(column(Button(), Button(L("Named"))))
    whole.show()
    assert unnamed(whole) == ["Button in QWidget"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ring_shows_for_the_keyboard_only(qtbot: QtBot, scheme: str) -> None:
    look.choose(scheme)
    whole, first, second = QWidget(), Button(L("One"), look="primary"), Button(L("Two"), look="primary")
    whole.setLayout(column(first, second))
    qtbot.addWidget(whole)
    with qtbot.waitActive(whole):
        whole.show()
        whole.activateWindow()
    plain = second.grab().toImage()
    second.setFocus(Qt.FocusReason.MouseFocusReason)
    assert second.grab().toImage() == plain
    second.setFocus(Qt.FocusReason.OtherFocusReason)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    second.setFocus(Qt.FocusReason.TabFocusReason)
    assert second.grab().toImage() != plain


def test_mnemonics_press_the_button_and_show_while_alt_is_down(qtbot: QtBot) -> None:
    whole, save = QWidget(), Button(L("&Save"))
    whole.setLayout(column(save))
    qtbot.addWidget(whole)
    assert save.text() == "Save"
    assert save.shortcut().toString() == "Alt+S"
    mnemonics(whole, True)
    assert save.text() == "&Save"
    assert save.shortcut().toString() == "Alt+S"
    mnemonics(whole, False)
    assert save.text() == "Save"


def test_a_card_that_can_be_clicked_is_a_button(qtbot: QtBot) -> None:
    card = StatCard("late", "danger", L("Overdue"))
    qtbot.addWidget(card)
    card.figure("2", L("oldest 2 days"))
    assert card.accessibleName() == "Overdue: 2 oldest 2 days"
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with qtbot.waitSignal(card.clicked):
            QTest.keyClick(card, key)
    with qtbot.waitSignal(card.clicked):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)


def test_segments_say_which_was_chosen(qtbot: QtBot) -> None:
    segments = Segments([("mine", L("Mine")), ("all", L("All"))])
    qtbot.addWidget(segments)
    with qtbot.waitSignal(segments.chosen) as chosen:
        QTest.mouseClick(segments.button("all"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["all"] and segments.current == "all"


def test_markup_in_data_is_shown_as_typed(qtbot: QtBot) -> None:
    shown = label("<b>An</b>")
    qtbot.addWidget(shown)
    assert shown.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Sanne Visser", "SV"),
        ("Pieter de Vries", "PV"),
        ("mr. H. Kuiper", "HK"),
        ("أحمد", "أ"),
        ("", ""),
        ("X", "X"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_pill_is_as_wide_as_its_words_in_every_text_size(qtbot: QtBot) -> None:
    pill = Pill(L("2 days late"), "danger", icon="late")
    qtbot.addWidget(pill)
    small = pill.sizeHint()
    look.choose(scale=200)
    assert pill.sizeHint().width() > small.width() * 1.8


def test_an_avatar_has_the_same_colour_every_time(qtbot: QtBot) -> None:
    one, other = Avatar("Sanne Visser"), Avatar("Sanne Visser")
    for each in (one, other):
        qtbot.addWidget(each)
        each.resize(each.sizeHint())
    assert one.grab().toImage() == other.grab().toImage()


def test_a_toast_undoes_once_and_goes(qtbot: QtBot) -> None:
    over = QWidget()
    over.resize(600, 400)
    qtbot.addWidget(over)
    over.show()
    toast, undone = Toast(over), []
    toast.say(L("Deadline marked done"), lambda: undone.append(1))
    assert toast.isVisible() and toast.text() == "Deadline marked done"
    assert over.rect().contains(toast.geometry())
    toast.findChildren(Button)[0].click()
    assert undone == [1]
    assert not toast.isVisible()


def test_a_question_runs_only_on_yes(qtbot: QtBot) -> None:
    ran: list[str] = []
    over = QWidget()
    qtbot.addWidget(over)
    no = ask(over, L("Issue?"), L("It cannot be undone."), L("Issue"), then=lambda: ran.append("no"))
    no.no.click()
    yes = ask(over, L("Issue?"), L("It cannot be undone."), L("Issue"), then=lambda: ran.append("yes"))
    yes.yes.click()
    assert ran == ["yes"]


def test_enter_presses_the_button_that_has_the_keyboard_and_no_other(qtbot: QtBot) -> None:
    parent, said = QWidget(), []
    qtbot.addWidget(parent)
    parent.show()
    question = ask(parent, L("Issue?"), L("It stays."), L("Issue"), then=lambda: said.append("issued"))
    QTest.keyClick(question.no, Qt.Key.Key_Return)
    assert not question.isVisible()
    assert said == []
    question = ask(parent, L("Issue?"), L("It stays."), L("Issue"), then=lambda: said.append("issued"))
    QTest.keyClick(question.yes, Qt.Key.Key_Enter)
    assert said == ["issued"]


def test_an_endless_word_does_not_make_a_page_wider(qtbot: QtBot) -> None:
    page = column(
        label("https://example.org/" + "x" * 200, wrap=True, selectable=True), label("y" * 200, wrap=True)
    )
    holder = QWidget()
    holder.setLayout(page)
    qtbot.addWidget(holder)
    assert holder.minimumSizeHint().width() < 400


def test_a_notice_says_a_refusal_in_words(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    notice = Notice(over, L("This address must never be used. Choose another one."))
    notice.show()
    assert notice.text.text() == "This address must never be used. Choose another one."
    assert_accessible(notice)


def test_an_arabic_name_stands_in_line_with_latin_ones_and_both_turn_with_the_window(qtbot: QtBot) -> None:
    arabic, latin = label("ليلى حداد"), label("Lina Voorbeeld")
    for made in (arabic, latin):
        qtbot.addWidget(made)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    assert arabic.alignment() == latin.alignment() == left
    for made in (arabic, latin):
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert arabic.alignment() == latin.alignment() == right
    arabic.setAlignment(Qt.AlignmentFlag.AlignCenter)
    arabic.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert arabic.alignment() == Qt.AlignmentFlag.AlignCenter
