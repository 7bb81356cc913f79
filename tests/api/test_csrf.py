"""No other site makes a browser change anything."""

import pytest

BODY = {"eaten_on": "2026-11-20", "total": "27.50"}
OWN = [
    {"Sec-Fetch-Site": "same-origin"},
    {"Origin": "http://localhost"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
]
FOREIGN = [
    {},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.evil.example"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
]


@pytest.mark.parametrize("headers", OWN)
def test_session_writes_to_the_api_from_our_own_pages(alice, headers):
    assert alice.client.post("/api/v1/expenses", json=BODY, headers=headers).status_code == 201


@pytest.mark.parametrize("headers", FOREIGN)
def test_session_writes_nothing_from_elsewhere(alice, headers):
    response = alice.client.post("/api/v1/expenses", json=BODY, headers=headers)

    assert (response.status_code, response.json["type"]) == (403, "/problems/forbidden")
    assert alice.sees("/expenses")["items"] == []


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
def test_session_needs_json_even_from_our_own_pages(alice, kind):
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": kind}

    response = alice.client.post("/api/v1/expenses", data=b'{"a": 1}', headers=headers)

    assert response.status_code == 415


def test_token_is_proof_enough(alice):
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://app.example"}

    assert alice.api("POST", "/expenses", json=BODY, headers=headers).status_code == 201


def test_session_reads_from_anywhere(alice):
    headers = {"Sec-Fetch-Site": "cross-site"}

    assert alice.client.get("/api/v1/expenses", headers=headers).status_code == 200


@pytest.mark.parametrize("token", [None, "", "wrong", "é"])
def test_form_without_its_token_is_refused(alice, token):
    fields = {} if token is None else {"csrf_token": token}

    response = alice.client.post("/places/new", data={"name": "Bar", **fields})

    assert (response.status_code, response.mimetype) == (403, "text/html")
    assert alice.sees("/places")["items"] == []


def test_form_with_another_person_s_token_is_refused(alice, bob):
    data = {"name": "Bar", "csrf_token": bob.csrf}

    assert alice.client.post("/places/new", data=data).status_code == 403


def test_form_from_elsewhere_is_refused_even_with_its_token(alice):
    data = {"name": "Bar", "csrf_token": alice.csrf}
    headers = {"Origin": "https://evil.example"}

    assert alice.client.post("/places/new", data=data, headers=headers).status_code == 403


@pytest.mark.parametrize("path", ["/sign-in", "/sign-up", "/sign-out", "/password-reset"])
def test_public_form_needs_a_token_too(client, template, path):
    assert client.post(path, data={"email": "x@example.org"}).status_code == 403


def test_cookie_does_not_travel_with_requests_of_other_sites(app):
    from tests.support.people import PASSWORD, anonymous

    fields = {"email": "alice@example.org", "password": PASSWORD}
    response = anonymous(app).submits("/sign-in", **fields)

    (cookie,) = response.headers.getlist("Set-Cookie")
    assert cookie.startswith("meal=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_cookie_is_bound_to_host_and_https_where_that_is_in_use(make_app):
    from tests.support.people import PASSWORD, anonymous

    app = make_app(public_url="https://meals.example.org")
    fields = {"email": "alice@example.org", "password": PASSWORD}

    (cookie,) = anonymous(app).submits("/sign-in", **fields).headers.getlist("Set-Cookie")

    assert cookie.startswith("__Host-meal=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"))
    assert "Domain" not in cookie
