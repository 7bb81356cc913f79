"""Imports over the API: from a file to expenses and back, and whatever must be refused."""

from io import BytesIO

import pytest

from tests.support.imports import FILE, MAPPING, hands_in, imports, later, rehearses, totals


def test_file_is_stored_and_its_columns_are_recognised(alice):
    response = alice.api("POST", "/imports?name=card.csv", data=FILE.encode())

    made = response.json
    assert response.status_code == 201
    assert response.headers["Location"] == f"/api/v1/imports/{made['id']}"
    assert (made["file_name"], made["size"], made["state"]) == ("card.csv", len(FILE), "uploaded")
    assert made["same_file_id"] is None
    assert "blob_key" not in made
    detected = made["detected"]
    assert (detected["format"], detected["delimiter"], detected["encoding"]) == (
        "csv",
        ",",
        "utf-8",
    )
    assert (detected["decimal_mark"], detected["is_flipped"]) == (".", False)
    assert detected["header"] == ["Date", "Description", "Amount"]
    assert detected["mapping"] == ["day", "payee", "amount"]
    first, *_, bad = detected["first_rows"]
    assert (first["day"], first["amount"], first["currency"]) == ("2026-11-02", "-48.00", "USD")
    assert bad["day"] is None
    assert "not money" in bad["error"]


def test_form_with_a_file_is_the_same_as_the_file(alice):
    form = {"file": (BytesIO(FILE.encode()), "of the form.csv")}

    made = alice.api("POST", "/imports", data=form).json

    assert made["file_name"] == "of the form.csv"
    assert made["sha256"] == hands_in(alice, FILE)["sha256"]


def test_open_question_is_told_with_its_answers(alice):
    made = hands_in(alice, "Date,Description,Amount\n03/04/2026,BAR LUCE,-4.50\n")

    questions = made["detected"]["questions"]
    assert {"DMY", "MDY"} <= set(questions[0]["choices"])
    assert questions[0]["option"] == "date_order"


def test_rehearsal_says_what_every_row_becomes(alice):
    import_id = rehearses(alice, FILE, **MAPPING)

    report = alice.sees(f"/imports/{import_id}")
    rows = alice.sees(f"/imports/{import_id}/rows")["items"]

    assert (report["state"], report["bank_account"]) == ("rehearsed", "Card 41")
    assert (report["row_count"], report["bad_count"], report["applied_count"]) == (5, 1, 0)
    assert sum(report["counts"].values()) == 5
    assert sum(tally["count"] for tally in report["reasons"]) == 5
    assert report["counts"]["create"] == 3
    assert report["effects"] == [
        {"currency": "USD", "creates": 3, "created": "58.75", "matches": 0, "matched": "0.00"}
    ]
    assert report["totals"] == {"USD": "-118.75"}
    assert [row["line"] for row in rows] == [2, 3, 4, 5, 6]
    assert all(row["why"] for row in rows)
    assert totals(alice) == []


def test_application_makes_the_expenses_once(alice):
    import_id = imports(alice, FILE)

    assert alice.sees(f"/imports/{import_id}")["state"] == "applied"
    assert totals(alice) == ["4.50", "48.00", "6.25"]
    again = later(alice, "POST", f"/imports/{import_id}/application")
    assert again["state"] == "done"
    assert len(totals(alice)) == 3


def test_job_tells_how_far_it_came(alice):
    import_id = rehearses(alice, FILE)

    job = later(alice, "POST", f"/imports/{import_id}/application")

    assert (job["kind"], job["state"], job["error"]) == ("import.apply", "done", None)
    assert job["steps_done"] == 3


def test_changes_of_an_import_say_that_the_api_was_asked(alice):
    imports(alice, FILE)

    change = alice.sees("/changes")["items"][0]

    assert (change["action"], change["via"]) == ("import.applied", "api")


def test_same_file_again_adds_nothing(alice):
    first = imports(alice, FILE)

    again = hands_in(alice, FILE)
    later(alice, "PUT", f"/imports/{again['id']}/mapping", MAPPING)
    counts = alice.sees(f"/imports/{again['id']}")["counts"]
    later(alice, "POST", f"/imports/{again['id']}/application")

    assert again["same_file_id"] == first
    assert (counts["create"], counts["duplicate"]) == (0, 3)
    assert len(totals(alice)) == 3


