"""The corpus: lines as people type them, each with its whole reading.

A file of `lines/` has a line and, after a tab, what it says: the fields of the draft that are not
as usual, with `|` between them, `+` before a name that is new and `?` before a field that is asked
back. The line `# context: LOCALE CURRENCY` says for whom the lines after it are read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from babel import Locale

from mealtracker.domain.amounts import Separators
from mealtracker.domain.money import Currency
from mealtracker.domain.text import name_key
from mealtracker.quickadd.context import Context, Known
from mealtracker.quickadd.schemas import Line

FOLDER = Path(__file__).with_name("lines")
#: A Wednesday.
TODAY = date(2026, 11, 25)
_HEAD = "# context: "
_ORDERS = {"en": "MDY", "en_GB": "DMY", "sv": "YMD"}
_KNOWN = {
    "place": (
        *("Chipotle", "Blue Bottle", "Ruby Tuesday", "Route 66 Diner", "Ben & Jerry's", "Bar"),
        *("Sakura Garden", "The Breakfast Club", "Zum Goldenen Hirsch", "Café 1900", "Pizza 4P's"),
    ),
    "person": ("Ana", "Ana Duarte", "Kofi", "May"),
    "tag": ("work", "team lunch"),
    "category": ("Dining", "Coffee", "Groceries"),
}
_CATEGORIES = {"dining": "Dining", "coffee": "Coffee", "groceries": "Groceries"}


@dataclass(frozen=True)
class Case:
    """A line, for whom it is read, and what it says."""

    file: str
    context: Context
    line: str
    reading: str


def cases() -> Iterator[Case]:
    """Yield every line of the corpus."""
    for file in sorted(FOLDER.glob("*.tsv")):
        context = None
        for row in file.read_text(encoding="utf-8").split("\n"):
            if row.startswith(_HEAD):
                context = context_of(row)
            elif row and not row.startswith("# "):
                line, _, reading = row.partition("\t")
                assert context is not None, file
                yield Case(file.stem, context, line, reading)


def context_of(head: str) -> Context:
    """Return who the lines after `head` are read for."""
    locale, currency, *rest = head.removeprefix(_HEAD).split()
    symbols = Locale.parse(locale).number_symbols["latn"]
    is_known = rest == ["known"]
    names = {
        name_key(name): [Known(kind, name)] for kind, found in _KNOWN.items() for name in found
    }
    return Context(
        today=TODAY,
        currency=Currency(currency),
        language=locale,
        marks=Separators(symbols["decimal"], symbols["group"]),
        day_order=_ORDERS.get(locale, "DMY"),
        names=names if is_known else {},
        categories=_CATEGORIES if is_known else {},
    )


def reading_of(line: Line, context: Context) -> str:
    """Return what a line says, in the form of the corpus."""
    values = line.draft.values()
    if line.draft.eaten_on == context.today:
        del values["eaten_on"]
    if line.draft.kind == "expense":
        del values["kind"]
    new = {(chip.field, chip.value) for chip in line.chips if chip.is_new}
    asked = {item.field for item in line.unsure}
    parts = []
    for name, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            mark = ("?" if name in asked else "") + ("+" if (name, one) in new else "")
            parts.append(f"{mark}{name} {one}")
    parts += [f"?{name}" for name in sorted(asked) if name not in values]
    return " | ".join(parts)


def writers() -> list[Context]:
    """Return everybody for whom a line of the corpus is read, each once."""
    found: list[Context] = []
    for case in cases():
        found += [] if case.context in found else [case.context]
    return found
