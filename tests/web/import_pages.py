"""Files that people hand in, and the way through the pages of an import."""

import re
from io import BytesIO
from typing import Final

from werkzeug.test import TestResponse

from tests.support.people import Person

CARD: Final = """Date,Description,Amount,Category
2026-11-03,CHIPOTLE 0123 AUSTIN TX,-12.50,Restaurants
2026-11-04,SHELL OIL 57444,-40.00,Gas
2026-11-05,STARBUCKS STORE 00123,-5.75,Coffee Shops
2026-11-06,ACME CORP,-99.10,
2026-11-07,BROKEN LINE,twelve,
"""
_CELL: Final = re.compile(r"<[^>]+>")


def send(person: Person, content: str | bytes = CARD, name: str = "card.csv") -> TestResponse:
    """Hand a file in."""
    data = content.encode() if isinstance(content, str) else content
    return person.submits("/import", file=(BytesIO(data), name))


def sent(person: Person, content: str | bytes = CARD, name: str = "card.csv") -> str:
    """Hand a good file in and return the address of its import."""
    answer = send(person, content, name)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].removesuffix("/map")


def rehearsed(person: Person, content: str | bytes = CARD, account: str = "Card 41") -> str:
    """Hand a file in, have it read as detected, and return the address of its import."""
    url = sent(person, content)
    answer = person.submits(f"{url}/map", account=account, then="read")
    assert answer.headers["Location"] == f"{url}/match", answer.text
    return url


def applied(person: Person, content: str | bytes = CARD) -> str:
    """Hand a file in, take it in, and return the address of its import."""
    url = rehearsed(person, content)
    assert person.submits(f"{url}/application").status_code == 303
    return url


def lines(page: TestResponse) -> list[str]:
    """Return the rows of the one table of a page, each as words."""
    assert page.status_code in {200, 422}, page.text
    body = page.text[page.text.index("<tbody>") : page.text.index("</tbody>")]
    return [" ".join(_CELL.sub(" ", row).split()) for row in body.split("</tr>")[:-1]]


def expenses(person: Person) -> dict[str, str]:
    """Return what was recorded: totals by place."""
    found = person.sees("/expenses")["items"]
    return {one["place"]: one["total"] for one in found}
