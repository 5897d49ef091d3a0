"""Trusted computers: recorded, listed, taken back; and what is said where a keyring gives no key."""

from __future__ import annotations

import keyring
import pytest
from keyring.backends import null

from abductdesk.actions import safe
from abductdesk.actions.computers import Computer, computers, drop_computer
from abductdesk.actions.office import Office, ShutOut
from abductdesk.actions.staff import admit, colleagues, reset_passphrase, revoke, suspend_staff
from abductdesk.faults import Refused
from abductdesk.models import Workstation
from abductdesk.store import workstations
from abductdesk.store.vault import Vault
from abductdesk.store.workstations import Trust, trust_of
from abductdesk.terms import StaffRole
from tests.actions.conftest import TODAY
from tests.store.test_keyrings import InMemory, Locked, put_back, use, works

__all__ = ["put_back", "works"]
GIVEN, OWN = "marble winter cactus engine", "pillow rocket saddle zebra"


@pytest.fixture
def bram(office: Office) -> Office:
    """A caseworker with a key and a passphrase of his own."""
    admit(office, {"name": "Bram Wouters", "roles": [StaffRole.CASEWORKER]}, GIVEN)
    theirs = safe.sign_in(office.vault.folder, "Bram Wouters", GIVEN)
    safe.choose_passphrase(theirs, OWN)
    return theirs


def test_a_computer_is_recorded_and_listed(office: Office, works: InMemory) -> None:
    assert computers(office) == []
    safe.trust_this_computer(office)
    name, system = workstations.this_computer()
    found = computers(office)
    assert found == [Computer(found[0].slot, 1, "An Peeters", name, system, TODAY, True)]
    safe.trust_this_computer(office)
    assert len(computers(office)) == 1
    safe.forget_this_computer(office)
    assert computers(office) == []
    with office.vault.reading() as session:
        assert [each.revoked_on for each in session.query(Workstation)] == [TODAY, TODAY]


def test_each_sees_their_own_and_an_administrator_all(office: Office, bram: Office, works: InMemory) -> None:
    safe.trust_this_computer(bram)
    assert [each.whose for each in computers(office)] == ["Bram Wouters"]
    assert [person.computers for person in colleagues(office)] == [0, 1]
    slot = computers(bram)[0].slot
    office.vault.trust_workstation()  # a computer of before, which left no record; it is the same one
    assert [each.computer for each in computers(office)] == [""]
    assert computers(bram) == []
    with pytest.raises(Refused, match="not trusted any more"):
        drop_computer(bram, slot)
    with pytest.raises(Refused, match="belongs to a colleague"):
        drop_computer(bram, computers(office)[0].slot)
    drop_computer(office, computers(office)[0].slot)
    assert computers(office) == [] and works.kept == {}


def test_an_administrator_takes_any_back(office: Office, bram: Office, works: InMemory) -> None:
    safe.trust_this_computer(bram)
    bram.vault.close()
    drop_computer(office, computers(office)[0].slot)
    assert safe.sign_in_trusted(office.vault.folder) is None


def test_a_suspended_person_is_not_let_in_by_their_computer(
    office: Office, bram: Office, works: InMemory
) -> None:
    safe.trust_this_computer(bram)
    bram.vault.close()
    office.do(suspend_staff, bram.staff.id)
    with pytest.raises(ShutOut, match="suspended"):
        safe.sign_in_trusted(office.vault.folder)


def test_a_new_passphrase_is_typed_once_on_a_trusted_computer(
    office: Office, bram: Office, works: InMemory
) -> None:
    safe.trust_this_computer(bram)
    bram.vault.close()
    reset_passphrase(office, bram.staff.id, GIVEN)
    with pytest.raises(ShutOut, match="new passphrase"):
        safe.sign_in_trusted(office.vault.folder)


def test_who_left_has_no_computer_any_more(office: Office, bram: Office, works: InMemory) -> None:
    safe.trust_this_computer(bram)
    bram.vault.close()
    revoke(office, bram.staff.id)
    assert computers(office) == []
    with office.vault.reading() as session:
        assert [each.revoked_on for each in session.query(Workstation)] == [TODAY]


def test_the_start_tells_a_lost_key_from_a_locked_and_an_absent_keyring(
    vault: Vault, office: Office, works: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vault.folder
    assert trust_of(folder) is Trust.NEVER
    safe.trust_this_computer(office)
    assert trust_of(folder) is Trust.TRUSTED
    use(Locked(), monkeypatch)
    assert trust_of(folder) is Trust.LOCKED
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]
    assert trust_of(folder) is Trust.ABSENT
    use(works, monkeypatch)
    works.kept.clear()  # what a reset of the Windows password does
    assert trust_of(folder) is Trust.LOST
    assert safe.sign_in_trusted(folder) is None
    safe.trust_this_computer(office)
    assert trust_of(folder) is Trust.TRUSTED
    assert len(computers(office)) == 1, "the one that was lost is gone"


def test_another_computer_or_user_was_never_trusted(
    vault: Vault, office: Office, works: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe.trust_this_computer(office)
    works.kept.clear()
    monkeypatch.setattr("platform.node", lambda: "another-computer")
    assert trust_of(vault.folder) is Trust.NEVER


def test_the_key_file_does_not_say_which_computer(vault: Vault, office: Office, works: InMemory) -> None:
    safe.trust_this_computer(office)
    content = (vault.folder / "vault.keys").read_text("utf-8")
    assert f'"{workstations.this_computer()[0]}"' not in content
