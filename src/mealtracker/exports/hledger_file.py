"""hledger: a transaction for each expense, the oldest first, as `payee | note` with tags."""

from collections.abc import Iterator

from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.exports.postings import details, journal_line, one_line, postings, word_of
from mealtracker.exports.source import Source


def write_hledger(source: Source) -> Iterator[bytes]:
    """Yield a journal for `hledger`."""
    yield b"; Meals\ndecimal-mark .\n"
    for page in source.oldest_first():
        yield "".join(map(_entry, page)).encode()


def _entry(expense: ExpenseOut) -> str:
    tags = [f"{word}:" for word in map(word_of, expense.tags) if word]
    return "".join(
        [
            f"\n{expense.eaten_on} * {_description(expense)}\n",
            # A comma would end the value of a tag.
            *(f"    ; {name}:{v.replace(',', ' ')}\n" for name, v in details(expense).items()),
            *([f"    ; {', '.join(tags)}\n"] if tags else []),
            *(journal_line(posting, expense.currency) for posting in postings(expense)),
        ]
    )


def _description(expense: ExpenseOut) -> str:
    """Return payee and note that are read as neither a comment nor a code."""
    payee = one_line(expense.place or "").replace(";", ",").replace("|", "/") or "Expense"
    note = one_line(expense.note).replace(";", ",")
    text = f"{payee} | {note}" if note else payee
    return f"() {text}" if text.startswith("(") else text
