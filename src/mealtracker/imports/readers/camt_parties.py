"""Who was paid by a CAMT entry, or who paid, and what was written with it."""

from dataclasses import dataclass
from typing import Final

from mealtracker.domain.money import Currency
from mealtracker.imports.readers.bank_values import one_line
from mealtracker.imports.readers.camt_xml import Element

_DEBTORS: Final = ("Dbtr", "UltmtDbtr")
_CREDITORS: Final = ("Cdtr", "UltmtCdtr")
#: What banks write where a party has no name.
_NOBODY: Final = frozenset({"NOTPROVIDED", "NOT PROVIDED", "UNKNOWN"})
_REMITTANCES: Final = ("Ustrd", "Strd/AddtlRmtInf", "Strd/CdtrRefInf/Ref")


@dataclass(frozen=True, slots=True)
class Account:
    """The account that a statement is of; `fallback` is the currency where none is stated."""

    number: str | None
    currency: Currency | None
    owner: str
    fallback: Currency


def payee_of(detail: Element, account: Account, *, is_debit: bool) -> str:
    """Return the name of the other party, or "".

    Where it has none, another party is taken that is not the owner of the account.
    """
    near, far = (_CREDITORS, _DEBTORS) if is_debit else (_DEBTORS, _CREDITORS)
    others = [name for role in far for name in _names(detail, role) if not _is_owner(name, account)]
    return next((name for role in near for name in _names(detail, role)), "") or next(
        iter(others),
        one_line(detail.text_at("RltdPties/Prtry/Pty/Nm", "RltdPties/Prtry/Pty/Pty/Nm")),
    )


def texts_of(detail: Element, entry: Element) -> list[str]:
    """Return what was written with a payment, each once: its purpose, then the bank's."""
    remittances = ([*detail.all(f"RmtInf/{path}")] for path in _REMITTANCES)
    purpose = " ".join(part.text for part in next(filter(None, remittances), []))
    texts = (purpose, detail.text_at("AddtlTxInf"), entry.text_at("AddtlNtryInf"))
    return [text for text in dict.fromkeys(map(one_line, texts)) if text]


def is_own(detail: Element, account: Account, *, is_debit: bool) -> bool:
    """Whether the money went to, or came from, the very account."""
    role = "CdtrAcct" if is_debit else "DbtrAcct"
    number = one_line(detail.text_at(f"RltdPties/{role}/Id/IBAN", f"RltdPties/{role}/Id/Othr/Id"))
    return bool(number) and number == account.number


def _names(detail: Element, role: str) -> list[str]:
    party = f"RltdPties/{role}"
    paths = (f"{party}/Pty/Nm", f"{party}/Nm", f"{party}/Agt/FinInstnId/Nm", f"{party}Acct/Nm")
    names = (one_line(element.text) for path in paths for element in detail.all(path))
    return [name for name in names if name and name.upper() not in _NOBODY]


def _is_owner(name: str, account: Account) -> bool:
    return name.casefold() == account.owner.casefold()
