"""Several programs and threads on one vault: no lost update, no waiting reader; kill -9 loses nothing."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

from abductdesk.models import Staff
from abductdesk.models.journal import Entry
from abductdesk.store import header, journal
from abductdesk.store.vault import Vault
from tests.conftest import Template, open_at_once

ROOT = Path(__file__).parents[2]


def start(what: str, folder: Path, template: Template, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.worker", what, str(folder), template.private.hex(), *more],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def add_staff(vault: Vault) -> None:
    with vault.writing() as session:
        session.add(Staff(id=1, name="Ann"))


def test_two_programs_lose_no_update(vault: Vault, vault_folder: Path, vault_template: Template) -> None:
    add_staff(vault)
    both = [start("add", vault_folder, vault_template, name, "40") for name in ("left", "right")]
    assert all(program.communicate()[0].endswith("done\n") for program in both)
    with vault.reading() as session:
        assert session.get_one(Staff, 1).preferences == {"count": 80}
    report = vault.check_journal()
    assert report.whole
    assert report.entries == 80


def test_threads_of_one_program_lose_no_update(vault: Vault) -> None:
    add_staff(vault)
    seen: list[int] = []

    def write(times: int) -> None:
        for _ in range(times):
            with vault.writing() as session:
                counter = session.get_one(Staff, 1)
                counter.preferences = {"count": int(counter.preferences.get("count", 0)) + 1}
                journal.append(session, 1, "add", "staff", 1)

    def read(times: int) -> None:
        for _ in range(times):
            with vault.reading() as session:
                seen.append(int(session.get_one(Staff, 1).preferences.get("count", 0)))

    threads = [threading.Thread(target=write, args=(20,)) for _ in range(3)]
    threads += [threading.Thread(target=read, args=(40,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with vault.reading() as session:
        assert session.get_one(Staff, 1).preferences == {"count": 60}
    assert len(seen) == 200
    assert vault.check_journal().whole


def test_a_reader_never_waits_for_a_writer_and_sees_one_moment(vault: Vault) -> None:
    add_staff(vault)
    with vault.writing() as session:
        session.get_one(Staff, 1).name = "Changed"
        session.flush()
        with vault.reading() as other:
            assert other.get_one(Staff, 1).name == "Ann"


def test_a_transaction_that_raises_leaves_nothing(vault: Vault) -> None:
    with pytest.raises(KeyError), vault.writing() as session:
        session.add(Staff(id=1, name="Ann"))
        journal.append(session, 1, "add", "staff", 1)
        raise KeyError
    with vault.reading() as session:
        assert session.scalars(select(Staff)).all() == []
    assert vault.check_journal().entries == 0


def kill_in_the_middle(folder: Path, template: Template, after: int) -> None:
    """Kill a program at work and compare what it had acknowledged with what is there."""
    with start("add", folder, template, "killed", "100000") as program:
        assert program.stdout is not None
        acknowledged = [program.stdout.readline() for _ in range(after)]
        program.kill()
        acknowledged += program.stdout.read().split()
    opened = open_at_once(folder, template)
    with opened.reading() as session:
        written = int(session.get_one(Staff, 1).preferences["count"])
        entries = session.scalar(select(func.count()).select_from(Entry))
    before = header.read(folder).head[0]
    assert written == entries
    assert written - before >= int(acknowledged[-1]) + 1
    assert opened.check_journal().whole
    opened.close()


def test_kill_loses_nothing_acknowledged(vault_folder: Path, vault_template: Template) -> None:
    opened = open_at_once(vault_folder, vault_template)
    add_staff(opened)
    opened.close()
    chance = random.Random(5)
    for _ in range(5):
        kill_in_the_middle(vault_folder, vault_template, chance.randint(1, 30))


@pytest.mark.prove
def test_kill_loses_nothing_acknowledged_fifty_times(vault_folder: Path, vault_template: Template) -> None:
    opened = open_at_once(vault_folder, vault_template)
    add_staff(opened)
    opened.close()
    chance = random.Random(50)
    for _ in range(50):
        kill_in_the_middle(vault_folder, vault_template, chance.randint(1, 200))


def test_two_programs_change_the_key_file_without_undoing_each_other(
    vault: Vault, vault_folder: Path, vault_template: Template
) -> None:
    other = open_at_once(vault_folder, vault_template)
    vault.add_person(2, "Ben", "marble winter cactus engine")
    other.add_person(3, "Cleo", "pillow rocket saddle zebra")
    add_staff(other)
    with other.writing() as session:
        journal.append(session, 1, "x", "staff", 1)
    vault.write_head()
    other.close()
    assert [who.name for who in vault.people()] == ["Ann Peeters", "Ben", "Cleo"]
    assert header.read(vault_folder).head[0] == 1
    assert (vault_folder / header.COPY).read_bytes() == (vault_folder / header.FILE).read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="core files are a matter of POSIX systems")
def test_no_core_dumps() -> None:
    script = (
        "from abductdesk.store.process import no_core_dumps; no_core_dumps(); "
        "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "(0, 0)"
