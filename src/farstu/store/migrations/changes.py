"""Alembic's operations, with what PostgreSQL asks of every table of ours on top."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations

from farstu.store.base import EVERY_CUSTOMER
from farstu.store.migrations.known import revision
from farstu.store.postgres.policy import ALLOWED, PARTITIONED, PARTITIONS
from farstu.store.postgres.schema import partition, partition_names, protect
from farstu.store.settings_table import SCHEMA, SETTING
from farstu.store.table import CUSTOMER, metadata


class Changes(Operations):
    """A new table of customers is put in partitions where the others are, and behind the second wall."""

    def create_table(self, table_name: str, *columns: Any, **kw: Any) -> sa.Table:
        kept = any(isinstance(column, sa.Column) and column.name == CUSTOMER for column in columns)
        if not kept or self._is_sqlite():
            return super().create_table(table_name, *columns, **kw)
        partitions = int(self.get_bind().exec_driver_sql(PARTITIONS).scalar_one())
        if partitions:
            kw["postgresql_partition_by"] = PARTITIONED
        made = super().create_table(table_name, *columns, **kw)
        for statement in partition(table_name, partitions):
            self.execute(statement)
        for statement in protect([table_name, *partition_names(table_name, partitions)]):
            self.execute(statement)
        return made

    def _is_sqlite(self) -> bool:
        return self.get_context().dialect.name == "sqlite"


def apply(connection: sa.Connection, number: int) -> None:
    """Takes the schema from the revision before to this one, within the connection's transaction."""
    if connection.dialect.name != "sqlite":
        connection.execute(sa.select(sa.func.set_config(ALLOWED, f'{{"{EVERY_CUSTOMER[0]}"}}', True)))
    revision(number).upgrade(Changes(MigrationContext.configure(connection)))
    table = SETTING.sql
    connection.execute(sa.delete(table).where(table.c.name == SCHEMA))
    connection.execute(sa.insert(table).values(name=SCHEMA, value=str(number)))


def differences(connection: sa.Connection) -> list[Any]:
    """What the declared tables have and the database has not, or the reverse, in Alembic's words."""
    return list(compare_metadata(comparing(connection), metadata()))


def comparing(connection: sa.Connection) -> MigrationContext:
    """How the two are compared: partitions are left out."""
    return MigrationContext.configure(connection, opts={"include_object": _is_compared, "compare_type": True})


def _is_compared(thing: Any, name: str | None, kind: str, reflected: bool, counterpart: Any) -> bool:
    table = thing if kind == "table" else thing.table
    return not reflected or table.name in metadata().tables or not _is_partition(table.name)


def _is_partition(name: str) -> bool:
    stem, mark, number = name.rpartition("_p")
    return bool(mark) and number.isdigit() and stem in metadata().tables
