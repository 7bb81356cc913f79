"""Where and with whom the sample household eats. All names are invented."""

from dataclasses import dataclass
from typing import Final

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
