"""At what time: `19:30`, `7pm`, `7.30 pm`, `19h30`, `19 Uhr`."""

import re
from typing import Final

from mealtracker.quickadd.board import Board, Question
from mealtracker.sentences import say

_CLOCK: Final = re.compile(r"([0-9]{1,2})(?:[:h]([0-9]{2}))?(am|pm|a\.m|p\.m|h)?", re.IGNORECASE)
_POINT: Final = re.compile(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?")
_HOURS: Final = 24
_MINUTES: Final = 60
_NOON: Final = 12


def read_time(board: Board) -> None:
    """Claim the first time of day of the line."""
    for index in list(board.free()):
        if _glued(board, index) or _spaced(board, index):
            return


def _glued(board: Board, index: int) -> bool:
    match = _CLOCK.fullmatch(board.tokens[index].text)
    if match is None or not (match[2] or match[3]):
        return False
    last, half = index, match[3] or ""
    after = board.phrase(index + 1, "half") or board.phrase(index + 1, "oclock")
    if after and not match[3]:
        last, half = after.last, after.value
    _claim(board, (index, last), int(match[1]), int(match[2] or 0), half)
    return True


def _spaced(board: Board, index: int) -> bool:
    match = _POINT.fullmatch(board.tokens[index].text)
    after = board.phrase(index + 1, "half") or board.phrase(index + 1, "oclock")
    if match is None or after is None:
        return False
    _claim(board, (index, after.last), int(match[1]), int(match[2] or 0), after.value)
    return True


def _claim(board: Board, span: tuple[int, int], hour: int, minute: int, half: str) -> None:
    first, last = span
    name = half.lower().replace(".", "")
    is_twelve_hours = name in {"am", "pm"}
    is_good = minute < _MINUTES and (0 < hour <= _NOON if is_twelve_hours else hour < _HOURS)
    board.drop_before(first, "time_at")
    if board.is_free(last + 1) and board.is_glued(last + 1) and board.tokens[last + 1].text == ".":
        last += name in {"am", "pm"}
    if not is_good:
        why = say(
            "“%(text)s” is no time of day. Write it like 19:30.", text=board.text_of(first, last)
        )
        board.claim(first, last, "eaten_at", "", Question(why))
        return
    if is_twelve_hours:
        hour = hour % _NOON + (_NOON if name == "pm" else 0)
    board.claim(first, last, "eaten_at", f"{hour:02}:{minute:02}")
