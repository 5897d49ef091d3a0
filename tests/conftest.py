"""One empty vault is made per run; every test that asks gets a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from abductdesk.store import header, slots
from abductdesk.store.vault import Vault

BUREAU, PERSON, PASSPHRASE = "Test Bureau", "Ann Peeters", "orchid tunnel harbour violin"


@dataclass(frozen=True)
class Template:
    """An empty vault: its folder, its recovery code, and the private key of its one person (which
    saves every test the quarter of a second that a passphrase costs by design)."""

    folder: Path
    code: str
    private: bytes


@pytest.fixture(scope="session")
def vault_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    folder = tmp_path_factory.mktemp("template") / "vault"
    vault, code = Vault.create(folder, bureau=BUREAU, person=PERSON, passphrase=PASSPHRASE)
    vault.close()
    read = header.read(folder)
    return Template(folder, code, slots.unlock(read.slots[0], read.vault, PASSPHRASE))


@pytest.fixture
def vault_folder(vault_template: Template, tmp_path: Path) -> Path:
    """The folder of an empty vault of this test's own; `PERSON` opens it with `PASSPHRASE`."""
    return Path(shutil.copytree(vault_template.folder, tmp_path / "vault"))


@pytest.fixture
def vault(vault_folder: Path, vault_template: Template) -> Iterator[Vault]:
    """That vault, open."""
    opened = open_at_once(vault_folder, vault_template)
    yield opened
    opened.close()


def open_at_once(folder: Path, template: Template) -> Vault:
    """Open a copy of the template as its person, without waiting for the passphrase."""
    read = header.read(folder)
    slot = next(slot for slot in read.slots if slot.name == PERSON)
    return Vault._open(folder, read, slot, template.private, accept_older=False)
