"""What every reader of a file yields.

Rows in one shape, bad rows with their line, and what the file itself says of its accounts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import BinaryIO, ClassVar, Final, Literal, Protocol

from mealtracker.domain.money import Currency
from mealtracker.errors import Invalid

RAW_MAX: Final = 2_000
FILE_BYTES_MAX: Final = 50 * 1024 * 1024
#: What one file may hold, whatever its format; a reader stops there with `UnreadableFile`.
ROWS_MAX: Final = 200_000
CELLS_MAX: Final = 256
HEAD_BYTES: Final = 64 * 1024

_HIDDEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


class UnreadableFile(Invalid):
    """The file as a whole cannot be read, the one error of a reader; it says what to do."""


class DateOrder(StrEnum):
    """In which order a date of three numbers stands."""

    DMY = "DMY"
    MDY = "MDY"
    YMD = "YMD"


type DecimalMark = Literal[".", ","]


class Role(StrEnum):
    """What a column of a table says; a column without a role is not read."""

    DAY = "day"
    BOOKED_ON = "booked_on"
    TIME = "time"
    PAYEE = "payee"
    MEMO = "memo"
    AMOUNT = "amount"
    DEBIT = "debit"
    CREDIT = "credit"
    SIGN = "sign"
    SPLIT_AMOUNT = "split_amount"
    CURRENCY = "currency"
    ORIGINAL_AMOUNT = "original_amount"
    ORIGINAL_CURRENCY = "original_currency"
    BALANCE = "balance"
    BANK_ID = "bank_id"
    ACCOUNT = "account"
    CATEGORY = "category"
    TAGS = "tags"
    PEOPLE = "people"
    PERSON = "person"
    MCC = "mcc"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Question:
    """What a file leaves open: the option that answers it, and the answers there are."""

    option: Literal["date_order", "decimal_mark", "is_flipped", "mapping"]
    message: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a reader cannot know from the file, and what somebody corrected; None: as detected.

    `currency` is of rows that state none, `zone` the household's, and `today` decides the century
    of years with two digits.
    """

    currency: Currency
    zone: str
    today: date
    encoding: str | None = None
    delimiter: str | None = None
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    is_flipped: bool | None = None  # amounts above zero are spending
    preset: str | None = None  # "" reads by mapping alone
    header_line: int | None = None  # 0: the table has no header
    mapping: tuple[Role | None, ...] | None = None  # by the position of the column


@dataclass(frozen=True, slots=True)
class BankRow:
    """A line of a bank's or another application's file.

    `line` is the line it came from, counted from 1 (in XML the line of the element), and `raw` its
    text. `minor` is signed: below zero is money out, an expense. Without a `currency` the file
    does not say; `minor` was then read with the digits of `ReadOptions.currency`.
    """

    line: int
    raw: str
    day: date  # local day of the purchase where the file has it, else of booking
    payee: str  # as the file says it, trimmed and not normalised; "" when it says none
    minor: int
    currency: Currency | None = None
    memo: str = ""
    bank_id: str | None = None  # unique inside one account
    account: str | None = None  # as the file names it
    category: str | None = None
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    mcc: str | None = None
    is_pending: bool = False
    is_transfer: bool = False  # a settlement, or between own accounts
    original_minor: int | None = None
    original_currency: Currency | None = None
    booked_on: date | None = None
    time: str | None = None  # HH:MM, local
    nets: tuple[tuple[str, int], ...] = ()  # of shared costs: what each paid less what each owes
    flags: tuple[str, ...] = ()  # what cannot be known, such as "several_payers"


@dataclass(frozen=True, slots=True)
class BadRow:
    """A line that cannot be read; the message says what is wrong with it and what to change."""

    line: int
    raw: str
    message: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file says of an account, to check the sum of its rows against."""

    account: str | None
    currency: Currency | None
    opening_minor: int | None = None
    closing_minor: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    nets: tuple[tuple[str, int], ...] = ()  # of each person, as the file adds them up


type Read = BankRow | BadRow | Statement


class Reader(Protocol):
    """Reads one kind of file, as a stream and in bounded memory."""

    format: ClassVar[str]

    def recognises(self, head: bytes, name: str) -> int:
        """Return from 0 to 100 how surely `head`, the first 64 KiB, is of this kind.

        Content comes first and the name second.
        """
        ...

    def read(self, file: BinaryIO, options: ReadOptions) -> Iterator[Read]:
        """Yield what the file holds, in its order.

        Raises:
            UnreadableFile: it is of another kind, empty, truncated, broken or too large.
        """
        ...


def raw_text(text: str | Sequence[str]) -> str:
    """Return the text of a line fit to be kept and shown: at most 2,000 signs, none hidden."""
    whole = text if isinstance(text, str) else ",".join(text)
    return _HIDDEN.sub("\ufffd", whole[:RAW_MAX]).strip()
