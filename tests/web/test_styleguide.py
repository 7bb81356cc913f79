"""The style guide: there when it is asked for, with everything drawn."""

import pytest


@pytest.fixture
def page(make_app, alice):
    app = make_app(styleguide=True)
    browser = app.test_client()
    browser.set_cookie("meal", alice.known.secret)
    return browser.get("/styleguide")


def test_every_kind_of_component_is_on_the_page(page):
    assert page.status_code == 200
    for name in (
        *("button-primary", "field-error", "chip-unsure", "tag-warn", "avatar", "rating"),
        *("bar-group", "heat-table", "cell-check", "data-table", "skeleton", "steps", "timeline"),
        *("banner-bad", "toast", "dialog", "menu", "empty", "door", "quick-add", "swatch"),
    ):
        assert f'class="{name}' in page.text or f" {name}" in page.text, name


def test_it_is_not_there_unless_it_is_switched_on(alice):
    assert alice.client.get("/styleguide").status_code == 404
