"""Hand a caseworker's cases to a colleague: from whom, to whom, and which ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from abductdesk.actions.handover import Held, HeldCase, hand_over, held_by
from abductdesk.faults import Refused
from abductdesk.i18n import LN, L
from abductdesk.ui.checks import Check
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.editors import Choice, Combo, SeveralEditor
from abductdesk.ui.feedback import Banner
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, bind, isolate, term, words
from abductdesk.ui.theme import look
from abductdesk.ui.undoing import say_done
from abductdesk.ui.widgets import Button, column, label, row


class HandOver(Dialog):
    """`people` are those who have open cases, with how many; 0 stands for nobody."""

    loss = (L("Leave without handing over?"), L("What you chose here would be lost."))

    def __init__(
        self,
        desk: Desk,
        shell: Shell,
        people: list[tuple[int, Text]],
        counts: Mapping[int, int],
        chosen: int | None = None,
    ) -> None:
        super().__init__(
            shell.widget(),
            L("Hand cases to a colleague"),
            L("The colleague becomes the caseworker. Each case keeps in its history who handed it over."),
            width=620,
        )
        self.desk, self.shell = desk, shell
        self.held: Held | None = None
        self._touched = False
        self.giver, self.taker = Combo(L("Cases of")), Combo(L("Handed to"))
        self.giver.offer([(key, _counted(name, counts.get(key, 0))) for key, name in people])
        if chosen is not None:
            self.giver.choose(chosen)
        self.cases = SeveralEditor(self._choices)
        self.cases.call(L("Cases to hand over"))
        self.cases.list.setMinimumHeight(look.px(230))
        self.cases.list.setWordWrap(True)
        self.cases.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cases.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.all, self.none = Button(L("Choose all"), look="link"), Button(L("Choose none"), look="link")
        self.heading = label("", "strong")
        self.follow_ups, self.elsewhere = Check(), Check()
        self.follow_ups.setChecked(True)
        self.refusal = Banner("danger", "")
        self.refusal.hide()
        self._build()
        self._ask()

    def _build(self) -> None:
        sides = row(spacing=16)
        for text, combo in ((L("Cases of"), self.giver), (L("Handed to"), self.taker)):
            sides.addLayout(column(label(text, "caption"), combo, spacing=4), 1)
        self.body.addLayout(sides)
        self.body.addLayout(row(self.heading, None, self.all, self.none))
        for widget in (self.cases, self.follow_ups, self.elsewhere, self.refusal):
            self.body.addWidget(widget)
        self.cancel, self.accept_button = Button(L("Cancel")), Button(look="primary")
        self.accept_button.setDefault(True)
        self.foot.addStretch(1)
        for button in (self.cancel, self.accept_button):
            self.foot.addWidget(button)
        self.giver.currentIndexChanged.connect(lambda _at: self._ask())
        self.taker.currentIndexChanged.connect(lambda _at: self._fit())
        self.cases.changed.connect(self._picked)
        self.elsewhere.toggled.connect(lambda _on: self._fit())
        self.all.clicked.connect(lambda: self._choose(True))
        self.none.clicked.connect(lambda: self._choose(False))
        self.cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.submit)
        self._fit()

    def _from(self) -> int | None:
        return self.giver.chosen() or None

    def _ask(self) -> None:
        self.desk.ask(held_by, self._from(), then=self.show_held, refused=self._refuse, latest="held")

    def show_held(self, held: Held) -> None:
        """Show what this person has in hand, all of it chosen."""
        self.held = held
        self._touched = False
        kept = self.taker.chosen()
        colleagues: list[Choice] = [(key, isolate(name)) for key, name in held.colleagues]
        self.taker.offer([(None, L("Choose a colleague")), *colleagues])
        self.taker.choose(kept)
        n = held.elsewhere
        bind(
            self.elsewhere,
            "setText",
            LN("And {n} open follow-up in cases of others", "And {n} open follow-ups in cases of others", n),
        )
        self.elsewhere.setChecked(False)
        self.elsewhere.setVisible(n > 0)
        self._choose(True)
        self._touched = False
        self.grow()

    def _choices(self) -> list[Choice]:
        return [(case.id, _case(case)) for case in self.held.cases] if self.held is not None else []

    def _choose(self, on: bool) -> None:
        self._touched = True
        self.cases.set_value([key for key, _ in self._choices()] if on else [])
        self._fit()

    def _picked(self) -> None:
        self._touched = True
        self._fit()

    def _fit(self) -> None:
        chosen = set(self.cases.value())
        held = self.held.cases if self.held is not None else ()
        tasks = sum(case.follow_ups for case in held if case.id in chosen)
        bind(
            self.heading,
            "setText",
            L("{chosen} of {all} open cases chosen", chosen=len(chosen), all=len(held)),
        )
        bind(
            self.follow_ups,
            "setText",
            LN(
                "With {n} open follow-up given to the same person in these cases",
                "With {n} open follow-ups given to the same person in these cases",
                tasks,
            ),
        )
        self.follow_ups.setVisible(tasks > 0)
        cases = LN("Hand over {n} case", "Hand over {n} cases", len(chosen))
        self.accept_button.say(cases if chosen else L("Hand over the follow-ups"))
        something = bool(chosen) or (self.elsewhere.isChecked() and not self.elsewhere.isHidden())
        self.accept_button.setEnabled(something and self.taker.chosen() is not None)
        self.refusal.hide()

    def unsaved(self) -> bool:
        return self._touched

    def submit(self) -> None:
        """Hand over what is chosen."""
        if not self.accept_button.isEnabled():
            return
        self.accept_button.setEnabled(False)
        self.desk.do(
            hand_over,
            self._from(),
            self.taker.chosen(),
            self.cases.value(),
            follow_ups=self.follow_ups.isChecked(),
            elsewhere=self.elsewhere.isChecked(),
            then=self._done,
            refused=self._refuse,
            owner=self,
        )

    def _done(self, touched: Any) -> None:
        count = int(touched.result)
        said = LN("{n} case handed over", "{n} cases handed over", count)
        self.accept()
        say_done(self.desk, self.shell, said if count else L("Follow-ups handed over"))

    def _refuse(self, refused: Refused) -> None:
        self._fit()
        self.refusal.say(refused)
        self.refusal.show()
        self.grow()


def _counted(name: Text, count: int) -> Text:
    has = LN("{n} open case", "{n} open cases", count)
    return lambda _tongue: f"{words(name)} · {words(has)}"


def _case(case: HeldCase) -> Text:
    def said(_tongue: object) -> str:
        parts = [case.reference, isolate(case.names), words(term(case.stage.label))]
        if case.follow_ups:
            parts.append(words(LN("{n} follow-up", "{n} follow-ups", case.follow_ups)))
        return " · ".join(filter(None, parts))

    return said
