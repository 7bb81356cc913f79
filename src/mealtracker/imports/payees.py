"""Payees as banks write them, turned into names as people do; pure.

What a bank adds - the terminal's provider, numbers, the town, the card - is taken off step by step
until nothing more comes off. Identity is built on `key`: a change of what is taken off here makes
new keys, and rows that were imported before it would no longer be known.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mealtracker.domain.text import fold, name_key
from mealtracker.imports.payee_words import (
    BRANCH_WORDS,
    BRANDS,
    CITIES,
    CITY_BEGINNINGS,
    COUNTRIES,
    DELIVERERS,
    KEPT_WORDS,
    LEGAL_FORMS,
    PREFIXES,
    REGIONS,
    SMALL_WORDS,
)

NAME_LENGTH: Final = 200
_KEY_LENGTH: Final = 400
_FEW_WORDS: Final = 2

_PREFIX: Final = re.compile(rf"(?:{'|'.join(PREFIXES)})", re.IGNORECASE)
_FIELDS: Final = re.compile(r"\s{4,}(?!\*)|\s*//+\s*|\t")
_SLASHED: Final = re.compile(r"^([^/]*[^/\d\s])/[^/]+/[A-Z]{2}$", re.IGNORECASE)
_COMMA_TAIL: Final = re.compile(r"\s*,.*$")
_TAILS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\s+(?:https?://|www\.)\S+$",
        r"\s+[a-z0-9.-]+\.(?:com|net|org|co|io|de|fr|es|uk|br|help)(?:/\S*)?$",
        r"\s+\+\d[\d\s().-]{6,}$",
        r"\s+\(?\d{2,4}\)?(?:[\s.-]\d{2,4}){2,4}$",
        r"\s+(?:1[\s.-])?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}$",
        r"\s+(?:card|karte|carte|tarjeta|cartao|cartão|nr|kd|mc|visa)[\s.:]*[x*.]*\d{2,6}$",
        r"\s+x{2,}\s*\d{2,6}$",
        r"\s+(?:on|am|le|el|du|of)\s+\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?$",
        r"\s+\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?$",
        r"\s+\d{4}-\d{2}-\d{2}(?:t[\d:.]+)?$",
        r"\s+(?:at|um|à|as|às)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*uhr)?$",
        rf"\s*(?:#|{'|'.join(BRANCH_WORDS)})[\s#:.-]*[a-z]?-?\d+$",
        r"\s+[a-z]{1,2}-?\d{3,6}$",
        r"\s+(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{6,}$",
        r"\s+\d{3,}$",
        r"\s+(?:pending|recurring|purchase|sagt danke.*|dankt.*)$",
        r"[\s*#,;:/&-]+$",
    )
)
# What follows the number of a branch says where that is.
_BRANCH: Final = re.compile(r"\s+(?:#\s?|(?:store|filiale)\s+#?)\d+\b.*$", re.IGNORECASE)
_LEGAL: Final = re.compile(rf"[\s,]+(?:{'|'.join(LEGAL_FORMS)})\.?$", re.IGNORECASE)
_DELIVERERS: Final = tuple(
    (re.compile(rf"^(?:dd\s*\*?\s*)?{pattern}\b[\s*.-]*(.*)$", re.IGNORECASE), name)
    for pattern, name in DELIVERERS.items()
)
_SIGNS: Final = re.compile(r"[^\w]+|_+")


@dataclass(frozen=True, slots=True)
class Payee:
    """A payee by the name that people know, and by the key that two spellings share."""

    name: str
    key: str
    is_delivery: bool = False


@lru_cache(maxsize=4096)
def read_payee(text: str) -> Payee:
    """Return who was paid; an empty `text` gives an empty name."""
    whole = " ".join(text.split())
    bare = _bare(text)
    for pattern, deliverer in _DELIVERERS:
        if match := pattern.match(bare):
            rest = _bare(match[1])
            name = _titled(rest) if _is_name(rest) else deliverer
            return Payee(fitting(name), payee_key(name), is_delivery=True)
    name = _titled(bare) if _is_name(bare) else whole
    return Payee(fitting(name), payee_key(name) or fold(whole)[:_KEY_LENGTH])


def payee_key(name: str) -> str:
    """Return what spellings of one name share: letters and digits, no accents, no capitals."""
    bare = _SIGNS.sub(" ", fold(name).replace("'", "").replace("’", ""))
    return " ".join(bare.split())[:_KEY_LENGTH]


def fitting(name: str) -> str:
    """Return as much of `name` as can be kept: a sign can become eighteen where it is folded."""
    short = name[:NAME_LENGTH]
    while len(name_key(short)) > _KEY_LENGTH:
        short = short[: len(short) // 2]
    return short.strip()


def _bare(text: str) -> str:
    """Take off everything that is not the name, until nothing more comes off."""
    left = _without_prefixes(text.strip().strip("\"'"))
    slashed = _SLASHED.match(left)
    left = _FIELDS.split(slashed[1] if slashed else left)[0]
    left = _BRANCH.sub("", " ".join(left.replace("*", " ").split()))
    while True:
        shorter = _without_tail(left)
        if shorter == left:
            return left
        left = shorter


def _without_prefixes(text: str) -> str:
    left = text
    while (match := _PREFIX.match(left)) and left[match.end() :].strip(" *-:"):
        left = left[match.end() :].lstrip(" *-:")
    return left


def _without_tail(text: str) -> str:
    left = text
    for tail in (*_TAILS, _LEGAL):
        shorter = tail.sub("", left)
        left = shorter if _is_name(shorter) else left
    return _without_town(left)


def _without_town(text: str) -> str:
    """Take off `OAKLAND CA`, `BERLIN DE`, `, Lisboa`: a town only with its region or country."""
    comma = _COMMA_TAIL.sub("", text)
    if comma != text and _is_name(comma):
        return comma
    words = text.split()
    if len(words) <= 1 or not _is_region(words[-1]) or payee_key(words[-2]) in {"and", "y", ""}:
        return text
    words.pop()
    while len(words) > 1 and _is_region(words[-1]):
        words.pop()
    return " ".join(words[: len(words) - _town_length(words)])


def _is_region(word: str) -> bool:
    return word.isupper() and (word in REGIONS or word in COUNTRIES)


def _town_length(words: list[str]) -> int:
    """Return how many words at the end are the town, none where that is not sure."""
    plain = [payee_key(word) for word in words]
    for length in (3, 2, 1):
        if length < len(words) and " ".join(plain[-length:]) in CITIES:
            return length
    if len(words) > _FEW_WORDS and plain[-2] in CITY_BEGINNINGS and plain[-1] not in KEPT_WORDS:
        return 2
    return int(len(words) > _FEW_WORDS and plain[-1] not in KEPT_WORDS)


def _is_name(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def _titled(text: str) -> str:
    """Return a name in all capitals, or in none, as a person writes it."""
    brand = BRANDS.get(payee_key(text))
    if brand:
        return brand
    if text != text.upper() and text != text.lower():
        return text
    words = text.lower().split()
    return " ".join(
        word if index and word in SMALL_WORDS else _capital(word)
        for index, word in enumerate(words)
    )


def _capital(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
