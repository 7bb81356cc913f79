"""How the sample household eats: habits that come back week by week. Prices are euro cents."""

from dataclasses import dataclass
from typing import Final

from mealtracker.domain.meals import ItemKind, Meal, OrderType
from mealtracker.labels.schemas import Kind


@dataclass(frozen=True, slots=True)
class Dish:
    """Something on a bill; `cents` are the least and the most it costs."""

    name: str
    cents: tuple[int, int]
    kind: ItemKind = ItemKind.FOOD


@dataclass(frozen=True, slots=True)
class Habit:
    """A way to eat that comes back: where, when, with how many, and for how much a head.

    `weekdays` are weights from Monday to Sunday, `hours` the first and the last it begins in.
    """

    category: Kind
    meal: Meal
    order_type: OrderType | None
    weekdays: tuple[int, int, int, int, int, int, int]
    hours: tuple[int, int]
    heads: tuple[int, int]
    cents: tuple[int, int]
    places: tuple[str, ...]
    dishes: tuple[Dish, ...]
    notes: tuple[str, ...]
    tags: tuple[str, ...] = ()
    is_served: bool = False


_COFFEE: Final = (
    Dish("Flat white", (340, 460), ItemKind.DRINK),
    Dish("Filter coffee", (250, 340), ItemKind.DRINK),
    Dish("Cinnamon bun", (280, 390)),
)
_PLATES: Final = (
    Dish("Starter of the house", (650, 980)),
    Dish("Main of the day", (1350, 2150)),
    Dish("Seasonal vegetables", (520, 780)),
    Dish("Tiramisù", (580, 780)),
    Dish("Sparkling water", (320, 520), ItemKind.DRINK),
    Dish("Glass of red", (560, 880), ItemKind.ALCOHOL),
)
_QUICK: Final = (
    Dish("Lunch plate", (720, 1080)),
    Dish("Side salad", (320, 450)),
    Dish("Homemade lemonade", (290, 420), ItemKind.DRINK),
)
_BASKET: Final = (
    Dish("Bread", (220, 420)),
    Dish("Apples", (190, 410)),
    Dish("Cheese", (340, 890)),
    Dish("Oat milk", (150, 260), ItemKind.DRINK),
    Dish("Washing-up liquid", (140, 290), ItemKind.OTHER),
)
_ROUND: Final = (
    Dish("Pale ale", (480, 620), ItemKind.ALCOHOL),
    Dish("House cocktail", (950, 1350), ItemKind.ALCOHOL),
    Dish("Olives", (390, 560)),
)

