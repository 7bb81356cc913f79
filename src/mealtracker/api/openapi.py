"""The OpenAPI 3.1 document, put together from the operations themselves."""

import re
from dataclasses import is_dataclass
from http import HTTPStatus
from typing import Any, Final, get_args, get_origin

from flask import Flask
from pydantic import BaseModel, TypeAdapter

from mealtracker import __version__
from mealtracker.api.operation import ATTRIBUTE, Operation
from mealtracker.domain.paging import Page
from mealtracker.http.problems import KINDS
from mealtracker.reports.schemas import Framed

type Json = dict[str, Any]  # Any: parts of the document

_REF: Final = "#/components/schemas/{model}"
_SAID: Final[dict[int, str]] = {HTTPStatus.CREATED: "Made", HTTPStatus.ACCEPTED: "Queued"}
_PROBLEM: Final[Json] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "examples": ["/problems/not-found"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message"],
                "properties": {
                    "pointer": {"type": "string"},
                    "parameter": {"type": "string"},
                    "message": {"type": "string"},
                },
            },
        },
        "rows": {"type": "array", "items": {"type": "object"}},
    },
}


def document(app: Flask) -> Json:
    """Return the description of every operation of `app`."""
    schemas: Json = {"Problem": _PROBLEM}
    paths: Json = {}
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        spec: Operation | None = getattr(app.view_functions[rule.endpoint], ATTRIBUTE, None)
        if spec is None:
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
            paths.setdefault(path, {})[method.lower()] = _operation(
                rule.endpoint, method, spec, schemas, has_id="{id}" in path
            )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Meal Expense Tracker",
            "version": __version__,
            "description": "Record meals, find them again, see where the money goes.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}, {"session": []}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "meal"},
            },
        },
    }


def _operation(endpoint: str, method: str, spec: Operation, schemas: Json, *, has_id: bool) -> Json:
    blueprint, _, name = endpoint.partition(".")
    described: Json = {
        "operationId": f"{blueprint.removeprefix('api_')}_{name}",
        "summary": spec.summary,
        "description": f"Needs the scope `{spec.scope}`.",
        "tags": [blueprint.removeprefix("api_")],
        "parameters": _parameters(method, spec, schemas, has_id=has_id),
        "responses": _responses(method, spec, schemas, has_id=has_id),
    }
    if spec.takes_file:
        described["requestBody"] = {"required": True, "content": _file_in(spec.example)}
    if spec.body is not None:
        schema = _model(spec.body, "validation", schemas)
        if spec.is_patch:
            schema = {
                "type": "object",
                "description": f"Fields of {spec.body.__name__} (RFC 7396).",
            }
        content = {"schema": schema, "example": spec.example}
        kind = "application/merge-patch+json" if spec.is_patch else "application/json"
        described["requestBody"] = {"required": True, "content": {kind: content}}
        if spec.is_patch:
            described["requestBody"]["content"]["application/json"] = content
    return described


def _file_in(example: str) -> Json:
    file = {"type": "string", "format": "binary"}
    form = {"type": "object", "required": ["file"], "properties": {"file": file}}
    return {
        "application/octet-stream": {"schema": file, "example": example},
        "multipart/form-data": {"schema": form, "example": {"file": example}},
    }


def _parameters(method: str, spec: Operation, schemas: Json, *, has_id: bool) -> list[Json]:
    found: list[Json] = []
    if has_id:
        schema = {"type": "string", "format": "uuid"}
        found.append({"name": "id", "in": "path", "required": True, "schema": schema})
    if spec.query is not None:
        described = _plain(spec.query.model_json_schema(by_alias=True, ref_template=_REF), schemas)
        for name, schema in described["properties"].items():
            found.append({"name": name, "in": "query", "required": False, "schema": schema})
    if spec.has_version:
        found.append(_header("If-Match", 'The ETag that was read, like "3"; stale is 412.'))
    if method == "POST" and not (spec.is_read or spec.is_long):
        found.append(
            _header("Idempotency-Key", "1 to 255 characters; a repeat gets the first answer.")
        )
    return found


def _header(name: str, description: str) -> Json:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": description,
        "schema": {"type": "string"},
    }


def _responses(method: str, spec: Operation, schemas: Json, *, has_id: bool) -> Json:
    good: Json = {"description": _SAID.get(spec.status, "Done")}
    if spec.file is not None:
        good["content"] = {spec.file: {"schema": _in_file(spec, spec.file, schemas)}}
    elif spec.returns is not None:
        content = {"schema": _returned(spec.returns, schemas)}
        good["content"] = {"application/json": content}
    statuses = {400, 401, 403, 422, 429}
    statuses |= {404} if has_id or spec.body is not None else set()
    statuses |= {409} if method != "GET" and not spec.is_read else set()
    statuses |= {412} if spec.has_version else set()
    statuses |= {413, 415} if spec.body is not None else set()
    statuses |= {413} if spec.takes_file else set()
    problems = {kind.status: kind for kind in KINDS.values()}
    refusals = {
        str(status): {
            "description": problems[status].title,
            "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            },
        }
        for status in sorted(statuses)
    }
    return {str(spec.status): good, **refusals}


def _in_file(spec: Operation, media_type: str, schemas: Json) -> Json:
    """Say what a file holds: text, a list, or bytes of which JSON Schema knows nothing."""
    if spec.returns is not None:
        return {"type": "array", "items": _model(spec.returns, "serialization", schemas)}
    return {"type": "string"} if media_type.startswith("text/") else {}


def _returned(kind: Any, schemas: Json) -> Json:  # Any: a dataclass, a list or a page of one
    if get_origin(kind) in {list, Page}:
        inner = _model(get_args(kind)[0], "serialization", schemas)
        return {
            "type": "object",
            "required": ["items", "next"],
            "properties": {
                "items": {"type": "array", "items": inner},
                "next": {"type": ["string", "null"]},
            },
        }
    return _model(kind, "serialization", schemas)


def _model(
    kind: Any, mode: Any, schemas: Json
) -> Json:  # Any: a model or dataclass; Pydantic's mode
    name = kind.__name__
    if name not in schemas:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            schema = kind.model_json_schema(mode=mode, ref_template=_REF)
        else:
            schema = TypeAdapter(kind).json_schema(mode=mode, ref_template=_REF)
        if isinstance(kind, type) and issubclass(kind, Framed):
            properties = schema["properties"]
            properties["from"], properties["to"] = properties.pop("first"), properties.pop("last")
            schema["required"] = sorted(properties)
        elif is_dataclass(kind):
            schema["required"] = sorted(schema["properties"])
        schemas[name] = _plain(schema, schemas)
    return {"$ref": _REF.format(model=name)}


def _plain(schema: Json, schemas: Json) -> Json:
    """Return `schema` with its inner definitions moved among the others."""
    for name, inner in schema.pop("$defs", {}).items():
        if "properties" in inner and "default" not in str(inner.get("additionalProperties", "")):
            is_out = name.endswith("Out") or inner.get("additionalProperties") is not False
            if is_out:
                inner["required"] = sorted(inner["properties"])
        schemas.setdefault(name, inner)
    return schema
