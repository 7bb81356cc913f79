"""Bodies that the documentation shows; a test sends each of them."""

from typing import Any, Final

type Json = dict[str, Any]  # Any: fields as JSON

EXPENSE: Final[Json] = {
    "eaten_on": "2026-11-20",
    "eaten_at": "19:40",
    "zone": "Europe/Lisbon",
    "meal": "dinner",
    "order_type": "dine_in",
    "place": "Marisqueira Azul",
    "category": "Dining",
    "tags": ["lisbon"],
    "people": ["Ana"],
    "covers": 2,
    "currency": "EUR",
    "subtotal": "60.00",
    "tip": "6.00",
    "total": "66.00",
    "payment": "Card 41",
    "note": "The table by the window.",
    "items": [
        {"name": "Grilled octopus", "quantity": "1", "unit_price": "24.00", "total": "24.00"},
        {"name": "Vinho verde", "quantity": "0.75", "total": "36.00", "kind": "alcohol"},
    ],
}
BATCH: Final[Json] = {"q": "place:marisqueira no:tag", "add": {"tags": ["lisbon"]}}
LINE: Final[Json] = {
    "text": "lunch 23.50 at Chipotle with Ana yesterday, tip 4",
    "today": "2026-11-25",
}
ITEMS: Final[Json] = {"items": EXPENSE["items"]}
PLACE: Final[Json] = {
    "name": "Katana Sushi",
    "kind": "restaurant",
    "cuisine": "Japanese",
    "service_level": "casual",
    "price_level": 2,
    "street": "418 Mason St",
    "city": "San Francisco",
    "country": "US",
    "website": "https://katana.example",
    "latitude": 37.787,
    "longitude": -122.41,
    "external_ids": {"osm": "n240109189"},
    "rating": 5,
    "notes": "Sit at the counter.",
    "favourite": True,
}
CATEGORY: Final[Json] = {"name": "Canteen", "kind": "dining", "position": 6}
TAG: Final[Json] = {"name": "team lunch", "colour": "delivery"}
PERSON: Final[Json] = {"name": "Ana Duarte"}
SAVED_FILTER: Final[Json] = {
    "name": "Dear dinners with Ana",
    "q": "with:Ana meal:dinner >50",
    "sort": "-total",
}
TOKEN: Final[Json] = {"name": "Kitchen display", "scopes": ["read"], "days": 90}
PROFILE: Final[Json] = {
    "name": "Sam Miller",
    "locale": "en",
    "theme": "system",
    "week_start": 0,
    "density": "comfortable",
    "single_keys": True,
    "hide_amounts": False,
}
BANK_FILE: Final = (
    "Date,Description,Amount\n"
    "2026-11-18,TST* THE PINE DINER,-48.00\n"
    "2026-11-19,SQ *BLUE BOTTLE COFFEE,-4.50\n"
)
MAPPING: Final[Json] = {"account": "Card 41", "date_order": "YMD", "decimal_mark": "."}
DECISION: Final[Json] = {"where": {"food": "unsure"}, "decision": "ignored"}
BANK_ACCOUNT: Final[Json] = {"name": "Sapphire card", "currency": "USD"}
