"""Names of files that come in: what is left of one once it can neither lead elsewhere nor deceive, and
whether the file is what its name says."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
NAMELESS = "document"
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*]')
# what starts something when it is opened
_RUNS = frozenset(
    {
        "exe", "com", "scr", "pif", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta",
        "msi", "msp", "cpl", "dll", "lnk", "url", "jar", "app", "sh", "desktop", "reg", "iso", "img", "vhd",
        "docm", "xlsm", "pptm", "xlam", "dotm",
    }
)  # fmt: skip
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)


def plain_name(name: str) -> str:
    """The last part of a path as a name that every system takes: no folder, no device, no sign that is not
    seen or turns the writing around, at most 120 characters with its ending kept."""
    last = re.split(r"[\\/]", name)[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    tidy = " ".join(_FORBIDDEN.sub("_", unicodedata.normalize("NFC", seen)).split()).strip(" .")
    if _DEVICES.match(tidy):
        tidy = f"_{tidy}"
    ending = PurePosixPath(tidy).suffix[:12]
    if len(tidy) > LONGEST:
        tidy = f"{tidy[: LONGEST - len(ending)].strip(' .')}{ending}"
    return tidy or NAMELESS


def runs_something(name: str, content: bytes) -> bool:
    """Whether opening the file would start a program, by its name or by what stands in it."""
    ending = PurePosixPath(name.rstrip(" .")).suffix.lower().removeprefix(".")
    if ending in _RUNS or content.startswith(_PROGRAMS):
        return True
    return content.startswith(b"PK\x03\x04") and b"vbaProject.bin" in content
