"""Files that people hand in over the API, and the worker that reads and applies them."""

import asyncio
from datetime import timedelta
from typing import Final

from mealtracker.http.wiring import KEY
from mealtracker.jobs.attempt import carry_out
from mealtracker.jobs.commands import claim
from mealtracker.jobs.run import Run
from mealtracker.ports import Ports
from mealtracker.worker import HANDLERS

from tests.support.people import Json, Person

#: Three meals, a tank of petrol, and a line that cannot be read.
FILE: Final = """\
Date,Description,Amount
2026-11-02,TST* THE PINE DINER,-48.00
2026-11-03,SQ *BLUE BOTTLE COFFEE,-4.50
2026-11-04,SHELL OIL 5744,-60.00
2026-10-30,STARBUCKS STORE 11,-6.25
2026-11-05,SUSHI BAR MIDORI,not money
"""
MAPPING: Final = {"account": "Card 41", "date_order": "YMD", "decimal_mark": "."}


def hands_in(person: Person, text: str = FILE, name: str = "bank.csv") -> Json:
    """Hand in a file that must be good, and return its import."""
    response = person.api("POST", f"/imports?name={name}", data=text.encode())
    assert response.status_code == 201, response.text
    return response.json


def rehearses(person: Person, text: str = FILE, **mapping: Json) -> str:
    """Hand in a file and have it read; return the id of its import."""
    import_id = str(hands_in(person, text)["id"])
    later(person, "PUT", f"/imports/{import_id}/mapping", mapping or MAPPING)
    return import_id


def imports(person: Person, text: str = FILE) -> str:
    """Take a file in as a whole; return the id of its import."""
    import_id = rehearses(person, text)
    later(person, "POST", f"/imports/{import_id}/application")
    return import_id


def later(person: Person, method: str, path: str, body: Json = None) -> Json:
    """Ask for a job, carry it out, and return what became of it."""
    response = person.api(method, path, json=body)
    assert response.status_code == 202, response.text
    work(person.app.extensions[KEY].ports)
    return person.sees(response.headers["Location"].removeprefix("/api/v1"))


def work(ports: Ports) -> None:
    """Carry out the jobs that are due, one after the other."""
    with ports.db.unit_of_work() as session:
        claims = claim(session, HANDLERS, 10, ports.clock(), timedelta(minutes=1))
    for held in claims:
        asyncio.run(carry_out(Run(ports, held), HANDLERS[held.kind]))


def totals(person: Person) -> list[str]:
    """Return what was spent each time, by spelling."""
    return sorted(meal["total"] for meal in person.sees("/expenses")["items"])
