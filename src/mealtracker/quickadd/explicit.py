"""What a line says outright: `#tag`, `note: …`, and `key:value` with the keys of the search."""

from collections.abc import Iterator
from typing import Final

from mealtracker.domain.meals import ExpenseKind, Meal, OrderType
from mealtracker.domain.money import Currency, read_currency
from mealtracker.errors import Invalid
from mealtracker.fields import NAME_LENGTH
from mealtracker.quickadd.board import Board, Question
from mealtracker.quickadd.context import NameKind
from mealtracker.quickadd.schemas import ChipField
from mealtracker.sentences import say

_MOST: Final = {"tags": 50, "people": 100}
_CLOSED: Final[dict[str, tuple[ChipField, frozenset[str]]]] = {
    "meal": ("meal", frozenset(Meal)),
    "order": ("order_type", frozenset(OrderType)),
    "kind": ("kind", frozenset(ExpenseKind)),
}
_NAMES: Final[dict[str, tuple[ChipField, NameKind]]] = {
    "place": ("place", "place"),
    "cat": ("category", "category"),
    "tag": ("tags", "tag"),
    "with": ("people", "person"),
}


def read_note(board: Board) -> None:
    """Claim what follows `note:`: a quoted text, or all that is left of the line."""
    for index in _keys(board, "note"):
        quoted = index + 1
        if not board.is_free(quoted):
            continue
        is_quoted = board.is_glued(quoted) and board.tokens[quoted].kind == "quoted"
        last = quoted if is_quoted else len(board) - 1
        text = board.tokens[quoted].plain.strip() if is_quoted else board.text_of(quoted, last)
        board.drop(index, index)
        board.claim(quoted, last, "note", " ".join(text.split()))
        return


def read_tags(board: Board) -> None:
    """Claim every `#tag`; a known tag may have several words."""
    for index in list(board.free()):
        first = index + 1
        if board.tokens[index].kind != "hash" or not board.is_glued(first):
            continue
        if not (board.is_word(first) or board.is_number(first)):
            continue
        known = board.longest_known(first, "tag")
        last = known[0] if known else first
        _claim_name(board, (index, first, last), "tags", "tag")


def read_keys(board: Board) -> Currency | None:
    """Claim each `key:value`; return the currency of `cur:`."""
    currency = None
    for key in (*_NAMES, *_CLOSED, "pay", "cur", "date"):
        for index in list(_keys(board, key)):
            for first in list(_values(board, index)):
                currency = _read_value(board, key, index, first) or currency
            board.drop(index, index)
    return currency


def _read_value(board: Board, key: str, index: int, first: int) -> Currency | None:
    value = board.name_of(first, first)
    if key in _NAMES:
        _claim_name(board, (first, first, first), *_NAMES[key])
    elif key in _CLOSED:
        name, words = _CLOSED[key]
        known = ", ".join(sorted(words))
        why = say(
            "“%(key)s:%(text)s” is not known. Choose from %(known)s.",
            key=key,
            text=value,
            known=known,
        )
        good = value.lower() in words
        board.claim(
            first, first, name, value.lower() if good else "", None if good else Question(why)
        )
    elif key == "pay":
        board.claim(first, first, "payment", value[:NAME_LENGTH])
    elif key == "cur":
        return _currency(board, first, value)
    # A date is read where all dates are; its key only has to be out of the way.
    board.drop(index, index)
    return None


def _currency(board: Board, first: int, value: str) -> Currency | None:
    try:
        currency = read_currency(value)
    except Invalid as error:
        board.claim(first, first, "currency", "", Question(error.message))
        return None
    board.claim(first, first, "currency", currency)
    return currency


def _claim_name(board: Board, span: tuple[int, int, int], name: ChipField, kind: NameKind) -> None:
    """Claim the tokens of a name, with what stands before it: a sharp."""
    start, first, last = span
    value = board.name_of(first, last)
    count = sum(chip.field == name for chip in board.chips)
    if not value or len(value) > NAME_LENGTH or count >= _MOST.get(name, count + 1):
        return
    known = board.known(first, last, kind)
    if known is None and kind == "category":
        why = say("You have no category “%(name)s”.", name=value)
        board.claim(start, last, name, "", Question(why))
        return
    board.claim_name(start, last, name, known or value)


def _keys(board: Board, key: str) -> Iterator[int]:
    wanted = ("key", key)
    return (at for at in board.free() if (board.tokens[at].kind, board.tokens[at].key) == wanted)


def _values(board: Board, index: int) -> Iterator[int]:
    """Yield the values that follow a key without a blank, commas between them."""
    at = index + 1
    while board.is_glued(at) and (board.is_word(at) or board.is_number(at)):
        yield at
        at += 1
        if not (board.is_free(at) and board.is_glued(at) and board.tokens[at].text == ","):
            return
        at += 1
