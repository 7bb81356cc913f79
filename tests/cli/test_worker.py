"""`meal worker`."""

import os
import sqlite3

import pytest


def ask(tmp_path, statement: str) -> list[tuple]:
    connection = sqlite3.connect(tmp_path / "mealtracker.db")
    with connection:
        rows = connection.execute(statement).fetchall()
    connection.close()
    return rows


def test_worker_does_what_is_done_every_day_once(meal, tmp_path) -> None:
    meal("expense", "add", "--total", "10")
    ask(tmp_path, "UPDATE expenses SET deleted_at = '2020-01-01'")

    first, second = meal("worker", "--once"), meal("worker", "--once")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert ask(tmp_path, "SELECT kind, state FROM jobs") == [("purge", "done")]
    assert ask(tmp_path, "SELECT count(*) FROM expenses") == [(0,)]


def test_worker_clears_files_that_were_never_finished(meal, tmp_path) -> None:
    part = tmp_path / "blobs" / "ab" / "cd" / f"abcd{'0' * 28}.jpg.part"
    part.parent.mkdir(parents=True)
    part.touch()
    os.utime(part, (0, 0))

    meal("worker", "--once")

    assert not part.exists()


def test_worker_leaves_kinds_that_it_does_not_know(meal, tmp_path) -> None:
    ask(
        tmp_path,
        "INSERT INTO jobs (id, kind, arguments, state, due_at, attempts, max_attempts, steps_done,"
        " created_at) VALUES (lower(hex(randomblob(16))), 'newer', '{}', 'queued', '2020-01-01',"
        " 0, 5, 0, '2020-01-01')",
    )

    assert meal("worker", "--once").exit_code == 0
    states = ask(tmp_path, "SELECT state FROM jobs WHERE kind = 'newer'")
    assert states == [("queued",)]


def test_worker_refuses_an_old_schema_and_names_the_command(meal, tmp_path) -> None:
    ask(tmp_path, "UPDATE alembic_version SET version_num = '0000'")

    result = meal("worker", "--once")

    assert result.exit_code == 1
    assert "Run: meal db upgrade" in result.stderr


@pytest.mark.parametrize("count", ["0", "9", "many"])
def test_worker_is_called_wrongly(meal, count) -> None:
    assert meal("worker", "--at-once", count).exit_code == 2
