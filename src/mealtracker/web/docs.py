"""The API explained: every operation from the OpenAPI document, and a page for each problem."""

from dataclasses import dataclass
from typing import Any, Final, cast

import orjson
from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from mealtracker.errors import NotFound
from mealtracker.http.pages import public_page
from mealtracker.http.problems import KINDS
from mealtracker.http.wiring import settings

type Json = dict[str, Any]  # Any: parts of the OpenAPI document

bp = Blueprint("docs", __name__)

_KEPT: Final = "mealtracker.api_document"
_REF: Final = "#/components/schemas/"
_GROUPS: Final = {
    "expenses": lazy_gettext("Expenses"),
    "places": lazy_gettext("Places"),
    "labels": lazy_gettext("Categories, tags and people"),
    "reports": lazy_gettext("Reports and dashboard"),
    "changes": lazy_gettext("Changes and undo"),
    "account": lazy_gettext("Account and tokens"),
}
#: What each problem means, and what to do about it.
_PROBLEMS: Final = {
    "malformed": (
        lazy_gettext(
            "The server cannot read the request: the body is no JSON, or a header is not"
            " written as it must be."
        ),
        lazy_gettext("Send valid JSON. The detail names the header if it is one."),
    ),
    "unauthenticated": (
        lazy_gettext(
            "The request says nothing about who sends it, or the token is unknown, revoked"
            " or over."
        ),
        lazy_gettext("Send “Authorization: Bearer meal_…” with a token from your settings."),
    ),
    "forbidden": (
        lazy_gettext(
            "It is known who asks, and that is not enough: the token lacks the scope, the"
            " role is only to look, or the request came from another site."
        ),
        lazy_gettext(
            "Make a token with the scope that the detail names, or ask the owner of the"
            " household for another role."
        ),
    ),
    "not-found": (
        lazy_gettext(
            "There is nothing of this id in your household. A record of another household"
            " looks the same."
        ),
        lazy_gettext("Check the id. A deleted expense can be restored for 30 days."),
    ),
    "method": (
        lazy_gettext("The address exists, but not with this method."),
        lazy_gettext("The header “Allow” lists the methods that work."),
    ),
    "conflict": (
        lazy_gettext(
            "What you ask for contradicts what is stored: a name is taken, a category is in"
            " use, or rows were edited since the change that you undo."
        ),
        lazy_gettext("The detail says what stands in the way, and “rows” lists the records."),
    ),
    "stale": (
        lazy_gettext(
            "Somebody changed the record after you read it, so the ETag in “If-Match” is old."
        ),
        lazy_gettext(
            "Read the record again, look at the difference, and send your change with the"
            " new ETag."
        ),
    ),
    "too-large": (
        lazy_gettext("The body is over its limit of 1 MiB."),
        lazy_gettext("Send less at once."),
    ),
    "media-type": (
        lazy_gettext("The body is not marked as JSON."),
        lazy_gettext("Send “Content-Type: application/json”."),
    ),
    "invalid": (
        lazy_gettext("The request can be read, and at least one value is wrong."),
        lazy_gettext(
            "Each entry of “errors” names the value, by JSON pointer or parameter, and says"
            " what to change."
        ),
    ),
    "too-many": (
        lazy_gettext("That was more in a short time than the server allows."),
        lazy_gettext("Wait as many seconds as the header “Retry-After” says."),
    ),
    "internal": (
        lazy_gettext("Something broke on the server. It is our mistake, and it is written down."),
        lazy_gettext("Try again. If it stays, report the request number of “instance”."),
    ),
    "unavailable": (
        lazy_gettext("A part of the server does not answer, such as the database."),
        lazy_gettext("Wait as many seconds as the header “Retry-After” says, then try again."),
    ),
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, ready to be shown."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Json]
    body: Json | None
    media_type: str
    example: str
    responses: Json
    curl: str


@bp.get("/api/docs")
@public_page
def api() -> ResponseReturnValue:
    """Show every operation, with a form that tries it."""
    document = _document()
    return render_template(
        "docs/api.html",
        document=document,
        groups=_groups(document),
        schemas=document["components"]["schemas"],
        kinds=KINDS.values(),
        meanings=_PROBLEMS,
        origin=settings().origin,
        type_of=type_of,
    )


@bp.get("/problems/<name>")
@public_page
def problem(name: str) -> ResponseReturnValue:
    """Explain what a problem of the API means."""
    kind = KINDS.get(name)
    if kind is None:
        raise NotFound(gettext("No problem has this name."))
    meaning, remedy = _PROBLEMS[name]
    return render_template("docs/problem.html", kind=kind, meaning=meaning, remedy=remedy)


def type_of(schema: Json) -> str:
    """Return the type of a schema in a few words: `list of text`."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_REF)
    if "anyOf" in schema:
        return " | ".join(type_of(option) for option in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(f"“{value}”" for value in schema["enum"])
    if "const" in schema:
        return f"“{schema['const']}”"
    kind = schema.get("type", "any")
    if kind == "array":
        return gettext("list of %(kind)s", kind=type_of(schema.get("items", {})))
    text = " | ".join(kind) if isinstance(kind, list) else str(kind)
    return f"{text} ({schema['format']})" if "format" in schema else text


def _document() -> Json:
    """Return the document as the API itself answers it, read once."""
    if _KEPT not in current_app.extensions:
        # By the name of the route: pages and API do not import each other.
        response = cast("Response", current_app.view_functions["api_docs.openapi"]())
        current_app.extensions[_KEPT] = orjson.loads(response.get_data())
    return cast("Json", current_app.extensions[_KEPT])


def _groups(document: Json) -> list[tuple[str, str, list[Operation]]]:
    """Return the operations by tag: its name, its title, what belongs to it."""
    found: dict[str, list[Operation]] = {name: [] for name in _GROUPS}
    for path, methods in document["paths"].items():
        for method, described in methods.items():
            operation = _operation(method.upper(), path, described)
            found.setdefault(described["tags"][0], []).append(operation)
    return [
        (name, str(_GROUPS.get(name, name)), listed) for name, listed in found.items() if listed
    ]


def _operation(method: str, path: str, described: Json) -> Operation:
    content = described.get("requestBody", {}).get("content", {})
    media_type = next(iter(content), "")
    body = content.get(media_type, {})
    example = _pretty(body["example"]) if body.get("example") is not None else ""
    return Operation(
        id=described["operationId"],
        method=method,
        path=path,
        summary=described["summary"],
        description=described["description"].replace("`", ""),
        parameters=described["parameters"],
        body=body.get("schema"),
        media_type=media_type,
        example=example,
        responses=described["responses"],
        curl=_curl(method, path, media_type, example),
    )


def _curl(method: str, path: str, media_type: str, example: str) -> str:
    address = settings().origin + path.replace("{id}", "ID")
    lines = [f"curl {address}" if method == "GET" else f"curl -X {method} {address}"]
    lines.append('-H "Authorization: Bearer $MEAL_TOKEN"')
    if media_type:
        quoted = example.replace("'", "'\\''")
        lines += [f'-H "Content-Type: {media_type}"', f"-d '{quoted}'"]
    return " \\\n  ".join(lines)


def _pretty(value: Any) -> str:  # Any: a body as JSON
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
