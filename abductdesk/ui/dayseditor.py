"""Several days, one a line, typed as people type dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from abductdesk.ui.dates import parse_date, typed_date
from abductdesk.ui.editors import LongEditor
from abductdesk.ui.texts import tongue


class DaysEditor(LongEditor):
    """The value is a list of ISO dates, in order."""

    def value(self) -> Any:
        lines = (line.strip() for line in self.edit.toPlainText().splitlines())
        days = {parse_date(line, date.today(), tongue()) for line in lines if line}  # noqa: DTZ011
        return [day.isoformat() for day in sorted(days)]

    def set_value(self, value: Any) -> None:
        self.edit.setPlainText("\n".join(typed_date(date.fromisoformat(day)) for day in value or ()))
