"""Which shape a vault's tables have, told without the migration library (it takes 0.3 s to load)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from abductdesk.faults import Refused
from abductdesk.store import backup


@cache
def known() -> tuple[str, ...]:
    """The numbers of the migrations that this program has, in order."""
    folder = Path(__file__).parent / "migrations" / "versions"
    return tuple(sorted(path.name[:4] for path in folder.glob("[0-9][0-9][0-9][0-9]_*.py")))


def bring_up_to_date(folder: Path, key: str, found: str) -> None:
    """Migrate an older vault after a backup; refuse one that a newer program made."""
    if found == known()[-1]:
        return
    check_known(found)
    from abductdesk.store import migrating  # the migration library takes 0.3 s to load

    backup.make(folder, key, f"before-{known()[-1]}")
    migrating.upgrade(folder, key)


def check_known(found: str) -> None:
    """Refuse a shape that only a newer program knows."""
    if found not in known():
        raise Refused(
            "This vault was made by a newer version of AbductDesk. "
            "Install that version on this computer, then open the vault again."
        )
