"""Every route says who may call it."""

from flask import Flask

from mealtracker.http.access import ATTRIBUTE, is_known


def test_every_route_declares_who_may_call_it(built_app: Flask) -> None:
    undeclared = [
        endpoint
        for endpoint, view in built_app.view_functions.items()
        if not is_known(_scope(getattr(view, ATTRIBUTE, None)))
    ]

    assert undeclared == []


def test_what_changes_a_record_by_id_can_tell_that_it_is_missing(built_app: Flask) -> None:
    """Without a finder, a viewer would get 403 for a record that is not there."""
    without = [
        rule.endpoint
        for rule in built_app.url_map.iter_rules()
        if "id" in rule.arguments
        and _scope(access := getattr(built_app.view_functions[rule.endpoint], ATTRIBUTE, None))
        != "public"
        and getattr(access, "finder", None) is None
    ]

    assert without == []


def _scope(access: object) -> str:
    return str(getattr(access, "scope", None))
