"""Pydantic's findings as faults: where, as a JSON pointer, and what to change."""

from collections.abc import Callable
from typing import Any, Final

from pydantic import ValidationError

from mealtracker.domain.text import shown
from mealtracker.errors import Fault
from mealtracker.sentences import say, say_many


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


def _words(found: Any) -> str:  # Any: Pydantic's own
    for kinds, sentence in _SENTENCES.items():
        if found["type"] in kinds.split():
            return sentence(str(found["input"]), found.get("ctx", {}))
    return str(found["msg"])


#: What is said for the kinds of Pydantic's findings, from the input and the finding's context.
_SENTENCES: Final[dict[str, Callable[[str, Any], str]]] = {  # Any: limits, in Pydantic's types
    "refused": lambda _, context: context["reason"],
    "missing string_too_short": lambda _, _context: say("This is needed."),
    "string_too_long": lambda text, context: say_many(
        "Take at most %(num)s character; this has %(length)s.",
        "Take at most %(num)s characters; this has %(length)s.",
        context["max_length"],
        length=len(text),
    ),
    "too_long": lambda _, context: say("Take at most %(num)s.", num=context["max_length"]),
    "too_short": lambda _, context: say("Take at least %(num)s.", num=context["min_length"]),
    "extra_forbidden": lambda _, _context: say("There is no field of this name."),
    "string_type": lambda _, _context: say('Write this as text, like "27.50".'),
    "enum literal_error": lambda text, context: say(
        "“%(text)s” is not one of %(known)s.", text=shown(text), known=context["expected"]
    ),
    "int_parsing int_type int_from_float": lambda text, _: say(
        "“%(text)s” is not a whole number.", text=shown(text)
    ),
    "float_parsing float_type finite_number": lambda text, _: say(
        "“%(text)s” is not a number.", text=shown(text)
    ),
    "bool_parsing bool_type": lambda _, _context: say("Write true or false."),
    "greater_than_equal": lambda _, context: say("Take %(num)s or more.", num=context["ge"]),
    "less_than_equal": lambda _, context: say("Take %(num)s or less.", num=context["le"]),
    "uuid_parsing uuid_type": lambda text, _: say("“%(text)s” is no id.", text=shown(text)),
    "string_pattern_mismatch": lambda text, _: say(
        "“%(text)s” is not written as it must be.", text=shown(text)
    ),
}
