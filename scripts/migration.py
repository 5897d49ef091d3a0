"""Write the next migration from the records: `python scripts/migration.py "what changed"`.

`--initial` rewrites the first one from the records as they are now (only before the first release).
Read what it wrote before you keep it: a rename looks like a drop and an add.
"""

from __future__ import annotations

import argparse
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command

from abductdesk.models import Base
from abductdesk.store import engines, migrating, versions

FOLDER = migrating.FOLDER / "versions"


def write(message: str, *, initial: bool) -> Path:
    """Compare the records with a scratch vault at the newest (or no) migration."""
    number = "0001" if initial else f"{int(versions.known()[-1]) + 1:04d}"
    later = [path for path in FOLDER.glob("0*.py") if initial]
    hidden = {path: path.read_text() for path in later}
    for path in later:
        path.unlink()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            script = _autogenerate(Path(scratch) / engines.FILE, message, number, initial=initial)
    finally:
        for path, text in hidden.items():
            if not path.name.startswith("0001"):
                path.write_text(text)
    subprocess.run([sys.executable, "-m", "ruff", "check", "--fix", "-q", script], check=False)
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", script], check=True)
    return script


def _autogenerate(path: Path, message: str, number: str, *, initial: bool) -> Path:
    key = secrets.token_hex(32)
    engines.connect(path, key, create=True).execute("PRAGMA journal_mode = WAL")
    if not initial:
        migrating.upgrade(path.parent, key)
    engine = engines.migrator(path, key)
    with engine.begin() as link:
        settings = migrating.config(link, Base.metadata)
        settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        script = command.revision(settings, message, autogenerate=True, rev_id=number)
    engine.dispose()
    return Path(script.path)  # type: ignore[union-attr]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("message", nargs="?")
    parser.add_argument("--initial", action="store_true")
    asked = parser.parse_args()
    if not asked.initial and not asked.message:
        parser.error("say what changed")
    sys.stdout.write(f"{write(asked.message or 'initial', initial=asked.initial)}\n")
