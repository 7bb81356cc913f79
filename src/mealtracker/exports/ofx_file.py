"""OFX 2.2: a bank statement for each currency, its transactions named by the ids of expenses."""

from collections.abc import Iterator
from datetime import date
from typing import Final
from xml.sax.saxutils import escape  # nosec B406 - writes XML and reads none

from mealtracker.domain.money import amount_text
from mealtracker.expenses.schemas import ExpenseOut
from mealtracker.exports.postings import one_line, postings
from mealtracker.exports.source import Source, Span

_BANK: Final = "MEALS"
#: How long OFX lets these be.
_NAME: Final = 32
_LONG_NAME: Final = 100
_MEMO: Final = 255
_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX>
<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>\
<DTSERVER>{now:%Y%m%d%H%M%S}</DTSERVER><LANGUAGE>ENG</LANGUAGE></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1>
"""
_STATEMENT: Final = """\
<STMTTRNRS><TRNUID>0</TRNUID><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>
<STMTRS><CURDEF>{currency}</CURDEF>\
<BANKACCTFROM><BANKID>{bank}</BANKID><ACCTID>{account}</ACCTID>\
<ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>
<BANKTRANLIST><DTSTART>{first}</DTSTART><DTEND>{last}</DTEND>
"""
_STATEMENT_END: Final = """\
</BANKTRANLIST>
<LEDGERBAL><BALAMT>{balance}</BALAMT><DTASOF>{now:%Y%m%d%H%M%S}</DTASOF></LEDGERBAL>
</STMTRS></STMTTRNRS>
"""
_END: Final = b"</BANKMSGSRSV1>\n</OFX>\n"


def write_ofx(source: Source) -> Iterator[bytes]:
    """Yield the file in pieces; the balance of an account is minus what was spent."""
    yield _HEAD.format(now=source.actor.now).encode()
    for span in source.spans():
        yield _statement(source, span).encode()
        for page in source.oldest_first(span.currency):
            yield "".join(map(_transaction, page)).encode()
        balance = amount_text(-span.total_minor, span.currency)
        yield _STATEMENT_END.format(balance=balance, now=source.actor.now).encode()
    yield _END


def _statement(source: Source, span: Span) -> str:
    return _STATEMENT.format(
        currency=span.currency,
        bank=_BANK,
        # The same for every file of a household: programs know a transaction again by it.
        account=f"{span.currency}-{source.actor.household_id.hex[-12:]}",
        first=_noon(span.first),
        last=_noon(span.last),
    )


def _transaction(expense: ExpenseOut) -> str:
    kind = "CREDIT" if expense.kind == "refund" else "DEBIT"
    name = one_line(expense.place or expense.category or "Expense")
    memo = one_line(expense.note)
    return "".join(
        [
            f"<STMTTRN><TRNTYPE>{kind}</TRNTYPE><DTPOSTED>{_noon(expense.eaten_on)}</DTPOSTED>",
            f"<TRNAMT>{postings(expense)[-1].amount}</TRNAMT><FITID>{expense.id}</FITID>",
            f"<NAME>{_cut(name, _NAME)}</NAME>",
            f"<EXTDNAME>{_cut(name, _LONG_NAME)}</EXTDNAME>" if len(name) > _NAME else "",
            f"<MEMO>{_cut(memo, _MEMO)}</MEMO>" if memo else "",
            "</STMTTRN>\n",
        ]
    )


def _noon(day: date) -> str:
    """Return a day as an instant that is on that day nearly everywhere: noon, Greenwich."""
    return f"{day:%Y%m%d}120000"


def _cut(text: str, length: int) -> str:
    return escape(text[:length].strip())
