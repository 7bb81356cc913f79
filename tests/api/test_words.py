"""What is wrong with a value is said in our own words, not in those of a library."""

import pytest


@pytest.mark.parametrize(
    ("method", "path", "body", "words"),
    [
        pytest.param("PATCH", "/me", {"name": ""}, "This is needed.", id="empty"),
        pytest.param("PATCH", "/me", {"single_keys": "no"}, "Write true or false.", id="no bool"),
        pytest.param("PATCH", "/me", {"week_start": 7}, "Take 6 or less.", id="too much"),
        pytest.param(
            "PATCH", "/me", {"theme": "pink"}, "“pink” is not one of 'system'", id="no choice"
        ),
        pytest.param(
            "PATCH", "/me", {"locale": "sv"}, "“sv” is not one of en, de", id="none of ours"
        ),
        pytest.param(
            "POST",
            "/places",
            {"name": "Bar Luce", "latitude": "north", "longitude": 9.2},
            "“north” is not a number.",
            id="no number",
        ),
        pytest.param(
            "POST",
            "/places",
            {"name": "Bar Luce", "latitude": 45.4},
            "Latitude and longitude belong together.",
            id="of several fields",
        ),
    ],
)
def test_finding_is_said_in_our_own_words(alice, method, path, body, words):
    problem = alice.refused(422, method, path, body)

    assert problem["errors"][0]["message"].startswith(words)
