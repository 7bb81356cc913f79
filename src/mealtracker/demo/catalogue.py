"""Who and what the sample data is made of. All names are invented; prices are euro cents."""

from dataclasses import dataclass
from typing import Final

from mealtracker.domain.meals import ItemKind, Meal, OrderType
from mealtracker.labels.schemas import Kind
from mealtracker.places.schemas import PlaceKind


@dataclass(frozen=True, slots=True)
class SamplePlace:
    """A place of the sample household."""

    name: str
    kind: PlaceKind
    cuisine: str | None
    street: str
    price_level: int
    is_favourite: bool = False


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


PEOPLE: Final = ("Mara", "Jonas", "Priya", "Tomás", "Grandma Lotte", "Kofi", "Yuki", "Elif")
TAGS: Final = {
    "date night": Kind.DINING,
    "family": Kind.GROCERIES,
    "work": Kind.DELIVERY,
    "weekend": Kind.COFFEE,
    "birthday": Kind.DRINKS,
    "try again": Kind.SNACKS,
}
PAYMENTS: Final = ("Card", "Card", "Card", "Cash", "Phone")

PLACES: Final = (
    SamplePlace("Café Lindenhof", PlaceKind.CAFE, "Coffee", "3 Linden Square", 2, True),
    SamplePlace("The Daily Grindstone", PlaceKind.CAFE, "Coffee", "18 Mill Lane", 2),
    SamplePlace("Second Cup of Morning", PlaceKind.CAFE, "Coffee", "7 Station Road", 1),
    SamplePlace("Brotzeit & Krume", PlaceKind.BAKERY, "Bakery", "41 Market Street", 1, True),
    SamplePlace("Petit Four Corners", PlaceKind.BAKERY, "Pâtisserie", "2 Chapel Hill", 2),
    SamplePlace("Canteen on Four", PlaceKind.CANTEEN, None, "100 Harbour Way", 1),
    SamplePlace("Soup of the Day", PlaceKind.RESTAURANT, "Soups", "22 Harbour Way", 1),
    SamplePlace("Bowl & Branch Noodles", PlaceKind.RESTAURANT, "Vietnamese", "9 Canal Row", 2),
    SamplePlace("Falafel Corner 12", PlaceKind.FAST_FOOD, "Lebanese", "12 Station Road", 1),
    SamplePlace("Burger Yard", PlaceKind.FAST_FOOD, "Burgers", "55 Old Tannery", 1),
    SamplePlace("Trattoria Zia Rosa", PlaceKind.RESTAURANT, "Italian", "14 Vine Street", 2, True),
    SamplePlace("Sakura Garden", PlaceKind.RESTAURANT, "Japanese", "31 Canal Row", 3, True),
    SamplePlace("Masala Junction", PlaceKind.RESTAURANT, "Indian", "8 Railway Arches", 2),
    SamplePlace("El Patio Azul", PlaceKind.RESTAURANT, "Spanish", "27 Vine Street", 2),
    SamplePlace("The Copper Ladle", PlaceKind.RESTAURANT, "Modern", "1 Castle Terrace", 4),
    SamplePlace("Harbour Smokehouse", PlaceKind.RESTAURANT, "Seafood", "64 Harbour Way", 3),
    SamplePlace("Sunday Yolk", PlaceKind.CAFE, "Brunch", "5 Orchard Street", 2),
    SamplePlace("Wok to Your Door", PlaceKind.DELIVERY, "Chinese", "90 Old Tannery", 2),
    SamplePlace("Pronto Pizza Wheels", PlaceKind.DELIVERY, "Pizza", "17 Old Tannery", 2),
    SamplePlace("The Patient Hound", PlaceKind.BAR, "Pub", "6 Chapel Hill", 2),
    SamplePlace("Bar Meridian", PlaceKind.BAR, "Cocktails", "33 Castle Terrace", 3),
    SamplePlace("Greenbasket", PlaceKind.SUPERMARKET, None, "70 Market Street", 2, True),
    SamplePlace("Corner Larder", PlaceKind.SUPERMARKET, None, "4 Mill Lane", 2),
    SamplePlace("Linden Square Market", PlaceKind.MARKET, None, "Linden Square", 2),
    SamplePlace("Platform Nine Snacks", PlaceKind.OTHER, None, "Central Station", 1),
)

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
        *(Kind.COFFEE, Meal.BREAKFAST, OrderType.TAKEOUT, (6, 6, 6, 6, 6, 3, 2), (7, 9)),
        *((1, 2), (320, 620), ("Café Lindenhof", "The Daily Grindstone", "Second Cup of Morning")),
        *(_COFFEE, ("", "", "Before the early train", "Stamp card is full next time")),
    ),
    Habit(
        *(Kind.COFFEE, Meal.SNACK, OrderType.DINE_IN, (1, 1, 2, 1, 2, 4, 4), (14, 16)),
        *((1, 3), (480, 890), ("Brotzeit & Krume", "Petit Four Corners", "Café Lindenhof")),
        *(_COFFEE, ("", "Cake for everybody", "Sat outside"), ("weekend",)),
    ),
    Habit(
        *(Kind.DINING, Meal.LUNCH, OrderType.DINE_IN, (7, 7, 7, 7, 5, 0, 0), (11, 13)),
        *((1, 2), (690, 1290), ("Canteen on Four", "Soup of the Day", "Bowl & Branch Noodles")),
        *(_QUICK, ("", "", "With the team", "Quick one between meetings"), ("work",)),
    ),
    Habit(
        *(Kind.SNACKS, Meal.LUNCH, OrderType.TAKEOUT, (1, 1, 1, 1, 2, 2, 1), (12, 14)),
        *((1, 2), (650, 1150), ("Falafel Corner 12", "Burger Yard", "Platform Nine Snacks")),
        *(_QUICK, ("", "On the way", "Extra sauce is worth it"), ("try again",)),
    ),
    Habit(
        *(Kind.DINING, Meal.DINNER, OrderType.DINE_IN, (1, 1, 2, 2, 5, 6, 3), (18, 20)),
        *((2, 5), (1900, 3400)),
        ("Trattoria Zia Rosa", "Masala Junction", "El Patio Azul", "Sakura Garden"),
        *(_PLATES, ("", "", "Great window table", "Long evening with friends")),
        *(("family", "weekend", "try again"), True),
    ),
    Habit(
        *(Kind.DINING, Meal.DINNER, OrderType.DINE_IN, (0, 0, 0, 1, 1, 2, 0), (19, 20)),
        *((2, 4), (4200, 7800), ("The Copper Ladle", "Harbour Smokehouse", "Sakura Garden")),
        *(_PLATES, ("Anniversary", "Birthday dinner", "Tasting menu, worth every bite")),
        *(("date night", "birthday"), True),
    ),
    Habit(
        *(Kind.DINING, Meal.BRUNCH, OrderType.DINE_IN, (0, 0, 0, 0, 0, 2, 4), (10, 12)),
        *((2, 5), (1350, 2200), ("Sunday Yolk", "Petit Four Corners")),
        *(_QUICK, ("", "Queue round the block", "Pancakes again"), ("weekend", "family"), True),
    ),
    Habit(
        *(Kind.DELIVERY, Meal.DINNER, OrderType.DELIVERY, (2, 2, 2, 2, 2, 1, 3), (18, 21)),
        *((2, 4), (1100, 1900), ("Wok to Your Door", "Pronto Pizza Wheels")),
        *(_QUICK, ("", "Film night", "Came late but hot")),
    ),
    Habit(
        *(Kind.DRINKS, Meal.DRINKS, OrderType.DINE_IN, (0, 0, 1, 2, 4, 4, 0), (20, 22)),
        *((2, 6), (780, 1900), ("The Patient Hound", "Bar Meridian")),
        *(_ROUND, ("", "Quiz night: third place", "Leaving drinks"), (), True),
    ),
    Habit(
        *(Kind.GROCERIES, Meal.GROCERIES, None, (4, 2, 4, 2, 4, 9, 0), (9, 19)),
        *((2, 4), (780, 2600), ("Greenbasket", "Corner Larder")),
        *(_BASKET, ("", "", "", "Big weekly shop"), ("family",)),
    ),
    Habit(
        *(Kind.GROCERIES, Meal.GROCERIES, None, (0, 0, 0, 0, 0, 6, 0), (9, 12)),
        *((2, 3), (520, 1400), ("Linden Square Market",)),
        *(_BASKET, ("", "Strawberries are back", "Flowers too"), ("weekend",)),
    ),
)
