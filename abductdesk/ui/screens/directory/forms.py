"""Forms of the directory: an entry by its kind, absences, conflicts, merging."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from abductdesk.actions.directory import (
    SPECIALISMS,
    add_absence,
    add_conflict,
    add_directory_entry,
    change_directory_entry,
    fields_for,
)
from abductdesk.actions.directorymerge import Similar, merge_entries, similar_entries
from abductdesk.actions.directorypage import EntryPage, entry_page
from abductdesk.actions.search import ENTRY, PERSON, Hit
from abductdesk.i18n import L, Message
from abductdesk.models import Absence, Conflict, DirectoryEntry
from abductdesk.models.base import fields_of
from abductdesk.terms import EntryKind
from abductdesk.ui.casepicker import CasePicker
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.editors import Choice
from abductdesk.ui.feedback import Banner, ask
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.icons import icon
from abductdesk.ui.screens.directory import words as say
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, isolate, term, words
from abductdesk.ui.undoing import say_done

WAIT_MS = 300
GROUPS: tuple[tuple[Message, tuple[str, ...]], ...] = (
    (L("Name"), ("given_names", "family_names", "organisation", "gender")),
    (L("Address"), ("street", "postcode", "city", "region", "country")),
    (L("Contact"), ("phone", "email", "website", "letter_language")),
    (L("Languages and cultures"), ("languages", "cultures")),
    (
        L("Work"),
        (
            "profession", "bar", "admitted_on", "acts_for", "legal_aid", "courts", "accreditation",
            "accredited_from", "accredited_until", "sworn", "child_inclusive", "online", "most_cases",
            "waiting_weeks", "specialisms", "travel_zone",
        ),
    ),
    (L("Fees"), ("fee_cents", "vat_percent", "third_party_payment")),
    (L("Source and consent"), ("source", "read_on", "consent_on", "insurance_checked_on", "note")),
)  # fmt: skip
_NEW: dict[EntryKind, Message] = {
    EntryKind.MEDIATOR: L("Add a mediator"),
    EntryKind.LAWYER: L("Add a lawyer"),
    EntryKind.PSYCHOLOGIST: L("Add a psychologist"),
    EntryKind.INTERPRETER: L("Add an interpreter"),
    EntryKind.AUTHORITY: L("Add an authority"),
}
_COMPARED = ("given_names", "family_names", "organisation", "email", "phone")


def groups_of(kind: EntryKind) -> list[FieldGroup]:
    """The fields of a kind in their groups."""
    fields = fields_for(kind)
    found = []
    for title, names in GROUPS:
        own = pick(fields, *(name for name in names if name in fields))
        if own:
            found.append(FieldGroup(title, own, wide=frozenset({"source", "courts"})))
    return found


def choose_kind(
    desk: Desk,
    shell: Shell,
    kind: EntryKind | None = None,
    *,
    then: Callable[[int], object] | None = None,
    below: QWidget | None = None,
) -> None:
    """Add an entry of this kind, or ask in a menu which kind; `then` gets the id of what was added."""
    show = then or partial(shell.go, "directory", "entries")
    if kind is not None:
        EntryDialog(desk, shell, kind, then=show).open()
        return
    over = below or shell.widget()
    menu = QMenu(over)
    for each in EntryKind:
        action = menu.addAction(icon(say.KIND_ICONS[each]), words(_NEW[each]))
        action.triggered.connect(lambda _=False, each=each: EntryDialog(desk, shell, each, then=show).open())
    menu.aboutToHide.connect(menu.deleteLater)
    middle = QPoint(over.width() // 2 - menu.sizeHint().width() // 2, over.height() // 3)
    menu.popup(over.mapToGlobal(QPoint(0, over.height() + 4) if below is not None else middle))


class EntryDialog(FormDialog):
    """One entry. While one types it says who may be the same."""

    def __init__(
        self,
        desk: Desk,
        shell: Shell,
        kind: EntryKind,
        entry: DirectoryEntry | None = None,
        *,
        run: Callable[[FormDialog, dict[str, Any]], object] | None = None,
        then: Callable[[int], object] | None = None,
        sentence: Text = "",
    ) -> None:
        fields = fields_for(kind)
        specialisms: list[Choice] = [(each, term(each.label)) for each in SPECIALISMS.get(kind, ())]
        choices = {"specialisms": specialisms} if specialisms else None
        super().__init__(
            shell.widget(),
            _NEW[kind] if entry is None else L("Change entry"),
            sentence or (L("Nothing is entered without its source.") if entry is None else ""),
            groups_of(kind),
            run=run or self._save,
            values={name: getattr(entry, name) for name in fields} if entry is not None else None,
            defaults={name: each.default for name, each in fields.items() if each.default is not None},
            seen=entry.version if entry is not None else 0,
            choices=choices,
            scroll=True,
            width=680,
        )
        self.desk, self.shell, self.kind, self._entry, self._then = desk, shell, kind, entry, then
        self.alike = Banner("warn", "", L("Open"), self._open_alike)
        self.alike.hide()
        self._alike_id = 0
        self.body.insertWidget(0, self.alike)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._compare)
        for name in _COMPARED:
            if name in self.form.rows:
                self.form.rows[name].editor.changed.connect(lambda: self._wait.start(WAIT_MS))
        self.resize(self.width(), min(int(shell.widget().height() * 0.9), 820))

    def _save(self, _dialog: FormDialog, entered: dict[str, Any]) -> None:
        if self._entry is not None:
            self.desk.do(
                change_directory_entry, self._entry.id, seen=self.seen, changes=entered, **self.reply
            )
        else:
            self.desk.do(add_directory_entry, self.kind, entered, **self.reply)

    def done_well(self, touched: Any) -> None:
        desk, shell, then, new = self.desk, self.shell, self._then, self._entry is None
        super().done_well(touched)
        say_done(desk, shell, L("The entry is added.") if new else L("The entry is changed."))
        if new and then is not None:
            then(int(touched.result))

    def _compare(self) -> None:
        values = {name: self.form.rows[name].editor.value() for name in _COMPARED if name in self.form.rows}
        own = self._entry.id if self._entry is not None else None
        self.desk.ask(similar_entries, values, own, then=self._show_alike, latest="alike")

    def _show_alike(self, found: list[Similar]) -> None:
        self.alike.setVisible(bool(found))
        if found:
            first = found[0]
            self._alike_id = first.entry_id
            said = L(
                "Perhaps in the directory already: {name} ({kind}), {why}.",
                name=isolate(first.name), kind=first.kind, why=first.why[0],
            )  # fmt: skip
            self.alike.say(said)

    def _open_alike(self) -> None:
        self.reject()
        if not self.isVisible():
            self.shell.go("directory", "entries", self._alike_id)


def absence_form(desk: Desk, shell: Shell, entry_id: int) -> FormDialog:
    """Days on which somebody cannot be asked."""
    dialog = FormDialog(
        shell.widget(),
        L("Add an absence"),
        L("On these days the entry is on no list."),
        [FieldGroup("", pick(fields_of(Absence), "since", "until"))],
        run=lambda form, entered: desk.do(add_absence, entry_id, entered, **form.reply),
    )
    dialog.saved.connect(lambda _touched: say_done(desk, shell, L("The absence is recorded.")))
    dialog.open()
    return dialog


def conflict_form(
    desk: Desk, shell: Shell, entry_id: int, *, person: Hit | None = None, other: Hit | None = None
) -> FormDialog:
    """A conflict of interest with a person, with another entry, or with a firm."""
    whom = person or other
    names = ("kind", "note") if whom is not None else ("firm", "kind", "note")
    dialog = FormDialog(
        shell.widget(),
        L("Add a conflict of interest"),
        L("With {name}.", name=isolate(whom.title)) if whom is not None else L("With a firm."),
        [FieldGroup("", pick(fields_of(Conflict), *names), columns=1)],
        run=lambda form, entered: desk.do(
            add_conflict,
            entry_id,
            entered,
            person_id=person.record_id if person is not None else None,
            other_id=other.record_id if other is not None else None,
            **form.reply,
        ),
    )
    dialog.saved.connect(lambda _touched: say_done(desk, shell, L("The conflict is recorded.")))
    dialog.open()
    return dialog


def ask_for_conflict(desk: Desk, shell: Shell, entry_id: int, kind: str) -> None:
    """A conflict with a person of a case or with another entry: find whom, then say what it is."""
    CasePicker(
        desk,
        shell.widget(),
        L("Conflict of interest: with whom?"),
        kind=kind,
        then=lambda hit: conflict_form(
            desk, shell, entry_id, **{"person" if kind == PERSON else "other": hit}
        ),
    ).open()


def ask_to_merge(desk: Desk, shell: Shell, entry: DirectoryEntry) -> None:
    """Find the entry that is the same, then ask before it is taken over."""

    def found(hit: Hit) -> None:
        desk.ask(entry_page, hit.record_id, then=sure, owner=shell.widget())

    def sure(page: EntryPage) -> None:
        ask(
            shell.widget(),
            L("Merge these two entries?"),
            L(
                "{gone} is taken over by {keep}: conflicts, trainings and given lists of both are read "
                "together. Both keep what is recorded, and the merge can be undone.",
                gone=isolate(page.entry.name),
                keep=isolate(entry.name),
            ),
            L("Merge"),
            then=lambda: desk.do(
                merge_entries,
                entry.id,
                page.entry.id,
                seen=page.entry.version,
                then=lambda _done: say_done(desk, shell, L("The entries are merged.")),
                owner=shell.widget(),
            ),
        )

    CasePicker(
        desk, shell.widget(), L("Merge with another entry"), kind=ENTRY, then=found,
        sentence=L("Choose the entry that is the same and shall be taken over by {name}.", name=entry.name),
    ).open()  # fmt: skip
