"""Every route: what it asks of a person, how it is called, and what it answers to who may."""

from dataclasses import dataclass, field
from typing import Any, Final, Literal

from mealtracker.exports.formats import FORMATS

type Needs = Literal["nobody", "member", "editor", "owner", "self"]
type Json = dict[str, Any]  # Any: fields as JSON or as a form


@dataclass(frozen=True)
class Route:
    """One method of one rule. Values in braces name a record that the test makes."""

    method: str
    rule: str
    needs: Needs
    status: int
    #: What `<uuid:id>` names, a record of Alice's household.
    record: str = ""
    #: JSON for the API, a form for pages.
    body: Json | None = None
    #: Answer to somebody who is not signed in, where a public page makes a difference.
    anonymous: int = 0
    values: dict[str, str] = field(default_factory=dict)

    @property
    def is_api(self) -> bool:
        """Tell whether programs call it."""
        return self.rule.startswith("/api/v1/")

    def expected(self, person: str) -> int:
        """Return the status that `person` must get."""
        if self.needs == "nobody":
            return self.anonymous if person == "anonymous" and self.anonymous else self.status
        if person == "anonymous":
            return 401 if self.is_api else 303
        if self.record and person == "charlie":
            return 404
        if self.needs == "self":
            return self.status if person == "alice" else 404
        if self.needs == "owner" and person not in {"alice", "charlie"}:
            return 403
        if self.needs == "editor" and person == "vera":
            return 403
        return self.status


_MEAL: Final = {"eaten_on": "2026-11-20", "total": "27.50"}
_EXPENSE: Final = "/api/v1/expenses/<uuid:id>"
_IMPORT: Final = "/api/v1/imports/<uuid:id>"
_PLACE: Final = "/api/v1/places/<uuid:id>"


def _labels(path: str, kind: str, changed: Json) -> list[Route]:
    one = f"/api/v1/{path}/<uuid:id>"
    return [
        Route("GET", f"/api/v1/{path}", "member", 200),
        Route("POST", f"/api/v1/{path}", "editor", 201, body={"name": "{new name}"}),
        Route("GET", one, "member", 200, kind),
        Route("PATCH", one, "editor", 200, kind, changed),
        Route("DELETE", one, "editor", 204, kind),
    ]


def _label_pages(path: str, kind: str, form: Json) -> list[Route]:
    one = f"/settings/{path}/<uuid:id>"
    return [
        Route("GET", f"/settings/{path}", "member", 200),
        Route("POST", f"/settings/{path}", "editor", 303, body={**form, "name": "{new name}"}),
        Route("GET", one, "editor", 200, kind),
        Route("POST", one, "editor", 303, kind, {**form, "name": "{new name}"}),
        Route("POST", f"{one}/delete", "editor", 303, kind, {}),
    ]


