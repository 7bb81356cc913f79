"""The search language, as the list of expenses answers it."""

from urllib.parse import quote

import pytest


@pytest.fixture
def meals(alice):
    """Six meals that each search must tell apart, by one letter each."""
    alice.makes("/places", name="Café Zoë", aliases=["Zoe GmbH"])
    rows = {
        "a": {
            "place": "Café Zoë",
            "category": "Coffee",
            "tags": ["team", "100%"],
            "people": ["Ana Duarte"],
            "meal": "breakfast",
            "order_type": "dine_in",
            "payment": "Card 41",
            "note": "Oat_milk flat white",
            "total": "4.50",
            "eaten_on": "2026-11-23",
            "eaten_at": "08:30",
            "tip": "0.50",
        },
        "b": {
            "place": "Bar Luce",
            "category": "Dining",
            "people": ["Ana Duarte", "Ben"],
            "meal": "dinner",
            "payment": "cash",
            "total": "60.00",
            "subtotal": "50.00",
            "tax": "4.00",
            "eaten_on": "2026-11-22",
            "eaten_at": "22:59",
            "items": [{"name": "Wein, rot", "total": "50.00"}],
        },
        "c": {"total": "60", "currency": "JPY", "eaten_on": "2026-10-31", "note": "oatXmilk"},
        "d": {"kind": "refund", "total": "10.00", "eaten_on": "2026-10-01", "tags": ["team"]},
        "e": {"total": "10.01", "eaten_on": "2025-12-31", "meal": "late_night", "place": "Bar 100"},
        "x": {"total": "10.00", "eaten_on": "2026-11-01", "note": "deleted"},
    }
    made = {letter: alice.spends(**fields)["id"] for letter, fields in rows.items()}
    alice.api("DELETE", f"/expenses/{made['x']}")
    return {expense_id: letter for letter, expense_id in made.items()}


def found(alice, meals, q):
    rows = alice.sees(f"/expenses?sort=eaten_on&q={quote(q)}")["items"]
    return "".join(sorted(meals[row["id"]] for row in rows))


@pytest.mark.parametrize(
    ("q", "letters"),
    [
        ("", "abcde"),
        ("   ", "abcde"),
        ("zoe", "a"),
        ("ZOË caf", "a"),
        ("gmbh", "a"),
        ("wein", "b"),
        ("team", "ad"),
        ("flat white", "a"),
        ('"flat white"', "a"),
        ('"white flat"', ""),
        ("white flat", "a"),
        ("-team", "bce"),
        ('-"flat white" -luce', "cde"),
        ("place:zoe", "a"),
        ('place:"bar luce"', "b"),
        ('place:"zoe gmbh"', "a"),
        ("place:bar", "be"),
        ('place:zoe,"bar luce"', "ab"),
        ("-place:bar", "acd"),
        ("cat:coffee", "a"),
        ("cat:COFFEE,dining", "ab"),
        ("-cat:coffee", "bcde"),
        ("tag:team", "ad"),
        ("tag:tea", ""),
        ('tag:"100%"', "a"),
        ("with:ana", "ab"),
        ('with:"ana duarte"', "ab"),
        ("with:duarte", ""),
        ("with:ben", "b"),
        ("meal:dinner", "b"),
        ("meal:breakfast,late_night", "ae"),
        ("-meal:dinner", "acde"),
        ("order:dine_in", "a"),
        ("kind:refund", "d"),
        ("kind:expense", "abce"),
        ("pay:card", "a"),
        ("pay:CASH", "b"),
        ("cur:jpy", "c"),
        ("-cur:USD", "c"),
        ("date:2026-11-23", "a"),
        ("date:today", "a"),
        ("date:yesterday", "b"),
        ("date:2026-10", "cd"),
        ("date:2025", "e"),
        ("date:2026-10..", "abcd"),
        ("date:..2026-10-01", "de"),
        ("date:2026-10-31..2026-11-22", "bc"),
        ("date:2026-11..today", "ab"),
        ("date:2025,2026-11-23", "ae"),
        ("-date:2026", "e"),
        ("weekday:mon", "a"),
        ("weekday:sat,sun", "bc"),
        ("-weekday:wed", "abcd"),
        ("hour:8", "a"),
        ("hour:08..21", "a"),
        ("hour:22", "b"),
        ("hour:22..8", "ab"),
        ("hour:9..21", ""),
        ("-hour:8", "bcde"),
        ("tip:12.5", "a"),
        ("tip:10..15", "a"),
        ("tip:12.6..", ""),
        ("tip:..12.4", ""),
        ("-tip:0..", "bcde"),
        ("amount:10", "d"),
        ("amount:10..10.01", "de"),
        ("amount:..10", "ad"),
        ("amount:60..", "bc"),
        (">10", "bce"),
        (">=10", "bcde"),
        ("<10", "a"),
        ("<= 10", "ad"),
        ("-<=10", "bce"),
        (">59.5 cur:JPY", "c"),
        ("amount:>5", None),
        ("has:place", "abe"),
        ("has:cat", "ab"),
        ("has:tag", "ad"),
        ("has:with", "ab"),
        ("has:note", "ac"),
        ("has:time", "ab"),
        ("no:time", "cde"),
        ("has:meal", "abe"),
        ("no:meal", "cd"),
        ("has:items", "b"),
        ("has:tip", "a"),
        ("has:tax", "b"),
        ("has:subtotal", "b"),
        ("has:warning", "b"),
        ("no:place", "cd"),
        ("no:cat,tag", "bcde"),
        ("no:with", "cde"),
        ("-has:note", "bde"),
        ("is:refund", "d"),
        ("is:deleted", "x"),
        ("-is:deleted", "abcde"),
        ("is:refund,deleted", "dx"),
        ("100%", "a"),
        ("oat_milk", "a"),
        ("%", "a"),
        ("_", "a"),
        ("\\", ""),
        ("'", ""),
        ("team date:2026-10 -is:deleted", "d"),
        ("19:40", ""),
    ],
)
def test_search_finds(alice, meals, q, letters):
    if letters is None:
        alice.refused(422, "GET", f"/expenses?q={quote(q)}")
    else:
        assert found(alice, meals, q) == letters


