"""Answers in JSON, written by orjson, and files."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

import orjson
from flask import Response

_CSV: Final = "text/csv; charset=utf-8; header=present"


def as_json(value: Any) -> bytes:  # Any: dataclasses and plain values
    """Return `value` as JSON; instants end in Z."""
    return orjson.dumps(value, option=orjson.OPT_UTC_Z)


def reply(
    value: Any,  # Any: dataclasses and plain values
    status: int = 200,
    *,
    location: str | None = None,
    version: int | None = None,
    change_id: UUID | None = None,
) -> Response:
    """Return `value` as an answer; `version` becomes its ETag, `change_id` can be undone."""
    response = Response(as_json(value), status, mimetype="application/json")
    if location:
        response.headers["Location"] = location
    if version is not None:
        response.headers["ETag"] = f'"{version}"'
    if change_id is not None:
        response.headers["Change-Id"] = str(change_id)
    return response


def download(pieces: Iterable[bytes], name: str, media_type: str = _CSV) -> Response:
    """Return a file called `name`, sent piece by piece as it is made."""
    response = Response(pieces, content_type=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def nothing(change_id: UUID | None = None) -> Response:
    """Return an empty answer; `change_id` can be undone."""
    response = Response(status=204)
    response.headers.pop("Content-Type", None)
    if change_id is not None:
        response.headers["Change-Id"] = str(change_id)
    return response
