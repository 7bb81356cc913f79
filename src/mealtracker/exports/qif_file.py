"""QIF: a cash account for each currency, because QIF itself knows none; the oldest first."""

from collections.abc import Iterator

from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.exports.postings import FOOD, one_line, postings
from mealtracker.exports.source import Source

_ROOT = "Expenses:"


def write_qif(source: Source) -> Iterator[bytes]:
    """Yield the file in pieces; days are written month first, as Quicken does."""
    for span in source.spans():
        yield f"!Account\nNMeals {span.currency}\nTCash\n^\n!Type:Cash\n".encode()
        for page in source.oldest_first(span.currency):
            yield "".join(map(_entry, page)).encode()


def _entry(expense: ExpenseOut) -> str:
    *parts, paid = postings(expense)
    splits = [(_category(part.account), _negated(part.amount)) for part in parts]
    category = splits[0][0] if splits else FOOD.removeprefix(_ROOT)
    return "".join(
        [
            f"D{expense.eaten_on:%m/%d/%Y}\nT{paid.amount}\n",
            f"P{one_line(expense.place)}\n" if expense.place else "",
            f"M{one_line(expense.note)}\n" if expense.note else "",
            f"L{category}\n",
            *(f"S{name}\n${amount}\n" for name, amount in splits if len(splits) > 1),
            "^\n",
        ]
    )


def _category(account: str) -> str:
    return account.removeprefix(_ROOT)


def _negated(amount: str) -> str:
    return amount.removeprefix("-") if amount.startswith("-") else f"-{amount}"
