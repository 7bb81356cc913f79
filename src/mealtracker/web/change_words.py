"""What a change was, in words: a headline, a verb, and the fields that it touched."""

from typing import Final

from flask_babel import gettext, lazy_gettext

from mealtracker.audit.schemas import ChangeOut
from mealtracker.web.place_words import FIELDS
from mealtracker.web.sentences import name_of, sentence

_LABELS: Final = {
    **FIELDS,
    "archived_at": lazy_gettext("Archived"),
    "external_ids": lazy_gettext("Ids elsewhere"),
    "colour": lazy_gettext("Colour"),
    "q": lazy_gettext("Search"),
    "sort": lazy_gettext("Order of the list"),
    "position": lazy_gettext("Order"),
    "kind": lazy_gettext("Kind"),
    "eaten_on": lazy_gettext("Day"),
    "eaten_at": lazy_gettext("Time"),
    "zone": lazy_gettext("Time zone"),
    "meal": lazy_gettext("Meal"),
    "order_type": lazy_gettext("Way of ordering"),
    "place": lazy_gettext("Place"),
    "category": lazy_gettext("Category"),
    "tags": lazy_gettext("Tags"),
    "people": lazy_gettext("With"),
    "covers": lazy_gettext("Covers"),
    "currency": lazy_gettext("Currency"),
    "total": lazy_gettext("Amount"),
    "subtotal": lazy_gettext("Subtotal"),
    "discount": lazy_gettext("Discount"),
    "tax": lazy_gettext("Tax"),
    "tax_included": lazy_gettext("Tax included"),
    "tip": lazy_gettext("Tip"),
    "service_charge": lazy_gettext("Service charge"),
    "fees": lazy_gettext("Fees"),
    "rounding": lazy_gettext("Rounding"),
    "payment": lazy_gettext("Payment"),
    "note": lazy_gettext("Note"),
    "items": lazy_gettext("Lines of the bill"),
}
_ENTITIES: Final = {
    "expense": lazy_gettext("an expense"),
    "place": lazy_gettext("a place"),
    "category": lazy_gettext("a category"),
    "tag": lazy_gettext("a tag"),
    "person": lazy_gettext("a person"),
    "saved_filter": lazy_gettext("a saved filter"),
}
_VERBS: Final = {
    "created": lazy_gettext("Added"),
    "updated": lazy_gettext("Changed"),
    "deleted": lazy_gettext("Deleted"),
    "restored": lazy_gettext("Restored"),
    "merged": lazy_gettext("Merged"),
    "undone": lazy_gettext("A change was undone"),
    "loaded": lazy_gettext("Loaded as a sample"),
}


def headline(change: ChangeOut) -> str:
    """Return what happened, with the name of the record where the change knows it."""
    if change.row_count != 1:
        return sentence("", change)
    row = change.rows[0]
    fields = {**(row.before or {}), **row.after}
    is_named = bool(fields.get("place") or fields.get("name"))
    return sentence(name_of(change) if is_named else entity_name(row.entity), change)


def verb(change: ChangeOut) -> str:
    """Return what happened to the one record that a history is about."""
    return str(_VERBS.get(change.action.partition(".")[2], change.action))


def entity_name(entity: str) -> str:
    """Return what sort of record it is: `a place`."""
    return str(_ENTITIES.get(entity, entity))


def field_label(name: str) -> str:
    """Return what a field is called above it; nothing for one that no record has."""
    return str(_LABELS.get(name, ""))


def changed_fields(change: ChangeOut) -> list[str]:
    """Return the names of the fields that a change of one record touched, none for a new one."""
    if change.row_count != 1 or not change.rows or change.rows[0].before is None:
        return []
    names = [name for name in change.rows[0].after if name in _LABELS]
    return [str(_LABELS[name]) for name in names]


def door(via: str) -> str:
    """Return through which door a change came."""
    doors = {"web": "", "api": gettext("through the API"), "cli": gettext("from a terminal")}
    return doors.get(via, via)
