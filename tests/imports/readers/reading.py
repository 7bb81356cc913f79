"""Reads a file that a test writes as text, the way an import does."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from mealtracker.domain.money import Currency
from mealtracker.imports.readers.plan import ReadPlan
from mealtracker.imports.readers.registry import plan_file, read_file
from mealtracker.imports.rows import BadRow, BankRow, Read, ReadOptions, Statement

OPTIONS = ReadOptions(currency=Currency("EUR"), zone="Europe/Berlin", today=date(2026, 11, 25))


def planned(content: str | bytes, name: str = "file.csv", **options: object) -> ReadPlan:
    return plan_file(_file(content), name, replace(OPTIONS, **options))


def reads(content: str | bytes, name: str = "file.csv", **options: object) -> list[Read]:
    chosen = replace(OPTIONS, **options)
    file = _file(content)
    return list(read_file(file, plan_file(file, name, chosen), chosen))


def rows(content: str | bytes, name: str = "file.csv", **options: object) -> list[BankRow]:
    found = reads(content, name, **options)
    assert bad(found) == []
    return [one for one in found if isinstance(one, BankRow)]


def bad(found: Sequence[Read]) -> list[BadRow]:
    return [one for one in found if isinstance(one, BadRow)]


def statements(found: Sequence[Read]) -> list[Statement]:
    return [one for one in found if isinstance(one, Statement)]


def _file(content: str | bytes) -> io.BytesIO:
    return io.BytesIO(content.encode() if isinstance(content, str) else content)
