"""`meal doctor`, `meal openapi` and settings that are wrong."""

import json
import sqlite3

import pytest


def queue_job(tmp_path, due: str, failed: str | None = None) -> None:
    state, end = ("failed", "datetime('now', :failed)") if failed else ("queued", "NULL")
    connection = sqlite3.connect(tmp_path / "mealtracker.db")
    connection.execute(
        "INSERT INTO jobs (id, kind, arguments, state, due_at, attempts, max_attempts, steps_done,"
        " created_at, finished_at) VALUES (lower(hex(randomblob(16))), 'newer', '{}', :state,"
        f" datetime('now', :due), 0, 5, 0, datetime('now'), {end})",
        {"state": state, "due": due, "failed": failed},
    )
    connection.commit()
    connection.close()


def test_doctor_finds_nothing_wrong(meal) -> None:
    result = meal("doctor")

    assert result.exit_code == 0
    assert "WRONG" not in result.stdout
    assert "There are accounts: 1." in result.stdout


def test_doctor_lists_every_setting(meal, monkeypatch) -> None:
    monkeypatch.setenv("MEALTRACKER_SECRET_KEY", "very secret")

    result = meal("doctor")

    assert "MEALTRACKER_SIGNUP" in result.stdout
    assert "very secret" not in result.stdout


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        pytest.param("MEALTRACKER_SINGUP", "open", "Did you mean MEALTRACKER_SIGNUP?", id="typo"),
        pytest.param("MEALTRACKER_PUBLIC_URL", "http://meals.test", "not encrypted", id="http"),
        pytest.param("MEALTRACKER_DATA_DIR", "/nowhere/at/all", "Make one", id="no database"),
        pytest.param(
            *("MEALTRACKER_DATABASE_URL", "postgres://me:pw@127.0.0.1:1/x"),
            *("Check MEALTRACKER_DATABASE_URL",),
            id="no server",
        ),
    ],
)
def test_doctor_says_what_is_wrong_and_how_to_mend_it(meal, monkeypatch, name, value, text) -> None:
    monkeypatch.setenv(name, value)

    result = meal("doctor")

    assert result.exit_code == 1
    assert text in result.stdout
    assert "pw@" not in result.output


def test_doctor_says_how_the_queue_stands(meal, tmp_path) -> None:
    calm = meal("doctor")
    queue_job(tmp_path, due="-2 minutes")
    busy = meal("doctor")
    queue_job(tmp_path, due="-11 minutes")
    stuck = meal("doctor")

    assert "No job waits." in calm.stdout
    assert "Jobs wait: 1, the oldest for 2 min." in busy.stdout
    assert busy.exit_code == 0
    assert "Jobs wait: 2, the oldest for 11 min. Start meal worker" in stuck.stdout
    assert stuck.exit_code == 1


def test_doctor_counts_jobs_that_failed_lately(meal, tmp_path) -> None:
    queue_job(tmp_path, due="-2 minutes", failed="-8 days")
    before = meal("doctor")
    queue_job(tmp_path, due="-2 minutes", failed="-6 days")

    assert "Jobs that failed" not in before.stdout
    assert "Jobs that failed in the last 7 days: 1" in meal("doctor").stdout


def test_doctor_finds_a_place_where_no_file_can_be_kept(meal, tmp_path, monkeypatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("MEALTRACKER_BLOBS_DIR", str(tmp_path / "file" / "blobs"))

    result = meal("doctor")

    assert result.exit_code == 1
    assert f"No files can be kept in {tmp_path / 'file' / 'blobs'}" in result.stdout


def test_doctor_finds_a_key_that_others_can_read(meal, tmp_path) -> None:
    (tmp_path / "secret_key").write_text("key")
    (tmp_path / "secret_key").chmod(0o644)

    result = meal("doctor")

    assert result.exit_code == 1
    assert "chmod 600" in result.stdout


@pytest.mark.parametrize(
    ("name", "value"),
    [("MEALTRACKER_API_RATE", "many"), ("MEALTRACKER_PUBLIC_URL", "ftp://meals.test")],
)
def test_wrong_setting_is_named(meal, monkeypatch, name, value) -> None:
    monkeypatch.setenv(name, value)

    result = meal("user", "list")

    assert result.exit_code == 1
    assert result.stderr.startswith(name)


def test_openapi_is_printed_without_making_anything(run, tmp_path) -> None:
    result = run("openapi")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["openapi"] == "3.1.0"
    assert list(tmp_path.iterdir()) == []
