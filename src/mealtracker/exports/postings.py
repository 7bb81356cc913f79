"""An expense as double-entry bookkeeping sees it: accounts, and postings that add up to nothing.

Beancount, ledger and hledger get the same accounts. Tax and tip have accounts of their own; the
rest of the total, with fees and rounding, is food.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final

from mealtracker.domain.money import Currency, Money, amount_text
from mealtracker.expenses.schemas import ExpenseOut

FOOD: Final = "Expenses:Food"
_PAYMENT: Final = "Assets:Payment"
_PARTS: Final = {"tax": f"{FOOD}:Tax", "tip": f"{FOOD}:Tip"}


@dataclass(frozen=True, slots=True)
class Posting:
    """An amount, as canonical text, that goes to an account or comes from it."""

    account: str
    amount: str


def postings(expense: ExpenseOut) -> list[Posting]:
    """Return where the money went and, last, where it came from; of a refund, the reverse."""
    currency = Currency(expense.currency)
    sign = -1 if expense.kind == "refund" else 1
    total = _minor(expense.total, currency)
    parts = {
        account: _minor(getattr(expense, name) or "0", currency) for name, account in _PARTS.items()
    }
    known = [(account, minor) for account, minor in parts.items() if minor]
    amounts = [
        (food_account(expense), total - sum(parts.values())),
        *known,
        (payment_account(expense), -total),
    ]
    return [Posting(account, amount_text(sign * minor, currency)) for account, minor in amounts]


def food_account(expense: ExpenseOut) -> str:
    """Return the account of the category, or the one above where there is none."""
    return _below(FOOD, expense.category)


def payment_account(expense: ExpenseOut) -> str:
    """Return the account that the expense was paid from, named in the payer's own words."""
    return _below(_PAYMENT, expense.payment)


def details(expense: ExpenseOut) -> dict[str, str]:
    """Return what else is known and has no place of its own in a journal; the id comes first."""
    known = {
        "id": str(expense.id),
        "time": expense.eaten_at,
        "meal": expense.meal,
        "people": "; ".join(expense.people),
    }
    return {name: value for name, value in known.items() if value}


def one_line(text: str) -> str:
    """Return `text` with single blanks, as it may stand in a line."""
    return " ".join(text.split())


def journal_line(posting: Posting, currency: str) -> str:
    """Return a posting with its amount in a column, as ledger and its kin read it."""
    return f"    {posting.account:<40}  {posting.amount:>12} {currency}\n"


def word_of(name: str) -> str:
    """Return a name as one word: letters, marks and digits of any script, with dashes between."""
    signs = (sign if _is_of_words(sign) else " " for sign in unicodedata.normalize("NFC", name))
    return "-".join("".join(signs).split())


def _below(parent: str, name: str | None) -> str:
    """Return an account below `parent`; its last part begins with a capital letter or a digit."""
    word = "".join(sign for sign in word_of(name or "") if _fits_account(sign)).strip("-")
    if not word:
        return parent
    word = word[0].upper() + word[1:]
    begins_well = unicodedata.category(word[0]) in {"Lu", "Nd"}
    return f"{parent}:{word}" if begins_well else f"{parent}:X-{word}"


def _is_of_words(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"


def _fits_account(sign: str) -> bool:
    """Tell whether a sign of a word may stand in an account: marks and odd numerals may not."""
    kind = unicodedata.category(sign)
    return sign == "-" or kind == "Nd" or kind.startswith("L")


def _minor(text: str, currency: Currency) -> int:
    return Money.parse(text, currency).minor
