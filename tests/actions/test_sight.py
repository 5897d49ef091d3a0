"""The wall below the roles: whatever asks, a record is seen only by whom it says."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from abductdesk.actions import verbs
from abductdesk.actions.office import EVERYBODY, Look, Office, query
from abductdesk.actions.sight import may_see
from abductdesk.faults import Refused
from abductdesk.models import BY_KIND, Case, Staff
from abductdesk.models.base import Seen
from abductdesk.store.vault import Vault
from abductdesk.terms import StaffRole, Unit


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> object:
    """A query that was declared for everybody and reads what it is given."""
    monkeypatch.setattr(verbs, "VERBS", dict(verbs.VERBS))

    @query(EVERYBODY)
    def everything(look: Look, model: type) -> list[object]:
        return list(look.session.scalars(select(model)))

    return everything


@pytest.mark.parametrize("kind", sorted(BY_KIND))
@pytest.mark.parametrize("role", list(StaffRole))
@pytest.mark.parametrize("unit", list(Unit))
def test_no_record_passes_its_own_wall(
    vault: Vault, office: Office, careless: object, kind: str, role: StaffRole, unit: Unit
) -> None:
    with vault.writing() as session:
        session.add(Staff(id=9, name="Somebody", roles=[role.value], unit=unit))
    somebody, model = Office(vault, 9), BY_KIND[kind]
    if may_see(somebody.staff, model.holds.seen):
        assert isinstance(somebody.ask(careless, model), list)  # type: ignore[arg-type]
    else:
        with pytest.raises(Refused):
            somebody.ask(careless, model)  # type: ignore[arg-type]


def test_one_record_and_one_column_are_behind_it_too(
    clerk: Office, office: Office, case_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbs, "VERBS", dict(verbs.VERBS))

    @query(EVERYBODY)
    def one(look: Look) -> object:
        return look.session.get(Case, case_id)

    @query(EVERYBODY)
    def column(look: Look) -> object:
        return list(look.session.scalars(select(Case.reference)))

    assert office.ask(one) is not None
    for verb in (one, column):
        with pytest.raises(Refused):
            clerk.ask(verb)


@pytest.mark.parametrize(
    ("roles", "unit", "seen"),
    [
        (["clerk"], Unit.BUREAU, {Seen.EVERYBODY}),
        (["administrator"], Unit.BUREAU, {Seen.EVERYBODY, Seen.KEEPERS}),
        (["caseworker"], Unit.BUREAU, {Seen.EVERYBODY, Seen.CASE_STAFF, Seen.BUREAU}),
        (["caseworker"], Unit.FOUNDATION, {Seen.EVERYBODY, Seen.CASE_STAFF}),
        (["manager"], Unit.FOUNDATION, {Seen.EVERYBODY, Seen.CASE_STAFF, Seen.KEEPERS}),
        ([], Unit.BUREAU, {Seen.EVERYBODY}),
    ],
)
def test_who_sees_what(roles: list[str], unit: Unit, seen: set[Seen]) -> None:
    staff = Staff(id=1, name="Somebody", roles=roles, unit=unit, suspended_on=date(2026, 1, 1))
    assert {each for each in Seen if may_see(staff, each)} == seen
