"""Signing up, in and out through the front door."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from mealtracker.accounts import passwords
from mealtracker.clients.mail import FakeMail

from tests.support.databases import SetClock
from tests.support.people import PASSWORD, Person

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def posts(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    """Send the form of a page with the token that the page gave."""
    found = TOKEN.search(client.get(path).text)
    token = found[1] if found else ""
    return client.post(path, data={"csrf_token": token, **fields})


def signs_in(client: FlaskClient, email: str, password: str = PASSWORD) -> TestResponse:
    """Fill the sign-in form in and send it."""
    return posts(client, "/sign-in", email=email, password=password)


def test_sign_in_opens_home_whatever_the_case_of_the_address(
    client: FlaskClient, alice: Person
) -> None:
    response = signs_in(client, alice.login.email.upper())

    assert response.status_code == 303
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_sign_in_stays_here_when_the_next_page_is_elsewhere(
    client: FlaskClient, alice: Person, target: str
) -> None:
    found = TOKEN.search(client.get("/sign-in").text)
    response = client.post(
        "/sign-in",
        query_string={"next": target},
        data={
            "csrf_token": found[1] if found else "",
            "email": alice.login.email,
            "password": PASSWORD,
        },
    )

    assert response.headers["Location"] == "/"


def test_wrong_password_and_unknown_address_look_the_same(
    client: FlaskClient, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str | None] = []
    original = passwords.is_password

    def counted(password: str, kept: str | None) -> bool:
        checked.append(kept)
        return original(password, kept)

    monkeypatch.setattr("mealtracker.accounts.sign_in.is_password", counted)
    wrong = signs_in(client, alice.login.email, "not the password at all")
    unknown = signs_in(client, "nobody@example.org", "not the password at all")

    assert wrong.status_code == unknown.status_code == 422
    strip = re.compile(r'value="[^"]*"|urn:[^<"]*')
    assert strip.sub("", wrong.text) == strip.sub("", unknown.text)
    assert len(checked) == 2


def test_sixth_try_is_refused_and_time_heals(
    client: FlaskClient, alice: Person, clock: SetClock
) -> None:
    for _ in range(5):
        assert signs_in(client, alice.login.email, "wrong").status_code == 422

    refused = signs_in(client, alice.login.email)
    clock.advance(minutes=4)
    later = signs_in(client, alice.login.email)

    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert later.status_code == 303


def test_form_without_its_token_is_refused(client: FlaskClient, alice: Person) -> None:
    response = client.post("/sign-in", data={"email": alice.login.email, "password": PASSWORD})

    assert response.status_code == 403


def test_form_of_another_site_is_refused(alice: Person) -> None:
    client = alice.client
    response = client.post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert client.get("/").status_code == 200


def test_sign_out_ends_the_session_for_good(alice: Person, client: FlaskClient) -> None:
    signs_in(client, alice.login.email)
    cookie = client.get_cookie("meal")
    assert cookie is not None

    found = TOKEN.search(client.get("/").text)
    posts_out = client.post("/sign-out", data={"csrf_token": found[1] if found else ""})
    client.set_cookie("meal", cookie.value)

    assert posts_out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/").headers["Location"].startswith("/sign-in")


def test_session_cookie_is_bound_to_host_when_the_product_is_on_https(
    make_app: Callable[..., Flask], alice: Person
) -> None:
    client = make_app(public_url="https://meals.example.org").test_client()

    response = signs_in(client, alice.login.email)

    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-meal=")
    assert all(flag in cookie for flag in ("Secure", "HttpOnly", "SameSite=Lax"))
    assert "max-age" in response.headers["Strict-Transport-Security"]


def test_session_ends_when_it_was_idle_for_long(
    client: FlaskClient, alice: Person, clock: SetClock
) -> None:
    signs_in(client, alice.login.email)

    clock.advance(hours=13)

    assert client.get("/").headers["Location"].startswith("/sign-in")


def test_forgotten_password_is_set_by_a_mailed_link_once(
    client: FlaskClient, alice: Person, mail: FakeMail
) -> None:
    asked = posts(client, "/password-reset", email=alice.login.email)
    asked.close()
    to, _, text = mail.sent[0]
    link = re.search(r"/password-reset/\S+", text)
    assert link is not None

    first = posts(client, link[0], password="harbour ladder plum wizard")
    second = posts(client, link[0], password="another ladder plum wizard")

    assert to == alice.login.email
    assert first.status_code == 303
    assert second.status_code == 422
    assert signs_in(client, alice.login.email, "harbour ladder plum wizard").status_code == 303


def test_unknown_address_gets_the_same_answer_and_no_mail(
    client: FlaskClient, alice: Person, mail: FakeMail
) -> None:
    known = posts(client, "/password-reset", email=alice.login.email)
    unknown = posts(client, "/password-reset", email="nobody@example.org")
    known.close()
    unknown.close()

    assert known.status_code == unknown.status_code == 200
    assert len(mail.sent) == 1


@pytest.mark.parametrize(
    ("password", "words"),
    [
        pytest.param("short", "at least 12", id="too short"),
        pytest.param("password1234", "easy to guess", id="common"),
        pytest.param("newcomer12345", "easy to guess", id="made of the name"),
    ],
)
def test_sign_up_refuses_a_weak_password_and_keeps_the_rest(
    client: FlaskClient, alice: Person, password: str, words: str
) -> None:
    response = posts(
        client,
        "/sign-up",
        name="Newcomer",
        email="newcomer@example.org",
        password=password,
        currency="EUR",
        zone="Europe/Berlin",
    )

    assert response.status_code == 422
    assert words in response.text
    assert 'value="newcomer@example.org"' in response.text
    assert password not in response.text


@pytest.mark.parametrize("mode", ["first", "closed"])
def test_sign_up_is_closed_when_the_mode_says_so(
    make_app: Callable[..., Flask], alice: Person, mode: str
) -> None:
    client = make_app(signup=mode).test_client()

    response = posts(
        client,
        "/sign-up",
        name="Newcomer",
        email="newcomer@example.org",
        password=PASSWORD,
        currency="EUR",
        zone="UTC",
    )

    assert response.status_code == 403
