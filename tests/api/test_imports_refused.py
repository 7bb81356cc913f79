"""What an import over the API refuses, and what others see of it: files, mappings, decisions."""

import pytest

from mealtracker.accounts.models import Membership
from mealtracker.imports import intake
from mealtracker.imports.rows import FILE_BYTES_MAX

from tests.support.imports import FILE, MAPPING, hands_in, later, rehearses, totals, work

FORM = {"Content-Type": "multipart/form-data"}
NOBODY = "01a212cb-9811-7041-b21b-9000000000ff"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(b"", "empty.csv", id="empty"),
        pytest.param(b"%PDF-1.7 \x00\x01", "statement.pdf", id="PDF"),
        pytest.param(b"<html><body>Sign in</body></html>", "bank.csv", id="page"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "card.png", id="picture"),
    ],
)
def test_file_that_nobody_can_read_leaves_nothing_behind(alice, blobs, content, name):
    response = alice.api("POST", f"/imports?name={name}", data=content)

    assert response.status_code == 422, response.text
    assert response.json["type"] == "/problems/invalid"
    assert alice.sees("/imports")["items"] == []
    assert list(blobs.all()) == []


def test_form_without_a_file_is_refused(alice):
    response = alice.api("POST", "/imports", data={"file": "not a file", "name": "x"}, headers=FORM)

    assert response.status_code == 422
    assert response.json["errors"][0]["pointer"] == "/file"


def test_file_over_the_limit_is_refused(alice, blobs, monkeypatch):
    monkeypatch.setattr(intake, "FILE_BYTES_MAX", 100)

    assert alice.api("POST", "/imports", data=FILE.encode()).status_code == 413
    assert list(blobs.all()) == []


def test_body_over_the_limit_is_not_even_read(alice):
    response = alice.app.test_client().post(
        "/api/v1/imports",
        data=b"x",
        environ_overrides={"CONTENT_LENGTH": str(FILE_BYTES_MAX * 2)},
        headers={"Authorization": f"Bearer {alice.token}"},
    )

    assert response.status_code == 413


def test_file_may_be_larger_than_other_bodies(alice):
    rows = "".join(f"2026-11-02,CAFE {number:060},-4.50\n" for number in range(15_000))

    made = hands_in(alice, f"Date,Description,Amount\n{rows}")

    assert made["size"] > 1024 * 1024


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"account": None}, ""),
        ({"bank_account_id": NOBODY}, ""),
        ({"encoding": "klingon"}, None),
        ({"delimiter": "x"}, "/delimiter"),
        ({"date_order": "YDM"}, "/date_order"),
        ({"decimal_mark": "·"}, "/decimal_mark"),
        ({"header_line": -1}, "/header_line"),
        ({"header_line": 10**30}, "/header_line"),
        ({"mapping": ["day", "sum"]}, "/mapping/1"),
        ({"mapping": []}, "/mapping"),
        ({"mapping": ["day"] * 300}, "/mapping"),
        ({"zone": "UTC"}, "/zone"),
    ],
)
def test_bad_mapping_is_refused(alice, changed, pointer):
    import_id = hands_in(alice, FILE)["id"]

    problem = alice.refused(422, "PUT", f"/imports/{import_id}/mapping", MAPPING | changed)

    if pointer is not None:
        assert problem["errors"][0]["pointer"] == pointer
    assert alice.sees(f"/imports/{import_id}")["state"] == "uploaded"
    assert alice.sees("/bank-accounts")["items"] == []


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, ""),
        ({"positions": [1]}, ""),
        ({"positions": [1], "where": {}, "decision": "create"}, ""),
        ({"positions": [10**20], "decision": "create"}, "/positions/0"),
        ({"where": {"month": "0000-01"}, "decision": "create"}, "/where/month"),
        ({"where": {"colour": "red"}, "decision": "create"}, "/where/colour"),
        ({"where": {}, "decision": "maybe"}, "/decision"),
    ],
)
def test_bad_decision_is_refused(alice, body, pointer):
    import_id = rehearses(alice, FILE)

    problem = alice.refused(422, "PATCH", f"/imports/{import_id}/rows", body)

    assert problem["errors"][0]["pointer"] == pointer


def test_columns_that_hold_no_day_fail_the_job_and_the_import(alice):
    import_id = hands_in(alice, FILE)["id"]
    body = {"account": "Card 41", "mapping": [None, "payee", "amount"]}

    job = later(alice, "PUT", f"/imports/{import_id}/mapping", body)

    found = alice.sees(f"/imports/{import_id}")
    assert job["state"] == found["state"] == "failed"
    assert job["error"] == found["error"]
    assert "day" in job["error"]
    assert later(alice, "PUT", f"/imports/{import_id}/mapping", MAPPING)["state"] == "done"


def test_what_comes_too_early_or_too_late_is_a_conflict(alice):
    import_id = hands_in(alice, FILE)["id"]
    path = f"/imports/{import_id}"

    alice.refused(409, "POST", f"{path}/application")
    alice.refused(409, "PATCH", f"{path}/rows", {"where": {}, "decision": "create"})
    alice.refused(409, "POST", f"{path}/undo", {})
    later(alice, "PUT", f"{path}/mapping", MAPPING)
    later(alice, "POST", f"{path}/application")
    alice.refused(409, "PUT", f"{path}/mapping", MAPPING)
    alice.refused(409, "DELETE", path)


def test_deleted_import_is_gone_with_its_file(alice, blobs):
    import_id = rehearses(alice, FILE)

    assert alice.api("DELETE", f"/imports/{import_id}").status_code == 204

    alice.refused(404, "GET", f"/imports/{import_id}")
    assert list(blobs.all()) == []


def test_other_households_see_and_use_nothing_of_it(alice, charlie):
    import_id = rehearses(alice, FILE)
    account_id = alice.sees("/bank-accounts")["items"][0]["id"]
    own = hands_in(charlie, FILE)

    assert own["same_file_id"] is None
    assert [item["id"] for item in charlie.sees("/imports")["items"]] == [own["id"]]
    assert charlie.sees("/bank-accounts")["items"] == []
    charlie.refused(404, "GET", f"/imports/{import_id}/rows")
    charlie.refused(404, "POST", f"/imports/{import_id}/application")
    mapping = {"bank_account_id": account_id}
    charlie.refused(404, "PUT", f"/imports/{own['id']}/mapping", mapping)


def test_viewer_reads_and_changes_nothing(alice, vera):
    import_id = rehearses(alice, FILE)

    assert vera.sees(f"/imports/{import_id}")["counts"]["create"] == 3
    assert vera.api("POST", "/imports", data=FILE.encode()).status_code == 403
    vera.refused(403, "POST", f"/imports/{import_id}/application")
    vera.refused(403, "POST", "/bank-accounts", {"name": "Mine"})


def test_job_of_somebody_who_left_fails_and_changes_nothing(db, ports, alice, bob):
    import_id = rehearses(alice, FILE)
    job = bob.api("POST", f"/imports/{import_id}/application").json
    with db.unit_of_work() as session:
        session.delete(session.get_one(Membership, bob.actor.membership_id))

    work(ports)

    failed = alice.sees(f"/jobs/{job['id']}")
    assert (failed["state"], "no longer a member" in failed["error"]) == ("failed", True)
    assert totals(alice) == []
