"""The statements in a stream of OFX tags: which account, which transactions, which balance."""

from collections.abc import Iterable, Iterator
from typing import Final

from mealtracker.domain.text import shown
from mealtracker.errors import Invalid
from mealtracker.imports.readers.bank_values import one_line
from mealtracker.imports.readers.ofx_rows import Account, Transaction, row_of
from mealtracker.imports.readers.ofx_tags import Tag
from mealtracker.imports.rows import (
    BadRow,
    Read,
    ReadOptions,
    UnreadableFile,
    raw_text,
)
from mealtracker.sentences import say

_INVESTMENTS: Final = "INVSTMTRS"
_STATEMENTS: Final = frozenset({"STMTRS", "CCSTMTRS"})
_LISTS: Final = frozenset({"BANKTRANLIST", "BANKTRANLISTP"})
_TRANSACTIONS: Final = frozenset({"STMTTRN", "STMTTRNP"})
_ACCOUNTS: Final = frozenset({"BANKACCTFROM", "CCACCTFROM"})
_ASIDES: Final = frozenset({"PAYEE", "CURRENCY", "ORIGCURRENCY"})
#: What holds other tags. All the rest are values, or hold nothing that is read here.
_HOLDERS: Final = (
    _STATEMENTS
    | _LISTS
    | _TRANSACTIONS
    | _ACCOUNTS
    | _ASIDES
    | {_INVESTMENTS, "BANKACCTTO", "CCACCTTO", "LEDGERBAL", "AVAILBAL", "BALLIST", "STATUS"}
)


class Statements:
    """Where in a file the reading is: in which holders, which account, which transaction."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._holders: list[str] = []
        self._account: Account | None = None
        self._transaction: Transaction | None = None
        self._is_empty = True
        self._answer = ""

    def rows(self, stream: Iterable[Tag]) -> Iterator[Read]:
        """Yield the transactions of each account, and then its statement.

        Raises:
            UnreadableFile: it breaks off inside a list, or holds no more than a bank's excuse.
        """
        for tag in stream:
            yield from self._after(tag)
        if not _LISTS.isdisjoint(self._holders):
            message = say("The file is cut off inside its rows. Download it again from the bank.")
            raise UnreadableFile(message)
        yield from self._end_statement()
        if self._is_empty and self._answer:
            message = say(
                "The bank sent no statement, but “%(text)s”. Download it again.",
                text=shown(self._answer, 100),
            )
            raise UnreadableFile(message)

    def _after(self, tag: Tag) -> Iterator[Read]:
        if tag.name in _TRANSACTIONS and not tag.is_end:
            yield from self._end_transaction()
            if self._account:
                self._transaction = Transaction(tag.line, is_pending=tag.name.endswith("P"))
        if self._transaction:
            self._transaction.note(tag.source)
        if tag.is_end:
            yield from self._leave(tag.name)
        elif tag.name in _HOLDERS and not tag.text:
            yield from self._enter(tag)
        else:
            self._keep(tag)

    def _enter(self, tag: Tag) -> Iterator[Read]:
        if tag.name in _STATEMENTS:
            yield from self._end_statement()
            self._is_empty = False
            self._account = Account(is_card=tag.name.startswith("CC"))
        elif tag.name == _INVESTMENTS:
            yield from self._end_statement()
            self._is_empty = False
            message = say("This is an investment account. Only bank and card accounts are read.")
            yield BadRow(tag.line, raw_text(tag.source), message)
        self._holders.append(tag.name)

    def _leave(self, name: str) -> Iterator[Read]:
        """Leave a holder, and with it those inside that were never closed."""
        while name in self._holders:
            left = self._holders.pop()
            if left in _TRANSACTIONS:
                yield from self._end_transaction()
            elif left in _STATEMENTS:
                yield from self._end_statement()
            if left == name:
                return

    def _keep(self, tag: Tag) -> None:
        holder = self._holders[-1] if self._holders else ""
        if holder == "STATUS" and tag.name == "MESSAGE":
            self._answer = one_line(tag.text)
        elif self._transaction and holder in _TRANSACTIONS:
            self._transaction.keep(tag.name, tag.text)
        elif self._transaction and holder in _ASIDES:
            self._transaction.keep(f"{holder}.{tag.name}", tag.text)
        elif self._account and not self._transaction:
            self._account.keep(holder, tag.name, tag.text)

    def _end_transaction(self) -> Iterator[Read]:
        transaction, self._transaction = self._transaction, None
        if transaction is None or self._account is None:
            return
        try:
            yield row_of(transaction, self._account, self._options)
        except Invalid as error:
            yield BadRow(transaction.line, transaction.raw, error.message)

    def _end_statement(self) -> Iterator[Read]:
        yield from self._end_transaction()
        account, self._account = self._account, None
        if account is not None:
            yield account.statement(self._options)
