"""What a line does not say and habit tells: the category, and the meal."""

from dataclasses import dataclass, replace

from mealtracker.domain.meals import Meal, OrderType, suggest_meal
from mealtracker.quickadd.context import Context
from mealtracker.quickadd.reading import MISSING, line_of
from mealtracker.quickadd.schemas import Chip, ChipField, Choice, Line
from mealtracker.sentences import say

#: Meals that the clock tells; the others go with the place.
_BY_CLOCK = frozenset({Meal.BREAKFAST, Meal.BRUNCH, Meal.LUNCH, Meal.SNACK, Meal.DINNER})
_HERE = say("Same as last time here.")


@dataclass(frozen=True, slots=True)
class Habits:
    """The last time at the place of the line, and the time of day when the line is typed."""

    category: str | None = None
    meal: str | None = None
    clock: str | None = None
    total: str | None = None
    currency: str | None = None


def propose(text: str, line: Line, context: Context, habits: Habits) -> Line:
    """Add a guess for the meal and the category where the line has none.

    A line without an amount is asked for one; what it cost last time here is a choice.
    """
    guesses = []
    if habits.total and line.draft.total is None and not line.chip("total"):
        guesses.append(_asked(text, line, context, habits))
    if line.draft.meal is None and (meal := _meal(line, context, habits)):
        guesses.append(_guess(line, "meal", *meal))
    if line.draft.category is None and not line.chip("category"):
        category = _category(line, context, habits)
        guesses += [_guess(line, "category", *category)] if category else []
    said = {chip.field: chip.value for chip in guesses}
    draft = replace(
        line.draft,
        meal=said.get("meal", line.draft.meal),
        category=said.get("category", line.draft.category),
    )
    return line_of(draft, [*line.chips, *guesses])


def _meal(line: Line, context: Context, habits: Habits) -> tuple[str, str] | None:
    if habits.meal and habits.meal not in _BY_CLOCK:
        return habits.meal, _HERE
    if line.draft.eaten_at:
        return suggest_meal(line.draft.eaten_at), say("By the time of day.")
    if habits.clock and line.draft.eaten_on == context.today:
        return suggest_meal(habits.clock), say("By the clock.")
    return (habits.meal, _HERE) if habits.meal else None


def _category(line: Line, context: Context, habits: Habits) -> tuple[str, str] | None:
    kinds = context.categories
    if line.draft.order_type == OrderType.DELIVERY and "delivery" in kinds:
        return kinds["delivery"], say("It was delivered.")
    if line.draft.meal == Meal.GROCERIES and "groceries" in kinds:
        return kinds["groceries"], say("Those are groceries.")
    if habits.category:
        return habits.category, _HERE
    return (kinds["dining"], say("What most meals are.")) if "dining" in kinds else None


def _asked(text: str, line: Line, context: Context, habits: Habits) -> Chip:
    """Return the question what it cost, with the answer of last time."""
    end = max((chip.end for chip in line.chips), default=0)
    total = habits.total or ""
    said = f"{total.replace('.', context.marks.decimal)} {habits.currency}"
    choice = Choice(said, total, f"{text.rstrip()} {said}")
    return Chip("total", end, end, "", "", is_unsure=True, why=MISSING, choices=[choice])


def _guess(line: Line, name: ChipField, value: str, why: str) -> Chip:
    end = max((chip.end for chip in line.chips), default=0)
    return Chip(name, end, end, "", value, is_guess=True, why=why)