HABITS: Final = (
    Habit(
        category=Kind.COFFEE,
        meal=Meal.BREAKFAST,
        order_type=OrderType.TAKEOUT,
        weekdays=(6, 6, 6, 6, 6, 3, 2),
        hours=(7, 9),
        heads=(1, 2),
        cents=(320, 620),
        places=("Café Lindenhof", "The Daily Grindstone", "Second Cup of Morning"),
        dishes=_COFFEE,
        notes=("", "", "Before the early train", "Stamp card is full next time"),
    ),
    Habit(
        category=Kind.COFFEE,
        meal=Meal.SNACK,
        order_type=OrderType.DINE_IN,
        weekdays=(1, 1, 2, 1, 2, 4, 4),
        hours=(14, 16),
        heads=(1, 3),
        cents=(480, 890),
        places=("Brotzeit & Krume", "Petit Four Corners", "Café Lindenhof"),
        dishes=_COFFEE,
        notes=("", "Cake for everybody", "Sat outside"),
        tags=("weekend",),
    ),
    Habit(
        category=Kind.DINING,
        meal=Meal.LUNCH,
        order_type=OrderType.DINE_IN,
        weekdays=(7, 7, 7, 7, 5, 0, 0),
        hours=(11, 13),
        heads=(1, 2),
        cents=(690, 1290),
        places=("Canteen on Four", "Soup of the Day", "Bowl & Branch Noodles"),
        dishes=_QUICK,
        notes=("", "", "With the team", "Quick one between meetings"),
        tags=("work",),
    ),
    Habit(
        category=Kind.SNACKS,
        meal=Meal.LUNCH,
        order_type=OrderType.TAKEOUT,
        weekdays=(1, 1, 1, 1, 2, 2, 1),
        hours=(12, 14),
        heads=(1, 2),
        cents=(650, 1150),
        places=("Falafel Corner 12", "Burger Yard", "Platform Nine Snacks"),
        dishes=_QUICK,
        notes=("", "On the way", "Extra sauce is worth it"),
        tags=("try again",),
    ),
    Habit(
        category=Kind.DINING,
        meal=Meal.DINNER,
        order_type=OrderType.DINE_IN,
        weekdays=(1, 1, 2, 2, 5, 6, 3),
        hours=(18, 20),
        heads=(2, 5),
        cents=(1900, 3400),
        places=("Trattoria Zia Rosa", "Masala Junction", "El Patio Azul", "Sakura Garden"),
        dishes=_PLATES,
        notes=("", "", "Great window table", "Long evening with friends"),
        tags=("family", "weekend", "try again"),
        is_served=True,
    ),
    Habit(
        category=Kind.DINING,
        meal=Meal.DINNER,
        order_type=OrderType.DINE_IN,
        weekdays=(0, 0, 0, 1, 1, 2, 0),
        hours=(19, 20),
        heads=(2, 4),
        cents=(4200, 7800),
        places=("The Copper Ladle", "Harbour Smokehouse", "Sakura Garden"),
        dishes=_PLATES,
        notes=("Anniversary", "Birthday dinner", "Tasting menu, worth every bite"),
        tags=("date night", "birthday"),
        is_served=True,
    ),
    Habit(
        category=Kind.DINING,
        meal=Meal.BRUNCH,
        order_type=OrderType.DINE_IN,
        weekdays=(0, 0, 0, 0, 0, 2, 4),
        hours=(10, 12),
        heads=(2, 5),
        cents=(1350, 2200),
        places=("Sunday Yolk", "Petit Four Corners"),
        dishes=_QUICK,
        notes=("", "Queue round the block", "Pancakes again"),
        tags=("weekend", "family"),
        is_served=True,
    ),
    Habit(
        category=Kind.DELIVERY,
        meal=Meal.DINNER,
        order_type=OrderType.DELIVERY,
        weekdays=(2, 2, 2, 2, 2, 1, 3),
        hours=(18, 21),
        heads=(2, 4),
        cents=(1100, 1900),
        places=("Wok to Your Door", "Pronto Pizza Wheels"),
        dishes=_QUICK,
        notes=("", "Film night", "Came late but hot"),
    ),
    Habit(
        category=Kind.DRINKS,
        meal=Meal.DRINKS,
        order_type=OrderType.DINE_IN,
        weekdays=(0, 0, 1, 2, 4, 4, 0),
        hours=(20, 22),
        heads=(2, 6),
        cents=(780, 1900),
        places=("The Patient Hound", "Bar Meridian"),
        dishes=_ROUND,
        notes=("", "Quiz night: third place", "Leaving drinks"),
        is_served=True,
    ),
    Habit(
        category=Kind.GROCERIES,
        meal=Meal.GROCERIES,
        order_type=None,
        weekdays=(4, 2, 4, 2, 4, 9, 0),
        hours=(9, 19),
        heads=(2, 4),
        cents=(780, 2600),
        places=("Greenbasket", "Corner Larder"),
        dishes=_BASKET,
        notes=("", "", "", "Big weekly shop"),
        tags=("family",),
    ),
    Habit(
        category=Kind.GROCERIES,
        meal=Meal.GROCERIES,
        order_type=None,
        weekdays=(0, 0, 0, 0, 0, 6, 0),
        hours=(9, 12),
        heads=(2, 3),
        cents=(520, 1400),
        places=("Linden Square Market",),
        dishes=_BASKET,
        notes=("", "Strawberries are back", "Flowers too"),
        tags=("weekend",),
    ),
)