def test_corrections_are_kept_for_files_with_the_same_columns(alice):
    text = "Date,Description,Amount\n03/04/2026,BAR LUCE,-4.50\n"
    rehearses(alice, text, account="Card 41", date_order="DMY")

    second = hands_in(alice, text.replace("4.50", "5.50"))
    later(alice, "PUT", f"/imports/{second['id']}/mapping", {"account": "card 41"})
    third = rehearses(alice, text.replace("4.50", "6.50"), account="Card 41")

    assert second["detected"]["date_order"] == "DMY"
    for import_id in (second["id"], third):
        assert alice.sees(f"/imports/{import_id}/rows")["items"][0]["day"] == "2026-04-03"
    assert len(alice.sees("/bank-accounts")["items"]) == 1


def test_undo_takes_back_what_the_import_made(alice):
    alice.spends("9.00", place="Bar")
    import_id = imports(alice, FILE)

    undone = alice.api("POST", f"/imports/{import_id}/undo", json={})

    assert undone.status_code == 200
    assert undone.json["kept"] == 0
    assert totals(alice) == ["9.00"]
    assert alice.sees(f"/imports/{import_id}")["state"] == "undone"
    imports(alice, FILE)
    assert len(totals(alice)) == 4


def test_undo_leaves_what_was_edited_if_asked_to(alice):
    import_id = imports(alice, FILE)
    edited = alice.sees("/expenses?q=starbucks")["items"][0]["id"]
    alice.api("PATCH", f"/expenses/{edited}", json={"note": "With Ana."})

    problem = alice.refused(409, "POST", f"/imports/{import_id}/undo", {})
    whole = len(totals(alice))
    kept = alice.api("POST", f"/imports/{import_id}/undo", json={"keep_edited": True}).json

    assert [row["id"] for row in problem["rows"]] == [edited]
    assert whole == 3
    assert kept["kept"] >= 1
    assert totals(alice) == ["6.25"]


def test_rows_are_decided_by_filter_and_by_position(alice):
    import_id = rehearses(alice, FILE)
    path = f"/imports/{import_id}/rows"

    by_filter = alice.api(
        "PATCH",
        path,
        json={"where": {"decision": "create", "month": "2026-10"}, "decision": "ignored"},
    ).json
    by_position = alice.api("PATCH", path, json={"positions": [3], "decision": "create"}).json

    assert (by_filter, by_position) == ({"changed": 1, "left": 0}, {"changed": 1, "left": 0})
    later(alice, "POST", f"/imports/{import_id}/application")
    assert totals(alice) == ["4.50", "48.00", "60.00"]


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("decision=create", [2, 3, 5]),
        ("month=2026-10", [5]),
        ("decision=create&month=2026-11", [2, 3]),
        ("reason=unreadable", [6]),
        ("payee=TST*+THE+PINE+DINER", [2]),
        ("food=food", [2, 3, 5]),
    ],
)
def test_rows_are_found_by(alice, query, lines):
    import_id = rehearses(alice, FILE)

    found = alice.sees(f"/imports/{import_id}/rows?{query}")["items"]

    assert [row["line"] for row in found] == lines


def test_pages_join_into_the_whole_lists(alice):
    ids = [rehearses(alice, FILE), hands_in(alice, FILE)["id"], hands_in(alice, FILE)["id"]]

    def whole(path, key):
        found, cursor = [], ""
        while cursor is not None:
            page = alice.sees(f"{path}?limit=2&cursor={cursor}")
            found += [item[key] for item in page["items"]]
            cursor = page["next"]
        return found

    assert whole("/imports", "id") == ids[::-1]
    assert whole(f"/imports/{ids[0]}/rows", "position") == [1, 2, 3, 4, 5]


def test_repeat_of_an_application_is_one_job(alice):
    import_id = rehearses(alice, FILE)
    key = {"Idempotency-Key": "once"}

    first, second = (
        alice.api("POST", f"/imports/{import_id}/application", headers=key) for _ in range(2)
    )

    assert first.json == second.json
    assert second.headers["Location"] == f"/api/v1/jobs/{first.json['id']}"


def test_bank_account_is_made_once(alice):
    made = alice.makes("/bank-accounts", name="Card 41", currency="EUR")

    alice.refused(409, "POST", "/bank-accounts", {"name": "CARD 41"})

    assert alice.sees("/bank-accounts")["items"] == [
        {"id": made["id"], "name": "Card 41", "currency": "EUR", "version": 1}
    ]


def test_report_and_rows_take_a_constant_number_of_statements(db, alice, statements):
    few, many = rehearses(alice), rehearses(alice, FILE)

    def count(path):
        statements.texts.clear()
        with statements.counted(db):
            alice.sees(path)
        return len(statements.texts)

    for end in ("", "/rows"):
        assert count(f"/imports/{few}{end}") == count(f"/imports/{many}{end}")
