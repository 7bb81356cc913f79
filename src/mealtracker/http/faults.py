"""Pydantic's findings as faults: where, as a JSON pointer, and what to change."""

from typing import Any, Final

from pydantic import ValidationError

from mealtracker.errors import Fault

_LONGEST: Final = 40


def faults_of(error: ValidationError, *, are_parameters: bool = False) -> list[Fault]:
    """Return one fault for each finding."""
    return [
        Fault(_place(found["loc"], are_parameters=are_parameters), _words(found), are_parameters)
        for found in error.errors(include_url=False)
    ]


def _place(path: tuple[int | str, ...], *, are_parameters: bool) -> str:
    if are_parameters:
        return str(path[0]) if path else ""
    parts = (str(part).replace("~", "~0").replace("/", "~1") for part in path)
    return "".join(f"/{part}" for part in parts)


def _words(found: Any) -> str:  # noqa: C901, PLR0911 - one table; Any: Pydantic's own
    context = found.get("ctx") or {}
    value = str(found.get("input"))
    shown = value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
    match found["type"]:
        case "missing" | "string_too_short":
            return "This is needed."
        case "string_too_long":
            return f"Take at most {context['max_length']} characters; this has {len(value)}."
        case "too_long":
            return f"Take at most {context['max_length']}."
        case "extra_forbidden":
            return "There is no field of this name."
        case "string_type":
            return 'Write this as text, like "27.50".'
        case "enum" | "literal_error":
            return f"“{shown}” is not one of {context['expected']}."
        case "int_parsing" | "int_type" | "int_from_float":
            return f"“{shown}” is not a whole number."
        case "greater_than_equal":
            return f"Take {context['ge']} or more."
        case "less_than_equal":
            return f"Take {context['le']} or less."
        case "uuid_parsing" | "uuid_type":
            return f"“{shown}” is no id."
        case "string_pattern_mismatch":
            return f"“{shown}” is not written as it must be."
        case _:
            return str(found["msg"])
