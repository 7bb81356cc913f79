"""Amounts as files write them: with the separators, minuses and currency signs of any country."""

import re
from dataclasses import dataclass
from typing import Final

from mealtracker.domain.money import CURRENCIES, Currency, digits_of
from mealtracker.domain.text import shown
from mealtracker.errors import Invalid
from mealtracker.imports.rows import DecimalMark
from mealtracker.sentences import say

_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f\u061c\u200e\u200f]+")
_ALIKE: Final = str.maketrans("\u2212\u2013\u2019\u00b4", "--''")
_SHAPE: Final = re.compile(
    r"(?P<before>[^0-9.,]*)(?P<number>[0-9.,](?:[0-9.,' ]*[0-9])?[.,]?)(?P<after>[^0-9]*)"
)
_GROUPS: Final = re.compile(r"[0-9]{1,3}(?:([.,' ])[0-9]{3})(?:\1[0-9]{3})*")
_INDIAN: Final = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_WORDS: Final = re.compile(r"[^\W\d_]+\.?|[^\w\s]")
_DEBIT: Final = frozenset(("dr", "db", "debit"))
_CREDIT: Final = frozenset(("cr", "credit"))
#: Signs that belong to one currency alone, and two that usually mean the largest that uses them.
_CURRENCY_SIGNS: Final = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₫": "VND",
    "฿": "THB",
    "₴": "UAH",
    "₪": "ILS",
    "₱": "PHP",
    "zł": "PLN",
    "kč": "CZK",
}
_VAGUE_SIGNS: Final = frozenset(
    ("$", "¥", "kr", "kr.", "fr", "fr.", "rs", "rs.", "r", "us", "a", "c")
)
_CODES: Final = frozenset(CURRENCIES)
_GROUP: Final = 3
_LONGEST_WHOLE: Final = 12
_LONGEST_TEXT: Final = 60


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in plain digits, and the currency that stood beside it."""

    is_negative: bool
    whole: str
    fraction: str
    currency: Currency | None

    def minor(self, currency: Currency) -> int:
        """Return minor units of `currency`; zeros behind its decimals are dropped.

        Raises:
            Invalid: it has more decimals than the currency, or is far too much.
        """
        digits = digits_of(currency)
        fraction = self.fraction.rstrip("0")
        if len(fraction) > digits:
            message = say(
                "%(text)s has more decimals than %(currency)s. Round it, or correct the currency.",
                text=f"{self.whole}.{fraction}",
                currency=currency,
            )
            raise Invalid(message)
        if len(self.whole) > _LONGEST_WHOLE:
            message = say(
                "%(text)s is too much. Is it in the right column?", text=shown(self.whole)
            )
            raise Invalid(message)
        minor = int(self.whole + fraction.ljust(digits, "0"))
        return -minor if self.is_negative else minor


@dataclass(slots=True)
class MarkVotes:
    """Which sign begins the decimals, counted over the amounts of a file."""

    point: int = 0
    comma: int = 0
    either: int = 0
    example: str = ""

    def count(self, text: str) -> None:
        """Count one amount."""
        match = _shape(_plain(text))
        mark = _mark_of(match["number"]) if match else None
        if mark == ".":
            self.point += 1
        elif mark == ",":
            self.comma += 1
        elif match and _is_either(match["number"]):
            self.either += 1
            self.example = self.example or text.strip()

    @property
    def mark(self) -> DecimalMark | None:
        """Return what the amounts prove, None where they leave it open or need none."""
        if self.point == self.comma:
            return None
        return "." if self.point > self.comma else ","

    @property
    def is_open(self) -> bool:
        """Whether some amounts can be read both ways, and no other proves which it is."""
        return self.mark is None and self.either > 0


def read_amount(text: str, mark: DecimalMark) -> Amount:
    """Return the amount that a cell holds; `mark` decides only where it could be read two ways.

    Parentheses, a minus before, behind or within, and DR or CR behind it say its sign.

    Raises:
        Invalid: it is none.
    """
    line = _plain(text)
    match = _shape(line)
    before, after = (match["before"], match["after"]) if match else ("", "")
    if match is None or (before + after).count("-") > 1:
        raise Invalid(_no_amount(line))
    whole, fraction = _cut(match["number"], mark, line)
    currency = _currency_beside(f"{before} {after}", line)
    words = {word.lower() for word in _WORDS.findall(after)}
    is_negative = "-" in before + after or ("(" in before and ")" in after) or bool(words & _DEBIT)
    return Amount(is_negative, whole.lstrip("0") or "0", fraction, currency)


def currency_of_sign(text: str) -> Currency | None:
    """Return the currency that a sign such as € stands for; None if it could be several."""
    code = _CURRENCY_SIGNS.get(text.strip().lower())
    return Currency(code) if code else None


def _shape(line: str) -> re.Match[str] | None:
    return _SHAPE.fullmatch(line) if len(line) <= _LONGEST_TEXT else None


def _plain(text: str) -> str:
    """Write every minus, space and apostrophe in one way."""
    return _SPACES.sub(" ", text).strip().translate(_ALIKE)


def _mark_of(number: str) -> DecimalMark | None:
    """Return which sign surely begins the decimals of one number."""
    point, comma = number.count("."), number.count(",")
    if point and comma:
        return "." if number.rfind(".") > number.rfind(",") else ","
    if not point and not comma:
        return None
    sign: DecimalMark = "." if point else ","
    if point + comma > 1:
        return "," if sign == "." else "."
    return None if _is_either(number) else sign


def _is_either(number: str) -> bool:
    """Whether one separator before three digits can group them or begin the decimals."""
    head, _, tail = number.replace(",", ".").partition(".")
    return (
        number.count(".") + number.count(",") == 1
        and len(tail) == _GROUP
        and 0 < len(head) <= _GROUP
        and not head.startswith("0")
    )


def _cut(number: str, mark: DecimalMark, line: str) -> tuple[str, str]:
    """Return the digits before and behind the decimal mark, once the groups are as they must be."""
    decimal = _mark_of(number) or mark
    whole, fraction = number, ""
    if number.count(decimal) == 1:
        whole, _, fraction = number.partition(decimal)
    is_right = (
        whole.isdecimal() or not whole or _GROUPS.fullmatch(whole) or _INDIAN.fullmatch(whole)
    )
    if not is_right or not (fraction.isdecimal() or not fraction) or not whole + fraction:
        raise Invalid(_no_amount(line))
    return re.sub(r"[^0-9]", "", whole), fraction


def _currency_beside(beside: str, line: str) -> Currency | None:
    found: Currency | None = None
    for word in _WORDS.findall(beside):
        lower = word.lower()
        code = _CURRENCY_SIGNS.get(lower) or word.upper()
        if code in _CODES:
            found = Currency(code)
        elif lower not in _VAGUE_SIGNS | _DEBIT | _CREDIT and word not in "-+()'":
            raise Invalid(_no_amount(line))
    return found


def _no_amount(line: str) -> str:
    if not line:
        return say("There is no amount. Write one.")
    return say("“%(text)s” is no amount. Write it like 12.50.", text=shown(line))
