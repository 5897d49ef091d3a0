"""The screening of one parent: the questions, what follows from the answers while one fills them in."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from abductdesk.actions.mediationfile import MediationFile
from abductdesk.actions.mediationsafety import DRAFT, QUESTIONS, Answer, assess, record_screening
from abductdesk.i18n import N_, L
from abductdesk.models import Screening
from abductdesk.models.base import fields_of
from abductdesk.terms import Party, RiskLevel
from abductdesk.ui.dialogs import Dialog, FormDialog
from abductdesk.ui.feedback import Banner
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.mediation.fields import TONES, asked, parent_name, party_name
from abductdesk.ui.screens.case.room import Room
from abductdesk.ui.texts import Text, apart, term
from abductdesk.ui.widgets import Button, IconTile, Pill, column, label, row

_ANSWERS = {True: Answer.YES, False: Answer.NO, None: Answer.UNKNOWN}
_CHOSEN = (RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW)


def screen_parent(room: Room, found: MediationFile, party: Party) -> FormDialog:
    """The screening form of a parent: nobody else should be in the room."""
    assert found.mediation is not None
    mediation_id = found.mediation.id
    fields = fields_of(Screening)
    live = Banner("neutral", "")

    def run(dialog: FormDialog, entered: dict[str, Any]) -> None:
        more = {name: entered[name] for name in ("risk", "measures") if name in entered}
        room.desk.do(
            record_screening, mediation_id, party, on=entered.get("on", found.today),
            answers=_answers(dialog), **more, **dialog.reply,
        )  # fmt: skip

    title: Text = L("Screening: {parent}", parent=party_name(party))
    above = QWidget()
    above.setLayout(column(label(term(DRAFT), "caption", wrap=True), live, spacing=8))
    dialog = room.form(
        title,
        [FieldGroup("", pick(fields, "on")), *_groups(),
         FieldGroup(L("What follows"), [asked("risk", N_("You see a higher risk"), "term", terms=RiskLevel,
                    help=N_("Left empty: the risk that follows from the answers.")),
                    *pick(fields, "measures")], wide=frozenset({"measures"}))],
        run,
        sentence=say.joined(apart(parent_name(room, party)), L("Alone with this parent, by a safe channel.")),
        said=L("The screening is recorded."),
        defaults={"on": found.today},
        choices={"risk": [(level, term(level.label)) for level in _CHOSEN]},
        accept=L("Record the screening"),
        scroll=True,
        above=above,
    )  # fmt: skip

    def show() -> None:
        answers = _answers(dialog)
        result = assess(answers)
        tone = TONES[result.risk][0]
        unknown = sum(answer is Answer.UNKNOWN for answer in answers.values())
        live.say(L("So far: {risk}. Not known: {n}; what is not known counts as if it were so.",
                   risk=result.risk, n=unknown), tone)  # fmt: skip

    dialog.form.changed.connect(show)
    show()
    return dialog


def _groups() -> list[FieldGroup]:
    groups = []
    for theme in dict.fromkeys(question.theme for question in QUESTIONS):
        about = [
            asked(question.id, question.text, "yes_no") for question in QUESTIONS if question.theme is theme
        ]
        groups.append(FieldGroup(term(theme.label), about, columns=1))
    return groups


def _answers(dialog: FormDialog) -> dict[str, Answer]:
    rows = dialog.form.rows
    return {question.id: _ANSWERS[rows[question.id].editor.value()] for question in QUESTIONS}


class ScreeningResult(Dialog):
    """What screenings of a parent found, the newest first: level, reasons, measures."""

    def __init__(self, room: Room, found: MediationFile, party: Party) -> None:
        title: Text = L("Screenings: {parent}", parent=party_name(party))
        super().__init__(room.window, title, apart(parent_name(room, party)), width=600, scroll=True)
        for at, screening in enumerate(each for each in found.screenings if each.party is party):
            self.body.addWidget(_screened(room, screening, newest=at == 0))
        self.body.addStretch(1)
        close = Button(L("Close"), look="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.resize(self.width(), min(int(room.window.height() * 0.8), 620))
        close.setFocus()


def _screened(room: Room, screening: Screening, *, newest: bool) -> QWidget:
    tone, icon = TONES[screening.risk]
    layout = column(spacing=6, margins=(0, 4, 0, 12))
    who = apart(room.staff_name(screening.staff_id))
    counts: Text = L("counts now") if newest else L("replaced by a later one")
    pill = Pill(term(screening.risk.label), tone if newest else "neutral", icon=icon)
    layout.addLayout(row(pill, None))
    layout.addWidget(label(say.joined(L("{day}", day=screening.on), who, counts), "caption", wrap=True))
    result = assess(screening.answers)
    for reason in result.reasons:
        layout.addLayout(_line("info", reason))
    if screening.measures:
        layout.addWidget(label(L("Measures"), "strong"))
        layout.addWidget(label(apart(screening.measures), wrap=True, selectable=True))
    elif result.measures:
        layout.addWidget(label(L("What could lessen it"), "strong"))
        for measure in result.measures:
            layout.addLayout(_line("measure", measure))
    made = QWidget()
    made.setLayout(layout)
    return made


def _line(icon: str, text: Text) -> Any:
    said = row(IconTile(icon, "text3", size=15), spacing=8)
    said.addWidget(label(text, wrap=True), 1)
    return said
