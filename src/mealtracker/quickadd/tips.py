"""The tip: `tip 4`, `4 tip`, `+3 tip`, `tip 20%`, `incl 3 tip`, `no tip`."""

from dataclasses import dataclass
from typing import Final

from mealtracker.quickadd.board import Board, Phrase, Question
from mealtracker.quickadd.money import Said, money_at
from mealtracker.quickadd.names import begins_name
from mealtracker.sentences import say

_PUNCTUATION: Final = frozenset({":", "."})


@dataclass(frozen=True, slots=True)
class Tip:
    """A tip in the line: tokens `[first, last]`, money or a percentage, on top or included."""

    first: int
    last: int
    money: Said | None = None
    percent: str | None = None
    is_included: bool = False


def read_tip(board: Board) -> Tip | None:
    """Take the first tip of the line; its chip is made once the total is known."""
    for index in list(board.free()):
        said = board.phrase(index, "tip")
        if said is None or begins_name(board, said):
            continue
        if board.phrase_before(said.first, "no"):
            return _without_figure(board, said)
        before, after = _figure_before(board, said), _figure_after(board, said)
        tip = before if before and _is_announced(board, before) else after or before
        if tip is not None:
            return _taken(board, tip)
        return _without_figure(board, said)
    return None


def _is_announced(board: Board, tip: Tip) -> bool:
    """Tell whether the figure before the word is the tip: `+3 tip`, `incl 4 tip`, `15% tip`."""
    links = any(board.phrase_before(tip.first, concept) for concept in ("plus", "included"))
    before = tip.first - 1
    has_plus = board.is_free(before) and board.tokens[before].key == "+"
    # In `12.50+3 tip 2` the plus belongs to the sum.
    is_on_top = has_plus and not board.is_number(before - 1)
    return links or is_on_top or tip.percent is not None


def _figure_after(board: Board, said: Phrase) -> Tip | None:
    at = said.last + 1
    while board.is_free(at) and board.tokens[at].text in _PUNCTUATION:
        at += 1
    for concept in ("of", "paid"):
        link = board.phrase(at, concept)
        at = link.last + 1 if link else at
    digits = board.tokens[at].digits if board.is_free(at) else None
    if digits and digits.is_percent:
        return Tip(said.first, at, percent=digits.body)
    if digits and board.is_free(at + 1) and board.tokens[at + 1].text == "%":
        return Tip(said.first, at + 1, percent=digits.body)
    money = money_at(board, at) or money_at(board, at + 1)
    if money is None or money.first != at:
        return None
    return Tip(said.first, money.last, money)


def _figure_before(board: Board, said: Phrase) -> Tip | None:
    at = said.first - 1
    digits = board.tokens[at].digits if board.is_free(at) else None
    if digits and digits.is_percent:
        return Tip(at, said.last, percent=digits.body)
    if board.is_free(at) and board.tokens[at].text == "%" and board.is_number(at - 1):
        return Tip(at - 1, said.last, percent=_body(board, at - 1))
    money = money_at(board, at) or money_at(board, at - 1)
    if money is None or money.last != at:
        return None
    is_only = not any(
        board.is_number(index) for index in board.free() if index not in money.numbers
    )
    if is_only and (board.phrase(said.last + 1, "included") or board.phrase(said.last + 1, "no")):
        return None  # 27.50 tip included
    return Tip(money.first, said.last, money)


def _without_figure(board: Board, said: Phrase) -> Tip | None:
    """Read the word alone: no tip, one that the total has in it, or a question."""
    no = board.phrase_before(said.first, "no")
    if no is not None:
        board.drop(no.first, said.last)
        return Tip(no.first, said.last, percent="0", is_included=True)
    included = board.phrase_before(said.first, "included")
    trailing = board.phrase(said.last + 1, "included")
    if included or trailing:
        first = included.first if included else said.first
        last = trailing.last if trailing else said.last
        board.claim(first, last, "note", board.text_of(first, last))
    else:
        board.claim(said.first, said.last, "tip", "", Question(say("How much was the tip?")))
    return None


def _body(board: Board, at: int) -> str:
    digits = board.tokens[at].digits
    return digits.body if digits else ""


def _taken(board: Board, tip: Tip) -> Tip:
    """Take the tip with the words around it that say whether it comes on top."""
    first, last = tip.first, tip.last
    before, after = board.phrase_before(first, "included"), board.phrase(last + 1, "included")
    if before:
        first = before.first
    elif after:
        last = after.last
    for concept in ("plus", "with"):
        if (link := board.phrase_before(first, concept)) is not None:
            first = link.first
    if board.is_free(first - 1) and board.tokens[first - 1].key == "+":
        first -= 1
    board.drop(first, last)
    is_included = bool(before or after)
    return Tip(first, last, tip.money, tip.percent, is_included=is_included)
