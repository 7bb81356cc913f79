"""A process that ends anywhere loses nothing and doubles nothing: the next run goes on."""

from contextlib import contextmanager
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import event, func, select

from mealtracker.audit.models import Change
from mealtracker.expenses.models import Expense
from mealtracker.imports.models import ImportMark, ImportRow
from mealtracker.places.models import Place, PlaceAlias

from tests.imports.household import DAY, coffee

CHUNK = 4
ROWS = [
    coffee(n, day=DAY + timedelta(days=n // 3), payee=f"CAFE {'ABCDE'[n % 5]}", tags=("card",))
    for n in range(1, 18)
]


class Killed(Exception):
    """The process ends here."""


@pytest.fixture
def small_chunks(monkeypatch):
    for module in ("load", "rehearse", "apply"):
        monkeypatch.setattr(f"mealtracker.imports.commands.{module}.CHUNK", CHUNK)


def test_applying_can_be_killed_at_every_statement(home, small_chunks):
    with home.forgotten():
        import_id = home.rehearses(ROWS)
        home.applies(import_id)
        whole = _state(home)

    import_id = home.rehearses(ROWS)
    total = _kills(home, lambda: home.applies(import_id))

    assert total > 20
    assert _state(home) == whole
    assert home.state(import_id) == "applied"
    assert home.sums_are_right()


def test_undoing_can_be_killed_at_every_statement(home, small_chunks):
    import_id = home.imports(ROWS)

    total = _kills(home, lambda: home.undoes(import_id))

    assert total > 20
    assert home.state(import_id) == "undone"
    assert not home.expenses()
    assert _count(home, ImportMark) == 0
    assert home.sums_are_right()


def test_reading_and_rehearsing_can_be_killed_at_every_statement(home, small_chunks):
    import_id = home.loads(ROWS)
    _kills(home, lambda: home.rehearses_again(import_id))
    home.applies(import_id)

    assert sum(home.expenses().values()) == len(ROWS)


def _kills(home, run):
    """Run until it is through: killed at its first statement, at the second of what is left."""
    kills = 0
    while True:
        try:
            with _killed_at(home.db, kills + 1):
                run()
        except Killed:
            kills += 1
        else:
            return kills


@contextmanager
def _killed_at(db, number):
    """End the process before the nth statement of the block."""
    left = count(number, -1)

    def note(_connection, _cursor, statement, *_rest):
        if "SAVEPOINT" not in statement and next(left) == 1:
            raise Killed

    event.listen(db._connection, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(db._connection, "before_cursor_execute", note)


def _state(home):
    counts = {table: _count(home, table) for table in (Expense, ImportMark, Place, PlaceAlias)}
    with home.db.unit_of_work() as session:
        applied = session.scalar(
            select(func.count()).where(
                ImportRow.applied_at.is_not(None), ImportRow.made_expense_id.is_not(None)
            )
        )
        changes = session.scalar(select(func.count()).where(Change.action == "import.applied"))
    return home.expenses(), counts, applied, changes


def _count(home, table):
    with home.db.unit_of_work() as session:
        return session.scalar(select(func.count()).select_from(table))
