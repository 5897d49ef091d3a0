"""The agreement: points by topic, review by both lawyers, the homologation checklist, mirror order, costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from abductdesk.actions.agreements import ASKED, add_agreement, change_agreement
from abductdesk.actions.mediationfile import Line, MediationFile
from abductdesk.i18n import LN, Country, L, Money
from abductdesk.models import Agreement
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import Agreed, AgreementTopic
from abductdesk.ui.cards import KeyValues, section
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.flow import flow
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.mediation.fields import asked
from abductdesk.ui.screens.case.room import Room, quiet, tool, values_of
from abductdesk.ui.texts import Text, apart, bind, term
from abductdesk.ui.urgency import due_text
from abductdesk.ui.widgets import IconTile, Pill, column, label, row

_TONES = {
    Agreed.AGREED: ("ok", "ok"),
    Agreed.IN_PART: ("warn", "running"),
    Agreed.NOT_AGREED: ("neutral", "close"),
}
_REVIEW = ("sent_to_lawyers_on", "left_behind_reviewed_on", "taking_reviewed_on", "enforceable_checked_on",
           "signed_on")  # fmt: skip
_COURT = ("court", "lodged_on", "homologated_on")
_AFTER = (
    "mirror_state",
    "mirror_asked_on",
    "mirror_made_on",
    "cost_cents",
    "cost_bearer",
    "court_cost_cents",
)


def fill_agreement(room: Room, found: MediationFile, body: QVBoxLayout) -> None:
    """The agreement as far as it has come, each part with its own button."""
    agreement = found.agreement
    if agreement is None:
        said = L("What the parents agree stands here by topic, with its way to an order in both states.")
        body.addWidget(label(said, "second", wrap=True))
        return
    body.addWidget(_points(agreement))
    if agreement.undertakings:
        body.addWidget(label(apart(agreement.undertakings), wrap=True, selectable=True))
    review = L("Review and signature")
    write = tool(say.joined(L("Write letter"), review), "write_letter",
                 partial(room.write, "agreement_review", agreement.id))  # fmt: skip
    body.addWidget(section(review, write, _edit(room, found, review, _REVIEW)))
    body.addWidget(_days(agreement, _REVIEW))
    missing = [each for each in found.papers if not each.there]
    state = (
        Pill(LN("{n} paper missing", "{n} papers missing", len(missing)), "warn", icon="warning")
        if missing
        else Pill(L("Complete"), "ok", icon="ok")
    )
    body.addWidget(section(L("Homologation"), state, _edit_papers(room, agreement)))
    for each in found.papers:
        body.addLayout(_paper(each))
    body.addWidget(_days(agreement, _COURT))
    body.addWidget(
        section(L("Other state and costs"), _edit(room, found, L("Other state and costs"), _AFTER))
    )
    body.addWidget(_after(agreement))


def _paper(each: Line) -> QHBoxLayout:
    """One line of the checklist: there or not, its day, and how sure it is that it is needed."""
    there: Text = each.why or (due_text(each.on) if each.on else "")
    caption = say.joined(there, each.paper.article, "" if each.verified else L("to be verified"))
    icon, tone = ("ok", "ok_text") if each.there else ("close", "warn_text")
    texts = column(label(term(each.paper.name), wrap=True), label(caption, "caption", wrap=True), spacing=0)
    made = row(IconTile(icon, tone, size=16), spacing=10)
    made.addLayout(texts, 1)
    return made


def _points(agreement: Agreement) -> QWidget:
    kind = Pill(term(agreement.kind.label), "accent", icon="mediation")
    pills: list[QWidget] = [kind]
    for topic, agreed in agreement.points.items():
        tone, icon = _TONES[Agreed(agreed)]
        said = L("{topic}: {agreed}", topic=AgreementTopic(topic), agreed=Agreed(agreed))
        pills.append(Pill(said, tone, icon=icon))
    return flow(*pills, spacing=6, between=6)


def _days(agreement: Agreement, names: Sequence[str]) -> KeyValues:
    fields = fields_of(Agreement)
    pairs: list[tuple[Text, Text | QWidget]] = []
    for name in names:
        value = getattr(agreement, name)
        shown: Text = due_text(value) if isinstance(value, date) else apart(value)
        pairs.append((term(fields[name].label), shown))
    return KeyValues(pairs, columns=2)


def _after(agreement: Agreement) -> KeyValues:
    fields = fields_of(Agreement)
    pairs: list[tuple[Text, Text | QWidget]] = []
    for name in _AFTER:
        value = getattr(agreement, name)
        shown: Text = ""
        if isinstance(value, date):
            shown = due_text(value)
        elif name == "mirror_state":
            shown = L("{state}", state=Country(value)) if value else ""
        elif name == "cost_bearer":
            shown = term(value.label) if value is not None else ""
        elif value is not None:
            shown = L("{amount}", amount=Money(value))
        pairs.append((term(fields[name].label), shown))
    return KeyValues(pairs, columns=2)


def _edit(room: Room, found: MediationFile, title: Text, names: Sequence[str]) -> QWidget:
    agreement = found.agreement
    assert agreement is not None
    fields = pick(fields_of(Agreement), *names)
    made = quiet(L("Change"), "edit", partial(_change, room, agreement, title, [FieldGroup("", fields)]))
    bind(made, "setAccessibleName", say.joined(L("Change"), title))
    return made


def _change(
    room: Room, agreement: Agreement, title: Text, groups: Sequence[FieldGroup],
    values: Mapping[str, Any] | None = None,
) -> FormDialog:  # fmt: skip
    def run(dialog: FormDialog, changes: dict[str, Any]) -> None:
        room.desk.do(
            change_agreement,
            agreement.id,
            seen=dialog.seen,
            changes=_gathered(dialog, changes),
            **dialog.reply,
        )

    return room.form(
        title, groups, run, said=L("The agreement is changed."),
        values={**values_of(agreement), **(values or {})}, seen=agreement.version, scroll=len(groups) > 1,
    )  # fmt: skip


def ask_agreement(room: Room, found: MediationFile) -> FormDialog:
    """Begin the agreement, or change what it says: kind, points by topic, undertakings."""
    assert found.mediation is not None
    mediation_id, agreement = found.mediation.id, found.agreement
    fields = fields_of(Agreement)
    groups = [
        FieldGroup("", pick(fields, "kind", "drafted_on")),
        FieldGroup(L("Points"), [
            asked(f"point_{topic.value}", topic.label, "term", terms=Agreed) for topic in AgreementTopic
        ]),
        FieldGroup("", pick(fields, "undertakings")),
    ]  # fmt: skip
    if agreement is not None:
        points = {f"point_{topic}": Agreed(value) for topic, value in agreement.points.items()}
        return _change(room, agreement, L("What was agreed"), groups, points)

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        room.desk.do(add_agreement, mediation_id, _gathered(dialog, entered), **dialog.reply)

    return room.form(
        L("Draft of the agreement"), groups, run, said=L("The agreement is recorded."),
        sentence=L("What stands in the agreement, by topic; never what was said."), scroll=True,
    )  # fmt: skip


def _edit_papers(room: Room, agreement: Agreement) -> QWidget:
    papers: list[Field] = [asked(f"paper_{paper.id}", paper.name, "date") for paper in ASKED]
    fields = pick(fields_of(Agreement), *_COURT)
    groups = [FieldGroup(L("The day of each paper"), papers), FieldGroup(L("At the court"), fields)]
    values = {f"paper_{name}": date.fromisoformat(day) for name, day in agreement.papers.items()}
    return quiet(
        L("Papers and court"), "edit", partial(_change, room, agreement, L("Homologation"), groups, values)
    )


def _gathered(dialog: FormDialog, entered: Mapping[str, Any]) -> dict[str, Any]:
    """Points and papers of the form back in one field each."""
    found = {name: value for name, value in entered.items() if not name.startswith(("point_", "paper_"))}
    rows = dialog.form.rows
    for prefix, field in (("point_", "points"), ("paper_", "papers")):
        if any(name.startswith(prefix) for name in entered):
            kept = {
                name.removeprefix(prefix): rows[name].editor.value()
                for name in rows
                if name.startswith(prefix)
            }
            found[field] = {name: value for name, value in kept.items() if value}
    return found
