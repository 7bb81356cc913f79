"""`meal db`."""

import sqlite3

import pytest


def change(tmp_path, statement: str) -> None:
    connection = sqlite3.connect(tmp_path / "mealtracker.db")
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "words",
    [
        *("db current", "db check", "db verify", "db purge", "user list", "user invite"),
        *("expense list", "expense add --total 1", "demo load", "demo clear", "serve"),
        *("token create ana@example.org", "user disable ana@example.org"),
        *("expense export", "backup create x.zip", "backup restore x.zip"),
    ],
)
def test_command_says_where_it_looked_when_there_is_no_database(run, tmp_path, words) -> None:
    result = run(*words.split())

    assert result.exit_code == 1
    assert f"There is no database at {tmp_path / 'mealtracker.db'}" in result.stderr
    assert not (tmp_path / "mealtracker.db").exists()


def test_upgrade_makes_the_database(run, tmp_path) -> None:
    result = run("db", "upgrade")

    assert result.exit_code == 0
    assert result.stdout == f"Made {tmp_path / 'mealtracker.db'}.\n"


def test_upgrade_makes_the_data_folder(run, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("MEALTRACKER_DATA_DIR", str(tmp_path / "new" / "folder"))

    run("db", "upgrade")

    assert (tmp_path / "new" / "folder" / "mealtracker.db").exists()


def test_upgrade_does_nothing_when_the_schema_is_right(meal) -> None:
    result = meal("db", "upgrade")

    assert result.exit_code == 0
    assert "already" in result.stdout


def test_current_names_the_head(meal) -> None:
    assert meal("db", "current").stdout.endswith("(head)\n")


def test_check_passes_on_a_fresh_database(meal) -> None:
    assert meal("db", "check").exit_code == 0


def test_check_refuses_an_old_schema_and_names_the_command(meal, tmp_path) -> None:
    change(tmp_path, "UPDATE alembic_version SET version_num = '0000'")

    result = meal("db", "check")

    assert result.exit_code == 1
    assert "Run: meal db upgrade" in result.stderr


def test_serve_refuses_an_old_schema_and_names_the_command(meal, tmp_path) -> None:
    change(tmp_path, "DELETE FROM alembic_version")

    result = meal("serve")

    assert result.exit_code == 1
    assert "Run: meal db upgrade" in result.stderr


def test_check_names_a_table_whose_rows_refer_to_nothing(meal, tmp_path) -> None:
    change(tmp_path, "DELETE FROM users")

    result = meal("db", "check")

    assert result.exit_code == 1
    assert "Rows of memberships refer to rows of users that are not there." in result.stderr


def test_command_names_the_database_that_is_none(run, tmp_path) -> None:
    (tmp_path / "mealtracker.db").write_text("this is a letter to my aunt, not a database")

    result = run("user", "list")

    assert result.exit_code == 1
    assert str(tmp_path) in result.stderr
    assert "meal db check" in result.stderr


def test_verify_finds_and_repairs_a_wrong_sum(meal, tmp_path) -> None:
    meal("expense", "add", "--total", "10")
    change(tmp_path, "UPDATE spending SET total_minor = 1 WHERE dimension = 'all'")

    found = meal("db", "verify")
    repaired = meal("db", "verify", "--repair")

    assert found.exit_code == 1
    assert "meal db verify --repair" in found.stderr
    assert repaired.exit_code == 0
    assert meal("db", "verify").exit_code == 0


def test_purge_removes_what_was_deleted_a_month_ago(meal, tmp_path) -> None:
    meal("expense", "add", "--total", "10", "--place", "Old")
    meal("expense", "add", "--total", "11", "--place", "New")
    change(tmp_path, "UPDATE expenses SET deleted_at = '2020-01-01' WHERE total_minor = 1000")
    change(tmp_path, "UPDATE places SET deleted_at = '2020-01-01'")
    change(tmp_path, "DELETE FROM spending")

    result = meal("db", "purge")

    assert "Removed 1 expenses, 1 places," in result.stdout


def test_purge_takes_an_old_tag_from_its_expenses_and_the_sums(meal, tmp_path) -> None:
    meal("expense", "add", "--total", "10", "--tag", "work", "--person", "Kofi")
    change(tmp_path, "UPDATE tags SET deleted_at = '2020-01-01'")
    change(tmp_path, "UPDATE people SET deleted_at = '2020-01-01'")

    result = meal("db", "purge")

    assert "1 tags, 1 people" in result.stdout
    assert meal("db", "verify").exit_code == 0


def test_purge_keeps_what_was_deleted_lately(meal, tmp_path) -> None:
    meal("expense", "add", "--total", "10")
    change(tmp_path, "UPDATE expenses SET deleted_at = datetime('now', '-29 days')")

    assert "Removed 0 expenses" in meal("db", "purge").stdout


def test_purge_removes_links_that_are_over(meal, tmp_path) -> None:
    meal("user", "reset-password", "ana@example.org")
    meal("user", "invite")
    change(tmp_path, "UPDATE invites SET ends_at = '2020-01-01'")

    assert "1 sessions and links" in meal("db", "purge").stdout


def test_purge_removes_old_saved_filters(meal, tmp_path) -> None:
    columns = "id, household_id, name, name_key, q, sort, position, created_at, deleted_at, version"
    old = f"'{'0' * 32}', id, 'Old', 'old', '>20', 'total', 0, '2020-01-01', '2020-01-01', 1"
    change(tmp_path, f"INSERT INTO saved_filters ({columns}) SELECT {old} FROM households")

    assert "1 saved filters" in meal("db", "purge").stdout
