"""Browsers by name, whatever language the list of sessions is in."""

import pytest

from mealtracker.web.devices import device_name


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        pytest.param(
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox · Linux",
            id="firefox",
        ),
        pytest.param(
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge · Windows",
            id="edge calls itself Chrome and Safari too",
        ),
        pytest.param("Mozilla/5.0 (iPhone; like Mac OS X)", "iPhone", id="a system alone"),
        pytest.param("curl/8.0", "", id="unknown"),
    ],
)
def test_browser_is_named_by_itself_and_its_system(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name
