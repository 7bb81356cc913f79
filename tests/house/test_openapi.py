"""The OpenAPI document is committed, and every operation does what it says there."""

import json
import os
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

from mealtracker.api.openapi import document
from mealtracker.http.wiring import KEY
from mealtracker.jobs.commands import enqueue

from tests.house.tree import ROOT
from tests.support.imports import hands_in, imports, rehearses
from tests.support.people import Person

FILE = ROOT / "docs" / "openapi.json"

type Json = dict[str, Any]  # Any: parts of the document

_numbers = count()


def test_committed_document_is_what_the_application_says(built_app: Flask) -> None:
    """Write it anew with WRITE_OPENAPI=1."""
    text = json.dumps(document(built_app), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("WRITE_OPENAPI"):
        FILE.write_text(text, encoding="utf-8")

    assert FILE.read_text(encoding="utf-8") == text


def test_every_schema_is_one() -> None:
    for schema in _document()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_reference_leads_somewhere() -> None:
    document_ = _document()
    known = {f"#/components/schemas/{name}" for name in document_["components"]["schemas"]}

    assert set(_references(document_)) <= known


def test_every_operation_with_a_body_has_an_example() -> None:
    without = [
        described["operationId"]
        for described in _operations().values()
        for content in described.get("requestBody", {}).get("content", {}).values()
        if content.get("example") is None
    ]

    assert without == []


def test_operations_have_names_of_their_own() -> None:
    names = [described["operationId"] for described in _operations().values()]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", sorted(_name for _name in json.loads(FILE.read_text())["paths"]))
def test_operations_answer_as_documented(name: str, alice: Person) -> None:
    for method, described in _document()["paths"][name].items():
        path, body = _filled(name, described, alice)

        response = alice.api(method.upper(), path, **body)

        good = [status for status in described["responses"] if status.startswith("2")]
        assert [str(response.status_code)] == good, response.text
        _validate(described, response.status_code, _body(response))


@pytest.mark.parametrize("name", sorted(_name for _name in json.loads(FILE.read_text())["paths"]))
def test_refusals_are_documented_problems(name: str, alice: Person, vera: Person) -> None:
    for method, described in _document()["paths"][name].items():
        nowhere = name.removeprefix("/api/v1").replace("{id}", str(alice.actor.user_id))
        calls = {
            "unknown parameter": alice.api(method.upper(), f"{nowhere}?nonsense=1", json={}),
            "bad body": alice.api(method.upper(), nowhere, json={"nonsense": 1}),
            "viewer": vera.api(method.upper(), nowhere, json={}),
            "nobody": alice.api(method.upper(), nowhere, headers={"Authorization": "Bearer x"}),
        }
        for what, response in calls.items():
            if response.status_code >= 400:
                assert str(response.status_code) in described["responses"], what
                _validate(described, response.status_code, response.json)


def _document() -> Json:
    found: Json = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def _operations() -> dict[str, Json]:
    return {
        f"{method} {path}": described
        for path, methods in _document()["paths"].items()
        for method, described in methods.items()
    }


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"]
        for inner in part.values():
            yield from _references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _references(inner)


def _body(response: TestResponse) -> Any:
    """Return JSON as it means, text as text, other bytes as they are, nothing for nothing."""
    if response.is_json:
        return response.json
    is_text = (response.mimetype or "").startswith("text/")
    return (response.text if is_text else response.data) or None


def _validate(described: Json, status: int, body: Any) -> None:
    content = described["responses"][str(status)].get("content")
    if content is None:
        assert body is None
        return
    (media,) = content.values()
    schema = {**media["schema"], "components": _document()["components"]}
    checker = Draft202012Validator.FORMAT_CHECKER
    Draft202012Validator(schema, format_checker=checker).validate(body)


def _filled(path: str, described: Json, alice: Person) -> tuple[str, Json]:
    """Return the path with the id of a fresh record, and the documented example as its body."""
    path = path.removeprefix("/api/v1")
    if "{id}" in path:
        path = path.replace("{id}", _record(path, alice))
    contents = described.get("requestBody", {}).get("content", {})
    if not contents:
        return path, {}
    if file := contents.get("application/octet-stream"):
        return path, {"data": file["example"].encode()}
    text = json.dumps(next(iter(contents.values()))["example"])
    if "{other_place}" in text:
        text = text.replace("{other_place}", alice.makes("/places", name="Other")["id"])
    return path, {"json": json.loads(text)}


def _record(path: str, alice: Person) -> str:
    if path.startswith("/jobs"):
        with alice.app.extensions[KEY].ports.db.unit_of_work() as session:
            return str(enqueue(session, alice.actor, "example", {}))
    if path.startswith("/imports"):
        return _import(path, alice)
    meal = alice.spends(items=[{"name": "Soup", "total": "6.50"}], tip="1.00", subtotal="5.00")
    if path.startswith("/changes"):
        return str(meal["change_id"])
    if path.endswith("/restoration"):
        alice.api("DELETE", f"/expenses/{meal['id']}")
    if path.startswith("/expenses"):
        return str(meal["id"])
    room = path.split("/")[1]
    return str(alice.makes(f"/{room}", name=f"Record {next(_numbers)}")["id"])


def _import(path: str, alice: Person) -> str:
    """Make an import that is as far as the operation needs it."""
    if path.endswith("/undo"):
        return imports(alice)
    if path.endswith(("/rows", "/application")):
        return rehearses(alice)
    return str(hands_in(alice)["id"])
