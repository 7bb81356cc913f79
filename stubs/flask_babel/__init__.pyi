from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from babel import Locale
from babel.support import LazyProxy
from flask import Flask

class Babel:
    def __init__(
        self,
        app: Flask | None = None,
        *,
        locale_selector: Callable[[], str | None] | None = None,
        default_translation_directories: str = ...,
        **options: Any,
    ) -> None: ...

def get_locale() -> Locale: ...
def gettext(string: str, **variables: object) -> str: ...
def ngettext(singular: str, plural: str, num: int, **variables: object) -> str: ...
def lazy_gettext(string: str, **variables: object) -> LazyProxy: ...
def format_date(
    date: date | None = None, format: str | None = None, rebase: bool = True
) -> str: ...
def format_decimal(number: int) -> str: ...
def format_datetime(
    datetime: datetime | None = None, format: str | None = None, rebase: bool = True
) -> str: ...
def force_locale(locale: str) -> Any: ...
