"""Live language: bound texts follow, die with their widget, and turn the layout around."""

from __future__ import annotations

import gc

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from abductdesk.faults import Refused
from abductdesk.i18n import LN, L, Tongue
from abductdesk.ui.texts import Pseudo, bind, live_texts, speak, term, voice, words
from abductdesk.ui.widgets import Button, Pill, label


def test_a_bound_text_follows_the_language(qtbot: QtBot) -> None:
    shown = label(L("Open cases"))
    qtbot.addWidget(shown)
    speak(Pseudo())
    assert shown.text() == "⟦Open cases···⟧"
    speak("en")
    assert shown.text() == "Open cases"


def test_data_is_never_translated_nor_filled(qtbot: QtBot) -> None:
    shown = label("An {name} & Bo")
    qtbot.addWidget(shown)
    speak(Pseudo())
    assert shown.text() == "An {name} & Bo"


def test_binding_again_replaces_what_was_bound(qtbot: QtBot) -> None:
    shown = label(L("Old"))
    qtbot.addWidget(shown)
    bind(shown, "setText", "Noor")
    speak(Pseudo())
    assert shown.text() == "Noor"


def test_a_binding_goes_with_its_widget() -> None:
    before = len(live_texts())
    shown = QLabel()
    bind(shown, "setText", L("Gone"))
    assert len(live_texts()) == before + 1
    del shown
    gc.collect()
    assert len(live_texts()) == before


def test_a_widget_that_qt_deleted_is_left_alone() -> None:
    shown = QLabel()
    bind(shown, "setText", L("Gone"))
    shown.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    speak("nl")
    assert voice.tongue.language == "nl"


def test_direction_and_number_formats_go_with_the_language(qapp: QApplication) -> None:
    speak("de")
    assert QLocale().language() == QLocale.Language.German
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight
    speak("ar")
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    speak("en")
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_texts_of_qt_itself_change_too(qapp: QApplication) -> None:
    speak("de")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    speak("en")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_words_says_every_kind_of_text() -> None:
    assert words(LN("{n} day late", "{n} days late", 2)) == "2 days late"
    assert words(Refused("No {what}.", what="address")) == "No address."
    assert words(lambda tongue: tongue.language) == "en"
    assert words(term("Sole custody")) == "Sole custody"


def test_pseudo_fills_placeholders_and_reads_from_the_right() -> None:
    pseudo = Pseudo()
    assert pseudo.text("Opened by {name}", name="An").startswith("⟦Opened by An")
    assert pseudo.right_to_left
    assert not Tongue("en").right_to_left


def test_buttons_and_pills_keep_their_accessible_names_in_step(qtbot: QtBot) -> None:
    button, pill = Button(L("&Save")), Pill(L("2 days late"), "danger")
    for widget in (button, pill):
        qtbot.addWidget(widget)
    assert (button.text(), button.accessibleName()) == ("Save", "Save")
    speak(Pseudo())
    assert button.accessibleName() == "⟦Save··⟧" == button.text()
    assert pill.accessibleName().startswith("⟦2 days late")
