"""The line on the table: which tokens are still free, and the chips for those that are taken."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from mealtracker.domain.text import clean_text, name_key
from mealtracker.quickadd.context import Context, Known, NameKind
from mealtracker.quickadd.lexicon import Words, words_of
from mealtracker.quickadd.schemas import Chip, ChipField, Choice
from mealtracker.quickadd.tokens import Token, TokenKind, cut, readable

#: A name that is looked up has at most so many words, and stands among the first so many tokens.
NAME_WORDS: Final = 5
LOOKED_AT: Final = 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the lexicon in the line: tokens `[first, last]` and the value they mean."""

    first: int
    last: int
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """Why something is unsure, and how it can be read."""

    why: str
    choices: list[Choice] = field(default_factory=list)


class Board:
    """A line that is being read. Readers claim tokens in turn; what is claimed is out of play."""

    def __init__(self, text: str, context: Context) -> None:
        """Lay out `text`."""
        self.text: Final = text
        self.line: Final = readable(text)
        self.context: Final = context
        self.words: Final[Words] = words_of(context.language)
        self.tokens: Final[list[Token]] = cut(self.line)
        self.chips: Final[list[Chip]] = []
        self._taken: Final = [False] * len(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def is_free(self, index: int) -> bool:
        """Tell whether there is a token at `index` that nothing has claimed."""
        return 0 <= index < len(self.tokens) and not self._taken[index]

    def free(self) -> Iterator[int]:
        """Yield the tokens that are free when their turn comes."""
        return (index for index in range(len(self.tokens)) if not self._taken[index])

    def is_number(self, index: int) -> bool:
        """Tell whether a free number stands there that is no percentage."""
        if not self.is_free(index):
            return False
        digits = self.tokens[index].digits
        after = self.tokens[index + 1].text if self.is_free(index + 1) else ""
        return digits is not None and not digits.is_percent and after != "%"

    def is_word(self, index: int) -> bool:
        """Tell whether a free word or quoted name stands there."""
        return self.is_free(index) and self.tokens[index].kind in {"word", "quoted"}

    def is_glued(self, index: int) -> bool:
        """Tell whether the token follows the one before it without a blank."""
        if not 0 < index < len(self.tokens):
            return False
        return self.tokens[index - 1].end == self.tokens[index].start

    def text_of(self, first: int, last: int) -> str:
        """Return what stands from one token to another, as typed."""
        return self.line[self.tokens[first].start : self.tokens[last].end]

    def name_of(self, first: int, last: int) -> str:
        """Return the name that the tokens from `first` to `last` spell, without its quotes."""
        name = self.tokens[first].plain if first == last else self.text_of(first, last)
        return clean_text(" ".join(name.split()))

    def rewritten(self, first: int, last: int, text: str) -> str:
        """Return the line with `text` in the place of the tokens from `first` to `last`."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return self.line[:start] + text + self.line[end:]

    def phrase(self, index: int, concept: str) -> Phrase | None:
        """Return the longest phrase of `concept` that begins at `index`, all of it free."""
        return self._longest(index, concept, {"word", "op"})

    def numbered(self, index: int, concept: str) -> Phrase | None:
        """Return a phrase of `concept` at `index` that has numbers among its words."""
        return self._longest(index, concept, {"word", "op", "number"})

    def phrase_before(self, index: int, concept: str) -> Phrase | None:
        """Return the longest phrase of `concept` that ends just before `index`.

        A point after an abbreviation belongs to it: `inkl. 3 Trinkgeld`.
        """
        end = index - 1
        if self.is_free(end) and self.is_glued(end) and self.tokens[end].text == ".":
            end -= 1
        known = self.words.concepts[concept]
        if not self.is_free(end) or self.tokens[end].key not in known.last_words:
            return None
        for first in range(max(0, end + 1 - self.words.longest), end + 1):
            found = self.phrase(first, concept)
            if found and found.last == end:
                return Phrase(first, index - 1, found.value)
        return None

    def _longest(self, index: int, concept: str, kinds: set[TokenKind]) -> Phrase | None:
        known = self.words.concepts[concept]
        length = known.lengths.get(self.tokens[index].key, 0) if self.is_free(index) else 0
        keys: list[str] = []
        found = None
        for last in range(index, min(index + length, len(self.tokens))):
            if not self.is_free(last) or self.tokens[last].kind not in kinds:
                break
            keys.append(self.tokens[last].key)
            value = known.phrases.get(tuple(keys))
            found = found if value is None else Phrase(index, last, value)
        return found

    def claim(
        self, first: int, last: int, name: ChipField, value: str, question: Question | None = None
    ) -> None:
        """Take the tokens from `first` to `last` for a field; a question makes it unsure."""
        self.drop(first, last)
        start, end = self.tokens[first].start, self.tokens[last].end
        self.chips.append(
            Chip(
                name,
                start,
                end,
                self.text[start:end],
                value,
                is_unsure=question is not None,
                why=question.why if question else None,
                choices=question.choices if question else [],
            )
        )

    def claim_name(self, first: int, last: int, name: ChipField, found: Known | str) -> None:
        """Take the tokens for a name; one that is only text is new."""
        self.drop(first, last)
        start, end = self.tokens[first].start, self.tokens[last].end
        is_new = isinstance(found, str)
        value = found if isinstance(found, str) else found.name
        self.chips.append(Chip(name, start, end, self.text[start:end], value, is_new=is_new))

    def drop(self, first: int, last: int) -> None:
        """Take the tokens from `first` to `last` out of play."""
        for index in range(first, last + 1):
            self._taken[index] = True

    def drop_before(self, index: int, concept: str) -> None:
        """Take a phrase of `concept` just before `index` out of play, if there is one."""
        found = self.phrase_before(index, concept)
        if found:
            self.drop(found.first, found.last)

    def known(self, first: int, last: int, kind: NameKind) -> Known | None:
        """Return the household's name that the tokens from `first` to `last` spell."""
        is_quoted = first == last and self.tokens[first].kind == "quoted"
        text = self.tokens[first].plain if is_quoted else self.text_of(first, last)
        return self.context.known(name_key(text), kind)

    def longest_known(self, first: int, kind: NameKind) -> tuple[int, Known] | None:
        """Return the last token of the longest known name at `first`, and the name."""
        found = None
        for last in spans_from(self.tokens[:LOOKED_AT], first):
            if not self.is_free(last):
                break
            name = self.known(first, last, kind)
            found = (last, name) if name else found
        return found

    def value(self, name: ChipField) -> str | None:
        """Return the value of the first chip of a field, None where nothing was claimed for it."""
        return next((chip.value for chip in self.chips if chip.field == name), None)

    def has(self, name: ChipField) -> bool:
        """Tell whether a field was claimed."""
        return self.value(name) is not None


def spans_from(tokens: list[Token], first: int) -> Iterator[int]:
    """Yield each token that a name which begins at `first` may end with."""
    words = 0
    for last in range(first, len(tokens)):
        kind = tokens[last].kind
        if kind in {"quoted", "hash", "key"} or words == NAME_WORDS:
            return
        if kind not in {"mark", "op"}:
            words += 1
            yield last


def name_keys(text: str) -> list[str]:
    """Return the folded form of everything in a line that may be a known name."""
    line = readable(text)
    tokens = cut(line)
    keys: dict[str, None] = {}
    for first, token in enumerate(tokens[:LOOKED_AT]):
        if token.kind in {"mark", "op", "hash", "at", "key"}:
            continue
        if token.kind == "quoted":
            keys[name_key(token.plain)] = None
            continue
        for last in spans_from(tokens[:LOOKED_AT], first):
            keys[name_key(line[token.start : tokens[last].end])] = None
    return list(keys)