@pytest.mark.parametrize(
    ("q", "position"),
    [
        ("colour:red", 1),
        ("team colour:red", 6),
        ("meal:supper", 1),
        ("a -meal:supper", 4),
        ('team "luce', 6),
        ("date:2026-13", 1),
        ("date:2026-02-30", 1),
        ("date:tomorrow", 1),
        ("date:..", 1),
        ("date:2026-11..2026-10", 1),
        ("amount:ten", 1),
        ("amount:1..x", 1),
        (">1.2.3", 1),
        ("cur:XYZ", 1),
        ("has:money", 1),
        ("weekday:today", 1),
        ("a hour:25", 3),
        ("tip:some", 1),
        ("is:paid", 1),
        ("place:", 1),
        ("place:a,", 1),
        ('cat:""', 1),
    ],
)
def test_fault_is_told_with_its_position(alice, q, position):
    problem = alice.refused(422, "GET", f"/expenses?q={quote(q)}")

    (fault,) = problem["errors"]
    assert fault["parameter"] == "q"
    assert fault["message"].startswith(f"At position {position}: ")


@pytest.mark.parametrize(
    "q",
    [
        "amount:999999999999.999",
        ">999999999999",
        "amount:..999999999999",
        "date:0001",
        "date:9999..",
        "date:9999-12-31",
        "place:" + "x" * 480,
        '"' + "y" * 490 + '"',
        " ".join(["a"] * 250),
        " ".join(f"-tag:t{n}" for n in range(40)),
    ],
)
def test_far_values_are_answered(alice, meals, q):
    assert alice.api("GET", f"/expenses?q={quote(q)}").status_code == 200


@pytest.mark.parametrize("q", ["x" * 501, "a\x00b", "a\u202eb"])
def test_unreadable_text_is_refused(alice, q):
    assert alice.refused(422, "GET", f"/expenses?q={quote(q)}")["errors"][0]["parameter"] == "q"


def test_search_of_another_household_finds_nothing(alice, charlie, meals):
    for q in ("team", "tag:team", "place:zoe", "with:ana", "cat:coffee", "is:deleted"):
        assert charlie.sees(f"/expenses?q={quote(q)}")["items"] == []


def test_place_is_found_by_its_id_alone(alice, charlie):
    bar = alice.spends(place="Bar")
    alice.spends(place="Bar Luce")
    theirs = charlie.spends(place="Bar")

    def listed(place_id):
        return [row["id"] for row in alice.sees(f"/expenses?q=place:{place_id}")["items"]]

    assert listed(bar["place_id"]) == [bar["id"]]
    assert listed(theirs["place_id"]) == []
    assert listed(alice.actor.household_id) == []
