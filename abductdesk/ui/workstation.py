"""What this computer remembers: last vault, language, theme, window place, and nothing else."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from platformdirs import user_config_path

FILE = "workstation.json"


@dataclass
class Workstation:
    """`vault` is a folder; `window` is Qt's own description of place and size, in base 64."""

    vault: str = ""
    language: str = ""
    theme: str = "system"
    scale: int = 100
    window: str = ""

    def save(self) -> None:
        """Write it; a computer that cannot remember is no reason to stop."""
        try:
            path = _path()
            fresh = path.with_suffix(".new")
            fresh.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
            fresh.replace(path)
        except OSError:
            return


def remembered() -> Workstation:
    """What was remembered; a missing or damaged file is as good as none."""
    try:
        found = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Workstation()
    found = found if isinstance(found, dict) else {}
    blank = Workstation()
    kept = {
        known.name: found[known.name]
        for known in fields(Workstation)
        if isinstance(found.get(known.name), type(getattr(blank, known.name)))
    }
    return Workstation(**kept)


def folder() -> Path:
    """Where this computer keeps it, and the log; `ABDUCTDESK_CONFIG` names another folder."""
    chosen = os.environ.get("ABDUCTDESK_CONFIG")
    found = Path(chosen) if chosen else user_config_path("abductdesk", appauthor=False)
    found.mkdir(parents=True, exist_ok=True)
    return found


def _path() -> Path:
    return folder() / FILE
