"""What the values of a whole file decide about it, and what they leave open."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from mealtracker.domain.money import Currency, digits_of
from mealtracker.errors import Invalid
from mealtracker.imports.readers.amounts import MarkVotes, read_amount
from mealtracker.imports.readers.cells import Cells
from mealtracker.imports.readers.dates import OrderVotes
from mealtracker.imports.readers.presets import Preset
from mealtracker.imports.rows import DateOrder, DecimalMark, Question, ReadOptions, Role
from mealtracker.sentences import say

_MONEY: Final = (
    Role.AMOUNT,
    Role.DEBIT,
    Role.CREDIT,
    Role.BALANCE,
    Role.ORIGINAL_AMOUNT,
)
_MARKS: Final[tuple[DecimalMark, ...]] = (".", ",")
#: So many times more amounts above zero than below are what a card's statement has.
_MOSTLY: Final = 3
_THREE_DECIMALS: Final = 3


@dataclass(slots=True)
class Votes:
    """What the rows of a file say of how it is to be read."""

    order: OrderVotes = field(default_factory=OrderVotes)
    mark: MarkVotes = field(default_factory=MarkVotes)
    above: int = 0
    below: int = 0

    def count(self, cells: Cells) -> None:
        """Count one row."""
        self.order.count(cells.one(Role.DAY))
        for role in _MONEY:
            self.mark.count(cells.one(role))
        if cells.one(Role.SIGN):
            return
        try:
            amount = read_amount(cells.one(Role.AMOUNT), ".")
        except Invalid:
            return
        self.below += amount.is_negative
        self.above += not amount.is_negative and amount.whole + amount.fraction != "0"


@dataclass(frozen=True, slots=True)
class Decisions:
    """How a file is read as far as its values tell, and the questions that remain."""

    date_order: DateOrder
    decimal_mark: DecimalMark
    is_flipped: bool
    questions: tuple[Question, ...]


def decide(
    votes: Votes,
    mapping: Sequence[Role | None],
    preset: Preset | None,
    options: ReadOptions,
    *,
    has_names: bool,
) -> Decisions:
    """Return what is decided; an answer in `options` closes its question."""
    order, mark = _order(votes.order, preset, options), _mark(votes.mark, options.currency)
    is_flipped = preset.is_flipped if preset else votes.above > _MOSTLY * votes.below
    asked: list[Question] = []
    if options.date_order is None and votes.order.is_open and not (preset and preset.date_order):
        asked.append(_order_question(votes.order.example))
    if options.decimal_mark is None and votes.mark.is_open:
        asked.append(_mark_question(votes.mark.example))
    if options.is_flipped is None and preset is None and is_flipped:
        asked.append(_sign_question(votes))
    is_guess = options.mapping is None and preset is None
    if is_guess and not (_is_whole(mapping) and has_names):
        asked.append(_mapping_question(mapping))
    return Decisions(
        options.date_order or order,
        options.decimal_mark or mark,
        is_flipped if options.is_flipped is None else options.is_flipped,
        tuple(asked),
    )


def _order(votes: OrderVotes, preset: Preset | None, options: ReadOptions) -> DateOrder:
    usual = DateOrder.MDY if options.currency == "USD" else DateOrder.DMY
    known = preset.date_order if preset else None
    return votes.order or known or votes.likelier or usual


def _mark(votes: MarkVotes, currency: Currency) -> DecimalMark:
    """Where nothing proves it, `1.234` has groups, unless the currency has three decimals."""
    if votes.mark or not votes.is_open:
        return votes.mark or "."
    is_point = ("." in votes.example) == (digits_of(currency) == _THREE_DECIMALS)
    return "." if is_point else ","


def _is_whole(mapping: Sequence[Role | None]) -> bool:
    has_amount = Role.AMOUNT in mapping or {Role.DEBIT, Role.CREDIT} <= {*mapping}
    return Role.DAY in mapping and Role.PAYEE in mapping and has_amount


def _order_question(example: str) -> Question:
    message = say("Which comes first in “%(text)s”, the day or the month?", text=example)
    return Question("date_order", message, (DateOrder.DMY, DateOrder.MDY))


def _mark_question(example: str) -> Question:
    message = say("Which sign begins the decimals in “%(text)s”?", text=example)
    return Question("decimal_mark", message, _MARKS)


def _sign_question(votes: Votes) -> Question:
    if votes.below == 0:
        message = say("No amount is below zero. Are these amounts what was spent?")
    else:
        message = say("Most amounts are above zero. Are those what was spent?")
    return Question("is_flipped", message, ("true", "false"))


def _mapping_question(mapping: Sequence[Role | None]) -> Question:
    if Role.DAY not in mapping:
        message = say("Which column holds the day?")
    elif Role.PAYEE not in mapping:
        message = say("Which column holds the place?")
    elif _is_whole(mapping):
        message = say("The columns have no names. Does each say what it is taken for?")
    else:
        message = say("Which column holds the amount?")
    return Question("mapping", message, ())
