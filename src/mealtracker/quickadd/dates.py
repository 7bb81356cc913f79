"""Which day a line says: words, weekdays, days ago, and dates in every usual form."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from mealtracker.quickadd.board import Board, Question
from mealtracker.quickadd.schemas import Choice
from mealtracker.sentences import say

_FIRST_YEAR: Final = 1900
_CENTURY: Final = 2000
_WEEK: Final = 7
_MONTHS: Final = 12
#: A 29 February comes back within eight years.
_YEARS_BACK: Final = 8

_ISO: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_FULL: Final = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_SHORT: Final = re.compile(r"([0-9]{1,2})([/.])([0-9]{1,2})")
_ORDINAL: Final = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|er|re|e|o|a|ro|do|to)")
_DAY: Final = re.compile(r"[0-9]{1,2}")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


def read_date(board: Board) -> None:
    """Claim the first date of the line, whatever its form."""
    for read in (_day_word, _days_ago, _numeric, _month_and_day, _weekday, _day_alone):
        if _first(board, read):
            return


def _first(board: Board, read: Callable[[Board, int], bool]) -> bool:
    return any(read(board, index) for index in list(board.free()) if board.is_free(index))


def _day_word(board: Board, index: int) -> bool:
    said = board.phrase(index, "day")
    day = said and _days_before(board.context.today, int(said.value))
    if not said or not day:
        return False
    _claim(board, said.first, said.last, day)
    return True


def _days_ago(board: Board, index: int) -> bool:
    """Read `3 days ago`, `a week ago`, `vor 3 Tagen`, `il y a 3 jours`."""
    before = board.phrase(index, "ago_before")
    start = before.last + 1 if before else index
    count, end = _count_at(board, start)
    unit = board.phrase(end + 1, "unit") if count else None
    if count is None or unit is None:
        return False
    after = board.phrase(unit.last + 1, "ago_after")
    last = after.last if after else unit.last
    day = _days_before(board.context.today, count * int(unit.value))
    if not (before or after) or day is None:
        return False
    _claim(board, index, last, day)
    return True


def _numeric(board: Board, index: int) -> bool:
    text = board.tokens[index].text
    if match := _ISO.fullmatch(text):
        return _claim_full(board, index, [(int(match[1]), int(match[2]), int(match[3]))])
    if match := _FULL.fullmatch(text):
        year = int(match[4]) if len(match[4]) > len("26") else _CENTURY + int(match[4])
        pairs = _day_and_month(board, int(match[1]), int(match[3]), match[2])
        return _claim_full(board, index, [(year, month, day) for day, month in pairs])
    match = _SHORT.fullmatch(text)
    if match is None or (match[2] == "." and not _is_dotted_date(board, index)):
        return False
    pairs = _day_and_month(board, int(match[1]), int(match[3]), match[2])
    days = [found for day, month in pairs if (found := _latest(board.context.today, month, day))]
    last = index + 1 if _has_dot(board, index) else index
    return _claim_one_of(board, index, last, days)


def _month_and_day(board: Board, index: int) -> bool:
    """Read `nov 2`, `2 nov`, `2. November`, `2 de noviembre de 2025`, `2nd of November`."""
    month = board.phrase(index, "month")
    if month is None:
        return False
    last = month.last + 1 if _has_dot(board, month.last) else month.last
    found = [
        *_with_day_before(board, month.first, last, int(month.value)),
        *_with_day_after(board, month.first, last, int(month.value)),
    ]
    found.sort(key=lambda one: (not one[3], (one[1] == last) == (board.context.day_order == "MDY")))
    if not found:
        return False
    first, end, day, is_ordinal = found[0]
    question = None
    if len(found) > 1 and not is_ordinal:
        choices = [_choice(board, one[0], one[1], one[2]) for one in found]
        why = say("Which number is the day in “%(text)s”?", text=_all_of(board, found))
        question = Question(why, choices)
    _claim(board, first, end, day, question)
    return True


def _weekday(board: Board, index: int) -> bool:
    """Read a weekday as the most recent one that is past."""
    said = board.phrase(index, "weekday") or _short_weekday(board, index)
    if said is None:
        return False
    first, last, number = said if isinstance(said, tuple) else (said.first, said.last, said.value)
    today = board.context.today
    since = (today.weekday() - int(number)) % _WEEK or _WEEK
    before, after = board.phrase_before(first, "last"), board.phrase(last + 1, "last")
    last = after.last if after else last
    first = before.first if before else first
    since_start = (today.weekday() - board.context.week_start) % _WEEK
    others = [since + _WEEK] if before and since <= since_start else []
    others += [0] if since == _WEEK and not (before or after) else []
    days = [day for days in (since, *others) if (day := _days_before(today, days))]
    board.drop_before(first, "this")
    return _claim_one_of(board, first, last, days)


def _day_alone(board: Board, index: int) -> bool:
    """Read `on the 2nd`: the most recent day of that number."""
    match = _ORDINAL.fullmatch(board.tokens[index].key)
    if match is None or not board.phrase_before(index, "on"):
        return False
    if board.is_word(index + 1) and board.tokens[index + 1].is_capital:
        return False  # the 2nd Street Deli
    today = board.context.today
    months = (today.month - 1 - back for back in range(3))
    found = (_latest(today, month % _MONTHS + 1, int(match[1])) for month in months)
    days = [day for day in found if day]
    return bool(days) and _claim_one_of(board, index, index, [max(days)])


def _with_day_before(
    board: Board, first: int, last: int, month: int
) -> Iterator[tuple[int, int, date, bool]]:
    start = first - 1
    if (of := board.phrase_before(first, "of")) is not None:
        start = of.first - 1
    is_dotted = start > 0 and board.is_free(start) and board.tokens[start].text == "."
    start -= is_dotted
    yield from _dated(board, (start, start, last), month, is_dotted=is_dotted)


def _with_day_after(
    board: Board, first: int, last: int, month: int
) -> Iterator[tuple[int, int, date, bool]]:
    yield from _dated(board, (first, last + 1, last + 1), month, is_dotted=False)


def _dated(
    board: Board, span: tuple[int, int, int], month: int, *, is_dotted: bool
) -> Iterator[tuple[int, int, date, bool]]:
    """Yield the date with its day at the token `span[1]`, the year after it where there is one."""
    first, at, last = span
    if not board.is_free(at):
        return
    key = board.tokens[at].key
    ordinal = _ORDINAL.fullmatch(key)
    number = int(ordinal[1]) if ordinal else int(key) if _DAY.fullmatch(key) else 0
    year, end = _year_after(board, last)
    day = _day(year, month, number) if year else _latest(board.context.today, month, number)
    if day:
        yield first, end, day, bool(ordinal) or is_dotted or year is not None


def _year_after(board: Board, last: int) -> tuple[int | None, int]:
    end = last + 1
    if (of := board.phrase(end, "of")) is not None:
        end = of.last + 1
    elif board.is_free(end) and board.tokens[end].text == ",":
        end += 1
    if board.is_free(end) and _YEAR.fullmatch(board.tokens[end].text):
        return int(board.tokens[end].text), end
    return None, last


def _short_weekday(board: Board, index: int) -> tuple[int, int, str] | None:
    """Read `Mon`, but not as part of a name: `Mon Ami`, `The Sun`."""
    said = board.phrase(index, "weekday_short")
    if said is None:
        return None
    last = said.last + 1 if _has_dot(board, said.last) else said.last
    is_name = board.is_word(last + 1) and board.tokens[last + 1].is_capital
    if is_name or board.phrase_before(index, "article"):
        return None
    return said.first, last, said.value


def _count_at(board: Board, index: int) -> tuple[int | None, int]:
    said = board.phrase(index, "count")
    if said:
        return int(said.value), said.last
    if board.is_number(index) and re.fullmatch(r"[0-9]{1,3}", board.tokens[index].text):
        return int(board.tokens[index].text), index
    return None, index


def _day_and_month(board: Board, one: int, other: int, sign: str) -> list[tuple[int, int]]:
    """Return `(day, month)` in the order in which a date is most likely meant.

    Points and a habit of writing the day first leave no doubt. Where the month comes first there
    is one, because so many people write it the other way.
    """
    if sign == "." or board.context.day_order == "DMY":
        return [(one, other)] if other <= _MONTHS or sign == "." else [(other, one)]
    pairs = [(other, one), (one, other)]
    return pairs[:1] if one == other else pairs


def _is_dotted_date(board: Board, index: int) -> bool:
    """Tell `2.11.` and `am 2.11` from an amount."""
    if board.phrase_before(index, "on"):
        return True
    return _has_dot(board, index) and board.context.marks.decimal == ","


def _has_dot(board: Board, index: int) -> bool:
    after = index + 1
    return board.is_free(after) and board.is_glued(after) and board.tokens[after].text == "."


def _claim_full(board: Board, index: int, dates: list[tuple[int, int, int]]) -> bool:
    days = [day for numbers in dates if (day := _day(*numbers))]
    if not days:
        why = say(
            "“%(text)s” is not in the calendar. Which day was it?", text=board.tokens[index].text
        )
        board.claim(index, index, "eaten_on", "", Question(why))
    return not days or _claim_one_of(board, index, index, days)


def _claim_one_of(board: Board, first: int, last: int, days: list[date]) -> bool:
    """Claim the first of `days`; several are a question."""
    if not days:
        return False
    question = None
    if len(days) > 1:
        why = say(
            "“%(text)s” is %(first)s or %(second)s. Which one?",
            text=board.text_of(first, last),
            first=days[0],
            second=days[1],
        )
        question = Question(why, [_choice(board, first, last, day) for day in days])
    _claim(board, first, last, days[0], question)
    return True


def _claim(
    board: Board, first: int, last: int, day: date, question: Question | None = None
) -> None:
    if day > board.context.today and question is None:
        choices = [_choice(board, first, last, board.context.today)]
        question = Question(say("%(day)s has not come yet. Which day was it?", day=day), choices)
    board.drop_before(first, "on")
    board.claim(first, last, "eaten_on", day.isoformat(), question)


def _choice(board: Board, first: int, last: int, day: date) -> Choice:
    text = day.isoformat()
    return Choice(text, text, board.rewritten(first, last, text))


def _all_of(board: Board, found: list[tuple[int, int, date, bool]]) -> str:
    return board.text_of(min(one[0] for one in found), max(one[1] for one in found))


def _days_before(today: date, days: int) -> date | None:
    try:
        day = today - timedelta(days=days)
    except OverflowError:
        return None
    return day if day.year >= _FIRST_YEAR else None


def _latest(today: date, month: int, number: int) -> date | None:
    """Return the most recent such day, not after `today`; None where no calendar has it."""
    years = range(today.year, max(today.year - _YEARS_BACK, _FIRST_YEAR) - 1, -1)
    found = (_day(year, month, number) for year in years)
    return next((day for day in found if day and day <= today), None)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        day = date(year, month, number)
    except ValueError:
        return None
    return day if day.year >= _FIRST_YEAR else None
