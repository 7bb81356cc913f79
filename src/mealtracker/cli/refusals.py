"""How refusals look on the terminal: one line a fault, named as the option it is about."""

from collections.abc import Mapping
from typing import IO, TYPE_CHECKING, Any, Final

import click

from mealtracker.errors import AppError, Fault, Invalid

if TYPE_CHECKING:
    from pydantic import BaseModel

#: Fields that do not go by their own name on the command line.
_NAMES: Final = {
    "tags": "--tag",
    "people": "--person",
    "items": "--item",
    "scopes": "--scope",
    "email": "EMAIL",
    "password": "password",  # nosec B105 - the name, not one
}


class Refused(click.ClickException):
    """A refusal of the application, shown on stderr; the exit code is 1."""

    def __init__(self, error: AppError) -> None:
        """Take the sentences of `error`."""
        faults = error.faults if isinstance(error, Invalid) else ()
        self.lines = [_line(fault) for fault in faults] or [error.message]
        super().__init__("\n".join(self.lines))

    def show(self, file: IO[Any] | None = None) -> None:  # Any: as Click has it
        """Print the sentences, each on a line of its own."""
        for line in self.lines:
            click.echo(line, file=file, err=True)


def read_draft[D: BaseModel](model: type[D], fields: Mapping[str, object]) -> D:
    """Return the draft that `fields` make.

    Raises:
        Invalid: every fault is named.
    """
    from pydantic import ValidationError

    try:
        return model.model_validate(fields)
    except ValidationError as error:
        faults = [Fault(_pointer(found["loc"]), _words(found)) for found in error.errors()]
        raise Invalid(faults) from error


def examples(*lines: str) -> str:
    """Return the end of a command's help: what one may type."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def _line(fault: Fault) -> str:
    name = fault.at.strip("/").partition("/")[0]
    if not name:
        return fault.message
    return f"{_NAMES.get(name, '--' + name.replace('_', '-'))}: {fault.message}"


def _pointer(path: tuple[int | str, ...]) -> str:
    return "".join(f"/{part}" for part in path)


def _words(found: Any) -> str:  # Any: Pydantic's own dictionary
    context = found.get("ctx") or {}
    match found["type"]:
        case "missing" | "string_too_short":
            return "This is needed."
        case "string_too_long":
            return f"Take at most {context['max_length']} characters."
        case "greater_than_equal":
            return f"Take {context['ge']} or more."
        case "less_than_equal":
            return f"Take {context['le']} or less."
        case "string_pattern_mismatch":
            return f"“{found['input']}” is not written as it must be."
        case _:
            return str(found["msg"])
