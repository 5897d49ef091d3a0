"""What the process itself must not do with memory that holds keys."""

from __future__ import annotations

import ctypes
import sys

try:
    import resource
except ImportError:  # Windows writes no core files
    resource = None  # type: ignore[assignment]

_SYSTEM: str = sys.platform
_PR_GET_DUMPABLE, _PR_SET_DUMPABLE = 3, 4


def no_core_dumps() -> None:
    """Keep a crash from writing keys and records to disk.

    On Linux the process also says that it is not to be dumped: the limit does not stop a program that the
    kernel pipes the memory to. Nor may another program of the same person look into it then.
    """
    if _SYSTEM == "linux":
        _prctl(_PR_SET_DUMPABLE, 0)
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def keeps_memory() -> bool:
    """Whether this system was told not to write this program's memory when it crashes."""
    if _SYSTEM == "linux" and _prctl(_PR_GET_DUMPABLE, 0) != 0:
        return False
    limits = resource.getrlimit(resource.RLIMIT_CORE) if resource is not None else None
    return limits == (0, 0)


def _prctl(option: int, value: int) -> int:
    return int(ctypes.CDLL(None).prctl(option, value, 0, 0, 0))
