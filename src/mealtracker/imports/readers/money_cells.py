"""What the cells of a row say of money: how much, which way, and in which currency."""

from dataclasses import dataclass

from mealtracker.domain.money import Currency, read_currency
from mealtracker.errors import Invalid
from mealtracker.imports.readers.amounts import currency_of_sign, read_amount
from mealtracker.imports.readers.cells import Cells
from mealtracker.imports.readers.signs import sign_of
from mealtracker.imports.rows import DecimalMark, Role
from mealtracker.sentences import say


@dataclass(frozen=True, slots=True)
class MoneyColumns:
    """How the columns of money are read in one file."""

    mark: DecimalMark
    is_flipped: bool
    currency: Currency | None  # what the header says
    default: Currency

    def currency_of(self, cells: Cells) -> Currency | None:
        """Return what a row says its currency is, None if it says nothing that can be known.

        Raises:
            Invalid: it names one that there is not.
        """
        said = cells.one(Role.CURRENCY)
        if said:
            return _named(said)
        amount = cells.one(Role.AMOUNT) or cells.one(Role.DEBIT) or cells.one(Role.CREDIT)
        return (read_amount(amount, self.mark).currency if amount else None) or self.currency

    def minor(self, cells: Cells, currency: Currency | None) -> int:
        """Return the amount of a row, below zero if it is money out.

        Raises:
            Invalid: there is none, or it cannot be read.
        """
        digits_of = currency or self.default
        debit, credit = cells.one(Role.DEBIT), cells.one(Role.CREDIT)
        if not debit and not credit:
            return self._signed(cells, digits_of)
        # A column of its own says the sign, with a minus beside it or without.
        went, came = (self._size(text, digits_of) for text in (debit, credit))
        return came - went

    def original(self, cells: Cells, minor: int) -> tuple[int, Currency] | None:
        """Return what was paid abroad, with the sign of `minor`; None where nothing is said.

        Raises:
            Invalid: it cannot be read.
        """
        amount, code = cells.one(Role.ORIGINAL_AMOUNT), cells.one(Role.ORIGINAL_CURRENCY)
        if not amount:
            return None
        read = read_amount(amount, self.mark)
        currency = _named(code) if code else read.currency
        if currency is None:
            return None
        size = abs(read.minor(currency))
        return (-size if minor < 0 else size), currency

    def net(self, cell: str, currency: Currency | None) -> int:
        """Return what a person's column holds; nothing is zero."""
        return read_amount(cell, self.mark).minor(currency or self.default) if cell.strip() else 0

    def _signed(self, cells: Cells, digits_of: Currency) -> int:
        minor = read_amount(cells.one(Role.AMOUNT), self.mark).minor(digits_of)
        word = cells.one(Role.SIGN)
        if not word:
            return -minor if self.is_flipped else minor
        sign = sign_of(word)
        if sign == 0:
            message = say("“%(text)s” says neither debit nor credit. Correct it.", text=word[:40])
            raise Invalid(message)
        return sign * abs(minor)

    def _size(self, text: str, digits_of: Currency) -> int:
        return abs(read_amount(text, self.mark).minor(digits_of)) if text else 0


def _named(said: str) -> Currency | None:
    """Read a code or a sign; a sign that several currencies share says nothing."""
    if len(said) == len("EUR") and said.isascii() and said.isalpha() and said != "XXX":
        return read_currency(said)
    return currency_of_sign(said)
