"""`meal doctor`, `meal openapi` and settings that are wrong."""

import json

import pytest


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
