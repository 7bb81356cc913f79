"""Rows of a table: what each says is ready before the template."""

from dataclasses import replace
from datetime import date

import pytest

from mealtracker.expenses.create import create_expense
from mealtracker.expenses.listing import list_expenses
from mealtracker.expenses.schemas import ListQuery
from mealtracker.web.expenses.rows import Fact, RowMaker

from tests.factories import ExpenseDraftFactory

TODAY = date(2026, 11, 23)


@pytest.fixture
def expense(db, alice):
    """Return an expense as lists show it."""

    def record(**fields):
        with db.unit_of_work() as session:
            create_expense(session, alice.actor, ExpenseDraftFactory.build(**fields))
        with db.reading() as reading:
            return list_expenses(reading, alice.actor, ListQuery()).items[0]

    return record


@pytest.fixture
def make(app):
    """Return the maker of one page in English."""
    with app.test_request_context("/"):
        yield RowMaker(TODAY)


def only(rows):
    (row,) = rows
    return row


def test_a_row_says_day_place_meal_and_amount(make, expense):
    e = expense(place="Bar Luce", meal="dinner", total="1234.50", eaten_on=date(2026, 11, 22))

    row = only(make.by_day([e]))

    assert (row.day_number, row.weekday, row.day) == (22, "Sun", "Sun 22")
    assert (row.name, row.meal, row.amount, row.total) == (
        "Bar Luce",
        "Dinner",
        "$1,234.50",
        "1234.50",
    )
    assert row.href == f"/expenses/{e.id}"
    assert (row.again, row.add_again) == (f"/expenses/{e.id}/again", "Add Bar Luce again")


def test_a_day_is_printed_once_also_after_a_cut(make, expense):
    e = expense(eaten_on=TODAY)
    before = replace(e, eaten_on=date(2026, 11, 22))

    assert [row.new_day for row in make.by_day([e, e, before])] == [True, False, True]
    assert [row.new_day for row in make.by_day([e, before], last=TODAY)] == [False, True]
    assert [row.new_day for row in make.each([e, e])] == [True, True]


def test_a_refund_is_minus_and_says_so(make, expense):
    row = only(make.each([expense(kind="refund", total="5")]))

    assert (row.amount, row.total) == ("\u2212$5.00", "-5.00")
    assert Fact("refund", "undo-2", "info") in row.facts


@pytest.mark.parametrize(
    ("note", "name"),
    [
        pytest.param("", "No place", id="nothing"),
        pytest.param("two\nlines", "two lines", id="lines become one"),
        pytest.param("a" * 60, "a" * 60, id="sixty fit"),
        pytest.param("a" * 61, "a" * 59 + "…", id="more are cut"),
    ],
)
def test_without_a_place_the_note_is_the_name(make, expense, note, name):
    assert only(make.each([expense(note=note)])).name == name


def test_three_tags_and_faces_are_shown_and_the_rest_counted(make, expense):
    e = expense(tags=["a", "b", "c", "d", "e"], people=["Ana Duarte", "Ben", "Cleo", "Dora"])

    row = only(make.each([e]))

    assert row.facts == [Fact("a", "tag"), Fact("b", "tag"), Fact("c", "tag"), Fact("+2")]
    assert [face.initials for face in row.faces] == ["AD", "B", "C"]
    assert row.more_faces == 1
    assert row.company == "With Ana Duarte, Ben, Cleo, Dora"
    assert row.first_names == "Ana, Ben +2"


def test_what_does_not_add_up_is_said(make, expense):
    row = only(make.each([expense(total="10", subtotal="9")]))

    assert Fact("does not add up", "calculator", "warn") in row.facts


def test_the_meal_falls_back_on_the_category(make, expense):
    assert only(make.each([expense(meal=None, category="Coffee")])).meal == "Coffee"
