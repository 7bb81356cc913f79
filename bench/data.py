"""A made-up database, the same every time: one very large household among ordinary ones."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Table, insert, text
from sqlalchemy.orm import Session

from mealtracker.accounts.keys import hash_secret
from mealtracker.accounts.models import ApiToken, Household, Membership, SignIn, User
from mealtracker.db.base import Base
from mealtracker.db.schema import upgrade
from mealtracker.db.session import EngineDatabase
from mealtracker.expenses import rollup
from mealtracker.expenses.models import Expense, ExpenseItem, ExpensePerson, ExpenseTag
from mealtracker.labels.models import Category, Tag
from mealtracker.people.models import Person
from mealtracker.places.models import Place

type Row = dict[str, Any]  # Any: the columns of a table

NOW: Final = datetime(2026, 11, 24, 12, tzinfo=UTC)
_EPOCH: Final = date(2010, 1, 1)
_LABELS: Final = (
    *(("Dining", "dining"), ("Delivery", "delivery"), ("Groceries", "groceries")),
    *(("Coffee", "coffee"), ("Alcohol", "drinks"), ("Other", "snacks")),
)
_TAGS: Final = ("work", "family", "date", "trip", "birthday", "quick", "treat", "team")
_PEOPLE: Final = ("Ana", "Ben", "Carla", "Deniz", "Emil", "Fatou")
_WORDS: Final = ("lunch", "pasta", "bowl", "curry", "tapas", "soup", "bagel", "ramen")
_MEALS: Final = ("breakfast", "lunch", "dinner", "snack", None)
_CHUNK: Final = 5_000


@dataclass(frozen=True, slots=True)
class Home:
    """A household to ask for: how somebody of it proves who they are."""

    number: int
    expenses: int

    @property
    def token(self) -> str:
        """Return the secret of its API token."""
        return f"meal_bench-{self.number}"

    @property
    def cookie(self) -> str:
        """Return the secret of its session."""
        return f"session-{self.number}"


@dataclass(frozen=True, slots=True)
class Size:
    """How much data there is."""

    heavy: int
    others: int
    each: int = 1_000

    @property
    def homes(self) -> list[Home]:
        """Return all households, the large one first."""
        return [Home(0, self.heavy), *(Home(n, self.each) for n in range(1, self.others + 1))]

    @property
    def expenses(self) -> int:
        """Return how many expenses that is."""
        return self.heavy + self.others * self.each


def load(db: EngineDatabase, size: Size) -> None:
    """Make the schema and fill it."""
    upgrade(db.engine)
    with db.unit_of_work() as session:
        for home in size.homes:
            _load_home(session, home)
        rollup.rebuild(session)
    with db.engine.connect() as connection:
        _settle(connection)


def _settle(connection: Connection) -> None:
    """Do what time does to a real database: statistics and visibility are up to date."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA optimize")
        return
    plain = connection.execution_options(isolation_level="AUTOCOMMIT")
    plain.execute(text("SET default_transaction_read_only = off"))
    plain.execute(text("VACUUM ANALYZE"))
    plain.execute(text("SET default_transaction_read_only = on"))


