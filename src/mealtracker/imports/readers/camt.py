"""CAMT.052, 053 and 054: statements and notices of ISO 20022, in every version there is."""

from collections.abc import Iterator
from typing import BinaryIO, ClassVar, Final

from mealtracker.domain.money import Currency, read_currency
from mealtracker.imports.readers.bank_days import day_of
from mealtracker.imports.readers.bank_plan import plan_bank_file
from mealtracker.imports.readers.bank_values import checked, known, minor_of, one_line
from mealtracker.imports.readers.camt_entries import rows_of, sign_of
from mealtracker.imports.readers.camt_parties import Account
from mealtracker.imports.readers.camt_xml import Element, End, parts
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.rows import Read, ReadOptions, Statement

_STATEMENTS: Final = frozenset({"Stmt", "Rpt", "Ntfctn"})
_OPENING: Final = ("OPBD", "PRCD")
_CLOSING: Final = ("CLBD",)


class CamtReader:
    """Reads CAMT files."""

    format: ClassVar[str] = "camt"

    def recognises(self, head: bytes, name: str) -> int:
        """Return how surely this is CAMT: all of them speak of a bank to a customer."""
        text = head.replace(b"\0", b"")
        if b"BkToCstmr" in text:
            return 100
        if b"iso:20022" in text and b"camt.05" in text:
            return 90
        return 10 if b"<?xml" in text and "camt" in name.lower() else 0

    def plan(self, file: BinaryIO, options: ReadOptions) -> ReadPlan:
        """Return what there is to know of it before it is read.

        Raises:
            UnreadableFile: it is of another kind, empty, or broken from the beginning.
        """
        return plan_bank_file(self, file, options)

    def read(self, file: BinaryIO, options: ReadOptions) -> Iterator[Read]:
        """Yield the entries of each statement, and then the statement."""
        yield from checked(_rows(file, options))


def _rows(file: BinaryIO, options: ReadOptions) -> Iterator[Read]:
    about: list[Element] = []
    account = Account(None, None, "", options.currency)
    for part in parts(file, _STATEMENTS, options.encoding):
        if isinstance(part, End):
            yield _statement(account, about)
            about, account = [], Account(None, None, "", options.currency)
        elif part.tag == "Ntry":
            yield from rows_of(part, account)
        elif part.tag in {"Acct", "Bal", "FrToDt"}:
            about.append(part)
            account = _account(part, options) if part.tag == "Acct" else account


def _account(element: Element, options: ReadOptions) -> Account:
    number = one_line(element.text_at("Id/IBAN", "Id/Othr/Id", "Id/PrtryAcct/Id", "Id/BBAN"))
    owner = one_line(element.text_at("Ownr/Nm"))
    return Account(
        number or None, known(read_currency, element.text_at("Ccy")), owner, options.currency
    )


def _statement(account: Account, about: list[Element]) -> Statement:
    balances = [part for part in about if part.tag == "Bal"]
    opening, closing = _balance(balances, _OPENING), _balance(balances, _CLOSING)
    first = opening or closing
    currency = account.currency or (_currency_of(first) if first else None)
    period = next((part for part in about if part.tag == "FrToDt"), None)
    return Statement(
        account.number,
        currency,
        opening_minor=_minor(opening, currency),
        closing_minor=_minor(closing, currency),
        starts_on=known(day_of, period.text_at("FrDtTm", "FrDt") if period else ""),
        ends_on=known(day_of, period.text_at("ToDtTm", "ToDt") if period else ""),
    )


def _balance(balances: list[Element], codes: tuple[str, ...]) -> Element | None:
    found = {balance.text_at("Tp/CdOrPrtry/Cd", "Tp/Cd"): balance for balance in reversed(balances)}
    return next((found[code] for code in codes if code in found), None)


def _minor(balance: Element | None, currency: Currency | None) -> int | None:
    """Return a balance, unless the file states it in another currency than the account's."""
    amount = balance.find("Amt") if balance else None
    if balance is None or amount is None or currency is None or _currency_of(balance) != currency:
        return None
    sign, minor = known(sign_of, balance), known(minor_of, amount.text, currency)
    return None if sign is None or minor is None else sign * minor


def _currency_of(balance: Element) -> Currency | None:
    amount = balance.find("Amt")
    return known(read_currency, amount.attributes.get("Ccy", "")) if amount else None
