"""The journal as a file for the data-protection officer, and how anybody checks one.

The file is JSON: `entries` in their order, each with what its MAC covers, the MAC before it and its own;
`head` the last entry of the whole journal; `check` what the program found when it wrote the file. Without a
key one can see that no number is missing, that each entry names the MAC of the one before, and (where details
stand in it) that they are those whose hash was chained. With the key the MACs themselves are computed again,
and the file's own seal.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any

from abductdesk.faults import Refused

FORMAT = "abductdesk-journal-1"
LARGEST = 500 * 1024 * 1024
_COVERED = (
    "sequence", "at", "staff_id", "action", "record_kind", "record_id", "case_id", "detail_hash", "previous",
)  # fmt: skip
_TEXTS = ("at", "action", "record_kind", "detail_hash", "previous", "mac")
_NUMBERS = ("sequence", "staff_id", "record_id")


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: entries, the first that does not follow the one before (None: all do), those whose
    detail is not what was chained, those whose MAC the key does not give, and whether the file's seal holds
    (None where there was no key)."""

    entries: int
    first: int
    last: int
    broken_at: int | None
    rewritten: tuple[int, ...]
    forged: tuple[int, ...]
    sealed: bool | None

    @property
    def whole(self) -> bool:
        return self.broken_at is None and not self.rewritten and not self.forged and self.sealed is not False


def write_journal(content: Mapping[str, Any], key: bytes) -> bytes:
    """The file, sealed under the journal's key."""
    whole = {"format": FORMAT, **content}
    return json.dumps({**whole, "seal": _seal(whole, key)}, ensure_ascii=False, indent=1).encode()


def check_journal(content: bytes, key: bytes | None = None) -> Found:
    """Check a file. Raises `Refused` where it is none."""
    plain = _read(content)
    entries = plain["entries"]
    broken = None
    for before, entry in pairwise(entries):
        if entry["sequence"] != before["sequence"] + 1 or entry["previous"] != before["mac"]:
            broken = int(entry["sequence"])
            break
    rewritten = tuple(entry["sequence"] for entry in entries if not _detail_fits(entry))
    if key is None:
        forged, sealed = (), None
    else:
        forged = tuple(entry["sequence"] for entry in entries if not _mac_fits(entry, key))
        seal = plain.pop("seal")
        sealed = _same(seal, _seal(plain, key))
    first, last = (entries[0]["sequence"], entries[-1]["sequence"]) if entries else (0, 0)
    return Found(len(entries), first, last, broken, rewritten, forged, sealed)


def _read(content: bytes) -> dict[str, Any]:
    """The file as plain data of the form that a check needs."""
    try:
        plain = json.loads(content)
        entries = plain["entries"]
        right = plain["format"] == FORMAT and isinstance(plain["seal"], str) and isinstance(entries, list)
        right = right and all(_is_entry(entry) for entry in entries)
    except (ValueError, KeyError, TypeError, RecursionError):
        right = False
    if not right:
        raise Refused("This is not a journal that the program exported as JSON.")
    assert isinstance(plain, dict)
    return plain


def _is_entry(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and all(isinstance(entry.get(name), str) for name in _TEXTS)
        and all(type(entry.get(name)) is int for name in _NUMBERS)
        and "case_id" in entry
        and isinstance(entry["case_id"], int | None)
        and all(isinstance(entry.get(name, ""), str) for name in ("salt", "detail"))
    )


def _detail_fits(entry: Mapping[str, Any]) -> bool:
    if "detail" not in entry:
        return True
    told = _bytes(f"{entry.get('salt', '')}\n{entry['detail']}")
    return sha256(told).hexdigest() == str(entry["detail_hash"])


def _mac_fits(entry: Mapping[str, Any], key: bytes) -> bool:
    covered = json.dumps([entry[name] for name in _COVERED], ensure_ascii=False)
    return _same(entry["mac"], hmac.new(key, _bytes(covered), "sha256").hexdigest())


def _seal(plain: Mapping[str, Any], key: bytes) -> str:
    canonical = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.new(key, b"journal file\0" + _bytes(canonical), "sha256").hexdigest()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(_bytes(one), _bytes(other))


def _bytes(text: str) -> bytes:
    """Also of text that no program of ours writes."""
    return text.encode(errors="surrogatepass")
