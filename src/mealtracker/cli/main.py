"""The command `meal`: what it can do, and how a refusal looks and ends."""

from typing import Any

import click

from mealtracker import __version__
from mealtracker.cli.backup import backup
from mealtracker.cli.db import db
from mealtracker.cli.demo import demo
from mealtracker.cli.docs import openapi
from mealtracker.cli.doctor import doctor
from mealtracker.cli.expenses import expense
from mealtracker.cli.imports import import_file, imports
from mealtracker.cli.refusals import Refused, examples
from mealtracker.cli.serve import serve
from mealtracker.cli.users import token, user
from mealtracker.cli.worker import worker
from mealtracker.errors import AppError


class _Refusing(click.Group):
    """A group that ends with 1 and a sentence where the application refuses."""

    def invoke(self, ctx: click.Context) -> Any:  # Any: as Click has it
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except AppError as error:
            raise Refused(error) from error


@click.group(
    cls=_Refusing,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "meal db upgrade",
        "meal user create ana@example.org --name Ana",
        "meal expense add --total 27.50 --place 'Sakura Garden'",
        "meal serve",
    ),
)
@click.version_option(__version__, prog_name="meal")
def main() -> None:
    """Record meals and what they cost, and run the server that shows them.

    Settings come from MEALTRACKER_* variables; `meal doctor` lists them. A command ends with 0
    when it is done, 1 when it was refused and 2 when it was called wrongly.
    """


_COMMANDS = (
    *(serve, worker, db, user, token, expense, import_file, imports, backup, demo, openapi),
    doctor,
)
for _command in _COMMANDS:
    main.add_command(_command)
