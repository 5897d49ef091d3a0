"""A key file, a database or a backup that somebody changed is refused in one sentence, and nothing else."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from abductdesk.faults import Refused
from abductdesk.store import backup, engines, header, slots
from abductdesk.store.vault import Vault
from tests.conftest import PASSPHRASE, PERSON, Template, open_at_once

FEW, MANY = 40, 3_000
VALUE = some.one_of(
    some.none(), some.booleans(), some.integers(), some.floats(), some.text(max_size=20), some.just([]),
    some.just({}), some.just("AAAA"), some.integers(10**300, 10**301),
    some.lists(some.integers(), max_size=3),
)  # fmt: skip
PLACES = [
    ("format",), ("vault",), ("bureau",), ("epoch",), ("slots",), ("journal_keys",), ("head",), ("mac",),
    ("erased",),
    ("slots", 0), ("slots", 0, "id"), ("slots", 0, "kind"), ("slots", 0, "staff"), ("slots", 0, "name"),
    ("slots", 0, "public"), ("slots", 0, "sealed"), ("slots", 0, "work"), ("slots", 0, "work", "memory"),
    ("slots", 0, "work", "passes"), ("slots", 0, "work", "lanes"), ("slots", 0, "work", "salt"),
    ("slots", 0, "seals"), ("slots", 0, "seals", "1"), ("slots", 1), ("slots", 1, "kind"),
    ("journal_keys", "1"), ("head", 0), ("head", 1),
]  # fmt: skip
CHANGES = some.lists(some.tuples(some.sampled_from(PLACES), VALUE), min_size=1, max_size=2)


def changed(content: bytes, changes: list[tuple[tuple[Any, ...], Any]]) -> bytes:
    """The key file with other values, and a checksum that fits them."""
    plain = json.loads(content)
    del plain["checksum"]
    for place, value in changes:
        inside = plain
        try:
            for step in place[:-1]:
                inside = inside[step]
            inside[place[-1]] = deepcopy(value)
        except (TypeError, KeyError, IndexError):
            continue  # what holds it was replaced already
    checksum = hashlib.sha256(header.canonical(plain)).hexdigest()
    return header.canonical({**plain, "checksum": checksum})


def opened(folder: Path, template: Template) -> None:
    """Open as somebody who has the right private key."""
    try:
        read = header.read(folder)
        slot = next(slot for slot in read.slots if slot.kind == slots.PERSON)
        Vault._open(folder, read, slot, template.private, accept_older=True)._dispose()
    except (Refused, StopIteration):
        return


def run(
    change: Callable[[bytes, Any], bytes], what: Any, folder: Path, template: Template, count: int
) -> None:
    whole = (folder / header.FILE).read_bytes()
    before = (folder / engines.FILE).read_bytes()

    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(what)
    def each(given: Any) -> None:
        (folder / header.FILE).write_bytes(change(whole, given))
        opened(folder, template)

    each()
    (folder / header.FILE).write_bytes(whole)
    assert (folder / engines.FILE).read_bytes() == before
    open_at_once(folder, template).close()


def raw(_whole: bytes, given: bytes) -> bytes:
    return given


def cut(whole: bytes, given: tuple[int, bytes]) -> bytes:
    at = given[0] % len(whole)
    return whole[:at] + given[1]


def test_key_files_of_any_content(vault_folder: Path, vault_template: Template) -> None:
    run(changed, CHANGES, vault_folder, vault_template, FEW)
    run(raw, some.binary(max_size=200), vault_folder, vault_template, FEW)
    run(cut, some.tuples(some.integers(0, 5000), some.binary(max_size=9)), vault_folder, vault_template, FEW)


@pytest.mark.prove
def test_many_key_files(vault_folder: Path, vault_template: Template) -> None:
    begun = time.monotonic()
    run(changed, CHANGES, vault_folder, vault_template, MANY)
    run(cut, some.tuples(some.integers(0, 5000), some.binary(max_size=9)), vault_folder, vault_template, MANY)
    print(f"key files: {2 * MANY} inputs, {time.monotonic() - begun:.0f} s")


@pytest.mark.parametrize(
    "change",
    [
        (("slots", 0, "work", "memory"), 2**40),
        (("slots", 0, "work", "passes"), 10**9),
        (("slots", 0, "work", "salt"), "zz"),
        (("slots", 0, "sealed"), ""),
        (("slots", 0, "sealed"), "AAAA"),
        (("slots", 0, "public"), ""),
        (("vault",), "no hex"),
        (("epoch",), "1"),
        (("epoch",), 10**400),
        (("head",), [-1, ""]),
    ],
)
def test_a_forged_key_file_neither_hangs_nor_crashes_whoever_signs_in(
    vault_folder: Path, change: tuple[Any, Any]
) -> None:
    path = vault_folder / header.FILE
    path.write_bytes(changed(path.read_bytes(), [change]))
    begun = time.monotonic()
    with pytest.raises(Refused):
        Vault.open_with_passphrase(vault_folder, PERSON, PASSPHRASE)
    assert time.monotonic() - begun < 3


def test_a_key_file_nested_without_end(vault_folder: Path) -> None:
    for name in (header.FILE, header.COPY):
        (vault_folder / name).write_bytes(b"[" * 500_000)
    with pytest.raises(header.HeaderDamaged) as refused:
        header.read(vault_folder)
    assert not refused.value.has_copy


def damage(folder: Path, name: str, keep: float) -> None:
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: int(len(content) * keep)])


@pytest.mark.parametrize("keep", [0, 0.001, 0.3, 0.5, 0.999])
@pytest.mark.parametrize("name", [engines.FILE, header.FILE])
def test_a_backup_that_was_cut_is_refused(vault: Vault, tmp_path: Path, name: str, keep: float) -> None:
    copy = Path(shutil.copytree(vault.back_up("cut"), tmp_path / "copy"))
    damage(copy, name, keep)
    with pytest.raises(Refused):
        backup.check(copy, vault._database_key)
    try:
        found = Vault.open_with_passphrase(copy, PERSON, PASSPHRASE)
    except Refused:
        return
    assert not found.verify().whole, "a cut at the very end opens, and a check finds it"
    found._dispose()


@pytest.mark.parametrize("name", [engines.FILE, header.FILE])
def test_a_backup_without_one_of_its_files_is_refused(vault: Vault, tmp_path: Path, name: str) -> None:
    copy = Path(shutil.copytree(vault.back_up("half"), tmp_path / "copy"))
    (copy / name).unlink()
    with pytest.raises(Refused):
        backup.check(copy, vault._database_key)
    with pytest.raises(Refused):
        Vault.open_with_passphrase(copy, PERSON, PASSPHRASE)
    assert not (copy / name).exists(), "nothing is made in its place"
