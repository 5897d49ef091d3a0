"""Notes, the newest first, with a box to write one at once; documents kept inside the vault."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from abductdesk.actions.attachments import (
    MOST_BYTES,
    add_attachment,
    refuse_too_large,
    remove_attachment,
    save_attachment,
    warning,
)
from abductdesk.actions.casefile import CaseFile
from abductdesk.actions.entries import add_entry
from abductdesk.faults import Refused
from abductdesk.i18n import L
from abductdesk.models import Attachment, Note
from abductdesk.ui.cards import Card, EmptyState, clear, scrolled
from abductdesk.ui.feedback import ask
from abductdesk.ui.saving import write_whole
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.entries import change_entry_form, remove_entry_question
from abductdesk.ui.screens.case.room import Room, Tab, quiet, tool
from abductdesk.ui.screens.case.rows import Beside, Line
from abductdesk.ui.texts import apart, bind, isolate, words
from abductdesk.ui.theme import look
from abductdesk.ui.typed import WritingBox
from abductdesk.ui.widgets import Button, column, label, line, row

_EDGE = (0, 4, 0, 4)


class NotesTab(Tab):
    """See the top of the file."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        write = Card(L("New note"))
        self.text = WritingBox()
        self.text.about = room.about("note")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(look.px(92))
        bind(self.text, "setAccessibleName", L("New note"))
        bind(self.text, "setPlaceholderText", L("What happened, what was agreed, what to do next"))
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.save = Button(L("Save note"), icon="save")
        self.save.clicked.connect(self.keep)
        never = L("Never what was said in mediation: it is confidential by law. Ctrl+Enter saves.")
        foot = row(spacing=12)
        foot.addWidget(label(never, "caption", wrap=True), 1)
        foot.addWidget(self.save)
        write.add(self.text, self.error)
        write.body.addLayout(foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self.text).activated.connect(self.keep)
        self.notes = Card(L("Notes"))
        attach = quiet(L("Add document"), "attachment", self.choose_file)
        self.papers = Card(L("Documents"), actions=[attach])
        left = column(write, self.notes, None, spacing=16)
        right = column(self.papers, None, spacing=16)
        self.setLayout(column(scrolled(Beside(left, right)), spacing=0))

    def show_file(self, file: CaseFile) -> None:
        clear(self.notes.body)
        if not file.notes:
            self.notes.add(
                EmptyState("note", L("No notes yet"), L("The first one stands above, in your hands."))
            )
        for at, note in enumerate(file.notes):
            if at:
                self.notes.add(line())
            self.notes.add(self._note(note))
        clear(self.papers.body)
        if not file.attachments:
            most = L("Kept encrypted with the case, at most {most} MB each.", most=MOST_BYTES // 1024 // 1024)
            self.papers.add(label(most, "second", wrap=True))
        for paper in file.attachments:
            self.papers.add(self._paper(paper))

    def _note(self, note: Note) -> QWidget:
        when = L("{name}, {at}", name=isolate(self.room.staff_name(note.staff_id)), at=say.brussels(note.at))
        head = row(label(when, "caption"), None)
        head.addWidget(tool(L("Correct this note"), "edit", partial(change_entry_form, self.room, note)))
        head.addWidget(
            tool(L("Remove this note"), "delete", partial(remove_entry_question, self.room, note, ""))
        )
        layout = column(spacing=2)
        layout.addLayout(head)
        layout.addWidget(label(note.text, wrap=True, selectable=True))
        made = QWidget()
        made.setLayout(layout)
        return made

    def point_at(self, what: object) -> None:
        self.text.setFocus()

    def keep(self) -> None:
        """Save what was written; it stays in the box until it is saved."""
        written = self.text.toPlainText().strip()
        if not written:
            self._refuse(L("Write something first."))
            return
        self.save.setEnabled(False)
        self.room.desk.do(
            add_entry, self.room.case_id, "note", {"text": written}, then=self._kept, refused=self._refuse,
            settles=self.text.kept.settles(),
        )  # fmt: skip

    def _kept(self, _touched: object) -> None:
        self.save.setEnabled(True)
        self.error.hide()
        self.text.kept.settled()
        self.text.clear()
        self.text.setFocus()
        self.room.tell(L("The note is saved."))

    def _refuse(self, refused: Refused | object) -> None:
        self.save.setEnabled(True)
        bind(self.error, "setText", refused)  # type: ignore[arg-type]
        self.error.show()

    # documents

    def _paper(self, paper: Attachment) -> QWidget:
        size = L("{size} KB", size=max(paper.size // 1024, 1))
        caption = say.joined(
            size,
            lambda tongue: tongue.short_date(paper.added_at),
            apart(self.room.staff_name(paper.staff_id)),
        )
        buttons = (
            tool(L("Save a copy outside the vault"), "export", partial(self._ask_copy, paper)),
            tool(L("Remove this document"), "delete", partial(self._ask_remove, paper)),
        )
        return Line(apart(paper.name), caption, icon="attachment", buttons=buttons, margins=_EDGE)

    def choose_file(self) -> None:
        """Let the person choose a document."""
        dialog = QFileDialog(self, words(L("Add document")))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.add_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_file(self, path: str) -> None:
        """Read a document and keep it in the vault."""
        chosen = Path(path)
        self.room.desk.work(lambda: _read(chosen), then=partial(self._add, chosen.name), owner=self)

    def _add(self, name: str, content: bytes) -> None:
        """Keep it; a program only after a word about it."""
        said = warning(name, content)
        if said is None:
            self._keep(name, content)
            return
        keep = partial(self._keep, name, content)
        ask(self.room.window, L("Keep this file?"), said, L("Keep it all the same"), then=keep, look="danger")

    def _keep(self, name: str, content: bytes) -> None:
        self.room.do(
            add_attachment,
            self.room.case_id,
            name=name,
            content=content,
            said=L("The document is kept with the case."),
        )

    def _ask_copy(self, paper: Attachment) -> None:
        ask(
            self.room.window,
            L("Save a copy outside the vault?"),
            L("Outside the vault nothing protects it. The history says that you saved it."),
            L("Choose where…"),
            then=partial(self._choose_place, paper),
        )

    def _choose_place(self, paper: Attachment) -> None:
        dialog = QFileDialog(self, words(L("Save a copy")))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(paper.name)
        dialog.fileSelected.connect(partial(self.save_copy, paper))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_copy(self, paper: Attachment, path: str) -> None:
        """Write the document where the person said."""
        self.room.desk.do(
            save_attachment, paper.id, then=lambda done: self._write(Path(path), done.result), owner=self
        )

    def _write(self, path: Path, content: bytes) -> None:
        self.room.desk.work(
            lambda: write_whole(path, content),
            then=lambda _done: self.room.shell.toast(L("The copy is saved.")),
            owner=self,
        )

    def _ask_remove(self, paper: Attachment) -> None:
        ask(
            self.room.window,
            L("Remove this document?"),
            L("{name} is removed for good. This cannot be undone.", name=isolate(paper.name)),
            L("Remove for good"),
            then=lambda: self.room.do(remove_attachment, paper.id, said=L("The document is removed.")),
            look="danger",
        )


def _read(path: Path) -> bytes:
    try:
        refuse_too_large(path.stat().st_size)
        return path.read_bytes()
    except OSError:
        raise Refused("This file cannot be read. Check that it is there and that you may open it.") from None
