"""A plain install has every language, and a translation that lost a placeholder cannot be built."""

from __future__ import annotations

import gettext
import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEEDED = ("pyproject.toml", "README.md", "LICENSE", "scripts", "translations")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of what a build needs, with the program reduced to its version."""
    for name in NEEDED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    (tmp_path / "abductdesk").mkdir()
    shutil.copy(ROOT / "abductdesk" / "__init__.py", tmp_path / "abductdesk")
    return tmp_path


def build(source: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "out"],
        cwd=source, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_wheel_holds_every_catalogue_compiled(source: Path) -> None:
    done = build(source)
    assert done.returncode == 0, done.stderr
    wheel = zipfile.ZipFile(next((source / "out").glob("*.whl")))
    packed = {name for name in wheel.namelist() if name.endswith(".mo")}
    catalogues = ROOT.glob("translations/*/LC_MESSAGES/*.po")
    assert packed == {
        f"abductdesk/{path.relative_to(ROOT).with_suffix('.mo').as_posix()}" for path in catalogues
    }
    dutch = gettext.GNUTranslations(
        io.BytesIO(wheel.read("abductdesk/translations/nl/LC_MESSAGES/letters.mo"))
    )
    assert dutch.pgettext("letter:contact_confirmation", "Who does what") == "Wie doet wat"


def test_a_lost_placeholder_stops_the_build(source: Path) -> None:
    catalogue = source / "translations" / "fr" / "LC_MESSAGES" / "letters.po"
    text = catalogue.read_text()
    assert "au plus tard le {reply_by}" in text
    catalogue.write_text(text.replace("au plus tard le {reply_by}", "bientôt"))
    done = build(source)
    assert done.returncode != 0
    assert "reply_by" in done.stderr
    assert not list((source / "out").glob("*.whl"))
