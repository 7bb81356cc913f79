"""Why a row is decided as it is: a code that is kept and counted, and the sentence that it says."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from mealtracker.sentences import Sentence, say


class Decision(StrEnum):
    """What becomes of a row."""

    CREATE = "create"
    MATCH = "match"
    DUPLICATE = "duplicate"
    IGNORED = "ignored"


class Reason(StrEnum):
    """What decided."""

    LOADED = "loaded"
    # not taken in
    UNREADABLE = "unreadable"
    ZERO = "zero"
    TRANSFER = "transfer"
    PENDING = "pending"
    FUTURE = "future"
    REFUSED = "refused"
    # known
    KNOWN_ID = "known_id"
    KNOWN_ROW = "known_row"
    LEFT_OUT = "left_out"
    WAS_DELETED = "was_deleted"
    TWICE_IN_FILE = "twice_in_file"
    # there already, noted by somebody
    SAME_EXPENSE = "same_expense"
    TIP = "tip"
    TIP_TOO_HIGH = "tip_too_high"
    SEVERAL_MATCHES = "several_matches"
    SIMILAR = "similar"
    # food or not
    LEARNED = "learned"
    KNOWN_PLACE = "known_place"
    BANK_CODE = "bank_code"
    FILE_CATEGORY = "file_category"
    PAYEE_WORD = "payee_word"
    NOT_FOOD_CODE = "not_food_code"
    NOT_FOOD_CATEGORY = "not_food_category"
    NOT_FOOD_WORD = "not_food_word"
    NOT_SURE_FOOD = "not_sure_food"


_SENTENCES: Final[dict[Reason, Sentence]] = {
    Reason.LOADED: say("Not looked at yet."),
    Reason.UNREADABLE: say("This line could not be read."),
    Reason.ZERO: say("It is about no money."),
    Reason.TRANSFER: say("It moves money between accounts and buys nothing."),
    Reason.PENDING: say("The bank has not booked it yet. It comes again once it has."),
    Reason.FUTURE: say("Its day has not come yet, or is too long ago."),
    Reason.REFUSED: say("It cannot be taken in as it is: %(said)s"),
    Reason.KNOWN_ID: say("Imported before: the bank’s own number is the same."),
    Reason.KNOWN_ROW: say("Imported before: day, amount and payee are the same."),
    Reason.LEFT_OUT: say("You left it out of an earlier import."),
    Reason.WAS_DELETED: say("Imported before, and deleted since."),
    Reason.TWICE_IN_FILE: say("This file holds the same row twice, with the bank’s own number."),
    Reason.SAME_EXPENSE: say("You noted this on %(day)s: the amount is the same."),
    Reason.TIP: say("You noted %(total)s on %(day)s. The rest, %(tip)s, may be a tip."),
    Reason.TIP_TOO_HIGH: say("You noted %(total)s on %(day)s. %(tip)s more is a lot for a tip."),
    Reason.SEVERAL_MATCHES: say("%(count)s of your expenses could be this. Choose one."),
    Reason.SIMILAR: say("New. On %(day)s you noted the same amount at %(place)s: another one?"),
    Reason.LEARNED: say("You decided so for this payee before."),
    Reason.KNOWN_PLACE: say("%(said)s is one of your places."),
    Reason.BANK_CODE: say("The bank says that food is sold here (code %(said)s)."),
    Reason.FILE_CATEGORY: say("The file calls it “%(said)s”."),
    Reason.PAYEE_WORD: say("“%(said)s” in the name says food."),
    Reason.NOT_FOOD_CODE: say("The bank says that something else is sold here (code %(said)s)."),
    Reason.NOT_FOOD_CATEGORY: say("The file calls it “%(said)s”, which is not food."),
    Reason.NOT_FOOD_WORD: say("“%(said)s” in the name says that it is not food."),
    Reason.NOT_SURE_FOOD: say("Nothing says whether this is food."),
}


def sentence_of(code: str, values: Mapping[str, object]) -> Sentence:
    """Return why a row is decided as it is, in a sentence; `values` are those kept with it."""
    known = {name: _value(name, value) for name, value in values.items()}
    return say(_SENTENCES[Reason(code)].template, **known)


def _value(name: str, value: object) -> object:
    return date.fromisoformat(value) if name == "day" and isinstance(value, str) else value
