"""Where views find what `create_app` put together."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from mealtracker.config import Settings
from mealtracker.ports import Ports

KEY = "mealtracker"


@dataclass(frozen=True)
class Wiring:
    """The settings, the ports and the signing key of one application."""

    settings: Settings
    ports: Ports
    signing_key: bytes


def wiring() -> Wiring:
    """Return what the running application was built from."""
    return cast("Wiring", current_app.extensions[KEY])


def ports() -> Ports:
    """Return the ports of the running application."""
    return wiring().ports


def settings() -> Settings:
    """Return the settings of the running application."""
    return wiring().settings
