"""The kept sums are always what the expenses say, whatever happens to them."""

import random
from typing import Any

import pytest

from mealtracker.db.session import BoundDatabase
from mealtracker.expenses.rollup import differences, rebuild

from tests.support.people import Person

PLACES = ("Bar Luce", "Katana", "Soup of the Day")
TAGS = ("team", "lisbon", "date night")


def body(choice: random.Random) -> dict[str, Any]:
    """Return an expense of any kind."""
    return {
        "eaten_on": f"2026-{choice.randint(8, 11):02}-{choice.randint(1, 20):02}",
        "total": f"{choice.randint(1, 99)}.{choice.randint(0, 99):02}",
        "currency": choice.choice(["USD", "EUR"]),
        "kind": choice.choice(["expense", "expense", "refund"]),
        "meal": choice.choice(["lunch", "dinner", None]),
        "place": choice.choice([*PLACES, None]),
        "category": choice.choice(["Dining", "Coffee", None]),
        "tags": choice.sample(TAGS, choice.randint(0, 3)),
    }


def happens(choice: random.Random, alice: Person, made: list[str]) -> None:
    """Let one thing happen to the expenses."""
    what = choice.choice(["create", "create", "replace", "patch", "delete", "restore", "undo"])
    if what == "create" or not made:
        made.append(alice.makes("/expenses", **body(choice))["id"])
        return
    path = f"/expenses/{choice.choice(made)}"
    if what == "replace":
        alice.api("PUT", path, json=body(choice))
    elif what == "patch":
        alice.api("PATCH", path, json={"total": f"{choice.randint(1, 50)}", "currency": "USD"})
    elif what == "delete":
        alice.api("DELETE", path)
    elif what == "restore":
        alice.api("POST", f"{path}/restoration")
    else:
        changes = alice.sees("/changes?limit=20")["items"]
        change = choice.choice([c for c in changes if c["action"].startswith("expense.")])
        alice.api("POST", f"/changes/{change['id']}/undo", json={"keep_edited": True})


@pytest.mark.parametrize("seed", range(3))
def test_sums_stay_true_whatever_happens(db: BoundDatabase, alice: Person, seed: int) -> None:
    choice, made = random.Random(seed), list[str]()

    for _ in range(40):
        happens(choice, alice, made)

    with db.unit_of_work() as session:
        assert differences(session) == 0


def test_sums_stay_true_when_places_merge_and_a_category_goes(
    db: BoundDatabase, alice: Person
) -> None:
    choice = random.Random(7)
    for _ in range(12):
        alice.makes("/expenses", **body(choice))
    places = {place["name"]: place["id"] for place in alice.sees("/places")["items"]}
    categories = {item["name"]: item["id"] for item in alice.sees("/categories")["items"]}

    others = [place_id for name, place_id in places.items() if name != "Katana"]
    alice.api("POST", f"/places/{places['Katana']}/merges", json={"place_ids": others})
    query = f"?replacement={categories['Other']}"
    alice.api("DELETE", f"/categories/{categories['Dining']}{query}")

    with db.unit_of_work() as session:
        assert differences(session) == 0


def test_rebuild_mends_a_sum_that_is_wrong(db: BoundDatabase, alice: Person) -> None:
    alice.spends("12.00", place="Bar Luce")
    with db.unit_of_work() as session:
        from sqlalchemy import text

        session.execute(text("UPDATE spending SET total_minor = total_minor + 1"))
        before = differences(session)
        rebuild(session)
        after = differences(session)

    assert before > 0
    assert after == 0
