"""A request that is sent twice counts once."""

import pytest

BODY = {"eaten_on": "2026-11-20", "total": "27.50"}


def post(person, key, body=BODY, path="/expenses"):
    return person.api("POST", path, json=body, headers={"Idempotency-Key": key})


def test_repeat_gets_the_first_answer(alice):
    first = post(alice, "k1")
    second = post(alice, "k1")

    assert second.status_code == 201
    assert second.data == first.data
    assert second.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    for name in ("Location", "ETag", "Content-Type", "Change-Id"):
        assert second.headers[name] == first.headers[name]
    assert len(alice.sees("/expenses")["items"]) == 1


def test_repeat_names_the_change_so_that_it_can_be_undone(alice):
    post(alice, "k1")
    change_id = post(alice, "k1").headers["Change-Id"]

    assert alice.api("POST", f"/changes/{change_id}/undo", json={}).status_code == 200
    assert alice.sees("/expenses")["items"] == []


def test_repeat_has_no_header_that_the_first_answer_had_not(alice):
    made = alice.spends()
    path = f"/expenses/{made['id']}/restoration"

    first, second = (post(alice, "k1", {}, path) for _ in range(2))

    assert first.status_code == 200
    assert "Change-Id" not in first.headers
    assert "Change-Id" not in second.headers


def test_key_belongs_to_one_user(alice, bob):
    post(alice, "k1")

    assert "Idempotency-Replayed" not in post(bob, "k1").headers
    assert len(alice.sees("/expenses")["items"]) == 2


@pytest.mark.parametrize(
    ("path", "name"),
    [
        pytest.param("/people", "Ben", id="other body"),
        pytest.param("/tags", "Ana", id="other route"),
    ],
)
def test_key_is_refused_for_another_request(alice, path, name):
    post(alice, "k1", {"name": "Ana"}, "/people")

    response = post(alice, "k1", {"name": name}, path)

    assert response.status_code == 422
    assert response.json["errors"][0]["parameter"] == "Idempotency-Key"


def test_key_is_free_when_the_request_was_refused(alice):
    assert post(alice, "k1", BODY | {"category": "Nope"}).status_code == 422

    assert post(alice, "k1").status_code == 201


def test_key_is_forgotten_after_7_days(alice, clock):
    post(alice, "k1")
    clock.advance(days=7, seconds=1)

    assert "Idempotency-Replayed" not in post(alice, "k1").headers
    assert len(alice.sees("/expenses")["items"]) == 2
    assert post(alice, "k1").headers["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_bad_key_is_refused(alice, key):
    assert post(alice, key).status_code == 400


def test_longest_key_is_accepted(alice):
    assert post(alice, "x" * 255).status_code == 201


def test_undo_and_restoration_take_a_key_too(alice):
    made = alice.spends()

    first = post(alice, "u", {}, f"/changes/{made['change_id']}/undo")
    second = post(alice, "u", {}, f"/changes/{made['change_id']}/undo")

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json == second.json
    assert first.headers["Change-Id"] == second.headers["Change-Id"]
