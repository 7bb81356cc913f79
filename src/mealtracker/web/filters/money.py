"""Amounts as a locale writes them. Plain string work on canonical text: no float, no rounding.

The one exception is `rounded`, for the labels of charts, which says so in its name.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final, NamedTuple

from babel import Locale
from babel.numbers import get_currency_symbol

from mealtracker.domain.amounts import Separators
from mealtracker.domain.currencies import Currency

MINUS: Final = "\u2212"
#: What stands for the digits of an amount that is hidden.
DOTS: Final = "•••"

_NBSP: Final = "\u00a0"
_GROUP: Final = 3


class Parts(NamedTuple):
    """An amount cut where a figure sets the decimals smaller."""

    before: str
    whole: str
    minor: str
    after: str


@dataclass(frozen=True, slots=True)
class MoneyFormat:
    """How one locale writes amounts of one currency, looked up once."""

    before: str
    after: str
    minus_before: str
    minus_after: str
    bare_minus: str
    decimal: str
    group: str
    #: How many digits the groups after the first one have: 2 in India, else 3.
    group_size: int

    @classmethod
    def of(cls, locale: Locale, currency: Currency) -> "MoneyFormat":
        """Look up the pattern, the symbol and the separators in the locale's data."""
        pattern = locale.currency_formats["standard"]
        plain = locale.decimal_formats[None]
        symbol = get_currency_symbol(currency, locale)
        marks = separators(locale)
        before, minus_before = (_with_symbol(text, symbol, at_end=True) for text in pattern.prefix)
        after, minus_after = (_with_symbol(text, symbol, at_end=False) for text in pattern.suffix)
        return cls(
            before,
            after,
            minus_before,
            minus_after,
            plain.prefix[1].replace("-", MINUS),
            marks.decimal,
            marks.group,
            pattern.grouping[1],
        )

    def full(self, amount: str) -> str:
        """Return `amount` with its symbol: `$1,234.50`."""
        if amount[0] == "-":
            whole, minor = self._split(amount[1:])
            return self.minus_before + whole + minor + self.minus_after
        whole, minor = self._split(amount)
        return self.before + whole + minor + self.after

    def parts(self, amount: str) -> Parts:
        """Return `amount` cut into symbol, whole number, decimals and what comes after."""
        if amount[0] == "-":
            whole, minor = self._split(amount[1:])
            return Parts(self.minus_before, whole, minor, self.minus_after)
        whole, minor = self._split(amount)
        return Parts(self.before, whole, minor, self.after)

    def plain(self, amount: str) -> str:
        """Return `amount` without a symbol, for a column that states its currency once."""
        if amount[0] == "-":
            whole, minor = self._split(amount[1:])
            return self.bare_minus + whole + minor
        whole, minor = self._split(amount)
        return whole + minor

    def _split(self, digits: str) -> tuple[str, str]:
        whole, point, minor = digits.partition(".")
        if len(whole) > _GROUP:
            whole = self._grouped(whole)
        return whole, self.decimal + minor if point else ""

    def _grouped(self, whole: str) -> str:
        if self.group_size == _GROUP:
            return f"{int(whole):,}".replace(",", self.group)
        head, size = whole[:-_GROUP], self.group_size
        first = len(head) % size or size
        pairs = [head[start : start + size] for start in range(first, len(head), size)]
        return self.group.join([head[:first], *pairs, whole[-_GROUP:]])


class HiddenFormat(MoneyFormat):
    """The same for somebody who hides amounts: the symbol stays, dots stand for the rest."""

    def full(self, amount: str) -> str:  # noqa: ARG002 - it is hidden
        """Return dots with the symbol: `$•••`."""
        return self.before + DOTS + self.after

    def parts(self, amount: str) -> Parts:  # noqa: ARG002 - it is hidden
        """Return dots for the whole number, and no decimals."""
        return Parts(self.before, DOTS, "", self.after)

    def plain(self, amount: str) -> str:  # noqa: ARG002 - it is hidden
        """Return dots."""
        return DOTS


def separators(locale: Locale) -> Separators:
    """Return the signs that `locale` puts between digits, also for reading what is typed."""
    symbols = locale.number_symbols["latn"]
    return Separators(decimal=symbols["decimal"], group=symbols["group"])


def rounded(amount: str) -> str:
    """Return canonical `amount` in whole units, halves away from zero: `204.60` is `205`."""
    whole, _, minor = amount.partition(".")
    if minor < "5":
        return "0" if whole == "-0" else whole
    sign = "-" if whole[0] == "-" else ""
    return f"{sign}{int(whole.lstrip('-')) + 1}"


def averaged(amount: str, count: int) -> str:
    """Return canonical `amount` divided by `count`, halves away from zero in its last decimal."""
    whole, _, minor = amount.partition(".")
    units = int((whole + minor).lstrip("-"))
    quotient = str((2 * units + count) // (2 * count)).rjust(len(minor) + 1, "0")
    sign = "-" if amount[0] == "-" and int(quotient) else ""
    cut = len(quotient) - len(minor)
    return f"{sign}{quotient[:cut]}{'.' if minor else ''}{quotient[cut:]}"


def negated(amount: str) -> str:
    """Return canonical `amount` with the other sign; nothing has none."""
    if amount[0] == "-":
        return amount[1:]
    return f"-{amount}" if amount.strip("0.") else amount


def _with_symbol(affix: str, symbol: str, *, at_end: bool) -> str:
    """Put `symbol` into one end of a pattern, apart from the digits if it is made of letters.

    Source: currency spacing of UTS 35, part 3; Babel leaves it out.
    """
    affix = affix.replace("-", MINUS)
    place = affix.find("\u00a4")
    if place == -1:
        return affix
    edge = symbol[-1] if at_end else symbol[0]
    touches_digits = place == (len(affix) - 1 if at_end else 0)
    if touches_digits and unicodedata.category(edge)[0] not in "SZC":
        symbol = symbol + _NBSP if at_end else _NBSP + symbol
    return affix.replace("\u00a4", symbol)
