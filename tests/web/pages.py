"""Sending forms as a browser does, and reading pages as people do."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]+)"')


def post(browser: FlaskClient, path: str, **fields: Any) -> TestResponse:  # Any: text, or a list
    """Send a form with the token that this browser's forms carry."""
    found = _TOKEN.search(browser.get("/settings/profile").text)
    token = found[1] if found else ""
    return browser.post(path, data={"csrf_token": token, **fields})


def text_of(response: TestResponse) -> str:
    """Return the words of a page on one line, without its marks."""
    bare = re.sub(r"<[^>]+>", " ", response.text)
    return " ".join(bare.split())
