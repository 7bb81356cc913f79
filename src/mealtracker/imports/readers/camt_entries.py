"""An entry of a CAMT statement as rows: one, or one for each payment that was booked with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from mealtracker.domain.money import Currency, read_currency
from mealtracker.errors import Invalid
from mealtracker.imports.readers.bank_days import day_of, no_day, time_of
from mealtracker.imports.readers.bank_values import id_of, known, mcc_of, minor_of
from mealtracker.imports.readers.camt_parties import Account, is_own, payee_of, texts_of
from mealtracker.imports.readers.camt_xml import Element
from mealtracker.imports.rows import BadRow, BankRow
from mealtracker.sentences import say

_SIGNS: Final = {"DBIT": -1, "CRDT": 1}
_PENDING: Final = frozenset({"PDNG", "FUTR"})
#: Cash from a machine, abroad as well, and cash paid in: it only changes pockets.
_CASH: Final = frozenset({"CWDL", "XBCW", "CDPT", "XBCP"})
_PURCHASED: Final = ("RltdDts/TxDtTm", "RltdDts/AccptncDtTm")
_BOOKED: Final = ("BookgDt/Dt", "BookgDt/DtTm", "BookgDt/Dt/DtTm", "BookgDt")
_VALUED: Final = ("ValDt/Dt", "ValDt/DtTm", "ValDt/Dt/DtTm", "ValDt")
_SUBFAMILY: Final = "BkTxCd/Domn/Fmly/SubFmlyCd"
_ORIGINALS: Final = ("AmtDtls/InstdAmt/Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt", "Amt")
_UNKNOWN: Final = Element("TxDtls", 0, {})


@dataclass(frozen=True, slots=True)
class _Booking:
    """What an entry states as a whole."""

    entry: Element
    minor: int
    currency: Currency
    account: Account

    @property
    def is_debit(self) -> bool:
        """Whether the first direction was out: of a reversal, the parties stay as they were."""
        return (self.minor < 0) != (self.entry.text_at("RvslInd") in {"true", "1"})


def rows_of(entry: Element, account: Account) -> list[BankRow | BadRow]:
    """Return the rows of an `Ntry`.

    Several payments booked as one are one row each when their amounts add up to the entry; where
    they do not, the entry is one row, because that is what the balance has.
    """
    try:
        booking = _booking(entry, account)
        details = entry.all("NtryDtls/TxDtls")
        shares = _shares(details, booking) if len(details) > 1 else None
        if shares is None:
            return [_whole(booking, details)]
        return [
            _share(booking, detail, minor, place)
            for place, (detail, minor) in enumerate(zip(details, shares, strict=True), start=1)
        ]
    except Invalid as error:
        return [BadRow(entry.line, entry.raw, error.message)]


def sign_of(element: Element) -> int:
    """Return -1 where money went out and 1 where it came in, which a reversal says as well.

    Raises:
        Invalid: it does not say.
    """
    sign = _SIGNS.get(element.text_at("CdtDbtInd"))
    if sign is None:
        message = say("The row says neither DBIT nor CRDT. Write DBIT for money that went out.")
        raise Invalid(message)
    return sign


def _booking(entry: Element, account: Account) -> _Booking:
    if entry.text_at("Sts/Cd", "Sts") == "INFO":
        raise Invalid(say("The bank booked nothing: the row only informs. Leave it out."))
    amount = entry.find("Amt")
    code = amount.attributes.get("Ccy", "") if amount else ""
    currency = read_currency(code) if code else account.currency or account.fallback
    minor = minor_of(amount.text if amount else "", currency)
    if minor < 0:
        raise Invalid(say("The amount has a sign. Take it off: DBIT or CRDT says the direction."))
    return _Booking(entry, sign_of(entry) * minor, currency, account)


def _shares(details: Sequence[Element], booking: _Booking) -> list[int] | None:
    """Return what each payment has of the entry, or None where they do not add up to it.

    Some banks write the other party's direction into the payments, so the entry's is tried too.
    """
    amounts = [
        amount for detail in details if (amount := _amount_in(detail, booking.currency)) is not None
    ]
    if len(amounts) != len(details):
        return None
    whole = -1 if booking.minor < 0 else 1
    own = [_SIGNS.get(detail.text_at("CdtDbtInd"), whole) for detail in details]
    for signs in (own, [whole] * len(details)):
        shares = [sign * amount for sign, amount in zip(signs, amounts, strict=True)]
        if sum(shares) == booking.minor:
            return shares
    return None


def _amount_in(detail: Element, currency: Currency) -> int | None:
    for path in ("Amt", "AmtDtls/TxAmt/Amt"):
        amount = detail.find(path)
        if amount is not None and amount.attributes.get("Ccy", currency) == currency:
            return known(minor_of, amount.text, currency)
    return None


def _whole(booking: _Booking, details: Sequence[Element]) -> BankRow:
    """Return the entry as one row; of several payments, none says alone who was paid."""
    row = _row(booking, details[0] if len(details) == 1 else _UNKNOWN, booking.minor)
    if len(details) <= 1:
        return row
    is_debit = booking.is_debit
    names = [payee_of(detail, booking.account, is_debit=is_debit) for detail in details]
    memo = row.memo or ", ".join(dict.fromkeys(filter(None, names)))
    return replace(row, memo=memo, flags=("several_payments",))


def _share(booking: _Booking, detail: Element, minor: int, place: int) -> BankRow:
    """Return one payment of an entry as a row; the entry's reference alone would not tell it."""
    row = _row(booking, detail, minor)
    own = id_of(detail.text_at("Refs/AcctSvcrRef"))
    of_entry = id_of(booking.entry.text_at("AcctSvcrRef"))
    bank_id = own if own != of_entry else None
    if bank_id is None and of_entry is not None:
        bank_id = f"{of_entry}/{place}"
    return replace(row, line=detail.line, raw=detail.raw, bank_id=bank_id)


