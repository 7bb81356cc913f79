"""Sums of money in a line: a number or a little sum, with the currency beside it."""

import re
from dataclasses import dataclass
from typing import Final

from mealtracker.domain.currencies import CURRENCIES
from mealtracker.domain.money import Currency, Money, amount_text
from mealtracker.errors import Invalid
from mealtracker.quickadd.board import Board
from mealtracker.quickadd.lexicon import SYMBOLS
from mealtracker.quickadd.numbers import Worth, has_cents, worth
from mealtracker.sentences import say

_COUNT_DIGITS: Final = 4
_TIMES: Final = frozenset({"x", "×", "*"})
_PLUS: Final = frozenset({"+"})
_MINUS: Final = frozenset({"-", "−"})
#: Codes that people write in small letters as well; others, like ALL and TRY, are words then.
_USUAL: Final = frozenset(
    "aud brl cad chf cny czk dkk eur gbp hkd huf inr jpy krw mxn nok nzd pln sek sgd usd".split()
)
_WORDS_TOO: Final = frozenset("ALL BAM BOB COP CUP GEL LAK MAD MOP PEN SOS TOP TRY".split())
#: What is written beside a number in small letters, and is no code.
_SIGNS: Final = frozenset({"kr", "zł", "kc", "rs", "sfr", "rp"})
_BY_HOME: Final = {
    "dollar": "USD AUD CAD NZD SGD HKD TWD MXN ARS CLP COP BBD BSD BZD BMD BND FJD JMD KYD LRD NAD "
    "SRD TTD XCD",
    "yen": "JPY CNY",
    "krone": "SEK NOK DKK ISK",
    "peso": "MXN ARS CLP COP PHP UYU DOP CUP",
}
_TELLS_NOTHING: Final = frozenset({"krone", "peso"})
_TAIL: Final = re.compile(r"[0-9]{3}[.,][0-9]{1,2}")
_CODES: Final = frozenset(CURRENCIES)


@dataclass(frozen=True, slots=True)
class Said:
    """Money in the line: tokens `[first, last]`, and `unit`, what its currency is called."""

    first: int
    last: int
    numbers: tuple[int, ...]
    unit: str | None
    is_negative: bool = False
    has_cents: bool = False


def money_at(board: Board, index: int) -> Said | None:
    """Return the number or sum at `index` with its currency, None where none begins."""
    if not board.is_number(index):
        return None
    last = _grouped_by_blank(board, index)
    while (following := _next_term(board, last)) is not None:
        last = following
    numbers = tuple(at for at in range(index, last + 1) if board.tokens[at].digits)
    digits = [found for at in numbers if (found := board.tokens[at].digits)]
    unit = next((SYMBOLS[one.unit.casefold()] for one in digits if one.unit), None)
    first = index
    if unit is None:
        first, last, unit = _with_unit(board, index, last)
    cents = len(numbers) > 1 or any(has_cents(one.body) for one in digits)
    return Said(first, last, numbers, unit, digits[0].is_negative, cents)


def currency_of(board: Board, unit: str | None) -> tuple[Currency | None, list[Currency]]:
    """Return the currency that `unit` means here, and which ones it may be when that is open."""
    home = board.context.currency
    if unit is None:
        return None, []
    if unit not in _BY_HOME:
        return Currency(unit), []
    codes = [Currency(code) for code in _BY_HOME[unit].split()]
    if home in codes:
        return home, []
    return codes[0], codes[:4] if unit in _TELLS_NOTHING else []


