"""One case: its header, and a tab for each part of the work. Opened by `shell.open_case(id, tab)`.

To add a tab: a file here with a `Tab`, and one line in `TABS` of screen.py.
"""

from __future__ import annotations

from abductdesk.ui.screens.case.screen import CaseScreen

SCREEN = CaseScreen