def _load_home(session: Session, home: Home) -> None:
    chance = random.Random(home.number)
    base = {"household_id": _id(1, home, 0), "created_at": NOW, "version": 1}
    _add(session, Household, [_household(home)])
    _add(session, User, [_user(home)])
    _add(session, Membership, [_membership(home)])
    _add(session, ApiToken, [_token(home)])
    _add(session, SignIn, [_sign_in(home)])
    places = [base | _place(home, n) for n in range(max(20, home.expenses // 250))]
    _add(session, Place, places)
    _add(session, Category, [base | _category(home, n) for n in range(len(_LABELS))])
    _add(session, Tag, [base | _tag(home, n) for n in range(len(_TAGS))])
    _add(session, Person, [base | _person(home, n) for n in range(len(_PEOPLE))])
    for start in range(0, home.expenses, _CHUNK):
        numbers = range(start, min(start + _CHUNK, home.expenses))
        _load_expenses(session, home, numbers, places, chance)


def _load_expenses(
    session: Session, home: Home, numbers: range, places: Sequence[Row], chance: random.Random
) -> None:
    expenses, tags, people, items = [], [], [], []
    for number in numbers:
        place = chance.choice(places)
        tagged = chance.sample(range(len(_TAGS)), chance.choice((0, 1, 1, 2)))
        expense = _expense(home, number, place, tagged, chance)
        expenses.append(expense)
        own = {"expense_id": expense["id"]}
        tags += [own | {"tag_id": _id(5, home, tag)} for tag in tagged]
        with_whom = chance.sample(range(len(_PEOPLE)), chance.choice((0, 0, 1, 2)))
        people += [own | {"person_id": _id(6, home, person)} for person in with_whom]
        items += [own | line for line in _lines(expense["total_minor"])] if number % 8 == 0 else []
    for table, rows in (
        (Expense, expenses),
        (ExpenseTag, tags),
        (ExpensePerson, people),
        (ExpenseItem, items),
    ):
        _add(session, table, rows)


def _add(session: Session, model: type[Base], rows: list[Row]) -> None:
    if rows:
        table: Table = model.__table__  # type: ignore[assignment]  # a mapped class has one
        session.connection().execute(insert(table), rows)


def _id(kind: int, home: Home, number: int) -> UUID:
    return UUID(int=kind << 120 | 7 << 76 | home.number << 96 | 2 << 62 | number)


def _household(home: Home) -> Row:
    name = f"Household {home.number}"
    own = {"id": _id(1, home, 0), "name": name, "currency": "EUR", "zone": "Europe/Berlin"}
    return own | {"created_at": NOW, "version": 1}


def _user(home: Home) -> Row:
    email = f"user{home.number}@example.org"
    own = {"id": _id(2, home, 0), "email": email, "email_key": email, "name": "Ana Pereira"}
    plain = {"is_admin": False, "locale": "en", "theme": "system", "week_start": 0, "version": 1}
    times = {"created_at": NOW, "password_changed_at": NOW, "disabled_at": None}
    return own | plain | times | {"password_hash": "none"}


def _membership(home: Home) -> Row:
    ids = {"id": _id(3, home, 0), "household_id": _id(1, home, 0), "user_id": _id(2, home, 0)}
    return ids | {"role": "owner", "created_at": NOW}


def _token(home: Home) -> Row:
    ids = {"id": _id(8, home, 0), "membership_id": _id(3, home, 0)}
    own = {"name": "bench", "hint": "meal_", "scopes": "read write account"}
    times = {"created_at": NOW, "used_at": NOW, "ends_at": None, "revoked_at": None}
    return ids | own | times | {"secret_hash": hash_secret(home.token)}


def _sign_in(home: Home) -> Row:
    ids = {"id": _id(9, home, 0), "membership_id": _id(3, home, 0)}
    own = {"is_remembered": True, "device": "bench", "network": "127.0.0.1"}
    times = {"created_at": NOW, "seen_at": NOW, "ends_at": NOW + timedelta(days=30)}
    return ids | own | times | {"secret_hash": hash_secret(home.cookie)}


def _place(home: Home, number: int) -> Row:
    name = f"Osteria {number}"
    own = {"id": _id(4, home, number), "name": name, "name_key": name.casefold()}
    keys = {"address_key": "", "search_text": name.casefold(), "notes": "", "source": "manual"}
    plain = {"external_ids": {}, "favourite": False, "want_to_try": False, "updated_at": NOW}
    return own | keys | plain


def _category(home: Home, number: int) -> Row:
    name, kind = _LABELS[number]
    own = {"id": _id(7, home, number), "name": name, "name_key": name.casefold()}
    return own | {"kind": kind, "position": number}


def _tag(home: Home, number: int) -> Row:
    name = _TAGS[number]
    own = {"id": _id(5, home, number), "name": name, "name_key": name}
    return own | {"search_text": name, "colour": "snacks"}


def _person(home: Home, number: int) -> Row:
    name = _PEOPLE[number]
    return {"id": _id(6, home, number), "name": name, "name_key": name.casefold()}


def _expense(
    home: Home, number: int, place: Row, tagged: Sequence[int], chance: random.Random
) -> Row:
    day = NOW.date() - timedelta(days=_days_ago(home, number))
    # One in 500 has the rare word, half of them the common one.
    word = "zanzibar" if number % 500 == 1 else chance.choice(_WORDS) if number % 2 else "lunch"
    note = f"{word} number {number}"
    total = chance.randrange(300, 12_000)
    ids = {"id": _expense_id(home, day, number), "household_id": _id(1, home, 0)}
    refs = {"place_id": place["id"], "category_id": _id(7, home, number % len(_LABELS))}
    what = {"kind": "expense", "eaten_on": day, "meal": chance.choice(_MEALS), "covers": 2}
    bill = {"currency": "EUR", "total_minor": total, "subtotal_minor": total - 100}
    bill |= {"tip_minor": 100, "tax_included": True}
    texts = {"note": note, "own_text": note, "source": "manual"}
    texts["search_text"] = "\n".join(
        (place["search_text"], note, " ".join(_TAGS[tag] for tag in tagged))
    )
    times = {"created_at": NOW, "updated_at": NOW, "deleted_at": None}
    return ids | refs | what | bill | texts | times | {"version": 1}


def _expense_id(home: Home, day: date, number: int) -> UUID:
    """Return an id that sorts by time, as the real ones do."""
    milliseconds = (day - _EPOCH).days * 86_400_000 + number
    return UUID(int=milliseconds << 80 | 7 << 76 | 2 << 62 | home.number << 32 | number)


def _days_ago(home: Home, number: int) -> int:
    """Spread the expenses of a household over two years, the large one's over ten."""
    days = 730 if home.expenses <= 1_000 else 3_650  # noqa: PLR2004 - an ordinary household
    return days - 1 - number * days // home.expenses


def _lines(total: int) -> Iterator[Row]:
    for position, part in enumerate((total // 2, total - total // 2)):
        line = {"name": f"Dish {position}", "quantity_milli": 1000, "unit_price_minor": part}
        yield line | {"position": position, "total_minor": part, "kind": "food"}
