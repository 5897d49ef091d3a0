"""What the process itself must not do with memory that holds keys."""

from __future__ import annotations

try:
    import resource
except ImportError:  # Windows writes no core files
    resource = None  # type: ignore[assignment]


def no_core_dumps() -> None:
    """Keep a crash from writing keys and records to disk."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
