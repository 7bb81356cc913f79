"""What just happened, in words: the text of the toast and of the history."""

from collections.abc import Callable
from typing import Any, Final

from flask_babel import gettext, ngettext

from mealtracker.audit.schemas import ChangeOut
from mealtracker.web.batch_words import batch_sentence, is_batch

_PLAIN: Final[dict[str, Callable[[], str]]] = {
    "profile": lambda: gettext("Saved your profile"),
    "household": lambda: gettext("Saved the household"),
    "password": lambda: gettext("Your password is changed, and other browsers are signed out"),
    "session": lambda: gettext("That browser is signed out"),
    "sessions": lambda: gettext("All other browsers are signed out"),
    "token": lambda: gettext("The token no longer works"),
    "demo_loaded": lambda: gettext("Sample expenses are here; one click removes them"),
    "demo_cleared": lambda: gettext("The sample expenses are gone"),
    "none_selected": lambda: gettext("Nothing was selected: tick the expenses first"),
    "some_gone": lambda: gettext("Some of these were deleted in the meantime: select again"),
    "import_applied": lambda: gettext("Taken in. You can undo it here for 30 days"),
    "import_undone": lambda: gettext("Everything is as it was before this import"),
    "import_kept": lambda: gettext("Undone, but for what was edited since"),
    "import_deleted": lambda: gettext("The file is forgotten; nothing of it was saved"),
    "same": lambda: gettext("Nothing was different, so nothing was saved"),
}
_ACTIONS: Final[dict[str, Callable[[str], str]]] = {
    "expense.created": lambda name: gettext("Saved %(name)s", name=name),
    "expense.updated": lambda name: gettext("Saved %(name)s", name=name),
    "expense.deleted": lambda name: gettext("Deleted %(name)s", name=name),
    "expense.restored": lambda name: gettext("Restored %(name)s", name=name),
    "place.created": lambda name: gettext("Saved %(name)s", name=name),
    "place.updated": lambda name: gettext("Saved %(name)s", name=name),
    "place.deleted": lambda name: gettext("Deleted %(name)s", name=name),
    "place.merged": lambda name: gettext("Merged into %(name)s", name=name),
    "category.created": lambda name: gettext("Saved %(name)s", name=name),
    "category.updated": lambda name: gettext("Saved %(name)s", name=name),
    "category.deleted": lambda name: gettext("Deleted %(name)s", name=name),
    "tag.created": lambda name: gettext("Saved %(name)s", name=name),
    "tag.updated": lambda name: gettext("Saved %(name)s", name=name),
    "tag.deleted": lambda name: gettext("Deleted %(name)s", name=name),
    "person.created": lambda name: gettext("Saved %(name)s", name=name),
    "person.updated": lambda name: gettext("Saved %(name)s", name=name),
    "person.deleted": lambda name: gettext("Deleted %(name)s", name=name),
    "saved_filter.created": lambda name: gettext("Saved %(name)s", name=name),
    "saved_filter.updated": lambda name: gettext("Saved %(name)s", name=name),
    "saved_filter.deleted": lambda name: gettext("Deleted %(name)s", name=name),
    "change.undone": lambda _name: gettext("Undone"),
    "demo.loaded": lambda _name: gettext("Loaded sample expenses"),
}


def sentence(words: str, change: ChangeOut | None) -> str:
    """Return what happened: of `change` if there is one, else the plain sentence `words`.

    `words` may be a name, such as the place and amount of an expense that was saved.
    """
    if change is None:
        plain = _PLAIN.get(words)
        return plain() if plain else ""
    if is_batch(change):
        return batch_sentence(change)
    name = words or name_of(change)
    action = _ACTIONS.get(change.action)
    return action(name) if action else name


def name_of(change: ChangeOut) -> str:
    """Return what a change was about: the one record of its kind, else how many they are."""
    entity = change.action.partition(".")[0]
    meant = [row for row in change.rows if row.entity == entity] or change.rows
    if len(meant) == 1 and change.row_count == len(change.rows):
        fields: dict[str, Any] = {**(meant[0].before or {}), **meant[0].after}  # Any: as JSON
        name = fields.get("place") or fields.get("name")
        if name:
            return str(name)
    if entity == "category" and len(meant) == len(change.rows):
        return str(ngettext("%(num)s category", "%(num)s categories", change.row_count))
    return str(ngettext("%(num)s record", "%(num)s records", change.row_count))
