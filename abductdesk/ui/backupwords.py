"""What is said of backups: when, why, how large, and what restoring one would take back.

view = LossView(); view.show_loss(loss)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QWidget

from abductdesk.actions.backups import BackupState
from abductdesk.actions.office import BRUSSELS
from abductdesk.actions.restore import Loss
from abductdesk.i18n import LN, L, Listing, Message
from abductdesk.ui.cards import KeyValues, clear
from abductdesk.ui.feedback import Banner
from abductdesk.ui.texts import Text, isolate
from abductdesk.ui.widgets import column

_SHOWN = 8  # cases or letters named one by one


def wall(at: datetime) -> datetime:
    """A moment as the clock on the wall shows it."""
    return at.astimezone(BRUSSELS)


def why(reason: str) -> Text:
    """Why a backup was made, from the name of its folder."""
    kind, _, _number = reason.partition("_")
    if kind in ("", *map(str, range(2, 100))):
        return L("On schedule or by hand")
    if kind == "before-restore":
        return L("Before a restore")
    if kind.startswith("before-"):
        return L("Before an update of the program")
    return isolate(reason)


def size(count: int) -> Message:
    """Bytes as people say them."""
    return L("{n} MB", n=Decimal(max(1, round(count / 100_000))) / 10)


def age(at: datetime, now: datetime) -> Message:
    """How long ago it was made."""
    hours = max(0, int((now - at).total_seconds() // 3600))
    if hours < 1:
        return L("less than an hour ago")
    return (
        LN("{n} hour ago", "{n} hours ago", hours)
        if hours < 48
        else LN("{n} day ago", "{n} days ago", hours // 24)
    )


def status(state: BackupState, now: datetime) -> Message:
    """The backup in the status bar: calm, or what is wrong."""
    if state.last is None:
        return L("No backup yet")
    if state.overdue:
        return L("Backup overdue: the last one is of {day}", day=wall(state.last).date())
    if state.place_fault is not None:
        return L("Second place for backups missing")
    if wall(state.last).date() == wall(now).date():
        return L("Backup: today {time}", time=wall(state.last).time())
    return L("Backup: {day}", day=wall(state.last).date())


def wanting(state: BackupState) -> Text:
    """What somebody should do about the backups; "" while all is well."""
    if state.overdue and state.last is None:
        return L("There is no backup of the vault yet. Make one now.")
    if state.overdue and state.last is not None:
        return L("The last backup of the vault is of {at}. Make one now.", at=wall(state.last))
    return state.place_fault or ""


def folder_words(folder: Path) -> str:
    """A folder as data in a sentence."""
    return isolate(str(folder))


class LossView(QWidget):
    """What restoring a backup would take back."""

    def __init__(self) -> None:
        super().__init__()
        self._body = column(spacing=14)
        self.setLayout(self._body)
        self.said: list[Message] = []

    def show_loss(self, loss: Loss) -> None:
        """Show it; what is nothing is said as such."""
        clear(self._body)
        tone, first = _headline(loss)
        self.said = [first, *_more(loss)]
        self._body.addWidget(Banner(tone, first))
        pairs = _pairs(loss)
        if pairs:
            self._body.addWidget(KeyValues(pairs, columns=1))
        for sentence in self.said[1:]:
            self._body.addWidget(Banner("warn", sentence))


def _headline(loss: Loss) -> tuple[str, Message]:
    if loss.old_access and loss.readable:
        return "ok", L(
            "The vault itself is whole: only its key file is put back, and no record is taken back."
        )
    if not loss.readable and loss.changes:
        return "danger", LN(
            "About {n} entry of the journal came after this backup and would be lost. The vault of today "
            "does not open, so more cannot be told.",
            "About {n} entries of the journal came after this backup and would be lost. The vault of today "
            "does not open, so more cannot be told.",
            loss.changes,
        )  # fmt: skip
    if not loss.readable:
        return "warn", L("As far as the key file tells, nothing came after this backup.")
    if not loss.changes:
        return "ok", L("Nothing was changed since this backup.")
    return "danger", LN(
        "{n} change made since would be taken back.",
        "{n} changes made since would be taken back.",
        loss.changes,
    )


def _pairs(loss: Loss) -> list[tuple[Text, Text | QWidget]]:
    pairs: list[tuple[Text, Text | QWidget]] = []
    if loss.by:
        by = [LN("{name} ({n} change)", "{name} ({n} changes)", n, name=isolate(name)) for name, n in loss.by]
        pairs.append((L("Whose work"), _listed(by)))
    if loss.case_count:
        cases = [
            L("{reference} (new)", reference=isolate(case.reference))
            if case.new
            else LN("{reference} ({n} change)", "{reference} ({n} changes)", case.changes,
                    reference=isolate(case.reference))
            for case in loss.cases
        ]  # fmt: skip
        pairs.append((LN("In {n} case", "In {n} cases", loss.case_count), _listed(cases)))
    if loss.people:
        pairs.append((L("People added or changed"), _number(loss.people)))
    if loss.letter_count:
        letters = [
            L("{number}, case {reference}, {day}", number=isolate(letter.number),
              reference=isolate(letter.reference), day=wall(letter.issued_at).date())
            for letter in loss.letters
        ]  # fmt: skip
        pairs.append((LN("{n} letter issued", "{n} letters issued", loss.letter_count), _listed(letters)))
    return pairs


def _listed(items: Sequence[Message]) -> Text:
    shown: list[object] = list(items[:_SHOWN])
    if len(items) > _SHOWN:
        shown.append(LN("{n} more", "{n} more", len(items) - _SHOWN))
    return (lambda tongue: tongue.listing(shown)) if shown else "—"


def _number(n: int) -> Text:
    return lambda tongue: tongue.value(n)


def _more(loss: Loss) -> list[Message]:
    said: list[Message] = []
    if loss.letter_count:
        said.append(
            L(
                "These letters may have gone out already. The vault would know nothing of them and give "
                "their numbers again: note them down first."
            )
        )
    if loss.brings_back:
        said.append(
            LN(
                "It brings back {n} entry that the vault of today has not got.",
                "It brings back {n} entries that the vault of today has not got.",
                loss.brings_back,
            )
        )
    if loss.lose_access:
        names = Listing(tuple(isolate(name) for name in loss.lose_access))
        said.append(L("{names} came after this backup and must be given access again.", names=names))
    if loss.old_access:
        said.append(
            L(
                "The key file of today is lost, so who may open the vault is as on the day of the backup. "
                "Check the list of people afterwards, and renew the keys if somebody has left since."
            )
        )
    return said
