"""`meal expense add LINE`: one typed line instead of options."""

import json

import pytest


def added(meal, *words: str) -> dict:
    result = meal("expense", "add", *words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_line_is_recorded(meal) -> None:
    made = added(meal, "lunch 23.50 at Chipotle with Ana on 2026-11-24, tip 4 #work")

    assert (made["total"], made["tip"], made["subtotal"]) == ("27.50", "4.00", "23.50")
    assert (made["eaten_on"], made["meal"]) == ("2026-11-24", "lunch")
    assert (made["place"], made["people"], made["tags"]) == ("Chipotle", ["Ana"], ["work"])
    assert made["category"] == "Dining"


def test_what_was_understood_is_printed(meal) -> None:
    result = meal("expense", "add", "lunch 23.50 at Chipotle on 2026-11-24")

    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["place", "Chipotle", "(new)"] in lines
    assert ["eaten", "on", "2026-11-24"] in lines
    assert result.stdout.splitlines()[-1].startswith("Recorded 23.50 EUR at Chipotle")


def test_options_win_over_the_line(meal) -> None:
    options = ("--total", "30", "--meal", "dinner", "--tag", "work")

    made = added(meal, "lunch 23.50 at Chipotle, tip 4 #home", *options)

    assert (made["total"], made["subtotal"], made["tip"]) == ("30.00", None, None)
    assert (made["meal"], made["tags"], made["place"]) == ("dinner", ["work"], "Chipotle")


def test_unsure_line_is_refused_with_its_question_and_readings(meal) -> None:
    result = meal("expense", "add", "Bar 61 40")

    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "total, “40”: Which number is the amount?",
        "Write it so that it is sure, or take it as it was read with --yes.",
        "  Bar 61.00 EUR 40",
        "  Bar 61 40.00 EUR",
    ]
    assert "Recorded" not in result.stdout


def test_unsure_line_is_taken_with_yes(meal) -> None:
    made = added(meal, "Bar 61 40", "--yes")

    assert (made["total"], made["place"]) == ("40.00", "Bar 61")


def test_option_settles_what_is_unsure(meal) -> None:
    assert added(meal, "Bar 61 40", "--total", "40")["total"] == "40.00"


@pytest.mark.parametrize("words", [["lunch at Zia"], ["lunch at Zia", "--yes"]])
def test_line_without_an_amount_is_refused(meal, words) -> None:
    result = meal("expense", "add", *words)

    assert result.exit_code == 1
    assert result.stderr.startswith("total: What did it cost?")
    assert "give --total" in result.stderr


def test_known_place_is_not_new(meal) -> None:
    added(meal, "18.20 at 5 Guys on 2026-11-20")

    result = meal("expense", "add", "5 guys 18 on 2026-11-24")

    assert result.exit_code == 0
    assert "(new)" not in result.stdout
    assert "18.00 EUR at 5 Guys" in result.stdout


def test_neither_line_nor_total_is_a_wrong_call(meal) -> None:
    result = meal("expense", "add", "--place", "Zia")

    assert result.exit_code == 2
    assert "Give a line" in result.stderr
