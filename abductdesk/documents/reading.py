"""The words of a document somebody kept, to find out whom it names. Nothing is opened that could act."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import closing
from html import unescape

import pypdfium2

from abductdesk.documents.pdfium import ONE_AT_A_TIME

_MOST = 60_000_000  # bytes that a packed document may unfold to
_TAG = re.compile(r"<[^>]{0,2000}>")
_PLAIN = ("text/", "message/", "application/json", "application/xml", "application/rtf")


def read_words(content: bytes, media_type: str) -> str | None:
    """The words, or None where the program cannot read them."""
    if content.startswith(b"%PDF"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    if media_type.startswith(_PLAIN) or _looks_plain(content):
        return _decoded(content)
    return None


def _pdf(content: bytes) -> str | None:
    try:
        with ONE_AT_A_TIME, closing(pypdfium2.PdfDocument(content)) as pdf:
            words = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    except pypdfium2.PdfiumError:
        return None
    return words if any(map(str.isalpha, words)) else None  # a scan has none


def _packed(content: bytes) -> str | None:
    """The words of an office file: its parts without their tags. What stands in pictures is not read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = [part for part in packed.infolist() if part.filename.endswith((".xml", ".html", ".txt"))]
            if not parts or sum(part.file_size for part in parts) > _MOST:
                return None
            pictures = any(part.filename.startswith(("word/media", "Pictures")) for part in packed.infolist())
            words = " ".join(_decoded(packed.read(part)) for part in parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return None
    return None if pictures else unescape(_TAG.sub(" ", words))


def _decoded(content: bytes) -> str:
    for code in ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return content.decode(code)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", "replace")


def _looks_plain(content: bytes) -> bool:
    try:
        return content[:4096].decode("utf-8").isprintable() and b"\0" not in content
    except UnicodeDecodeError:
        return False
