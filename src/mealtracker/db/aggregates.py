"""Small lists as one JSON column, so that a row and its tags arrive in one statement."""

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class json_rows(FunctionElement[list[list[Any]]]):  # noqa: N801 - reads as the SQL function it is
    """Aggregate the given columns of all rows into a JSON list of lists, in no order."""

    type = JSON()
    inherit_cache = True
    name = "json_rows"

    def __init__(self, *columns: ColumnElement[Any]) -> None:
        """Take the columns that each inner list holds."""
        super().__init__(*columns)


@compiles(json_rows, "sqlite")
def _for_sqlite(element: json_rows, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_group_array(json_array({compiler.process(element.clauses, **options)}))"


@compiles(json_rows, "postgresql")
def _for_postgresql(element: json_rows, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_agg(json_build_array({compiler.process(element.clauses, **options)}))"
