"""The ranked pairs of the directory: the four criteria of each, met or not, and why; the choice of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from abductdesk.actions.mediationfile import MediationFile
from abductdesk.actions.mediators import Pair, Proposal, Wish, choose_pair, propose_pairs, usual_days
from abductdesk.faults import Refused
from abductdesk.i18n import LN, N_, L, Listing, Message, Money, Tongue
from abductdesk.ui.cards import clear
from abductdesk.ui.checks import Check
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.editors import ChoiceEditor, DateEditor, TextEditor
from abductdesk.ui.feedback import Banner
from abductdesk.ui.kinds import countries
from abductdesk.ui.screens.case.mediation.fields import named
from abductdesk.ui.screens.case.room import Room
from abductdesk.ui.screens.case.rows import Fold, Folds
from abductdesk.ui.texts import Text, bind, isolate, term, words
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, IconTile, Pill, column, label, row

FIRST, MORE = 20, 100
COUNTRY = "BE"


class PairsDialog(Dialog):
    """What is wanted above, the pairs below it; Enter opens one, and there it is chosen."""

    def __init__(self, room: Room, found: MediationFile, keep: int | None = None) -> None:
        assert found.mediation is not None
        sentence: Text = L("Every pair of the directory, the best first. The choice is yours, and is kept"
                           " with the ranking.")  # fmt: skip
        if keep is not None:
            sentence = L("{who} stays; every pair with somebody else of the directory.",
                         who=words(named(found, keep)))  # fmt: skip
        super().__init__(room.window, L("Propose mediators"), sentence, width=760, scroll=True)
        self._room, self._found, self._keep, self._most = room, found, keep, FIRST
        self._mediation_id = found.mediation.id
        self.wish = self._usual()
        self._build()
        high = int(room.window.height() * 0.92)
        self.resize(look.px(900), min(look.px(760), high))
        self.ask()

    def _usual(self) -> Wish:
        first, last = usual_days(self._found.today)
        before = self._found.before
        if before is not None and first < before.hearing.date <= last:
            last = before.hearing.date
        return Wish(first, last, country=COUNTRY, keep=self._keep)

    def _build(self) -> None:
        self.first, self.last = DateEditor(), DateEditor()
        self.first.set_value(self.wish.first)
        self.last.set_value(self.wish.last)
        self.country = ChoiceEditor(countries, search=True)
        self.country.set_value(COUNTRY)
        self.online = Check(L("Online"))
        self.homologation = Check(L("Homologation wanted"))
        self.homologation.setChecked(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for at, (text, editor) in enumerate(
            ((N_("From"), self.first), (N_("Until"), self.last), (N_("Held in"), self.country))
        ):
            editor.call(term(text))
            grid.addLayout(column(label(term(text), "strong"), editor, None, spacing=3), 0, at)
            grid.setColumnStretch(at, 1)
        again = Button(L("&Propose"), icon="refresh")
        again.clicked.connect(self.ask)
        self.body.addLayout(grid)
        self.body.addLayout(row(self.homologation, 12, self.online, None, again))
        self.refusal = Banner("danger", "")
        self.refusal.hide()
        self.summary = label("", "caption", wrap=True)
        self.list = Folds()
        self.out = column(spacing=2)
        self.more = Button(L("Show more pairs"), look="link")
        self.more.clicked.connect(self._show_more)
        self.reason = TextEditor(500)
        self.reason.call(L("Why this pair (kept with the choice)"))
        for widget in (self.refusal, self.summary, self.list, self.more):
            self.body.addWidget(widget)
        self.body.addLayout(self.out)
        self.body.addStretch(1)
        cancel = Button(L("Cancel"))
        cancel.clicked.connect(self.reject)
        self.foot.addWidget(label(L("Why this pair (kept with the choice)"), "caption"))
        self.foot.addWidget(self.reason, 1)
        self.foot.addWidget(cancel)

    def ask(self) -> None:
        """Ask for the pairs that fit what is wanted now."""
        self.refusal.hide()
        try:
            self.wish = Wish(
                first=self.first.value() or self.wish.first,
                last=self.last.value() or self.wish.last,
                homologation=self.homologation.isChecked(),
                online=self.online.isChecked(),
                country=self.country.value(),
                keep=self._keep,
            )
        except Refused as refused:
            self.refuse(refused)
            return
        self._room.desk.ask(
            propose_pairs, self._mediation_id, self.wish, self._most,
            then=self.show_proposal, refused=self.refuse, latest="pairs",
        )  # fmt: skip

    def _show_more(self) -> None:
        self._most = MORE
        self.ask()

    def show_proposal(self, proposal: Proposal) -> None:
        """Show the pairs, and who was left out and why."""
        ranking = proposal.ranking
        shown = len(ranking.pairs)
        bind(self.summary, "setText", LN("{n} pair, the best of {total}", "{n} pairs, the best of {total}",
                                         shown, total=ranking.total))  # fmt: skip
        rows = [self._pair(at, pair, proposal) for at, pair in enumerate(ranking.pairs)]
        self.list.show_groups([(QWidget(), rows)])
        self.more.setVisible(shown < ranking.total and self._most == FIRST)
        clear(self.out)
        if not ranking.pairs:
            none = L("No two mediators without a conflict of interest are in the directory.")
            self.out.addWidget(Banner("warn", none))
        for entry_id, reasons in ranking.excluded:
            said = L("Left out: {who}, {why}", who=isolate(proposal.names[entry_id]), why=Listing(reasons))
            self.out.addWidget(label(said, "caption", wrap=True))

    def _pair(self, at: int, pair: Pair, proposal: Proposal) -> Fold:
        names = Listing(tuple(isolate(proposal.names[entry_id]) for entry_id in pair.ids))
        tone = "ok" if pair.met == len(pair.criteria) else "neutral" if pair.met > 1 else "warn"
        pill = Pill(L("{met} of {all} met", met=pair.met, all=len(pair.criteria)), tone,
                    icon="ok" if pair.met == len(pair.criteria) else "info")  # fmt: skip
        costs: Text = L("fee not recorded")
        if pair.cost_cents is not None:
            low, high = map(Money, pair.cost_cents)
            costs = lambda spoken: f"{spoken.amount(low)} – {spoken.amount(high)}"  # noqa: E731
        title = L("{place}. {names}", place=at + 1, names=names)
        flags = LN("{n} point to know", "{n} points to know", len(pair.flags)) if pair.flags else ""
        return Fold(title, _marks(pair), pill, costs, flags, more=partial(self._detail, pair))

    def _detail(self, pair: Pair) -> QWidget:
        layout = column(spacing=8)
        for criterion in pair.criteria:
            icon, tone = ("ok", "ok_text") if criterion.met else ("close", "warn_text")
            layout.addLayout(_reasons(icon, tone, term(criterion.key.label), criterion.why))
        for flag in pair.flags:
            layout.addLayout(_reasons("info", "text3", flag, ()))
        choose = Button(L("Choose these two"), look="primary", icon="apply")
        choose.clicked.connect(partial(self.choose, pair))
        layout.addLayout(row(choose, None))
        made = QWidget()
        made.setLayout(layout)
        return made

    def choose(self, pair: Pair) -> None:
        """Choose a pair, with the reason if one was typed."""
        self._room.desk.do(
            choose_pair, self._mediation_id, pair.first, pair.second, self.wish, reason=self.reason.value(),
            then=self._chosen, refused=self.refuse, owner=self,
        )  # fmt: skip

    def _chosen(self, _touched: Any) -> None:
        self.accept()
        self._room.tell(L("The mediators are chosen."))

    def refuse(self, refused: Refused) -> None:
        """Say why not, on top."""
        self.refusal.say(refused)
        self.refusal.show()


def _marks(pair: Pair) -> Text:
    """The four criteria in one line, each with its sign."""

    def said(spoken: Tongue) -> str:
        return "   ".join(
            f"{'✓' if criterion.met else '✗'} {spoken.text(criterion.key.label)}"
            for criterion in pair.criteria
        )

    return said


def _reasons(icon: str, tone: str, title: Text, why: Sequence[Message]) -> Any:
    texts = column(label(title, "strong" if why else "body", wrap=True), spacing=1)
    for each in why:
        texts.addWidget(label(each, "second", wrap=True))
    made = row(IconTile(icon, tone, size=16), spacing=10)
    made.addLayout(texts, 1)
    return made
