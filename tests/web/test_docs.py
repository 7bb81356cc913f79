"""The API explained: its operations, the form that tries them, and the pages of the problems."""

import re

import pytest

from mealtracker.http.problems import KINDS

from tests.web.pages import text_of


def test_every_operation_is_explained(client):
    document = client.get("/api/v1/openapi.json").json
    page = client.get("/api/docs").text

    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert f'<details id="{operation["operationId"]}">' in page
            assert f'data-method="{method.upper()}" data-path="{path}"' in page
    for name in document["components"]["schemas"]:
        assert f'id="schema-{name}"' in page


def test_a_write_shows_its_body_as_a_command(client):
    page = client.get("/api/docs").text.replace("&#34;", '"').replace("&#39;", "'")

    assert "curl -X POST http://127.0.0.1:8000/api/v1/people" in page
    assert '"name": "Ana Duarte"' in page


def test_the_page_works_for_people_with_and_without_an_account(client, alice):
    assert "Sign in" in text_of(client.get("/api/docs"))
    assert "Sign out" in alice.client.get("/api/docs").text


def test_ids_are_unique_and_forms_come_with_the_script(client):
    page = client.get("/api/docs").text
    ids = re.findall(r' id="([^"]+)"', page)

    assert len(ids) == len(set(ids))
    script = re.search(r'src="(/static/\w+/js/elements/try-it.js)"', page)[1]
    assert client.get(script).status_code == 200
    assert "try-it.js" not in client.get("/sign-in").text


@pytest.mark.parametrize("name", KINDS)
def test_every_problem_has_a_page(client, name):
    response = client.get(f"/problems/{name}")

    assert response.status_code == 200
    assert KINDS[name].title in response.text
    assert f"/problems/{name}" in response.text


def test_an_unknown_problem_has_none(client):
    assert client.get("/problems/nonsense").status_code == 404
