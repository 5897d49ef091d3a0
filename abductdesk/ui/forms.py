"""A form made from a record's fields; it never touches a record, it collects what changed.

    fields = fields_of(Case)                                  # the caller gets them; the form only reads them
    form = Form([FieldGroup(L("The case"), pick(fields, "kind", "opened_on", "summary"))],
                choices={"caseworker_id": [(1, "Sanne Visser")]})
    form.set_values({"kind": CaseKind.REMOVAL}, seen=case.version)
    if form.check():                                          # marks what is wrong, focuses the first
        form.changes()                                        # {"opened_on": …}: only what changed
    form.refuse(refused)                                      # Invalid goes under its field, others on top

        form.entered()                                        # for a new record: all that is not empty

Values: str, date, time, int (also cents); yes_no True, False, None; a Term; lists for terms, countries,
languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from abductdesk.faults import Changed, Invalid, Refused
from abductdesk.i18n import L
from abductdesk.ui.cards import reveal
from abductdesk.ui.editors import Choice, Editor
from abductdesk.ui.feedback import Banner
from abductdesk.ui.kinds import WIDE, editor_for
from abductdesk.ui.texts import Text, bind, term
from abductdesk.ui.typed import retype, typed_in
from abductdesk.ui.widgets import Button, column, label, row

if TYPE_CHECKING:
    from abductdesk.models.base import Field


@dataclass(frozen=True)
class FieldGroup:
    """Fields below one heading, in a grid. `wide` names fields that take the whole width."""

    title: Text = ""
    fields: Sequence[Field] = field(default_factory=tuple)
    columns: int = 2
    wide: frozenset[str] = frozenset()


def pick(fields: Mapping[str, Field], *names: str) -> list[Field]:
    """These fields, in this order."""
    return [fields[name] for name in names]


def _title_of(described: Field) -> Text:
    mark = " *" if described.required else ""
    return lambda spoken: spoken.text(described.label) + mark


class FieldRow(QWidget):
    """Label, editor, help, error; the error is also the accessible description."""

    def __init__(
        self, described: Field, choices: Sequence[Choice] | None = None, editor: Editor | None = None
    ) -> None:
        super().__init__()
        self.described = described
        self.editor: Editor = editor or editor_for(described, choices)
        self.label = label("", "strong", wrap=True)
        self.label.setBuddy(self.editor.main)
        title = _title_of(described)
        bind(self.label, "setText", title)
        self.help = label(term(described.help) if described.help else "", "caption", wrap=True)
        if not described.help:
            self.help.hide()
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.meanwhile = _Meanwhile(self)
        self.editor.call(title)
        self._describe()
        self.editor.changed.connect(self.clear)
        self.setLayout(
            column(self.label, self.editor, self.help, self.error, self.meanwhile, None, spacing=3)
        )

    def _describe(self) -> None:
        text = self.error.text() or self.help.text()
        self.editor.main.setAccessibleDescription(text)

    def rename(self, text: str) -> None:
        """Another label (a marked text): what is asked depends on something else."""
        self.described = replace(self.described, label=text)
        title = _title_of(self.described)
        bind(self.label, "setText", title)
        self.editor.call(title)

    def show_error(self, text: Text) -> None:
        """Say below the field what is wrong and how to mend it."""
        bind(self.error, "setText", text)
        self.error.show()
        self.editor.mark(True)
        self._describe()

    def clear(self) -> None:
        if self.error.text():
            bind(self.error, "setText", "")
            self.error.hide()
            self.editor.mark(False)
            self._describe()


class _Meanwhile(QWidget):
    """Both values of a field that somebody else changed, and the choice between them."""

    def __init__(self, field_row: FieldRow) -> None:
        super().__init__()
        self._row = field_row
        self._theirs: Any = None
        self._text = label("", "caption", wrap=True)
        self.take, self.keep = Button(L("Take theirs")), Button(L("Keep mine"))
        self.take.clicked.connect(self._take)
        self.keep.clicked.connect(self.hide)
        layout = column(self._text, spacing=4)
        layout.addLayout(row(self.take, self.keep, None))
        self.setLayout(layout)
        self.hide()

    def offer(self, theirs: Any) -> None:
        self._theirs = theirs
        shown = theirs if theirs not in (None, "", []) else L("nothing")
        bind(self._text, "setText", L("Meanwhile somebody else entered: {theirs}", theirs=shown))
        self.show()

    def text(self) -> str:
        return self._text.text()

    def _take(self) -> None:
        self._row.editor.set_value(self._theirs)
        self.hide()


class Form(QWidget):
    """Fields in groups. `changed` fires on every edit."""

    changed = Signal()

    def __init__(
        self,
        groups: Sequence[FieldGroup] | Sequence[Field],
        *,
        choices: Mapping[str, Sequence[Choice]] | None = None,
    ) -> None:
        super().__init__()
        self.rows: dict[str, FieldRow] = {}
        self.seen = 0
        self._first: dict[str, Any] = {}
        self._first_typed: dict[str, Any] = {}
        self._banner = Banner("danger", "")
        self._banner.hide()
        outer = column(self._banner, spacing=14)
        whole = [group if isinstance(group, FieldGroup) else None for group in groups]
        if None in whole:
            whole = [FieldGroup("", [f for f in groups if not isinstance(f, FieldGroup)])]
        for group in whole:
            if group is not None:
                self._lay_out(outer, group, choices or {})
        self.setLayout(outer)
        self._remember()

    def _lay_out(self, outer: Any, group: FieldGroup, choices: Mapping[str, Sequence[Choice]]) -> None:
        if group.title:
            outer.addWidget(label(group.title, "card"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        line, at = 0, 0
        for described in group.fields:
            made = self.rows[described.name] = FieldRow(described, choices.get(described.name))
            made.editor.changed.connect(self.changed)
            if described.kind in WIDE or described.name in group.wide or group.columns == 1:
                line += 1 if at else 0
                grid.addWidget(made, line, 0, 1, group.columns)
                line, at = line + 1, 0
            else:
                grid.addWidget(made, line, at)
                line, at = (line + 1, 0) if at + 1 == group.columns else (line, at + 1)
        for column_at in range(group.columns):
            grid.setColumnStretch(column_at, 1)
        outer.addLayout(grid)

    def set_values(self, values: Mapping[str, Any], seen: int = 0) -> None:
        """Show a record's values, of the version that was seen. Names without a field are left aside."""
        self.seen = seen
        for name, field_row in self.rows.items():
            if name in values:
                field_row.editor.set_value(values[name])
            field_row.clear()
        self._remember()

    def _remember(self) -> None:
        self._first = {name: field_row.editor.value() for name, field_row in self.rows.items()}
        self._first_typed = self._typed()

    def _typed(self) -> dict[str, Any]:
        return {name: typed_in(field_row.editor) for name, field_row in self.rows.items()}

    def typed(self) -> dict[str, Any]:
        """What differs from what was shown first, as plain data, also where it cannot be understood."""
        return {name: typed for name, typed in self._typed().items() if typed != self._first_typed[name]}

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Type it again over what is shown; names without a field are left aside."""
        for name, field_row in self.rows.items():
            if name in typed:
                retype(field_row.editor, typed[name])

    def values(self) -> dict[str, Any]:
        """All values. Raises `Invalid` where something typed cannot be understood."""
        found: dict[str, Any] = {}
        for name, field_row in self.rows.items():
            try:
                found[name] = field_row.editor.value()
            except Refused as refused:
                raise Invalid(name, refused.text, **refused.values) from None
        return found

    def changes(self) -> dict[str, Any]:
        """Only what differs from what was shown first. Raises `Invalid`."""
        return {name: value for name, value in self.values().items() if value != self._first[name]}

    def entered(self) -> dict[str, Any]:
        """All values that are not empty: what a new record begins with. Raises `Invalid`."""
        return {name: value for name, value in self.values().items() if value not in (None, "", [])}

    @property
    def dirty(self) -> bool:
        """Whether anything was typed that would be lost."""
        try:
            return bool(self.changes())
        except Refused:
            return True

    def check(self) -> bool:
        """Mark every field that is missing or cannot be understood; focus the first of them."""
        self._banner.hide()
        wrong: FieldRow | None = None
        for field_row in self.rows.values():
            try:
                empty = field_row.editor.value() in (None, "", [])
                text: Text = L("Please fill this in.") if empty and field_row.described.required else ""
            except Refused as refused:
                text = refused
            if text:
                field_row.show_error(text)
                wrong = wrong or field_row
            else:
                field_row.clear()
        if wrong is not None:
            _lead_to(wrong)
        return wrong is None

    def refuse(self, refused: Refused) -> None:
        """Show why it was refused: under the field it is about, else on top. Nothing typed is lost."""
        field_row = self.rows.get(refused.field) if isinstance(refused, Invalid) else None
        if field_row is not None:
            field_row.show_error(refused)
            _lead_to(field_row)
            return
        self._banner.say(refused)
        self._banner.show()
        reveal(self._banner)
        if isinstance(refused, Changed):
            self.seen = int(str(refused.values.get("version", self.seen)))
            offered = [name for name in self.rows if name in refused.fields]
            for name in offered:
                self.rows[name].meanwhile.offer(refused.fields[name][0])
            if offered:
                _lead_to(self.rows[offered[0]])

    def error(self, name: str) -> str:
        """What stands below a field as error, for tests and readers."""
        return self.rows[name].error.text()


def _lead_to(field_row: FieldRow) -> None:
    """The keyboard goes to the field, and it comes into sight with what is said below it."""
    field_row.editor.main.setFocus()
    reveal(field_row)
