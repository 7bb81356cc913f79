"""Ledger: a transaction for each expense, the oldest first."""

from collections.abc import Iterator

from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.exports.postings import details, journal_line, one_line, postings, word_of
from mealtracker.exports.source import Source


def write_ledger(source: Source) -> Iterator[bytes]:
    """Yield a journal for `ledger`."""
    yield b"; Meals\n"
    for page in source.oldest_first():
        yield "".join(map(_entry, page)).encode()


def _entry(expense: ExpenseOut) -> str:
    known = details(expense) | ({"note": one_line(expense.note)} if expense.note else {})
    tags = [word for word in map(word_of, expense.tags) if word]
    return "".join(
        [
            f"\n{expense.eaten_on} * {_payee(expense.place)}\n",
            *(f"    ; {name}: {value}\n" for name, value in known.items()),
            *([f"    ; :{':'.join(tags)}:\n"] if tags else []),
            *(journal_line(posting, expense.currency) for posting in postings(expense)),
        ]
    )


def _payee(place: str | None) -> str:
    """Return the name of a place that is read as neither a comment nor a code."""
    name = one_line(place or "").replace(";", ",") or "Expense"
    return f"() {name}" if name.startswith("(") else name
