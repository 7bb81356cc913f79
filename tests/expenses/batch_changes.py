"""Everything that a batch can do, by a name for each."""

CHANGES = {
    "category": {"set": {"category": "Coffee"}},
    "no category": {"set": {"category": None}},
    "new place": {"set": {"place": "Somewhere new"}},
    "no place": {"set": {"place": None}},
    "place and category": {"set": {"place": "Bar", "category": "Other"}},
    "tags": {"add": {"tags": ["team", "brand new"]}},
    "people": {"add": {"people": ["Ana", "Nobody yet"]}},
    "tags and people": {"add": {"tags": ["x"], "people": ["Y"]}},
    "tags off": {"remove": {"tags": ["old", "unknown"]}},
    "people off": {"remove": {"people": ["Ben"]}},
    "earlier": {"shift_days": -40},
    "later": {"shift_days": 2},
    "delete": {"delete": True},
}
