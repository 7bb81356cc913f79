"""The headers of every answer."""

import re

import pytest

ANSWERS = ["/api/v1/me", "/api/v1/nothing", "/healthz", "/sign-in", "/nothing", "/expenses"]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_is_guarded(alice, path):
    headers = alice.client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert re.fullmatch(r"'self'( 'nonce-[\w-]{22}')?", policy["script-src"])
    assert policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["trusted-types"] == "htmx"
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_nonce_is_the_page_s_own(alice):
    first, second = (alice.client.get("/expenses") for _ in range(2))

    nonces = [set(re.findall(r'nonce="([^"]+)"', page.text)) for page in (first, second)]

    assert [len(found) for found in nonces] == [1, 1]
    assert nonces[0] != nonces[1]
    assert f"'nonce-{nonces[0].pop()}'" in first.headers["Content-Security-Policy"]
    assert "nonce" not in alice.client.get("/api/v1/me").headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/nothing", "/expenses", "/sign-in"])
def test_private_answers_are_kept_by_nobody(alice, path):
    headers = alice.client.get(path).headers

    assert headers["Cache-Control"] == "private, no-store"
    assert {"Cookie", "Accept-Language", "HX-Request"} <= set(headers["Vary"].split(", "))


def test_static_files_are_kept_and_depend_on_nobody(client):
    response = client.get("/static/any/favicon.svg")

    assert "no-store" not in response.headers["Cache-Control"]
    assert "Cookie" not in response.headers.get("Vary", "")


def test_hsts_is_sent_only_over_https(alice, make_app):
    secure = make_app(public_url="https://meals.example.org").test_client()

    assert "Strict-Transport-Security" not in alice.client.get("/healthz").headers
    assert "max-age=31536000" in secure.get("/healthz").headers["Strict-Transport-Security"]


def test_request_id_is_the_proxy_s_where_it_is_sane(client, template):
    sane = client.get("/api/v1/me", headers={"X-Request-Id": "abc-12345678"})
    odd = client.get("/api/v1/me", headers={"X-Request-Id": "<script>"})

    assert sane.headers["X-Request-Id"] == "abc-12345678"
    assert sane.json["instance"] == "urn:request:abc-12345678"
    assert odd.headers["X-Request-Id"] != "<script>"


def test_server_error_tells_nothing_but_its_number(alice, app, monkeypatch):
    def broken(*_arguments, **_named):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("mealtracker.api.expenses.list_expenses", broken)

    problem = alice.refused(500, "GET", "/expenses")

    assert "secret" not in str(problem)
    assert problem["type"] == "/problems/internal"
    assert problem["instance"].startswith("urn:request:")


def test_unknown_page_is_a_page(client, template):
    response = client.get("/nothing")

    assert (response.status_code, response.mimetype) == (404, "text/html")
