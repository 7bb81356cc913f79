"""The bar below the list: what it needs to know of the list that it changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flask_babel import format_decimal

from mealtracker.domain.actor import Actor
from mealtracker.domain.ids import uuid7
from mealtracker.expenses.batches.picked import FOUND_MAX
from mealtracker.expenses.schemas import ListQuery
from mealtracker.expenses.search import Term
from mealtracker.labels.schemas import Spent
from mealtracker.web.filters import money


@dataclass(frozen=True, slots=True)
class BulkBar:
    """The list that the rows are of, and what all that it finds amounts to."""

    q: str
    sort: str
    cursor: str
    count: int
    many: str
    sum: str
    offers_all: bool
    nonce: str = field(default_factory=lambda: uuid7().hex)


def can_select(actor: Actor, terms: Iterable[Term]) -> bool:
    """Tell whether rows can be ticked; deleted ones are restored one by one."""
    shows_deleted = any(term.key == "is" and "deleted" in term.values for term in terms)
    return actor.can_edit and not shows_deleted


def bulk_bar(query: ListQuery, spent: Sequence[Spent], shown: int) -> BulkBar:
    """Return the bar for a list of which `shown` rows are on the page."""
    count = sum(one.count for one in spent)
    return BulkBar(
        q=query.q,
        sort=query.sort,
        cursor=query.cursor or "",
        count=count,
        many=format_decimal(count),
        sum=" + ".join(money(one.total, one.currency) for one in spent),
        offers_all=shown < count <= FOUND_MAX,
    )
