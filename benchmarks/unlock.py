"""From the passphrase to an open vault, against the work that the passphrase costs by design."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from abductdesk.store import header, slots
from abductdesk.store.vault import Vault
from benchmarks.bulk import PASSPHRASE, office_with
from benchmarks.measure import Row, interleaved, seconds

CASES, RUNS = 1000, 9


def rows() -> Iterator[Row]:
    """A vault of a thousand cases is opened; the floor is one run of Argon2id with its parameters."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "vault"
        office_with(folder, CASES).vault.close()
        read = header.read(folder)
        slot = next(slot for slot in read.slots if slot.kind == slots.PERSON)

        def open_vault() -> float:
            opened: list[Vault] = []
            took = seconds(lambda: opened.append(Vault.open_with_passphrase(folder, None, PASSPHRASE)))
            opened[0].close()
            return took

        found = interleaved(
            RUNS,
            {
                "floor": lambda: seconds(lambda: slots.unlock(slot, read.vault, PASSPHRASE)),
                "open": open_vault,
            },
        )
    yield Row(
        "Unlock a vault", "the passphrase's own work, made slow by design", found["open"] / found["floor"]
    )
