"""The words of a line: tables of five languages, and the signs and codes of currencies.

A table goes from a concept to its values, each with the phrases that mean it, commas between them.
The tables hold words only; what a word does to a line is in the readers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from mealtracker.domain.currencies import CURRENCIES
from mealtracker.domain.text import fold
from mealtracker.quickadd.lexicon import de, en, es, fr, pt

__all__ = ["SYMBOLS", "Words", "words_of"]

type Phrases = dict[tuple[str, ...], str]

_TABLES: Final = {"de": de.WORDS, "en": en.WORDS, "es": es.WORDS, "fr": fr.WORDS, "pt": pt.WORDS}

#: Signs and codes, folded, with what they mean; `dollar`, `krone` and the like depend on where.
SYMBOLS: Final[Mapping[str, str]] = {
    **{code.casefold(): code for code in CURRENCIES},
    "€": "EUR",
    "$": "dollar",
    "£": "GBP",
    "¥": "yen",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "฿": "THB",
    "₫": "VND",
    "₱": "PHP",
    "₴": "UAH",
    "₦": "NGN",
    "us$": "USD",
    "c$": "CAD",
    "ca$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "r$": "BRL",
    "mx$": "MXN",
    "nt$": "TWD",
    "cn¥": "CNY",
    "kr": "krone",
    "fr": "CHF",
    "sfr": "CHF",
    "zł": "PLN",
    "zl": "PLN",
    "kc": "CZK",
    "ft": "HUF",
    "rs": "INR",
    "lei": "RON",
    "rp": "IDR",
    "rm": "MYR",
}


@dataclass(frozen=True, slots=True)
class Concept:
    """The phrases of a concept with what they mean; the rest tells quickly where none can be.

    `lengths` is the length of the longest phrase by its first word.
    """

    phrases: Phrases
    lengths: Mapping[str, int]
    last_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language and of English, by concept."""

    language: str
    concepts: Mapping[str, Concept]
    longest: int


@cache
def words_of(language: str) -> Words:
    """Return the words of `language` (`de`, `pt_BR`), English among them."""
    own = language.replace("-", "_").partition("_")[0].lower()
    concepts: dict[str, Phrases] = {}
    # The own language last: where both know a word, its meaning wins.
    for table in (en.WORDS, _TABLES.get(own, en.WORDS)):
        for concept, values in table.items():
            phrases = concepts.setdefault(concept, {})
            for value, text in values.items():
                phrases |= {tuple(fold(phrase).split()): value for phrase in text.split(",")}
    longest = max(len(phrase) for phrases in concepts.values() for phrase in phrases)
    return Words(own, {name: _concept(found) for name, found in concepts.items()}, longest)


def _concept(phrases: Phrases) -> Concept:
    lengths: dict[str, int] = {}
    for phrase in phrases:
        lengths[phrase[0]] = max(lengths.get(phrase[0], 0), len(phrase))
    return Concept(phrases, lengths, frozenset(phrase[-1] for phrase in phrases))
