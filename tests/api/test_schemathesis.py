"""Requests that a machine thought of, good and bad: none breaks the API, each answer is documented.

The database is that of one test for all examples, so what one makes the next one finds.
"""

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from mealtracker.api.openapi import document

from tests.house.tree import ROOT
from tests.support.imports import rehearses

EXAMPLES = 6
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
BOUNDED = hypothesis_settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


OPERATIONS = [
    described["operationId"]
    for methods in json.loads((ROOT / "docs" / "openapi.json").read_text())["paths"].values()
    for described in methods.values()
]


@pytest.fixture(scope="session")
def schema(built_app):
    found = schemathesis.openapi.from_dict(document(built_app))
    found.app = built_app
    return found


@pytest.mark.parametrize("name", OPERATIONS)
def test_operation_answers_as_documented(alice, schema, name):
    operation = schema.find_operation_by_id(name)
    headers = {"Authorization": f"Bearer {alice.token}"}
    known = _ids(alice).get(operation.path.split("/")[3])
    good = operation.as_strategy()
    bad = operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)

    @BOUNDED
    @given(case=st.one_of(good, bad), is_known=st.sampled_from([True, True, False]))
    def run(case, is_known):
        if "{id}" in operation.path and is_known:
            case.path_parameters["id"] = known
        case.call_and_validate(headers=headers, checks=CHECKS)

    run()


def _ids(alice):
    """Return the id of one record of each sort, so that not every call ends at 404."""
    meal = alice.spends(place="Bar", tags=["team"], people=["Ana"], category="Dining")
    token = alice.makes("/tokens", name="Spare")["id"]
    rooms = ("places", "tags", "people", "categories")
    firsts = {room: alice.sees(f"/{room}")["items"][0]["id"] for room in rooms}
    found = {"expenses": meal["id"], "changes": meal["change_id"], "tokens": token}
    return {**found, "imports": rehearses(alice), **firsts}
