"""One decorator for every operation: who may, what comes in, what goes out, and what it is called.

It validates and it documents, so the two cannot drift apart. A read gets a `reading`, a write a
`session` whose block is the transaction; an Idempotency-Key is claimed inside it. What takes more
than one transaction is said to be long: it opens them itself, and knows no key.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Final

import orjson
from flask import Response, current_app, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from mealtracker.api.uploads import read_upload
from mealtracker.errors import Fault, Invalid, Malformed
from mealtracker.guards.commands import Answer, claim_key, keep_answer
from mealtracker.http.access import Access, Finder, Scope, admit, declare, first_not_found
from mealtracker.http.auth import Visitor, bearer_token
from mealtracker.http.csrf import guard_api_session
from mealtracker.http.faults import faults_of
from mealtracker.http.limits import CallCounter
from mealtracker.http.wiring import ports

type View = Callable[..., Response]

COUNTER: Final = "mealtracker.calls"
ATTRIBUTE: Final = "operation"
_MERGE_PATCH: Final = "application/merge-patch+json"
_KEY_LENGTH: Final = 255
_WHOLE: Final = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_VERSION: Final = re.compile(r"[0-9]{1,15}", re.ASCII)
_READS: Final = frozenset({"GET", "HEAD"})
#: The headers of an answer that its repeats have as well, by the fields of `Answer`.
_REPEATED: Final = {"location": "Location", "etag": "ETag", "change_id": "Change-Id"}


@dataclass(frozen=True)
class Operation:
    """What an operation is, for the document and for the tests that run its examples."""

    summary: str
    scope: Scope
    body: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    returns: Any = None  # Any: a dataclass, or a list or page of one
    file: str | None = None  # the media type, where it is a file that goes out
    status: int = 200
    finder: Finder | None = None
    is_patch: bool = False
    is_read: bool = False  # a POST that only reads: it gets a `reading`
    is_long: bool = False  # a write that opens its own transactions: it gets no `session`
    takes_file: bool = False  # the body is a file, or a form with one: it gets an `upload`
    has_version: bool = False
    example: Any = None  # Any: a body as JSON
    parameters: Mapping[str, Any] = field(default_factory=dict)  # Any: an example value by name


def operation(summary: str, *, scope: Scope = "read", **details: Any) -> Callable[[View], View]:
    """Turn a function into a view; `details` are the fields of `Operation`."""
    spec = Operation(summary, scope, **details)
    access = Access(scope, spec.finder)

    def decorate(function: View) -> View:
        @wraps(function)
        def view(**path: Any) -> Response:  # Any: the values of the path
            visitor = admit(access)
            _guard(visitor)
            try:
                given = _read(spec)
            except (Malformed, Invalid) as error:
                raise first_not_found(error, access, visitor.actor) from error
            if spec.is_long:
                return function(actor=visitor.actor, **path, **given)
            if spec.is_read or request.method in _READS:
                with ports().db.reading() as reading:
                    return function(reading=reading, actor=visitor.actor, **path, **given)
            return _write(function, visitor, path | given)

        declare(view, access)
        setattr(view, ATTRIBUTE, spec)
        return view

    return decorate


def expected_version() -> int | None:
    """Return the version of If-Match, None where there is none.

    Raises:
        Malformed: the header is no version in quotation marks.
    """
    header = request.headers.get("If-Match")
    if header is None or header.strip() == "*":
        return None
    text = header.strip().removeprefix("W/").strip('"')
    if not _VERSION.fullmatch(text):
        message = 'If-Match takes the ETag of the record, like "3".'
        raise Malformed(message)
    return int(text)


def _guard(visitor: Visitor) -> None:
    if request.method not in _READS and bearer_token() is None:
        guard_api_session()
    counter: CallCounter = current_app.extensions[COUNTER]
    counter.count(str(visitor.token_id or visitor.sign_in_id))


def _read(spec: Operation) -> dict[str, Any]:  # Any: validated models
    given: dict[str, Any] = {}
    if spec.has_version:
        given["version"] = expected_version()
    if spec.query is not None:
        given["query"] = read_parameters(spec.query)
    elif request.args:
        name = next(iter(request.args))
        raise Invalid.parameter(name, "There is no parameter of this name.")
    if spec.body is not None:
        body = _json_body()
        given["body"] = body if spec.is_patch else _validated(spec.body, body)
    if spec.takes_file:
        given["upload"] = read_upload()
    return given


def read_parameters[M: BaseModel](model: type[M]) -> M:
    """Return the query string as a model.

    Raises:
        Invalid: the faults name their parameters.
    """
    values: dict[str, Any] = request.args.to_dict()
    for name, kind in model.model_fields.items():
        if kind.annotation in {int, int | None} and name in values:
            values[name] = int(values[name]) if _WHOLE.fullmatch(values[name]) else values[name]
    repeated = [name for name, found in request.args.lists() if len(found) > 1]
    if repeated:
        raise Invalid.parameter(repeated[0], "Give this once.")
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise Invalid(faults_of(error, are_parameters=True)) from error


def _json_body() -> dict[str, Any]:  # Any: whatever was sent
    if request.mimetype not in {"application/json", _MERGE_PATCH}:
        raise UnsupportedMediaType
    try:
        body = orjson.loads(request.get_data(cache=True))
    except orjson.JSONDecodeError as error:
        message = "The body is not JSON."
        raise Malformed(message) from error
    if not isinstance(body, dict):
        raise Invalid([Fault("", "The body must be an object, like {}.")])
    return body


def _validated(model: type[BaseModel], body: dict[str, Any]) -> BaseModel:
    try:
        return model.model_validate(body)
    except ValidationError as error:
        raise Invalid(faults_of(error)) from error


def _write(function: View, visitor: Visitor, values: dict[str, Any]) -> Response:
    key = request.headers.get("Idempotency-Key") if request.method == "POST" else None
    if key is not None and not (0 < len(key) <= _KEY_LENGTH and key.isprintable()):
        message = "An Idempotency-Key has 1 to 255 printable characters."
        raise Malformed(message)
    actor = visitor.actor
    with ports().db.unit_of_work() as session:
        if key is not None:
            kept = claim_key(session, actor.user_id, key, _request_hash(), actor.now)
            if kept is not None:
                return _replayed(kept)
        response = function(session=session, actor=actor, **values)
        if key is not None:
            headers = {name: response.headers.get(header) for name, header in _REPEATED.items()}
            answer = Answer(response.status_code, response.get_data(), **headers)
            keep_answer(session, actor.user_id, key, answer)
        return response


def _request_hash() -> str:
    text = f"{request.method} {request.path}\n".encode()
    return hashlib.sha256(text + request.get_data(cache=True)).hexdigest()


def _replayed(kept: Answer) -> Response:
    response = Response(kept.body, kept.status, mimetype="application/json")
    response.headers["Idempotency-Replayed"] = "true"
    for name, header in _REPEATED.items():
        value = getattr(kept, name)
        if value is not None:
            response.headers[header] = value
    return response
