"""All instruments. To add one: write `rules/<instrument>.py` with its `RULES`, and name it here."""

from __future__ import annotations

from abductdesk.rules import brussels_iib, hague80
from abductdesk.rules.rule import Rule

RULES: tuple[Rule, ...] = (*hague80.RULES, *brussels_iib.RULES)
