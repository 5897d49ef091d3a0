"""Run the benchmarks and write their table into README.md; with names, run only those and print.

python -m benchmarks [NAME ...]
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import benchmarks
from benchmarks.measure import Row

README = Path(__file__).parent.parent / "README.md"
_NOT_ONE = {"__main__", "measure", "bulk"}
_BETWEEN = re.compile(r"(<!-- benchmarks -->\n).*?(<!-- /benchmarks -->)", re.DOTALL)


def names() -> list[str]:
    """The benchmarks there are."""
    return [module.name for module in iter_modules(benchmarks.__path__) if module.name not in _NOT_ONE]


def table(found: Iterable[Row]) -> str:
    """The rows as Markdown."""
    lines = [f"| {row.what} | {row.floor} | {_figure(row.ratio)} |" for row in found]
    return "\n".join(("| what | measured against (= 1) | ratio |", "|---|---|---:|", *lines)) + "\n"


def _figure(ratio: float) -> str:
    return f"{ratio:.0f}" if ratio >= 100 else f"{ratio:.1f}" if ratio >= 10 else f"{ratio:.2f}"


def main(wanted: list[str]) -> int:
    """Run them one after the other; each prints as it ends."""
    unknown = [name for name in wanted if name not in names()]
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(names())}.", file=sys.stderr)
        return 2
    found: list[Row] = []
    for name in wanted or names():
        these = list(import_module(f"benchmarks.{name}").rows())
        for row in these:
            print(f"{row.what}: {_figure(row.ratio)} × {row.floor}", flush=True)
        found += these
    if not wanted:
        text = README.read_text("utf-8")
        written = table(found)
        README.write_text(_BETWEEN.sub(lambda marks: marks[1] + written + marks[2], text), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
