"""`meal expense`, and who it acts for."""

import json

import pytest

from mealtracker.cli.expenses import _FORMATS
from mealtracker.cli.opened import opened
from mealtracker.exports.formats import FORMATS
from mealtracker.saved_filters.commands import create_filter
from mealtracker.saved_filters.schemas import FilterDraft

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


def test_export_writes_a_file_or_prints(meal, tmp_path) -> None:
    added(meal, "--total", "9.80", "--place", "Zia", "--eaten-on", "2026-01-02")
    added(meal, "--total", "4.00", "--place", "Bar", "--eaten-on", "2026-01-03")
    file = tmp_path / "expenses.csv"

    written = meal("expense", "export", "--q", "place:zia", "--output", str(file))
    printed = meal("expense", "export")

    assert (written.exit_code, written.stdout) == (0, "")
    head, line = file.read_bytes().decode().strip().split("\r\n")
    assert dict(zip(head.split(","), line.split(","), strict=True))["total"] == "9.80"
    assert printed.stdout_bytes.count(b"\r\n") == 3


@pytest.mark.parametrize("name", FORMATS)
def test_export_writes_every_format(meal, tmp_path, name) -> None:
    added(meal, "--total", "9.80", "--place", "Zia")
    file = tmp_path / f"expenses.{name}"

    result = meal("expense", "export", "--format", name, "--output", str(file))

    assert result.exit_code == 0, result.output
    assert file.read_bytes()


def test_export_names_the_formats_there_are() -> None:
    assert list(FORMATS) == _FORMATS


def test_export_begins_no_file_when_the_search_is_wrong(meal, tmp_path) -> None:
    file = tmp_path / "expenses.csv"

    result = meal("expense", "export", "--q", "colour:red", "--output", str(file))

    assert result.exit_code == 1
    assert "colour:" in result.stderr
    assert not file.exists()


def test_list_takes_a_saved_filter_and_narrows_it_down(meal) -> None:
    for total, day in (("5", "2026-01-01"), ("50", "2026-01-02"), ("60", "2025-01-01")):
        added(meal, "--total", total, "--eaten-on", day)
    saved_filter(meal, "Dear ones", ">20", "total")

    found = meal("expense", "list", "--filter", "dear ONES", "--json")
    narrowed = meal("expense", "list", "--filter", "Dear ones", "--q", "date:2026", "--json")

    assert [e["total"] for e in json.loads(found.stdout)["items"]] == ["50.00", "60.00"]
    assert [e["total"] for e in json.loads(narrowed.stdout)["items"]] == ["50.00"]


def test_list_says_which_filter_there_is_not(meal) -> None:
    result = meal("expense", "list", "--filter", "Nope")

    assert result.exit_code == 1
    assert "No saved filter named “Nope”." in result.stderr


def saved_filter(meal, name: str, q: str, sort: str) -> None:
    """Keep a filter; the command line itself has no command for it."""
    with opened() as found, found.db.unit_of_work() as session:
        create_filter(session, found.actor(None), FilterDraft(name=name, q=q, sort=sort))