def value_of(board: Board, said: Said, currency: Currency) -> Worth:
    """Work out a number or sum in minor units."""
    total, sign, why = 0, 1, None
    others: tuple[int, ...] = ()
    index = said.numbers[0]
    while index <= said.numbers[-1]:
        term, index = _product(board, index, currency)
        if term.minor is None:
            return term
        total += sign * term.minor
        why, others = why or term.why, others or term.others
        if index <= said.numbers[-1]:
            sign = -1 if board.tokens[index].key in _MINUS else 1
            index += 1
    if len(said.numbers) > 1:
        others = ()  # what one term may be otherwise is not what the sum may be
    if total < 0:
        return Worth(None, say("This comes to less than nothing."))
    try:
        Money.parse(amount_text(total, currency), currency)
    except Invalid as error:  # a sum can be longer than an amount may be
        return Worth(None, error.message)
    return Worth(total, why, others)


def _product(board: Board, index: int, currency: Currency) -> tuple[Worth, int]:
    """Return the worth of the term at `index`, and the token after it."""
    marks = board.context.marks
    end = _grouped_by_blank(board, index)
    body = "".join(_body(board, at) for at in range(index, end + 1))
    factors, at = [body], end + 1
    while at < len(board) and _is_times(board, at) and board.tokens[at + 1].digits:
        factors.append(_body(board, at + 1))
        at += 2
    price = max(factors, key=lambda body: (has_cents(body), not body.isdigit()))
    if len(factors) == 1:
        return worth(price, currency, marks), at
    counts = list(factors)
    counts.remove(price)
    found = worth(price, currency, marks)
    are_counts = all(count.isdigit() and len(count) <= _COUNT_DIGITS for count in counts)
    if found.minor is None or not are_counts:
        return Worth(None, found.why or say("This sum cannot be worked out.")), at
    minor = found.minor
    for count in counts:
        minor *= int(count)
    return Worth(minor, found.why), at


def _grouped_by_blank(board: Board, index: int) -> int:
    """Return the last token of `1 234,50`, for those who put blanks between thousands."""
    after = index + 1
    text, marks = board.tokens[index].text, board.context.marks
    is_head = marks.group.isspace() and text.isdigit() and len(text) <= len("123")
    if not is_head or after >= len(board) or board.is_glued(after):
        return index
    return after if _TAIL.fullmatch(board.tokens[after].text) else index


def _next_term(board: Board, last: int) -> int | None:
    """Return the number that continues the sum which `last` belongs to."""
    after = last + 1
    if not board.is_number(after + 1) or not board.is_free(after):
        return None
    token = board.tokens[after]
    is_apart = not board.is_glued(after) and board.is_glued(after + 1)
    if token.key in _MINUS and token.kind != "op":
        return None
    if token.key in _PLUS | _MINUS:
        return after + 1
    return after + 1 if _is_times(board, after) and not is_apart else None


def _is_times(board: Board, index: int) -> bool:
    return index + 1 < len(board) and board.tokens[index].key in _TIMES


def _body(board: Board, index: int) -> str:
    digits = board.tokens[index].digits
    return digits.body if digits else ""


def _with_unit(board: Board, first: int, last: int) -> tuple[int, int, str | None]:
    after = _unit_at(board, last + 1)
    if after:
        return first, after[1], after[2]
    before = _unit_at(board, first - 1)
    # The sign between two numbers belongs to the first: 12 EUR 5.
    if before and before[1] == first - 1 and not board.is_number(before[0] - 1):
        return before[0], last, before[2]
    return first, last, None


def _unit_at(board: Board, index: int) -> tuple[int, int, str] | None:
    if not board.is_word(index):
        return None
    said = board.phrase(index, "currency")
    if said:
        return said.first, said.last, said.value
    token = board.tokens[index]
    is_sign = token.key in SYMBOLS and (token.key in _SIGNS or not token.key.isalpha())
    if is_sign or token.key in _USUAL or _is_code(board, token.text):
        return index, index, SYMBOLS[token.key]
    return None


def _is_code(board: Board, text: str) -> bool:
    """Tell whether capitals are the code of a currency, and not a word of a line in capitals."""
    if text not in _CODES:
        return False
    others = any(token.text.isalpha() and token.text != text for token in board.tokens)
    return not (text in _WORDS_TOO and others and board.line.isupper())
