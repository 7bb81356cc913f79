"""The description of the API: the document, and health for whoever watches."""

from functools import cache

from flask import Blueprint, Response, current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from mealtracker.errors import Unavailable
from mealtracker.http.access import Access, declare
from mealtracker.http.reply import reply
from mealtracker.http.wiring import ports

bp = Blueprint("api_docs", __name__)


@bp.get("/api/v1/openapi.json")
def openapi() -> Response:
    """Return the OpenAPI document."""
    from mealtracker.api.openapi import document  # noqa: PLC0415 - no other page needs it

    response = reply(document(current_app))
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@bp.get("/healthz")
def healthz() -> Response:
    """Say that the process answers; the database is not asked."""
    return reply({"status": "ok"})


@bp.get("/readyz")
def readyz() -> Response:
    """Say whether the database answers and has the schema of this release."""
    try:
        with ports().db.reading() as reading:
            found = reading.value(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError as error:
        message = "The database does not answer, or has no schema yet."
        raise Unavailable(message) from error
    if found != _head():
        message = f"The schema is at {found}, not {_head()}: run meal db upgrade."
        raise Unavailable(message)
    return reply({"status": "ready", "schema": found})


@cache
def _head() -> str:
    from mealtracker.db.schema import head  # noqa: PLC0415 - loads Alembic, for this alone

    return head()


for _view in (openapi, healthz, readyz):
    declare(_view, Access("public"))
