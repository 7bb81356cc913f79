"""The blueprint of the imports; its views join it from the files beside."""

from typing import Any
from uuid import UUID

from flask import Blueprint, request
from sqlalchemy import Select

from mealtracker.domain.actor import Actor
from mealtracker.http.wiring import ports
from mealtracker.imports.intake import Tools
from mealtracker.imports.models import Import
from mealtracker.imports.queries import visible_to
from mealtracker.imports.rows import FILE_BYTES_MAX

_FORM_BYTES = 64 * 1024

bp = Blueprint("imports", __name__, url_prefix="/import")


@bp.before_request
def allow_a_file() -> None:
    """Let the one form with a file send more than other forms may."""
    if request.endpoint == "imports.upload":
        request.max_content_length = FILE_BYTES_MAX + _FORM_BYTES


def find(actor: Actor, import_id: UUID) -> Select[Any]:  # Any: one column
    """Select an import that the actor may see."""
    return visible_to(actor).with_only_columns(Import.id).where(Import.id == import_id)


def tools() -> Tools:
    """Return what taking a file in works with."""
    return Tools(ports().db, ports().blobs)
