"""Two workers at once, on connections of their own: what overlaps is taken in once."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from mealtracker.db.session import EngineDatabase

from tests.imports.household import DAY, Household, coffee
from tests.support.databases import Template, postgres_template, sqlite_template

ROWS = [coffee(n, day=DAY + timedelta(days=n // 4), payee=f"CAFE {n % 3}") for n in range(1, 41)]


@pytest.fixture
def own(database, tmp_path) -> Iterator[Template]:
    """A database in which everything is really committed."""
    template = sqlite_template(tmp_path) if database == "sqlite" else postgres_template("at_once")
    with template as made:
        yield made


@pytest.fixture
def workers(own, monkeypatch) -> Iterator[list[Household]]:
    monkeypatch.setattr("mealtracker.imports.commands.apply.CHUNK", 7)
    engines = [EngineDatabase(own.url) for _ in range(2)]
    yield [Household(engine, own.logins["alice"].actor) for engine in engines]
    for engine in engines:
        engine.dispose()


@pytest.mark.parametrize("case", ["one import twice", "two files", "two accounts"])
def test_what_overlaps_is_taken_in_once(workers, case):
    first, second = workers
    second.account = first.opens_account()
    if case == "two accounts":
        second.opens_account("Debit card")
    imports = [first.rehearses(ROWS)]
    imports.append(imports[0] if case == "one import twice" else second.rehearses(ROWS))
    together, failures = Barrier(2), []

    def apply(worker, import_id):
        together.wait()
        try:
            worker.applies(import_id)
        except Exception as error:  # noqa: BLE001 - told below, in the thread of the test
            failures.append(error)

    pairs = zip(workers, imports, strict=True)
    threads = [Thread(target=apply, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    copies = 2 if case == "two accounts" else 1
    assert sum(first.expenses().values()) == copies * len(ROWS)
    assert first.sums_are_right()
    assert {first.state(import_id) for import_id in imports} == {"applied"}
