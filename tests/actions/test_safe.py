"""Opening the vault as a member of staff."""

from __future__ import annotations

from pathlib import Path

from abductdesk.actions import safe
from abductdesk.actions.bureau import settings
from abductdesk.store.vault import Vault
from abductdesk.terms import StaffRole
from tests.conftest import PASSPHRASE


def test_a_power_cut_before_the_first_records_leaves_a_vault_that_opens(tmp_path: Path) -> None:
    made, _ = Vault.create(tmp_path / "v", bureau="Bureau Test", person="An Peeters", passphrase=PASSPHRASE)
    made._dispose()
    for _ in range(2):
        office = safe.sign_in(tmp_path / "v", None, PASSPHRASE)
        assert (office.staff.name, office.ask(settings).name) == ("An Peeters", "Bureau Test")
        assert StaffRole.ADMINISTRATOR in office.staff.roles
        assert safe.verify(office).whole
        office.vault.close()
