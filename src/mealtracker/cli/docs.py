"""`meal openapi`: the description of the API."""

import click

from mealtracker.cli.opened import read_settings
from mealtracker.cli.refusals import examples


@click.command(epilog=examples("meal openapi > openapi.json"))
def openapi() -> None:
    """Print the OpenAPI description of the API as JSON."""
    import orjson
    from pydantic import SecretStr

    from mealtracker.api.openapi import document
    from mealtracker.app import create_app

    # Describing needs no key: without one given, a file would be made.
    settings = read_settings().model_copy(update={"secret_key": SecretStr("unused")})
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS
    click.echo(orjson.dumps(document(create_app(settings)), option=options).decode())
