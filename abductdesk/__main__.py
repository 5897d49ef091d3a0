"""Start: a command when one is given, else the window."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line or the window; only the wanted one is loaded, the other would cost 0.3 s."""
    if len(sys.argv) > 1:
        from abductdesk import cli

        return cli.main(sys.argv[1:])
    from abductdesk import app

    return app.run()


if __name__ == "__main__":
    sys.exit(main())
