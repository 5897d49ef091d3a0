"""The form of a new case: what happened, the children, both parents. It collects; it decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from abductdesk.actions.lookalikes import Asked
from abductdesk.actions.people import digits
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import N_, L
from abductdesk.models import Call, Case, Person
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import CallerRelation, CaseKind, Precision, Role, Urgency
from abductdesk.ui.cards import reveal, section
from abductdesk.ui.feedback import Banner
from abductdesk.ui.forms import FieldGroup, FieldRow, Form, pick
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, column, row

_CASE, _PERSON = fields_of(Case), fields_of(Person)
_ON = Field(
    "on",
    N_("Date of the removal or retention"),
    N_("The deadlines start here. Leave it empty while it is not known."),
    "date",
    False,
    None,
    None,
)
_ON_PRECISION = Field("on_precision", N_("Date known to the"), "", "term", True, None, Precision)
_PHONE = Field("phone", N_("Phone"), "", "text", False, 40, None)
_NAMES = (replace(_PERSON["given_names"], required=False), replace(_PERSON["family_names"], required=False))
HAPPENED = frozenset({CaseKind.REMOVAL, CaseKind.RETENTION})
PARENTS = {"left": Role.LEFT_BEHIND_PARENT, "taking": Role.TAKING_PARENT}


@dataclass(frozen=True)
class Entered:
    """Everything typed, by part; `children` and `parents` are by key, as in `Asked`."""

    case: Mapping[str, Any]
    children: Mapping[str, Mapping[str, Any]]
    parents: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The people typed, to be looked for among those known."""
        children = [
            Asked(key, each.get("given_names", ""), each.get("family_names", ""), each.get("born"))
            for key, each in self.children.items()
        ]
        parents = [
            Asked(
                key, each.get("given_names", ""), each.get("family_names", ""), None, PARENTS[key],
                each.get("phone", ""),
            )
            for key, each in self.parents.items()
        ]  # fmt: skip
        return (*children, *parents)


def _fields(form: Form) -> list[QWidget]:
    """What has the focus in a form, in order."""
    return [each.editor.main for each in form.rows.values()]


def _phone(form: Form) -> str:
    return str(form.entered().get("phone", ""))


def _digits(form: Form) -> int:
    return len(digits(_phone(form)))


def _born(form: Form) -> str:
    return str(form.entered().get("born", ""))


class ChildForm(QWidget):
    """Names and birth date of one child."""

    removed = Signal()

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        born = [_PERSON["born"], replace(_PERSON["born_precision"], required=True)]
        self.form = Form([FieldGroup("", [*_NAMES, *born], columns=4)])
        self.form.set_values({"born_precision": Precision.DAY})
        self.remove = Button(L("Remove this child"), look="icon", icon="close")
        self.remove.clicked.connect(self.removed)
        layout = row(spacing=4)
        layout.addWidget(self.form, 1)
        layout.addLayout(column(22, self.remove, None, spacing=0))
        self.setLayout(layout)


