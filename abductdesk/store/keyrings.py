"""The system's keyring, for computers that a person trusts. Never the only copy of a key, and never
replaced by a file: where there is no real keyring the passphrase is always asked."""

from __future__ import annotations

import base64
import binascii
from enum import Enum
from typing import Any

import keyring

from abductdesk.faults import Refused

SERVICE = "AbductDesk"
_REAL = {
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.libsecret", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
    ("keyring.backends.kwallet", "DBusKeyringKWallet4"),
}


def is_available() -> bool:
    """Whether this system has a keyring that keeps secrets for the signed-in user."""
    return _backend() is not None


def keep(vault: str, slot: str, private: bytes) -> None:
    """Put a key into the keyring and read it back; raises `Refused` where it did not stay."""
    backend = _backend()
    if backend is None:
        raise _no_keyring()
    if hasattr(backend, "persist"):
        backend.persist = "local_machine"  # Windows: stays on this computer, does not roam
    try:
        backend.set_password(SERVICE, f"{vault}:{slot}", base64.b64encode(private).decode())
    except Exception:  # noqa: BLE001  the back ends raise what their systems raise, pywintypes.error too
        raise _no_keyring() from None
    if fetch(vault, slot) != private:
        raise _no_keyring()


class Silence(Enum):
    """Why a keyring gives no key."""

    NOTHING = "nothing"  # it answers and holds none: never kept, or lost with a reset
    LOCKED = "locked"
    ABSENT = "absent"


def ask(vault: str, slot: str) -> bytes | Silence:
    """The key, or why there is none."""
    backend = _backend()
    if backend is None:
        return Silence.ABSENT
    try:
        found = backend.get_password(SERVICE, f"{vault}:{slot}")
        return base64.b64decode(found, validate=True) if found else Silence.NOTHING
    except binascii.Error:
        return Silence.NOTHING
    except Exception:  # noqa: BLE001  as above; a keyring that fails is one that does not open now
        return Silence.LOCKED


def fetch(vault: str, slot: str) -> bytes | None:
    """The key, or None: not here, keyring locked or gone (then the passphrase is asked)."""
    found = ask(vault, slot)
    return found if isinstance(found, bytes) else None


def forget(vault: str, slot: str) -> None:
    """Take a key out of the keyring; harmless where there is none."""
    backend = _backend()
    if backend is None:
        return
    try:
        backend.delete_password(SERVICE, f"{vault}:{slot}")
    except Exception:  # noqa: BLE001  as above; the slot is gone from the key file in any case
        return


def _backend() -> Any:
    """The first real back end among those chosen by the system, or None."""
    try:
        chosen = keyring.get_keyring()
        for backend in getattr(chosen, "backends", [chosen]):
            if (type(backend).__module__, type(backend).__name__) in _REAL:
                return backend
    except Exception:  # noqa: BLE001  as above
        return None
    return None


def _no_keyring() -> Refused:
    return Refused(
        "This computer has no keyring that AbductDesk can use, so it cannot be trusted to open the vault by "
        "itself. The passphrase will be asked each time."
    )
