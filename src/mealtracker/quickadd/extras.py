"""The smaller things a line can say: a refund, a split, business, how it was paid, how many ate."""

import re
from typing import Final

from mealtracker.quickadd.board import Board, Phrase
from mealtracker.quickadd.names import begins_name

_MOST: Final = 999
_COUNT: Final = re.compile(r"[0-9]{1,3}")
_SHARES: Final = re.compile(r"[0-9]{1,3}/[0-9]{1,3}")
_CARD_END: Final = re.compile(r"[0-9]{4}")
_OWN_CARDS: Final = frozenset({"Card", "Karte", "Carte", "Tarjeta", "Cartão", "Visa", "Mastercard"})


def read_split(board: Board) -> None:
    """Claim `split 3 ways`, `split between 3`, `3 ways`, `split 50/50`, `split`."""
    for index in list(board.free()):
        said = board.phrase(index, "split")
        if said is None and (only := _only_ways(board, index)) is not None:
            board.claim(index, only.last, "split", board.tokens[index].text)
            return
        if said is not None:
            _claim_split(board, said)
            return


def read_business(board: Board) -> None:
    """Claim a word that says it was for work."""
    for index in list(board.free()):
        said = board.phrase(index, "business")
        if said and not begins_name(board, said):
            board.claim(said.first, said.last, "business", "business")
            return


def read_refund(board: Board) -> None:
    """Claim a word that says that money came back."""
    for index in list(board.free()):
        said = board.phrase(index, "refund")
        if said:
            board.claim(said.first, said.last, "kind", "refund")
            return


def read_payment(board: Board) -> None:
    """Claim how it was paid: `cash`, `paid with Visa 4242`, `mit Karte`."""
    if board.has("payment"):
        return
    for index in list(board.free()):
        said = board.phrase(index, "payment")
        if said is None or begins_name(board, said):
            continue
        first, last, value = said.first, said.last, said.value
        if value in _OWN_CARDS and _is_card_end(board, last + 1):
            last, value = last + 1, f"{value} {board.tokens[last + 1].text}"
        for _ in range(3):
            before = board.phrase_before(first, "pay_by")
            first = before.first if before else first
        after = board.phrase(last + 1, "paid")
        board.drop(first, after.last if after and not board.is_number(after.last + 1) else last)
        board.claim(said.first, last, "payment", value)
        return


def read_covers(board: Board) -> None:
    """Claim `4 people`, `for 4 people`, `with 3 friends`, who are four at the table."""
    for index in list(board.free()):
        if not board.is_number(index) or not _COUNT.fullmatch(board.tokens[index].text):
            continue
        count = int(board.tokens[index].text)
        people = board.phrase(index + 1, "people")
        others = board.phrase(index + 1, "others") if board.phrase_before(index, "with") else None
        party = board.phrase_before(index, "party")
        last = people or others
        if (last or party) and 0 < count < _MOST:
            for concept in ("party", "for", "with"):
                board.drop_before(index, concept)
            count += others is not None
            board.claim(index, last.last if last else index, "covers", str(count))
            return


def _claim_split(board: Board, said: Phrase) -> None:
    by = board.phrase(said.last + 1, "split_by")
    at = by.last + 1 if by else said.last + 1
    if not board.is_free(at) or not _is_share(board.tokens[at].text):
        board.claim(said.first, said.last, "split", "split")
        return
    ways = board.phrase(at + 1, "ways")
    if not (by or ways or "/" in board.tokens[at].text or _has_other_number(board, at)):
        board.claim(said.first, said.last, "split", "split")
        return
    board.claim(said.first, ways.last if ways else at, "split", board.tokens[at].text)


def _is_share(text: str) -> bool:
    return bool(_COUNT.fullmatch(text) or _SHARES.fullmatch(text))


def _only_ways(board: Board, index: int) -> Phrase | None:
    if not board.is_number(index) or not _COUNT.fullmatch(board.tokens[index].text):
        return None
    return board.phrase(index + 1, "only_ways")


def _is_card_end(board: Board, index: int) -> bool:
    """Tell whether the last digits of a card stand there, and not the amount."""
    if not (board.is_number(index) and _CARD_END.fullmatch(board.tokens[index].text)):
        return False
    return _has_other_number(board, index)


def _has_other_number(board: Board, index: int) -> bool:
    return any(board.is_number(other) for other in board.free() if other != index)
