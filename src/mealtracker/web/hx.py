"""The one way in which templates write attributes of htmx, and how htmx is set up.

`<form method="post" action="{{ url }}" {{ hx(post=url, target="closest li") }}>`: a form or a link
that works by itself, and stays on the page where htmx runs.
"""

import json
from typing import Final

from flask import Flask
from markupsafe import Markup

from mealtracker.http.headers import page_nonce

#: Left out on purpose: whatever runs code (`on`, `vals`), and `confirm`, as changes can be undone.
_NAMES: Final = frozenset(
    "get post target swap trigger include sync disable push_url replace_url".split()
)
_CONFIG: Final = json.dumps(
    {
        "extensions": "hx-csp",  # an element without this answer's nonce does nothing
        "mode": "same-origin",
        "prefix": "",
        "history": "reload",  # a page is never kept, so going back asks for it again
        "defaultSwap": "outerHTML",
        "defaultTimeout": 30_000,
        "includeIndicatorCSS": False,
    }
)


def register(app: Flask) -> None:
    """Give templates `hx(…)`, `page_nonce()` and `htmx_config`."""
    app.jinja_env.globals.update(hx=hx, page_nonce=page_nonce, htmx_config=_CONFIG)


def hx(**attributes: str) -> Markup:
    """Return `hx-…` attributes with the nonce that makes them count.

    Raises:
        TypeError: a name is not one that the project uses.
    """
    unknown = attributes.keys() - _NAMES
    if unknown:
        raise TypeError(f"hx() does not write {', '.join(sorted(unknown))}.")
    written = {name.replace("_", "-"): value for name, value in attributes.items()}
    one = Markup('hx-{}="{}"')
    return Markup(" ").join(
        one.format(*item) for item in {**written, "nonce": page_nonce()}.items()
    )
