"""Tables of systems that are known by their columns: one small file for each."""

from collections.abc import Sequence
from typing import Final

from mealtracker.imports.readers.presets.actual import ACTUAL
from mealtracker.imports.readers.presets.ezbookkeeping import EZBOOKKEEPING
from mealtracker.imports.readers.presets.firefly import FIREFLY
from mealtracker.imports.readers.presets.ihatemoney import IHATEMONEY
from mealtracker.imports.readers.presets.mint import MINT
from mealtracker.imports.readers.presets.monarch import MONARCH
from mealtracker.imports.readers.presets.own import OWN
from mealtracker.imports.readers.presets.preset import Preset
from mealtracker.imports.readers.presets.receipt_wrangler import RECEIPT_WRANGLER
from mealtracker.imports.readers.presets.simplifi import SIMPLIFI, SIMPLIFI_FILE
from mealtracker.imports.readers.presets.spliit import SPLIIT
from mealtracker.imports.readers.presets.splitwise import SPLITWISE
from mealtracker.imports.readers.presets.sure import SURE, SURE_FILE
from mealtracker.imports.readers.presets.ynab import YNAB_FILE, YNAB_FLOWS, YNAB_REGISTER

__all__ = ["PRESETS", "Preset", "find_preset", "preset_named"]

#: In the order in which they are tried: the more columns one needs, the earlier.
PRESETS: Final[tuple[Preset, ...]] = (
    OWN,
    FIREFLY,
    ACTUAL,
    RECEIPT_WRANGLER,
    SURE,
    YNAB_REGISTER,
    SIMPLIFI_FILE,
    SPLIIT,
    SIMPLIFI,
    EZBOOKKEEPING,
    MONARCH,
    IHATEMONEY,
    YNAB_FLOWS,
    MINT,
    SURE_FILE,
    YNAB_FILE,
    SPLITWISE,
)


def find_preset(keys: Sequence[str], first: Sequence[str]) -> Preset | None:
    """Return the system that writes tables with these columns, None for any other."""
    return next((preset for preset in PRESETS if preset.recognises(keys, first)), None)


def preset_named(name: str | None) -> Preset | None:
    """Return a system by its name."""
    return next((preset for preset in PRESETS if preset.name == name), None)
