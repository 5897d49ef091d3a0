"""The form of the date calculator: what is to be counted. It says so whenever anything is typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from abductdesk.actions.calculator import UNITS, Asked, Recourse, Regime, Unit
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import N_, L, Message
from abductdesk.models.base import Field
from abductdesk.terms import Notification
from abductdesk.ui.desk import Desk
from abductdesk.ui.editors import Choice, ChoiceEditor, DateEditor, Editor, NumberEditor, TimeEditor
from abductdesk.ui.forms import FieldRow
from abductdesk.ui.kinds import countries
from abductdesk.ui.texts import term

REGIMES: dict[Regime, Message] = {
    Regime.EU_1182: L("European count (Regulation 1182/71)"),
    Regime.BE_CJ: L("Belgian count (Judicial Code)"),
    Regime.CAL: L("Calendar count, safe day"),
    Regime.OFFICE: L("Working days of the office"),
}
_UNITS: dict[Unit, Message] = {
    Unit.HOUR: L("hours"),
    Unit.DAY: L("days"),
    Unit.WORKING_DAY: L("working days"),
    Unit.WEEK: L("weeks"),
    Unit.MONTH: L("months"),
    Unit.YEAR: L("years"),
}
_RECOURSE: dict[Recourse, Message] = {
    Recourse.NONE: L("No recourse: another act"),
    Recourse.APPEAL: L("Appeal"),
    Recourse.OPPOSITION: L("Opposition"),
    Recourse.CASSATION: L("Cassation"),
    Recourse.RETURN_CASE: L("Appeal or opposition in a return case (art. 1322bis)"),
}
_BELGIAN = ("how", "recourse", "lives_in")


class SumForm(QWidget):
    """Only the fields that matter to the way of counting are shown."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.regime = ChoiceEditor(lambda: list(REGIMES.items()), blank=False)
        self.unit = ChoiceEditor(self._units, blank=False)
        start = DateEditor(lambda: desk.office.today)
        recourse = ChoiceEditor(lambda: list(_RECOURSE.items()), blank=False)
        editors: list[tuple[str, str, str, Editor]] = [
            ("regime", N_("How it is counted"), "", self.regime),
            ("start", N_("Starts from"), N_("The day of the event itself."), start),
            ("time", N_("Time"), "", TimeEditor()),
            ("n", N_("Period"), "", NumberEditor()),
            ("unit", N_("Unit"), "", self.unit),
            ("state", N_("Public holidays of"), N_("Where the act must be done."),
             ChoiceEditor(countries, search=True)),
            ("how", N_("How it was notified"), N_("Empty: another event than a notification."),
             ChoiceEditor(lambda: [(how, term(how.label)) for how in Notification])),
            ("recourse", N_("Which recourse"), "", recourse),
            ("lives_in", N_("The party lives in"), N_("Distance counts abroad (art. 55)."),
             ChoiceEditor(countries, search=True)),
        ]  # fmt: skip
        self.rows = {
            name: FieldRow(_field(name, text, help), None, editor) for name, text, help, editor in editors
        }
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        beside = {"n": (3, 0), "unit": (3, 1)}
        for at, (name, field_row) in enumerate(self.rows.items()):
            if name in beside:
                grid.addWidget(field_row, *beside[name])
            else:
                grid.addWidget(field_row, at, 0, 1, 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.setLayout(grid)
        self.rows["state"].editor.set_value("BE")
        self.unit.set_value(Unit.WEEK)
        self._suit()
        for field_row in self.rows.values():
            field_row.editor.changed.connect(self._changed)

    def _units(self) -> list[Choice]:
        return [(unit, _UNITS[unit]) for unit in UNITS[self.regime.value() or Regime.EU_1182]]

    def _changed(self) -> None:
        self._suit()
        self.changed.emit()

    def _suit(self) -> None:
        regime = self.regime.value()
        if self.unit.combo.values() != list(UNITS[regime]):
            self.unit.refill()
        self.rows["time"].setVisible(self.unit.value() is Unit.HOUR)
        self.rows["state"].setVisible(regime is not Regime.OFFICE)
        for name in _BELGIAN:
            self.rows[name].setVisible(regime is Regime.BE_CJ)

    def asked(self) -> Asked:
        """What is to be counted. Raises `Invalid` for what is not a value."""
        values: dict[str, Any] = {}
        for name, field_row in self.rows.items():
            if field_row.isVisibleTo(self):
                try:
                    values[name] = field_row.editor.value()
                except Refused as refused:
                    raise Invalid(name, refused.text, **refused.values) from None
        return Asked(**values)

    def missing(self, invalid: Invalid) -> bool:
        """Whether the refusal is about a day or period that is still empty: that one begins with."""
        field_row = self.rows.get(invalid.field) if invalid.field in ("start", "n") else None
        try:
            return field_row is not None and field_row.editor.value() is None
        except Refused:
            return False

    def refuse(self, invalid: Invalid) -> None:
        """Say below its field what is wrong."""
        if invalid.field in self.rows:
            self.rows[invalid.field].show_error(invalid)

    def clear(self) -> None:
        """Nothing is wrong any more."""
        for field_row in self.rows.values():
            field_row.clear()

    def error(self, name: str) -> str:
        """What stands below a field as error, for tests and readers."""
        return self.rows[name].error.text()


def _field(name: str, text: str, help: str) -> Field:
    return Field(name, text, help, "text", required=False, length=None, terms=None)
