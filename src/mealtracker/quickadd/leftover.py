"""What nothing has claimed: known names, then the place if there is none yet, then the note."""

from collections.abc import Iterator
from typing import Final

from mealtracker.fields import NAME_LENGTH
from mealtracker.quickadd.board import Board, Question
from mealtracker.quickadd.context import NameKind
from mealtracker.quickadd.money import money_at
from mealtracker.quickadd.names import claim_named, comes_before, goes_on, only_joins
from mealtracker.quickadd.schemas import ChipField
from mealtracker.quickadd.tokens import readable
from mealtracker.sentences import say

_BREAKS: Final = frozenset(',;()[]{}"“”„«»')


def read_rest(board: Board) -> None:
    """Claim what is left: known names, then a place if there is none yet, then the note."""
    for index in list(board.free()):
        found = board.longest_known(index, "place") if not board.has("place") else None
        is_end = found is not None and found[0] == index and comes_before(board, index)
        if found and not is_end and not goes_on(board, index, found[0]):
            claim_named(board, index, found[0], "place", found[1])
    runs = [run for run in _runs(board) if not _is_known_run(board, *run)]
    place = None if board.has("place") else _best_place(board, runs)
    for first, last in runs:
        text = board.name_of(first, last)
        if (first, last) == place:
            claim_named(board, first, last, "place", text)
        elif any(sign.isdecimal() for sign in text) and not any(map(str.isalpha, text)):
            board.claim(first, last, "note", text, Question(say("What is “%(text)s”?", text=text)))
        elif text:
            board.claim(first, last, "note", text)


def kept_text(board: Board) -> Iterator[str]:
    """Yield what goes into the note, in the order of the line."""
    for chip in sorted(board.chips, key=lambda chip: chip.start):
        if chip.field == "note":
            yield chip.value
        elif chip.field in {"split", "business"}:
            yield readable(chip.text)


def _is_known_run(board: Board, first: int, last: int) -> bool:
    kinds: tuple[tuple[ChipField, NameKind], ...] = (("people", "person"), ("category", "category"))
    for name, kind in kinds:
        known = board.known(first, last, kind)
        if known and not (name == "category" and board.has("category")):
            claim_named(board, first, last, name, known)
            return True
    return False


def _best_place(board: Board, runs: list[tuple[int, int]]) -> tuple[int, int] | None:
    named = [run for run in runs if _may_be_name(board, *run)]
    capital = [run for run in named if board.tokens[run[0]].is_capital]
    return next(iter(capital or named), None)


def _may_be_name(board: Board, first: int, last: int) -> bool:
    text = board.name_of(first, last)
    money = money_at(board, first) or money_at(board, last)
    is_money = money is not None and (money.first, money.last) == (first, last)
    return len(text) <= NAME_LENGTH and any(map(str.isalpha, text)) and not is_money


def _runs(board: Board) -> list[tuple[int, int]]:
    """Return what is left in runs of tokens that stand together, without words that only join."""
    runs: list[list[int]] = []
    for index in board.free():
        token = board.tokens[index]
        if token.kind in {"hash", "at", "key"} or token.text in _BREAKS:
            continue
        if not runs or runs[-1][-1] != index - 1:
            runs.append([])
        runs[-1].append(index)
    return [trimmed for run in runs if (trimmed := _trimmed(board, run[0], run[-1]))]


def _trimmed(board: Board, first: int, last: int) -> tuple[int, int] | None:
    while first <= last and only_joins(board, first):
        first += 1
    while first <= last and only_joins(board, last):
        last -= 1
    is_article = first == last and board.phrase(first, "article") is not None
    return (first, last) if first <= last and not is_article else None
