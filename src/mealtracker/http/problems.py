"""Every refusal as an answer: problem+json for programs (RFC 9457), a page for people."""

import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from flask import Flask, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from mealtracker import errors
from mealtracker.db.conflicts import constraint_of
from mealtracker.http.faults import faults_of
from mealtracker.http.fragments import RESWAP, is_fragment, leave_for, open_page
from mealtracker.http.pages import tell_problem
from mealtracker.http.reply import as_json
from mealtracker.http.request_log import request_id
from mealtracker.http.words import translated
from mealtracker.sentences import say

log = logging.getLogger("mealtracker.problem")

_CONFLICTS: Final = {
    "uq_users_email_key": say("There is an account with this address. Sign in instead."),
    "uq_places_household_id_name_key_address_key": say(
        "You already have a place with that name and address. Add what tells them apart."
    ),
    "uq_categories_household_id_name_key": say("You already have a category with that name."),
    "uq_tags_household_id_name_key": say("You already have a tag with that name."),
    "uq_people_household_id_name_key": say("You already have a person with that name."),
    "uq_saved_filters_household_id_name_key": say("You already have a filter with that name."),
    "uq_bank_accounts_household_id_name_key": say(
        "You already have a bank account with that name."
    ),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of problem: its address, its title and its status."""

    name: str
    title: str
    status: int


KINDS: Final = {
    kind.name: kind
    for kind in (
        Kind("malformed", say("The request cannot be read"), 400),
        Kind("unauthenticated", say("Sign in first"), 401),
        Kind("forbidden", say("You may not do this"), 403),
        Kind("not-found", say("This table is empty"), 404),
        Kind("method", say("This cannot be done here"), 405),
        Kind("conflict", say("It contradicts what is stored"), 409),
        Kind("stale", say("Somebody was faster"), 412),
        Kind("too-large", say("This is too large"), 413),
        Kind("media-type", say("Send JSON"), 415),
        Kind("invalid", say("Something needs another look"), 422),
        Kind("too-many", say("Too often"), 429),
        Kind("internal", say("Something broke"), 500),
        Kind("unavailable", say("A service does not answer"), 503),
    )
}
_BY_STATUS: Final = {kind.status: kind for kind in KINDS.values()}
_BY_CLASS: Final[dict[type[Exception], str]] = {
    errors.Malformed: "malformed",
    errors.Unauthenticated: "unauthenticated",
    errors.Forbidden: "forbidden",
    errors.NotFound: "not-found",
    errors.Conflict: "conflict",
    errors.InProgress: "conflict",
    errors.Stale: "stale",
    errors.TooLarge: "too-large",
    errors.Invalid: "invalid",
    errors.TooMany: "too-many",
    errors.Unavailable: "unavailable",
}


def register(app: Flask) -> None:
    """Answer every exception, wherever it was raised."""
    app.register_error_handler(errors.AppError, _refused)
    app.register_error_handler(ValidationError, _not_valid)
    app.register_error_handler(IntegrityError, _contradicted)
    app.register_error_handler(StaleDataError, _outrun)
    app.register_error_handler(HTTPException, _by_werkzeug)
    app.register_error_handler(OperationalError, _database_gone)
    app.register_error_handler(Exception, _unknown)


def _refused(error: errors.AppError) -> ResponseReturnValue:
    kind = KINDS[next(_BY_CLASS[sort] for sort in type(error).__mro__ if sort in _BY_CLASS)]
    faults = error.faults if isinstance(error, errors.Invalid) else ()
    rows = error.rows if isinstance(error, errors.Conflict) else ()
    wait_s = getattr(error, "retry_after_s", None)
    return answer(kind, error.message, faults=faults, rows=rows, wait_s=wait_s)


def _not_valid(error: ValidationError) -> ResponseReturnValue:
    return _refused(errors.Invalid(faults_of(error)))


def _contradicted(error: IntegrityError) -> ResponseReturnValue:
    name = constraint_of(error)
    if name not in _CONFLICTS:
        return _unknown(error)
    return answer(KINDS["conflict"], _CONFLICTS[name])


def _outrun(_error: StaleDataError) -> ResponseReturnValue:
    message = say("This was changed in the meantime. Look at it again, then save.")
    return answer(KINDS["stale"], message)


def _database_gone(error: OperationalError) -> ResponseReturnValue:
    log.error("database.unavailable", exc_info=error, extra={"request_id": request_id()})
    message = say("The database does not answer. Try again in a minute.")
    return answer(KINDS["unavailable"], message, wait_s=5)


def _by_werkzeug(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status in {301, 302, 303, 307, 308}:
        return error.get_response()
    kind = _BY_STATUS.get(
        status, KINDS["malformed" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "internal"]
    )
    words = {
        404: say("There is nothing at this address. It may have been deleted."),
        405: say("This address does not do that."),
        413: say("The body is over its limit: 1 MiB, or 50 MiB for a file."),
        415: say("Send JSON, with Content-Type: application/json."),
    }
    response = answer(kind, words.get(status, say("The request cannot be read.")))
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def _unknown(error: Exception) -> ResponseReturnValue:
    fields = {"request_id": request_id(), "error": type(error).__name__}
    log.error("request.failed", exc_info=error, extra=fields)
    message = say("It is not your fault. Try again; if it stays, tell us the request number.")
    return answer(KINDS["internal"], message)


def answer(
    kind: Kind,
    detail: str,
    *,
    faults: Any = (),  # Any: faults of an Invalid
    rows: Any = (),  # Any: records of a Conflict
    wait_s: int | None = None,
) -> Response:
    """Return the answer to one problem, in the form that was asked for."""
    if request.path.startswith("/api/"):
        response = _as_problem(kind, detail, faults, rows)
    elif kind.name == "unauthenticated":
        return _to_sign_in()
    elif is_fragment():
        tell_problem(translated(detail))
        response = Response("", kind.status, {RESWAP: "none"}, mimetype="text/html")
    else:
        words = translated(detail)
        page = render_template("error.html", status=kind.status, detail=words, faults=faults)
        response = Response(page, kind.status, mimetype="text/html")
    if wait_s is not None:
        response.headers["Retry-After"] = str(wait_s)
    if kind.name == "unauthenticated":
        response.headers["WWW-Authenticate"] = 'Bearer realm="mealtracker"'
    return response


def _to_sign_in() -> Response:
    """Send a browser to sign in, and from there back to the page that was open."""
    if is_fragment():
        return leave_for(url_for("auth.sign_in", next=open_page() or None), 401)
    here = request.full_path.rstrip("?") if request.method in {"GET", "HEAD"} else "/"
    target = url_for("auth.sign_in", next=here if here != "/" else None)
    return Response(headers={"Location": target}, status=303)


def _as_problem(kind: Kind, detail: str, faults: Any, rows: Any) -> Response:
    body: dict[str, Any] = {
        "type": f"/problems/{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": f"urn:request:{request_id()}",
    }
    if faults:
        body["errors"] = [
            {"parameter" if fault.is_parameter else "pointer": fault.at, "message": fault.message}
            for fault in faults
        ]
    if rows:
        body["rows"] = rows
    return Response(as_json(body), kind.status, mimetype="application/problem+json")
