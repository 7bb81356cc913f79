"""What a route asks of whoever calls it: declared on the view, checked in one order.

The order is 401, 404, 403, 400, 422, 412, 409. A record that is not there wins over a role that is
not enough and over a body that is wrong; it is looked for only when one of these is refused, so
that a good request costs nothing more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from flask import request
from sqlalchemy import Select

from mealtracker.accounts.keys import SCOPES
from mealtracker.domain.actor import Actor
from mealtracker.errors import AppError, Forbidden, NotFound
from mealtracker.http.auth import Visitor, current_visitor
from mealtracker.http.wiring import ports
from mealtracker.sentences import say

type Scope = Literal["public", "read", "write", "account"]
type Finder = Callable[[Actor, Any], Select[Any]]  # Any: the id of a path, some record

ATTRIBUTE: Final = "access"


@dataclass(frozen=True, slots=True)
class Access:
    """What a route asks for; `finder` selects the record that its `id` names."""

    scope: Scope
    finder: Finder | None = None


def declare(view: Any, access: Access) -> None:  # Any: a view function
    """Put `access` on a view, where the house test and the matrix read it."""
    setattr(view, ATTRIBUTE, access)


def admit(access: Access) -> Visitor:
    """Return who is asking, if the scope and the role are enough.

    Raises:
        Unauthenticated: nobody is signed in.
        NotFound: the record of the path is not there.
        Forbidden: scope or role are not enough.
    """
    visitor = current_visitor()
    try:
        _must_be_allowed(visitor, access.scope)
    except Forbidden as error:
        raise first_not_found(error, access, visitor.actor) from error
    return visitor


def first_not_found(error: AppError, access: Access, actor: Actor) -> AppError:
    """Return NotFound where the record of the path is not there, else `error`."""
    record_id = (request.view_args or {}).get("id")
    if access.finder is None or record_id is None:
        return error
    with ports().db.reading() as reading:
        found = reading.first(access.finder(actor, record_id).limit(1))
    return error if found else NotFound(say("Nothing with the id %(id)s is here.", id=record_id))


def _must_be_allowed(visitor: Visitor, scope: Scope) -> None:
    if scope not in visitor.scopes:
        message = say("This token has no scope “%(scope)s”. Make one that has.", scope=scope)
        raise Forbidden(message)
    if scope == "write":
        visitor.actor.must_edit()


def is_known(scope: str) -> bool:
    """Tell whether `scope` is one that a route may declare."""
    return scope == "public" or scope in SCOPES
