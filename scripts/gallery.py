"""Draws the pieces of `abductdesk/ui` with made-up data, light and dark: `scripts/gallery.py FOLDER`."""

# ruff: noqa: E501 — rows of made-up data stay on one line

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from abductdesk.i18n import LN, N_, L
from abductdesk.models.base import Field
from abductdesk.terms import CaseKind, Certainty
from abductdesk.ui.cards import Card, EmptyState, KeyValues, Page, StatCard, TwoLines, divided, facts
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import Banner
from abductdesk.ui.forms import FieldGroup
from abductdesk.ui.palette import Palette
from abductdesk.ui.shell import Command, Screen, Shell
from abductdesk.ui.tables import Cell, Column, Group, Table
from abductdesk.ui.texts import Pseudo, speak
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, Pill, Segments, column
from abductdesk.ui.window import Window

TODAY = date(2026, 11, 24)


class NoOffice:
    """Nothing is asked in a gallery."""

    def do(self, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return None

    def ask(self, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return None


@dataclass(frozen=True)
class Row:
    """A made-up deadline."""

    id: int
    what: str
    why: str
    child: str
    days: int
    owner: str


ROWS = [
    Row(1, "Acknowledge incoming application", "Brussels IIb, Art. 23(2) · 5 working days", "Lina Haddad", -2, "Sanne Visser"),
    Row(2, "Answer request for information", "1980 Convention, Art. 7(d)", "Tomás & Inés Ferreira", -1, "Mia Bakker"),
    Row(3, "Confirm co-mediators and interpreters", "Mediation plan, step 2", "Noor de Vries", 0, "Sanne Visser"),
    Row(4, "First mediation weekend", "Office target, 2 weeks", "Noor de Vries", 3, "Sanne Visser"),
    Row(5, "Court hearing, Family court of Ghent", "1980 Convention, Art. 11 · week 4 of 6", "Milan Öztürk", 4, "Joris Peeters"),
    Row(6, "Contact arrangement for the holidays", "1980 Convention, Art. 21", "Zoë Lambert", 6, "Mia Bakker"),
    Row(7, "Six-week period ends (first instance)", "Brussels IIb, Art. 24(2)", "Milan Öztürk", 16, "Joris Peeters"),
    Row(8, "Mirror order lodged in Lyon", "Agreement, point 7", "Jules & Adèle Martin", 21, "Joris Peeters"),
]  # fmt: skip


def tone(row: Row) -> str:
    return "danger" if row.days < 0 else "warn" if row.days < 7 else "neutral"


def due(row: Row) -> Cell:
    if row.days < 0:
        text = LN("{n} day late", "{n} days late", -row.days)
    else:
        text = LN("In {n} day", "In {n} days", row.days) if row.days else L("Today")
    return Cell(
        lambda spoken: spoken.short_date(TODAY),
        pill=text,
        tone=tone(row),
        icon="late" if row.days < 0 else "",
    )


COLUMNS = [
    Column("what", L("Deadline"), lambda row: Cell(row.what, row.why), width=220, stretch=3, sort="what"),
    Column("case", L("Case"), lambda row: Cell(row.child, f"PMB-2026-01{40 + row.id}"), width=140, stretch=2),
    Column("way", L("From → to"), lambda row: Cell(tags=("BE", "FR")), width=120, drop=2),
    Column("due", L("Due"), due, width=220, sort="due"),
    Column("owner", L("Owner"), lambda row: Cell(avatar=row.owner), width=64, drop=1),
]


def table(scope: str = "") -> Table:
    made = Table(COLUMNS, name=L("Deadlines"), sort=("due", False))
    made.show_groups([
        Group(L("Overdue"), "late", "danger", ROWS[:2]),
        Group(L("Due today"), "due", "warn", ROWS[2:3]),
        Group(L("This week"), "deadline", "warn", ROWS[3:6]),
        Group(L("Later"), "ok", "ok", ROWS[6:]),
    ])  # fmt: skip
    made.select(4)
    return made


class Today(Screen):
    """Like the office's first screen."""

    key, title, icon, order = "today", N_("Today"), "today", 10

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        buttons = [Button(L("&Print list"), icon="print")]
        page = Page(
            L("Today"),
            L("Tuesday 24 November 2026 · 2 deadlines need you first"),
            actions=buttons,
            scroll=False,
        )
        figures = [("late", "danger", L("Overdue"), "2", L("oldest 2 days")), ("due", "warn", L("Due today"), "1", L("by 17:00")),
                   ("deadline", "warn", L("This week"), "3", L("1 hearing")), ("cases", "accent", L("Open cases"), "37", L("+2 this month"))]  # fmt: skip
        cards: list[QWidget] = []
        for icon, colour, name, figure, beside in figures:
            card = StatCard(icon, colour, name)
            card.figure(figure, beside)
            cards.append(card)
        page.add_row(*cards)
        scope = Segments([("mine", L("Mine")), ("team", L("Team")), ("all", L("All"))])
        main = Card(L("Deadlines"), actions=[scope], flush=True)
        main.add(table())
        side = QWidget()
        waiting = Card(L("Waiting for others"))
        waiting.add(divided(*(TwoLines(who, why, lead=Pill(L("{n} days", n=n)), strong=False) for who, why, n in (
            ("Central Authority, Rabat", "PMB-2026-0142 · asked 19 Nov", 5), ("Consent form", "PMB-2026-0118", 2)))))  # fmt: skip
        people = Card(L("Parties"))
        people.add(
            TwoLines("Pieter de Vries", L("Left-behind parent"), avatar="Pieter de Vries",
                     buttons=[Button(L("Call"), look="icon", icon="phone"), Button(L("Write"), look="icon", icon="email")]),
            TwoLines("Salma Amrani", L("Taking parent"), avatar="Salma Amrani"),
        )  # fmt: skip
        side.setLayout(column(waiting, people, None, spacing=16))
        page.add_row(main, side, stretch=(5, 2))
        self.fill(page)


class Cases(Screen):
    """Like a case's overview."""

    key, title, icon, order = "cases", N_("Cases"), "cases", 20

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        page = Page(
            "Noor de Vries",
            actions=[
                Button(L("Write letter"), icon="write_letter"),
                Button(L("Record event"), look="primary", icon="add"),
            ],
        )
        page.header.trail.addWidget(Button(L("Cases"), look="link"))
        page.header.trail.addStretch(1)
        page.header.pills.addWidget(Pill(L("Mediation"), "ok", icon="mediation"))
        page.header.pills.addWidget(Pill(L("Six weeks: day 23 of 42"), "warn", icon="six_weeks"))
        page.add(
            facts(
                ("child", L("Girl, 7 years")),
                ("travel", "Belgium → Morocco, 1 Nov 2026"),
                ("person", "Sanne Visser"),
                ("law", L("1980 Convention")),
            )
        )
        page.add(
            Segments(
                [
                    ("o", L("Overview")),
                    ("p", L("People")),
                    ("d", L("Deadlines")),
                    ("l", L("Letters")),
                    ("h", L("History")),
                ],
                kind="tab",
            )
        )
        key = Card(L("Key facts"), actions=[Button(L("Edit"), look="quiet", icon="edit")])
        key.add(KeyValues([(L("Habitual residence"), "Gent, België"), (L("Date of removal"), "1 November 2026"),
                           (L("Present whereabouts"), "Tanger, Maroc"), (L("Custody"), L("Joint, order of 12 March 2024")),
                           (L("Application received"), "1 November 2026"), (L("Languages"), "Nederlands, الدارجة, français")]))  # fmt: skip
        letters = Card(L("Letters"))
        letters.add(
            EmptyState(
                "letter",
                L("No letters yet"),
                L("Letters are made in the language of the addressee and kept encrypted with the case."),
                Button(L("Write letter"), look="primary", icon="write_letter"),
            )
        )
        page.add_row(key, letters, stretch=(3, 2))
        for colour in ("warn", "danger", "accent", "ok"):
            page.add(
                Banner(
                    colour,
                    L("The address of this parent is not safe. Use another one."),
                    L("Review"),
                    lambda: None,
                )
            )
        page.body.addStretch(1)
        self.fill(page)

    @classmethod
    def commands(cls, desk: Desk, shell: Shell) -> list[Command]:
        return [Command("new_case", L("&New case"), "new_case", lambda: None, "Ctrl+N")]


class Settings(Screen):
    key, title, icon, order, foot = "settings", N_("Settings"), "settings", 90, True


FIELDS = [
    Field(
        "name",
        N_("Child’s full name"),
        N_("As in the passport or birth certificate"),
        "text",
        True,
        100,
        None,
    ),
    Field("day", N_("Date of removal or retention"), "", "date", True, None, None),
    Field("born", N_("Born"), "", "date", False, None, None),
    Field("from", N_("Habitual residence"), "", "country", False, None, None),
    Field("to", N_("Taken to"), "", "country", False, None, None),
    Field("kind", N_("Kind"), "", "term", True, None, CaseKind),
    Field("sure", N_("Certainty"), "", "term", False, None, Certainty),
    Field("order", N_("Custody decision"), "", "yes_no", False, None, None),
]


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    look.dress("light")
    window = Window(Desk(cast(Any, NoOffice())), [Today, Cases, Settings], ("Sanne Visser", L("Caseworker")))
    window.badge("today", 3)
    window.status.backup(L("Backup: today 08:12"))
    dialog = FormDialog(window, L("New case"), L("Only what is needed to open the file. Everything can be changed later."),
                        [FieldGroup("", FIELDS, wide=frozenset({"name"}))], run=lambda *_: None, accept=L("&Create case"),
                        defaults={"from": "BE", "to": "FR", "born": date(2019, 3, 4)})  # fmt: skip

    def shoot(name: str, widget: QWidget) -> None:
        app.processEvents()
        app.processEvents()
        widget.grab().save(str(folder / f"{name}.png"))

    window.show()
    for scheme in ("light", "dark"):
        look.choose(scheme)
        window.go("today")
        window.current().findChild(Table).view.setFocus()  # type: ignore[union-attr]
        shoot(f"today_{scheme}", window)
        window.go("cases")
        window.toast(L("Deadline marked done"), lambda: None)
        shoot(f"case_{scheme}", window)
        dialog.show()
        dialog.form.rows["day"].editor.edit.setText("31-11-2026")  # type: ignore[attr-defined]
        dialog.submit()
        shoot(f"dialog_{scheme}", dialog)
        palette = Palette(window, window.commands)
        palette.open_at(window)
        shoot(f"palette_{scheme}", palette)
        palette.close()
    dialog.hide()
    look.choose("light", 150)
    window.go("today")
    shoot("today_150", window)
    look.choose("light", 100)
    speak(Pseudo())
    shoot("today_mirrored", window)
    window.go("cases")
    shoot("case_mirrored", window)
    window.desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "gallery"))
