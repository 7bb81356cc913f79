"""Whether a payee sells food: by what people decided, the place, the bank's code, or words; pure.

The first of these that knows decides. Nothing is guessed from the amount.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from mealtracker.domain.text import fold
from mealtracker.imports.food_words import CATEGORY_WORDS, NOT_FOOD, PAYEE_WORDS, STEMS
from mealtracker.imports.reasons import Reason

type Food = Literal["food", "not", "unsure"]

#: Merchant category codes (ISO 18245) of what is eaten, and the kind of category it counts as.
_FOOD_CODES: Final = {
    "5812": "dining",
    "5814": "dining",
    "5811": "dining",
    "5813": "drinks",
    "5411": "groceries",
    "5422": "groceries",
    "5451": "groceries",
    "5499": "groceries",
    "5441": "snacks",
    "5462": "snacks",
    "5921": "drinks",
}
#: Codes of shops that sell food among other things: wholesale, variety, fuel, vending.
_MIXED_CODES: Final = frozenset({"5300", "5310", "5311", "5331", "5399", "5541", "5542", "5815"})
_CODE: Final = re.compile(r"[0-9]{4}")
_WORDS: Final = re.compile(r"[^\w]+|_+")
#: Where the difference between two amounts can be a tip.
TIPPED_KINDS: Final = frozenset({"dining", "drinks", "coffee", "delivery"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it is food, the kind of category it counts as, and what says so."""

    food: Food
    reason: Reason
    said: str = ""
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """What people decided about a payee before."""

    is_food: bool


def judge(
    payee_key: str,
    mcc: str | None = None,
    category: str | None = None,
    *,
    learned: Learned | None = None,
    place: str | None = None,
    is_delivery: bool = False,
) -> Verdict:
    """Return whether a payee sells food; `place` is the known place that it is."""
    if learned is not None:
        return Verdict("food" if learned.is_food else "not", Reason.LEARNED)
    if is_delivery:
        return Verdict("food", Reason.PAYEE_WORD, payee_key, "delivery")
    by_words = _by_words(payee_key)
    if place is not None:
        return Verdict("food", Reason.KNOWN_PLACE, place, by_words.kind if by_words else None)
    kind = by_words.kind if by_words and by_words.food == "food" else None
    return (
        _by_code(mcc, kind)
        or _by_category(category)
        or by_words
        or Verdict("unsure", Reason.NOT_SURE_FOOD)
    )


def _by_code(mcc: str | None, kind: str | None) -> Verdict | None:
    if mcc is None or not _CODE.fullmatch(mcc) or mcc in _MIXED_CODES or mcc == "0000":
        return None
    if mcc in _FOOD_CODES:
        # A code knows restaurants and not what these are: a café, a bar.
        narrower = kind if _FOOD_CODES[mcc] == "dining" else None
        return Verdict("food", Reason.BANK_CODE, mcc, narrower or _FOOD_CODES[mcc])
    return Verdict("not", Reason.NOT_FOOD_CODE, mcc)


def _by_category(category: str | None) -> Verdict | None:
    if not category:
        return None
    words = _words_of(category)
    if found := _first(CATEGORY_WORDS, lambda phrase: _has(words, phrase)):
        return Verdict("food", Reason.FILE_CATEGORY, category, found[0])
    if any(_has(words, phrase) for phrase in NOT_FOOD):
        return Verdict("not", Reason.NOT_FOOD_CATEGORY, category)
    return None


def _by_words(payee_key: str) -> Verdict | None:
    words = _words_of(payee_key)
    # What is no food is said first: the parking of a supermarket, a pharmacy at a market.
    for phrase in NOT_FOOD:
        if _has(words, phrase):
            return Verdict("not", Reason.NOT_FOOD_WORD, phrase)
    found = _first(PAYEE_WORDS, lambda phrase: _has(words, phrase)) or _first(
        STEMS, lambda stem: stem in words
    )
    return Verdict("food", Reason.PAYEE_WORD, found[1], found[0]) if found else None


def _first(
    known: Mapping[str, Sequence[str]], is_said: Callable[[str], bool]
) -> tuple[str, str] | None:
    """Return the first kind with one of its words that is said."""
    return next(
        ((kind, word) for kind, words in known.items() for word in words if is_said(word)), None
    )


def _words_of(text: str) -> str:
    return " ".join(_WORDS.sub(" ", fold(text)).split())


def _has(words: str, phrase: str) -> bool:
    return f" {phrase} " in f" {words} "
