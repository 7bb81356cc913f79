"""Imports over JSON: a file, how it is read, what its rows become, taking it in and back."""

from typing import Annotated, Any, BinaryIO, cast
from uuid import UUID

from flask import Blueprint, Response, url_for
from pydantic import Field
from sqlalchemy import Select
from sqlalchemy.orm import Session

from mealtracker.api.examples import BANK_FILE, DECISION, MAPPING
from mealtracker.api.operation import operation
from mealtracker.api.uploads import Upload
from mealtracker.audit.schemas import UndoDraft
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.domain.paging import Page
from mealtracker.fields import Draft
from mealtracker.http.reply import nothing, reply
from mealtracker.http.wiring import ports
from mealtracker.imports import intake, later
from mealtracker.imports.commands.apply import get_rehearsed
from mealtracker.imports.commands.decide import Decided, decide_rows
from mealtracker.imports.models import Import
from mealtracker.imports.queries import list_imports, list_rows, show_import, visible_to
from mealtracker.imports.reports import ImportBegun, ImportReport, begun, report_import
from mealtracker.imports.schemas import DecisionDraft, ImportOut, MappingDraft, RowFilter, RowOut
from mealtracker.jobs.queries import show_job
from mealtracker.jobs.schemas import JobOut
from mealtracker.undo.imports import Undone, undo_import

bp = Blueprint("api_imports", __name__, url_prefix="/api/v1/imports")


class FileQuery(Draft):
    """What is said of a file beside its content."""

    name: Annotated[str, Field(max_length=1000)] = ""


class ImportQuery(Draft):
    """Which stretch of the imports is asked for."""

    limit: Annotated[int, Field(ge=1, le=100)] = 50
    cursor: Annotated[str | None, Field(max_length=1000)] = None


class RowQuery(RowFilter):
    """Which rows of an import are asked for."""

    limit: Annotated[int, Field(ge=1, le=100)] = 50
    cursor: Annotated[str | None, Field(max_length=1000)] = None

    @property
    def where(self) -> RowFilter:
        """Return the conditions alone."""
        return RowFilter(**self.model_dump(exclude={"limit", "cursor"}))


def find(actor: Actor, import_id: UUID) -> Select[Any]:  # Any: one column
    """Select the import that a path names."""
    return visible_to(actor).with_only_columns(Import.id).where(Import.id == import_id)


@bp.get("")
@operation("List imports", query=ImportQuery, returns=Page[ImportOut])
def index(reading: Reading, actor: Actor, query: ImportQuery) -> Response:
    """Return a page of imports, the newest first."""
    return reply(list_imports(reading, actor, query.limit, query.cursor))


@bp.post("")
@operation(
    "Hand in a file",
    scope="write",
    query=FileQuery,
    takes_file=True,
    is_long=True,
    returns=ImportBegun,
    status=201,
    example=BANK_FILE,
)
def create(actor: Actor, query: FileQuery, upload: Upload) -> Response:
    """Store a file of a bank or another application, and say how it is going to be read."""
    file = cast("BinaryIO", upload.file)
    import_id, plan = intake.receive_readable(_tools(), actor, file, query.name or upload.name)
    with ports().db.reading() as reading:
        out = begun(reading, actor, import_id, plan)
    return reply(out, 201, location=url_for(".show", id=import_id))


@bp.get("/<uuid:id>")
@operation("Read an import", returns=ImportReport, finder=find)
def show(reading: Reading, actor: Actor, id: UUID) -> Response:
    """Return one import and what looking through its rows found."""
    return reply(report_import(reading, actor, id))


@bp.put("/<uuid:id>/mapping")
@operation(
    "Say how a file is read",
    scope="write",
    body=MappingDraft,
    is_long=True,
    returns=JobOut,
    status=202,
    finder=find,
    example=MAPPING,
)
def read(actor: Actor, id: UUID, body: MappingDraft) -> Response:
    """Say whose file it is and correct how it is read; a job reads it and decides its rows."""
    tools = _tools()
    plan = intake.propose_plan(tools, actor, id, body.corrections)
    account_id = body.bank_account_id or intake.account_named(tools, actor, body.account or "")
    intake.choose_plan(tools, actor, id, account_id, body.corrections, plan.fingerprint)
    with tools.db.unit_of_work() as session:
        return _queued(session, actor, later.READ, id)


@bp.get("/<uuid:id>/rows")
@operation("List the rows of an import", query=RowQuery, returns=Page[RowOut], finder=find)
def rows(reading: Reading, actor: Actor, id: UUID, query: RowQuery) -> Response:
    """Return a page of rows in the order of the file, with what each becomes and why."""
    show_import(reading, actor, id)
    return reply(list_rows(reading, actor, id, query.where, query.limit, query.cursor))


@bp.patch("/<uuid:id>/rows")
@operation(
    "Decide rows of an import",
    scope="write",
    body=DecisionDraft,
    returns=Decided,
    finder=find,
    example=DECISION,
)
def decide(session: Session, actor: Actor, id: UUID, body: DecisionDraft) -> Response:
    """Say what becomes of rows, by their positions or by a filter."""
    return reply(decide_rows(session, actor, id, body))


@bp.post("/<uuid:id>/application")
@operation("Take an import in", scope="write", returns=JobOut, status=202, finder=find)
def apply(session: Session, actor: Actor, id: UUID) -> Response:
    """Have a job take the rows in as they are decided; again, it goes on with what is left."""
    get_rehearsed(session, actor, id)
    return _queued(session, actor, later.APPLY, id)


@bp.post("/<uuid:id>/undo")
@operation(
    "Undo an import",
    scope="write",
    body=UndoDraft,
    is_long=True,
    returns=Undone,
    finder=find,
    example={"keep_edited": True},
)
def undo(actor: Actor, id: UUID, body: UndoDraft) -> Response:
    """Take back everything that an import did; the same file can be taken in again."""
    return reply(undo_import(ports().db, actor, id, keep_edited=body.keep_edited))


@bp.delete("/<uuid:id>")
@operation("Delete an import", scope="write", is_long=True, status=204, finder=find)
def delete(actor: Actor, id: UUID) -> Response:
    """Forget an import of which nothing is in effect, and its file."""
    intake.forget(_tools(), actor, id)
    return nothing()


def _tools() -> intake.Tools:
    return intake.Tools(ports().db, ports().blobs)


def _queued(session: Session, actor: Actor, kind: str, import_id: UUID) -> Response:
    job_id = later.queue(session, actor, kind, import_id)
    job = show_job(Reading(session.connection()), actor, job_id)
    return reply(job, 202, location=url_for("api_jobs.show", id=job_id))
