"""Categories, tags and people over JSON."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session

from mealtracker.api.examples import CATEGORY, PERSON, TAG
from mealtracker.api.operation import operation
from mealtracker.audit.commands import Saved
from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.errors import NotFound
from mealtracker.expenses import bulk
from mealtracker.expenses.overviews import list_categories, list_people, list_tags
from mealtracker.fields import Draft, merge_patch
from mealtracker.http.reply import nothing, reply
from mealtracker.labels import commands as labels
from mealtracker.labels import queries as label_queries
from mealtracker.labels.models import Category, Tag
from mealtracker.labels.schemas import CategoryDraft, CategoryOut, TagDraft, TagOut
from mealtracker.people import commands as people_commands
from mealtracker.people import queries as people_queries
from mealtracker.people.models import Person
from mealtracker.people.schemas import PersonDraft, PersonOut

bp = Blueprint("api_labels", __name__, url_prefix="/api/v1")

_LISTS: dict[str, Any] = {  # Any: each gives its own kind of row
    "category": list_categories,
    "tag": list_tags,
    "person": list_people,
}


class DeleteCategoryQuery(Draft):
    """Which category takes the place of a deleted one."""

    replacement: UUID | None = None


def find_category(actor: Actor, category_id: UUID) -> Any:  # Any: a Select
    """Select the category that a path names."""
    return label_queries.by_id(actor, Category, category_id).with_only_columns(Category.id)


def find_tag(actor: Actor, tag_id: UUID) -> Any:  # Any: a Select
    """Select the tag that a path names."""
    return label_queries.by_id(actor, Tag, tag_id).with_only_columns(Tag.id)


def find_person(actor: Actor, person_id: UUID) -> Any:  # Any: a Select
    """Select the person that a path names."""
    return people_queries.by_id(actor, person_id).with_only_columns(Person.id)


def _list(reading: Reading, actor: Actor, kind: str) -> Response:
    return reply({"items": _LISTS[kind](reading, actor), "next": None})


def _one(reading: Reading, actor: Actor, kind: str, record_id: UUID) -> Response:
    found = [row for row in _LISTS[kind](reading, actor) if row.id == record_id]
    if not found:
        raise NotFound(f"No {kind} {record_id}.")
    return reply(found[0], version=found[0].version)


def _saved(session: Session, actor: Actor, kind: str, saved: Saved, status: int = 200) -> Response:
    response = _one(Reading(session.connection()), actor, kind, saved.id)
    response.status_code = status
    if status == HTTPStatus.CREATED:
        response.headers["Location"] = f"{request.path}/{saved.id}"
    if saved.change_id:
        response.headers["Change-Id"] = str(saved.change_id)
    return response


@bp.get("/categories")
@operation("List categories", returns=list[CategoryOut])
def categories(reading: Reading, actor: Actor) -> Response:
    """Return all categories."""
    return _list(reading, actor, "category")


@bp.post("/categories")
@operation(
    "Add a category",
    scope="write",
    body=CategoryDraft,
    returns=CategoryOut,
    status=201,
    example=CATEGORY,
)
def create_category(session: Session, actor: Actor, body: CategoryDraft) -> Response:
    """Add a category."""
    return _saved(session, actor, "category", labels.create_category(session, actor, body), 201)


@bp.get("/categories/<uuid:id>")
@operation("Read a category", returns=CategoryOut, finder=find_category)
def show_category(reading: Reading, actor: Actor, id: UUID) -> Response:
    """Return one category."""
    return _one(reading, actor, "category", id)


@bp.patch("/categories/<uuid:id>")
@operation(
    "Change fields of a category",
    scope="write",
    body=CategoryDraft,
    is_patch=True,
    returns=CategoryOut,
    finder=find_category,
    has_version=True,
    example={"name": "Category renamed"},
)
def patch_category(
    session: Session,
    actor: Actor,
    id: UUID,
    body: dict[str, Any],
    version: int | None,
) -> Response:
    """Set the fields that are sent."""
    current = labels.get_label(session, actor, Category, id)
    fields = {"name": current.name, "kind": current.kind, "position": current.position}
    draft = CategoryDraft.model_validate(merge_patch(CategoryDraft, fields, body))
    return _saved(
        session, actor, "category", labels.update_category(session, actor, id, draft, version)
    )


@bp.delete("/categories/<uuid:id>")
@operation(
    "Delete a category",
    scope="write",
    status=204,
    query=DeleteCategoryQuery,
    finder=find_category,
    has_version=True,
)
def delete_category(
    session: Session,
    actor: Actor,
    id: UUID,
    query: DeleteCategoryQuery,
    version: int | None,
) -> Response:
    """Delete a category; its expenses go to the replacement."""
    saved = bulk.delete_category(session, actor, id, query.replacement, version)
    return nothing(saved.change_id)


@bp.get("/tags")
@operation("List tags", returns=list[TagOut])
def tags(reading: Reading, actor: Actor) -> Response:
    """Return all tags."""
    return _list(reading, actor, "tag")


@bp.post("/tags")
@operation("Add a tag", scope="write", body=TagDraft, returns=TagOut, status=201, example=TAG)
def create_tag(session: Session, actor: Actor, body: TagDraft) -> Response:
    """Add a tag."""
    return _saved(session, actor, "tag", labels.create_tag(session, actor, body), 201)


@bp.get("/tags/<uuid:id>")
@operation("Read a tag", returns=TagOut, finder=find_tag)
def show_tag(reading: Reading, actor: Actor, id: UUID) -> Response:
    """Return one tag."""
    return _one(reading, actor, "tag", id)


@bp.patch("/tags/<uuid:id>")
@operation(
    "Change fields of a tag",
    scope="write",
    body=TagDraft,
    is_patch=True,
    returns=TagOut,
    finder=find_tag,
    has_version=True,
    example={"name": "Tag renamed"},
)
def patch_tag(
    session: Session,
    actor: Actor,
    id: UUID,
    body: dict[str, Any],
    version: int | None,
) -> Response:
    """Set the fields that are sent."""
    current = labels.get_label(session, actor, Tag, id)
    fields = {"name": current.name, "colour": current.colour}
    draft = TagDraft.model_validate(merge_patch(TagDraft, fields, body))
    return _saved(session, actor, "tag", bulk.update_tag(session, actor, id, draft, version))


@bp.delete("/tags/<uuid:id>")
@operation("Delete a tag", scope="write", status=204, finder=find_tag, has_version=True)
def delete_tag(session: Session, actor: Actor, id: UUID, version: int | None) -> Response:
    """Delete a tag; expenses lose it from sight until this is undone."""
    return nothing(bulk.delete_tag(session, actor, id, version).change_id)


@bp.get("/people")
@operation("List people", returns=list[PersonOut])
def people(reading: Reading, actor: Actor) -> Response:
    """Return all people."""
    return _list(reading, actor, "person")


@bp.post("/people")
@operation(
    "Add a person", scope="write", body=PersonDraft, returns=PersonOut, status=201, example=PERSON
)
def create_person(session: Session, actor: Actor, body: PersonDraft) -> Response:
    """Add a person."""
    return _saved(
        session, actor, "person", people_commands.create_person(session, actor, body), 201
    )


@bp.get("/people/<uuid:id>")
@operation("Read a person", returns=PersonOut, finder=find_person)
def show_person(reading: Reading, actor: Actor, id: UUID) -> Response:
    """Return one person."""
    return _one(reading, actor, "person", id)


@bp.patch("/people/<uuid:id>")
@operation(
    "Change fields of a person",
    scope="write",
    body=PersonDraft,
    is_patch=True,
    returns=PersonOut,
    finder=find_person,
    has_version=True,
    example={"name": "Person renamed"},
)
def patch_person(
    session: Session,
    actor: Actor,
    id: UUID,
    body: dict[str, Any],
    version: int | None,
) -> Response:
    """Set the fields that are sent."""
    current = people_commands.get_person(session, actor, id)
    fields = {"name": current.name}
    draft = PersonDraft.model_validate(merge_patch(PersonDraft, fields, body))
    return _saved(
        session, actor, "person", people_commands.rename_person(session, actor, id, draft, version)
    )


@bp.delete("/people/<uuid:id>")
@operation("Delete a person", scope="write", status=204, finder=find_person, has_version=True)
def delete_person(session: Session, actor: Actor, id: UUID, version: int | None) -> Response:
    """Delete a person; expenses lose it from sight until this is undone."""
    return nothing(people_commands.delete_person(session, actor, id, version).change_id)
