"""How often one may call, and what is said when it was too often."""

from dataclasses import replace

import pytest

from mealtracker.http import limits


@pytest.fixture
def instant(monkeypatch):
    """The counter's own clock, standing still."""
    now = [1000.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: now[0])
    return now


def test_call_over_the_rate_is_429_with_the_time_to_wait(alice, make_app, instant):
    person = replace(alice, app=make_app(api_rate=3))

    statuses = [person.api("GET", "/me").status_code for _ in range(4)]
    response = person.api("GET", "/me")

    assert statuses == [200, 200, 200, 429]
    assert response.json["type"] == "/problems/too-many"
    assert int(response.headers["Retry-After"]) == 21


def test_calls_work_again_when_time_has_passed(alice, make_app, instant):
    person = replace(alice, app=make_app(api_rate=3))
    for _ in range(4):
        response = person.api("GET", "/me")

    instant[0] += int(response.headers["Retry-After"])

    assert person.api("GET", "/me").status_code == 200


def test_each_token_has_its_own_count(alice, bob, make_app, instant):
    app = make_app(api_rate=1)

    for person in (alice, bob):
        assert replace(person, app=app).api("GET", "/me").status_code == 200


def test_zero_is_no_limit(alice, make_app):
    person = replace(alice, app=make_app(api_rate=0))

    assert {person.api("GET", "/me").status_code for _ in range(20)} == {200}


def test_refused_writes_change_nothing(alice, make_app, instant):
    person = replace(alice, app=make_app(api_rate=1))
    person.api("GET", "/me")

    person.refused(429, "POST", "/people", {"name": "Ana"})

    assert alice.sees("/people")["items"] == []


@pytest.mark.parametrize("path", ["/sign-in", "/sign-up", "/password-reset"])
def test_forms_of_strangers_are_slowed_down(app, path, clock):
    fields = {
        "email": "somebody@example.org",
        "password": "wrong",
        "name": "Some Body",
        "currency": "EUR",
        "zone": "UTC",
    }
    fields = {"email": fields["email"]} if path == "/password-reset" else fields
    if path == "/sign-in":
        fields = {name: fields[name] for name in ("email", "password")}
    from tests.support.people import anonymous

    nobody = anonymous(app)

    statuses = [nobody.submits(path, **fields).status_code for _ in range(6)]
    response = nobody.submits(path, **fields)

    assert 429 not in statuses[:5]
    assert statuses[5] == response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    clock.advance(minutes=10)
    assert nobody.submits(path, **fields).status_code != 429


def test_one_account_is_not_locked_by_another_s_tries(app, alice):
    from tests.support.people import PASSWORD, anonymous

    nobody = anonymous(app)
    for _ in range(6):
        nobody.submits("/sign-in", email="bob@example.org", password="wrong")

    response = nobody.submits("/sign-in", email="alice@example.org", password=PASSWORD)

    assert response.status_code == 303
