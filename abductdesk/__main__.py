"""Start: a command when one is given, else the window (`--vault V` alone: on that vault)."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run the command line or the window; only the wanted one is loaded, the other would cost 0.3 s."""
    match sys.argv[1:]:
        case [] | ["--vault", _]:
            from abductdesk import app

            return app.run(*map(Path, sys.argv[2:]))
        case asked:
            from abductdesk import cli

            return cli.main(asked)


if __name__ == "__main__":
    sys.exit(main())
