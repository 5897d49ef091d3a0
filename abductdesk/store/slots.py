"""The keys: slots that seal the master key, and the subkeys derived from it.

A slot's X25519 private key is under a passphrase (person), under the recovery code, or in the system's
keyring (workstation). The master key is sealed to every slot's public key (HPKE), so that a new master
key reaches everybody without their passphrases.
"""

from __future__ import annotations

import secrets
import threading
import unicodedata
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from abductdesk.faults import Refused
from abductdesk.i18n import N_
from abductdesk.store import header
from abductdesk.store.header import Slot, canonical

PERSON, RECOVERY, WORKSTATION = header.PERSON, header.RECOVERY, header.WORKSTATION
DATABASE, HEADER_MAC, JOURNAL_WRAP = b"abductdesk database", b"abductdesk header", b"abductdesk journal"
PAST_WRAP = b"abductdesk past"
CODE_LENGTH = 30  # characters of 5 bits
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_STRETCHING = threading.Lock()  # two at once in one program fail or hang: the library shares its lanes
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_MEMORY, _ITERATIONS, _LANES = 64 * 1024, 3, 4  # Argon2id: KiB, passes, lanes
_MOST_MEMORY, _MOST_ITERATIONS, _MOST_LANES = (
    1024 * 1024,
    16,
    16,
)  # a forged file must neither hang nor weaken us


class WrongSecret(Refused):
    """The passphrase or the recovery code does not open this slot."""


def new_vault_id() -> str:
    return secrets.token_hex(16)


def new_key() -> bytes:
    """A random master key, or journal key."""
    return secrets.token_bytes(32)


def subkey(master: bytes, vault: str, use: bytes) -> bytes:
    """32 bytes for one use (`DATABASE`, `HEADER_MAC`, `JOURNAL_WRAP`)."""
    return HKDF(SHA256(), 32, salt=bytes.fromhex(vault), info=use).derive(master)


def new_code() -> str:
    """A recovery code of 150 bits, in six groups of five."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(CODE_LENGTH))
    return "-".join(drawn[start : start + 5] for start in range(0, CODE_LENGTH, 5))


def read_code(typed: str) -> str:
    """The code as it was drawn: any case, dashes and spaces ignored, O read as 0, I and L as 1."""
    code = "".join(typed.upper().replace("-", " ").split()).translate(_READ_AS)
    if len(code) != CODE_LENGTH:
        raise WrongSecret(
            N_(
                "The recovery code has 30 letters and digits; {count} were typed. "
                "Compare it with the printed one."
            ),
            count=len(code),
        )
    wrong = next((sign for sign in code if sign not in _ALPHABET), None)
    if wrong is not None:
        raise WrongSecret(
            N_("“{sign}” never occurs in a recovery code. Compare it with the printed one."), sign=wrong
        )
    return code


def new_slot(kind: str, vault: str, staff_id: int, name: str, secret: str | None) -> tuple[Slot, bytes]:
    """A slot without seals, and its private key. `secret` is the passphrase or code (None: workstation)."""
    key = X25519PrivateKey.generate()
    slot = Slot(secrets.token_hex(8), kind, staff_id, name, key.public_key().public_bytes_raw())
    if secret is not None:
        lock(slot, vault, key.private_bytes_raw(), secret)
    return slot, key.private_bytes_raw()


def lock(slot: Slot, vault: str, private: bytes, secret: str) -> None:
    """Put the private key under a passphrase or code (about 0.3 s by design)."""
    salt = secrets.token_bytes(16).hex()
    slot.work = {"name": "argon2id", "salt": salt, "memory": _MEMORY, "passes": _ITERATIONS, "lanes": _LANES}
    nonce = secrets.token_bytes(12)
    slot.sealed = nonce + AESGCM(_stretch(secret, slot.work)).encrypt(nonce, private, _about(slot, vault))


def unlock(slot: Slot, vault: str, secret: str) -> bytes:
    """The private key of a person's or the recovery slot; raises `WrongSecret`."""
    nonce, sealed = slot.sealed[:12], slot.sealed[12:]
    try:
        return AESGCM(_stretch(secret, slot.work)).decrypt(nonce, sealed, _about(slot, vault))
    except InvalidTag:
        if slot.kind == RECOVERY:
            raise WrongSecret(
                N_(
                    "This recovery code does not belong to this vault, or one sign is different. "
                    "Compare it with the printed one."
                )
            ) from None
        raise WrongSecret(
            N_("The passphrase is not right. Check the capitals and the keyboard, and type it again.")
        ) from None


def seal(slot: Slot, vault: str, epoch: int, master: bytes) -> None:
    """Give the slot the master key of an epoch."""
    public = X25519PublicKey.from_public_bytes(slot.public)
    slot.seals[epoch] = _SUITE.encrypt(master, public, info=_purpose(slot, vault, epoch))


def unseal(slot: Slot, vault: str, epoch: int, private: bytes) -> bytes:
    """The master key of an epoch; raises KeyError where the slot has none, InvalidTag where the seal is
    not for this key."""
    key = X25519PrivateKey.from_private_bytes(private)
    return _SUITE.decrypt(slot.seals[epoch], key, info=_purpose(slot, vault, epoch))


def wrap(master: bytes, vault: str, epoch: int, secret: bytes, use: bytes = JOURNAL_WRAP) -> bytes:
    """The journal's key, or an earlier master key (`PAST_WRAP`, with its own epoch), under the master key."""
    nonce = secrets.token_bytes(12)
    cipher = AESGCM(subkey(master, vault, use))
    return nonce + cipher.encrypt(nonce, secret, str(epoch).encode())


def unwrap(master: bytes, vault: str, epoch: int, wrapped: bytes, use: bytes = JOURNAL_WRAP) -> bytes:
    """Raises InvalidTag."""
    cipher = AESGCM(subkey(master, vault, use))
    return cipher.decrypt(wrapped[:12], wrapped[12:], str(epoch).encode())


def _stretch(secret: str, work: dict[str, Any]) -> bytes:
    memory, passes, lanes = int(work["memory"]), int(work["passes"]), int(work["lanes"])
    known = _MEMORY <= memory <= _MOST_MEMORY and _ITERATIONS <= passes <= _MOST_ITERATIONS
    if not (known and _LANES <= lanes <= _MOST_LANES):
        raise Refused(
            "The key file was changed by something other than AbductDesk: nobody's passphrase is protected "
            "like this. Put it back from a backup."
        )
    salt = bytes.fromhex(work["salt"])
    argon = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
    with _STRETCHING:
        return argon.derive(unicodedata.normalize("NFKC", secret).encode())


def _about(slot: Slot, vault: str) -> bytes:
    """What the sealed private key is bound to: nobody can weaken the work or swap slots."""
    return canonical([vault, slot.id, slot.kind, slot.staff_id, slot.public.hex(), slot.work])


def _purpose(slot: Slot, vault: str, epoch: int) -> bytes:
    return canonical(["abductdesk master", vault, slot.id, epoch])
