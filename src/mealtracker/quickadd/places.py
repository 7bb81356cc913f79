"""The place: a known name that looks like something else, or the name after `at`."""

from mealtracker.fields import NAME_LENGTH
from mealtracker.quickadd.board import Board
from mealtracker.quickadd.names import ENDS, KINDS, claim_named, end_of_name, goes_on


def read_telling_names(board: Board) -> None:
    """Claim known names that would be read as something else: `5 Guys`, `Ruby Tuesday`."""
    _read_brand(board)
    for index in list(board.free()):
        after_with = _is_after(board, index, "with")
        for name, kind in KINDS:
            found = board.longest_known(index, kind) if board.is_free(index) else None
            is_marked = _is_after(board, index, "at") if kind == "place" else after_with
            if found is None or (kind == "place" and board.has("place")):
                continue
            if not (is_marked or _is_telling(board, index, found[0])):
                continue
            if goes_on(board, index, found[0]):
                continue
            claim_named(board, index, found[0], name, found[1])


def read_place(board: Board) -> None:
    """Claim the name after `at`, `from` or `@`."""
    for index in list(board.free()):
        first = _after_marker(board, index)
        if first is None or board.has("place"):
            continue
        known = board.longest_known(first, "place")
        last = end_of_name(board, first, ENDS)
        if known and not goes_on(board, first, known[0]):
            claim_named(board, first, known[0], "place", known[1])
        elif last is not None and len(board.name_of(first, last)) <= NAME_LENGTH:
            board.drop(index, first - 1)
            claim_named(board, first, last, "place", board.name_of(first, last))


def _read_brand(board: Board) -> None:
    """Claim a name that begins with a number and is known everywhere."""
    for index in list(board.free()):
        first = _after_marker(board, index) or index
        said = board.numbered(first, "brand")
        if said and not board.has("place"):
            known = board.known(said.first, said.last, "place")
            name = known or board.name_of(said.first, said.last)
            claim_named(board, said.first, said.last, "place", name)


def _after_marker(board: Board, index: int) -> int | None:
    """Return the first token of the name that a marker at `index` announces."""
    token = board.tokens[index]
    if token.kind == "at":
        return index + 1 if board.is_glued(index + 1) or board.is_word(index + 1) else None
    said = board.phrase(index, "at") or board.phrase(index, "in")
    if said is None or (token.is_capital and index > 0) or _is_inside_phrase(board, index):
        return None
    # In `à La Coupole` the article belongs to the name.
    return index + 1 if board.tokens[said.last].is_capital else said.last + 1


def _is_inside_phrase(board: Board, index: int) -> bool:
    """Tell whether the word is part of a longer phrase, as in `café da manhã`, `à emporter`."""
    found = (
        board.phrase(first, concept)
        for first in range(max(0, index - 2), index + 1)
        for concept in ("meal", "order")
    )
    return any(said is not None and said.first < said.last >= index for said in found)


def _is_telling(board: Board, first: int, last: int) -> bool:
    """Tell whether a known name cannot be missed: several words, or a word with a digit in it."""
    token = board.tokens[first]
    return last > first or (token.kind == "word" and any(map(str.isdecimal, token.text)))


def _is_after(board: Board, index: int, concept: str) -> bool:
    if concept == "at" and index > 0 and board.tokens[index - 1].kind == "at":
        return True
    return board.phrase_before(index, concept) is not None
