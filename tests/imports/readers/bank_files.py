"""Files of banks as the tests write them, and what a reader makes of them."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

from mealtracker.domain.currencies import Currency
from mealtracker.imports.rows import BadRow, BankRow, Read, Reader, ReadOptions, Statement

OPTIONS = ReadOptions(currency=Currency("EUR"), zone="Europe/Berlin", today=date(2026, 11, 25))
OFX_HEADER = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

"""


def read(reader: Reader, file: str | bytes, **options: Any) -> list[Read]:
    """Return everything that `reader` yields of a file."""
    content = file if isinstance(file, bytes) else file.encode()
    return list(reader.read(io.BytesIO(content), replace(OPTIONS, **options)))


def rows(found: list[Read]) -> list[BankRow]:
    return [row for row in found if isinstance(row, BankRow)]


def bad_rows(found: list[Read]) -> list[BadRow]:
    return [row for row in found if isinstance(row, BadRow)]


def statements(found: list[Read]) -> list[Statement]:
    return [row for row in found if isinstance(row, Statement)]


def ofx(
    *transactions: str, header: str = OFX_HEADER, currency: str = "EUR", account: str = "111"
) -> str:
    """Return a file of one account; each transaction is what stands in its STMTTRN."""
    listed = "".join(f"<STMTTRN>\n{one}\n</STMTTRN>\n" for one in transactions)
    return (
        f"{header}<OFX>\n<BANKMSGSRSV1><STMTTRNRS><STMTRS>\n<CURDEF>{currency}\n"
        f"<BANKACCTFROM>\n<BANKID>70\n<ACCTID>{account}\n<ACCTTYPE>CHECKING\n</BANKACCTFROM>\n"
        f"<BANKTRANLIST>\n<DTSTART>20261101\n<DTEND>20261130\n{listed}</BANKTRANLIST>\n"
        "<LEDGERBAL>\n<BALAMT>81.50\n<DTASOF>20261130\n</LEDGERBAL>\n"
        "</STMTRS></STMTTRNRS></BANKMSGSRSV1>\n</OFX>\n"
    )


def transaction(amount: str = "-12.50", day: str = "20261103", more: str = "") -> str:
    return f"<TRNTYPE>DEBIT\n<DTPOSTED>{day}\n<TRNAMT>{amount}\n<FITID>A1\n<NAME>Blue Heron\n{more}"


def camt(*entries: str, balances: str = "", version: str = "053.001.02", account: str = "") -> str:
    """Return a statement with `entries`, each what stands in its Ntry."""
    kind, inner = {
        "052": ("AcctRpt", "Rpt"),
        "053": ("Stmt", "Stmt"),
        "054": ("DbtCdtNtfctn", "Ntfctn"),
    }[version[:3]]
    listed = "".join(f"<Ntry>\n{one}\n</Ntry>\n" for one in entries)
    own = account or "<Acct><Id><IBAN>DE02100500000054540402</IBAN></Id><Ccy>EUR</Ccy></Acct>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{version}">\n'
        f"<BkToCstmr{kind}><GrpHdr><MsgId>1</MsgId></GrpHdr>\n<{inner}>\n<Id>9</Id>\n"
        f"{own}\n{balances}\n{listed}</{inner}>\n</BkToCstmr{kind}>\n</Document>\n"
    )


def entry(amount: str = "12.50", sign: str = "DBIT", more: str = "", details: str = "") -> str:
    inside = f"<NtryDtls>{details}</NtryDtls>" if details else ""
    return (
        f'<Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd><Sts>BOOK</Sts>'
        f"<BookgDt><Dt>2026-11-03</Dt></BookgDt><ValDt><Dt>2026-11-04</Dt></ValDt>{more}{inside}"
    )


def balance(code: str, amount: str, currency: str = "EUR", sign: str = "CRDT") -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd>'
        "<Dt><Dt>2026-11-01</Dt></Dt></Bal>"
    )


def mt940(
    *entries: str, opening: str = "C261101EUR100,00", closing: str = "C261130EUR81,50"
) -> str:
    """Return one page with `entries`, each the fields 61 and 86."""
    return "\n".join([
        ":20:NOV", ":25:10050000/54540402", ":28C:11/1", f":60F:{opening}", *entries,
        f":62F:{closing}", "-", "",
    ])  # fmt: skip
