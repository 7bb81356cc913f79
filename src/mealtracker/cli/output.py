"""What commands print: aligned columns for people, JSON for programs, progress on the side."""

import sys
from collections.abc import Sequence

import click


def print_json(value: object) -> None:
    """Print `value` as JSON, the way the API writes it."""
    import orjson

    click.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their heads; a head that begins with `>` aligns its column to the right."""
    names = [head.removeprefix(">") for head in heads]
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    for row in (names, *rows):
        cells = [
            cell.rjust(width) if head.startswith(">") else cell.ljust(width)
            for head, cell, width in zip(heads, row, widths, strict=True)
        ]
        click.echo("  ".join(cells).rstrip())


def say(text: str) -> None:
    """Say what is being done to whoever watches; nothing when nobody does."""
    if sys.stderr.isatty():
        click.echo(text, err=True)
