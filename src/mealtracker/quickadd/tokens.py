"""Cutting a line into tokens: words, numbers, quoted names and the signs between them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from mealtracker.domain.text import clean_text, fold
from mealtracker.errors import Invalid
from mealtracker.quickadd.lexicon import SYMBOLS

type TokenKind = Literal["word", "number", "quoted", "mark", "op", "hash", "at", "key"]

_PIECE: Final = re.compile(
    r"""
      (?P<quoted>"(?:[^"]|"")*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»)
    | (?P<piece>(?:[^\s,;()\[\]{}"“”„«»]|(?<=[0-9])[,\u00a0\u2009\u202f](?=[0-9]))+)
    | (?P<mark>[,;()\[\]{}"“”„«»])
    """,
    re.VERBOSE,
)
_BODY: Final = r"[.,]?[0-9]+(?:[.,'’\u00a0\u2009\u202f][0-9]+)*"
# Neither holds a sign of calculation, so a sum can be taken apart in one way only.
_UNIT: Final = r"(?:[^\W\d_xX]{0,3}[^\w\s.,'’+*×/%#@:−-]|[^\W\d_xX]{1,3})"
_TERM: Final = rf"{_UNIT}?{_BODY}{_UNIT}?"
_NUMBER: Final = re.compile(
    rf"(?P<before>{_UNIT})?(?P<sign>[-−])?(?P<inner>{_UNIT})?(?P<body>{_BODY})"
    rf"(?P<after>{_UNIT}|%)?"
)
_SUM: Final = re.compile(rf"[-−+]?{_TERM}(?:[+*×xX]{_TERM})+")
#: A minus between digits is a difference only where decimals tell it from `7-11`.
_DIFFERENCE: Final = re.compile(rf"{_TERM}(?:[-−+]{_TERM})+")
_CUT: Final = re.compile(r"([+*×xX]|(?<=[0-9€$£¥])[-−])(?=[^\W_]|[.,€$£¥])")
_ENDS: Final = ".!?:…"
_DASHES: Final = re.compile(r"(?<=[.,])[-–—]$")
_PLUS: Final = re.compile(r"\+(?=[^\s+])")
_KEY: Final = re.compile(
    r"(amount|place|cat|tag|with|meal|order|kind|pay|cur|date|note):", re.IGNORECASE
)
#: `12€50`, as many write in French.
_UNIT_INSIDE: Final = re.compile(r"([0-9]{1,12})(€|\$|£)([0-9]{2})")
_CENTS: Final = re.compile(r"[.,][0-9]{1,2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Digits:
    """A number as typed: its digits with separators, and what is written onto it."""

    body: str
    unit: str | None = None
    is_percent: bool = False
    is_negative: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the line, `[start, end)`. `key` is how the lexicon sees it, `text` as typed."""

    kind: TokenKind
    text: str
    start: int
    end: int
    key: str = ""
    digits: Digits | None = None

    @property
    def is_capital(self) -> bool:
        """Tell whether it begins like a name."""
        return self.text[:1].isupper()

    @property
    def plain(self) -> str:
        """Return what a quoted name says, and any other token as it is."""
        if self.kind != "quoted":
            return self.text
        inner = self.text[1:-1]
        return inner.replace('""', '"') if self.text.startswith('"') else inner


def readable(text: str) -> str:
    """Return `text`, sign by sign, with ordinary digits and without what cannot be kept."""
    return "".join(map(_readable_sign, text))


def cut(line: str) -> list[Token]:
    """Return the tokens of a `readable` line."""
    return list(_tokens(line))


def _tokens(line: str) -> Iterator[Token]:
    for match in _PIECE.finditer(line):
        if match["piece"]:
            yield from _cut_piece(match["piece"], match.start())
        elif match["quoted"]:
            yield Token("quoted", match[0], match.start(), match.end())
        else:
            yield Token("mark", match[0], match.start(), match.end())


def _cut_piece(piece: str, start: int) -> Iterator[Token]:
    """Take `@`, `#`, `key:` and `w/` off the front, and the next `#tag` off the end."""
    is_tag = False
    while piece:
        keyed = _KEY.match(piece)
        if keyed:
            end = keyed.end()
            yield Token("key", keyed[0], start, start + end, keyed[1].lower())
        elif piece[0] in "#@":
            end, is_tag = 1, piece[0] == "#"
            yield Token("hash" if is_tag else "at", piece[0], start, start + 1)
        elif piece[:2].lower() == "w/" and piece[2:]:
            end = 2
            yield Token("word", piece[:2], start, start + 2, "w/")
        else:
            end = piece.find("#") if is_tag and "#" in piece else len(piece)
            yield from _without_tail(piece[:end], start)
        piece, start = piece[end:], start + end


def _without_tail(piece: str, start: int) -> Iterator[Token]:
    """Take the punctuation off the end, and the dash of `12.-`."""
    core = piece[:1] + _DASHES.sub("", piece[1:]).rstrip(_ENDS)
    yield from _cut_core(core, start)
    if len(core) < len(piece):
        yield Token("mark", piece[len(core) :], start + len(core), start + len(piece))


def _cut_core(core: str, start: int) -> Iterator[Token]:
    if _PLUS.match(core):
        yield Token("op", "+", start, start + 1, "+")
        core, start = core[1:], start + 1
    if not _is_sum(core):
        yield _token(core, start)
        return
    for index, part in enumerate(_CUT.split(core)):
        if index % 2:
            yield Token("op", part, start, start + len(part), part.lower())
        else:
            yield _token(part, start)
        start += len(part)


def _is_sum(core: str) -> bool:
    is_difference = _DIFFERENCE.fullmatch(core) and _CENTS.search(core)
    if not is_difference and not _SUM.fullmatch(core):
        return False
    return all(_digits(part) for part in _CUT.split(core)[::2])


def _token(text: str, start: int) -> Token:
    digits = _digits(text)
    kind: TokenKind = "number" if digits else "op" if text in {"+", "*", "×"} else "word"
    return Token(kind, text, start, start + len(text), fold(text), digits)


def _digits(text: str) -> Digits | None:
    """Return what a number says, None for a word; `A12` is a word, `€12` and `12kr` are not."""
    inside = _UNIT_INSIDE.fullmatch(text)
    if inside is not None:
        return Digits(f"{inside[1]}.{inside[3]}", inside[2])
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    units = [match[name] for name in ("before", "inner", "after") if match[name]]
    is_percent = units == ["%"]
    if not is_percent and not (len(units) <= 1 and all(fold(unit) in SYMBOLS for unit in units)):
        return None
    unit = None if is_percent or not units else units[0]
    return Digits(match["body"], unit, is_percent, is_negative=match["sign"] is not None)


def _readable_sign(sign: str) -> str:
    if sign < "\x7f" and sign >= " ":
        return sign
    value = unicodedata.decimal(sign, None)
    if value is not None:
        return str(value)
    if sign in _ARABIC:
        return _ARABIC[sign]
    if "\uff01" <= sign <= "\uff5e":
        return unicodedata.normalize("NFKC", sign)  # the wide forms of ordinary signs
    try:
        clean_text(sign)
    except Invalid:
        return " "
    return sign


#: The decimal point, the thousands separator and the percent sign of Arabic.
_ARABIC: Final = {"\u066b": ".", "\u066c": ",", "\u066a": "%"}
