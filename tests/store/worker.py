"""Another program on the same vault, for tests: `python -m tests.store.worker WHAT FOLDER KEY …`."""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy import select

from abductdesk.actions.office import Office
from abductdesk.actions.staff import revoke
from abductdesk.models import Staff
from abductdesk.store import header, journal, restoring
from abductdesk.store.access import master_of
from abductdesk.store.examining import Keys
from abductdesk.store.vault import Vault


def say(line: str) -> None:
    print(line, flush=True)


def add_numbers(vault: Vault, name: str, times: int) -> None:
    """Read a counter and write it back, one transaction each; a lost update would show in the sum."""
    for number in range(times):
        with vault.writing() as session:
            counter = session.get_one(Staff, 1)
            counter.preferences = {"count": int(counter.preferences.get("count", 0)) + 1}
            journal.append(session, 1, name, "staff", 1, {"number": number})
        say(str(number))  # acknowledged only after the commit
    say("done")


def hold(vault: Vault) -> None:
    """Keep the vault open, after a read, until told to stop."""
    with vault.reading() as session:
        session.scalars(select(Staff)).all()
    say("open")
    sys.stdin.readline()


def main() -> None:
    what, place, private = sys.argv[1:4]
    folder = Path(place)
    read = header.read(folder)
    if what == "open":
        say("opening")  # an older vault is brought up to date on the way
    slot = next(slot for slot in read.slots if slot.kind == "person" and slot.staff_id == 1)
    if what == "rescue":
        say("restoring")
        keys = Keys(read, 1, master_of(read, slot, bytes.fromhex(private)))
        restoring.restore(folder, Path(sys.argv[4]), keys, {})
        say("restored")
        return
    vault = Vault._open(folder, read, slot, bytes.fromhex(private), accept_older=False)
    if what == "add":
        add_numbers(vault, sys.argv[4], int(sys.argv[5]))
    elif what == "hold":
        hold(vault)
    elif what == "restore":
        say("restoring")
        vault.restore(Path(sys.argv[4]), {})
        say("restored")
    elif what == "backup":
        say("backing up")
        vault.back_up()
        say("backed up")
    elif what == "renew":
        say("renewing")
        vault.renew_recovery()
        say("renewed")
    elif what == "revoke":
        office = Office(vault, 1)
        say("revoking")
        revoke(office, int(sys.argv[4]))
        say("revoked")
    vault.close()


if __name__ == "__main__":
    main()