API: Final = [
    Route("GET", "/api/v1/expenses", "member", 200),
    Route("POST", "/api/v1/expenses", "editor", 201, body=_MEAL),
    Route(
        "POST",
        "/api/v1/expenses/batches",
        "editor",
        200,
        body={"q": "", "set": {"category": "Dining"}},
    ),
    *(Route("GET", f"/api/v1/expenses.{name}", "member", 200) for name in FORMATS),
    Route("POST", "/api/v1/expenses:parse", "member", 200, body={"text": "lunch 12.50"}),
    Route("GET", _EXPENSE, "member", 200, "expense"),
    Route("PUT", _EXPENSE, "editor", 200, "expense", _MEAL),
    Route("PATCH", _EXPENSE, "editor", 200, "expense", {"note": "x"}),
    Route("DELETE", _EXPENSE, "editor", 204, "expense"),
    Route("POST", f"{_EXPENSE}/restoration", "editor", 200, "deleted expense"),
    Route("GET", f"{_EXPENSE}/items", "member", 200, "expense"),
    Route("PUT", f"{_EXPENSE}/items", "editor", 200, "expense", {"items": []}),
    Route("GET", f"{_EXPENSE}/history", "member", 200, "expense"),
    Route("GET", "/api/v1/places", "member", 200),
    Route("POST", "/api/v1/places", "editor", 201, body={"name": "{new name}"}),
    Route("GET", _PLACE, "member", 200, "place"),
    Route("PUT", _PLACE, "editor", 200, "place", {"name": "{new name}"}),
    Route("PATCH", _PLACE, "editor", 200, "place", {"rating": 4}),
    Route("DELETE", _PLACE, "editor", 204, "place"),
    Route("POST", f"{_PLACE}/merges", "editor", 200, "place", {"place_ids": ["{other place}"]}),
    *_labels("categories", "category", {"name": "{new name}"}),
    *_labels("tags", "tag", {"name": "{new name}"}),
    *_labels("people", "person", {"name": "{new name}"}),
    *_labels("saved-filters", "saved filter", {"name": "{new name}"}),
    Route("GET", "/api/v1/changes", "member", 200),
    Route("GET", "/api/v1/changes/<uuid:id>", "member", 200, "change"),
    Route("POST", "/api/v1/changes/<uuid:id>/undo", "editor", 200, "change", {}),
    *(
        Route("GET", f"/api/v1/reports/{name}", "member", 200)
        for name in (
            *("by-month", "by-week", "by-weekday-hour", "by-place", "by-category", "by-meal"),
            *("per-person", "tips", "dashboard"),
        )
    ),
    Route("GET", "/api/v1/imports", "member", 200),
    # What is sent as JSON here is taken as the file, and no reader knows it.
    Route("POST", "/api/v1/imports", "editor", 422, body={}),
    Route("GET", _IMPORT, "member", 200, "unread import"),
    Route("PUT", f"{_IMPORT}/mapping", "editor", 202, "unread import", {"account": "Card 41"}),
    Route("GET", f"{_IMPORT}/rows", "member", 200, "import"),
    Route(
        *("PATCH", f"{_IMPORT}/rows", "editor", 200, "import"),
        {"where": {}, "decision": "ignored"},
    ),
    Route("POST", f"{_IMPORT}/application", "editor", 202, "import"),
    Route("POST", f"{_IMPORT}/undo", "editor", 200, "applied import", {}),
    Route("DELETE", _IMPORT, "editor", 204, "unread import"),
    Route("GET", "/api/v1/bank-accounts", "member", 200),
    Route("POST", "/api/v1/bank-accounts", "editor", 201, body={"name": "{new name}"}),
    Route("GET", "/api/v1/jobs/<uuid:id>", "member", 200, "job"),
    Route("GET", "/api/v1/me", "member", 200),
    Route("PATCH", "/api/v1/me", "member", 200, body={"week_start": 1}),
    Route("GET", "/api/v1/tokens", "member", 200),
    Route("POST", "/api/v1/tokens", "member", 201, body={"name": "{new name}"}),
    Route("DELETE", "/api/v1/tokens/<uuid:id>", "self", 204, "token"),
    Route("GET", "/api/v1/openapi.json", "nobody", 200),
]

