"""Taking access away, killed at any moment: who stays gets in, who was shut out does not, nothing is lost."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from abductdesk.actions import signing
from abductdesk.actions.office import Office, ShutOut
from abductdesk.actions.staff import admit, colleagues
from abductdesk.faults import Refused
from abductdesk.models import Staff
from abductdesk.store import engines, header, journal, meanings, rekey, slots
from abductdesk.store.vault import Vault
from abductdesk.terms import StaffRole
from tests.actions.conftest import founded
from tests.conftest import Template, open_at_once
from tests.store.test_two_programs import start

__all__ = ["founded"]
BEN, CLEO = "marble winter cactus engine", "pillow rocket saddle zebra"
LONGEST = 0.08  # seconds; it is done after about half of that
PADDING = 400  # records, so that changing the key takes a while


@dataclass(frozen=True)
class Prepared:
    """A vault with Ben, who will be shut out, and Cleo, who stays, and the private keys of both."""

    folder: Path
    template: Template
    ben: bytes
    cleo: bytes
    key: str


@pytest.fixture(scope="module")
def prepared(founded: Path, vault_template: Template, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = Path(shutil.copytree(founded, tmp_path_factory.mktemp("prepared") / "vault"))
    vault = open_at_once(folder, vault_template)
    office = Office(vault, 1)
    for name, phrase in (("Ben", BEN), ("Cleo", CLEO)):
        admit(office, {"name": name, "roles": [StaffRole.CASEWORKER]}, phrase, temporary=False)
    with vault.writing() as session:
        session.add_all(
            Staff(name=f"Staff {at}", active=False, preferences={"x": "y" * 9000}) for at in range(PADDING)
        )
        journal.append(session, 1, "padded", "staff", 1)
    key = vault._database_key
    vault.close()
    read = header.read(folder)
    ben, cleo = (
        slots.unlock(next(slot for slot in read.slots if slot.name == name), read.vault, phrase)
        for name, phrase in (("Ben", BEN), ("Cleo", CLEO))
    )
    return Prepared(folder, vault_template, ben, cleo, key)


def opens(folder: Path, name: str, private: bytes) -> Vault:
    """Open as somebody, without the wait for the passphrase."""
    read = header.read(folder)
    slot = next((slot for slot in read.slots if slot.name == name), None)
    if slot is None:
        raise Refused("Nobody signs in to this vault as “{name}”. Choose one of the names shown.", name=name)
    return Vault._open(folder, read, slot, private, accept_older=False)


def kill_while_revoking(prepared: Prepared, folder: Path, wait: float) -> str:
    """Shut Ben out in another program and kill it so long after it began; returns how far it was."""
    with start("revoke", folder, prepared.template, "2") as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "revoking\n"
        with suppress(subprocess.TimeoutExpired):
            program.wait(wait)
        program.kill()
        acknowledged = "revoked" in program.stdout.read()
    underway = rekey.is_underway(header.read(folder))
    return "acknowledged" if acknowledged else "underway" if underway else "neither"


def ben_tries(prepared: Prepared, folder: Path) -> bool:
    """Whether Ben gets to work: a key alone is not enough once the record says that he left."""
    try:
        office = signing._at_work(opens(folder, "Ben", prepared.ben), signing.How.PASSPHRASE, 0)
    except Refused:
        return False
    office.vault.close()
    return True


def check(prepared: Prepared, folder: Path, how_far: str, *, ben_first: bool) -> None:
    worked = ben_tries(prepared, folder) if ben_first else None
    assert not (worked and how_far == "acknowledged")
    if how_far == "acknowledged":
        with pytest.raises(Refused):
            opens(folder, "Ben", prepared.ben)
        with pytest.raises(meanings.Damaged):
            engines.probe(folder / engines.FILE, prepared.key)
    office = signing._at_work(open_at_once(folder, prepared.template), signing.How.PASSPHRASE, 0)
    ben = next(person for person in colleagues(office) if person.name == "Ben")
    assert ben.active == ben.key, "put right at the first start of somebody who stays"
    assert worked in (None, ben.active), "Ben works exactly while his record says so"
    if how_far == "acknowledged":
        assert not ben.key
    assert office.vault.verify().whole
    with office.vault.reading() as session:
        assert session.scalar(select(func.count()).select_from(Staff)) == PADDING + 3
    office.vault.close()
    assert not rekey.is_underway(header.read(folder))
    cleo = signing._at_work(opens(folder, "Cleo", prepared.cleo), signing.How.PASSPHRASE, 0)
    cleo.vault.close()
    assert ben_tries(prepared, folder) == ben.active


def kill_often(prepared: Prepared, tmp_path: Path, times: int) -> None:
    chance = random.Random(times)
    seen: Counter[str] = Counter()
    for at in range(times):
        folder = Path(shutil.copytree(prepared.folder, tmp_path / str(at)))
        how_far = kill_while_revoking(prepared, folder, chance.uniform(0, LONGEST))
        check(prepared, folder, how_far, ben_first=bool(at % 2))
        seen[how_far] += 1
        shutil.rmtree(folder)
    if times >= 50:
        assert seen["underway"] and seen["acknowledged"] < times, f"always too late: {seen}"


def test_killed_while_access_is_taken_away(prepared: Prepared, tmp_path: Path) -> None:
    kill_often(prepared, tmp_path, 4)


@pytest.mark.prove
def test_killed_while_access_is_taken_away_fifty_times(prepared: Prepared, tmp_path: Path) -> None:
    kill_often(prepared, tmp_path, 50)


def test_acknowledged_means_shut_out(prepared: Prepared, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(prepared.folder, tmp_path / "whole"))
    how_far = kill_while_revoking(prepared, folder, 30)
    assert how_far == "acknowledged"
    check(prepared, folder, how_far, ben_first=True)
    Vault.open_with_recovery(folder, prepared.template.code).close()


def test_killed_between_the_record_and_the_first_phase(prepared: Prepared, tmp_path: Path) -> None:
    """The record says that Ben left; his key is there; the next phase was never begun, or only begun."""
    folder = Path(shutil.copytree(prepared.folder, tmp_path / "between"))
    office = Office(open_at_once(folder, prepared.template), 1)
    with office.vault.writing() as session:
        session.get_one(Staff, 2).active = False
    read = office.vault._header()
    staying = [slot for slot in read.slots if slot.staff_id != 2]
    rekey._prepare(folder, read, office.vault._master, slots.new_key(), staying)
    office.vault._dispose()
    with pytest.raises(ShutOut):
        signing._at_work(opens(folder, "Ben", prepared.ben), signing.How.PASSPHRASE, 0)
    check(prepared, folder, "neither", ben_first=False)
