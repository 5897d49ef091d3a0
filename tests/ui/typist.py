"""Somebody who types one call after the other, keeps each as a draft and saves it, until killed.

python -m tests.ui.typist FOLDER PRIVATE-KEY      # says "kept n" and "saved n" as it goes
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from abductdesk.actions.office import Office
from abductdesk.store import header
from abductdesk.store.vault import Vault
from abductdesk.ui.calldialog import CallDialog
from abductdesk.ui.session import Session
from abductdesk.ui.theme import look


def until_idle(session: Session, application: QApplication) -> None:
    application.processEvents()
    while not session.desk.idle:
        application.processEvents()


def type_on(folder: Path, private: bytes) -> None:
    application = QApplication([])
    look.dress("light")
    read = header.read(folder)
    vault = Vault._open(folder, read, read.slots[0], private, accept_older=False)
    session = Session(Office(vault, 1))
    session.window.show()
    until_idle(session, application)
    drafter = session.drafter
    assert drafter is not None
    at = 0
    while True:
        at += 1
        call = CallDialog(session.desk, session.window)
        call.open()
        call.form.rows["question"].editor.set_value(f"call {at}")
        drafter.keep()
        until_idle(session, application)
        print("kept", at, flush=True)
        call.submit()
        until_idle(session, application)
        print("saved", at, flush=True)


if __name__ == "__main__":
    type_on(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
