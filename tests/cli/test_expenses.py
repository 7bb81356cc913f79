"""`meal expense`, and who it acts for."""

import json

import pytest

from tests.cli.conftest import add_user


def added(meal, *words: str) -> dict:
    result = meal("expense", "add", *words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_add_takes_the_fields_of_the_api(meal) -> None:
    made = added(
        meal,
        *("--total", "27.50", "--eaten-on", "2026-01-02", "--eaten-at", "19:40"),
        *("--place", "Sakura Garden", "--category", "Dining", "--meal", "dinner"),
        *("--order-type", "dine_in", "--covers", "2", "--subtotal", "23", "--tip", "4.50"),
        *("--tax", "2", "--tax-included", "--payment", "Card", "--note", "Window table"),
        *("--tag", "work", "--tag", "late", "--person", "Kofi", "--item", "Ramen", "9.50"),
    )

    assert made["total"] == "27.50"
    assert made["eaten_on"] == "2026-01-02"
    assert made["tags"] == ["late", "work"]
    assert made["people"] == ["Kofi"]
    assert [(item["name"], item["total"]) for item in made["items"]] == [("Ramen", "9.50")]
    assert made["warnings"] == []


def test_add_says_what_it_recorded(meal) -> None:
    result = meal("expense", "add", "--total", "9.80", "--place", "Zia", "--eaten-on", "2026-01-02")

    assert result.stdout.startswith("Recorded 9.80 EUR at Zia on 2026-01-02: ")


def test_add_takes_today_when_no_day_is_given(meal) -> None:
    assert added(meal, "--total", "1")["eaten_on"] == added(meal, "--total", "2")["eaten_on"]


def test_add_warns_of_parts_that_differ(meal) -> None:
    result = meal("expense", "add", "--total", "27.50", "--subtotal", "27")

    assert result.exit_code == 0
    assert "the total is 0.50 more" in result.stderr


@pytest.mark.parametrize(
    ("options", "line"),
    [
        pytest.param("--total 12,5", "--total: “12,5” is not an amount", id="comma"),
        pytest.param("--total 1.234", "--total: “1.234” has too many", id="decimals"),
        pytest.param("--total 1 --eaten-on 1.2.2026", "--eaten-on: ", id="day"),
        pytest.param("--total 1 --category Nope", "--category: You have no", id="category"),
        pytest.param("--total 1 --covers 0", "--covers: Take 1 or more.", id="covers"),
        pytest.param("--total 1 --item Tea x", "--item: “x” is not", id="item"),
        pytest.param("--total 1 --eaten-at 25:00", "--eaten-at: ", id="time"),
    ],
)
def test_add_is_refused_by_the_name_of_the_option(meal, options, line) -> None:
    result = meal("expense", "add", *options.split())

    assert result.exit_code == 1
    assert result.stderr.startswith(line)


def test_add_names_every_fault(meal) -> None:
    result = meal("expense", "add", "--total", "x", "--tip", "y")

    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["--total", "--tip"]


@pytest.mark.parametrize("options", ["", "--total 1 --meal elevenses", "--total 1 --colour red"])
def test_add_is_called_wrongly(meal, options) -> None:
    assert meal("expense", "add", *options.split()).exit_code == 2


def test_list_shows_the_latest_first(meal) -> None:
    added(meal, "--total", "1", "--eaten-on", "2026-01-01", "--place", "First")
    added(meal, "--total", "2", "--eaten-on", "2026-01-02", "--kind", "refund")

    lines = meal("expense", "list").stdout.splitlines()

    assert lines[1].split()[:3] == ["2026-01-02", "-2.00", "EUR"]
    assert lines[2].split()[:4] == ["2026-01-01", "1.00", "EUR", "First"]


def test_list_takes_a_search_and_a_limit(meal) -> None:
    for number in range(1, 4):
        added(meal, "--total", str(number), "--note", f"note{number % 2}")

    found = meal("expense", "list", "--q", "note1", "--limit", "1", "--json")

    page = json.loads(found.stdout)
    assert [item["note"] for item in page["items"]] == ["note1"]
    assert page["next"]


def test_list_refuses_a_search_that_cannot_be_read(meal) -> None:
    result = meal("expense", "list", "--q", "colour:red")

    assert result.exit_code == 1
    assert result.stderr.startswith("--q: ")


def test_show_tells_everything(meal) -> None:
    made = added(meal, "--total", "3", "--note", "Hello", "--item", "Tea", "3", "--tag", "work")

    shown = meal("expense", "show", made["id"])

    assert all(word in shown.stdout for word in ("3.00 EUR", "Hello", "1 × Tea", "work"))
    assert json.loads(meal("expense", "show", made["id"], "--json").stdout) == made


def test_show_refuses_what_another_household_has(meal) -> None:
    made = added(meal, "--total", "3")
    add_user(meal, "bob@example.org", "Bob")

    result = meal("expense", "show", made["id"], "--user", "bob@example.org")

    assert result.exit_code == 1
    assert result.stderr == f"No expense {made['id']}.\n"


def test_several_accounts_need_a_name(meal, monkeypatch) -> None:
    add_user(meal, "bob@example.org", "Bob")

    unnamed = meal("expense", "list")
    monkeypatch.setenv("MEALTRACKER_USER", "BOB@example.org")
    named = meal("expense", "list")

    assert unnamed.exit_code == 1
    assert "--user EMAIL or MEALTRACKER_USER" in unnamed.stderr
    assert named.exit_code == 0


def test_no_account_is_said(run) -> None:
    run("db", "upgrade")

    result = run("expense", "list")

    assert result.exit_code == 1
    assert "meal user create" in result.stderr
