"""A typed line instead of options: what it says, and what it leaves open."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from mealtracker.errors import Invalid

if TYPE_CHECKING:
    from mealtracker.db.reading import Reading
    from mealtracker.domain.actor import Actor
    from mealtracker.quickadd.schemas import Chip, Line, Unsure

type Fields = dict[str, Any]  # Any: the API's fields

#: An option for one of these says more than the line's other fields of the same sort.
_TOGETHER: Final = {"total": ("subtotal", "tip"), "place_id": ("place",)}


def fields_of_line(
    reading: "Reading", actor: "Actor", text: str, given: Mapping[str, Any], *, is_sure: bool
) -> tuple["Line", Fields]:
    """Return the line, and the fields that it says; those in `given` are left to the options.

    Raises:
        Invalid: something is unsure that no option says; `is_sure` takes the line as it was read.
    """
    from mealtracker.quickadd.queries import read_quick_line

    line = read_quick_line(reading, actor, text, language=actor.locale)
    left = {name for option in given for name in (option, *_TOGETHER.get(option, ()))}
    values = {name: value for name, value in line.draft.values().items() if name not in left}
    asked = [item for item in line.unsure if item.field not in left]
    if any(item.field == "total" and line.draft.total is None for item in asked):
        is_sure = False
    if asked and not is_sure:
        raise Invalid("\n".join([*map(_question, asked), _what_to_do(line)]))
    return line, values


def print_line(line: "Line", today: date) -> None:
    """Print what was understood, a line each."""
    for chip in line.chips:
        click.echo(f"  {chip.field.replace('_', ' '):12}{chip.value or chip.text}{_remark(chip)}")
    if line.draft.eaten_on == today and not line.chip("eaten_on"):
        click.echo(f"  {'eaten on':12}{today}  (today)")


def _question(item: "Unsure") -> str:
    name = item.field.replace("_", " ")
    return f"{name}, “{item.text}”: {item.why}" if item.text else f"{name}: {item.why}"


def _what_to_do(line: "Line") -> str:
    readings = [choice.line for chip in line.chips for choice in chip.choices]
    ways = "".join(f"\n  {reading}" for reading in readings)
    if line.draft.total is None:
        return f"Write it so that it is sure, or give --total.{ways}"
    return f"Write it so that it is sure, or take it as it was read with --yes.{ways}"


def _remark(chip: "Chip") -> str:
    if chip.is_new:
        return "  (new)"
    return f"  ({chip.why})" if chip.why else ""
