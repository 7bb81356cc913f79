"""The panel that narrows a list down: the form that writes a search, and what is most frequent."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from mealtracker.db.reading import Reading
from mealtracker.domain.actor import Actor
from mealtracker.expenses.facets import Facet, list_facets
from mealtracker.expenses.search import Term, write_query, write_term
from mealtracker.http.forms import Form
from mealtracker.labels.models import Category
from mealtracker.labels.queries import categories
from mealtracker.web.expenses.chips import Chip, list_url, with_term
from mealtracker.web.expenses.filter_form import form_of
from mealtracker.web.expenses.term_words import KNOWN, MISSING
from mealtracker.web.expenses.words import meal_choices, sort_choices
from mealtracker.web.filters.words import meal_name

type Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Panel:
    """What the panel shows; `known` are names to choose from while typing, by key."""

    form: Form[str]
    facets: list[tuple[str, list[Chip]]]
    known: dict[str, list[str]]
    categories: Choices
    meals: Choices
    sorts: Choices
    has: Choices
    no: Choices


def read_panel(
    reading: Reading,
    actor: Actor,
    terms: Sequence[Term],
    sort: str,
    form: Form[str] | None = None,
) -> Panel:
    """Return the panel for a search in two statements; a `form` with mistakes is shown again."""
    facets = list_facets(reading, actor, write_query(terms))
    names = [row.name for row in reading.all(categories(actor).with_only_columns(Category.name))]
    return Panel(
        form=form or form_of(terms, sort, actor.currency),
        facets=list(_groups(facets, terms, sort)),
        known={
            key: [facet.name for facet in facets if facet.key == key]
            for key in ("place", "tag", "with")
        },
        categories=[("", gettext("Any")), *((name, name) for name in names)],
        meals=[("", gettext("Any")), *meal_choices()[1:]],
        sorts=sort_choices(),
        has=[(word, str(text)) for word, text in KNOWN.items()],
        no=[(word, str(text)) for word, text in MISSING.items()],
    )


def _groups(
    facets: Sequence[Facet], terms: Sequence[Term], sort: str
) -> list[tuple[str, list[Chip]]]:
    titles = {
        "cat": gettext("Categories"),
        "place": gettext("Places"),
        "with": gettext("People"),
        "tag": gettext("Tags"),
        "meal": gettext("Meals"),
    }
    in_force = {term.text for term in terms}
    groups = []
    for key, title in titles.items():
        chips = [
            _chip(facet, terms, sort)
            for facet in facets
            if facet.key == key and write_term(key, [facet.name]) not in in_force
        ]
        if chips:
            groups.append((title, chips))
    return groups


def _chip(facet: Facet, terms: Sequence[Term], sort: str) -> Chip:
    q = with_term(terms, write_term(facet.key, [facet.name]))
    label = meal_name(facet.name) if facet.key == "meal" else facet.name
    return Chip(label, list_url(q, sort, panel="filter"), count=facet.count)
