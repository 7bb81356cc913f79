"""Lists of expenses: order, pages, and one expense."""

import pytest


def test_list_is_empty_when_nothing_was_recorded(alice):
    assert alice.sees("/expenses") == {"items": [], "next": None}


def test_newest_day_comes_first_and_then_the_newest_record(alice):
    old = alice.spends("1.00", eaten_on="2026-11-01")
    first = alice.spends("2.00", eaten_on="2026-11-20")
    second = alice.spends("3.00", eaten_on="2026-11-20")

    ids = [row["id"] for row in alice.sees("/expenses")["items"]]

    assert ids == [second["id"], first["id"], old["id"]]


@pytest.mark.parametrize("sort", ["eaten_on", "-eaten_on", "total", "-total", "place", "-place"])
def test_pages_join_into_the_whole_list_in_every_order(alice, sort):
    places = [None, "Alpha", "Beta", "Alpha"]
    for number in range(11):
        alice.spends(
            f"{(number * 7) % 5}.00",
            eaten_on=f"2026-11-{1 + number % 3:02}",
            place=places[number % 4],
            currency="EUR" if number % 3 else "USD",
        )
    whole = [row["id"] for row in alice.sees(f"/expenses?sort={sort}")["items"]]

    found, cursor = [], ""
    while cursor is not None:
        page = alice.sees(f"/expenses?sort={sort}&limit=2&cursor={cursor}")
        found += [row["id"] for row in page["items"]]
        cursor = page["next"]

    assert found == whole
    assert len(set(found)) == 11


def test_totals_sort_inside_a_currency(alice):
    for total, currency in (("9.00", "USD"), ("5.00", "EUR"), ("1.00", "USD"), ("7.00", "EUR")):
        alice.spends(total, currency=currency)

    rows = alice.sees("/expenses?sort=total")["items"]

    assert [(row["currency"], row["total"]) for row in rows] == [
        ("EUR", "5.00"),
        ("EUR", "7.00"),
        ("USD", "1.00"),
        ("USD", "9.00"),
    ]


def test_page_does_not_shift_when_something_is_added_meanwhile(alice):
    for day in (1, 2, 3, 4):
        alice.spends(eaten_on=f"2026-11-0{day}")
    page = alice.sees("/expenses?limit=2")
    alice.spends(eaten_on="2026-11-20")

    rest = alice.sees(f"/expenses?limit=2&cursor={page['next']}")

    assert [row["eaten_on"] for row in rest["items"]] == ["2026-11-02", "2026-11-01"]
    assert rest["next"] is None


def test_search_keeps_its_place_between_pages(alice):
    for number in range(5):
        alice.spends(note="ramen" if number % 2 == 0 else "pizza", eaten_on=f"2026-11-0{number+1}")

    page = alice.sees("/expenses?q=ramen&limit=2")
    rest = alice.sees(f"/expenses?q=ramen&limit=2&cursor={page['next']}")

    assert len(page["items"]) == 2
    assert [row["eaten_on"] for row in rest["items"]] == ["2026-11-01"]


def test_another_household_sees_nothing(alice, charlie):
    made = alice.spends()

    assert charlie.sees("/expenses")["items"] == []
    charlie.refused(404, "GET", f"/expenses/{made['id']}")


def test_deleted_expense_is_readable_but_not_listed(alice):
    made = alice.spends()
    alice.api("DELETE", f"/expenses/{made['id']}")

    assert alice.sees("/expenses")["items"] == []
    assert alice.sees(f"/expenses/{made['id']}")["deleted_at"] == "2026-11-23T12:00:00Z"
    assert len(alice.sees("/expenses?q=is:deleted")["items"]) == 1


def test_version_is_the_etag(alice):
    made = alice.spends()

    assert alice.api("GET", f"/expenses/{made['id']}").headers["ETag"] == '"1"'


def test_head_answers_like_get_without_a_body(alice):
    made = alice.spends()

    response = alice.api("HEAD", f"/expenses/{made['id']}")

    assert (response.status_code, response.data) == (200, b"")
    assert response.headers["ETag"] == '"1"'
    assert alice.client.head("/api/v1/expenses").status_code == 200


def test_history_tells_what_happened_the_newest_first(alice, bob, charlie):
    made = alice.spends("10.00")
    bob.api("PATCH", f"/expenses/{made['id']}", json={"total": "12.00"})

    changes = alice.sees(f"/expenses/{made['id']}/history")["items"]

    assert [(c["action"], c["by"], c["via"]) for c in changes] == [
        ("expense.updated", "Bob Baker", "api"),
        ("expense.created", "Alice Archer", "api"),
    ]
    assert changes[0]["rows"][0]["before"] == {"total": "10.00"}
    assert changes[0]["rows"][0]["after"] == {"total": "12.00"}
    charlie.refused(404, "GET", f"/expenses/{made['id']}/history")
