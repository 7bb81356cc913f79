"""A household that imports files: what the tests of this room do all the time, in few words."""

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from mealtracker.domain.money import Currency
from mealtracker.expenses.models import Expense
from mealtracker.expenses.rollup import differences
from mealtracker.imports.commands.accounts import create_account
from mealtracker.imports.commands.apply import apply_import
from mealtracker.imports.commands.decide import decide_rows
from mealtracker.imports.commands.load import load_rows
from mealtracker.imports.commands.rehearse import rehearse_import
from mealtracker.imports.commands.uploads import open_import, plan_import
from mealtracker.imports.queries import list_rows, show_import, summarise
from mealtracker.imports.rows import BankRow
from mealtracker.imports.schemas import (
    AccountDraft,
    DecisionDraft,
    ImportDraft,
    PlanDraft,
    RowFilter,
)
from mealtracker.undo.imports import undo_import

from tests.support.databases import Statements

DAY = date(2026, 11, 10)
FILE = {"size": 1, "sha256": "0" * 64, "blob_key": "imports/1"}


def coffee(line=1, **fields):
    """A row of a bank that says by its code that it is food."""
    told = {
        "line": line,
        "raw": f"raw {line}",
        "day": DAY,
        "payee": "SQ *BLUE BOTTLE COFFEE",
        "minor": -450,
        "currency": Currency("USD"),
        "mcc": "5814",
    }
    return BankRow(**(told | fields))


@dataclass
class Household:
    """One member of a household, who takes files in."""

    db: object
    actor: object
    account: object = None

    def opens_account(self, name="Sapphire card"):
        with self.db.unit_of_work() as session:
            self.account = create_account(session, self.actor, AccountDraft(name=name))
        return self.account

    def loads(self, rows, account=None):
        account = account or self.account or self.opens_account()
        with self.db.unit_of_work() as session:
            import_id = open_import(session, self.actor, ImportDraft(file_name="bank.csv", **FILE))
            draft = PlanDraft(bank_account_id=account)
            plan_import(session, self.actor, import_id, draft)
        load_rows(self.db, self.actor, import_id, iter(rows))
        return import_id

    def rehearses(self, rows, account=None):
        import_id = self.loads(rows, account)
        rehearse_import(self.db, self.actor, import_id)
        return import_id

    def rehearses_again(self, import_id):
        rehearse_import(self.db, self.actor, import_id)

    def imports(self, rows, account=None):
        import_id = self.rehearses(rows, account)
        self.applies(import_id)
        return import_id

    def applies(self, import_id):
        return apply_import(self.db, self.actor, import_id)

    def undoes(self, import_id, **options):
        return undo_import(self.db, self.actor, import_id, **options)

    def decides(self, import_id, **fields):
        with self.db.unit_of_work() as session:
            return decide_rows(session, self.actor, import_id, DecisionDraft(**fields))

    def rows(self, import_id, **where):
        with self.db.reading() as reading:
            filtered = RowFilter(**where)
            return list_rows(reading, self.actor, import_id, filtered, 100).items

    def row(self, import_id):
        (row,) = self.rows(import_id)
        return row

    def state(self, import_id):
        with self.db.reading() as reading:
            return show_import(reading, self.actor, import_id).state

    def summary(self, import_id):
        with self.db.reading() as reading:
            return summarise(reading, self.actor, import_id)

    def expenses(self):
        """What is in the household that is not deleted, as a multiset of plain values."""
        names = (Expense.eaten_on, Expense.kind, Expense.total_minor, Expense.currency)
        with self.db.unit_of_work() as session:
            statement = select(*names).where(
                Expense.household_id == self.actor.household_id, Expense.deleted_at.is_(None)
            )
            return Counter(tuple(row) for row in session.execute(statement))

    def sums_are_right(self):
        with self.db.unit_of_work() as session:
            return differences(session) == 0

    def at(self, now):
        return replace(self, actor=replace(self.actor, now=now))

    @contextmanager
    def forgotten(self):
        """Take back whatever the block does."""
        outer = self.db._connection.begin_nested()
        account = self.account
        try:
            yield
        finally:
            outer.rollback()
            self.account = account

    @contextmanager
    def counted(self):
        statements = Statements()
        with statements.counted(self.db):
            yield statements.texts
