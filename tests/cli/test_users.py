"""`meal user` and `meal token`."""

import json

import pytest

from tests.cli.conftest import PASSWORD, add_user


def test_first_account_is_an_admins(run) -> None:
    run("db", "upgrade")

    result = add_user(run, "ana@example.org", "Ana")

    assert result.exit_code == 0
    assert result.stdout == "Made the account ana@example.org, an admin.\n"


def test_second_account_is_not_an_admins(meal) -> None:
    result = add_user(meal, "bob@example.org", "Bob")

    assert result.stdout == "Made the account bob@example.org.\n"


def test_password_is_asked_for_twice(meal) -> None:
    result = meal(
        *("user", "create", "bob@example.org", "--name", "Bob"), input=f"{PASSWORD}\n{PASSWORD}\n"
    )

    assert result.exit_code == 0
    assert PASSWORD not in result.output


@pytest.mark.parametrize(
    ("words", "text", "line"),
    [
        pytest.param("bob --name B", PASSWORD, "EMAIL: “bob” is no e-mail", id="address"),
        pytest.param("b@x.org --name B", "short", "password: Take at least 12", id="password"),
        pytest.param("b@x.org --name B --zone X", PASSWORD, "--zone: “X” is no time", id="zone"),
        pytest.param("b@x.org --name B --currency E", PASSWORD, "--currency: ", id="currency"),
        pytest.param("ANA@example.org --name B", PASSWORD, "There is an account", id="taken"),
    ],
)
def test_account_is_refused_by_the_name_of_the_option(meal, words, text, line) -> None:
    result = meal("user", "create", *words.split(), "--password-stdin", input=f"{text}\n")

    assert result.exit_code == 1
    assert result.stderr.startswith(line)


def test_name_is_needed(meal) -> None:
    assert meal("user", "create", "b@x.org").exit_code == 2


def test_new_account_has_the_default_categories(meal) -> None:
    result = meal("expense", "add", "--total", "3.20", "--category", "coffee")

    assert result.exit_code == 0


def test_list_aligns_columns(meal) -> None:
    add_user(meal, "robert.longname@example.org", "Robert")

    lines = meal("user", "list").stdout.splitlines()
    words = ("NAME", "Ana", "Robert")

    assert [line.index(word) for line, word in zip(lines, words, strict=True)] == [29] * 3


def test_list_as_json_hides_the_password(meal) -> None:
    (row,) = json.loads(meal("user", "list", "--json").stdout)

    assert row["email"] == "ana@example.org"
    assert set(row) == {"email", "name", "is_admin", "disabled_at", "created_at"}


def test_invite_prints_a_link(meal, monkeypatch) -> None:
    monkeypatch.setenv("MEALTRACKER_SIGNUP", "invite")

    result = meal("user", "invite")

    assert result.stdout.startswith("http://127.0.0.1:8000/sign-up?invite=")
    assert not result.stderr


def test_invite_says_when_no_code_is_asked_for(meal) -> None:
    assert "MEALTRACKER_SIGNUP=invite" in meal("user", "invite").stderr


def test_disabled_account_can_do_nothing(meal) -> None:
    assert meal("user", "disable", "ana@example.org").exit_code == 0

    assert "disabled" in meal("user", "list").stdout
    assert meal("expense", "list", "--user", "ana@example.org").exit_code == 1
    assert meal("user", "reset-password", "ana@example.org").exit_code == 1
    assert meal("user", "disable", "ana@example.org").exit_code == 1


def test_reset_prints_a_link(meal) -> None:
    result = meal("user", "reset-password", "ana@example.org")

    assert result.stdout.startswith("http://127.0.0.1:8000/password-reset/")


def test_reset_mails_the_link_instead(meal, tmp_path) -> None:
    result = meal("user", "reset-password", "ana@example.org", "--mail")

    assert result.stdout == "Mailed a link to ana@example.org.\n"
    assert len(list((tmp_path / "outbox").iterdir())) == 1


def test_unknown_account_is_refused(meal) -> None:
    result = meal("user", "reset-password", "nobody@example.org")

    assert result.exit_code == 1
    assert result.stderr == "No account nobody@example.org.\n"


def test_token_is_all_that_is_printed(meal) -> None:
    result = meal("token", "create", "ana@example.org", "--scope", "read", "--days", "3")

    assert result.exit_code == 0
    assert result.output.startswith("meal_")
    assert len(result.output.split()) == 1


@pytest.mark.parametrize("options", ["--scope admin", "--days 0", "--days 4000"])
def test_token_is_called_wrongly(meal, options) -> None:
    assert meal("token", "create", "ana@example.org", *options.split()).exit_code == 2
