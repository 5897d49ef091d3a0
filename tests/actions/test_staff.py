"""Who works here: letting in, temporary passphrases, roles, suspension, and taking access away."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from abductdesk.actions import safe, signing
from abductdesk.actions.bureau import newest_entry, prefer, staff_list
from abductdesk.actions.office import Office, ShutOut
from abductdesk.actions.staff import (
    Colleague,
    admit,
    change_staff,
    colleagues,
    end_access,
    finish_revoking,
    lift_suspension,
    open_cases_with,
    propose_passphrase,
    reset_passphrase,
    revoke,
    suspend_staff,
)
from abductdesk.actions.undo import last_change
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Staff
from abductdesk.models.journal import Entry
from abductdesk.store import header, journal, passphrases, slots
from abductdesk.store.slots import WrongSecret
from abductdesk.store.vault import Vault
from abductdesk.terms import StaffRole, Unit
from tests.actions.conftest import TODAY
from tests.conftest import PASSPHRASE, PERSON, Template, open_at_once

OWN = "pillow rocket saddle zebra"
BRAM = {"name": "Bram Wouters", "roles": [StaffRole.CASEWORKER], "unit": Unit.BUREAU}


def invited(office: Office, **values: object) -> tuple[int, str]:
    """A colleague who was let in and has not signed in yet."""
    given = propose_passphrase()
    return admit(office, {**BRAM, **values}, given), given


def at_home(office: Office, name: str, passphrase: str) -> Office:
    return safe.sign_in(office.vault.folder, name, passphrase)


def one(office: Office, staff_id: int) -> Colleague:
    return next(person for person in colleagues(office) if person.id == staff_id)


def actions_of(office: Office, kind: str = "staff") -> list[str]:
    with office.vault.reading() as session:
        return list(
            session.scalars(select(Entry.action).where(Entry.record_kind == kind).order_by(Entry.sequence))
        )


def test_a_proposed_passphrase_is_strong_and_never_the_same() -> None:
    found = {propose_passphrase() for _ in range(200)}
    assert len(found) == 200
    assert all(passphrases.strength(each).enough for each in found)
    assert all(len(each.split()) == 4 for each in found)


def test_a_newcomer_does_nothing_before_choosing_a_passphrase(office: Office) -> None:
    staff_id, given = invited(office)
    assert one(office, staff_id).must_change
    theirs = at_home(office, "Bram Wouters", given)
    for refused in (lambda: theirs.ask(newest_entry), lambda: theirs.do(prefer, {"scale": 125})):
        with pytest.raises(ShutOut, match="one of your own"):
            refused()
    with pytest.raises(Refused, match="the passphrase you have now"):
        safe.choose_passphrase(theirs, given)
    with pytest.raises(Refused, match="too easy"):
        safe.choose_passphrase(theirs, "Bram Wouters 1")
    safe.choose_passphrase(theirs, OWN)
    theirs.do(prefer, {"scale": 125})
    assert not one(office, staff_id).must_change
    with pytest.raises(Refused, match="Settings"):
        safe.choose_passphrase(theirs, "another winter cactus engine")
    theirs.vault.close()
    with pytest.raises(WrongSecret):
        at_home(office, "Bram Wouters", given)
    at_home(office, "Bram Wouters", OWN).vault.close()
    assert actions_of(office).count("passphrase_changed") == 1


def test_a_kill_between_the_new_key_and_its_record_asks_again(office: Office) -> None:
    """The key file is written before the record commits: never the given passphrase with nothing to ask."""
    staff_id, given = invited(office)
    theirs = at_home(office, "Bram Wouters", given)

    def die(session: object) -> None:
        theirs.vault.choose_passphrase(OWN, during=session)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        theirs.do(signing.passphrase_changed, die)
    theirs.vault.close()
    again = at_home(office, "Bram Wouters", OWN)
    assert again.staff.must_change
    safe.choose_passphrase(again, "another winter cactus engine")
    again.vault.close()
    assert not one(office, staff_id).must_change


def test_a_lost_passphrase_is_replaced_and_must_be_changed(office: Office) -> None:
    staff_id, given = invited(office)
    theirs = at_home(office, "Bram Wouters", given)
    safe.choose_passphrase(theirs, OWN)
    theirs.vault.close()
    fresh = propose_passphrase()
    reset_passphrase(office, staff_id, fresh)
    with pytest.raises(WrongSecret):
        at_home(office, "Bram Wouters", OWN)
    theirs = at_home(office, "Bram Wouters", fresh)
    assert theirs.staff.must_change
    theirs.vault.close()
    with pytest.raises(Refused, match="your own access"):
        reset_passphrase(office, 1, fresh)


def test_somebody_without_a_key_is_given_one(office: Office, colleague: Office) -> None:
    assert not one(office, 2).key
    reset_passphrase(office, 2, given := propose_passphrase())
    assert one(office, 2).signs_in_as == "Bram Wouters"
    at_home(office, "Bram Wouters", given).vault.close()


def test_a_suspension_stops_what_is_open_and_the_next_sign_in(office: Office) -> None:
    staff_id, given = invited(office)
    theirs = at_home(office, "Bram Wouters", given)
    safe.choose_passphrase(theirs, OWN)
    office.do(suspend_staff, staff_id)
    for refused in (
        lambda: theirs.ask(newest_entry),
        lambda: theirs.do(prefer, {}),
        lambda: safe.state_of(theirs),
    ):
        with pytest.raises(ShutOut, match="suspended since") as told:
            refused()
        assert told.value.values == {"day": TODAY}
    theirs.vault.close()
    with pytest.raises(ShutOut):
        at_home(office, "Bram Wouters", OWN)
    assert one(office, staff_id).suspended_on == TODAY
    assert actions_of(office, "refused")[-1] == "record_sign_in", "the try is journalled"
    with pytest.raises(Refused, match="already"):
        office.do(suspend_staff, staff_id)
    office.do(lift_suspension, staff_id)
    at_home(office, "Bram Wouters", OWN).vault.close()


def test_roles_change_at_once_in_windows_that_are_open(office: Office, colleague: Office) -> None:
    colleague.do(prefer, {})
    office.do(change_staff, 2, seen=one(office, 2).version, changes={"roles": [StaffRole.ADMINISTRATOR]})
    assert [person.name for person in colleagues(colleague)] == ["An Peeters", "Bram Wouters"]
    seen = one(office, 2).version
    office.do(change_staff, 2, seen=seen, changes={"roles": [StaffRole.CLERK], "unit": Unit.FOUNDATION})
    assert one(office, 2).unit is Unit.FOUNDATION
    with pytest.raises(Refused, match="role does not allow"):
        colleagues(colleague)


def test_an_administrator_always_stays(office: Office, colleague: Office) -> None:
    me = one(office, 1)
    with pytest.raises(Invalid, match="last administrator"):
        office.do(change_staff, 1, seen=me.version, changes={"roles": [StaffRole.MANAGER]})
    both = [StaffRole.CASEWORKER, StaffRole.ADMINISTRATOR]
    office.do(change_staff, 2, seen=one(office, 2).version, changes={"roles": both})
    office.do(suspend_staff, 2)
    with pytest.raises(Invalid, match="last administrator"):
        office.do(change_staff, 1, seen=me.version, changes={"roles": [StaffRole.MANAGER]})
    office.do(lift_suspension, 2)
    office.do(change_staff, 1, seen=me.version, changes={"roles": [StaffRole.MANAGER]})
    with pytest.raises(Refused, match="role"):
        office.do(suspend_staff, 2)
    with pytest.raises(Invalid, match="last administrator"):
        colleague.do(change_staff, 2, seen=one(colleague, 2).version, changes={"roles": [StaffRole.CLERK]})


@pytest.mark.parametrize("verb", [suspend_staff, end_access])
def test_nobody_shuts_themselves_out(office: Office, verb: object) -> None:
    with pytest.raises(Refused, match="your own access"):
        office.do(verb, 1)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="your own access"):
        revoke(office, 1)


def test_at_least_one_role_stays(office: Office, colleague: Office) -> None:
    with pytest.raises(Invalid):
        office.do(change_staff, 2, seen=1, changes={"roles": []})


def test_handling_people_is_not_undone(office: Office, colleague: Office) -> None:
    office.do(suspend_staff, 2)
    assert office.ask(last_change) is None


def test_taking_access_away_ends_record_key_and_computers(office: Office, case_id: int) -> None:
    staff_id, given = invited(office)
    assert office.ask(open_cases_with, 1) == 1
    revoke(office, staff_id)
    gone = one(office, staff_id)
    assert (gone.active, gone.key, gone.computers) == (False, False, 0)
    with pytest.raises(Refused, match="Nobody signs in"):
        at_home(office, "Bram Wouters", given)
    assert safe.verify(office).whole
    assert actions_of(office)[-2:] == ["end_access", "keys_changed"]
    with pytest.raises(Refused, match="no longer works here"):
        revoke(office, staff_id)
    again, _ = invited(office)
    assert again != staff_id, "the same name may be let in again, as somebody new"


def test_nothing_changes_while_another_window_is_open(office: Office, vault_template: Template) -> None:
    staff_id, _ = invited(office)
    other = open_at_once(office.vault.folder, vault_template)
    with other.reading() as session:
        session.get(Staff, 1)
    with pytest.raises(Refused, match="nobody else has the vault open"):
        revoke(office, staff_id)
    assert one(office, staff_id).active
    other.close()
    revoke(office, staff_id)


def test_keys_left_by_a_power_cut_go_at_the_next_start(office: Office, vault_template: Template) -> None:
    staff_id, given = invited(office)
    office.do(end_access, staff_id)  # and then the power fails
    pending = one(office, staff_id)
    assert not pending.active and pending.key, "an administrator sees it"
    folder = office.vault.folder
    with pytest.raises(ShutOut):
        safe.sign_in(folder, "Bram Wouters", given)
    office.vault.close()
    again = signing._at_work(open_at_once(folder, vault_template), signing.How.PASSPHRASE, 0)
    assert [who.name for who in safe.people(folder)] == [PERSON]
    assert "keys_changed" in actions_of(again)
    again.vault.close()


def test_keys_left_while_others_work_are_finished_by_hand(office: Office, vault_template: Template) -> None:
    staff_id, _ = invited(office)
    office.do(end_access, staff_id)
    other = open_at_once(office.vault.folder, vault_template)
    with other.reading() as session:
        session.get(Staff, 1)
    signing.keep_in_step(office)
    assert one(office, staff_id).key, "not possible now, and no reason not to start"
    with pytest.raises(Refused, match="nobody else"):
        finish_revoking(office)
    other.close()
    finish_revoking(office)
    assert not one(office, staff_id).key


def test_a_key_without_a_record_is_dropped(office: Office) -> None:
    """The power failed after the key file was written and before the record was."""
    office.vault.add_person(9, "Cleo", OWN)
    theirs = Vault.open_with_passphrase(office.vault.folder, "Cleo", OWN)
    theirs.close()
    with pytest.raises(ShutOut):
        at_home(office, "Cleo", OWN)
    signing.keep_in_step(office)
    assert [who.name for who in office.vault.people()] == [PERSON]
    admit(office, {**BRAM, "name": "Cleo"}, OWN)


def test_signing_in_is_journalled_with_the_wrong_tries_before(office: Office) -> None:
    staff_id, given = invited(office)
    for _ in range(3):
        with pytest.raises(WrongSecret):
            at_home(office, "Bram Wouters", "not this one at all")
    at_home(office, "Bram Wouters", given).vault.close()
    last = one(office, staff_id).last
    assert last is not None
    assert (last.how, last.wrong) == ("passphrase", 3)
    at_home(office, "Bram Wouters", given).vault.close()
    last = one(office, staff_id).last
    assert last is not None and last.wrong == 0


def test_recovery_counts_too_and_ends_a_temporary_passphrase(
    office: Office, vault_template: Template
) -> None:
    staff_id, _ = invited(office)
    folder, wrong = office.vault.folder, slots.new_code()
    with pytest.raises(WrongSecret):
        signing.open_by_code(folder, wrong)
    opened = signing.open_by_code(folder, vault_template.code)
    bram = next(who for who in opened.people() if who.staff_id == staff_id)
    theirs = signing.recover(opened, bram, OWN)
    assert not theirs.staff.must_change
    theirs.ask(newest_entry)
    theirs.vault.close()
    last = one(office, staff_id).last
    assert last is not None and (last.how, last.wrong) == ("code", 1)
    office.do(suspend_staff, staff_id)
    opened = signing.open_by_code(folder, vault_template.code)
    with pytest.raises(Refused, match="suspended"):
        signing.recover(opened, bram, "another winter cactus engine")
    opened.close()


def test_the_present_passphrase_is_not_new(office: Office) -> None:
    with pytest.raises(Refused, match="the passphrase you have now"):
        safe.change_passphrase(office, PASSPHRASE, PASSPHRASE)
    with pytest.raises(WrongSecret):
        safe.change_passphrase(office, OWN, OWN)
    safe.change_passphrase(office, PASSPHRASE, OWN)
    assert actions_of(office)[-1] == "passphrase_changed"
    at_home(office, PERSON, OWN).vault.close()


def test_a_name_in_use_leaves_no_half_person(office: Office) -> None:
    invited(office)
    with pytest.raises(Refused, match="already signs in"):
        invited(office)
    assert len(office.ask(staff_list)) == 2
    assert len(header.read(office.vault.folder).slots) == 3


def test_the_journal_tells_a_sign_in_from_a_change(office: Office) -> None:
    with office.vault.reading() as session:
        assert journal.last_by(session, 1, "signed_in") is None
    office.do(signing.record_sign_in, signing.How.PASSPHRASE)
    assert office.ask(last_change) is None
