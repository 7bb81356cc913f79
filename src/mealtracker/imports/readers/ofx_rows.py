"""A transaction of OFX as a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from mealtracker.domain.money import Currency, read_currency
from mealtracker.imports.readers.bank_days import day_of, time_of
from mealtracker.imports.readers.bank_values import id_of, known, mcc_of, minor_of, one_line
from mealtracker.imports.rows import RAW_MAX, BankRow, ReadOptions, Statement, raw_text

#: Between own accounts, or only from the account into the pocket.
_TRANSFERS: Final = frozenset({"XFER", "ATM", "CASH"})
_OUT: Final = frozenset({"DEBIT", "DIRECTDEBIT"})
_IN: Final = frozenset({"CREDIT", "DIRECTDEP"})
#: How programs fill the time up when they know the day alone.
_NO_TIMES: Final = frozenset({None, "12:00"})
_TAGS_MAX: Final = 100


@dataclass(slots=True)
class Account:
    """What a statement says of its account, as far as it has been read."""

    is_card: bool
    number: str | None = None
    currency: str = ""
    balance: str = ""
    starts: str = ""
    ends: str = ""

    def keep(self, holder: str, name: str, text: str) -> None:
        """Take note of a tag, when it is one about the account."""
        match holder, name:
            case ("BANKACCTFROM" | "CCACCTFROM", "ACCTID"):
                self.number = one_line(text) or None
            case (_, "CURDEF"):
                self.currency = text
            case ("BANKTRANLIST", "DTSTART"):
                self.starts = text
            case ("BANKTRANLIST", "DTEND"):
                self.ends = text
            case ("LEDGERBAL", "BALAMT"):
                self.balance = text

    def statement(self, options: ReadOptions) -> Statement:
        """Return what was noted; what cannot be read there is left open."""
        currency = known(currency_of, self.currency)
        digits = currency or options.currency
        return Statement(
            self.number,
            currency,
            closing_minor=known(minor_of, self.balance, digits, options.decimal_mark),
            starts_on=known(day_of, self.starts),
            ends_on=known(day_of, self.ends),
        )


@dataclass(slots=True)
class Transaction:
    """The tags of a transaction, such as `TRNAMT` or `CURRENCY.CURSYM`, and its place and text."""

    line: int
    is_pending: bool
    tags: dict[str, str] = field(default_factory=dict)
    source: str = ""

    def keep(self, name: str, text: str) -> None:
        """Take a tag that has a text; of two, the first counts."""
        if text and len(self.tags) < _TAGS_MAX:
            self.tags.setdefault(name, text)

    def note(self, source: str) -> None:
        """Add what the file has here to the row's own text, as much of it as is kept."""
        if len(self.source) < RAW_MAX:
            self.source += source

    @property
    def raw(self) -> str:
        """Return the text of the row."""
        return raw_text(self.source)


def row_of(transaction: Transaction, account: Account, options: ReadOptions) -> BankRow:
    """Return a transaction as a row. The sign of the amount counts, not the type beside it.

    Raises:
        Invalid: it has no amount, no day, or a currency that is none.
    """
    tags = transaction.tags
    currency = currency_of(tags.get("CURRENCY.CURSYM") or account.currency)
    minor = minor_of(tags.get("TRNAMT", ""), currency or options.currency, options.decimal_mark)
    minor = -minor if options.is_flipped else minor
    posted = tags.get("DTPOSTED") or tags.get("DTTRAN", "")
    bought_on = known(day_of, tags.get("DTUSER", ""))
    booked_on = known(day_of, posted) if bought_on else day_of(posted)
    time = time_of(tags.get("DTUSER", ""))
    kind = tags.get("TRNTYPE", "").upper()
    payee, memo = _words(tags)
    return BankRow(
        line=transaction.line,
        raw=transaction.raw,
        day=bought_on or day_of(posted),
        payee=payee,
        minor=minor,
        currency=currency,
        memo=memo,
        bank_id=id_of(tags.get("FITID", "")),
        account=account.number,
        category=one_line(tags.get("CATEGORY", "")) or None,
        mcc=mcc_of(tags.get("SIC", "")),
        is_pending=transaction.is_pending,
        is_transfer=kind in _TRANSFERS or (kind == "PAYMENT" and account.is_card and minor > 0),
        original_currency=currency_of(tags.get("ORIGCURRENCY.CURSYM", "")),
        booked_on=None if transaction.is_pending else booked_on,
        time=None if time in _NO_TIMES else time,
        flags=("sign_against_type",) if kind in (_OUT if minor > 0 else _IN) else (),
    )


def currency_of(code: str) -> Currency | None:
    """Return the currency a tag names, None where it is empty.

    Raises:
        Invalid: there is no such currency.
    """
    return read_currency(code) if code else None


def _words(tags: Mapping[str, str]) -> tuple[str, str]:
    """Return who was paid and what was noted; without a name the note stands for it."""
    names = (one_line(tags.get(tag, "")) for tag in ("NAME", "PAYEE.NAME", "EXTDNAME"))
    name, memo = next(filter(None, names), ""), one_line(tags.get("MEMO", ""))
    number = id_of(tags.get("CHECKNUM") or tags.get("CHKNUM", ""))
    note = memo if name and memo != name else ""
    is_said = number is None or number in f"{name} {memo}"
    return name or memo, note if is_said else f"{note} #{number}".strip()
