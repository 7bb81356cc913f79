"""`meal demo`."""

import json

from tests.cli.conftest import add_user


def test_load_and_clear_leave_what_is_ones_own(meal) -> None:
    meal("expense", "add", "--total", "7", "--place", "Sakura Garden", "--tag", "work")

    loaded = meal("demo", "load", "--expenses", "40", "--seed", "5")
    cleared = meal("demo", "clear")

    assert loaded.stdout == "Added 40 sample expenses. Remove them: meal demo clear\n"
    assert cleared.stdout == "Removed 40 sample expenses.\n"
    page = json.loads(meal("expense", "list", "--json").stdout)
    assert [item["total"] for item in page["items"]] == ["7.00"]


def test_load_counts_into_the_sums(meal) -> None:
    meal("demo", "load")

    assert meal("db", "verify").exit_code == 0


def test_load_takes_a_user(meal) -> None:
    add_user(meal, "bob@example.org", "Bob", "--currency", "JPY")

    meal("demo", "load", "--user", "bob@example.org", "--expenses", "3")

    bobs = json.loads(meal("expense", "list", "--user", "bob@example.org", "--json").stdout)
    assert {item["currency"] for item in bobs["items"]} == {"JPY"}
    assert meal("expense", "list", "--user", "ana@example.org").stdout.count("\n") == 1


def test_load_is_called_wrongly(meal) -> None:
    assert meal("demo", "load", "--expenses", "0").exit_code == 2
