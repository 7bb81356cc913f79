"""What typed digits are worth: `1.234,50`, `12,5`, `1'234`, and `1.234`, which asks back."""

import re
from dataclasses import dataclass
from typing import Final

from mealtracker.domain.amounts import Separators
from mealtracker.domain.money import Currency, Money, digits_of
from mealtracker.errors import Invalid
from mealtracker.sentences import say

_SPACES: Final = "\u00a0\u2009\u202f"
_GROUP: Final = 3
_WITH_CENTS: Final = re.compile(r"(?:[0-9]*|[0-9]{1,3}(?:[., '][0-9]{2,3})+)[.,][0-9]{1,2}")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:.[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Worth:
    """An amount in minor units, None where the digits are none, and what is doubtful about it.

    `others` are the amounts that may be meant instead of it.
    """

    minor: int | None
    why: str | None = None
    others: tuple[int, ...] = ()


def worth(body: str, currency: Currency, marks: Separators) -> Worth:
    """Return what the digits `body` are worth in `currency`, for somebody who writes `marks`."""
    parts = re.split("([^0-9])", _plain(body))
    numbers, signs = parts[::2], parts[1::2]
    if len(signs) == 1 and signs[0] in ".," and len(numbers[1]) == _GROUP and numbers[0]:
        return _three_digits(body, numbers, signs[0], currency, marks)
    whole, fraction = _taken_apart(numbers, signs)
    if whole is None:
        return Worth(None, say("“%(text)s” is not how an amount is written.", text=body))
    return _minor(whole, fraction, currency)


def has_cents(body: str) -> bool:
    """Tell whether the digits end in one or two decimals."""
    return _WITH_CENTS.fullmatch(_plain(body)) is not None


def _taken_apart(numbers: list[str], signs: list[str]) -> tuple[str | None, str]:
    """Return the whole part, None where it is grouped badly, and the decimals."""
    if not signs:
        return numbers[0], ""
    last = signs[-1]
    is_decimal = last in ".," and signs.count(last) == 1
    if is_decimal and (len(signs) > 1 or len(numbers[-1]) != _GROUP):
        numbers, signs, fraction = numbers[:-1], signs[:-1], numbers[-1]
    else:
        fraction = ""
    is_grouped = len(set(signs)) <= 1 and _GROUPED.fullmatch((signs or [""])[0].join(numbers))
    return (None if signs and not is_grouped else "".join(numbers) or "0"), fraction


def _three_digits(
    body: str, numbers: list[str], sign: str, currency: Currency, marks: Separators
) -> Worth:
    """Read one separator before exactly three digits: it may group or separate the decimals."""
    digits = digits_of(currency)
    whole, fraction = numbers
    if whole.startswith("0") or len(whole) > _GROUP or (digits, sign) == (_GROUP, marks.decimal):
        return _minor(whole, fraction, currency)
    grouped = _minor(whole + fraction, "", currency)
    if (digits, sign) == (0, marks.group):
        return grouped
    if digits == 0:
        return Worth(
            grouped.minor,
            say(
                "“%(text)s” has a point, and %(currency)s has no decimals.",
                text=body,
                currency=currency,
            ),
        )
    as_decimals = _minor(whole, fraction[:digits], currency)
    others = () if as_decimals.minor is None else (as_decimals.minor,)
    return Worth(
        grouped.minor, say("“%(text)s” can be read two ways. Which one?", text=body), others
    )


def _minor(whole: str, fraction: str, currency: Currency) -> Worth:
    digits = digits_of(currency)
    fraction = fraction[:digits] + fraction[digits:].rstrip("0")
    text = f"{whole.lstrip('0') or '0'}.{fraction}" if fraction else whole.lstrip("0") or "0"
    try:
        return Worth(Money.parse(text, currency).minor)
    except Invalid as error:
        return Worth(None, error.message)


def _plain(body: str) -> str:
    return re.sub(f"[{_SPACES}]", " ", body).replace("’", "'")
