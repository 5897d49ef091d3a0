"""Writing a letter with its preview beside it, and looking at an issued one.

write_letter(desk, shell, case_id, self, letter="mediation_invitation", person_id=7)
open_letter_dialog(desk, shell, letter, self)            # `letter` is the Letter as read
"""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from abductdesk.models import Letter
from abductdesk.ui.desk import Desk
from abductdesk.ui.shell import Shell


def write_letter(
    desk: Desk, shell: Shell, case_id: int, parent: QWidget, letter: str = "", person_id: int | None = None
) -> QDialog:
    """Write a letter on a case; `letter` and `person_id` are chosen already where they are given."""
    raise NotImplementedError


def open_letter_dialog(desk: Desk, shell: Shell, letter: Letter, parent: QWidget) -> QDialog:
    """Show an issued letter exactly as it was frozen; print, save or correct it."""
    raise NotImplementedError
