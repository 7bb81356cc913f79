"""How many statements an answer takes: few, and no more when there is more to show."""

from tests.support.databases import Statements

MOST = 8
READS = [
    "/expenses",
    "/expenses?sort=place",
    "/expenses?q=bar+tag:team+with:guest+cat:dining+no:note",
    "/expenses/{expense}",
    "/expenses/{expense}/items",
    "/expenses/{expense}/history",
    "/places",
    "/places/{place}",
    "/categories",
    "/categories/{category}",
    "/tags",
    "/tags/{tag}",
    "/people",
    "/people/{person}",
    "/changes",
    "/changes/{change}",
    "/reports/by-month?from=2026-01-01&to=2026-12-31",
    "/reports/by-place?from=2026-01-01&to=2026-12-31",
    "/reports/by-category?from=2026-01-01&to=2026-12-31&q=bar",
    "/reports/by-meal",
    "/reports/by-week",
    "/reports/by-week?q=bar",
    "/reports/by-weekday-hour?from=2026-01-01&to=2026-12-31",
    "/reports/per-person?from=2026-01-01&to=2026-12-31",
    "/reports/tips?from=2026-01-01&to=2026-12-31",
    "/reports/dashboard",
    "/me",
    "/tokens",
]
LINE = {"name": "Soup", "total": "1.00"}
WRITES = [
    (
        "POST",
        "/expenses",
        {"eaten_on": "2026-11-20", "total": "5.00", "place": "New", "tags": ["n"]},
    ),
    ("PATCH", "/expenses/{expense}", {"total": "6.00", "tags": ["team"], "items": [LINE, LINE]}),
    ("DELETE", "/expenses/{expense}", None),
    ("PATCH", "/places/{place}", {"name": "Renamed"}),
    ("POST", "/places/{other}/merges", {"place_ids": ["{place}"]}),
    ("PATCH", "/tags/{tag}", {"name": "crew"}),
    ("DELETE", "/tags/{tag}", None),
    ("DELETE", "/categories/{category}?replacement={replacement}", None),
    ("POST", "/changes/{change}/undo", {}),
    ("POST", "/expenses/batches", {"q": "", "set": {"category": "Other", "place": "Bar"}}),
    ("POST", "/expenses/batches", {"q": "", "add": {"tags": ["x"], "people": ["Y"]}}),
    ("POST", "/expenses/batches", {"q": "", "delete": True}),
]


def meals(alice, first, count):
    for number in range(first, first + count):
        made = alice.spends(
            f"{number}.00",
            eaten_on=f"2026-{1 + number % 10:02}-{1 + number % 28:02}",
            place="Bar" if number % 2 else f"Place {number}",
            category="Dining",
            meal="lunch",
            tags=["team", f"tag {number % 15}"],
            people=[f"Guest {number % 15}"],
            items=[LINE, LINE],
        )
    return made


def ids(alice, made):
    categories = {row["name"]: row["id"] for row in alice.sees("/categories")["items"]}
    found = {
        "expense": made["id"],
        "change": alice.spends(place="Bar", tags=["team"])["change_id"],
        "place": alice.spends(place="Bar")["place_id"],
        "other": alice.spends(place="Other")["place_id"],
        "category": categories["Dining"],
        "replacement": categories["Other"],
    }
    for name, path in (("tag", "/tags?"), ("person", "/people?")):
        rows = {row["name"]: row["id"] for row in alice.sees(path)["items"]}
        found[name] = rows.get("team") or next(iter(rows.values()))
    return found


def filled(text, known):
    for name, value in known.items():
        text = text.replace("{" + name + "}", value)
    return text


def count(db, person, method, path, body=None):
    statements = Statements()
    with statements.counted(db):
        response = person.api(method, path, json=body)
    assert response.status_code < 300, response.text
    return statements.texts


def test_reads_take_few_statements_however_many_rows(db, alice):
    known = ids(alice, meals(alice, 1, 5))
    few = {path: len(count(db, alice, "GET", filled(path, known))) for path in READS}
    meals(alice, 6, 55)

    many = {path: len(count(db, alice, "GET", filled(path, known))) for path in READS}

    assert many == few
    assert {path: number for path, number in many.items() if number > MOST} == {}


def test_recording_what_has_known_names_takes_ten_statements(db, alice):
    body = {"eaten_on": "2026-11-20", "total": "5.00", "place": "Bar", "category": "Dining"}
    body |= {"meal": "lunch", "tags": ["team"], "people": ["Ana"], "items": [LINE]}
    alice.makes("/expenses", **body)

    # Who asks, what is named, four tables of the expense, its sums, two of the audit, the answer.
    assert len(count(db, alice, "POST", "/expenses", body)) == 10


def test_writes_take_no_more_statements_when_there_is_more(db, alice):
    few = written(db, alice, ids(alice, meals(alice, 1, 5)))

    many = written(db, alice, ids(alice, meals(alice, 6, 55)))

    assert many == few


def written(db, person, known):
    """Count what each write takes, and take it back."""
    counts = {}
    for method, path, body in WRITES:
        text = {"place_ids": [known["place"]]} if body and "place_ids" in body else body
        transaction = db._connection.begin_nested()
        counts[method, path, str(body)] = len(count(db, person, method, filled(path, known), text))
        transaction.rollback()
    return counts