PAGES: Final = [
    Route("GET", "/", "member", 200),
    Route("GET", "/expenses", "member", 200),
    Route("GET", "/expenses/calendar", "member", 200),
    Route("GET", "/expenses.<name>", "member", 200, values={"<name>": "csv"}),
    Route("POST", "/expenses/bulk", "editor", 303, body={"action": "delete"}),
    Route("GET", "/quick-add", "editor", 200),
    Route("POST", "/quick-add/chips", "editor", 200, body={"line": "12.50 Bar Luce"}),
    Route("POST", "/quick-add", "editor", 303, body={"line": "12.50"}),
    Route("GET", "/expenses/new", "editor", 200),
    Route("POST", "/expenses/new", "editor", 303, body=_MEAL),
    Route("GET", "/expenses/<uuid:id>", "member", 200, "expense"),
    Route("GET", "/expenses/<uuid:id>/edit", "editor", 200, "expense"),
    Route("POST", "/expenses/<uuid:id>/edit", "editor", 303, "expense", _MEAL),
    Route("POST", "/expenses/<uuid:id>/delete", "editor", 303, "expense", {}),
    Route("POST", "/expenses/<uuid:id>/restoration", "editor", 303, "deleted expense", {}),
    Route("GET", "/expenses/<uuid:id>/again", "editor", 200, "expense"),
    Route("GET", "/places", "member", 200),
    Route("GET", "/places/new", "editor", 200),
    Route("POST", "/places/new", "editor", 303, body={"name": "{new name}"}),
    Route("GET", "/places/<uuid:id>", "member", 200, "place"),
    Route("GET", "/places/<uuid:id>/edit", "editor", 200, "place"),
    Route("POST", "/places/<uuid:id>/edit", "editor", 303, "place", {"name": "{new name}"}),
    Route("GET", "/places/<uuid:id>/merge", "editor", 200, "place"),
    Route(
        "POST", "/places/<uuid:id>/merge", "editor", 303, "place", {"place_ids": "{other place}"}
    ),
    Route("POST", "/places/<uuid:id>/archive", "editor", 303, "place", {"archived": "1"}),
    Route("POST", "/places/<uuid:id>/forget-coordinates", "editor", 303, "place", {}),
    Route("POST", "/places/<uuid:id>/delete", "editor", 303, "place", {}),
    Route("GET", "/analytics", "member", 200),
    Route("GET", "/reports/<name>.csv", "member", 200, values={"<name>": "by-week"}),
    Route("GET", "/import", "member", 200),
    Route("POST", "/import", "editor", 422, body={}),
    Route("GET", "/import/<uuid:id>", "member", 303, "import"),
    Route("GET", "/import/<uuid:id>/map", "editor", 200, "import"),
    Route("POST", "/import/<uuid:id>/map", "editor", 200, "import", {}),
    Route("GET", "/import/<uuid:id>/match", "member", 200, "import"),
    Route(
        "POST",
        "/import/<uuid:id>/decisions",
        "editor",
        303,
        "import",
        {"position": "1", "decision": "ignored"},
    ),
    Route("POST", "/import/<uuid:id>/application", "editor", 303, "import", {}),
    Route("POST", "/import/<uuid:id>/undo", "editor", 303, "applied import", {}),
    Route("POST", "/import/<uuid:id>/delete", "editor", 303, "import", {}),
    Route("GET", "/changes", "member", 200),
    Route("POST", "/changes/<uuid:id>/undo", "editor", 303, "change", {}),
    Route("POST", "/demo/load", "editor", 303, body={}),
    Route("POST", "/demo/clear", "editor", 303, body={}),
    *_label_pages("categories", "category", {"kind": "dining"}),
    *_label_pages("tags", "tag", {"colour": "coffee"}),
    *_label_pages("people", "person", {}),
    *_label_pages("filters", "saved filter", {"q": "has:tip"}),
    Route(
        "POST",
        "/settings/categories/<uuid:id>/move",
        "editor",
        303,
        "category",
        {"direction": "up"},
    ),
    Route("GET", "/settings/profile", "member", 200),
    Route(
        "POST", "/settings/profile", "member", 303, body={"name": "{new name}", "week_start": "1"}
    ),
    Route(
        "POST",
        "/settings/household",
        "owner",
        303,
        body={"household": "Us", "currency": "EUR", "zone": "UTC"},
    ),
    Route("POST", "/settings/theme", "member", 303, body={"theme": "dark"}),
    Route("POST", "/settings/amounts", "member", 303, body={"hidden": "1"}),
    Route("GET", "/palette.json", "member", 200),
    Route("GET", "/settings/data", "member", 200),
    Route("GET", "/settings/data/archive.zip", "member", 200),
    Route("GET", "/settings/security", "member", 200),
    Route("POST", "/settings/security/password", "member", 422, body={"current": "wrong"}),
    Route("POST", "/settings/security/sessions/<uuid:id>/end", "self", 303, "session", {}),
    Route("POST", "/settings/security/sessions/end-others", "member", 303, body={}),
    Route("GET", "/settings/tokens", "member", 200),
    Route(
        "POST",
        "/settings/tokens",
        "member",
        200,
        body={"name": "Key", "scopes": "read", "days": "30"},
    ),
    Route("POST", "/settings/tokens/<uuid:id>/revoke", "self", 303, "token", {}),
]

PUBLIC: Final = [
    Route("GET", "/welcome", "nobody", 303),
    Route("POST", "/welcome", "nobody", 303, body={}),
    Route("GET", "/sign-up", "nobody", 303, anonymous=200),
    Route("POST", "/sign-up", "nobody", 303, body={}, anonymous=422),
    Route("GET", "/sign-in", "nobody", 303, anonymous=200),
    Route("POST", "/sign-in", "nobody", 422, body={}),
    Route("POST", "/sign-out", "nobody", 303, body={}),
    Route("GET", "/password-reset", "nobody", 200),
    Route("POST", "/password-reset", "nobody", 200, body={"email": "nobody@example.org"}),
    Route("GET", "/password-reset/<secret>", "nobody", 200, values={"<secret>": "guess"}),
    Route("POST", "/password-reset/<secret>", "nobody", 422, body={}, values={"<secret>": "guess"}),
    Route(
        "GET",
        "/static/<version>/<path:name>",
        "nobody",
        200,
        values={"<version>": "any", "<path:name>": "favicon.svg"},
    ),
    Route("GET", "/favicon.ico", "nobody", 200),
    Route("GET", "/healthz", "nobody", 200),
    Route("GET", "/readyz", "nobody", 200),
    Route("GET", "/api/docs", "nobody", 200),
    Route("GET", "/problems/<name>", "nobody", 200, values={"<name>": "conflict"}),
]

ROUTES: Final = [*API, *PAGES, *PUBLIC]
