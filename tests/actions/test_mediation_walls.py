"""What belongs to a mediation is the bureau's alone: the rest of the foundation sees and does none of it."""

from __future__ import annotations

import sys
from datetime import date, time
from typing import Any

import pytest

from abductdesk.actions import agenda as diary
from abductdesk.actions.casefile import case_history
from abductdesk.actions.office import Office
from abductdesk.actions.verbs import VERBS
from abductdesk.faults import Refused
from abductdesk.models import Staff
from abductdesk.store.vault import Vault
from abductdesk.terms import StaffRole, Unit
from tests.actions import mediationroom as room
from tests.actions.conftest import NOW, TODAY
from tests.actions.mediationroom import LEFT
from tests.actions.test_mediation_safety import DAY, REASON, Scene, scene, verbs_of_mediation

__all__ = ["scene"]


def test_the_foundation_sees_and_does_nothing_of_a_mediation(vault: Vault, scene: Scene) -> None:
    roles = [StaffRole.CASEWORKER.value, StaffRole.MANAGER.value]
    with vault.writing() as session:
        session.add(Staff(id=8, name="Fatima Foundation", roles=roles, unit=Unit.FOUNDATION))
    foundation = Office(vault, 8, clock=lambda: NOW)
    calls: dict[str, tuple[Any, ...]] = {
        "open_mediation": (scene.case_id,),
        "change_mediation": (scene.mediation_id,),
        "end_mediation": (scene.mediation_id,),
        "reopen_mediation": (scene.mediation_id,),
        "record_step": (scene.mediation_id, LEFT, "consent"),
        "record_screening": (scene.mediation_id, LEFT),
        "override_safety": (scene.mediation_id,),
        "withdraw_override": (1,),
        "plan_session": (scene.mediation_id,),
        "change_session": (scene.joint,),
        "hold_session": (scene.joint,),
        "cancel_session": (scene.joint,),
        "plan_again": (scene.cancelled,),
        "convocation": (scene.joint,),
        "propose_pairs": (scene.mediation_id, room.WISH),
        "choose_pair": (scene.mediation_id, 1, 2, room.WISH),
        "ask_mediator": (1, 1),
        "answer_offer": (1,),
        "add_agreement": (scene.mediation_id, {}),
        "change_agreement": (1,),
        "record_voice": (scene.mediation_id, 1),
        "mediation_file": (scene.case_id,),
    }
    keywords: dict[str, dict[str, Any]] = {
        "record_step": {"changes": {}}, "record_screening": {"on": TODAY, "answers": {}},
        "override_safety": {"reason": REASON}, "record_voice": {"changes": {}},
        "plan_session": {"on": DAY, "at": time(9), "values": {}},
        "hold_session": {"seen": 1, "minutes_held": 1, "attendance": {}},
        "end_mediation": {"seen": 1, "ended_on": TODAY, "result": "stopped"},
    }  # fmt: skip
    seen = {name: {"seen": 1} for name in ("withdraw_override", "cancel_session", "plan_again",
                                           "reopen_mediation")}  # fmt: skip
    changed = {name: {"seen": 1, "changes": {}} for name in ("change_mediation", "change_session",
                                                             "answer_offer", "change_agreement")}  # fmt: skip
    keywords |= seen | changed
    assert set(calls) == verbs_of_mediation()
    modules = [module for name, module in sys.modules.items() if name.startswith("abductdesk.actions.")]
    for name, arguments in calls.items():
        verb = next(getattr(module, name) for module in modules if hasattr(module, name))
        run = foundation.do if VERBS[name].changes else foundation.ask
        with pytest.raises(Refused, match="role does not allow"):
            run(verb, *arguments, **keywords.get(name, {}))
    lines = foundation.ask(diary.agenda, date(2026, 11, 1), date(2026, 12, 31)).entries
    assert not [line for line in lines if line.session is not None]
    mine = scene.office.ask(diary.agenda, date(2026, 11, 1), date(2026, 12, 31)).entries
    assert len([line for line in mine if line.session is not None]) == 4
    kinds = {line.record_kind for line in foundation.ask(case_history, scene.case_id)}
    assert kinds & {"event", "case_file"} and not kinds & {"mediation", "screening", "mediation_session"}
    assert "screening" in {line.record_kind for line in scene.office.ask(case_history, scene.case_id)}
