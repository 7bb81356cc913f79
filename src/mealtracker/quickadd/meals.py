"""Words for meals and for how the food came. `coffee` names a category, if there is such a one."""

from mealtracker.quickadd.board import Board, Phrase
from mealtracker.quickadd.context import Known
from mealtracker.quickadd.schemas import ChipField


def read_meal(board: Board) -> None:
    """Claim the order type, the meal, and a category that a word stands for."""
    _claim_first(board, "order", "order_type")
    _claim_first(board, "meal", "meal")
    for index in list(board.free()):
        said = board.phrase(index, "treat")
        if said and not _is_in_name(board, said):
            _claim_treat(board, said)


def _claim_first(board: Board, concept: str, name: ChipField) -> None:
    """Claim the first word; the same again adds nothing, another one is kept in the note."""
    first = board.value(name)
    for index in list(board.free()):
        said = board.phrase(index, concept)
        if said is None or _is_titled(board, said):
            continue
        board.drop_before(said.first, "for")
        if first is None:
            board.claim(said.first, said.last, name, said.value)
            first = said.value
        elif said.value == first:
            board.drop(said.first, said.last)
        else:
            board.claim(said.first, said.last, "note", board.name_of(said.first, said.last))


def _claim_treat(board: Board, said: Phrase) -> None:
    """Claim the word, with the count before it: `2 coffees`."""
    what, _, value = said.value.partition(" ")
    count = said.first - 1
    first = count if board.is_number(count) and board.tokens[count].text.isdigit() else said.first
    category = board.context.categories.get(value) if what == "kind" else None
    if what == "meal" and not board.has("meal"):
        board.claim(first, said.last, "meal", value)
    elif category is not None and not board.has("category"):
        board.claim_name(first, said.last, "category", Known("category", category))
    else:
        board.claim(first, said.last, "note", board.name_of(first, said.last))


def _is_titled(board: Board, said: Phrase) -> bool:
    """Tell whether the word belongs to a name with an article, as in `The Breakfast Club`."""
    return (
        board.tokens[said.first].is_capital
        and board.phrase_before(said.first, "article") is not None
    )


def _is_in_name(board: Board, said: Phrase) -> bool:
    """Tell whether the word belongs to a name, as in `Blue Bottle Coffee`."""
    before = said.first - 1
    is_name = board.is_word(before) and board.tokens[before].is_capital
    return is_name and board.tokens[said.first].is_capital
