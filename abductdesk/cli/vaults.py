"""Commands on a vault: `cases`, `letter`, `import`, `verify`, and `demo`, which makes one."""

from abductdesk.cli.command import Command

COMMANDS: tuple[Command, ...] = ()
