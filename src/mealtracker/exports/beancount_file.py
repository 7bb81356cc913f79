"""Beancount: a transaction for each expense, the oldest first."""

import re
from collections.abc import Iterator
from typing import Final

from mealtracker.domain.text import fold
from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.exports.postings import details, one_line, postings
from mealtracker.exports.source import Source
from mealtracker.fields import FIRST_DAY

_NO_TAG_SIGN: Final = re.compile(r"[^a-z0-9]+")


def write_beancount(source: Source) -> Iterator[bytes]:
    """Yield a file that `bean-check` accepts by itself: accounts are opened where first used."""
    opened: set[str] = set()
    yield b'option "title" "Meals"\n'
    for page in source.oldest_first():
        yield "".join(_entry(expense, opened) for expense in page).encode()


def _entry(expense: ExpenseOut, opened: set[str]) -> str:
    found = postings(expense)
    new = [account for account in dict.fromkeys(p.account for p in found) if account not in opened]
    opened.update(new)
    known = details(expense) | _tag_names(expense)
    tags = "".join(f" #{tag}" for tag in _tags(expense))
    payee = f"{_text(expense.place)} " if expense.place else ""
    return "".join(
        [
            *(f"\n{FIRST_DAY} open {account}\n" for account in new),
            f"\n{expense.eaten_on} * {payee}{_text(one_line(expense.note))}{tags}\n",
            *(f"  {name}: {_text(value)}\n" for name, value in known.items()),
            *(f"  {p.account:<40}  {p.amount:>12} {expense.currency}\n" for p in found),
        ]
    )


def _tags(expense: ExpenseOut) -> list[str]:
    """Return the tags as Beancount spells them: small letters, digits and dashes."""
    words = (_NO_TAG_SIGN.sub("-", fold(name)).strip("-") for name in expense.tags)
    return [word for word in dict.fromkeys(words) if word]


def _tag_names(expense: ExpenseOut) -> dict[str, str]:
    """Return the names of the tags where the spelling of a tag says less."""
    return {} if _tags(expense) == expense.tags else {"tags": "; ".join(expense.tags)}


def _text(text: str) -> str:
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))
