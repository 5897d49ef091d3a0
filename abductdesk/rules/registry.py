"""All instruments. To add one: write `rules/<instrument>.py` with its `RULES`, and name it here."""

from __future__ import annotations

from abductdesk.rules import (
    belgium_mediation,
    belgium_requested,
    belgium_requesting,
    brussels_iia,
    brussels_iib,
    data_protection,
    hague80,
    hague96,
    luxembourg80,
    office_targets,
    support,
)
from abductdesk.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *hague80.RULES,
    *brussels_iib.RULES,
    *brussels_iia.RULES,
    *hague96.RULES,
    *luxembourg80.RULES,
    *belgium_requested.RULES,
    *belgium_requesting.RULES,
    *belgium_mediation.RULES,
    *data_protection.RULES,
    *support.RULES,
    *office_targets.RULES,
)
