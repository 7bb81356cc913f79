"""SQL functions that the two engines spell differently."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, Date, Integer, Uuid, cast, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class json_rows(FunctionElement[list[list[Any]]]):  # noqa: N801 - reads as the SQL function it is
    """Aggregate the given columns of all rows into a JSON list of lists, in no order."""

    type = JSON()
    inherit_cache = True
    name = "json_rows"

    def __init__(self, *columns: Any) -> None:  # Any: columns of any type
        """Take the columns that each inner list holds."""
        super().__init__(*columns)


class month_start(FunctionElement[date]):  # noqa: N801 - reads as the SQL function it is
    """The first day of the month of a date."""

    type = Date()
    inherit_cache = True
    name = "month_start"


class weekday(FunctionElement[int]):  # noqa: N801 - reads as the SQL function it is
    """The day of the week of a date as Python counts it: 0 Monday to 6 Sunday."""

    type = Integer()
    inherit_cache = True
    name = "weekday"


class days_after(FunctionElement[date]):  # noqa: N801 - reads as the SQL function it is
    """The date that is so many days after another; fewer than none are before it."""

    type = Date()
    inherit_cache = True
    name = "days_after"


def id_of_key(key: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[UUID]:
    """Return the id that a key of `spending` is the hexadecimal text of; null where it is empty."""
    return cast(func.nullif(key, ""), Uuid)


@compiles(month_start, "sqlite")
def _month_for_sqlite(element: month_start, compiler: SQLCompiler, **options: Any) -> str:
    return f"date({compiler.process(element.clauses, **options)}, 'start of month')"


@compiles(month_start, "postgresql")
def _month_for_postgresql(element: month_start, compiler: SQLCompiler, **options: Any) -> str:
    return f"date_trunc('month', {compiler.process(element.clauses, **options)})::date"


@compiles(weekday, "sqlite")
def _weekday_for_sqlite(element: weekday, compiler: SQLCompiler, **options: Any) -> str:
    day = compiler.process(element.clauses, **options)
    return f"(CAST(strftime('%w', {day}) AS INTEGER) + 6) % 7"


@compiles(weekday, "postgresql")
def _weekday_for_postgresql(element: weekday, compiler: SQLCompiler, **options: Any) -> str:
    return f"extract(isodow FROM {compiler.process(element.clauses, **options)})::integer - 1"


@compiles(days_after, "sqlite")
def _shifted_for_sqlite(element: days_after, compiler: SQLCompiler, **options: Any) -> str:
    day, days = (compiler.process(clause, **options) for clause in element.clauses)
    return f"date({day}, {days} || ' days')"


@compiles(days_after, "postgresql")
def _shifted_for_postgresql(element: days_after, compiler: SQLCompiler, **options: Any) -> str:
    day, days = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({day} + CAST({days} AS integer))"


@compiles(json_rows, "sqlite")
def _for_sqlite(element: json_rows, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_group_array(json_array({compiler.process(element.clauses, **options)}))"


@compiles(json_rows, "postgresql")
def _for_postgresql(element: json_rows, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_agg(json_build_array({compiler.process(element.clauses, **options)}))"
