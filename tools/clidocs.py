"""Write docs/guide/cli.md from the commands themselves.

Run it after every change of a command: .venv/bin/python tools/clidocs.py
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from mealtracker.cli.main import main

PAGE: Final = Path(__file__).parents[1] / "docs" / "guide" / "cli.md"
_WIDTH: Final = 88
_HEAD: Final = """\
# The command line

Everything that the command `meal` does, written by `tools/clidocs.py` from the commands
themselves. `meal COMMAND --help` shows the same.

- Settings are read from `MEALTRACKER_*` variables. `meal doctor` lists them.
- Commands that work on a household act for `--user EMAIL`, else for `MEALTRACKER_USER`, else for
  the only account there is.
- A command ends with 0 when it is done, 1 when it was refused, 2 when it was called wrongly.
  Results go to standard output, refusals and progress to standard error.
- Only `meal db upgrade` makes a database; other commands say where they looked.
"""


def reference() -> str:
    """Return the page as it must be."""
    return "\n".join([_HEAD, *_sections(main, "meal", None)])


def _sections(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(
        command,
        info_name=name,
        parent=parent,
        terminal_width=_WIDTH,
        max_content_width=_WIDTH,
        **command.context_settings,
    )
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            yield from _sections(command.commands[child], child, context)


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(reference(), encoding="utf-8")