class NewCaseForm(QWidget):
    """The whole form. `entered()` raises `Invalid` never: call `check()` first."""

    def __init__(self, call: Call | None = None) -> None:
        super().__init__()
        self._made = 0
        self.banner = Banner("danger", "")
        self.banner.hide()
        where = pick(_CASE, "kind", "habitual_residence_state", "requested_state")
        self.case = Form(
            [
                FieldGroup("", where, columns=3),
                FieldGroup("", [_ON, _ON_PRECISION]),
                FieldGroup("", pick(_CASE, "fear_reasons", "summary")),
            ]
        )
        self.parents = {key: Form([FieldGroup("", [*_NAMES, _PHONE], columns=3)]) for key in PARENTS}
        self.family: list[ChildForm] = []
        self._family = column(spacing=10)
        self.another = Button(L("Add another child"), look="link", icon="add")
        self.another.clicked.connect(lambda: self.add_child().form.rows["given_names"].editor.main.setFocus())
        layout = column(self.banner, self.case, section(L("Children")), spacing=12)
        layout.addLayout(self._family)
        layout.addLayout(row(self.another, None))
        layout.addWidget(section(L("Left-behind parent")))
        layout.addWidget(self.parents["left"])
        layout.addWidget(section(L("Taking parent")))
        layout.addWidget(self.parents["taking"])
        layout.addStretch(1)
        self.setLayout(layout)
        self.case.rows["kind"].editor.changed.connect(self._fit_kind)
        self.add_child()
        self._begin_with(call)
        told = self.case.rows["summary"].editor.value() is not None
        self.case.rows["summary"].setVisible(told)
        for name in ("fear_reasons", "summary"):
            self.case.rows[name].editor.main.setFixedHeight(look.px(92))
        self._fit_kind()

    def _begin_with(self, call: Call | None) -> None:
        values: dict[str, Any] = {"kind": CaseKind.REMOVAL, "on_precision": Precision.DAY}
        if call is not None:
            feared = call.urgency is Urgency.IMMINENT
            values |= {
                "kind": CaseKind.PREVENTION if feared else CaseKind.REMOVAL,
                "requested_state": call.state_feared,
                "fear_reasons" if feared else "summary": call.question,
            }
            if call.relation in (CallerRelation.MOTHER, CallerRelation.FATHER):
                given, _, family = (call.caller_name or "").rpartition(" ")
                names = {"given_names": given or family, "family_names": family if given else ""}
                self.parents["left"].set_values({**names, "phone": call.caller_phone})
        self.case.set_values(values)

    def add_child(self) -> ChildForm:
        """Room for one more child."""
        self._made += 1
        made = ChildForm(f"child{self._made}")
        made.removed.connect(lambda: self._remove_child(made))
        self._family.addWidget(made)
        self.family.append(made)
        self._fit_family()
        return made

    def stops(self) -> list[QWidget]:
        """Everything that Tab stops at, as the eye goes."""
        found = _fields(self.case)
        for child in self.family:
            found += [*_fields(child.form), child.remove]
        return [*found, self.another, *_fields(self.parents["left"]), *_fields(self.parents["taking"])]

    def _remove_child(self, child: ChildForm) -> None:
        self.family.remove(child)
        child.hide()
        child.deleteLater()
        self._fit_family()
        self.another.setFocus()

    def _fit_family(self) -> None:
        for child in self.family:
            child.remove.setVisible(len(self.family) > 1)

    def _fit_kind(self) -> None:
        kind = self.kind
        shown = {
            "on": kind in HAPPENED,
            "on_precision": kind in HAPPENED,
            "fear_reasons": kind is CaseKind.PREVENTION,
        }
        for name, visible in shown.items():
            self.case.rows[name].setVisible(visible)
        where = (
            N_("Where the child may be taken")
            if kind is CaseKind.PREVENTION
            else _CASE["requested_state"].label
        )
        self.case.rows["requested_state"].rename(where)

    @property
    def kind(self) -> CaseKind | None:
        """The kind chosen so far."""
        found = self.case.rows["kind"].editor.value()
        return found if isinstance(found, CaseKind) else None

    @property
    def forms(self) -> list[Form]:
        """All parts, from top to bottom."""
        return [self.case, *(child.form for child in self.family), *self.parents.values()]

    @property
    def dirty(self) -> bool:
        """Whether anything was typed that would be lost."""
        return any(form.dirty for form in self.forms)

    def typed(self) -> dict[str, Any]:
        """Everything typed, as plain data."""
        return {
            "case": self.case.typed(),
            "children": [child.form.typed() for child in self.family],
            "parents": {key: form.typed() for key, form in self.parents.items()},
        }

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Type it again."""
        children = list(typed.get("children", ()))
        while len(self.family) < len(children):
            self.add_child()
        self.case.retype(typed.get("case", {}))
        self.case.rows["summary"].setVisible(self.case.rows["summary"].editor.value() is not None)
        for child, each in zip(self.family, children, strict=False):
            child.form.retype(each)
        for key, form in self.parents.items():
            form.retype(typed.get("parents", {}).get(key, {}))
        self._fit_kind()

    def check(self) -> bool:
        """Mark what is missing or cannot be understood; the first of it gets the focus."""
        self.banner.hide()
        for each in self._hidden():
            try:
                each.editor.value()
            except Refused:
                each.editor.set_value(None)  # what does not belong to this kind must not stop it
        wrong = [form for form in self.forms if not form.check()]
        if wrong:
            wrong[0].check()
            return False
        first = self.family[0].form
        if (
            not first.entered().keys() & {"given_names", "family_names"}
            and self.kind is not CaseKind.INFORMATION_ONLY
        ):
            first.refuse(
                Invalid("given_names", "Enter a name of the child, or choose “Information only” as the kind.")
            )
            return False
        return True

    def entered(self) -> Entered:
        """What was typed, without what is empty or does not belong to this kind of case."""
        hidden = {each.described.name for each in self._hidden()}
        case = {name: value for name, value in self.case.entered().items() if name not in hidden}
        children = {
            child.key: values
            for child in self.family
            if (values := child.form.entered()).keys() - {"born_precision"}
        }
        parents = {key: values for key, form in self.parents.items() if (values := form.entered())}
        return Entered(case, children, parents)

    def _hidden(self) -> list[FieldRow]:
        return [each for each in self.case.rows.values() if each.isHidden()]

    def refuse(self, refused: Refused) -> None:
        """Show why it was refused: at the field it is about, else on top. Nothing typed is lost."""
        name = refused.field if isinstance(refused, Invalid) else ""
        at = {"date": "on", "value": "phone"}.get(name, name)
        if name == "value":  # the action says what is wrong, not whose it is
            form = min((f for f in self.parents.values() if _phone(f)), key=_digits, default=None)
        elif name == "born":
            form = max((c.form for c in self.family if _born(c.form)), key=_born, default=None)
        else:
            form = self.case if at in self.case.rows else None
        if form is not None:
            form.refuse(Invalid(at, refused.text, **refused.values))
            return
        self.banner.say(refused)
        self.banner.show()
        reveal(self.banner)
