"""Where a name in the line begins and ends, and when a known one is only a part of it."""

from typing import Final

from mealtracker.quickadd.board import Board, Phrase
from mealtracker.quickadd.context import Known, NameKind
from mealtracker.quickadd.schemas import ChipField

#: Words that end a name after `at` or `with`.
ENDS: Final = ("at", "with", "paid", "for", "meal", "order", "tip", "split", "payment", "refund")
KINDS: Final[tuple[tuple[ChipField, NameKind], ...]] = (("place", "place"), ("people", "person"))
_JOINS: Final = ("at", "with", "paid", "for")
_LEXICAL: Final = ("weekday", "weekday_short", "meal", "day", "order", "month", "payment")


def end_of_name(board: Board, first: int, ends: tuple[str, ...]) -> int | None:
    """Return the last token of the name at `first`, None where none begins."""
    if board.is_free(first) and board.tokens[first].kind == "quoted":
        return first
    last = None
    for index in range(first, len(board)):
        token = board.tokens[index]
        if not board.is_free(index) or token.kind not in {"word", "number", "op", "mark"}:
            break
        if token.kind == "mark" and not (token.text == "." and board.is_word(index + 1)):
            break
        is_bare = last is not None and board.phrase(last, "article") is not None
        if not is_bare and ends_here(board, index, ends if index > first else _JOINS):
            break
        last = index
    while last is not None and last > first and only_joins(board, last):
        last -= 1
    if last is None or not any(map(str.isalnum, board.text_of(first, last))):
        return None
    return last


def ends_here(board: Board, index: int, ends: tuple[str, ...]) -> bool:
    """Tell whether a word in small letters begins something else: one of the concepts `ends`."""
    token = board.tokens[index]
    is_small = not token.is_capital
    return is_small and any(board.phrase(index, concept) for concept in ends)


def only_joins(board: Board, index: int) -> bool:
    """Tell whether the token only joins others and says nothing by itself: `for`, `on`, `-`."""
    token = board.tokens[index]
    if token.digits or token.kind == "quoted":
        return False
    if token.kind != "word":
        return True
    begins_name = board.is_word(index + 1) and board.tokens[index + 1].is_capital
    is_lower = not token.is_capital or (index == 0 and not begins_name)
    return (is_lower and (token.key,) in board.words.concepts["filler"].phrases) or not any(
        map(str.isalnum, token.text)
    )


def begins_name(board: Board, said: Phrase) -> bool:
    """Tell whether words of the lexicon begin a name, as in `Cash & Carry` or `Tip Top Diner`.

    German begins every noun with a capital, so there it tells nothing.
    """
    after = said.last + 1
    if not board.tokens[said.first].is_capital or board.words.language == "de":
        return False
    if board.is_free(after) and board.tokens[after].text == "&":
        return True
    return board.is_word(after) and board.tokens[after].is_capital


def goes_on(board: Board, first: int, last: int) -> bool:
    """Tell whether a known single word is only the beginning of a name: `Bar` of `Bar Luce`."""
    after = last + 1
    if first != last or board.words.language == "de" or board.line.isupper():
        return False
    return board.is_word(after) and board.tokens[after].is_capital and not is_lexical(board, after)


def comes_before(board: Board, index: int) -> bool:
    """Tell whether a known single word is only the end of a name: `Bar` of `Juice Bar`."""
    before = index - 1
    is_name = board.is_word(before) and board.tokens[before].is_capital
    return (
        is_name
        and board.tokens[index].is_capital
        and not (board.words.language == "de" or board.line.isupper())
        and not is_lexical(board, before)
    )


def is_lexical(board: Board, index: int) -> bool:
    """Tell whether the word means something of its own, so that it is no part of a name."""
    is_word = any(board.phrase(index, concept) for concept in _LEXICAL)
    return is_word or any(board.known(index, index, kind) for _, kind in KINDS)


def claim_named(board: Board, first: int, last: int, name: ChipField, found: Known | str) -> None:
    """Claim a name for a field, with the word that announces it; one that is only text is new."""
    board.drop_before(first, "at" if name == "place" else "with")
    if first > 0 and board.is_free(first - 1) and board.tokens[first - 1].kind == "at":
        board.drop(first - 1, first - 1)
    board.claim_name(first, last, name, found)
