"""The people: names after `with`, commas and `and` between them."""

from typing import Final

from mealtracker.fields import NAME_LENGTH
from mealtracker.quickadd.board import Board
from mealtracker.quickadd.names import ENDS, claim_named, end_of_name, ends_here, goes_on

_MOST: Final = 100
_ENDS: Final = (*ENDS, "and", "treat", "in", "business")


def read_people(board: Board) -> None:
    """Claim the names after `with`, a comma, `and` or `&` between them."""
    for index in range(len(board)):
        said = board.phrase(index, "with")
        first = said.last + 1 if said else _next_after_person(board, index)
        is_loose = said is not None
        while first is not None and _count(board) < _MOST:
            last = _person_at(board, first, is_loose=is_loose)
            if last is None:
                break
            article, first = first, _past_article(board, first)
            board.drop(article, first - 1)
            name = board.known(first, last, "person") or board.name_of(first, last)
            is_loose = not board.tokens[first].is_capital
            claim_named(board, first, last, "people", name)
            first = _next_person(board, last + 1)


def _count(board: Board) -> int:
    return sum(chip.field == "people" for chip in board.chips)


def _person_at(board: Board, first: int, *, is_loose: bool) -> int | None:
    """Return the last token of the person's name at `first`.

    Unless `is_loose` it has to look like a name: after `with Ana,` that is `Bob`, not `burgers`.
    """
    first = _past_article(board, first)
    known = board.longest_known(first, "person") if board.is_word(first) else None
    if known and not goes_on(board, first, known[0]):
        return known[0]
    if not board.is_word(first) or ends_here(board, first, _ENDS):
        return None
    last = end_of_name(board, first, _ENDS)
    if last is None or len(board.name_of(first, last)) > NAME_LENGTH:
        return None
    is_name = board.tokens[first].is_capital or board.tokens[first].kind == "quoted"
    return last if is_name or is_loose else None


def _past_article(board: Board, first: int) -> int:
    """Return the token after the article of `mit der Ana`, `com a Ana`."""
    article = board.phrase(first, "article")
    after = article.last + 1 if article else first
    return after if board.is_word(after) and board.tokens[after].is_capital else first


def _next_after_person(board: Board, index: int) -> int | None:
    """Return where the next person is named when a name that is claimed ends at `index`."""
    end = board.tokens[index].end
    is_end = any(chip.field == "people" and chip.end == end for chip in board.chips)
    return _next_person(board, index + 1) if is_end else None


def _next_person(board: Board, at: int) -> int | None:
    """Return where the next person is named, after a comma, `and` or both."""
    start = at
    if board.is_free(at) and board.tokens[at].text == ",":
        at += 1
    said = board.phrase(at, "and")
    at = said.last + 1 if said else at
    if at == start or not board.is_word(at):
        return None
    board.drop(start, at - 1)
    return at
