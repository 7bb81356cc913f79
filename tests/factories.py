"""Drafts with honest defaults: what a test does not name is an ordinary meal."""

from datetime import date

import factory

from mealtracker.expenses.schemas import ExpenseDraft, ItemDraft
from mealtracker.labels.schemas import CategoryDraft, TagDraft
from mealtracker.people.schemas import PersonDraft
from mealtracker.places.schemas import PlaceDraft


class ItemDraftFactory(factory.Factory):
    class Meta:
        model = ItemDraft

    name = "Soup of the day"
    total = "6.50"


class ExpenseDraftFactory(factory.Factory):
    class Meta:
        model = ExpenseDraft

    eaten_on = date(2026, 11, 20)
    total = "27.50"


class PlaceDraftFactory(factory.Factory):
    class Meta:
        model = PlaceDraft

    name = factory.Sequence("Table {}".format)


class CategoryDraftFactory(factory.Factory):
    class Meta:
        model = CategoryDraft

    name = factory.Sequence("Category {}".format)


class TagDraftFactory(factory.Factory):
    class Meta:
        model = TagDraft

    name = factory.Sequence("tag {}".format)


class PersonDraftFactory(factory.Factory):
    class Meta:
        model = PersonDraft

    name = factory.Sequence("Guest {}".format)
