"""Bytes from the vault into a file of the person's choice: whole or not at all.

choose_file(self, L("Save the letter"), "PMB-L-2026-0001.pdf", then=self.save_to)
desk.work(lambda: write_whole(path, data), then=self.saved, refused=self.refuse)
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from abductdesk.faults import Refused
from abductdesk.i18n import L
from abductdesk.ui.texts import Text, words

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def choose_file(parent: QWidget, title: Text, name: str, then: Callable[[Path], object]) -> QFileDialog:
    """Ask where; `name` must tell nothing about a person. The system asks before it replaces a file."""
    dialog = QFileDialog(parent, words(title))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    suffix = Path(name).suffix
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.setNameFilter(words(L("{kind} file (*{suffix})", kind=suffix[1:].upper(), suffix=suffix)))
    dialog.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
    return dialog


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file readable by its owner only; what stood there stays until the new one is complete.

    Raises `Refused` where the disk is full or the folder cannot be written.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        try:
            handle = os.open(
                beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
            )
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
    except OSError as fault:
        raise _refusal(fault) from None
    return path


def _refusal(fault: OSError) -> Refused:
    if fault.errno in _FULL:
        return Refused("The disk is full; nothing was saved. Make room, or choose another folder.")
    if fault.errno in _CLOSED:
        return Refused("This folder cannot be written to; nothing was saved. Choose another folder.")
    return Refused("The file could not be written there; nothing was saved. Choose another folder.")
