"""Computers that open the vault at once: whether this is one of them, and if not any more, why.

Told from the key file and the system's keyring alone, before anybody has given a passphrase.
"""

from __future__ import annotations

import hashlib
import platform
from enum import Enum
from pathlib import Path

from abductdesk.store import header, slots
from abductdesk.store.header import Slot, canonical

HERE = "here"  # in a workstation slot's `work`: which computer and user it was made for, not readable


class Trust(Enum):
    """What this computer can do about a vault, for whoever uses it now."""

    NEVER = "never"  # nobody trusted it
    TRUSTED = "trusted"  # its keyring has the key
    LOST = "lost"  # it was trusted, and its keyring has lost the key
    LOCKED = "locked"  # it is trusted, and its keyring does not answer
    ABSENT = "absent"  # it is trusted, and its system has no keyring any more


def here(vault: str) -> str:
    """This computer and its present user, for one vault; the names cannot be read from it."""
    return hashlib.sha256(canonical([vault, platform.node(), str(Path.home())])).hexdigest()[:32]


def this_computer() -> tuple[str, str]:
    """The computer's name and its system, as people know them."""
    return platform.node() or "?", f"{platform.system()} {platform.release()}".strip()


def is_here(slot: Slot, vault: str) -> bool:
    """Whether a slot was made for this computer and user (one from before this was noted: no)."""
    return slot.kind == slots.WORKSTATION and slot.work.get(HERE) == here(vault)


def trust_of(folder: Path) -> Trust:
    """How this computer stands to the vault. Raises `HeaderMissing` or `HeaderDamaged`."""
    read = header.read(folder)
    trusted = [slot for slot in read.slots if slot.kind == slots.WORKSTATION]
    if not trusted:
        return Trust.NEVER
    from abductdesk.store import keyrings  # 0.1 s to load, and few computers are trusted

    answers = {slot.id: keyrings.ask(read.vault, slot.id) for slot in trusted}
    if any(isinstance(answer, bytes) for answer in answers.values()):
        return Trust.TRUSTED
    ours = [answers[slot.id] for slot in trusted if is_here(slot, read.vault)]
    if not ours:
        return Trust.NEVER
    return {
        keyrings.Silence.NOTHING: Trust.LOST,
        keyrings.Silence.LOCKED: Trust.LOCKED,
        keyrings.Silence.ABSENT: Trust.ABSENT,
    }[keyrings.Silence(ours[0])]
