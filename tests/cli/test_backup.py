"""`meal backup`."""

import json
from zipfile import ZipFile

import pytest

from tests.cli.conftest import add_user


@pytest.fixture
def file(tmp_path):
    return tmp_path / "meals.zip"


@pytest.fixture
def moved(tmp_path, monkeypatch):
    """Go on in another data folder, whose database is empty."""

    def move(meal) -> None:
        monkeypatch.setenv("MEALTRACKER_DATA_DIR", str(tmp_path / "new"))
        assert meal("db", "upgrade").exit_code == 0

    return move


def test_archive_is_made_checked_and_restored(meal, file, moved) -> None:
    meal("expense", "add", "--total", "10", "--place", "Bar", "--tag", "work")

    made = meal("backup", "create", str(file), "--all")
    checked = meal("backup", "verify", str(file))
    before = meal("expense", "list", "--json").stdout
    moved(meal)
    restored = meal("backup", "restore", str(file))

    assert made.exit_code == 0, made.output
    assert made.stdout.startswith(f"Made {file}: the whole installation, ")
    assert f"{file} is whole: the whole installation" in checked.stdout
    assert "revision 0001." in checked.stdout
    assert restored.exit_code == 0, restored.output
    assert restored.stderr == ""
    assert meal("expense", "list", "--json").stdout == before
    assert meal("db", "check").exit_code == 0
    assert meal("db", "verify").exit_code == 0


def test_household_is_restored_without_passwords_and_says_so(meal, file, moved) -> None:
    assert meal("backup", "create", str(file)).exit_code == 0
    moved(meal)

    result = meal("backup", "restore", str(file))

    assert "one household" in result.stdout
    assert "meal user reset-password" in result.stderr
    assert "ana@example.org" in meal("user", "list").stdout


def test_one_household_of_several_is_named(meal, file) -> None:
    add_user(meal, "ben@example.org", "Ben")

    unnamed = meal("backup", "create", str(file))
    named = meal("backup", "create", str(file), "--user", "ben@example.org")

    assert unnamed.exit_code == 1
    assert named.exit_code == 0
    with ZipFile(file) as opened:
        (user,) = map(json.loads, opened.read("tables/users.ndjson").splitlines())
    assert user["email"] == "ben@example.org"


def test_user_and_all_exclude_each_other(meal, file) -> None:
    result = meal("backup", "create", str(file), "--all", "--user", "ana@example.org")

    assert result.exit_code == 2
    assert not file.exists()


def test_only_its_owner_reads_the_archive(meal, file) -> None:
    meal("backup", "create", str(file), "--all")

    assert file.stat().st_mode & 0o777 == 0o600


def test_file_that_is_there_is_kept(meal, file) -> None:
    file.write_text("mine")

    result = meal("backup", "create", str(file))

    assert result.exit_code == 1
    assert file.read_text() == "mine"


def test_archive_that_failed_leaves_no_file(meal, file, monkeypatch) -> None:
    monkeypatch.setattr("mealtracker.archive.create.TABLES", ["no table"])

    result = meal("backup", "create", str(file))

    assert result.exit_code == 1
    assert [found.name for found in file.parent.glob("*.zip*")] == []


def test_database_with_accounts_is_left_alone(meal, file) -> None:
    meal("backup", "create", str(file), "--all")

    result = meal("backup", "restore", str(file))

    assert result.exit_code == 1
    assert "not empty: there are rows in households" in result.stderr


@pytest.mark.parametrize("command", ["verify", "restore"])
def test_damaged_or_missing_file_is_refused(meal, file, command) -> None:
    missing = meal("backup", command, str(file))
    file.write_bytes(b"PK\x03\x04 half of it")
    damaged = meal("backup", command, str(file))

    assert (missing.exit_code, damaged.exit_code) == (1, 1)
    assert f"There is no file {file}." in missing.stderr
    assert "not a zip file" in damaged.stderr
