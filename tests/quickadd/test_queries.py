"""A line read for a household: its own names, its own habits, and few statements."""

from datetime import date, timedelta

import pytest

from mealtracker.db.session import BoundDatabase
from mealtracker.errors import Invalid
from mealtracker.expenses.models import Expense
from mealtracker.people.models import Person
from mealtracker.places.models import Place
from mealtracker.quickadd.queries import read_quick_line
from mealtracker.quickadd.schemas import Line

from tests.support.databases import Statements
from tests.support.people import Person as Member


def read(db: BoundDatabase, member: Member, text: str, **options) -> Line:
    with db.reading() as reading:
        return read_quick_line(reading, member.actor, text, **{"language": "en", **options})


def new_names(line: Line) -> list[str]:
    return [chip.value for chip in line.chips if chip.is_new]


def guesses(line: Line) -> dict[str, tuple[str, str | None]]:
    return {chip.field: (chip.value, chip.why) for chip in line.chips if chip.is_guess}


def test_known_names_are_not_new(db, alice) -> None:
    alice.spends(place="Chipotle", people=["Ana Duarte"], tags=["team lunch"])

    line = read(db, alice, "12.50 at chipotle with ana duarte and Bob #team lunch #late")

    assert new_names(line) == ["Bob", "late"]
    assert line.draft.place == "Chipotle"
    assert line.draft.people == ["Ana Duarte", "Bob"]
    assert line.draft.tags == ["team lunch", "late"]


@pytest.mark.parametrize(
    ("name", "text", "total"),
    [
        pytest.param("5 Guys", "5 Guys 18", "18.00", id="number first"),
        pytest.param("Bar 61", "Bar 61 40", "40.00", id="number last"),
        pytest.param("Route 66 Diner", "25 route 66 diner", "25.00", id="number inside"),
        pytest.param("Café 1900", "at café 1900 12", "12.00", id="like a year"),
        pytest.param("Café Luce", "cafe luce 7", "7.00", id="without its accent"),
        pytest.param("Ruby Tuesday", "Ruby Tuesday 22", "22.00", id="with a weekday"),
        pytest.param("Lunch Box", "lunch box 9", "9.00", id="with a meal"),
        pytest.param("Ben & Jerry's", "Ben & Jerry's 6", "6.00", id="with a sign"),
    ],
)
def test_known_place_comes_before_its_numbers_and_words(db, alice, name, text, total) -> None:
    alice.makes("/places", name=name)

    line = read(db, alice, text)

    assert (line.draft.place, line.draft.total) == (name, total)
    assert line.draft.eaten_on == alice.actor.today
    assert not line.unsure


def test_alias_names_its_place(db, alice) -> None:
    alice.makes("/places", name="Katana Sushi", aliases=["Katana"])

    line = read(db, alice, "katana 40")

    assert line.draft.place == "Katana Sushi"
    assert new_names(line) == []


def test_names_of_another_household_are_new(db, alice, charlie) -> None:
    charlie.spends(place="Bar 61", people=["Ana"], tags=["work"])

    line = read(db, alice, "Bar 61 40 with Ana #work")

    assert sorted(new_names(line)) == ["Ana", "Bar 61", "work"]
    assert [item.field for item in line.unsure] == ["total"]


def test_last_time_here_gives_category_and_meal(db, alice) -> None:
    alice.spends(place="Zia", category="Coffee", meal="drinks", eaten_on="2026-11-20")
    alice.spends(place="Zia", category="Dining", meal="lunch", eaten_on="2026-11-19")

    line = read(db, alice, "4.50 zia")

    assert (line.draft.category, line.draft.meal) == ("Coffee", "drinks")
    assert guesses(line)["category"] == ("Coffee", "Same as last time here.")


@pytest.mark.parametrize(
    ("text", "category"),
    [
        pytest.param("32 delivery zia", "Delivery", id="delivered"),
        pytest.param("groceries 32 zia", "Groceries", id="groceries"),
        pytest.param("32 zia", "Alcohol", id="last time"),
        pytest.param("32 elsewhere", "Dining", id="nothing known"),
        pytest.param("coffee 3 elsewhere", "Coffee", id="a word"),
        pytest.param("32 delivery zia cat:Other", "Other", id="said"),
    ],
)
def test_category_is_proposed(db, alice, text, category) -> None:
    alice.spends(place="Zia", category="Alcohol")

    assert read(db, alice, text).draft.category == category


def test_word_for_the_meal_wins_over_habit(db, alice) -> None:
    alice.spends(place="Zia", meal="lunch")

    assert read(db, alice, "breakfast 9 zia").draft.meal == "breakfast"


def test_clock_proposes_the_meal_of_today_only(db, alice) -> None:
    today = read(db, alice, "9 zia")
    earlier = read(db, alice, "9 zia yesterday")

    assert guesses(today)["meal"][1] == "By the clock."
    assert earlier.draft.meal is None


def test_day_of_the_writer_is_today(db, alice) -> None:
    day = alice.actor.today - timedelta(days=1)

    line = read(db, alice, "9 zia yesterday", today=day)

    assert line.draft.eaten_on == day - timedelta(days=1)


def test_time_proposes_the_meal_of_any_day(db, alice) -> None:
    assert read(db, alice, "9 zia yesterday 19:30").draft.meal == "dinner"


def test_language_decides_words_and_numbers(db, alice) -> None:
    line = read(db, alice, "Abendessen 12,50 bei Zia am 2.11.", language="de_AT")

    assert (line.draft.meal, line.draft.total) == ("dinner", "12.50")
    assert line.draft.eaten_on == date(2026, 11, 2)


@pytest.mark.parametrize("language", ["xx", "", "zz_ZZ", "../etc", "nb_NO"])
def test_any_language_reads_english(db, alice, language) -> None:
    assert read(db, alice, "lunch 12.50", language=language).draft.meal == "lunch"


def test_long_line_is_refused(db, alice) -> None:
    with pytest.raises(Invalid, match="at most 500"):
        read(db, alice, "a" * 501)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("12.50 at chipotle with Ana and Bob #a #b cat:Dining", id="names"),
        pytest.param(" ".join(f"w{number}" for number in range(120)), id="many words"),
    ],
)
def test_line_takes_two_statements_at_most(db, alice, statements: Statements, text) -> None:
    alice.spends(place="Chipotle", people=["Ana"])

    with statements.counted(db):
        read(db, alice, text)

    assert 0 < len(statements.texts) <= 2


def test_reading_makes_nothing(db, alice) -> None:
    read(db, alice, "12.50 at Nowhere with Nobody #new")

    with db.unit_of_work() as session:
        assert [session.query(table).count() for table in (Place, Person, Expense)] == [0, 0, 0]
