"""Build hook: compile the catalogues into the wheel; a lost placeholder stops the build."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.mofile import write_mo
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent.parent))  # the builder loads this file by its path

from scripts.catalogues import mismatches, read


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts translations/<language>/LC_MESSAGES/*.mo under abductdesk/ in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        self._folder = TemporaryDirectory()
        if self.target_name != "wheel" or version == "editable":
            return
        source = Path(self.root) / "translations"
        for path in sorted(source.glob("*/LC_MESSAGES/*.po")):
            catalog = read(path)
            if wrong := mismatches(catalog):
                raise ValueError("Placeholders differ:\n" + "\n".join(wrong))
            inside = path.relative_to(source).with_suffix(".mo")
            compiled = Path(self._folder.name) / inside
            compiled.parent.mkdir(parents=True, exist_ok=True)
            with compiled.open("wb") as out:
                write_mo(out, catalog)
            build_data["force_include"][str(compiled)] = f"abductdesk/translations/{inside.as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        self._folder.cleanup()
