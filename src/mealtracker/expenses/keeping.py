"""Searches that are kept: they are read before they are saved, and saved in one form."""

from datetime import date
from typing import Final

from mealtracker.errors import Invalid
from mealtracker.expenses.search import canonical
from mealtracker.saved_filters.schemas import FilterDraft
from mealtracker.sentences import say

#: The longest search that the list takes.
_LONGEST: Final = 500


def readable(draft: FilterDraft, today: date) -> FilterDraft:
    """Return the filter with its search in the one form that is compared.

    Raises:
        Invalid: the search cannot be read, or is too long in that form.
    """
    try:
        q = canonical(draft.q, today)
    except Invalid as error:
        raise Invalid.at("/q", error.message) from error
    if len(q) > _LONGEST:
        message = say("This search is too long: at most %(num)s characters.", num=_LONGEST)
        raise Invalid.at("/q", message)
    return draft.model_copy(update={"q": q})
