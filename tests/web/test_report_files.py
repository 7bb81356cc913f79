"""The numbers of a chart as a file."""

import csv
import io

import pytest

NOVEMBER = "from=2026-11-01&to=2026-11-30"
HEADERS = {
    "by-week": "week currency total count dining groceries coffee delivery drinks snacks",
    "by-month": "month currency total count",
    "by-category": "category category_kind currency total count",
    "by-meal": "meal currency total count",
    "by-place": "place place_id currency total count",
    "by-weekday-hour": "weekday hour currency total count",
    "per-person": "meal currency total count heads average",
    "tips": "low high currency total count tips before percent",
}


def read(person, name, query=NOVEMBER):
    response = person.client.get(f"/reports/{name}.csv?{query}")
    assert response.status_code == 200, response.text
    return list(csv.reader(io.StringIO(response.data.decode(), newline="")))


@pytest.mark.parametrize("name", HEADERS)
def test_file_has_a_line_of_names_and_a_line_a_group(alice, name):
    alice.spends("10.00", tip="1.00", eaten_at="19:30", place="Bar", meal="dinner")

    header, *lines = read(alice, name)

    assert header == HEADERS[name].split()
    assert len(lines) == 1
    assert lines[0][header.index("currency")] == "USD"
    assert lines[0][header.index("total")] == "10.00"


@pytest.mark.parametrize("name", HEADERS)
def test_file_says_the_same_as_the_api(alice, name):
    for number in range(12):
        alice.spends(
            f"{number + 5}",
            currency=("USD", "JPY")[number % 2],
            tip=str(number % 3),
            eaten_at=(None, "19:30")[number % 2],
            category=("Dining", None)[number % 2],
            kind="refund" if number == 3 else "expense",
        )
    items = alice.sees(f"/reports/{name}?{NOVEMBER}")["items"]
    header, *lines = read(alice, name)
    shared = [column for column in header if column in items[0]]

    found = [[line[header.index(column)] for column in shared] for line in lines]

    assert found == [
        ["" if item[column] is None else str(item[column]) for column in shared] for item in items
    ]


def test_file_is_named_and_told_to_be_kept(alice):
    response = alice.client.get(f"/reports/by-week.csv?{NOVEMBER}")

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=by-week-2026-11-01-2026-11-30.csv"
    )


def test_filter_of_the_page_is_that_of_the_file(alice):
    alice.spends("10.00", place="Bar", tags=["team"])
    alice.spends("20.00", place="Katana")
    alice.spends("900", place="Bar", currency="JPY", tags=["team"])
    alice.spends("5.00", place="Bar", eaten_on="2025-01-01", tags=["team"])

    def totals(query):
        return [line[3] for line in read(alice, "by-place", query)[1:]]

    assert totals("") == ["900", "20.00", "10.00"]
    assert totals("cur=USD") == ["20.00", "10.00"]
    assert totals("q=tag:team&cur=USD") == ["10.00"]
    assert totals("period=all&q=tag:team&cur=USD") == ["15.00"]
    assert totals("from=2025-01-01&to=2025-01-31") == ["5.00"]


def test_words_that_a_spreadsheet_would_run_are_made_harmless_and_numbers_stay(alice):
    alice.spends("10.00", place="=HYPERLINK(1)", kind="refund")

    ((name, _, _, total, _),) = read(alice, "by-place")[1:]

    assert (name, total) == ("'=HYPERLINK(1)", "-10.00")


def test_unknown_file_is_not_found(alice):
    assert alice.client.get("/reports/nonsense.csv").status_code == 404


@pytest.mark.parametrize("query", ["q=foo:bar", "from=2026-11-02&to=2026-11-01", "cur=XYZ"])
def test_wrong_filter_is_refused(alice, query):
    assert alice.client.get(f"/reports/by-week.csv?{query}").status_code == 422


def test_another_household_has_a_file_of_its_own(alice, charlie):
    alice.spends("10.00")

    assert len(read(charlie, "by-week")) == 1
