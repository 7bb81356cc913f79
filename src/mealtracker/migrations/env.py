"""Alembic's entry: run by `meal db upgrade`, never by the web."""

from alembic import context
from sqlalchemy import Connection

import mealtracker.accounts.models
import mealtracker.audit.models
import mealtracker.expenses.models
import mealtracker.guards.models
import mealtracker.imports.models
import mealtracker.jobs.models
import mealtracker.labels.models
import mealtracker.people.models
import mealtracker.places.models
import mealtracker.saved_filters.models  # noqa: F401 - the tables register themselves
from mealtracker.db.base import Base

_LOCK = 6_325_113  # any number that nobody else locks


def _run(connection: Connection) -> None:
    is_postgres = connection.dialect.name == "postgresql"
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=not is_postgres,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        if is_postgres:
            # Two deployments at once: the second waits here and finds nothing left to do.
            connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        context.run_migrations()


_run(context.config.attributes["connection"])
