"""Reading a line: what claims what, in which order, and the draft that comes of it.

Each reader takes the tokens that are its own and leaves the rest to those after it, so an earlier
one wins. What nobody takes is the place, then the note.
"""

from dataclasses import replace
from datetime import date

from mealtracker.domain.money import Currency
from mealtracker.domain.text import name_key
from mealtracker.fields import NOTE_LENGTH
from mealtracker.quickadd.amounts import Bill, read_amount
from mealtracker.quickadd.board import Board
from mealtracker.quickadd.context import Context
from mealtracker.quickadd.dates import read_date
from mealtracker.quickadd.explicit import read_keys, read_note, read_tags
from mealtracker.quickadd.extras import (
    read_business,
    read_covers,
    read_payment,
    read_refund,
    read_split,
)
from mealtracker.quickadd.leftover import kept_text, read_rest
from mealtracker.quickadd.meals import read_meal
from mealtracker.quickadd.persons import read_people
from mealtracker.quickadd.places import read_place, read_telling_names
from mealtracker.quickadd.schemas import Chip, ChipField, Line, LineDraft, Unsure
from mealtracker.quickadd.times import read_time
from mealtracker.quickadd.tips import read_tip
from mealtracker.sentences import say

MISSING = say("What did it cost? There is no amount in the line.")


def read_line(text: str, context: Context) -> Line:
    """Read one line of text; everything can be read, and what is unsure says so."""
    board = Board(text, context)
    read_note(board)
    read_tags(board)
    currency = read_keys(board)
    read_telling_names(board)
    tip = read_tip(board)
    read_date(board)
    read_time(board)
    read_split(board)
    read_business(board)
    read_refund(board)
    read_payment(board)
    read_covers(board)
    bill = read_amount(board, tip, currency)
    read_place(board)
    read_people(board)
    read_meal(board)
    read_rest(board)
    return line_of(_draft(board, bill), board.chips)


def line_of(draft: LineDraft, chips: list[Chip]) -> Line:
    """Return the line that a draft and its chips make, with what there is to ask back."""
    ordered = sorted(chips, key=lambda chip: (chip.is_guess, chip.start))
    unsure = [Unsure(chip.field, chip.text, chip.why or "") for chip in ordered if chip.is_unsure]
    if draft.total is None and not any(item.field == "total" for item in unsure):
        unsure.insert(0, Unsure("total", "", MISSING))
    return Line(draft, ordered, unsure)


def _draft(board: Board, bill: Bill) -> LineDraft:
    said = {chip.field: chip.value for chip in reversed(board.chips) if chip.value}
    covers = said.get("covers")
    is_refund = bill.is_refund or said.get("kind") == "refund"
    draft = LineDraft(
        eaten_on=_day(said.get("eaten_on"), board.context.today),
        eaten_at=said.get("eaten_at"),
        kind="refund" if is_refund else "expense",
        meal=said.get("meal"),
        order_type=said.get("order_type"),
        place=said.get("place"),
        category=said.get("category"),
        tags=_names(board, "tags"),
        people=_names(board, "people"),
        covers=int(covers) if covers else None,
        currency=_foreign(bill.currency, board.context),
        payment=said.get("payment"),
        note=", ".join(kept_text(board))[:NOTE_LENGTH].strip(),
    )
    return replace(draft, total=bill.total, subtotal=bill.subtotal, tip=bill.tip)


def _day(text: str | None, today: date) -> date:
    return date.fromisoformat(text) if text else today


def _names(board: Board, name: ChipField) -> list[str]:
    """Return the names of a list, each once, in the order of the line."""
    chips = sorted(board.chips, key=lambda chip: chip.start)
    names = (chip.value for chip in chips if chip.field == name)
    found: dict[str, str] = {}
    for value in names:
        found.setdefault(name_key(value), value)
    return list(found.values())


def _foreign(currency: Currency, context: Context) -> str | None:
    return None if currency == context.currency else currency
