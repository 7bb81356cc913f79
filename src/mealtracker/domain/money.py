"""Money: whole minor units and a currency. Never a float, never a rounding that hides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mealtracker.domain.currencies import CURRENCIES, Currency, digits_of, read_currency
from mealtracker.domain.text import shown
from mealtracker.errors import Invalid
from mealtracker.sentences import say

__all__ = [
    "CURRENCIES",
    "Currency",
    "Money",
    "allocate",
    "amount_text",
    "digits_of",
    "read_currency",
]

_AMOUNT: Final = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_LONGEST_WHOLE: Final = 12


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents) of one currency."""

    minor: int
    currency: Currency

    @classmethod
    def parse(cls, text: str, currency: Currency) -> "Money":
        """Return the money that canonical `text` such as `27.50` states; nothing is rounded.

        Raises:
            Invalid: it is no plain number, has more decimals than the currency, or more than twelve
            digits before them.
        """
        match = _AMOUNT.fullmatch(text)
        if match is None:
            example = amount_text(2750, currency)
            message = say(
                "“%(text)s” is not an amount. Write it like %(example)s.",
                text=shown(text),
                example=example,
            )
            raise Invalid(message)
        sign, whole, fraction = match[1], match[2], match[3] or ""
        if len(whole) > _LONGEST_WHOLE:
            message = say(
                "“%(text)s” is too much: at most %(num)s digits, then decimals.",
                text=shown(text),
                num=_LONGEST_WHOLE,
            )
            raise Invalid(message)
        digits = digits_of(currency)
        if len(fraction) > digits:
            raise Invalid(_too_many_decimals(text, currency, digits))
        minor = int(whole + fraction.ljust(digits, "0"))
        return cls(-minor if sign else minor, currency)

    @property
    def text(self) -> str:
        """Return the canonical text, with all decimals of the currency: `27.50`."""
        return amount_text(self.minor, self.currency)

    def __add__(self, other: "Money") -> "Money":
        """Add money of the same currency; anything else is a programming error."""
        if self.currency != other.currency:
            message = f"{self.currency} and {other.currency} cannot be added."
            raise ValueError(message)
        return Money(self.minor + other.minor, self.currency)

    def __neg__(self) -> "Money":
        """Return the same amount with the other sign."""
        return Money(-self.minor, self.currency)

    def __str__(self) -> str:
        """Return amount and code: `27.50 EUR`."""
        return f"{self.text} {self.currency}"


def amount_text(minor: int, currency: Currency) -> str:
    """Return `minor` units of `currency` as canonical text: 2750 is `27.50` EUR or `2750` JPY."""
    digits = digits_of(currency)
    if digits == 0:
        return str(minor)
    text = str(abs(minor)).rjust(digits + 1, "0")
    return f"{'-' if minor < 0 else ''}{text[:-digits]}.{text[-digits:]}"


def allocate(total: Money, weights: Sequence[int]) -> list[Money]:
    """Split `total` in proportion to `weights`, losing no minor unit.

    Parts keep the order of `weights`; left-over units go to the largest remainders. A negative
    total is split by its absolute value and negated.

    Raises:
        Invalid: no weight is positive, or one is negative.

    Source: largest-remainder method with ties by position, ADR-0005.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        message = say("Give everyone a weight of 0 or more, and someone more than 0.")
        raise Invalid(message)
    amount = abs(total.minor)
    parts = [divmod(amount * weight, whole) for weight in weights]
    left = amount - sum(quotient for quotient, _ in parts)
    by_remainder = sorted(range(len(parts)), key=lambda index: (-parts[index][1], index))
    extra = set(by_remainder[:left])
    sign = -1 if total.minor < 0 else 1
    return [
        Money(sign * (quotient + (index in extra)), total.currency)
        for index, (quotient, _) in enumerate(parts)
    ]


def _too_many_decimals(text: str, currency: Currency, digits: int) -> str:
    if digits == 0:
        return say(
            "“%(text)s” has decimals, and %(currency)s has none.",
            text=shown(text),
            currency=currency,
        )
    return say(
        "“%(text)s” has too many decimals: %(currency)s has %(digits)s.",
        text=shown(text),
        currency=currency,
        digits=digits,
    )
