"""Amounts as people type them: in their own separators, also as a little sum."""

import re
from dataclasses import dataclass
from typing import Final

from mealtracker.domain.money import Currency, Money, amount_text, digits_of
from mealtracker.domain.text import shown
from mealtracker.errors import Invalid
from mealtracker.sentences import say

_SPACES: Final = re.compile(r"[ \t\u00a0\u2007\u2009\u202f]+")
#: Hebrew, Arabic and Persian formats put one before a minus, where nobody sees it.
_DIRECTION_MARKS: Final = re.compile(r"[\u061c\u200e\u200f]")
_TERM: Final = re.compile(r"([+\-\u2212]?)([^+\-\u2212]+)")
_BY_THREE: Final = r"[1-9][0-9]{0,2}(?:[^0-9][0-9]{3})+"
_INDIAN: Final = r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"
_GROUPED: Final = re.compile(f"{_BY_THREE}|{_INDIAN}")
_GROUP: Final = 3
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Separators:
    """How a locale writes numbers: `1,234.50` has decimal `.` and group `,`."""

    decimal: str
    group: str


def read_amount(text: str, currency: Currency, marks: Separators) -> str:
    """Return typed `text` as canonical amount text: `1.234,50+3` in German is `1237.50`.

    Sums and differences are worked out. Spaces may group digits everywhere, and commas as in
    India (`1,23,456`) where the comma groups.

    Raises:
        Invalid: it is no number, has too many digits, or one separator stands before exactly
            three digits and could mean either; the message gives both readings.
    """
    line = _DIRECTION_MARKS.sub("", text).strip()
    if not line:
        message = say("Write an amount.")
        raise Invalid(message)
    terms = list(_TERM.finditer(line)) if len(line) <= _LONGEST else []
    if "".join(term[0] for term in terms) != line or not all(term[2].strip() for term in terms):
        raise Invalid(_not_a_number(line))
    minor = sum(_read_term(term[1], term[2].strip(), currency, marks) for term in terms)
    # Parsed again, because a sum can be longer than an amount may be.
    return Money.parse(amount_text(minor, currency), currency).text


def _read_term(sign: str, text: str, currency: Currency, marks: Separators) -> int:
    minor = Money.parse(_canonical(text, currency, marks), currency).minor
    return -minor if sign in {"-", "\u2212"} else minor


def _canonical(text: str, currency: Currency, marks: Separators) -> str:
    parts = re.split("([^0-9])", _plain(text))
    numbers, signs = parts[::2], parts[1::2]
    decimal, group = _plain(marks.decimal), _plain(marks.group)
    if not all(numbers) or not {*signs} <= {".", ",", "'", " ", decimal, group}:
        raise Invalid(_not_a_number(text))
    _refuse_ambiguous(text, numbers, signs, currency, marks)
    fraction = ""
    if signs and signs[-1] == decimal:
        numbers, signs, fraction = numbers[:-1], signs[:-1], f".{numbers[-1]}"
    if signs and not _is_grouped(numbers, signs, group):
        raise Invalid(_other_way(text, currency, marks))
    return "".join(numbers) + fraction


def _plain(text: str) -> str:
    """Write every space as one blank and every apostrophe as the one on the keyboard."""
    return _SPACES.sub(" ", text).replace("\u2019", "'")


def _refuse_ambiguous(
    text: str, numbers: list[str], signs: list[str], currency: Currency, marks: Separators
) -> None:
    """Ask back where one `.` or `,` before three digits may group or separate the decimals.

    It is clear after a zero, in a currency of three decimals, and in one of none, whose amounts
    the forms themselves show this way.
    """
    if len(signs) != 1 or signs[0] not in ".," or len(numbers[1]) != _GROUP:
        return
    if len(numbers[0]) > _GROUP or numbers[0].startswith("0"):
        return
    digits = digits_of(currency)
    if (digits, signs[0]) in {(_GROUP, marks.decimal), (0, marks.group)}:
        return
    as_whole = "".join(numbers)
    as_decimal = f"{numbers[0]}{marks.decimal}{numbers[1][:digits]}"
    message = say(
        "“%(text)s” can be read two ways. Write %(as_whole)s or, with decimals, %(as_decimal)s.",
        text=text,
        as_whole=as_whole,
        as_decimal=as_decimal,
    )
    if digits == 0:
        message = say(
            "“%(text)s” can be read two ways. %(currency)s has no decimals: write %(as_whole)s?",
            text=text,
            currency=currency,
            as_whole=as_whole,
        )
    raise Invalid(message)


def _is_grouped(numbers: list[str], signs: list[str], group: str) -> bool:
    # A leading zero is not grouped: 0.500 in German would otherwise become 500.
    sign = signs[0]
    return (
        sign in {group, " "}
        and len(set(signs)) == 1
        and _GROUPED.fullmatch(sign.join(numbers)) is not None
    )


def _not_a_number(text: str) -> str:
    typed = shown(text, _LONGEST)
    if any(sign.isdecimal() and not sign.isascii() for sign in text):
        return say(
            "“%(text)s” cannot be read. Write the amount with the digits 0 to 9.", text=typed
        )
    if re.search(r"[0-9][.,]?[0-9]*[oO]$", text):
        return say("“%(text)s” is not a number. Is the last sign a zero?", text=typed)
    return say("“%(text)s” is not a number.", text=typed)


def _other_way(text: str, currency: Currency, marks: Separators) -> str:
    digits = digits_of(currency)
    example = f"1{marks.group}234" + (marks.decimal + "500"[:digits] if digits else "")
    return say(
        "“%(text)s” is not how a price is written here. Write it like %(example)s.",
        text=text,
        example=example,
    )
