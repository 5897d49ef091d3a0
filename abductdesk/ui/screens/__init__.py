"""The screens. To add one: a file here that ends with `SCREEN = TheClass` (see `ui/shell.py`)."""

from __future__ import annotations

import importlib
import pkgutil

from abductdesk.ui.shell import Screen


def discover() -> list[type[Screen]]:
    """Every screen of this folder, in the order of the sidebar."""
    found: list[type[Screen]] = []
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        screen = getattr(importlib.import_module(module.name), "SCREEN", None)
        if screen is not None:
            found.append(screen)
    return sorted(found, key=lambda screen: (screen.foot, screen.order, screen.key))