def _row(booking: _Booking, detail: Element, minor: int) -> BankRow:
    entry, account, is_debit = booking.entry, booking.account, booking.is_debit
    booked_on = _day(entry, _BOOKED) or _day(entry, _VALUED)
    day = known(_day, detail, _PURCHASED) or booked_on
    if day is None:
        raise no_day("")
    texts = texts_of(detail, entry)
    payee = payee_of(detail, account, is_debit=is_debit) or (texts.pop(0) if texts else "")
    original_minor, original_currency = _original(booking, detail)
    code = detail.text_at(_SUBFAMILY) or entry.text_at(_SUBFAMILY)
    return BankRow(
        line=entry.line,
        raw=entry.raw,
        day=day,
        payee=payee,
        minor=minor,
        currency=booking.currency,
        memo="; ".join(texts),
        bank_id=id_of(entry.text_at("AcctSvcrRef")) or id_of(detail.text_at("Refs/AcctSvcrRef")),
        account=account.number,
        mcc=_mcc(detail) or _mcc(entry),
        is_pending=entry.text_at("Sts/Cd", "Sts") in _PENDING,
        is_transfer=code in _CASH or is_own(detail, account, is_debit=is_debit),
        original_minor=original_minor,
        original_currency=original_currency,
        booked_on=booked_on,
        time=time_of(detail.text_at(*_PURCHASED)),
    )


def _day(element: Element, paths: Sequence[str]) -> date | None:
    text = element.text_at(*paths)
    return day_of(text) if text else None


def _mcc(element: Element) -> str | None:
    codes = (
        mcc_of(found.text) for tag in ("TxCtgy", "MrchntCtgyCd") for found in element.inside(tag)
    )
    return next(filter(None, codes), None)


def _original(booking: _Booking, detail: Element) -> tuple[int | None, Currency | None]:
    """Return what was paid before the exchange, where there was one."""
    amounts = (holder.find(path) for holder in (detail, booking.entry) for path in _ORIGINALS)
    for amount in filter(None, amounts):
        currency = known(read_currency, amount.attributes.get("Ccy", ""))
        minor = known(minor_of, amount.text, currency) if currency else None
        if minor is not None and currency != booking.currency:
            return (-minor if booking.minor < 0 else minor), currency
    return None, None
